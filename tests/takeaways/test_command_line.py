"""`somerec recommend` writes every kind of file, and reads its own JSON back."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner
from icalendar import Calendar

from somerec.cli import main
from tests.takeaways.businesses import EIGHT, advice
from tests.takeaways.tags import pages, squeezed


def query(name: str) -> str:
    """Return the answers of a business as an address has them."""
    return urlencode([*advice(name).answers.pairs(), ("start", "2026-11-23")])


def run(*arguments: str) -> bytes:
    """Run the command and return what it writes."""
    result = CliRunner().invoke(main, ["recommend", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout_bytes


@pytest.mark.parametrize("name", EIGHT)
def test_json_goes_back_in_and_gives_the_same_advice(name: str, tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    first = run("--lang", "nb", "--format", "json", f"{query(name)}&hour_value=731")
    file.write_bytes(first)
    assert json.loads(run("--lang", "nb", "--format", "json", str(file))) == json.loads(first)


def test_the_usual_value_of_an_hour_stays_unsaid(tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_bytes(run("--format", "json", query("hairdresser_town")))
    assert b"hour_value" not in run("--format", "md", str(file))


def test_a_pdf_goes_to_a_file_or_to_standard_output(tmp_path: Path) -> None:
    file = tmp_path / "plan.pdf"
    run("--lang", "sv", "--format", "pdf", "--output", str(file), query("hairdresser_town"))
    assert file.read_bytes() == run("--lang", "sv", "--format", "pdf", query("hairdresser_town"))
    assert file.read_bytes().startswith(b"%PDF-1.7")


def test_the_calendar_and_the_table_come_out_whole() -> None:
    assert Calendar.from_ical(run("--format", "ics", query("fjord_hotel"))).events
    assert run("--format", "csv", query("fjord_hotel")).startswith(b"\xef\xbb\xbf")


def test_text_is_markdown() -> None:
    plumber = query("plumber_small_town")
    assert run("--format", "text", plumber) == run("--format", "md", plumber)


def test_the_document_links_to_the_site_where_one_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOMEREC_BASE_URL", "https://somerec.example/")
    text = squeezed(" ".join(pages(run("--lang", "nb", "--format", "pdf", query("plumber_small_town")))))
    assert "https://somerec.example/nb/advice?market=no" in text
