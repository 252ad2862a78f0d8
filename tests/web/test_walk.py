"""A visitor follows every link and presses every button: what all pages have in common, whoever made them.

The walk starts at the front door and goes on from page to page. It must come by every route that there is, so
that a new one cannot escape it.
"""

from __future__ import annotations

import logging
import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from app import create_app
from somerec.rulebook.model import Rulebook
from somerec.store import Draft, Store
from somerec.store.passwords import hashed
from somerec.web.embed.frame import loader_version
from tests.web.cases import CARPENTERS
from tests.web.conftest import DAY

HOST = "http://localhost"
NETWORK = "203.0.113.77"

SEEDS = (
    "/",
    "/nb/nothing",
    "/nb/keep",
    f"/nb/check?{CARPENTERS}",
    f"/sv/advice?{CARPENTERS}&start=2027-01-11&edition=2026-1",
    f"/nb/advice/why/gbp/instagram?{CARPENTERS}&start=2027-01-11&edition=2026-1",
    "/healthz",
    "/api/v1/openapi.json",
    "/api/v1/schema/recommendation.json",
    f"/api/v1/recommendation?lang=nb&{CARPENTERS}",
    "/static/preview.nb.png",
    "/embed/v1.js",
    f"/embed/v1.{loader_version()}.js",
)
"""Where the walk begins: at the front door, at two businesses' answers, and where no page leads."""

NOT_FOR_VISITORS = ("contact.", "embed.logo", "desk", "filling.", "intake.")
"""Routes of frames with a contact button and a logo, of the desk and of intake links: tested elsewhere."""

AFTER_A_PIN = ("shares.take_away_with_grant",)
"""Routes that only a right PIN leads to: tested elsewhere."""

ENOUGH = 3
"""So many addresses of one route in one language are opened, and no more."""

FOUND = (
    "start.start",
    "pages.about",
    "pages.privacy",
    "pages.accessibility",
    "pages.sources",
    "checks.checks",
    "rules.rules",
    "rules.rule",
    "rules.tactic",
    "configurator.show",
)
"""Pages that search engines may show."""

NO_PAGES = ("embed.theme", "static.file", "embed.loader", "embed.lasting_loader")
"""What says nothing about anybody and is no page."""

_ADDRESS = re.compile(r'\b(?:href|src|action|data-copy)="([^"]*)"')
_LOADED = re.compile(r'<(?:script|img|iframe|source|video|audio|embed)\b[^>]*\bsrc="([^"]*)"')
_SHEET = re.compile(r'<link rel="(?:stylesheet|icon|preload|manifest)[^>]*href="([^"]*)"')
_POSTED = re.compile(r'<form[^>]*action="([^"]*)" method="post"[^>]*>(.*?)</form>', re.DOTALL)
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
_MOUNT = re.compile("^/e/[^/]+/")
_TOKEN = re.compile(r"/(?:k|keep)/(?:delete/)?([\w-]{22})(?:/([\w-]{22}))?")

Sent = tuple[tuple[str, str], ...]


@dataclass
class Step:
    """An address that was opened, or sent a form, and what it answered."""

    method: str
    address: str
    endpoint: str
    response: TestResponse


@dataclass
class Walk:
    """Goes through the site, breadth first."""

    app: Flask
    client: FlaskClient
    steps: list[Step] = field(default_factory=list)
    _waiting: deque[tuple[str, str, Sent]] = field(default_factory=deque)
    _seen: set[tuple[str, str]] = field(default_factory=set)
    _opened: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def go(self, *seeds: str) -> None:
        """Open everything that can be reached, and short links once more when all buttons are pressed."""
        for address in (*SEEDS, *seeds):
            self._note("GET", address)
        while self._waiting:
            self._step(*self._waiting.popleft())
        for step in [step for step in self.steps if step.endpoint == "kept.show"]:
            self._open("GET", step.address, step.endpoint)

    def _step(self, method: str, address: str, sent: Sent) -> None:
        endpoint = self._endpoint(method, address)
        place = (method, endpoint, address[:4])
        if self._opened[place] >= ENOUGH:
            return
        self._opened[place] += 1
        response = self._open(method, address, endpoint, sent)
        if "Location" in response.headers:
            self._note("GET", urljoin(address, response.headers["Location"]))
        if response.mimetype == "text/html":
            self._read(address, response.text)

    def _open(self, method: str, address: str, endpoint: str, sent: Sent = ()) -> TestResponse:
        response = self.client.open(
            address, method=method, data=dict(sent) or None, environ_base={"REMOTE_ADDR": NETWORK}
        )
        self.steps.append(Step(method, address, endpoint, response))
        return response

    def _read(self, address: str, page: str) -> None:
        for found in _ADDRESS.findall(page):
            self._note("GET", urljoin(address, unescape(found)))
        for action, inside in _POSTED.findall(page):
            sent = tuple((name, unescape(value)) for name, value in _HIDDEN.findall(inside))
            self._note("POST", urljoin(address, unescape(action)), sent)

    def _note(self, method: str, address: str, sent: Sent = ()) -> None:
        address = urldefrag(address.removeprefix(HOST))[0]
        if not address.startswith("/") or (method, address) in self._seen:
            return
        self._seen.add((method, address))
        self._waiting.append((method, address, sent))

    def _endpoint(self, method: str, address: str) -> str:
        try:
            path = _MOUNT.sub("/", urlsplit(address).path)
            return str(self.app.url_map.bind("localhost").match(path, method)[0])
        except HTTPException:
            return "none"


