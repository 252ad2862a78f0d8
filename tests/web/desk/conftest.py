"""The application with a consultant at her desk, and shares in every state."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from somerec.rulebook.library import Library
from somerec.store import Consultant, Draft, Share, Store
from somerec.web.desk.session import COOKIE
from tests.web.cases import CARPENTERS
from tests.web.conftest import QUICK
from tests.web.reader import Page
from tests.web.running import Clock, running

PASSWORD = "correct horse battery staple"  # noqa: S105  It opens nothing outside these tests.
HASH = QUICK.hash(PASSWORD)
"""Checking a password takes the work that its hash names."""
CLIENT = "Berg Snekkeri"


@pytest.fixture(name="editions")
def _editions() -> Library:
    return Library.shipped()


@pytest.fixture(name="app")
def _app(tmp_path: Path, editions: Library, clock: Clock) -> Iterator[Flask]:
    yield from running(clock, DATA=tmp_path / "data", EDITIONS=editions, BASE_URL="https://somerec.example")


def hired(store: Store, clock: Clock, login: str, name: str) -> Consultant:
    """Return a consultant who has been invited and has chosen the password."""
    token = store.desk.invite(login, name, "nb", "", clock.now)
    return store.desk.accept(token, HASH, clock.now)


@pytest.fixture(name="kari")
def _kari(store: Store, clock: Clock) -> Consultant:
    return hired(store, clock, "kari", "Kari Hansen")


@pytest.fixture(name="ola")
def _ola(store: Store, clock: Clock) -> Consultant:
    """Another consultant, who has no business with what is Kari’s."""
    return hired(store, clock, "ola", "Ola Lie")


def browser(app: Flask) -> FlaskClient:
    """Return a browser that knows nobody yet."""
    client = app.test_client()
    client.environ_base["wsgi.url_scheme"] = "https"
    return client


def signed_in(app: Flask, store: Store, consultant: Consultant, now: datetime) -> FlaskClient:
    """Return a browser in which a consultant is signed in."""
    client = browser(app)
    client.set_cookie(COOKIE, store.desk.open_session(consultant.id, now), secure=True, httponly=True)
    return client


@pytest.fixture(name="desk")
def _desk(app: Flask, store: Store, clock: Clock, kari: Consultant) -> FlaskClient:
    """Kari’s browser."""
    return signed_in(app, store, kari, clock.now)


@pytest.fixture(name="draft")
def _draft(store: Store, clock: Clock, kari: Consultant) -> Share:
    """A share with answers, which only Kari can see."""
    written = Draft(client=CLIENT, edition="2026-1", answers=CARPENTERS, start=date(2027, 1, 18))
    return store.desk.create(kari.id, written, clock.now)


@pytest.fixture(name="live")
def _live(store: Store, clock: Clock, kari: Consultant, draft: Share) -> Share:
    """The same share, open to its client."""
    return store.desk.publish(kari.id, draft.id, clock.now)


@pytest.fixture(name="waiting")
def _waiting(store: Store, clock: Clock, kari: Consultant) -> Share:
    """A share whose client has not answered yet."""
    return store.desk.create(kari.id, Draft(client="Venter AS"), clock.now)


def read(response: TestResponse) -> Page:
    """Read a page that is answered."""
    return Page(response, response.request.path)


def place(share: Share, rest: str = "", lang: str = "en") -> str:
    """Return the address of a share at the desk."""
    return f"/desk/{lang}/shares/{share.id}{rest}"
