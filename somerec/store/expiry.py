"""Deleting what has been stored for as long as it may be."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from somerec.store.fields import (
    ATTEMPTS,
    CONSULTANT,
    COUNTED,
    GONE,
    GRANT,
    INVITATION,
    KEPT,
    LOGGED,
    SESSION,
    SHARE,
    Lasting,
)
from somerec.store.schema import TABLES
from somerec.store.tokens import leave_trace, token_hash

_COLUMNS: dict[str, tuple[str, Lasting]] = {
    "kept": ("last_view", KEPT),
    "gone": ("since", GONE),
    "attempts": ("day", ATTEMPTS),
    "attempt_keys": ("day", ATTEMPTS),
    "agency_counts": ("day", COUNTED),
    "invitations": ("since", INVITATION),
    "sessions": ("since", SESSION),
    "grants": ("since", GRANT),
    "share_log": ("at", LOGGED),
}
"""The tables whose rows go by one day each, which stands in this column."""

_TRACED = (("kept", "token_hash"), ("kept", "delete_hash"), ("invitations", "hash"))
"""Tokens of which a trace remains."""

_OVER = "max(expires, substr(changed, 1, 10)) < ?"
"""A share that nobody has changed since its last day; the text of a moment begins with its day."""


def expire(database: Database, today: date) -> dict[str, int]:
    """Delete by the definitions in `fields`; return how many rows of each table.

    Whatever a link opened leaves the trace of its token.
    """
    for table, column in _TRACED:
        day, lasting = _COLUMNS[table]
        database.execute(
            f"INSERT OR REPLACE INTO gone (hash, since) SELECT {column}, ? FROM {table} WHERE {day} < ?",  # noqa: S608
            (today.isoformat(), lasting.first_day(today).isoformat()),
        )
    deleted = {
        table: database.execute(
            f"DELETE FROM {table} WHERE {column} < ?",  # noqa: S608
            (lasting.first_day(today).isoformat(),),
        ).rowcount
        for table, (column, lasting) in _COLUMNS.items()
    }
    deleted["shares"] = _shares(database, today)
    deleted["consultants"] = _consultants(database, today)
    return {table: deleted[table] for table in TABLES}


def _shares(database: Database, today: date) -> int:
    found = database.execute(
        f"SELECT id FROM shares WHERE {_OVER}",  # noqa: S608
        (SHARE.first_day(today).isoformat(),),
    ).fetchall()
    for (share_id,) in found:
        drop_share(database, share_id, today)
    return len(found)


def drop_share(database: Database, share_id: str, today: date) -> None:
    """Delete a share with all it holds; traces of its links and of its own id remain.

    By the trace of the id a restored backup knows that the share is to be deleted from it too: that of a
    link remains as well where the link was merely replaced.
    """
    links = database.execute("SELECT link_hash, intake_hash FROM shares WHERE id = ?", (share_id,)).fetchall()
    for hashed in (*(links[0] if links else ()), token_hash(share_id)):
        if hashed is not None:
            leave_trace(database, hashed, today)
    database.execute("UPDATE shares SET copied_from = '' WHERE copied_from = ?", (share_id,))
    database.execute("DELETE FROM shares WHERE id = ?", (share_id,))


def _consultants(database: Database, today: date) -> int:
    """Delete those whom the operator has let go, or who never came, once they have no share left."""
    return database.execute(
        """DELETE FROM consultants WHERE state <> 'active' AND changed < ?
           AND NOT EXISTS (SELECT 1 FROM shares WHERE consultant = consultants.id)""",
        (CONSULTANT.first_day(today).isoformat(),),
    ).rowcount
