"""What every part of the desk has: the store that lends it a connection."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from sqlite_utils import Database

from somerec.store.attempts import Attempt
from somerec.store.desk_model import utc_day


class Lender(Protocol):
    """Whoever lends connections to the database at a path."""

    path: Path

    def reading(self) -> AbstractContextManager[Database]:
        """Lend one for single statements."""

    def writing(self) -> AbstractContextManager[Database]:
        """Lend one with the write lock held."""

    def writing_on(self, today: date) -> AbstractContextManager[Database]:
        """Lend one with the write lock held; what has expired is deleted by the way."""

    def count_attempts(self, tried: Sequence[Attempt], now: datetime) -> bool:
        """Count attempts that are one and the same, and say whether it is allowed by every limit."""

    def attempts_again(self, tried: Sequence[Attempt], now: datetime) -> datetime:
        """Return the moment from which attempts that were refused are allowed again."""

    def went_well(self, forgotten: Sequence[Attempt], returned: Sequence[Attempt], now: datetime) -> None:
        """Forget all that was attempted of some, and one attempt of each of the others."""


class Part:
    """A part of the desk. Its operations raise StoreUnavailable, and tell what else they raise."""

    def __init__(self, store: Lender) -> None:
        """Use this store, which is not touched yet."""
        self._store = store

    def _writing(self, now: datetime) -> AbstractContextManager[Database]:
        return self._store.writing_on(utc_day(now))
