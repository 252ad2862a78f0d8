"""What can be done with the store while visitors wait. The days and times are the caller's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from sqlite_utils import Database

from somerec.store import attempts
from somerec.store.attempts import Attempt
from somerec.store.connection import Connections, StoreUnavailable, failures, writing
from somerec.store.counts import Counted, Counts, add, counts_of
from somerec.store.desk import Desk
from somerec.store.expiry import expire
from somerec.store.fields import KEPT
from somerec.store.schema import migrate
from somerec.store.scrubbing import scrub_shares
from somerec.store.tokens import GoneToken, absence, leave_trace, new_token, token_hash

FILE = "somerec.db"
"""The database's name in the data folder."""

_KEEP = """
    INSERT INTO kept (token_hash, delete_hash, edition, answers, start, hour_value, last_view)
    VALUES (?, ?, ?, ?, ?, ?, ?)"""


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
        return cls(new_token(), new_token())


class Store:
    """The database in a data folder. Making one touches nothing; each operation raises StoreUnavailable."""

    def __init__(self, folder: Path) -> None:
        """Use the database in this folder. Both are made when first needed, the folder's parent is not."""
        self.path = folder / FILE
        self._connections = Connections(self.path, migrate)
        self._expired_on: date | None = None

    @property
    def desk(self) -> Desk:
        """What consultants and their clients do with it."""
        return Desk(self)

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
    def writing_on(self, today: date) -> Iterator[Database]:
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
        with self.writing_on(today) as database:
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
                raise absence(database, token)
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
                raise absence(database, delete_token)
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
                raise absence(database, delete_token)
            database.execute("DELETE FROM kept WHERE delete_hash = ?", (hashed,))
            for trace in (hashed, rows[0][0]):
                leave_trace(database, trace, today)

    def count_attempt(self, kind: str, source: str, now: datetime, most: int) -> bool:
        """Count an attempt and say whether it is allowed: `most` an hour of the clock for one source.

        What is not allowed is not written either.
        """
        return self.count_attempts((Attempt(kind, source, most),), now)

    def count_attempts(self, tried: Sequence[Attempt], now: datetime) -> bool:
        """Count attempts that are one and the same, and say whether it is allowed by every limit.

        Where it is not, nothing is written, and nobody is made to wait for the lock.
        """
        with self.reading() as database:
            if attempts.used_up(database, tried, now):
                return False
        with self.writing() as database:
            return attempts.count(database, tried, now)

    def attempts_again(self, tried: Sequence[Attempt], now: datetime) -> datetime:
        """Return the moment from which attempts that were refused are allowed again."""
        with self.reading() as database:
            return attempts.again(database, tried, now)

    def went_well(self, forgotten: Sequence[Attempt], returned: Sequence[Attempt], now: datetime) -> None:
        """Forget all that was attempted of some, and one attempt of each of the others: it went well."""
        with self.writing() as database:
            for attempt in forgotten:
                attempts.forget(database, attempt, now)
            for attempt in returned:
                attempts.give_back(database, attempt, now)

    def add_counts(self, counts: Counts, today: date) -> None:
        """Add to how often pages were shown in agencies' frames: all numbers or none."""
        with self.writing_on(today) as database:
            add(database, counts)

    def counts_of(self, agency: str, first: date, last: date) -> dict[Counted, int]:
        """Return how often an agency's pages were shown from one day to another, both included."""
        with self.reading() as database:
            return counts_of(database, agency, first, last)

    def purge(self, today: date) -> dict[str, int]:
        """Delete what has been stored for as long as it may be; return how many rows of each table."""
        with self.writing() as database:
            deleted = expire(database, today)
        with self.reading() as database:
            scrub_shares(database)
        return deleted
