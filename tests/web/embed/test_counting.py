"""What is counted of an agency's frame, what is not, and what happens where it cannot be."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from somerec.advice.answers import read_query
from somerec.advice.recommend import recommend
from somerec.rulebook.model import Rulebook
from somerec.store import Counted, Store, StoreUnavailable
from somerec.web.embed.counting import Tally, scope_of
from tests.store.conftest import nobody
from tests.web.cases import CARPENTERS, HAIRDRESSER, but
from tests.web.embed.conftest import DAY, Counts
from tests.web.embed.frames import AGENCY, HOST, OPENED, WITHIN, write

ROOT = Path(__file__).parents[3]
START = Counted(DAY, "lund", "start", "nb")


def step(number: int, language: str = "nb") -> Counted:
    """Return what a step counts as."""
    return Counted(DAY, "lund", "step", language, step=number)


# What is counted


def test_a_visit_is_counted_from_the_start_to_the_result(
    client: FlaskClient, query: str, counts: Counts
) -> None:
    client.get("/e/lund/nb/questions/1", headers=OPENED)
    client.get("/e/lund/nb/questions/2", headers=WITHIN)
    client.get(f"/e/lund/nb/advice?{query}", headers=WITHIN)
    assert counts() == {
        replace(START, origin=HOST): 1,
        step(1): 1,
        step(2): 1,
        Counted(DAY, "lund", "result", "nb", scope="T1"): 1,
    }


def test_pages_sent_from_memory_and_pages_that_the_browser_has_count_like_any_other(
    client: FlaskClient, counts: Counts
) -> None:
    etag = client.get("/e/lund/nb/questions/1", headers=WITHIN).headers["ETag"]
    client.get("/e/lund/nb/questions/1", headers=WITHIN)
    again = client.get("/e/lund/nb/questions/1", headers={**WITHIN, "If-None-Match": etag})
    assert again.status_code == 304
    assert counts() == {step(1): 3}


@pytest.mark.parametrize(
    ("referer", "origin"),
    [
        (f"{HOST}/side", HOST),
        ("https://bakeri.kunder.example/", "https://*.kunder.example"),
        ("", ""),
        ("http://localhost/nb/embed", ""),
    ],
    ids=["listed", "below a wildcard", "not named", "our own page"],
)
def test_the_host_is_written_as_the_agency_lists_it_and_never_as_a_browser_says(
    client: FlaskClient, counts: Counts, referer: str, origin: str
) -> None:
    client.get("/e/lund/nb/questions/1", headers={**OPENED, "Referer": referer})
    assert counts() == {replace(START, origin=origin): 1, step(1): 1}


def test_a_frame_that_an_agency_looks_at_before_it_is_used_counts_as_nothing(
    client: FlaskClient, counts: Counts, store: Store
) -> None:
    preview = {**WITHIN, "Referer": "http://localhost/nb/embed?key=lund"}
    assert client.get("/e/lund/nb/questions/1", headers=preview).status_code == 200
    client.get("/e/test/nb/questions/2?size=solo", headers=WITHIN)
    assert counts() == {}
    assert store.counts_of("test", date.min, date.max) == {}, "The trial never counts."
    client.get(
        "/e/lund/nb/questions/2?size=solo", headers={**WITHIN, "Referer": "http://localhost/e/lund/nb/embed"}
    )
    assert counts() == {step(2): 1}


def test_a_frame_that_opens_with_a_later_page_starts_there(client: FlaskClient, counts: Counts) -> None:
    client.get("/e/lund/sv/questions/3?size=solo", headers=OPENED)
    assert counts() == {replace(START, language="sv", origin=HOST): 1, step(3, "sv"): 1}


def test_redirects_are_counted_where_they_arrive(client: FlaskClient, counts: Counts) -> None:
    client.get("/e/lund/", headers=OPENED, follow_redirects=True)
    assert counts()[replace(START, origin=HOST)] == 1


def test_a_browser_that_says_nothing_of_itself_is_counted(client: FlaskClient, counts: Counts) -> None:
    """As Safari was before 2023."""
    client.get("/e/lund/nb/questions/1")
    client.get("/e/lund/nb/questions/2?market=no")
    client.get("/e/lund/nb/questions/1?market=no")
    assert counts() == {START: 1, step(1): 2, step(2): 1}


def test_a_first_step_that_holds_the_agency_s_answers_only_is_a_start(
    client: FlaskClient, counts: Counts, settings: dict[str, object]
) -> None:
    data = settings["DATA"]
    assert isinstance(data, Path)
    write(data, f'{AGENCY}\n[answers]\nprefilled.market = "se"\nlocked.business_type = "care"\n')
    unnamed = {**OPENED, "Referer": ""}
    client.get("/e/lund/nb/questions/1?market=se&business_type=care", headers=unnamed)
    assert counts() == {START: 1, step(1): 1}
    client.get("/e/lund/nb/questions/1?market=no&business_type=care", headers=unnamed)
    assert counts() == {START: 1, step(1): 2}


def test_changing_the_language_on_the_first_step_is_no_start(client: FlaskClient, counts: Counts) -> None:
    client.get("/e/lund/nb/questions/1", headers=OPENED)
    client.get("/e/lund/sv/questions/1", headers=WITHIN)
    assert [counted.kind for counted in counts()].count("start") == 1


@pytest.mark.parametrize("answers", [CARPENTERS, HAIRDRESSER, but(CARPENTERS, hours="h41")])
@pytest.mark.parametrize("size", ["solo", "micro", "small", "large"])
def test_the_scope_is_that_of_the_result(rulebook: Rulebook, answers: str, size: str) -> None:
    found = read_query(but(answers, size=size), rulebook).answers
    told = recommend(found, rulebook, DAY).scope.tier
    assert scope_of(found.to_query(), rulebook) == told


# What is not


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/nb/", OPENED),
        ("/nb/questions/1", {}),
        ("/e/nobody/nb/questions/1", OPENED),
        ("/e/lund/nb/questions/1", {**WITHIN, "Sec-Purpose": "prefetch;prerender"}),
        ("/e/lund/nb/questions/1", {**WITHIN, "Purpose": "prefetch"}),
        ("/e/lund/nb/questions/1", {**WITHIN, "Sec-Fetch-Dest": "document"}),
        ("/e/lund/nb/questions/1", {**OPENED, "Referer": "https://elsewhere.example/"}),
        ("/e/lund/nb/questions/99", WITHIN),
        ("/e/lund/nb/questions/2?size=solo&go=size,who", WITHIN),
        ("/e/lund/nb/questions/2?size=solo&back=check", WITHIN),
        ("/e/lund/nb/advice", WITHIN),
        ("/e/lund/nb/", WITHIN),
        ("/e/lund/theme.css", WITHIN),
    ],
    ids=[
        *("on the site", "a step on the site", "no such agency", "in advance", "in advance, of old"),
        *("by itself", "on a site not listed", "no such step", "with a fault", "to change an answer"),
        *("a result that lacks answers", "back to the start", "colours"),
    ],
)
def test_whatever_is_no_new_page_in_the_frame_is_not_counted(
    client: FlaskClient, counts: Counts, path: str, headers: dict[str, str]
) -> None:
    client.get(path, headers=headers)
    assert counts() == {}


def test_asking_for_the_headers_only_shows_nothing(client: FlaskClient, counts: Counts) -> None:
    client.head("/e/lund/nb/questions/1", headers=WITHIN)
    client.post("/e/lund/nb/questions/1", headers=WITHIN)
    assert counts() == {}


def test_a_disabled_agency_has_no_counts(
    client: FlaskClient, counts: Counts, settings: dict[str, object]
) -> None:
    data = settings["DATA"]
    assert isinstance(data, Path)
    text = (data / "agencies" / "lund.toml").read_text(encoding="utf-8")
    write(data, f"enabled = false\n{text}")
    assert client.get("/e/lund/nb/questions/1", headers=WITHIN).status_code == 410
    assert counts() == {}


def test_nothing_that_a_visitor_types_gets_into_the_store(
    client: FlaskClient, counts: Counts, store: Store
) -> None:
    typed = "kari-nordmann"
    client.get(f"/e/lund/nb/questions/1?name={typed}", headers={**OPENED, "User-Agent": typed})
    client.get("/e/lund/nb/questions/1", headers={**OPENED, "Referer": f"{HOST}/{typed}"})
    client.get("/e/lund/nb/questions/1", headers={**OPENED, "Referer": f"https://{typed}.kunder.example/"})
    assert sum(counts().values()) >= 3
    assert all(typed.encode() not in file.read_bytes() for file in store.path.parent.glob("somerec.db*"))


# On the way to the store


def test_counts_wait_together_and_are_written_by_themselves(tmp_path: Path) -> None:
    store = Recording(tmp_path)
    tally = Tally(store, lambda: DAY, seconds=0.05)
    for _ in range(3):
        tally.add([START])
    assert store.written.wait(10)
    assert store.batches == [{START: 3}]
    tally.add([START])
    store.written.clear()
    assert store.written.wait(10)
    assert store.batches == [{START: 3}, {START: 1}]


class Recording(Store):
    """A store that tells when something has been written, and by whom."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.batches: list[dict[Counted, int]] = []
        self.written = threading.Event()

    def add_counts(self, counts: object, today: date) -> None:
        assert threading.current_thread() is not threading.main_thread()
        assert isinstance(counts, dict)
        super().add_counts(counts, today)
        self.batches.append(dict(counts))
        self.written.set()


