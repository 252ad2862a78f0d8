"""Links to shares: the one that a client reads, and the one by which a client answers the questions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from sqlite_utils import Database

from somerec.store import desk_rows as rows
from somerec.store.attempts import forget
from somerec.store.connection import StoreUnavailable
from somerec.store.desk_attempts import pin_tries
from somerec.store.desk_model import (
    AnsweredToken,
    Share,
    Unfit,
    WrongState,
    check_draft,
    draft_of,
    moment,
    utc_day,
)
from somerec.store.desk_part import Part
from somerec.store.fields import GRANT
from somerec.store.keys import Purpose, key_of, link_token, read_key
from somerec.store.tokens import GoneToken, absence, leave_trace, new_token, token_hash


class Links(Part):
    """What opens a share, and what whoever has a link does with it."""

    def link(self, share: Share) -> str | None:
        """Return the token of a share's link.

        There is none before it is published, and none that could be shown where the key has been lost. Links
        that are out there work all the same; offer `new_link`.
        """
        return self._token(share, "link")

    def intake_link(self, share: Share) -> str | None:
        """Return the token by which the client answers the questions, while the share waits for that."""
        return self._token(share, "intake") if share.state == "waiting" else None

    def _token(self, share: Share, purpose: Purpose) -> str | None:
        with self._store.reading() as database:
            key = read_key(self._store.path.parent)
            found = database.execute(
                f"SELECT {purpose}_hash, generation FROM shares WHERE id = ?",  # noqa: S608
                (share.id,),
            ).fetchall()
        if key is None or not found:
            return None
        hashed, generation = found[0]
        token = link_token(key, purpose, share.id, generation)
        return token if token_hash(token) == hashed else None

    def new_link(self, consultant_id: int, share_id: str, now: datetime) -> str:
        """Replace the link of a live share, or the intake link of one that waits; return the new token.

        Whoever has the old one is told that it is gone, and their tries at the PIN count no more. Raises
        UnknownToken and WrongState.
        """
        with self._writing(now) as database:
            share = rows.find(database, consultant_id, share_id)
            if share.state not in ("live", "waiting"):
                raise WrongState(share.state)
            purpose: Purpose = "intake" if share.state == "waiting" else "link"
            _drop_link(database, share.id, purpose, utc_day(now))
            token = make_link(database, self._store.path.parent, share.id, purpose)
            for tries in pin_tries(share.id):
                forget(database, tries, now)
            rows.set_column(database, share.id, now)
            rows.log(database, consultant_id, share.id, "new_link", now)
            return token

    def shared(self, token: str, today: date) -> Share:
        """Return the share that a link opens. Raises UnknownToken and GoneToken."""
        with self._store.reading() as database:
            share = _opened(database, token, "link")
        if share.state_on(today) != "live":
            raise GoneToken
        return share

    def intake(self, token: str, today: date) -> Share:
        """Return the share whose questions a link asks. Raises UnknownToken, GoneToken and AnsweredToken."""
        with self._store.reading() as database:
            return _asked(_opened(database, token, "intake"), today)

    def answer(self, token: str, edition: str, answers: str, hour_value: int | None, now: datetime) -> Share:
        """Store what the client answered, once; the share is a draft then.

        Raises UnknownToken, GoneToken, AnsweredToken and Unfit.
        """
        if not answers:
            raise Unfit("answers", "empty")
        with self._writing(now) as database:
            share = _asked(_opened(database, token, "intake"), utc_day(now))
            draft = check_draft(
                replace(draft_of(share), edition=edition, answers=answers, hour_value=hour_value)
            )
            rows.update(database, share.id, draft, "draft", now)
            rows.log(database, None, share.id, "answered", now)
            return rows.find(database, share.consultant, share.id)

    def count_view(self, share_id: str, now: datetime) -> None:
        """Count that somebody read a share. It may fail, and the share is shown all the same."""
        try:
            with self._writing(now) as database:
                database.execute("UPDATE shares SET views = views + 1 WHERE id = ?", (share_id,))
        except StoreUnavailable:
            return

    def pin_hash(self, share_id: str) -> str | None:
        """Return what is stored of a share's PIN, if it has one."""
        with self._store.reading() as database:
            found = database.execute("SELECT pin_hash FROM shares WHERE id = ?", (share_id,)).fetchall()
        return (found[0][0] or None) if found else None

    def grant(self, share_id: str, now: datetime) -> str:
        """Return a token that stands for the right PIN for 30 minutes. Raises UnknownToken."""
        token = new_token()
        with self._writing(now) as database:
            rows.find(database, None, share_id)
            database.execute("DELETE FROM grants WHERE since <= ?", (moment(now - GRANT.works),))
            database.execute(
                "INSERT INTO grants (hash, share, since) VALUES (?, ?, ?)",
                (token_hash(token), share_id, moment(now)),
            )
        return token

    def granted(self, share_id: str, token: str, now: datetime) -> bool:
        """Say whether a token stands for the right PIN of this share."""
        with self._store.reading() as database:
            found = database.execute(
                "SELECT 1 FROM grants WHERE hash = ? AND share = ? AND since > ?",
                (token_hash(token), share_id, moment(now - GRANT.works)),
            ).fetchall()
        return bool(found)


def make_link(database: Database, folder: Path, share_id: str, purpose: Purpose) -> str:
    """Give a share a link where it has none; return the token that a new one would have."""
    key = key_of(folder)
    ((generation, hashed),) = database.execute(
        f"SELECT generation, {purpose}_hash FROM shares WHERE id = ?",  # noqa: S608
        (share_id,),
    ).fetchall()
    token = link_token(key, purpose, share_id, generation)
    if hashed is None:
        database.execute(
            f"UPDATE shares SET {purpose}_hash = ? WHERE id = ?",  # noqa: S608
            (token_hash(token), share_id),
        )
    return token


def _drop_link(database: Database, share_id: str, purpose: Purpose, today: date) -> None:
    """Take a link away for good; the next one is of another generation."""
    ((hashed,),) = database.execute(
        f"SELECT {purpose}_hash FROM shares WHERE id = ?",  # noqa: S608
        (share_id,),
    ).fetchall()
    if hashed is not None:
        leave_trace(database, hashed, today)
    database.execute(
        f"UPDATE shares SET {purpose}_hash = NULL, generation = generation + 1 WHERE id = ?",  # noqa: S608
        (share_id,),
    )


def _opened(database: Database, token: str, purpose: Purpose) -> Share:
    found = rows.select(database, f"{purpose}_hash = ?", token_hash(token))
    if not found:
        raise absence(database, token)
    return found[0]


def _asked(share: Share, today: date) -> Share:
    """Return a share that waits for answers today, or raise what its intake link says instead."""
    state = share.state_on(today)
    if state in ("draft", "live"):
        raise AnsweredToken(share)
    if state != "waiting":
        raise GoneToken
    return share
