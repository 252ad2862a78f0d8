"""How often something may be attempted from one place."""

from __future__ import annotations

import multiprocessing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from somerec.store import Store
from tests.store.conftest import content

NOON = datetime(2027, 1, 11, 12, 0, tzinfo=UTC)
NETWORK = "192.0.2.0"
HOUR = timedelta(hours=1)


def counts(store: Store) -> list[tuple[object, ...]]:
    with store.reading() as database:
        return database.execute("SELECT * FROM attempts").fetchall()


def test_so_many_attempts_an_hour_are_allowed_and_no_more(store: Store) -> None:
    allowed = [store.count_attempt("keep", NETWORK, NOON + timedelta(minutes=n), 5) for n in range(8)]
    assert allowed == [True] * 5 + [False] * 3
    assert store.count_attempt("keep", NETWORK, NOON + HOUR, 5)


def test_what_is_refused_is_not_written(store: Store) -> None:
    store.count_attempt("keep", NETWORK, NOON, 1)
    before = counts(store)
    assert not store.count_attempt("keep", NETWORK, NOON, 1)
    assert counts(store) == before


def test_places_and_kinds_are_counted_by_themselves(store: Store) -> None:
    assert store.count_attempt("keep", NETWORK, NOON, 1)
    assert store.count_attempt("keep", "198.51.100.0", NOON, 1)
    assert store.count_attempt("pin", NETWORK, NOON, 1)
    assert not store.count_attempt("pin", NETWORK, NOON, 1)


def test_no_address_is_stored_and_another_day_gives_it_another_fingerprint(store: Store) -> None:
    store.count_attempt("keep", NETWORK, NOON, 5)
    (first,) = counts(store)
    assert NETWORK.encode() not in content(store.path)
    store.count_attempt("keep", NETWORK, NOON + timedelta(days=1), 5)
    second = counts(store)[1]
    assert first[0] != second[0]
    assert first[2] != second[2]


def test_the_key_and_the_counts_of_a_day_are_deleted_when_the_next_day_has_ended(store: Store) -> None:
    store.count_attempt("keep", NETWORK, NOON, 5)
    with store.reading() as database:
        ((key,),) = database.execute("SELECT key FROM attempt_keys").fetchall()
    store.count_attempt("keep", NETWORK, NOON + timedelta(days=1), 5)
    assert len(counts(store)) == 2
    store.count_attempt("keep", NETWORK, NOON + timedelta(days=2), 5)
    assert len(counts(store)) == 2
    store.close()
    assert key not in content(store.path)


def test_a_clock_that_goes_back_an_hour_over_midnight_forgets_nothing(store: Store) -> None:
    midnight = datetime(2027, 1, 12, tzinfo=UTC)
    assert store.count_attempt("keep", NETWORK, midnight, 1)
    assert store.count_attempt("keep", NETWORK, midnight - HOUR, 1)
    assert not store.count_attempt("keep", NETWORK, midnight, 1)
    assert not store.count_attempt("keep", NETWORK, midnight - HOUR, 1)


def test_hours_are_those_of_the_world_whatever_the_clock_on_the_wall_says(store: Store) -> None:
    oslo = timezone(HOUR)
    assert store.count_attempt("keep", NETWORK, NOON, 1)
    assert not store.count_attempt("keep", NETWORK, NOON.astimezone(oslo), 1)


def attempt(folder: Path, allowed: multiprocessing.Queue[int]) -> None:
    """Try twenty times, as one of several processes."""
    store = Store(folder)
    allowed.put(sum(store.count_attempt("keep", NETWORK, NOON, 30) for _ in range(20)))


def test_several_processes_see_one_count(store: Store) -> None:
    context = multiprocessing.get_context("spawn")
    allowed: multiprocessing.Queue[int] = context.Queue()
    processes = [context.Process(target=attempt, args=(store.path.parent, allowed)) for _ in range(3)]
    for process in processes:
        process.start()
    total = sum(allowed.get(timeout=60) for _ in processes)
    for process in processes:
        process.join()
    assert total == 30