PROGRAM = """
import os, sys, time
from datetime import date
from pathlib import Path
from somerec.store import Counted, Store, StoreUnavailable
from somerec.web.embed.counting import Tally
day, store = date(2027, 1, 11), Store(Path(sys.argv[1]))
START, STEP = Counted(day, "lund", "start", "nb"), Counted(day, "lund", "step", "nb", step=1)
"""


def run(program: str, folder: Path) -> dict[Counted, int]:
    """Run a program that counts, and return what it has written."""
    command = [sys.executable, "-c", PROGRAM + program, str(folder)]
    subprocess.run(command, check=True, cwd=ROOT, timeout=60)
    return Store(folder).counts_of("lund", DAY, DAY)


def test_what_waits_is_written_when_the_process_ends(tmp_path: Path) -> None:
    assert run("Tally(store, lambda: day, seconds=600).add([START])", tmp_path) == {START: 1}


def test_what_waits_is_written_when_a_worker_of_a_server_ends(tmp_path: Path) -> None:
    program = """
from multiprocessing import get_context
def work():
    Tally(store, lambda: day, seconds=600).add([START])
worker = get_context("fork").Process(target=work)
worker.start()
worker.join()
"""
    assert run(program, tmp_path) == {START: 1}


def test_a_process_that_was_forked_while_counts_waited_writes_its_own(tmp_path: Path) -> None:
    program = """
tally = Tally(store, lambda: day, seconds=0.3)
tally.add([START])
if os.fork() == 0:
    tally.add([STEP])
    own = Store(Path(sys.argv[1]))
    for _ in range(400):
        if STEP in own.counts_of("lund", day, day):
            break
        time.sleep(0.05)
    os._exit(0)
os.wait()
"""
    assert run(program, tmp_path)[step(1)] == 1


