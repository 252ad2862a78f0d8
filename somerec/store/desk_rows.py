"""Rows of shares and of their log, read and written within somebody's transaction."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlite_utils import Database

from somerec.store.desk_model import Deed, Draft, Share, moment, storable
from somerec.store.tokens import UnknownToken

_DRAFT = (
    *("client", "edition", "answers", "start", "hour_value", "greeting", "notes", "notes_language"),
    *("adjustments", "language"),
)
_REST = ("id", "consultant", "version", "state", "expires", "views", "copied_from", "created", "changed")
_SELECT = f"SELECT {', '.join((*_DRAFT, *_REST))}, pin_hash <> '' FROM shares"  # noqa: S608
_INSERT = f"""
    INSERT INTO shares ({", ".join((*_DRAFT, *_REST))}, pin_hash, generation)
    VALUES ({", ".join("?" * len((*_DRAFT, *_REST)))}, '', 0)"""  # noqa: S608
_UPDATE = f"""
    UPDATE shares SET {" = ?, ".join(_DRAFT)} = ?, state = ?, version = version + 1, changed = ?
    WHERE id = ?"""  # noqa: S608


def share_from(row: tuple[Any, ...]) -> Share:
    """Return the share that a row of `select` is."""
    *values, has_pin = row
    found = dict(zip((*_DRAFT, *_REST), values, strict=True))
    found["start"] = date.fromisoformat(found["start"]) if found["start"] else None
    found["expires"] = date.fromisoformat(found["expires"])
    for name in ("created", "changed"):
        found[name] = datetime.fromisoformat(found[name])
    return Share(**found, has_pin=bool(has_pin))


def select(database: Database, where: str, *values: object) -> tuple[Share, ...]:
    """Return the shares that a condition holds for, those changed last first."""
    rows = database.execute(f"{_SELECT} WHERE {where} ORDER BY changed DESC, rowid DESC", values).fetchall()
    return tuple(map(share_from, rows))


def find(database: Database, consultant_id: int | None, share_id: str) -> Share:
    """Return a consultant's share, or anybody's for None, or raise UnknownToken.

    So a stranger learns nothing of it, not even that it is there.
    """
    found = select(
        database, "id = ? AND coalesce(?, consultant) = consultant", storable(share_id), consultant_id
    )
    if not found:
        raise UnknownToken
    return found[0]


def insert(database: Database, share: Share) -> None:
    """Add a share, without a link as yet."""
    values = (share.expires.isoformat(), share.views, share.copied_from)
    database.execute(
        _INSERT,
        (
            *_values(share),
            *(share.id, share.consultant, share.version, share.state),
            *values,
            *(moment(share.created), moment(share.changed)),
        ),
    )


def update(database: Database, share_id: str, draft: Draft, state: str, now: datetime) -> None:
    """Write what a share says, as its next version."""
    database.execute(_UPDATE, (*_values(draft), state, moment(now), share_id))


def set_column(database: Database, share_id: str, now: datetime, **values: object) -> None:
    """Write columns of a share that no form holds; its version stays."""
    columns = ", ".join(f"{name} = ?" for name in (*values, "changed"))
    database.execute(
        f"UPDATE shares SET {columns} WHERE id = ?",  # noqa: S608
        (*values.values(), moment(now), share_id),
    )


def log(database: Database, consultant_id: int | None, share_id: str, what: Deed, now: datetime) -> None:
    """Write a line of the log."""
    database.execute(
        "INSERT INTO share_log (at, consultant, share, what) VALUES (?, ?, ?, ?)",
        (moment(now), consultant_id, share_id, what),
    )


def _values(draft: Draft) -> tuple[object, ...]:
    values = {name: getattr(draft, name) for name in _DRAFT}
    values["start"] = draft.start.isoformat() if draft.start else None
    return tuple(values.values())
