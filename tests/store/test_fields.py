"""What the privacy page says is stored is what is stored, and is deleted when it says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from somerec import load_rulebook
from somerec.store import ATTEMPTS, STORED, Store
from somerec.store.schema import TABLES
from somerec.words.languages import LANGUAGES
from somerec.words.phrases import PHRASES
from somerec.words.speaker import speaker
from tests.store.people import live

TODAY = date(2027, 1, 11)
HASH = b"h" * 32
ROWS = {
    "kept": ("last_view", "INSERT INTO kept VALUES (?1, ?1, '', '', '', NULL, ?2)"),
    "gone": ("since", "INSERT INTO gone VALUES (?1, ?2)"),
    "attempt_keys": ("day", "INSERT INTO attempt_keys (key, day) VALUES (?1, ?2)"),
    "invitations": ("since", "INSERT INTO invitations VALUES (?1, 1, ?2 || 'T23:59:59+00:00')"),
    "sessions": ("since", "INSERT INTO sessions VALUES (?1, 1, ?2 || 'T00:00:00+00:00')"),
    "grants": ("since", "INSERT INTO grants SELECT ?1, id, ?2 || 'T12:00:00+00:00' FROM shares"),
    "share_log": ("at", "INSERT INTO share_log VALUES (NULL, ?2 || 'T23:59:59+00:00', 1, hex(?1), '')"),
    "agency_counts": ("day", "INSERT INTO agency_counts VALUES (?2, hex(?1), 'start', 'nb', 0, '', '', 7)"),
}
"""By which day a row is deleted, and how one comes into the table."""


def test_the_definitions_name_every_column_of_every_table(store: Store) -> None:
    with store.reading() as database:
        columns = {(table, column) for table in TABLES for column in database.table(table).columns_dict}
        others = set(database.table_names()) - set(TABLES) - {"_sqlite_migrations"}
    assert {(field.table, field.name) for field in STORED} == columns
    assert not others


def test_every_definition_has_words_in_every_language_and_no_words_are_left_over() -> None:
    keys = {field.key for field in STORED} | {field.lasting.key for field in STORED}
    assert {key for key in PHRASES if key.startswith("stored.")} == keys
    for language in LANGUAGES:
        words = speaker(load_rulebook(), language, {})
        for field in STORED:
            assert words.phrase(field.key)
            assert words.phrase(field.lasting.key, **field.lasting.slots)


def test_the_words_for_a_day_are_right_for_as_long_as_it_is_one() -> None:
    """The phrase says the end of the next day in words."""
    assert (ATTEMPTS.months, ATTEMPTS.days) == (0, 1)


@pytest.mark.parametrize("table", ROWS)
def test_purge_deletes_what_is_older_than_its_definition_and_nothing_else(store: Store, table: str) -> None:
    lasting = {field.table: field.lasting for field in STORED}[table]
    column, insert = ROWS[table]
    first = lasting.first_day(TODAY)
    live(store.desk)
    with store.writing() as database:
        database.execute(f"DELETE FROM {table}")  # noqa: S608
    with store.writing() as database:
        for number, day in enumerate((first - timedelta(days=1), first)):
            database.execute(insert, (bytes([number]) * 32, day.isoformat()))
    assert store.purge(TODAY)[table] == 1
    with store.reading() as database:
        left = [row[0] for row in database.execute(f"SELECT {column} FROM {table}")]  # noqa: S608
    assert [day[:10] for day in left] == [first.isoformat()]
    assert store.purge(TODAY)[table] == 0


def test_attempts_go_with_the_key_of_their_day(store: Store) -> None:
    with store.writing() as database:
        database.execute("INSERT INTO attempt_keys VALUES ('2027-01-09', ?)", (HASH,))
        database.execute("INSERT INTO attempts VALUES ('2027-01-09', 'keep', ?, 3, 2)", (HASH,))
    assert store.purge(TODAY) == {**dict.fromkeys(TABLES, 0), "attempts": 1, "attempt_keys": 1}
