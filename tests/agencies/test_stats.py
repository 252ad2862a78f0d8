"""`somerec agency stats`, as whoever runs somerec types it."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from somerec.cli import main
from somerec.store import Counted, Store
from tests.agencies.conftest import SOUND

TODAY = date.today()  # noqa: DTZ011
THIS_MONTH = TODAY.replace(day=1)
LAST = (THIS_MONTH - timedelta(days=1)).replace(day=1)
"""The first day of the last month that is over."""

HOST = "https://www.lund.example"
HEADER = ["period", "kind", "step", "language", "origin", "scope", "count"]


def run(data: Path, *arguments: str) -> Result:
    """Run the command on a data folder."""
    return CliRunner().invoke(main, ["agency", "stats", *arguments], env={"SOMEREC_DATA": str(data)})


def table(result: Result) -> list[list[str]]:
    """Return the lines of what it wrote, without those of whole months."""
    assert result.exit_code == 0, result.output
    header, *lines = csv.reader(result.stdout.splitlines())
    assert header == HEADER
    return lines


@pytest.fixture(name="store")
def _store(tmp_path: Path) -> Store:
    """A store with counts of two agencies."""
    store = Store(tmp_path)
    first, second = LAST, LAST + timedelta(days=1)
    counts = {
        Counted(first, "lund", "start", "sv", origin=HOST): 12,
        Counted(first, "lund", "start", "nb"): 3,
        Counted(first, "lund", "step", "sv", step=1): 10,
        Counted(first, "lund", "result", "sv", scope="T2"): 6,
        Counted(second, "lund", "start", "sv", origin=HOST): 4,
        Counted(second, "lund", "contact", "sv"): 5,
        Counted(first, "oslo", "start", "nb"): 99,
    }
    store.add_counts(counts, TODAY)
    store.close()
    return store


@pytest.mark.usefixtures("store")
def test_each_day_and_month_is_told_by_kind_step_language_host_and_scope(tmp_path: Path) -> None:
    first, second, month = LAST.isoformat(), (LAST + timedelta(days=1)).isoformat(), f"{LAST:%Y-%m}"
    lines = table(run(tmp_path, "lund"))
    assert lines == [
        [month, "result", "", "sv", "", "T2", "6"],
        [month, "start", "", "nb", "", "", "<5"],
        [month, "start", "", "sv", HOST, "", "13 to 16"],
        [month, "step", "1", "sv", "", "", "10"],
        [month, "contact", "", "sv", "", "", "5"],
        [first, "result", "", "sv", "", "T2", "6"],
        [first, "start", "", "nb", "", "", "<5"],
        [first, "start", "", "sv", HOST, "", "12"],
        [first, "step", "1", "sv", "", "", "10"],
        [second, "start", "", "sv", HOST, "", "<5"],
        [second, "contact", "", "sv", "", "", "5"],
    ]


@pytest.mark.usefixtures("store")
def test_only_the_days_asked_for_are_told_and_part_of_a_month_has_no_sum(tmp_path: Path) -> None:
    day = LAST.isoformat()
    lines = table(run(tmp_path, "lund", "--from", day, "--to", day))
    assert {line[0] for line in lines} == {day}
    assert len(lines) == 4


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("asked", [(), ("--to", TODAY.isoformat())])
def test_what_is_not_over_yet_is_not_told(tmp_path: Path, asked: tuple[str, ...]) -> None:
    """Two tables of one day would differ by a few visits."""
    before = table(run(tmp_path, "lund"))
    Store(tmp_path).add_counts({Counted(TODAY, "lund", "start", "sv"): 50}, TODAY)
    assert table(run(tmp_path, "lund", *asked)) == before


def test_an_agency_that_nobody_has_visited_has_an_empty_table(tmp_path: Path) -> None:
    (tmp_path / "agencies").mkdir()
    (tmp_path / "agencies" / "lund.toml").write_text(SOUND, encoding="utf-8")
    assert table(run(tmp_path, "lund")) == []
    assert not Store(tmp_path).path.exists()


@pytest.mark.usefixtures("store")
def test_the_numbers_of_an_agency_whose_file_is_gone_can_still_be_told(tmp_path: Path) -> None:
    assert len(table(run(tmp_path, "oslo"))) == 2


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (("bergen",), "There is no agency 'bergen'"),
        (("lund", "--from", "2027-02-01", "--to", "2027-01-01"), "There are no days from"),
        (("lund", "--from", "yesterday"), "does not match the format"),
    ],
    ids=["unknown", "backwards", "no date"],
)
def test_what_cannot_be_told_is_said_in_a_line(
    tmp_path: Path, arguments: tuple[str, ...], fault: str
) -> None:
    refused = run(tmp_path, *arguments)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert fault in refused.stderr


def test_a_store_that_cannot_be_read_is_said_to_be_so(tmp_path: Path) -> None:
    Store(tmp_path).path.write_bytes(b"Dear grandmother, " * 1000)
    refused = run(tmp_path, "lund")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "not a database" in refused.stderr