@pytest.fixture(scope="module", name="log")
def _log() -> Iterator[list[str]]:
    """Everything that is logged during the walk, by anybody and however unimportant."""
    lines: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield lines
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture(scope="module", name="walk")
def _walk(rulebook: Rulebook, tmp_path_factory: pytest.TempPathFactory, log: list[str]) -> Walk:
    data: Path = tmp_path_factory.mktemp("data")
    app = create_app({"TODAY": lambda: DAY, "RULEBOOK": rulebook, "DATA": data, "BASE_URL": HOST})
    walk = Walk(app, app.test_client())
    walk.go(*(f"/nb/s/{token}" for token in shared_plans(data)))
    return walk


def shared_plans(data: Path) -> tuple[str, str]:
    """Share two plans, the second behind a PIN; return their tokens."""
    desk, now = Store(data).desk, datetime(2027, 1, 11, 12, tzinfo=UTC)
    consultant = desk.accept(desk.invite("kari", "Kari Nordmann", "nb", "", now), "x", now)
    draft = Draft(client="Lise", edition="2026-1", answers=CARPENTERS, notes="[a](https://a.example)")
    one, two = (desk.publish(consultant.id, desk.create(consultant.id, draft, now).id, now) for _ in "12")
    desk.set_pin(consultant.id, two.id, hashed("246810"), now)
    return str(desk.link(one)), str(desk.link(two))


def test_the_walk_comes_by_every_route_in_every_language(walk: Walk) -> None:
    """A route that no page leads to has to be named among the seeds."""
    routes = {
        (method, rule.endpoint)
        for rule in walk.app.url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST"}
        if not rule.endpoint.startswith((*NOT_FOR_VISITORS, *AFTER_A_PIN))
    }
    assert routes - {(step.method, step.endpoint) for step in walk.steps} == set()
    spoken = {(step.endpoint, step.address[:4]) for step in walk.steps}
    assert {lang for endpoint, lang in spoken if endpoint == "kept.show"} == {"/nb/", "/sv/", "/en/"}


def test_nothing_fails_on_the_way_and_results_open_until_they_are_deleted(walk: Walk) -> None:
    odd = [
        (step.method, step.address, step.response.status_code)
        for step in walk.steps
        if step.response.status_code not in (200, 302, 303)
        and (step.endpoint, step.response.status_code) != ("none", 404)
        and not (step.endpoint.startswith("kept.") and step.response.status_code in (404, 410))
        and not (step.endpoint == "shares.enter" and step.response.status_code == 422)
    ]
    assert odd == []
    kept = Counter((step.endpoint, step.response.status_code) for step in walk.steps)
    assert kept["kept.show", 200] > 0
    assert kept["kept.delete", 200] > 0
    assert kept["kept.show", 410] > 0


def test_no_answer_sets_a_cookie(walk: Walk) -> None:
    assert [step.address for step in walk.steps if "Set-Cookie" in step.response.headers] == []


def test_no_page_fetches_anything_from_elsewhere(walk: Walk) -> None:
    """Links may lead elsewhere; what a browser loads by itself may not."""
    loaded = {
        (step.endpoint, unescape(found))
        for step in walk.steps
        if step.response.mimetype == "text/html"
        for found in (*_LOADED.findall(step.response.text), *_SHEET.findall(step.response.text))
    }
    assert {endpoint for endpoint, _ in loaded} > {"advice.advice", "kept.links", "kept.show"}
    assert [pair for pair in loaded if not re.match(r"/(?!/)|data:image/svg\+xml,", pair[1])] == []
    policies = {step.response.headers.get("Content-Security-Policy", "") for step in walk.steps}
    assert all(re.match("default-src 'none'; style-src 'self'; script-src 'self'", text) for text in policies)


def test_search_engines_are_shown_what_holds_nobodys_answers_and_nothing_else(walk: Walk) -> None:
    shown = {
        step.endpoint
        for step in walk.steps
        if step.response.status_code not in (302, 303)
        and "noindex" not in step.response.headers.get("X-Robots-Tag", "")
    }
    assert shown - set(NO_PAGES) == set(FOUND)


def test_no_page_that_a_token_opens_is_kept_by_any_cache(walk: Walk) -> None:
    said = {
        step.response.headers["Cache-Control"] for step in walk.steps if step.endpoint.startswith("kept.")
    }
    assert said == {"private, no-store"}


def test_no_token_no_answer_and_no_whole_address_is_logged(walk: Walk, log: list[str]) -> None:
    text = "\n".join(log)
    tokens = {
        token for step in walk.steps for pair in _TOKEN.findall(step.address) for token in pair if token
    }
    assert len(tokens) >= 6
    assert [token for token in tokens if token in text] == []
    assert text.count("\n") + 1 >= len(walk.steps)
    assert "GET /nb/k/- 200" in text
    assert "business_type" not in text
    assert NETWORK not in text
