"""Who gets what: every route of the desk, of shares and of intake links, for everybody who may come by."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from somerec.rulebook.library import Library
from somerec.store import Consultant, Draft, Share, Store
from somerec.web.keeping import keeping
from somerec.web.mount import DESK, INTAKE
from tests.web.cases import CARPENTERS
from tests.web.conftest import QUICK
from tests.web.desk.conftest import PASSWORD, browser, hired, signed_in
from tests.web.running import HIDDEN, Clock, says

ACCESS = """
who:                                           guest  reader pin    own    other  shut   old    closed erased
GET  /desk/                                    302    302    302    302    302    302    302    302    302
GET  /desk/nb/                                 303    303    303    200    200    303    200    200    200
GET  /desk/nb/login                            200    200    200    303    303    200    303    303    303
POST /desk/nb/login                            303    303    303    303    303    303    303    303    303
GET  /desk/nb/logout                           302    302    302    302    302    302    302    302    302
POST /desk/nb/logout                           303    303    303    303    303    303    303    303    303
GET  /desk/nb/welcome/{guessed}                404    404    404    404    404    404    404    404    404
POST /desk/nb/welcome/{guessed}                404    404    404    404    404    404    404    404    404
GET  /desk/nb/new                              303    303    303    200    200    303    200    200    200
POST /desk/nb/new                              403    403    403    303    303    403    303    303    303
GET  /desk/nb/account                          303    303    303    200    200    303    200    200    200
POST /desk/nb/account                          303    303    303    200    200    303    200    200    200
GET  /desk/nb/shares/{share}                   303    303    303    200*   404    303    200*   200*   404
POST /desk/nb/shares/{share}                   403    403    403    303    404    403    303    303    404
GET  /desk/nb/shares/{share}/preview           303    303    303    200*   404    303    200*   200*   404
GET  /desk/nb/shares/{share}/words             303    303    303    200*   404    303    200*   200*   404
POST /desk/nb/shares/{share}/words             403    403    403    409*   404    403    409*   409*   404
GET  /desk/nb/shares/{share}/changes           303    303    303    200    404    303    200    200    404
POST /desk/nb/shares/{share}/changes           403    403    403    200    404    403    200    200    404
GET  /desk/nb/shares/{share}/settings          303    303    303    200    404    303    200    200    404
POST /desk/nb/shares/{share}/settings          403    403    403    409    404    403    409    409    404
GET  /desk/nb/shares/{share}/scenarios         303    303    303    200    404    303    200    200    404
POST /desk/nb/shares/{share}/scenarios         403    403    403    303    404    403    303    303    404
GET  /desk/nb/shares/{share}/scenarios/{other} 303    303    303    200    404    303    200    200    404
GET  /desk/nb/shares/{share}/export            303    303    303    302    404    303    302    302    404
POST /desk/nb/shares/{share}/export            403    403    403    200*   404    403    200*   200*   404
GET  /desk/nb/shares/{share}/erase             303    303    303    200    404    303    200    200    404
POST /desk/nb/shares/{share}/erase             403    403    403    200    404    403    200    200    404
GET  /desk/answers/{share}/nb/check            303    303    303    302    404    303    302    302    404
GET  /desk/answers/{share}/1/nb/               303    303    303    302    404    303    302    302    404
GET  /desk/answers/{share}/1/nb/questions/1    303    303    303    200    404    303    200    200    404
GET  /desk/answers/{share}/1/nb/check          303    303    303    302    404    303    302    302    404
GET  /desk/answers/{share}/1/nb/use            303    303    303    302    404    303    302    302    404
POST /desk/answers/{share}/1/nb/use            403    403    403    303    404    403    303    303    404
GET  /desk/answers/{share}/1/nb/advice         404    404    404    404    404    404    404    404    404
GET  /i/{intake}/                              404    302    302    302    302    410    410    410    410
GET  /i/{intake}/nb/                           404    200    200    200    200    410    410    410    410
GET  /i/{intake}/nb/questions/1                404    200    200    200    200    410    410    410    410
GET  /i/{intake}/nb/check                      404    302    302    302    302    410    410    410    410
GET  /i/{intake}/nb/send                       404    302    302    302    302    410    410    410    410
POST /i/{intake}/nb/send                       404    303    303    303    303    410    410    410    410
GET  /i/{intake}/nb/advice                     404    404    404    404    404    404    404    404    404
GET  /nb/send                                  404    404    404    404    404    404    404    404    404
POST /nb/send                                  404    404    404    404    404    404    404    404    404
GET  /nb/use                                   404    404    404    404    404    404    404    404    404
POST /nb/use                                   404    404    404    404    404    404    404    404    404
GET  /nb/s/{token}                             404    200*   200    200*   200*   200*   410    410    410
POST /nb/s/{token}                             404    303    200*   303    303    303    410    410    410
GET  /nb/s/{token}/plan.md                     404    200*   303    200*   200*   200*   410    410    410
POST /nb/s/{token}/plan.md                     404    200*   200*   200*   200*   200*   410    410    410
"""
"""The status that each gets, with a star where the consultant's notes stand in the answer.

