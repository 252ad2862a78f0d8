"""What can be done with the store while visitors wait. The days and times are the caller's."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from sqlite_utils import Database

from somerec.store.connection import Connections, StoreUnavailable, failures, writing
from somerec.store.counts import Counted, Counts, add, counts_of
from somerec.store.fields import ATTEMPTS, COUNTED, GONE, KEPT
from somerec.store.schema import migrate

FILE = "somerec.db"
"""The database's name in the data folder."""

TOKEN_BYTES = 16
"""Bytes of chance in a token: 128 bits, 22 characters."""


_KEEP = """
    INSERT INTO kept (token_hash, delete_hash, edition, answers, start, hour_value, last_view)
    VALUES (?, ?, ?, ?, ?, ?, ?)"""
_LEAVE_TRACE = "INSERT OR REPLACE INTO gone (hash, since) VALUES (?, ?)"
_COUNT = """
    INSERT INTO attempts (day, kind, source_hash, hour, count) VALUES (?, ?, ?, ?, 1)
    ON CONFLICT (day, kind, source_hash, hour) DO UPDATE SET count = count + 1"""


class UnknownToken(LookupError):  # noqa: N818
    """Raised for a token that opens nothing and never did, as far as we remember."""


class GoneToken(LookupError):  # noqa: N818
    """Raised for a token whose result was deleted or has expired."""


@dataclass(frozen=True, slots=True)
class KeptResult:
    """What makes a result: the edition, the canonical answers as a query, and the plan's first day."""

    edition: str
    answers: str
    start: date
    hour_value: int | None = None


@dataclass(frozen=True, slots=True)
class Tokens:
    """The two tokens of a kept result, which are known only now: the store has their hashes.

    They are no part of how this object is written out, so that no log can hold them by accident.
    """

    token: str = field(repr=False)
    delete_token: str = field(repr=False)

    @classmethod
    def new(cls) -> Tokens:
        """Draw two tokens."""
        return cls(secrets.token_urlsafe(TOKEN_BYTES), secrets.token_urlsafe(TOKEN_BYTES))


