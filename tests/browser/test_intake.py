"""An intake link on a client’s phone: in another language than its sender’s, without scripts, by keyboard."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

import pytest

from somerec.store import Draft, Share, Store, data_folder
from tests.browser.conftest import Axe, Visit
from tests.browser.going import follow
from tests.browser.keyboard import choose, press
from tests.browser.looks import fits, hold
from tests.browser.test_questionnaire import ANSWERS, CLASHING
from tests.turns import in_turn

REQUIRED: tuple[dict[str, str], ...] = (
    {"business_type": "care"},
    {},
    {"size": "solo", "who": "set_time", "hours": "h3"},
    {"goal": "visits_bookings"},
    {"customers": "consumers", "area": "local", "buying": "inspired"},
    {"website": "converts"},
    {},
)
"""What has to be answered, step by step."""


@dataclass(frozen=True)
class Asked:
    """A share of a Norwegian consultant that waits for its client, in the store of the served application."""

    store: Store
    share: Share
    link: str
    origin: str

    def now(self) -> Share:
        """Return the share as it is stored now."""
        return self.store.desk.share(self.share.consultant, self.share.id)


@pytest.fixture(name="asked")
def _asked(server: str) -> Iterator[Asked]:
    store, now = Store(data_folder()), datetime.now(UTC)
    token = store.desk.invite(secrets.token_hex(8), "Kari Hansen", "nb", "", now)
    share = store.desk.create(store.desk.accept(token, "hash", now).id, Draft(client="Berg Snekkeri"), now)
    yield Asked(store, share, f"/i/{store.desk.intake_link(share)}", server)
    store.close()


@pytest.mark.parametrize(("lang", "width"), [("sv", 320), pytest.param("en", 390, marks=pytest.mark.proof)])
def test_a_client_answers_by_keyboard_on_a_phone(visit: Visit, asked: Asked, lang: str, width: int) -> None:
    page = visit(f"{asked.link}/{lang}/", width=width)
    press(page, "main .button")
    for answers in REQUIRED:
        assert fits(page), page.url
        for name, value in answers.items():
            choose(page, name, value)
        press(page, "button[name=go]")
    assert asked.now().state == "waiting"
    press(page, "main form[method=post] button")
    assert "Kari Hansen" in page.locator("h1").inner_text()
    assert page.locator("html").get_attribute("lang") == lang
    assert urlsplit(page.url).path == f"{asked.link}/{lang}/"
    found = asked.now()
    assert found.state == "draft"
    answered = {name: value for answers in REQUIRED for name, value in answers.items()}
    assert answered.items() <= dict(parse_qsl(found.answers)).items()


def test_back_and_send_again_changes_nothing(visit: Visit, asked: Asked) -> None:
    page = visit(f"{asked.link}/nb/check?{ANSWERS}")
    follow(page.locator("main form[method=post] button").first)
    once = asked.now()
    assert once.answers == ANSWERS
    page.go_back()
    assert page.locator("main form").count() == 0
    assert page.locator("h1").inner_text() == "Takk. Kari Hansen har svarene dine"
    page.reload()
    assert asked.now() == once


def test_the_button_pressed_twice_at_once_sends_once(visit: Visit, asked: Asked) -> None:
    page = visit(f"{asked.link}/en/check?{ANSWERS}")
    page.locator("main form[method=post] button").first.dblclick()
    page.wait_for_url(f"**{asked.link}/en/")
    assert page.locator("h1").inner_text() == "Thank you. Kari Hansen has your answers"
    assert [line.what for line in asked.store.desk.log(asked.share.id)] == ["created", "answered"]


PLACES = (
    "",
    "questions/1",
    f"questions/3?{ANSWERS}",
    "questions/3?size=micro&go=size,who,hours",
    f"check?{ANSWERS}",
    f"check?{CLASHING}&go=advice",
)
"""Every kind of page that a client comes by."""


@pytest.mark.parametrize(("width", "lang"), in_turn([320], spare=[1280]))
def test_every_page_of_the_link_holds_by_day_and_by_night(
    visit: Visit, axe: Axe, asked: Asked, lang: str, width: int
) -> None:
    page = visit(f"{asked.link}/{lang}/", width=width)
    for place in PLACES:
        answered = page.goto(f"{asked.origin}{asked.link}/{lang}/{place}")
        assert answered is not None
        assert answered.status == 200, place
        hold(page, axe)


@pytest.mark.parametrize(("width", "lang"), in_turn([320]))
def test_thanks_and_a_closed_link_hold_too(
    visit: Visit, axe: Axe, asked: Asked, lang: str, width: int
) -> None:
    page = visit(f"{asked.link}/{lang}/check?{ANSWERS}", width=width)
    follow(page.locator("main form[method=post] button").first)
    hold(page, axe)
    asked.store.desk.withdraw(asked.share.consultant, asked.share.id, datetime.now(UTC))
    hold(visit(f"{asked.link}/{lang}/", status=410), axe)
