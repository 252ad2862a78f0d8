"""The buttons on a share's page: what each does to the link that the client has."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from somerec.store import Share, Store
from somerec.store.passwords import is_right
from tests.web.desk.conftest import CLIENT, browser, place, read
from tests.web.running import Clock


def press(desk: FlaskClient, share: Share, do: str, **sent: str) -> TestResponse:
    """Press a button on the share's page."""
    return desk.post(place(share), data={"do": do, **sent})


def now(store: Store, share: Share) -> Share:
    """Return a share as it is stored."""
    return store.desk.share(share.consultant, share.id)


def link(desk: FlaskClient, share: Share) -> str:
    """Return the link to the client that the share's page shows, without the host."""
    note = read(desk.get(place(share))).texts("p", "note")[0]
    assert note.startswith("https://somerec.example/")
    return note.removeprefix("https://somerec.example")


@pytest.fixture(name="client")
def _client(app: Flask) -> FlaskClient:
    """The client's browser, which knows nobody."""
    return browser(app)


def test_publishing_opens_the_link_and_pressing_twice_changes_nothing(
    desk: FlaskClient, store: Store, draft: Share, client: FlaskClient
) -> None:
    for _ in range(2):
        response = press(desk, draft, "publish")
        assert (response.status_code, response.headers["Location"]) == (303, place(draft))
    assert [entry.what for entry in store.desk.log(draft.id)] == ["created", "published"]
    assert client.get(link(desk, draft)).status_code == 200
    assert "Opened: 1" in read(desk.get(place(draft))).text


def test_nothing_is_published_before_it_is_answered(desk: FlaskClient, store: Store, waiting: Share) -> None:
    assert press(desk, waiting, "publish").headers["Location"] == place(waiting)
    assert now(store, waiting).state == "waiting"


def test_withdrawing_closes_the_link_kindly_and_publishing_opens_it_again(
    desk: FlaskClient, live: Share, client: FlaskClient
) -> None:
    address = link(desk, live)
    for _ in range(2):
        assert press(desk, live, "withdraw").status_code == 303
    page = read(desk.get(place(live)))
    assert "Withdrawn" in page.text
    assert address not in page.text
    assert client.get(address).status_code == 410
    press(desk, live, "publish")
    assert client.get(address).status_code == 200


def test_a_share_that_has_expired_opens_again_when_its_day_is_moved(
    desk: FlaskClient, live: Share, client: FlaskClient, clock: Clock, store: Store
) -> None:
    address = link(desk, live)
    press(desk, live, "renew", expires="2027-01-11")
    assert now(store, live).expires == date(2027, 1, 11)
    clock.wait(hours=11, minutes=55)
    assert client.get(address).status_code == 410
    assert "Expired" in read(desk.get(place(live))).text
    press(desk, live, "renew", expires="2028-01-12")
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("day", ["", "2027-01-10", "2028-01-12", "tomorrow", "2027-02-30", "9" * 90])
def test_a_day_that_cannot_be_the_last_is_refused_clearly(
    desk: FlaskClient, store: Store, live: Share, day: str
) -> None:
    response = press(desk, live, "renew", expires=day)
    assert response.status_code == 422
    assert "Choose a day from 11 January 2027 to 11 January 2028." in read(response).text
    assert now(store, live).expires == live.expires


def test_a_new_link_replaces_the_old_one(desk: FlaskClient, live: Share, client: FlaskClient) -> None:
    before = link(desk, live)
    press(desk, live, "link")
    assert link(desk, live) != before
    assert client.get(before).status_code == 410
    assert client.get(link(desk, live)).status_code == 200


def test_an_intake_link_can_be_replaced_too(desk: FlaskClient, waiting: Share, client: FlaskClient) -> None:
    before = link(desk, waiting)
    press(desk, waiting, "link")
    assert client.get(before).status_code == 410
    assert client.get(link(desk, waiting), follow_redirects=True).status_code == 200


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "This PIN is easy to guess. Mix at least 4 different digits, or leave the field empty"),
        ("nb", "Denne PIN-koden er lett å gjette. Bland minst 4 ulike sifre, eller la feltet stå tomt"),
        ("sv", "Den här pinkoden är lätt att gissa. Blanda minst 4 olika siffror, eller lämna fältet tomt"),
    ],
)
def test_a_pin_that_is_easy_to_guess_is_refused_with_a_way_out(
    desk: FlaskClient, store: Store, live: Share, lang: str, told: str
) -> None:
    for pin in ("111111", "123456", "654321", "12 34 12 34"):
        response = desk.post(place(live, lang=lang), data={"do": "pin", "pin": pin})
        assert response.status_code == 422
        assert told in read(response).text
    assert not now(store, live).has_pin
    assert press(desk, live, "pin", pin="202611").status_code == 200
    assert is_right(store.desk.pin_hash(live.id), "202611")


