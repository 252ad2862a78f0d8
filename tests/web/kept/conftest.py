"""The application with a store, and what visitors to it do."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from somerec import Answers
from somerec.rulebook.model import Rulebook
from tests.web.cases import CARPENTERS
from tests.web.reader import Page
from tests.web.running import Clock, running

NETWORK = "203.0.113.77"
HOST = "http://localhost"


@pytest.fixture(name="common")
def _common() -> Iterator[Path]:
    """A folder that any user may write in."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder
        for path in folder.iterdir():
            path.chmod(0o777)


@pytest.fixture(name="settings")
def _settings(tmp_path: Path, rulebook: Rulebook, clock: Clock) -> dict[str, object]:
    return {"DATA": tmp_path / "data", "NOW": lambda: clock.now, "TODAY": clock.today, "RULEBOOK": rulebook}


@pytest.fixture(name="app")
def _app(clock: Clock, settings: dict[str, object]) -> Iterator[Flask]:
    yield from running(clock, **settings)


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
