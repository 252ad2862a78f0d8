"""The application at work in a test: what time it is there, and what it says about who may keep an answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from flask import Flask
from werkzeug.test import TestResponse

from app import create_app
from somerec.web.keeping import keeping

HIDDEN = ("private, no-store", "same-origin", "noindex, nofollow")
"""What a page that is somebody's own says about who may keep it, be told of it and find it."""


@dataclass
class Clock:
    """The time as the application sees it."""

    now: datetime = field(default_factory=lambda: datetime(2027, 1, 11, 12, 10, tzinfo=UTC))

    def today(self) -> date:
        """Return its day."""
        return self.now.date()

    def wait(self, **length: float) -> None:
        """Let time go by."""
        self.now += timedelta(**length)


def running(clock: Clock, **settings: object) -> Iterator[Flask]:
    """Lend the whole application as it runs, by a clock of the test's."""
    app = create_app({"NOW": lambda: clock.now, "TODAY": clock.today, **settings})
    yield app
    with app.app_context():
        keeping().store.close()


def says(response: TestResponse) -> tuple[str, str, str]:
    """Return what an answer says about who may keep it, be told of it and find it."""
    headers = response.headers
    return headers["Cache-Control"], headers["Referrer-Policy"], headers["X-Robots-Tag"]