def test_a_pin_is_drawn_shown_once_and_needed_from_then_on(
    desk: FlaskClient, store: Store, live: Share, client: FlaskClient
) -> None:
    address, said = link(desk, live), read(press(desk, live, "pin")).text
    found = re.search(r"The PIN is (\d{6})\b", said)
    assert found
    assert "Whoever has the link and the PIN can read it" in said
    assert is_right(store.desk.pin_hash(live.id), found[1])
    assert found[1] not in read(desk.get(place(live))).text
    assert CLIENT not in client.get(address).text
    assert "One web strategy" not in client.get(address).text
    assert "One web strategy" in client.post(address, data={"pin": found[1]}).text


def test_a_pin_of_ones_own_is_set_changed_and_removed(
    desk: FlaskClient, store: Store, live: Share, client: FlaskClient
) -> None:
    address = link(desk, live)
    for pin in ("271828", "27 18 28 18 28 45"):
        assert f"The PIN is {''.join(pin.split())}" in read(press(desk, live, "pin", pin=pin)).text
        assert is_right(store.desk.pin_hash(live.id), "".join(pin.split()))
    assert press(desk, live, "unpin").status_code == 303
    assert press(desk, live, "unpin").status_code == 303
    assert "One web strategy" in client.get(address).text
    assert [entry.what for entry in store.desk.log(live.id)].count("pin_removed") == 1


@pytest.mark.parametrize("pin", ["12345", "1" * 13, "abcdef", "12345a", "１２３４５６"])
def test_what_is_no_pin_is_refused_clearly(desk: FlaskClient, store: Store, live: Share, pin: str) -> None:
    response = press(desk, live, "pin", pin=pin)
    assert response.status_code == 422
    assert "A PIN has 6 to 12 digits and nothing else." in read(response).text
    assert not now(store, live).has_pin


def test_a_link_whose_key_is_lost_goes_on_working_and_a_new_one_can_be_made(
    desk: FlaskClient, store: Store, live: Share, client: FlaskClient
) -> None:
    before = link(desk, live)
    (store.path.parent / "desk.key").unlink()
    text = read(desk.get(place(live))).text
    assert "This link works, but cannot be shown" in text
    assert client.get(before).status_code == 200
    press(desk, live, "link")
    assert client.get(link(desk, live)).status_code == 200
    assert client.get(before).status_code == 410


def test_everything_that_is_held_is_exported_with_one_button(desk: FlaskClient, live: Share) -> None:
    response = desk.post(place(live, "/export"))
    assert response.mimetype == "application/json"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{live.id}.json"'
    assert response.headers["Cache-Control"] == "private, no-store"
    held = response.get_json()
    assert (held["client"], held["answers"]) == (live.client, live.answers)
    assert [line["what"] for line in held["log"]] == ["created", "published", "exported"]


def test_erasing_is_asked_for_first_and_leaves_nothing_but_a_kind_word(
    desk: FlaskClient, store: Store, live: Share, client: FlaskClient
) -> None:
    address = link(desk, live)
    asked = read(desk.get(place(live, "/erase")))
    assert asked.texts("h1") == ["Erase this plan?"]
    assert client.get(address).status_code == 200
    assert "The plan is erased" in desk.post(place(live, "/erase")).text
    assert client.get(address).status_code == 410
    assert CLIENT not in desk.get("/desk/en/").text
    assert desk.get(place(live)).status_code == 404
    assert desk.post(place(live, "/erase")).status_code == 404
    assert store.desk.shares(live.consultant) == ()


@pytest.mark.parametrize("do", ["", "explode", "Publish", "publish "])
def test_a_button_that_there_is_not_does_nothing(
    desk: FlaskClient, store: Store, draft: Share, do: str
) -> None:
    assert press(desk, draft, do).status_code == 400
    assert now(store, draft) == draft


@pytest.mark.parametrize("name", ["export", "logout"])
def test_a_change_of_language_after_a_button_leads_on(desk: FlaskClient, draft: Share, name: str) -> None:
    address = place(draft, "/export", "sv") if name == "export" else "/desk/sv/logout"
    assert desk.get(address).status_code == 302
