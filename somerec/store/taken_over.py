"""What a restored backup takes over from the database that it replaces.

A backup holds what has been deleted, withdrawn or shut since, as if it had not been. Who asked for that was
promised that it is for good, so that it is done again.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from somerec.store.connection import writing
from somerec.store.tokens import token_hash

Rows = tuple[tuple[object, ...], ...]

VOLATILE = ("attempt_keys", "invitations", "sessions", "grants")
"""Tables that no backup holds: they are for a few hours or days, and a copy may lie about for longer."""


_SHARES = """
    SELECT pin_hash, link_hash, intake_hash, generation, state = 'withdrawn', expires, changed, id
    FROM shares"""
_DOORS = "UPDATE shares SET pin_hash = ?, link_hash = ?, intake_hash = ?, generation = ? WHERE id = ?"
_WITHDRAW = "UPDATE shares SET state = 'withdrawn', expires = ?, changed = ? WHERE id = ?"
_SHORTEN = "UPDATE shares SET expires = min(expires, ?) WHERE id = ?"
_ACCOUNT = """
    UPDATE consultants SET password_hash = ?, state = ?, changed = ? WHERE id = ? AND login = ?"""


@dataclass(frozen=True, slots=True)
class Since:
    """What the present database knows that a backup does not."""

    traces: Rows = ()
    """Hashes of tokens that open nothing any more, and since when."""
    shares: Rows = ()
    """What opens each share, whether it is withdrawn, its last day, its last change, and its id."""
    consultants: Rows = ()
    """The password of each consultant, her state, since when, and her number and login."""


def since(database: Database) -> Since:
    """Read it from the present database, which may be an older one, without consultants."""
    there = set(database.table_names())
    if "shares" not in there:
        return Since(_rows(database, "SELECT hash, since FROM gone") if "gone" in there else ())
    return Since(
        _rows(database, "SELECT hash, since FROM gone"),
        _rows(database, _SHARES),
        _rows(database, "SELECT password_hash, state, changed, id, login FROM consultants"),
    )


def take_over(database: Database, known: Since) -> None:
    """Do again in a restored database what was done since: delete, withdraw, shorten, set PINs, shut out."""
    with writing(database):
        _delete(database, known.traces)
        for *doors, withdrawn, expires, changed, share in known.shares:
            database.execute(_DOORS, (*doors, share))
            database.execute(_SHORTEN, (expires, share))
            if withdrawn:
                database.execute(_WITHDRAW, (expires, changed, share))
        for row in known.consultants:
            database.execute(_ACCOUNT, row)


def _delete(database: Database, traces: Rows) -> None:
    """Delete what left a trace; of a share that is the trace of its own id."""
    shares = {token_hash(share_id): share_id for (share_id,) in database.execute("SELECT id FROM shares")}
    for trace, since_day in traces:
        database.execute("DELETE FROM kept WHERE token_hash = ? OR delete_hash = ?", (trace, trace))
        if trace in shares:
            database.execute("UPDATE shares SET copied_from = '' WHERE copied_from = ?", (shares[trace],))
            database.execute("DELETE FROM shares WHERE id = ?", (shares[trace],))
        database.execute("INSERT OR REPLACE INTO gone (hash, since) VALUES (?, ?)", (trace, since_day))


def _rows(database: Database, sql: str) -> Rows:
    return tuple(database.execute(sql).fetchall())