A guest has guessed the token. A reader has the link of a share that is open, and of one that waits for
answers; `pin` is a reader of one with a PIN, who has given it. A consultant asks for her own share (`own`) or
for somebody else's (`other`), or is kept out and still has the cookie (`shut`). The last three are shares
that have expired, are withdrawn or erased: their reader comes by link, their consultant to the desk.
"""

EVERYBODY = ("guest", "reader", "pin", "own", "other", "shut", "old", "closed", "erased")
NOTES = "Marker of what only some may read"
PIN = "246810"
GUESSED = "a" * 22
MOUNT = re.compile(r"/i/[^/]*|/desk/answers/[^/]*(?:/[0-9]+)?")
OURS = ("desk", "shares.", "intake.", "filling.")
"""What the endpoints of the desk, of shares and of intake links begin with."""

ADDRESSES = itertools.count()
"""Every request comes from a network of its own, so that no limit is met by accident."""

FORMS = {
    "/desk/nb/login": {"login": "kari", "password": PASSWORD},
    "/desk/nb/welcome/{guessed}": {"password": PASSWORD, "again": PASSWORD},
    "/desk/nb/new": {"client": "x", "way": "intake", "form": GUESSED},
    "/desk/nb/account": {"old": PASSWORD, "password": PASSWORD},
    "/desk/nb/shares/{share}": {"do": "renew", "expires": "2027-05-01"},
    "/desk/nb/shares/{share}/words": {"version": "99", "notes": "x", "notes_language": "nb"},
    "/desk/nb/shares/{share}/changes": {"version": "99", "do": "look"},
    "/desk/nb/shares/{share}/settings": {"version": "99", "client": "x", "language": ""},
    "/desk/nb/shares/{share}/scenarios": {"client": "x", "form": GUESSED},
    "/desk/answers/{share}/1/nb/use": {"answers": CARPENTERS},
    "/i/{intake}/nb/send": {"answers": CARPENTERS},
    "/nb/s/{token}": {"grant": "{grant}"},
    "/nb/s/{token}/plan.md": {"grant": "{grant}"},
}
"""What is sent, where a form holds more than its button. Version 99 is that of no share."""


@dataclass
class World:
    """The application, and who comes by."""

    app: Flask
    store: Store
    clock: Clock
    kari: Consultant
    ola: Consultant


@pytest.fixture(scope="module", name="world")
def _world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    clock, data = Clock(), tmp_path_factory.mktemp("access")
    app = create_app(settings(clock, data))
    with app.app_context():
        store = keeping().store
    yield World(app, store, clock, hired(store, clock, "kari", "Kari"), hired(store, clock, "ola", "Ola"))
    store.close()


def settings(clock: Clock, data: Path) -> dict[str, object]:
    """Return what the application is made with."""
    return {
        "DATA": data,
        "NOW": lambda: clock.now,
        "TODAY": clock.today,
        "EDITIONS": Library.shipped(),
        "BASE_URL": "http://localhost",
    }


@dataclass
class Comer:
    """Somebody who comes by: in which browser, and to which share."""

    client: FlaskClient
    names: dict[str, str]


def comer(world: World, who: str) -> Comer:
    """Let somebody come by, to shares that nobody has touched before."""
    owner = world.kari
    if who == "shut":
        owner = hired(world.store, world.clock, f"dag{next(ADDRESSES)}", "Dag")
    open_one, waiting = made(world, owner, who)
    desk = world.store.desk
    names = {
        "share": open_one.id,
        "other": desk.copy(owner.id, open_one.id, "Copy", world.clock.now).id,
        "token": GUESSED if who == "guest" else desk.link(open_one) or "",
        "intake": GUESSED if who == "guest" else desk.intake_link(waiting) or "",
        "guessed": GUESSED,
        "grant": desk.grant(open_one.id, world.clock.now),
    }
    if who in ("guest", "reader", "pin"):
        return Comer(browser(world.app), names)
    client = signed_in(world.app, world.store, world.ola if who == "other" else owner, world.clock.now)
    close(world, owner, (open_one, waiting), who)
    return Comer(client, names)


def made(world: World, owner: Consultant, who: str) -> tuple[Share, Share]:
    """Return a share that is open to its reader, and one that waits for answers; both may be old."""
    desk, then = world.store.desk, world.clock.now - timedelta(days=120 if who == "old" else 0)
    written = Draft(
        client="Client", edition="2026-1", answers=CARPENTERS, start=date(2027, 1, 18), notes=NOTES
    )
    one = desk.create(owner.id, written, then)
    if who == "pin":
        desk.set_pin(owner.id, one.id, PIN_HASH, then)
    waiting = desk.create(owner.id, Draft(client="Waiting", notes=NOTES), then)
    return desk.publish(owner.id, one.id, then), waiting


PIN_HASH = QUICK.hash(PIN)


def close(world: World, owner: Consultant, shares: tuple[Share, ...], who: str) -> None:
    """Do to the shares, or to their consultant, what the column is about."""
    desk, now = world.store.desk, world.clock.now
    if who == "shut":
        desk.disable(owner.login, now)
    for share in shares:
        if who == "closed":
            desk.withdraw(owner.id, share.id, now)
        elif who == "erased":
            desk.erase(owner.id, share.id, now)


def ask(world: World, who: str, method: str, path: str) -> TestResponse:
    """Let somebody ask for an address, or send the form that stands there."""
    one = comer(world, who)
    # Whoever comes by a link has no cookie, whatever else they are.
    client = one.client if path.startswith("/desk") else browser(world.app)
    number = next(ADDRESSES)
    sent = {name: text.format(**one.names) for name, text in FORMS.get(path, {}).items()}
    return client.open(
        path.format(**one.names),
        method=method,
        data=sent if method == "POST" else None,
        environ_base={"REMOTE_ADDR": f"10.{number // 250}.{number % 250}.1"},
    )


def cell(response: TestResponse) -> str:
    """Return what stands in the table for an answer."""
    return f"{response.status_code}{'*' if NOTES in response.get_data(as_text=True) else ''}"


def rows() -> list[tuple[str, str, list[str]]]:
    """Return method, path and cells of every line of the table."""
    found = []
    for line in ACCESS.splitlines()[2:]:
        method, path, *cells = line.split()
        found.append((method, path, cells))
    return found


@pytest.mark.parametrize(("method", "path", "cells"), rows(), ids=lambda value: str(value)[:40])
def test_everybody_gets_what_is_theirs_and_nothing_else(
    world: World, method: str, path: str, cells: list[str]
) -> None:
    got = {who: cell(ask(world, who, method, path)) for who in EVERYBODY}
    assert got == dict(zip(EVERYBODY, cells, strict=True))


def test_no_route_is_missing_from_the_table(world: World) -> None:
    """A new route of the desk, of shares or of intake links has to say who gets what."""
    urls = world.app.url_map.bind("localhost")
    told = set()
    for method, path, _ in rows():
        inside = MOUNT.sub("", path).format(**comer(world, "own").names) or "/"
        told.add((method, urls.match(inside, method=method)[0]))
    there = {
        (method, rule.endpoint)
        for rule in world.app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/desk/") or rule.endpoint.startswith(OURS)
    }
    assert there - told == set()
    within = {("GET", endpoint) for kind in (INTAKE, DESK) for endpoint in kind.endpoints}
    assert {one for one in within if not one[1].startswith(OURS)} - told == set()


def test_a_link_that_is_asked_for_with_the_wrong_pin_tells_nothing(world: World) -> None:
    one = comer(world, "pin")
    for sent in ({"pin": "000000"}, {"grant": GUESSED}, {"grant": ""}, {"pin": ""}, {}):
        response = one.client.post(f"/nb/s/{one.names['token']}", data=sent)
        assert response.status_code in (403, 422)
        assert NOTES not in response.text


def test_the_grant_of_one_share_opens_no_other(world: World) -> None:
    one, other = comer(world, "pin"), comer(world, "pin")
    response = one.client.post(f"/nb/s/{one.names['token']}", data={"grant": other.names["grant"]})
    assert (response.status_code, NOTES in response.text) == (403, False)


def test_every_answer_of_the_table_is_hidden_from_caches_and_search_engines(world: World) -> None:
    for method, path, _ in rows():
        if path.startswith(("/desk/nb", "/desk/answers", "/i/", "/nb/s/")):
            for who in ("guest", "own"):
                response = ask(world, who, method, path)
                assert (path, says(response)) == (path, HIDDEN)
