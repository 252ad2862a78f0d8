"""How the tables come to be, and with which journal they are written."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database
from sqlite_utils.utils import sqlite3 as used  # type: ignore[attr-defined]

from somerec.store import Store
from somerec.store.connection import wal_is_sound
from somerec.store.schema import MIGRATIONS, fresh, steps
from tests.store.conftest import DAY, OTHER, RESULT


@pytest.mark.parametrize(
    ("version", "sound"),
    [
        ("3.40.1", False),
        ("3.44.5", False),
        ("3.44.6", True),
        ("3.45.0", False),
        ("3.50.6", False),
        ("3.50.7", True),
        ("3.51.0", False),
        ("3.51.2", False),
        ("3.51.3", True),
        ("3.52.0", True),
        ("4.0.0", True),
    ],
)
def test_the_write_ahead_log_is_used_only_where_its_bug_is_mended(version: str, *, sound: bool) -> None:
    assert wal_is_sound(tuple(map(int, version.split(".")))) is sound


def test_the_journal_is_the_one_that_this_sqlite_is_sound_with(store: Store) -> None:
    with store.reading() as database:
        assert database.journal_mode == ("wal" if wal_is_sound(used.sqlite_version_info) else "truncate")


@pytest.mark.parametrize("left", ["wal", "delete", "persist"])
def test_a_database_that_another_sqlite_left_in_its_own_mode_is_taken_over_whole(
    store: Store, left: str
) -> None:
    token = store.keep(RESULT, DAY).token
    store.close()
    with closing(used.connect(store.path)) as connection:
        connection.execute(f"PRAGMA journal_mode = {left}")
        connection.execute("UPDATE kept SET hour_value = 7")
        connection.commit()
    assert store.open_kept(token, DAY).hour_value == 7
    store.keep(OTHER, DAY)
    test_the_journal_is_the_one_that_this_sqlite_is_sound_with(store)


def test_a_migration_that_breaks_off_anywhere_leaves_nothing_behind_and_can_be_taken_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first statement fails, then the second, and so on until none is left to fail."""
    for statement in count(1):
        store = Store(tmp_path / str(statement))
        with monkeypatch.context() as patched:
            failing = Failing(statement)
            patched.setattr(Database, "execute", failing.execute)
            with suppress(BrokenOffError), store.reading():
                pass
        if failing.left > 0:
            break
        with closing(used.connect(store.path)) as connection:
            assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
        assert store.open_kept(store.keep(RESULT, DAY).token, DAY) == RESULT
        store.close()
    assert statement > 20


class BrokenOffError(Exception):
    """What stands for a fault in the middle of a migration."""


class Failing:
    """Lets a number of statements of a transaction pass, and none after that."""

    def __init__(self, statement: int) -> None:
        self.left = statement
        self._execute = Database.execute

    @property
    def execute(self) -> Callable[..., object]:
        def execute(database: Database, sql: str, *args: Any) -> object:
            self.left -= database.conn.in_transaction
            if self.left <= 0 and database.conn.in_transaction:
                raise BrokenOffError(sql)
            return self._execute(database, sql, *args)

        return execute


def test_two_stores_may_begin_with_one_empty_folder(tmp_path: Path) -> None:
    first, second = Store(tmp_path), Store(tmp_path)
    tokens = first.keep(RESULT, DAY)
    assert second.open_kept(tokens.token, DAY) == RESULT
    first.close()
    second.close()


def test_the_steps_are_recorded_in_their_order() -> None:
    with closing(fresh()) as database:
        assert steps(database) == ("0001_kept_results", "0002_agency_counts", "0003_desk")
        assert not MIGRATIONS.pending(database)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO kept VALUES ('text', zeroblob(32), '', '', '', NULL, '')",
        "INSERT INTO kept VALUES (zeroblob(31), zeroblob(32), '', '', '', NULL, '')",
        "INSERT INTO kept VALUES (NULL, zeroblob(32), '', '', '', NULL, '')",
        "INSERT INTO kept VALUES (zeroblob(32), zeroblob(32), '', '', '', 'much', '')",
        "INSERT INTO attempts VALUES ('2027-01-11', 'keep', zeroblob(32), 1, 1)",
    ],
    ids=["text for a hash", "short hash", "no hash", "text for a number", "attempt without a key"],
)
def test_the_tables_refuse_what_does_not_belong_in_them(store: Store, statement: str) -> None:
    with pytest.raises(used.IntegrityError), store.writing() as database:
        database.execute(statement)
