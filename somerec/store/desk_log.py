"""Who did what to which share or account, and everything that is held about a share."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlite_utils import Database

from somerec.store import desk_rows as rows
from somerec.store.desk_model import ACCOUNT, Deed, Logged, moment
from somerec.store.desk_part import Part

_LOG = """
    SELECT l.at, coalesce(c.login, ''), l.share, l.what
    FROM share_log l LEFT JOIN consultants c ON c.id = l.consultant
    WHERE l.share = ?"""


class Log(Part):
    """The log, and exports."""

    def note(self, consultant_id: int | None, share_id: str, what: Deed, now: datetime) -> None:
        """Write a line. All operations that change a share write theirs themselves."""
        with self._writing(now) as database:
            rows.log(database, consultant_id, share_id, what, now)

    def log(self, share_id: str) -> tuple[Logged, ...]:
        """Return what was done to a share, oldest first, also to one that has been erased."""
        with self._store.reading() as database:
            return _log(database, share_id)

    def account_log(self, consultant_id: int) -> tuple[Logged, ...]:
        """Return what a consultant did to her own account, oldest first."""
        with self._store.reading() as database:
            return _log(database, ACCOUNT, " AND l.consultant = ?", consultant_id)

    def export(self, consultant_id: int | None, share_id: str, now: datetime) -> dict[str, Any]:
        """Return everything held about a share, ready for JSON; None is whoever runs somerec.

        Of what is stored as a hash it says whether there is one. The export itself is logged, and in it.
        Raises UnknownToken.
        """
        with self._writing(now) as database:
            share = rows.find(database, consultant_id, share_id)
            rows.log(database, consultant_id, share.id, "exported", now)
            found = database.execute("SELECT * FROM shares WHERE id = ?", (share.id,))
            names = [column[0] for column in found.description]
            held = dict(zip(names, found.fetchall()[0], strict=True))
            return {
                **{name: bool(held[name]) if name.endswith("_hash") else held[name] for name in names},
                "consultant": _consultant(database, share.consultant),
                "grants": [
                    row[0]
                    for row in database.execute(
                        "SELECT since FROM grants WHERE share = ? ORDER BY since", (share.id,)
                    )
                ],
                "log": [
                    {"at": moment(line.at), "consultant": line.consultant, "what": line.what}
                    for line in _log(database, share.id)
                ],
            }


def _consultant(database: Database, consultant_id: int) -> dict[str, str]:
    ((login, name, agency),) = database.execute(
        "SELECT login, name, agency FROM consultants WHERE id = ?", (consultant_id,)
    ).fetchall()
    return {"login": login, "name": name, "agency": agency}


def _log(database: Database, share_id: str, more: str = "", *values: object) -> tuple[Logged, ...]:
    found = database.execute(f"{_LOG}{more} ORDER BY l.id", (share_id, *values))
    return tuple(
        Logged(datetime.fromisoformat(at), consultant, share, what) for at, consultant, share, what in found
    )
