"""Connections to the database: what each is told when it is opened, and what its failures mean.

A connection belongs to one thread of one process. SQLite is the one that sqlite-utils uses: the pysqlite3
wheel where that is installed, else Python's own.
"""

from __future__ import annotations

import errno
import os
import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

BUSY_SECONDS = 5.0
"""How long a visitor's connection waits for others before it gives up."""

PATIENT_SECONDS = 60.0
"""How long upkeep waits, which nobody sits in front of."""

_ASK_AGAIN = (0.001, 0.01)
"""Between these many seconds a waiting connection asks again."""

OLDEST = (3, 37, 0)
"""The first SQLite with strict tables."""

Failure = Literal["full", "read_only", "missing", "busy", "broken"]

_BY_CODE: tuple[tuple[str, Failure], ...] = (
    ("SQLITE_FULL", "full"),
    ("SQLITE_READONLY", "read_only"),
    ("SQLITE_CANTOPEN", "missing"),
    ("SQLITE_BUSY", "busy"),
    ("SQLITE_LOCKED", "busy"),
)
_BY_ERRNO: dict[int | None, Failure] = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EROFS: "read_only",
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
}


class StoreUnavailable(Exception):  # noqa: N818
    """Raised where nothing can be stored or read just now; what was stored before is as it was."""

    def __init__(self, failure: Failure, detail: str) -> None:
        """Say which kind of failure it is, and in SQLite's or the system's words what happened."""
        self.failure = failure
        super().__init__(f"{failure}: {detail}")


@contextmanager
def failures() -> Iterator[None]:
    """Turn what goes wrong with disks and locks into StoreUnavailable; faults of ours stay what they are."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise
    except sqlite3.DatabaseError as error:
        raise StoreUnavailable(_failure(error), str(error)) from error
    except OSError as error:
        raise StoreUnavailable(_BY_ERRNO.get(error.errno, "missing"), str(error)) from error


def _failure(error: Exception) -> Failure:
    name = str(getattr(error, "sqlite_errorname", ""))
    return next((failure for code, failure in _BY_CODE if name.startswith(code)), "broken")


class PatientDatabase(Database):
    """A database that waits for others by asking again at short and uneven intervals.

    SQLite's own waiting asks ever more seldom. With a rollback journal a writer lets nobody in while it
    syncs, so that under load the one that has waited longest is served last, and some are refused. Asking
    evenly gives each the same chance.
    """

    patience = BUSY_SECONDS
    """Seconds for each statement."""

    def execute(self, sql: str, parameters: Sequence[Any] | dict[str, Any] | None = None) -> sqlite3.Cursor:
        """Execute a statement, again and again while others are in the way; a refusal has done nothing."""
        deadline = time.monotonic() + self.patience
        while True:
            try:
                return super().execute(sql, parameters)
            except sqlite3.OperationalError as error:
                if _failure(error) != "busy" or time.monotonic() > deadline:
                    raise
            time.sleep(random.uniform(*_ASK_AGAIN))  # noqa: S311


@contextmanager
def writing(database: Database) -> Iterator[None]:
    """Hold the write lock from the first statement on, and commit all or nothing.

    A transaction that reads first and asks for the lock when it writes is refused without waiting.
    """
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        database.rollback()
        raise


def connect(
    path: Path, mode: Literal["rw", "ro", "copy"] = "rw", *, patience: float = BUSY_SECONDS
) -> PatientDatabase:
    """Open a database that exists, and settle how carefully it is written.

    Mode `ro` only reads; mode `copy` is for one that nobody else has open, and is always in a single file.
    """
    if sqlite3.sqlite_version_info < OLDEST:
        raise StoreUnavailable("broken", f"SQLite {sqlite3.sqlite_version} is too old; 3.37 is needed")
    address = f"file:{quote(str(path.absolute()))}?mode={'ro' if mode == 'ro' else 'rw'}"
    connection = sqlite3.connect(address, uri=True, timeout=_ASK_AGAIN[1])
    try:
        database = PatientDatabase(connection, execute_plugins=False)
        database.patience = patience
        database.execute("PRAGMA foreign_keys = ON")
        database.execute("PRAGMA trusted_schema = OFF")
        if mode != "ro":
            database.execute("PRAGMA synchronous = FULL")
            database.execute("PRAGMA secure_delete = ON").close()
            _set_journal(database, wal=mode == "rw" and wal_is_sound(database.sqlite_version))
    except BaseException:
        connection.close()
        raise
    return database


def wal_is_sound(version: tuple[int, ...]) -> bool:
    """Say whether this SQLite is free of the WAL-reset bug (3.7.0 to 3.51.2), which corrupts databases."""
    backports = ((3, 44, 6), (3, 50, 7))
    return version >= (3, 51, 3) or any(fixed <= version < (*fixed[:2], 99) for fixed in backports)


def _set_journal(database: Database, *, wal: bool) -> None:
    """Choose the write-ahead log or a rollback journal.

    The rollback journal is truncated, not deleted: with `synchronous = FULL` SQLite then makes sure of the
    truncation too before it says that a commit is done, which it does not do for a deletion.
    """
    wanted = "wal" if wal else "truncate"
    try:
        if database.journal_mode != wanted:
            database.execute(f"PRAGMA journal_mode = {wanted}").close()
    except sqlite3.OperationalError as error:
        # On a disk that may only be read it stays as it is.
        if _failure(error) != "read_only":
            raise


@dataclass(frozen=True, eq=False)
class _Held:
    """A connection, and which file and process it belongs to."""

    database: Database
    process: int
    file: tuple[int, int]

    def __del__(self) -> None:
        """Close the connection when its thread has ended."""
        if self.process == os.getpid():
            with suppress(sqlite3.ProgrammingError):
                self.database.close()


_INHERITED: list[_Held] = []
"""Connections from before a fork. They belong to the parent and must not be used or closed here."""


class Connections:
    """One connection for each thread to the database at a path, opened when it is first needed."""

    def __init__(self, path: Path, prepare: Callable[[Database], None]) -> None:
        """Remember the path, and what to do with each database that is opened. Touches nothing."""
        self.path = path
        self._prepare = prepare
        self._local = threading.local()

    def database(self) -> Database:
        """Return this thread's connection; the file is made where there is none.

        Where the file has been moved away or replaced, a connection to it would write into nothing. So the
        file is compared each time, which costs a few microseconds.
        """
        held: _Held | None = getattr(self._local, "held", None)
        if held and held.process != os.getpid():
            _INHERITED.append(held)
        elif held:
            if _file(self.path) == held.file:
                return held.database
            held.database.close()
        self._local.held = None
        opened = self._open()
        self._local.held = opened
        return opened.database

    def _open(self) -> _Held:
        self.path.parent.mkdir(mode=0o700, exist_ok=True)
        if not self.path.exists():
            # Never open and close a database's file beside SQLite: that would drop its locks.
            with suppress(FileExistsError):
                self.path.touch(mode=0o600, exist_ok=False)
        file = _file(self.path)
        database = connect(self.path)
        try:
            self._prepare(database)
        except BaseException:
            database.close()
            raise
        return _Held(database, os.getpid(), file or (0, 0))

    def close(self) -> None:
        """Close this thread's connection."""
        held: _Held | None = getattr(self._local, "held", None)
        if held and held.process == os.getpid():
            held.database.close()
        self._local.held = None


def _file(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino
