"""Consultants and shares to begin with: Kari and Ola at their desks, and what Kari writes to a client."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from somerec.store import Consultant, Desk, Draft, Share

NOW = datetime(2027, 1, 11, 12, 0, tzinfo=UTC)
TODAY = NOW.date()
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

ANSWERS = "market=no&business_type=trades&size=micro&wishes=ads"
HASH = "what argon2 made of it"

LETTER = Draft(
    client="Rørlegger Ås AS",
    edition="2026-1",
    answers=ANSWERS,
    start=TODAY,
    hour_value=650,
    greeting="Hei, Åse!",
    notes="Du er for **beskjeden**.",
    notes_language="nb",
    adjustments='[{"tactic": "gbp", "verb": "drop", "reason": "Har alt"}]',
    language="sv",
)
"""Something in every field."""


def someone(desk: Desk, login: str = "kari") -> Consultant:
    """Return a consultant who has taken up her invitation."""
    return desk.accept(desk.invite(login, login.title(), "nb", "", NOW), HASH, NOW)


def live(desk: Desk, **changes: Any) -> tuple[Share, str]:
    """Return a share of a consultant that is to be read, and the token of its link."""
    owner = next((one for one in desk.consultants() if one.login == "kari"), None) or someone(desk)
    begun = desk.create(owner.id, replace(LETTER, **changes), NOW)
    share = desk.publish(owner.id, begun.id, NOW)
    token = desk.link(share)
    assert token
    return share, token
