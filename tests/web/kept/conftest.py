"""The application with a store, and what visitors to it do."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from somerec import Answers
from somerec.rulebook.model import Rulebook
from somerec.store import Store
from somerec.web.keeping import keeping
from tests.web.cases import CARPENTERS
from tests.web.reader import Page

NETWORK = "203.0.113.77"
HOST = "http://localhost"


@dataclass
class Clock:
    """The time as the application sees it."""

    now: datetime = field(default_factory=lambda: datetime(2027, 1, 11, 12, 10, tzinfo=UTC))

    def today(self) -> date:
        return self.now.date()


@pytest.fixture(name="common")
def _common() -> Iterator[Path]:
    """A folder that any user may write in."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder
        for path in folder.iterdir():
            path.chmod(0o777)


@pytest.fixture(name="clock")
def _clock() -> Clock:
    return Clock()


@pytest.fixture(name="settings")
def _settings(tmp_path: Path, rulebook: Rulebook, clock: Clock) -> dict[str, object]:
    return {"DATA": tmp_path / "data", "NOW": lambda: clock.now, "TODAY": clock.today, "RULEBOOK": rulebook}


def make_app(settings: dict[str, object]) -> Flask:
    """Make the whole application as it runs."""
    return create_app(settings)


@pytest.fixture(name="app")
def _app(settings: dict[str, object]) -> Iterator[Flask]:
    app = make_app(settings)
    yield app
    with app.app_context():
        keeping().store.close()


@pytest.fixture(name="store")
def _store(app: Flask) -> Store:
    with app.app_context():
        return keeping().store


@pytest.fixture(name="query")
def _query(rulebook: Rulebook) -> str:
    return Answers.from_query(f"{CARPENTERS}&start=2027-02-01&hour_value=600", rulebook).to_query()


def keep(client: FlaskClient, query: str, lang: str = "en", **headers: str) -> TestResponse:
    """Press the button on the result page."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(
        f"/{lang}/keep", data={"answers": query}, headers=sent, environ_base={"REMOTE_ADDR": NETWORK}
    )


def links(client: FlaskClient, query: str, lang: str = "en") -> tuple[str, str]:
    """Keep a result; return the path of its link and of its delete link."""
    page = Page(client.get(keep(client, query, lang).headers["Location"]), "")
    link, delete_link, _ = page.texts("p", "note")
    return link.removeprefix(HOST), delete_link.removeprefix(HOST)


def headers_of(response: TestResponse) -> tuple[str, str, str]:
    return (
        response.headers["Cache-Control"],
        response.headers["Referrer-Policy"],
        response.headers["X-Robots-Tag"],
    )


HIDDEN = ("private, no-store", "same-origin", "noindex, nofollow")
