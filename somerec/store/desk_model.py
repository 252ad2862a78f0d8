"""What the desk stores, as objects, and what it refuses."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from somerec.store.tokens import GoneToken

DEFAULT_LIFE = timedelta(days=90)
"""How long a share's link works unless its consultant says otherwise."""

LONGEST_LIFE = timedelta(days=365)
"""The longest that she may say, counted from the day on which she says it."""

MOST_LETTERS = {
    "login": 100,
    "name": 100,
    "client": 100,
    "greeting": 2_000,
    "notes": 20_000,
    "answers": 8_000,
    "adjustments": 20_000,
}
"""How many characters each text may have."""

AccountState = Literal["invited", "active", "disabled"]
State = Literal["waiting", "draft", "live", "withdrawn"]
StateOnADay = Literal["waiting", "draft", "live", "expired", "withdrawn"]

Deed = Literal[
    "created",
    "copied",
    "saved",
    "published",
    "renewed",
    "withdrawn",
    "erased",
    "new_link",
    "pin_set",
    "pin_removed",
    "answered",
    "exported",
    "password_chosen",
    "password_changed",
]
"""What is done to a share or an account, as the log says it."""

ACCOUNT = ""
"""What stands in the log in the place of a share where something was done to the consultant's account."""


class LoginTaken(ValueError):  # noqa: N818
    """Raised where somebody is to be invited under the login of somebody else."""


class UnknownLogin(LookupError):  # noqa: N818
    """Raised for a login that no consultant has."""


class WrongState(ValueError):  # noqa: N818
    """Raised where a share is in no state for what is asked; `state` says in which."""

    def __init__(self, state: State) -> None:
        self.state = state
        super().__init__(f"the share is {state}")


class Unfit(ValueError):  # noqa: N818
    """Raised for a value that cannot be stored; nothing was."""

    def __init__(self, field: str, why: Literal["empty", "long", "text", "date"]) -> None:
        """Name the field, and why: it is empty, too long, no whole Unicode, or no day that it can be."""
        self.field, self.why = field, why
        super().__init__(f"{field}: {why}")


@dataclass(frozen=True, slots=True)
class Consultant:
    """Somebody who makes shares for clients."""

    id: int
    login: str
    name: str
    language: str
    agency: str
    """The agency's key; empty for none."""
    state: AccountState
    created: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a consultant writes of a share. It may stand in a form of hers for hours, beside another."""

    client: str
    """What the consultant calls the client."""
    edition: str = ""
    answers: str = ""
    """The canonical query without start, hour_value and edition; empty until somebody has answered."""
    start: date | None = None
    hour_value: int | None = None
    greeting: str = ""
    notes: str = ""
    """Markdown."""
    notes_language: str = ""
    adjustments: str = "[]"
    """A list in JSON. What it means is none of the store's business."""
    language: str = ""
    """The language that readers see; empty where they choose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Draft):
    """A consultant's advice for a client, and how it stands."""

    id: str
    """Stands in addresses of the desk only, and opens nothing for strangers."""
    consultant: int
    version: int
    """Counts what was saved, so that an older form is known when it is sent."""
    state: State
    expires: date
    """The last day on which a link to it works."""
    has_pin: bool
    views: int
    """How often readers have opened it; nothing says who."""
    copied_from: str
    """The id of the share that it began as a copy of; empty where it began as none, or that is gone."""
    created: datetime
    changed: datetime

    def state_on(self, today: date) -> StateOnADay:
        """Return the state, which nobody has to change for it to become `expired`."""
        if self.state in ("waiting", "live") and self.expires < today:
            return "expired"
        return self.state


def draft_of(share: Share) -> Draft:
    """Return what a share says."""
    return Draft(**{field.name: getattr(share, field.name) for field in fields(Draft)})


class Stale(Exception):  # noqa: N818
    """Raised where a share has been saved since the form was opened that is sent now; nothing was stored."""

    def __init__(self, current: Share) -> None:
        """Show what is stored."""
        self.current = current
        super().__init__(f"version {current.version} is stored")


class SentTwice(Exception):  # noqa: N818
    """Raised for a form whose number has been used; nothing was stored."""


class AnsweredToken(GoneToken):
    """Raised for an intake link whose questions have been answered; nothing was changed."""

    def __init__(self, share: Share) -> None:
        """Show the share that has the answers."""
        self.share = share
        super().__init__(f"share {share.id} has answers")


@dataclass(frozen=True, slots=True)
class Logged:
    """One line of the log: who did what, and when."""

    at: datetime
    consultant: str
    """Her login; empty where it was the client, or whoever runs somerec."""
    share: str
    what: str


def utc_day(now: datetime) -> date:
    """Return the day in UTC, by which everything at the desk is counted."""
    return now.astimezone(UTC).date()


def moment(now: datetime) -> str:
    """Return a moment as it is stored, so that texts stand in order of time and begin with their day."""
    return now.astimezone(UTC).isoformat(timespec="seconds")


def canonical_login(login: str) -> str:
    """Return a login as it is stored, the same however a keyboard writes it."""
    return unicodedata.normalize("NFKC", login).strip().casefold()


def storable(text: str) -> str:
    """Return a text that SQLite can look for, whatever somebody sent; half a character matches nothing."""
    return text.encode("utf-8", "replace").decode("utf-8")


def check_texts(**texts: str) -> None:
    """Raise Unfit for what is too long, or no text that a file can hold."""
    for name, text in texts.items():
        if len(text) > MOST_LETTERS.get(name, MOST_LETTERS["name"]):
            raise Unfit(name, "long")
        if "\0" in text or any(unicodedata.category(letter) == "Cs" for letter in text):
            raise Unfit(name, "text")


def check_draft(draft: Draft) -> Draft:
    """Return a draft that can be stored, or raise Unfit."""
    draft = replace(draft, client=draft.client.strip())
    if not draft.client:
        raise Unfit("client", "empty")
    check_texts(
        **{
            name: getattr(draft, name)
            for name in ("client", "edition", "answers", "greeting", "notes", "adjustments")
        },
        notes_language=draft.notes_language,
        language=draft.language,
    )
    return draft


def check_expiry(expires: date, today: date) -> date:
    """Return a last day that can be one, or raise Unfit."""
    if not today <= expires <= today + LONGEST_LIFE:
        raise Unfit("expires", "date")
    return expires