def test_where_the_store_cannot_be_opened_pages_are_served_and_counting_goes_on_afterwards(
    client: FlaskClient, store: Store, counts: Counts
) -> None:
    store.path.mkdir()
    assert client.get("/e/lund/nb/questions/1", headers=WITHIN).status_code == 200
    with pytest.raises(StoreUnavailable):
        counts()
    store.path.rmdir()
    assert client.get("/e/lund/nb/questions/2", headers=WITHIN).status_code == 200
    assert counts() == {step(2): 1}


def test_on_a_full_disk_counts_are_lost_and_nothing_else(store: Store) -> None:
    tally = Tally(store, lambda: DAY)
    tally.add([START])
    tally.flush()
    with store.reading() as database:
        pages = database.execute("PRAGMA page_count").fetchone()[0]
        database.execute(f"PRAGMA max_page_count = {pages}").close()
    tally.add(replace(START, agency=f"agency-{number}") for number in range(500))
    tally.flush()
    tally.add([START])
    tally.flush()
    assert store.counts_of("lund", DAY, DAY) == {START: 2}
    assert store.counts_of("agency-7", DAY, DAY) == {}


def test_where_the_store_is_locked_counts_are_lost_and_nothing_else(store: Store) -> None:
    tally = Tally(store, lambda: DAY)
    tally.add([START])
    tally.flush()
    with store.reading() as database:
        database.patience = 0.1  # type: ignore[attr-defined]
    with closing(sqlite3.connect(store.path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        tally.add([START])
        tally.flush()
    tally.add([step(1)])
    tally.flush()
    assert store.counts_of("lund", DAY, DAY) == {START: 1, step(1): 1}


def test_on_a_disk_that_may_only_be_read_counts_are_lost_and_nothing_else() -> None:
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o555)
    tally = Tally(Store(folder / "data"), lambda: DAY)
    with nobody():
        tally.add([START])
        tally.flush()
    assert list(folder.iterdir()) == []
    folder.rmdir()


def test_counting_does_not_open_the_store_while_somebody_waits(client: FlaskClient, store: Store) -> None:
    client.get("/e/lund/nb/questions/1", headers=WITHIN)
    assert not store.path.exists()
