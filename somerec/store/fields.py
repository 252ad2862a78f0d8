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
    hours: int = 0
    minutes: int = 0
    """Hours and minutes for which it works, where that is less than it is stored for."""

    @property
    def key(self) -> str:
        """The phrase that says it."""
        return f"stored.lasting.{self.id}"

    @property
    def slots(self) -> dict[str, int]:
        """The numbers that the phrase may name."""
        return {"months": self.months, "days": self.days, "hours": self.hours, "minutes": self.minutes}

    @property
    def works(self) -> timedelta:
        """How long it works, counted from the moment it was made."""
        return timedelta(hours=self.hours, minutes=self.minutes) or timedelta(days=self.days)

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
"""Counted from the day on which the result or share was deleted or expired, or its link was replaced."""

ATTEMPTS = Lasting("attempts", days=1)
"""Counted from the day of the attempt, in UTC."""

COUNTED = Lasting("counted", months=24)
"""Counted from the day that the numbers are for."""

SHARE = Lasting("share", days=30)
"""Counted from a share's last day, which is that of its withdrawal or its expiry; or from its last change."""

GRANT = Lasting("grant", days=1, minutes=30)
"""Counted from the right PIN."""

LOGGED = Lasting("logged", months=12)
"""Counted from the moment of what was done."""

CONSULTANT = Lasting("consultant", months=12)
"""Counted from the day on which the account was closed, or an invitation sent that nobody took up."""

INVITATION = Lasting("invitation", days=7)
"""Counted from the moment of the invitation."""

SESSION = Lasting("session", days=1, hours=12)
"""Counted from the moment of signing in."""

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
    StoredField("shares", "id", SHARE),
    StoredField("shares", "consultant", SHARE),
    StoredField("shares", "version", SHARE),
    StoredField("shares", "client", SHARE),
    StoredField("shares", "state", SHARE),
    StoredField("shares", "edition", SHARE),
    StoredField("shares", "answers", SHARE),
    StoredField("shares", "start", SHARE),
    StoredField("shares", "hour_value", SHARE),
    StoredField("shares", "greeting", SHARE),
    StoredField("shares", "notes", SHARE),
    StoredField("shares", "notes_language", SHARE),
    StoredField("shares", "adjustments", SHARE),
    StoredField("shares", "language", SHARE),
    StoredField("shares", "expires", SHARE),
    StoredField("shares", "pin_hash", SHARE),
    StoredField("shares", "views", SHARE),
    StoredField("shares", "copied_from", SHARE),
    StoredField("shares", "generation", SHARE),
    StoredField("shares", "link_hash", SHARE),
    StoredField("shares", "intake_hash", SHARE),
    StoredField("shares", "created", SHARE),
    StoredField("shares", "changed", SHARE),
    StoredField("grants", "hash", GRANT),
    StoredField("grants", "share", GRANT),
    StoredField("grants", "since", GRANT),
    StoredField("share_log", "id", LOGGED),
    StoredField("share_log", "at", LOGGED),
    StoredField("share_log", "consultant", LOGGED),
    StoredField("share_log", "share", LOGGED),
    StoredField("share_log", "what", LOGGED),
    StoredField("consultants", "id", CONSULTANT),
    StoredField("consultants", "login", CONSULTANT),
    StoredField("consultants", "name", CONSULTANT),
    StoredField("consultants", "language", CONSULTANT),
    StoredField("consultants", "agency", CONSULTANT),
    StoredField("consultants", "state", CONSULTANT),
    StoredField("consultants", "password_hash", CONSULTANT),
    StoredField("consultants", "created", CONSULTANT),
    StoredField("consultants", "changed", CONSULTANT),
    StoredField("invitations", "hash", INVITATION),
    StoredField("invitations", "consultant", INVITATION),
    StoredField("invitations", "since", INVITATION),
    StoredField("sessions", "hash", SESSION),
    StoredField("sessions", "consultant", SESSION),
    StoredField("sessions", "since", SESSION),
)
"""Every field of every table; a test compares it with the database."""
