"""How often something has been attempted in an hour or a day of the clock (UTC), by whom nobody can tell.

The source of an attempt is stored only as a keyed hash, and the key is another each day, so that what one day
holds cannot be joined with the next.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from sqlite_utils import Database

from somerec.store.fields import ATTEMPTS

_COUNTED = "SELECT count FROM attempts WHERE day = ? AND kind = ? AND source_hash = ? AND hour = ?"
_COUNT = """
    INSERT INTO attempts (day, kind, source_hash, hour, count) VALUES (?, ?, ?, ?, 1)
    ON CONFLICT (day, kind, source_hash, hour) DO UPDATE SET count = count + 1"""
_FORGET = "DELETE FROM attempts WHERE day = ? AND kind = ? AND source_hash = ? AND hour = ?"
_GIVE_BACK = """
    UPDATE attempts SET count = count - 1
    WHERE day = ? AND kind = ? AND source_hash = ? AND hour = ? AND count > 0"""

Span = Literal["hour", "day"]


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was attempted, where from or at what, and how often an hour or a day that is allowed.

    Of one kind all attempts are counted by the same span.
    """

    kind: str
    source: str
    most: int
    span: Span = "hour"


def used_up(database: Database, attempts: Sequence[Attempt], now: datetime) -> bool:
    """Say whether one of these has been attempted as often as it may be. Reads only."""
    now = now.astimezone(UTC)
    key = _key_of(database, now)
    return key is not None and any(
        _count(database, key, attempt, now) >= attempt.most for attempt in attempts
    )


def count(database: Database, attempts: Sequence[Attempt], now: datetime) -> bool:
    """Count all of these and say so, or none where one is used up. The caller holds the write lock."""
    now = now.astimezone(UTC)
    first = ATTEMPTS.first_day(now.date()).isoformat()
    database.execute("DELETE FROM attempt_keys WHERE day < ?", (first,))
    key = _key_of(database, now) or _new_key(database, now)
    if any(_count(database, key, attempt, now) >= attempt.most for attempt in attempts):
        return False
    for attempt in attempts:
        database.execute(_COUNT, _place(key, attempt, now))
    return True


def again(database: Database, attempts: Sequence[Attempt], now: datetime) -> datetime:
    """Return the moment from which none of these is used up any more. Reads only."""
    now = now.astimezone(UTC)
    key = _key_of(database, now)
    return max(
        (
            _end(attempt.span, now)
            for attempt in attempts
            if key is not None and _count(database, key, attempt, now) >= attempt.most
        ),
        default=now,
    )


def forget(database: Database, attempt: Attempt, now: datetime) -> None:
    """Forget all that was attempted in this hour or day."""
    _change(database, _FORGET, attempt, now)


def give_back(database: Database, attempt: Attempt, now: datetime) -> None:
    """Forget one attempt and leave the others counted, which may be somebody else's."""
    _change(database, _GIVE_BACK, attempt, now)


def _change(database: Database, statement: str, attempt: Attempt, now: datetime) -> None:
    now = now.astimezone(UTC)
    key = _key_of(database, now)
    if key is not None:
        database.execute(statement, _place(key, attempt, now))


def _count(database: Database, key: bytes, attempt: Attempt, now: datetime) -> int:
    found = database.execute(_COUNTED, _place(key, attempt, now)).fetchall()
    return int(found[0][0]) if found else 0


def _place(key: bytes, attempt: Attempt, now: datetime) -> tuple[str, str, bytes, int]:
    """Return where attempts of a kind from a source are counted; those of a whole day at its first hour."""
    hashed = hmac.digest(key, f"{attempt.kind}\0{attempt.source}".encode("utf-8", "replace"), "sha256")
    return now.date().isoformat(), attempt.kind, hashed, now.hour if attempt.span == "hour" else 0


def _end(span: Span, now: datetime) -> datetime:
    """Return when the hour or the day ends."""
    if span == "hour":
        return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


def _key_of(database: Database, now: datetime) -> bytes | None:
    day = now.date().isoformat()
    keys = database.execute("SELECT key FROM attempt_keys WHERE day = ?", (day,)).fetchall()
    return bytes(keys[0][0]) if keys else None


def _new_key(database: Database, now: datetime) -> bytes:
    key = secrets.token_bytes(32)
    database.execute("INSERT INTO attempt_keys (day, key) VALUES (?, ?)", (now.date().isoformat(), key))
    return key
