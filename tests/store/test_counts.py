"""How often pages were shown in agencies' frames, as numbers of a day."""

from __future__ import annotations

import multiprocessing
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from somerec.store import COUNTED, Counted, Store
from somerec.store.upkeep import backup, restore
from tests.store.conftest import DAY, RESULT

START = Counted(DAY, "lund", "start", "sv", origin="https://www.lund.example")
STEP = Counted(DAY, "lund", "step", "sv", step=2)
FINISH = Counted(DAY, "lund", "result", "nb", scope="T2")
ALWAYS = (date.min, date.max)


def test_numbers_are_added_to_those_of_the_same_day_and_kind(store: Store) -> None:
    store.add_counts({START: 3, STEP: 1}, DAY)
    store.add_counts({START: 4, FINISH: 1}, DAY)
    assert store.counts_of("lund", *ALWAYS) == {START: 7, STEP: 1, FINISH: 1}


@pytest.mark.parametrize(
    "other",
    [
        replace(START, day=DAY + timedelta(days=1)),
        replace(START, kind="contact"),
        replace(START, language="nb"),
        replace(START, step=1),
        replace(START, origin=""),
        replace(START, scope="T1"),
    ],
    ids=["day", "kind", "language", "step", "origin", "scope"],
)
def test_whatever_differs_is_counted_by_itself(store: Store, other: Counted) -> None:
    store.add_counts({START: 3, other: 1}, DAY)
    assert store.counts_of("lund", *ALWAYS) == {START: 3, other: 1}


def test_an_agency_sees_its_own_numbers_of_the_days_asked_for(store: Store) -> None:
    days = [replace(START, day=DAY + timedelta(days=number)) for number in range(4)]
    store.add_counts({**dict.fromkeys(days, 1), replace(START, agency="oslo"): 9}, DAY)
    found = store.counts_of("lund", days[1].day, days[2].day)
    assert found == {days[1]: 1, days[2]: 1}


def test_numbers_are_deleted_when_they_are_too_old_even_where_nobody_purges(store: Store) -> None:
    old = replace(START, day=COUNTED.first_day(DAY) - timedelta(days=1))
    store.add_counts({old: 5, START: 5}, old.day)
    store.close()
    Store(store.path.parent).add_counts({STEP: 1}, DAY)
    assert store.counts_of("lund", *ALWAYS) == {START: 5, STEP: 1}


def test_a_database_from_before_there_were_counts_keeps_what_it_holds(store: Store, tmp_path: Path) -> None:
    token = store.keep(RESULT, DAY).token
    store.close()
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("DROP TABLE agency_counts")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = '0002_agency_counts'")
        connection.commit()
    store.add_counts({START: 2}, DAY)
    assert store.open_kept(token, DAY) == RESULT
    assert store.counts_of("lund", *ALWAYS) == {START: 2}


def test_numbers_come_back_from_a_backup(store: Store, tmp_path: Path) -> None:
    store.add_counts({START: 2, STEP: 8}, DAY)
    backup(store, tmp_path / "copy.db")
    elsewhere = Store(tmp_path / "elsewhere")
    restore(elsewhere, tmp_path / "copy.db")
    assert elsewhere.counts_of("lund", *ALWAYS) == {START: 2, STEP: 8}
    elsewhere.close()


def count(folder: Path) -> None:
    """Count twenty starts, as one of several processes."""
    store = Store(folder)
    for _ in range(20):
        store.add_counts({START: 1}, DAY)


def test_several_processes_lose_nothing(store: Store) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=count, args=(store.path.parent,)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert store.counts_of("lund", *ALWAYS) == {START: 60}
