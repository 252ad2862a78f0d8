"""The application on a fixed day, and visitors to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from somerec import load_rulebook
from somerec.rulebook.model import Rulebook
from somerec.store import Store, passwords
from somerec.web.keeping import keeping
from tests.web.reader import Page, Visitor
from tests.web.running import Clock

DAY = date(2027, 1, 11)
LANGUAGES = ("nb", "sv", "en")

QUICK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
NOBODY = QUICK.hash("a secret that nobody has")


@pytest.fixture(scope="session", name="rulebook")
def _rulebook() -> Rulebook:
    return load_rulebook()


@pytest.fixture(scope="session", name="app")
def _app(rulebook: Rulebook, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return create_app({"TODAY": lambda: DAY, "RULEBOOK": rulebook, "DATA": tmp_path_factory.mktemp("data")})


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash passwords with little work; tests of the store and in Chromium do all of it."""
    monkeypatch.setattr(passwords, "_HASHER", QUICK)
    monkeypatch.setattr(passwords, "NOBODY", NOBODY)


@pytest.fixture(name="clock")
def _clock() -> Clock:
    """The time, which a test may let go by."""
    return Clock()


@pytest.fixture(name="store")
def _store(app: Flask) -> Store:
    """The store of the application that is tested."""
    with app.app_context():
        return keeping().store


@pytest.fixture(name="client")
def _client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(name="visitor")
def _visitor(client: FlaskClient) -> Visitor:
    return Visitor(client)


@pytest.fixture(name="visit")
def _visit(visitor: Visitor) -> Callable[[str], Page]:
    """Open an address and read the page that it leads to."""
    return visitor.open
