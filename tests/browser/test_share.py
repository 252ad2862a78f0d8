"""A shared plan in Chromium: with a PIN on a phone, by keyboard, without scripts, printed, taken away."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Page

from somerec.rulebook.load import load_rulebook
from somerec.store import Draft, Store, data_folder
from somerec.store.passwords import hashed
from tests.browser.conftest import Axe, Visit, Visits
from tests.browser.going import follow
from tests.browser.looks import fits, hold
from tests.turns import in_turn
from tests.web.cases import CARPENTERS, HAIRDRESSER
from tests.web.share.conftest import CHANGES, GREETING, NAME, NOTES, PIN, REASON

Give = Callable[..., str]

_NUMBERS = count()


SHOWN = {"one": (HAIRDRESSER, 320), "six": (CARPENTERS, 1280)}
"""Who reads, and how wide the screen is. One who reads on a phone is also the one who gives a PIN."""


@pytest.fixture(name="give")
def _give(server: str) -> Give:
    """Share a plan on the running server; the value is its path below the language."""
    assert server

    def give(pin: str = "", answers: str = HAIRDRESSER, language: str = "") -> str:
        desk, now = Store(data_folder()).desk, datetime.now(UTC)
        consultant = desk.accept(desk.invite(f"kari{next(_NUMBERS)}", NAME, "nb", "", now), "x", now)
        draft = Draft(
            client="Lise",
            edition=load_rulebook().edition,
            answers=answers,
            start=now.date(),
            greeting=GREETING,
            notes=f"{NOTES}\n\n1. en\n2. to\n\n> sitert",
            notes_language="nb",
            adjustments=json.dumps(CHANGES),
            language=language,
        )
        share = desk.publish(consultant.id, desk.create(consultant.id, draft, now).id, now)
        if pin:
            desk.set_pin(consultant.id, share.id, hashed(pin), now)
        return f"/s/{desk.link(share)}"

    return give


@pytest.mark.parametrize(("who", "lang"), in_turn(["six"], spare=["one"]))
def test_nothing_sticks_out_and_axe_finds_nothing(
    visit: Visit, axe: Axe, give: Give, who: str, lang: str
) -> None:
    answers, width = SHOWN[who]
    page = visit(f"/{lang}{give(answers=answers)}", width=width)
    assert page.locator("article#newsletter .changed blockquote").inner_text() == REASON
    hold(page, axe)


def test_a_pin_is_given_on_a_phone_by_keyboard_and_without_scripts(
    visit: Visit, visits: Visits, axe: Axe, give: Give
) -> None:
    path = give(PIN)
    page = visit(f"/nb{path}")
    hold(page, axe)
    visits.expect(f"/nb{path}")
    type_pin(page, "111111")
    assert page.locator("h1").inner_text() == "Det var ikke riktig PIN-kode"
    hold(page, axe)
    type_pin(page, PIN)
    assert NAME in page.locator("#from h2").inner_text()
    assert page.url.endswith(f"/nb{path}")
    hold(page, axe)
    for _ in range(4):
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("html").get_attribute("lang") in ("sv", "en")
    assert NAME in page.locator("#from h2").inner_text()


def type_pin(page: Page, pin: str) -> None:
    """Come to the field by the keyboard, fill it in and send it."""
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "pin":
            break
    page.keyboard.type(pin)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_the_grant_opens_another_language_and_the_paper(visit: Visit, give: Give, tmp_path: Path) -> None:
    path = give(PIN)
    page = visit(f"/nb{path}", width=1280)
    type_pin(page, PIN)
    follow(page.get_by_role("button", name="English"))
    assert page.locator("html").get_attribute("lang") == "en"
    with page.expect_download() as loading:
        page.get_by_role("button", name="On paper").click()
    loading.value.save_as(tmp_path / "plan.pdf")
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF-")
    assert page.url.endswith(f"/en{path}")
    assert page.locator("article#newsletter .changed").count() == 1


def test_reloading_behind_a_pin_shows_the_page_again(visit: Visit, give: Give) -> None:
    """The browser sends the form once more; going to a place on the page and back sends nothing."""
    page = visit(f"/nb{give(PIN)}")
    type_pin(page, PIN)
    follow(page.locator("nav.toc a[href='#time']"))
    page.go_back()
    assert NAME in page.locator("#from h2").inner_text()
    page.reload()
    assert NAME in page.locator("#from h2").inner_text()
    follow(page.get_by_role("button", name="Svenska"))
    page.reload()
    assert page.locator("html").get_attribute("lang") == "sv"
    assert NAME in page.locator("#from h2").inner_text()


def test_on_paper_her_part_is_whole_and_the_rules_keep_their_heading(visit: Visit, give: Give) -> None:
    page = visit(f"/en{give()}", width=1280)
    page.emulate_media(media="print")
    assert page.locator("#changes blockquote").all_inner_texts() == [REASON, CHANGES[1]["reason"]]
    assert page.locator("#changes summary").is_visible()
    assert not page.locator("nav.langs").is_visible()
    assert fits(page)


def test_a_link_that_is_gone_is_told_kindly(visit: Visit, axe: Axe, give: Give) -> None:
    path = give()
    desk, now = Store(data_folder()).desk, datetime.now(UTC)
    share = desk.shared(path.removeprefix("/s/"), now.date())
    desk.withdraw(share.consultant, share.id, now)
    page = visit(f"/en{path}", status=410)
    assert page.locator("h1").inner_text() == "This link is no longer in use"
    hold(page, axe)
