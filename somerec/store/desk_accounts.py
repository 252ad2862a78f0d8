"""Consultants: how one is invited, gets in, and is kept out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlite_utils import Database

from somerec.store.desk_model import (
    ACCOUNT,
    Consultant,
    LoginTaken,
    Unfit,
    UnknownLogin,
    canonical_login,
    check_texts,
    moment,
    storable,
    utc_day,
)
from somerec.store.desk_part import Part
from somerec.store.desk_rows import log
from somerec.store.fields import INVITATION, SESSION
from somerec.store.tokens import GoneToken, absence, leave_trace, new_token, token_hash

_COLUMNS = "c.id, c.login, c.name, c.language, c.agency, c.state, c.created"
_INVITATION = f"""
    SELECT {_COLUMNS} FROM invitations i JOIN consultants c ON c.id = i.consultant
    WHERE i.hash = ? AND i.since > ?"""  # noqa: S608
_SESSION = f"""
    SELECT {_COLUMNS} FROM sessions s JOIN consultants c ON c.id = s.consultant
    WHERE s.hash = ? AND s.since > ? AND c.state = 'active'"""  # noqa: S608
_LOGIN = f"""
    SELECT {_COLUMNS}, c.password_hash FROM consultants c
    WHERE c.login = ? AND c.state = 'active'"""  # noqa: S608
_CHANGE = "UPDATE consultants SET state = ?, password_hash = ?, changed = ? WHERE id = ?"

_RENEW = """
    UPDATE consultants SET password_hash = ?
    WHERE id = ? AND password_hash = ? AND state = 'active'"""


class Accounts(Part):
    """Invitations, passwords and sessions of consultants."""

    def invite(self, login: str, name: str, language: str, agency: str, now: datetime) -> str:
        """Add a consultant; return the token of a link by which she chooses a password, once, for 7 days.

        Raises LoginTaken and Unfit.
        """
        login, name, day = canonical_login(login), name.strip(), utc_day(now).isoformat()
        check_texts(login=login, name=name)
        for field, text in (("login", login), ("name", name)):
            if not text:
                raise Unfit(field, "empty")
        with self._writing(now) as database:
            if database.execute("SELECT 1 FROM consultants WHERE login = ?", (login,)).fetchall():
                raise LoginTaken(login)
            added = database.execute(
                """INSERT INTO consultants
                   (login, name, language, agency, state, password_hash, created, changed)
                   VALUES (?, ?, ?, ?, 'invited', '', ?, ?)""",
                (login, name, language, agency, day, day),
            )
            return _new_invitation(database, int(added.lastrowid or 0), now)

    def reset(self, login: str, now: datetime) -> str:
        """Return a new token for a consultant, also one who was kept out.

        Her password, sessions and older invitations are no good any more. Raises UnknownLogin.
        """
        with self._writing(now) as database:
            consultant = _by_login(database, login)
            _shut(database, consultant, "invited", now)
            return _new_invitation(database, consultant, now)

    def disable(self, login: str, now: datetime) -> None:
        """Keep a consultant out from this moment on. Links to her shares go on. Raises UnknownLogin."""
        with self._writing(now) as database:
            _shut(database, _by_login(database, login), "disabled", now)

    def consultants(self) -> tuple[Consultant, ...]:
        """Return all consultants, by login."""
        with self._store.reading() as database:
            rows = database.execute(f"SELECT {_COLUMNS} FROM consultants c ORDER BY c.login").fetchall()  # noqa: S608
        return tuple(map(_consultant, rows))

    def consultant(self, consultant_id: int) -> Consultant:
        """Return the consultant whom a share names."""
        with self._store.reading() as database:
            return _one(database, consultant_id)

    def invitation(self, token: str, now: datetime) -> Consultant:
        """Return whom a token invites. Changes nothing. Raises UnknownToken and GoneToken."""
        with self._store.reading() as database:
            return _invited(database, token, now)

    def accept(self, token: str, password_hash: str, now: datetime) -> Consultant:
        """Let a consultant in with the password of her choice; the token is used up.

        Raises UnknownToken and GoneToken, the latter also for the second of two that come at the same moment.
        """
        with self._writing(now) as database:
            consultant = _invited(database, token, now)
            _drop_invitations(database, consultant.id, utc_day(now))
            database.execute(_CHANGE, ("active", password_hash, utc_day(now).isoformat(), consultant.id))
            log(database, consultant.id, ACCOUNT, "password_chosen", now)
            return _one(database, consultant.id)

    def change_password(self, consultant_id: int, old_hash: str, new_hash: str, now: datetime) -> bool:
        """Store a new password in the place of an old one that was checked, and end all her sessions.

        Nothing happens, and it says so, where the old one is stored no longer: she has been shut out since,
        or has changed it elsewhere.
        """
        with self._writing(now) as database:
            changed = database.execute(_RENEW, (new_hash, consultant_id, old_hash)).rowcount > 0
            if changed:
                database.execute("DELETE FROM sessions WHERE consultant = ?", (consultant_id,))
                log(database, consultant_id, ACCOUNT, "password_changed", now)
        return changed

    def login(self, login: str) -> tuple[Consultant, str] | None:
        """Return the consultant who may sign in under this login, with what is stored of her password."""
        with self._store.reading() as database:
            rows = database.execute(
                _LOGIN,
                (storable(canonical_login(login)),),
            ).fetchall()
        return (_consultant(rows[0][:-1]), rows[0][-1]) if rows else None

    def open_session(self, consultant_id: int, now: datetime) -> str:
        """Return the token of a new session, which ends after 12 hours by itself.

        It opens nothing, now or later, where the consultant has been shut out since her password was checked.
        """
        token = new_token()
        with self._writing(now) as database:
            database.execute("DELETE FROM sessions WHERE since <= ?", (moment(now - SESSION.works),))
            database.execute(
                """INSERT INTO sessions (hash, consultant, since)
                   SELECT ?, id, ? FROM consultants WHERE id = ? AND state = 'active'""",
                (token_hash(token), moment(now), consultant_id),
            )
        return token

    def session(self, token: str, now: datetime) -> Consultant | None:
        """Return whose session this is, if it is one and she may still come in."""
        with self._store.reading() as database:
            rows = database.execute(_SESSION, (token_hash(token), moment(now - SESSION.works))).fetchall()
        return _consultant(rows[0]) if rows else None

    def close_session(self, token: str) -> None:
        """End a session; nothing happens where it is none."""
        with self._store.writing() as database:
            database.execute("DELETE FROM sessions WHERE hash = ?", (token_hash(token),))


def _consultant(row: tuple[Any, ...]) -> Consultant:
    number, login, name, language, agency, state, created = row
    return Consultant(number, login, name, language, agency, state, date.fromisoformat(created))


def _one(database: Database, consultant_id: int) -> Consultant:
    (row,) = database.execute(
        f"SELECT {_COLUMNS} FROM consultants c WHERE c.id = ?",  # noqa: S608
        (consultant_id,),
    ).fetchall()
    return _consultant(row)


def _by_login(database: Database, login: str) -> int:
    login = canonical_login(login)
    rows = database.execute("SELECT id FROM consultants WHERE login = ?", (storable(login),)).fetchall()
    if not rows:
        raise UnknownLogin(login)
    return int(rows[0][0])


def _invited(database: Database, token: str, now: datetime) -> Consultant:
    hashed = token_hash(token)
    rows = database.execute(_INVITATION, (hashed, moment(now - INVITATION.works))).fetchall()
    if rows:
        return _consultant(rows[0])
    if database.execute("SELECT 1 FROM invitations WHERE hash = ?", (hashed,)).fetchall():
        raise GoneToken
    raise absence(database, token)


def _new_invitation(database: Database, consultant_id: int, now: datetime) -> str:
    token = new_token()
    database.execute(
        "INSERT INTO invitations (hash, consultant, since) VALUES (?, ?, ?)",
        (token_hash(token), consultant_id, moment(now)),
    )
    return token


def _shut(database: Database, consultant_id: int, state: str, now: datetime) -> None:
    """Make password, sessions and invitations of a consultant worthless."""
    database.execute(_CHANGE, (state, "", utc_day(now).isoformat(), consultant_id))
    database.execute("DELETE FROM sessions WHERE consultant = ?", (consultant_id,))
    _drop_invitations(database, consultant_id, utc_day(now))


def _drop_invitations(database: Database, consultant_id: int, today: date) -> None:
    found = database.execute("SELECT hash FROM invitations WHERE consultant = ?", (consultant_id,)).fetchall()
    for (hashed,) in found:
        leave_trace(database, hashed, today)
    database.execute("DELETE FROM invitations WHERE consultant = ?", (consultant_id,))