class Store:
    """The database in a data folder. Making one touches nothing; each operation raises StoreUnavailable."""

    def __init__(self, folder: Path) -> None:
        """Use the database in this folder. Both are made when first needed, the folder's parent is not."""
        self.path = folder / FILE
        self._connections = Connections(self.path, migrate)
        self._expired_on: date | None = None

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """Lend this thread's connection for single statements."""
        try:
            with failures():
                yield self._connections.database()
        except StoreUnavailable as error:
            if error.failure == "read_only":
                # A connection that was made while the disk could only be read stays so for good.
                self._connections.close()
            raise

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """Lend this thread's connection with the write lock held; all or nothing is stored."""
        with self.reading() as database, writing(database):
            yield database

    @contextmanager
    def _writing_on(self, today: date) -> Iterator[Database]:
        """Lend the connection for writing; what has expired is deleted by the way once a day.

        So a forgotten `purge` does no harm.
        """
        with self.writing() as database:
            if self._expired_on != today:
                expire(database, today)
            yield database
        self._expired_on = today

    def close(self) -> None:
        """Close this thread's connection; the next operation opens another."""
        self._connections.close()

    def keep(self, result: KeptResult, today: date) -> Tokens:
        """Keep a result and return its tokens. When this returns, the result is on the disk."""
        tokens = Tokens.new()
        values = (
            token_hash(tokens.token),
            token_hash(tokens.delete_token),
            result.edition,
            result.answers,
            result.start.isoformat(),
            result.hour_value,
            today.isoformat(),
        )
        with self._writing_on(today) as database:
            database.execute(_KEEP, values)
        return tokens

    def open_kept(self, token: str, today: date) -> KeptResult:
        """Return the result behind a token, and note that it was seen today.

        Raises UnknownToken and GoneToken. The note may fail, on a full disk for instance, and the result is
        returned all the same.
        """
        with self.reading() as database:
            rows = database.execute(
                "SELECT edition, answers, start, hour_value, last_view FROM kept WHERE token_hash = ?",
                (token_hash(token),),
            ).fetchall()
            if not rows:
                raise _absence(database, token)
        edition, answers, start, hour_value, last_view = rows[0]
        if last_view < KEPT.first_day(today).isoformat():
            raise GoneToken
        if last_view < today.isoformat():
            self._note_view(token, today)
        return KeptResult(edition, answers, date.fromisoformat(start), hour_value)

    def _note_view(self, token: str, today: date) -> None:
        """Move the day of the last view forward, never back."""
        day = today.isoformat()
        try:
            with self.reading() as database:
                database.execute(
                    "UPDATE kept SET last_view = ? WHERE token_hash = ? AND last_view < ?",
                    (day, token_hash(token), day),
                )
        except StoreUnavailable:
            return

    def find_deletable(self, delete_token: str, today: date) -> None:
        """Return if this token can delete a result, else raise UnknownToken or GoneToken. Changes nothing."""
        with self.reading() as database:
            rows = database.execute(
                "SELECT last_view FROM kept WHERE delete_hash = ?", (token_hash(delete_token),)
            ).fetchall()
            if not rows:
                raise _absence(database, delete_token)
        if rows[0][0] < KEPT.first_day(today).isoformat():
            raise GoneToken

    def belong_together(self, tokens: Tokens) -> bool:
        """Say whether both tokens are those of one kept result."""
        with self.reading() as database:
            rows = database.execute(
                "SELECT 1 FROM kept WHERE token_hash = ? AND delete_hash = ?",
                (token_hash(tokens.token), token_hash(tokens.delete_token)),
            ).fetchall()
        return bool(rows)

    def delete_kept(self, delete_token: str, today: date) -> None:
        """Delete a result for good; traces of its tokens remain. Raises UnknownToken and GoneToken."""
        hashed = token_hash(delete_token)
        with self.writing() as database:
            rows = database.execute("SELECT token_hash FROM kept WHERE delete_hash = ?", (hashed,)).fetchall()
            if not rows:
                raise _absence(database, delete_token)
            database.execute("DELETE FROM kept WHERE delete_hash = ?", (hashed,))
            for trace in (hashed, rows[0][0]):
                database.execute(_LEAVE_TRACE, (trace, today.isoformat()))

    def count_attempt(self, kind: str, source: str, now: datetime, most: int) -> bool:
        """Count an attempt and say whether it is allowed: `most` an hour of the clock for one source.

        The source is stored only as a keyed hash, and the key is another each day (UTC), so that what one
        day holds cannot be joined with the next. What is not allowed is not written either.
        """
        now = now.astimezone(UTC)
        day = now.date().isoformat()
        with self.writing() as database:
            first = ATTEMPTS.first_day(now.date()).isoformat()
            database.execute("DELETE FROM attempt_keys WHERE day < ?", (first,))
            key = _key_of(database, day)
            hashed = hmac.digest(key, f"{kind}\0{source}".encode(), "sha256")
            counted = database.execute(
                "SELECT count FROM attempts WHERE day = ? AND kind = ? AND source_hash = ? AND hour = ?",
                (day, kind, hashed, now.hour),
            ).fetchall()
            if counted and counted[0][0] >= most:
                return False
            database.execute(_COUNT, (day, kind, hashed, now.hour))
        return True

    def add_counts(self, counts: Counts, today: date) -> None:
        """Add to how often pages were shown in agencies' frames: all numbers or none."""
        with self._writing_on(today) as database:
            add(database, counts)

    def counts_of(self, agency: str, first: date, last: date) -> dict[Counted, int]:
        """Return how often an agency's pages were shown from one day to another, both included."""
        with self.reading() as database:
            return counts_of(database, agency, first, last)

    def purge(self, today: date) -> dict[str, int]:
        """Delete what has been stored for as long as it may be; return how many rows of each table."""
        with self.writing() as database:
            return expire(database, today)


def token_hash(token: str) -> bytes:
    """Return what is stored of a token. A token is all chance, so that a plain hash cannot be guessed."""
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


def expire(database: Database, today: date) -> dict[str, int]:
    """Delete by the definitions in `fields`; expired results leave the traces of their tokens."""
    first = KEPT.first_day(today).isoformat()
    for column in ("token_hash", "delete_hash"):
        database.execute(
            f"INSERT OR REPLACE INTO gone (hash, since) SELECT {column}, ? FROM kept WHERE last_view < ?",  # noqa: S608
            (today.isoformat(), first),
        )
    columns = {
        "kept": ("last_view", KEPT),
        "gone": ("since", GONE),
        "attempts": ("day", ATTEMPTS),
        "attempt_keys": ("day", ATTEMPTS),
        "agency_counts": ("day", COUNTED),
    }
    return {
        table: database.execute(
            f"DELETE FROM {table} WHERE {column} < ?",  # noqa: S608
            (lasting.first_day(today).isoformat(),),
        ).rowcount
        for table, (column, lasting) in columns.items()
    }


def _absence(database: Database, token: str) -> UnknownToken | GoneToken:
    found = database.execute("SELECT 1 FROM gone WHERE hash = ?", (token_hash(token),)).fetchall()
    return GoneToken() if found else UnknownToken()


def _key_of(database: Database, day: str) -> bytes:
    keys = database.execute("SELECT key FROM attempt_keys WHERE day = ?", (day,)).fetchall()
    if keys:
        return bytes(keys[0][0])
    key = secrets.token_bytes(32)
    database.execute("INSERT INTO attempt_keys (day, key) VALUES (?, ?)", (day, key))
    return key
