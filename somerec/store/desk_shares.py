"""Shares as their consultant sees them: found, begun, saved, copied, made live, withdrawn and erased.

Each operation names the consultant who asks, and finds nothing of anybody else's: UnknownToken.
"""

from __future__ import annotations

import secrets
from dataclasses import asdict, replace
from datetime import date, datetime

from sqlite_utils import Database

from somerec.store import desk_rows as rows
from somerec.store.attempts import Attempt, count, forget
from somerec.store.connection import StoreUnavailable
from somerec.store.desk_attempts import pin_tries
from somerec.store.desk_links import make_link
from somerec.store.desk_model import (
    DEFAULT_LIFE,
    Draft,
    SentTwice,
    Share,
    Stale,
    WrongState,
    check_draft,
    check_expiry,
    draft_of,
    utc_day,
)
from somerec.store.desk_part import Part
from somerec.store.expiry import drop_share
from somerec.store.scrubbing import scrub_shares

ID_BYTES = 12
"""Bytes of chance in a share's id: 16 characters."""


class Shares(Part):
    """What a consultant does with her shares."""

    def shares(self, consultant_id: int) -> tuple[Share, ...]:
        """Return a consultant's shares, those changed last first."""
        with self._store.reading() as database:
            return rows.select(database, "consultant = ?", consultant_id)

    def every_share(self) -> tuple[Share, ...]:
        """Return everybody's shares, for whoever runs somerec."""
        with self._store.reading() as database:
            return rows.select(database, "true")

    def share(self, consultant_id: int, share_id: str) -> Share:
        """Return one of a consultant's shares. Raises UnknownToken."""
        with self._store.reading() as database:
            return rows.find(database, consultant_id, share_id)

    def create(self, consultant_id: int, draft: Draft, now: datetime, *, form: str = "") -> Share:
        """Begin a share: a draft where it has answers, else one that waits for them, with an intake link.

        `form` is the number of the form that asks for it. Raises Unfit and SentTwice.
        """
        share = _new(consultant_id, check_draft(draft), "", now)
        with self._writing(now) as database:
            _use_up(database, form, now)
            return self._add(database, share, now)

    def copy(self, consultant_id: int, share_id: str, client: str, now: datetime, *, form: str = "") -> Share:
        """Begin a share that says the same as another, under another name. It has no PIN and no link yet.

        `form` is the number of the form that asks for it. Raises UnknownToken, Unfit and SentTwice.
        """
        with self._writing(now) as database:
            _use_up(database, form, now)
            found = rows.find(database, consultant_id, share_id)
            draft = check_draft(replace(draft_of(found), client=client))
            return self._add(database, _new(consultant_id, draft, found.id, now), now)

    def _add(self, database: Database, share: Share, now: datetime) -> Share:
        rows.insert(database, share)
        if share.state == "waiting":
            make_link(database, self._store.path.parent, share.id, "intake")
        rows.log(database, share.consultant, share.id, "copied" if share.copied_from else "created", now)
        return rows.find(database, share.consultant, share.id)

    def save(self, share: Share, now: datetime) -> Share:
        """Store what a share says, as `Draft` lists it, and nothing else of it; return it as stored.

        A share that waits for answers is a draft once it has some, and its intake link is used up. Raises
        UnknownToken, Unfit, and Stale where it was saved meanwhile.
        """
        draft = check_draft(draft_of(share))
        with self._writing(now) as database:
            current = rows.find(database, share.consultant, share.id)
            if current.version != share.version:
                raise Stale(current)
            answered = current.state == "waiting" and draft.answers
            rows.update(database, share.id, draft, "draft" if answered else current.state, now)
            rows.log(database, share.consultant, share.id, "saved", now)
            return rows.find(database, share.consultant, share.id)

    def publish(
        self, consultant_id: int, share_id: str, now: datetime, *, expires: date | None = None
    ) -> Share:
        """Make a share's link work, also one that was withdrawn; return the share.

        Without a day it works for as long as it was to, or for 90 days where that is over. Raises
        UnknownToken, Unfit, and WrongState where it has no answers.
        """
        today = utc_day(now)
        if expires:
            check_expiry(expires, today)
        with self._writing(now) as database:
            share = rows.find(database, consultant_id, share_id)
            if not share.answers:
                raise WrongState(share.state)
            make_link(database, self._store.path.parent, share.id, "link")
            end = expires or (share.expires if _lasts(share, today) else today + DEFAULT_LIFE)
            rows.set_column(database, share.id, now, state="live", expires=end.isoformat())
            rows.log(database, consultant_id, share.id, "published", now)
            return rows.find(database, consultant_id, share.id)

    def renew(self, consultant_id: int, share_id: str, expires: date, now: datetime) -> Share:
        """Let a share's link work until another day, earlier or later, also one that has expired.

        Raises UnknownToken, Unfit, and WrongState where it is withdrawn.
        """
        check_expiry(expires, utc_day(now))
        with self._writing(now) as database:
            share = rows.find(database, consultant_id, share_id)
            if share.state == "withdrawn":
                raise WrongState(share.state)
            rows.set_column(database, share.id, now, expires=expires.isoformat())
            rows.log(database, consultant_id, share.id, "renewed", now)
            return rows.find(database, consultant_id, share.id)

    def withdraw(self, consultant_id: int, share_id: str, now: datetime) -> Share:
        """Let a share's links open nothing from now on; this is its last day. Raises UnknownToken."""
        today = utc_day(now)
        with self._writing(now) as database:
            share = rows.find(database, consultant_id, share_id)
            if share.state == "withdrawn":
                return share
            end = min(share.expires, today).isoformat()
            rows.set_column(database, share.id, now, state="withdrawn", expires=end)
            database.execute("DELETE FROM grants WHERE share = ?", (share.id,))
            rows.log(database, consultant_id, share.id, "withdrawn", now)
            return rows.find(database, consultant_id, share.id)

    def set_pin(self, consultant_id: int, share_id: str, pin_hash: str | None, now: datetime) -> Share:
        """Store what `passwords.hashed` makes of a PIN, or do without one. Raises UnknownToken.

        Nobody has tried the new one yet, so whoever was shut out for tries at the old one may come in.
        """
        with self._writing(now) as database:
            share = rows.find(database, consultant_id, share_id)
            rows.set_column(database, share.id, now, pin_hash=pin_hash or "")
            for tries in pin_tries(share.id):
                forget(database, tries, now)
            database.execute("DELETE FROM grants WHERE share = ?", (share.id,))
            rows.log(database, consultant_id, share.id, "pin_set" if pin_hash else "pin_removed", now)
            return rows.find(database, consultant_id, share.id)

    def erase(self, consultant_id: int | None, share_id: str, now: datetime) -> None:
        """Delete a share with all it holds; None is whoever runs somerec. Raises UnknownToken.

        Its links say from now on that it is gone, and the log goes on saying what was done, but not to whom.
        """
        with self._writing(now) as database:
            share = rows.find(database, consultant_id, share_id)
            drop_share(database, share.id, utc_day(now))
            rows.log(database, consultant_id, share.id, "erased", now)
        self._scrub()

    def _scrub(self) -> None:
        """Overwrite what may be left of it. It is erased, even where that fails; `purge` will do it again."""
        try:
            with self._store.reading() as database:
                scrub_shares(database)
        except StoreUnavailable:
            return


def _use_up(database: Database, form: str, now: datetime) -> None:
    """Let the number of a form be good for nothing more, together with what it is used for or not at all."""
    if form and not count(database, (Attempt("desk_form", form, 1),), now):
        raise SentTwice


def _lasts(share: Share, today: date) -> bool:
    return share.state != "withdrawn" and share.expires >= today


def _new(consultant_id: int, draft: Draft, copied_from: str, now: datetime) -> Share:
    return Share(
        **asdict(draft),
        id=_new_id(),
        consultant=consultant_id,
        version=1,
        state="draft" if draft.answers else "waiting",
        expires=utc_day(now) + DEFAULT_LIFE,
        has_pin=False,
        views=0,
        copied_from=copied_from,
        created=now,
        changed=now,
    )


def _new_id() -> str:
    """Draw an id that no command line takes for an option."""
    while (drawn := secrets.token_urlsafe(ID_BYTES)).startswith("-"):
        pass
    return drawn
