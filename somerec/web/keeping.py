"""What keeping results needs beside the site itself: the store, the time, and how many an hour."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import current_app

from somerec.store import Store, data_folder

MOST_AN_HOUR = 20
"""Results that may be kept in an hour from one truncated address, which whole offices share."""


@dataclass(frozen=True, eq=False)
class Keeping:
    """The store of this application. Nothing is opened before somebody asks to keep something."""

    store: Store
    now: Callable[[], datetime]
    most_an_hour: int = MOST_AN_HOUR


def make_keeping(settings: Mapping[str, Any]) -> Keeping:
    """Make it from settings, then from the environment (SOMEREC_DATA), then from what is usual.

    Settings are DATA, the folder; and, for tests, NOW and MOST_AN_HOUR.
    """
    return Keeping(
        store=Store(Path(settings["DATA"]) if settings.get("DATA") else data_folder()),
        now=settings.get("NOW") or (lambda: datetime.now(UTC)),
        most_an_hour=int(settings.get("MOST_AN_HOUR", MOST_AN_HOUR)),
    )


def keeping() -> Keeping:
    """Return what the application at work keeps results with."""
    found: Keeping = current_app.extensions["somerec.keeping"]
    return found
