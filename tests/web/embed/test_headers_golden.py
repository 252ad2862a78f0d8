"""The headers of every route: on the site, in an agency's frame, and in a frame that is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from somerec.web.embed.frame import loader_version
from tests.web.cases import CARPENTERS
from tests.web.embed.frames import AGENCY, OPENED, write

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "frame-src 'self'; form-action {forms}; base-uri 'none'; object-src 'none'; frame-ancestors {ancestors}"
)
POLICIES = {
    "nobody": POLICY.format(forms="'self'", ancestors="'none'"),
    "listed": POLICY.format(
        forms="'self' https:", ancestors="'self' https://www.lund.example https://*.kunder.example"
    ),
    "anybody": POLICY.format(forms="'self'", ancestors="*"),
    "picture": "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'",
}
"""Whom each policy lets show an answer in a frame. `listed` also lets a form lead to the agency's site."""

QUERY = f"?{CARPENTERS}&start=2027-01-11&edition=2026-1"

GOLDEN = """
method path                                       site         frame        refused
GET    /                                          302 nobody   302 listed   410 anybody
GET    /nb/                                       200 nobody   302 listed   410 anybody
GET    /nb/about                                  200 nobody   404 listed   410 anybody
GET    /nb/accessibility                          200 nobody   404 listed   410 anybody
GET    /nb/advice{query}                          200 nobody   200 listed   410 anybody
GET    /nb/advice.pdf{query}                      200 nobody   404 listed   410 anybody
GET    /nb/advice.svg{query}                      200 nobody   404 listed   410 anybody
GET    /nb/advice/why{query}                      200 nobody   200 listed   410 anybody
GET    /nb/advice/why/gbp/reviews{query}          200 nobody   200 listed   410 anybody
GET    /nb/check{query}                           302 nobody   302 listed   410 anybody
GET    /nb/checks                                 200 nobody   404 listed   410 anybody
GET    /nb/compare{query}                         200 nobody   200 listed   410 anybody
GET    /nb/contact                                404 nobody   302 listed   410 anybody
POST   /nb/contact                                404 nobody   303 listed   410 anybody
GET    /nb/embed                                  200 nobody   404 listed   410 anybody
GET    /nb/k/{token}                              404 nobody   404 listed   410 anybody
GET    /nb/k/delete/{token}                       404 nobody   404 listed   410 anybody
POST   /nb/k/delete/{token}                       404 nobody   404 listed   410 anybody
GET    /nb/keep                                   302 nobody   404 listed   410 anybody
POST   /nb/keep                                   400 nobody   404 listed   410 anybody
GET    /nb/keep/{token}/{token}                   404 nobody   404 listed   410 anybody
GET    /nb/privacy                                200 nobody   404 listed   410 anybody
GET    /nb/questions/1                            200 nobody   200 listed   410 anybody
GET    /nb/rules                                  200 nobody   404 listed   410 anybody
GET    /nb/rules/R36                              200 nobody   404 listed   410 anybody
GET    /nb/send                                   404 nobody   404 listed   410 anybody
POST   /nb/send                                   404 nobody   404 listed   410 anybody
GET    /nb/s/{token}                              404 nobody   404 listed   410 anybody
POST   /nb/s/{token}                              404 nobody   404 listed   410 anybody
GET    /nb/s/{token}/plan.pdf                     404 nobody   404 listed   410 anybody
POST   /nb/s/{token}/plan.pdf                     404 nobody   404 listed   410 anybody
GET    /nb/sources                                200 nobody   404 listed   410 anybody
GET    /nb/tactics/instagram                      200 nobody   404 listed   410 anybody
GET    /nb/use                                    404 nobody   404 listed   410 anybody
POST   /nb/use                                    404 nobody   404 listed   410 anybody
GET    /api/v1/openapi.json                       200 nobody   404 listed   410 anybody
GET    /api/v1/recommendation{query}              200 nobody   404 listed   410 anybody
GET    /api/v1/schema/recommendation.json         200 nobody   404 listed   410 anybody
GET    /embed/v1.js                               200 nobody   404 listed   410 anybody
GET    /embed/v1.{version}.js                     200 nobody   404 listed   410 anybody
GET    /healthz                                   200 nobody   404 listed   410 anybody
GET    /logo                                      404 nobody   200 picture  410 anybody
GET    /static/style.css                          200 nobody   404 listed   410 anybody
GET    /theme.css                                 404 nobody   200 listed   410 anybody
"""
"""Status and policy: on the site, in the frame of an agency, and in the frame of one that has closed it."""

Cell = tuple[str, str]


def rows() -> list[tuple[str, str, list[Cell]]]:
    """Return method, path and three cells of every line of the table."""
    found = []
    for line in GOLDEN.splitlines()[2:]:
        method, path, *words = line.split()
        found.append((method, path, list(zip(words[::2], words[1::2], strict=True))))
    return found


MOUNTS = ("", "/e/lund", "/e/closed")

NEVER = ("X-Frame-Options", "Set-Cookie", "Cross-Origin-Opener-Policy")
"""An old header that would win over the policy in some browsers, a state, and what breaks sandboxes."""


@pytest.fixture(name="client")
def _client(app: Flask, settings: dict[str, object]) -> FlaskClient:
    """Return a client of the application with an agency that has a logo and one that has closed its own."""
    data = settings["DATA"]
    assert isinstance(data, Path)
    write(data, AGENCY.replace("[colours]", 'logo = "lund.svg"\n\n[colours]'))
    (data / "agencies" / "lund.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    write(
        data,
        AGENCY.replace('"lund"', '"closed"').replace("[colours]", "enabled = false\n\n[colours]"),
        "closed",
    )
    return app.test_client()


def ask(client: FlaskClient, method: str, path: str, mount: str) -> TestResponse:
    """Ask for a row's page on the site or in a frame."""
    path = path.format(query=QUERY, token="a" * 22, version=loader_version())
    return client.open(mount + path, method=method, headers=OPENED if mount else {})


@pytest.mark.parametrize(("method", "path", "cells"), rows())
def test_every_route_says_who_may_show_it(
    client: FlaskClient, method: str, path: str, cells: list[Cell]
) -> None:
    for mount, (status, policy) in zip(MOUNTS, cells, strict=True):
        response = ask(client, method, path, mount)
        assert response.headers["Content-Security-Policy"] == POLICIES[policy]
        assert response.status_code == int(status)
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert not [name for name in NEVER if name in response.headers]


def test_every_route_is_in_the_table(app: Flask) -> None:
    """A new page has to say who may show it. The desk has a table of who gets what instead."""
    urls = app.url_map.bind("localhost")
    named = {
        urls.match(path.partition("{query}")[0].format(token="a" * 22, version="0"), method=method)[0]
        for method, path, *_ in rows()
    }
    routes = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert named == {name for name in routes if not name.startswith("desk")}
