"""The application with an agency, two consultants and a share that waits for its client’s answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from somerec.rulebook.model import Rulebook
from somerec.store import Consultant, Draft, Share, Store
from somerec.web.desk.session import COOKIE
from tests.web.cases import CARPENTERS
from tests.web.embed.frames import write
from tests.web.running import Clock, running

CLIENT = "Berg Snekkeri"
"""What the consultant calls the client; stands in no address and on no page of the client’s."""


@pytest.fixture(name="app")
def _app(tmp_path: Path, rulebook: Rulebook, clock: Clock) -> Iterator[Flask]:
    data = tmp_path / "data"
    data.mkdir()
    write(data)
    yield from running(clock, DATA=data, RULEBOOK=rulebook)


def hired(store: Store, clock: Clock, login: str, name: str, *, agency: str = "") -> Consultant:
    """Return a consultant who has been invited and has chosen a password."""
    token = store.desk.invite(login, name, "nb", agency, clock.now)
    return store.desk.accept(token, "hash", clock.now)


@pytest.fixture(name="kari")
def _kari(store: Store, clock: Clock) -> Consultant:
    """A consultant of the agency."""
    return hired(store, clock, "kari", "Kari Hansen", agency="lund")


@pytest.fixture(name="waiting")
def _waiting(store: Store, clock: Clock, kari: Consultant) -> Share:
    """A share whose client has been sent an intake link."""
    return store.desk.create(kari.id, Draft(client=CLIENT), clock.now)


@pytest.fixture(name="link")
def _link(store: Store, waiting: Share) -> str:
    """Where the client’s intake link leads, before the language."""
    return f"/i/{store.desk.intake_link(waiting)}"


@pytest.fixture(name="draft")
def _draft(store: Store, clock: Clock, kari: Consultant) -> Share:
    """A share that has answers."""
    return store.desk.create(
        kari.id, Draft(client=CLIENT, edition="2026-1", answers=CARPENTERS, start=clock.today()), clock.now
    )


def signed_in(client: FlaskClient, store: Store, consultant: Consultant, now: datetime) -> FlaskClient:
    """Return the client with a consultant’s session in it."""
    token = store.desk.open_session(consultant.id, now)
    client.set_cookie(COOKIE, token, secure=True, httponly=True)
    return client


@pytest.fixture(name="desk")
def _desk(app: Flask, store: Store, clock: Clock, kari: Consultant) -> FlaskClient:
    """The browser in which the consultant is signed in."""
    client = app.test_client()
    client.environ_base["wsgi.url_scheme"] = "https"
    return signed_in(client, store, kari, clock.now)
