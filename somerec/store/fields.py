"""What is stored about anybody, field by field: why, and for how long.

The privacy page shows these definitions and `purge` deletes by them, so that neither can say what the other
does not do. Why each field is stored stands in `words/phrases_keeping.py`, as `stored.<table>.<name>`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long something is stored: until this many months and days after the day it is counted from."""

    id: str
    months: int = 0
    days: int = 0

    @property
    def key(self) -> str:
        """The phrase that says it, with slots `months` and `days`."""
        return f"stored.lasting.{self.id}"

    def first_day(self, today: date) -> date:
        """Return the first day that is not too long ago; whatever is older is deleted."""
        return months_before(today, self.months) - timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class StoredField:
    """One column of one table."""

    table: str
    name: str
    lasting: Lasting

    @property
    def key(self) -> str:
        """The phrase that says what the field is for."""
        return f"stored.{self.table}.{self.name}"


def months_before(day: date, months: int) -> date:
    """Return the same day some months earlier, or the last day of a month that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(days=1)).day))


KEPT = Lasting("kept", months=12)
"""Counted from the day of the last view."""

GONE = Lasting("gone", months=12)
"""Counted from the day on which the result was deleted or expired."""

ATTEMPTS = Lasting("attempts", days=1)
"""Counted from the day of the attempt, in UTC."""

COUNTED = Lasting("counted", months=24)
"""Counted from the day that the numbers are for."""

STORED: tuple[StoredField, ...] = (
    StoredField("kept", "edition", KEPT),
    StoredField("kept", "answers", KEPT),
    StoredField("kept", "start", KEPT),
    StoredField("kept", "hour_value", KEPT),
    StoredField("kept", "token_hash", KEPT),
    StoredField("kept", "delete_hash", KEPT),
    StoredField("kept", "last_view", KEPT),
    StoredField("gone", "hash", GONE),
    StoredField("gone", "since", GONE),
    StoredField("attempt_keys", "day", ATTEMPTS),
    StoredField("attempt_keys", "key", ATTEMPTS),
    StoredField("attempts", "day", ATTEMPTS),
    StoredField("attempts", "kind", ATTEMPTS),
    StoredField("attempts", "source_hash", ATTEMPTS),
    StoredField("attempts", "hour", ATTEMPTS),
    StoredField("attempts", "count", ATTEMPTS),
    StoredField("agency_counts", "day", COUNTED),
    StoredField("agency_counts", "agency", COUNTED),
    StoredField("agency_counts", "kind", COUNTED),
    StoredField("agency_counts", "language", COUNTED),
    StoredField("agency_counts", "step", COUNTED),
    StoredField("agency_counts", "origin", COUNTED),
    StoredField("agency_counts", "scope", COUNTED),
    StoredField("agency_counts", "count", COUNTED),
)
"""Every field of every table; a test compares it with the database."""
