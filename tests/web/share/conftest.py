"""The application with a consultant of an agency, and plans that she shares."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from somerec.rulebook.model import Rulebook
from somerec.store import Consultant, Draft, Share, Store
from somerec.store.passwords import hashed
from tests.web.cases import HAIRDRESSER
from tests.web.embed.frames import write
from tests.web.running import Clock, running

NAME = "Kari Nordmann"
CLIENT = "Salong Klipp, mye å hente her"
"""What the consultant calls the client: hers alone, on no page and in no file that a reader gets."""

GREETING = "Hei Lise!\n\nTakk for **praten** i går."
NOTES = "# Nettstedet\n\nBegynn med *forsiden*, og [ring meg](tel:+4712345678) hvis du lurer."
REASON = "Kundene dine spør når det er ledig."
DROPPED = "Kjeden din gjør dette."
CHANGES: list[dict[str, Any]] = [
    {"tactic": "newsletter", "verb": "add", "minutes": 120, "week": 6, "reason": REASON},
    {"tactic": "reviews", "verb": "drop", "reason": DROPPED},
]

PIN = "246810"


@pytest.fixture(name="app")
def _app(tmp_path: Path, rulebook: Rulebook, clock: Clock) -> Iterator[Flask]:
    write(tmp_path)
    yield from running(clock, DATA=tmp_path, RULEBOOK=rulebook)


@pytest.fixture(name="consultant")
def _consultant(store: Store, clock: Clock) -> Consultant:
    token = store.desk.invite("kari", NAME, "nb", "lund", clock.now)
    return store.desk.accept(token, "a hash that nobody needs", clock.now)


@dataclass(frozen=True)
class Shared:
    """A plan that is shared, and where."""

    share: Share
    token: str

    def path(self, lang: str = "nb", ending: str = "") -> str:
        """Return the address of its page in a language, or of one of its files."""
        return f"/{lang}/s/{self.token}" + (f"/plan.{ending}" if ending else "")


Give = Callable[..., Shared]


@pytest.fixture(name="give")
def _give(store: Store, consultant: Consultant, clock: Clock, rulebook: Rulebook) -> Give:
    """Share a plan. Whatever is not said is as a consultant would usually have it."""

    def give(pin: str = "", changes: list[dict[str, Any]] | None = None, **fields: Any) -> Shared:
        draft = {
            "client": CLIENT,
            "edition": rulebook.edition,
            "answers": HAIRDRESSER,
            "start": clock.today(),
            "greeting": GREETING,
            "notes": NOTES,
            "notes_language": "nb",
            "adjustments": json.dumps(CHANGES if changes is None else changes),
            **fields,
        }
        share = store.desk.create(consultant.id, Draft(**draft), clock.now)
        share = store.desk.publish(consultant.id, share.id, clock.now)
        if pin:
            share = store.desk.set_pin(consultant.id, share.id, hashed(pin), clock.now)
        token = store.desk.link(share)
        assert token
        return Shared(share, token)

    return give
