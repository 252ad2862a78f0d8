"""The list of a consultant's shares: what it says of each, how it is searched, and that it is hers alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from somerec import Answers, load_rulebook
from somerec.advice.since import is_same
from somerec.rulebook.library import Library
from somerec.rulebook.model import Rulebook
from somerec.store import Consultant, Draft, KeptResult, Share, Store
from tests.web.cases import CARPENTERS, HAIRDRESSER
from tests.web.desk.conftest import CLIENT, place, read, signed_in
from tests.web.reader import Page
from tests.web.running import Clock

ONLINE_SHOP = (
    "market=se&business_type=online_shop&size=micro&who=spare_time&hours=h41&money=m4&skills=write"
    "&goal=sales&customers=businesses&area=local&buying=inspired&website=none&content=stories"
)
"""A business that the second edition advises otherwise."""


def clients(page: Page) -> list[str]:
    """Return the clients on a page of the list, in order."""
    return [text for text, href in page.links if "/shares/" in href]


def test_an_empty_desk_explains_the_three_ways_to_begin(desk: FlaskClient) -> None:
    page = read(desk.get("/desk/en/"))
    assert page.texts("span", "when") == ["Together", "By a link", "From a result"]
    assert page.link("New plan") == "/desk/en/new"
    assert page.offered("q") == []


def test_a_row_says_whose_plan_it_is_how_it_stands_how_large_it_is_and_until_when(
    desk: FlaskClient, store: Store, live: Share, clock: Clock
) -> None:
    store.desk.count_view(live.id, clock.now)
    text = read(desk.get("/desk/en/")).text
    for part in (
        CLIENT,
        "Open to the client",
        "One web strategy",
        "Changed 11 January 2027",
        "Until 11 April 2027",
        "Opened: 1",
    ):
        assert part in text


def test_the_last_changed_stands_first(
    desk: FlaskClient, store: Store, clock: Clock, draft: Share, waiting: Share
) -> None:
    clock.wait(minutes=1)
    store.desk.save(replace(draft, greeting="Hei"), clock.now)
    assert clients(read(desk.get("/desk/en/"))) == [CLIENT, "Venter AS"]
    clock.wait(minutes=1)
    store.desk.save(replace(waiting, greeting="Hei"), clock.now)
    assert clients(read(desk.get("/desk/en/"))) == ["Venter AS", CLIENT]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=berg", [CLIENT]),
        ("q=BERG+sNekk", [CLIENT]),
        ("q=as", ["Venter AS"]),
        ("state=waiting", ["Venter AS"]),
        ("state=live", [CLIENT]),
        ("state=draft", []),
        ("q=berg&state=waiting", []),
        ("q=%25", []),
        ("q=%00&state=%F0%9F", []),
        ("state=older", []),
    ],
)
def test_the_list_is_searched_by_client_and_state(
    desk: FlaskClient, live: Share, waiting: Share, query: str, found: list[str]
) -> None:
    page = read(desk.get(f"/desk/en/?{query}"))
    assert page.response.status_code == 200
    assert clients(page) == found
    assert ("Nothing found" in page.text) == (not found)


def test_a_share_expires_without_anybody_doing_anything(desk: FlaskClient, live: Share, clock: Clock) -> None:
    clock.wait(days=89)
    session = desk.post("/desk/en/login", data={"login": "kari", "password": "correct horse battery staple"})
    assert session.status_code == 303
    assert clients(read(desk.get("/desk/en/?state=live"))) == [CLIENT]
    clock.wait(days=2)
    desk.post("/desk/en/login", data={"login": "kari", "password": "correct horse battery staple"})
    page = read(desk.get("/desk/en/?state=expired"))
    assert clients(page) == [CLIENT]
    assert "Ended 11 April 2027" in page.text


def test_nobody_sees_what_is_somebody_elses(
    app: Flask, store: Store, clock: Clock, live: Share, ola: Consultant
) -> None:
    text = signed_in(app, store, ola, clock.now).get("/desk/en/").text
    assert CLIENT not in text
    assert live.id not in text


def test_five_hundred_shares_are_told_fifty_at_a_time(
    desk: FlaskClient, store: Store, clock: Clock, kari: Consultant
) -> None:
    for number in range(120):
        store.desk.create(kari.id, Draft(client=f"Client {number}"), clock.now + timedelta(seconds=number))
    first = read(desk.get("/desk/en/?q=client"))
    assert "1 to 50 of 120" in first.text
    second = read(desk.get(first.link("Older")))
    third = read(desk.get(second.link("Older")))
    seen = clients(first) + clients(second) + clients(third)
    assert seen == [f"Client {number}" for number in reversed(range(120))]
    assert [words for words, _ in third.links if words in ("Older", "Newer")] == ["Newer"]
    assert clients(read(desk.get("/desk/en/?q=client&page=999"))) == clients(third)
    assert clients(read(desk.get("/desk/en/?q=client&page=-1"))) == clients(first)


class TestUnderTwoEditions:
    """The rules have changed since some of the shares were made."""

    @pytest.fixture(name="editions")
    def _editions(self, two_editions: Library) -> Library:
        return two_editions

    def test_shares_that_would_get_other_advice_today_are_marked_and_others_are_not(
        self, desk: FlaskClient, store: Store, clock: Clock, kari: Consultant, second: Rulebook
    ) -> None:
        old = load_rulebook("2026-1")
        expected = {}
        for name, query in {"Shop": ONLINE_SHOP, "Hair": HAIRDRESSER}.items():
            answers = Answers.from_query(query, old)
            expected[name] = not is_same(answers, old, (second,), date(2027, 1, 18))
            written = Draft(client=name, edition="2026-1", answers=query, start=date(2027, 1, 18))
            store.desk.create(kari.id, written, clock.now)
        store.desk.create(kari.id, Draft(client="New", edition="2026-2", answers=CARPENTERS), clock.now)
        assert set(expected.values()) == {True, False}
        page = read(desk.get("/desk/en/"))
        marked = {name for name in ("Shop", "Hair", "New") if f"{name} Draft Other advice today" in page.text}
        assert marked == {name for name, differs in expected.items() if differs}
        assert set(clients(read(desk.get("/desk/en/?state=older")))) == marked

    def test_the_page_of_such_a_share_says_so_too(
        self, desk: FlaskClient, store: Store, clock: Clock, kari: Consultant
    ) -> None:
        written = Draft(client="Old", edition="2026-1", answers=ONLINE_SHOP, start=date(2027, 1, 18))
        share = store.desk.create(kari.id, written, clock.now)
        page = read(desk.get(place(share)))
        assert "Other advice today" in page.text
        assert "under edition 2026-1" in page.text

    def test_a_share_that_begins_today_begins_under_the_rules_of_today(
        self, desk: FlaskClient, store: Store, clock: Clock, kari: Consultant
    ) -> None:
        kept = store.keep(KeptResult("2026-1", ONLINE_SHOP, date(2027, 1, 11)), clock.today())
        for number, address in enumerate((f"/nb/k/{kept.token}", f"/nb/advice?{ONLINE_SHOP}&edition=2026-1")):
            form = {"form": f"{number:022}", "client": "New", "way": "address", "address": address}
            response = desk.post("/desk/en/new", data={**form, "accept": address})
            assert response.status_code == 303
        assert [share.edition for share in store.desk.shares(kari.id)] == ["2026-2", "2026-2"]
