"""Every page of the desk in Chromium: nothing sticks out, axe finds nothing, and no script is needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import Page

from somerec.store import Draft, Share, Store, data_folder
from somerec.store.passwords import hashed
from tests.browser.conftest import Axe, Visit, Visits
from tests.browser.going import follow
from tests.browser.keyboard import write
from tests.browser.looks import fits, hold
from tests.turns import in_turn
from tests.web.cases import CARPENTERS

PASSWORD = "three words and a number 7"  # noqa: S105  Made up.
SHARE_PAGES = ("", "/words", "/changes", "/settings", "/preview", "/scenarios", "/erase")
CHANGES = (
    '[{"tactic": "newsletter", "verb": "add", "minutes": 90, "week": 3, "reason": "De vil det."},'
    ' {"tactic": "tiktok", "verb": "drop", "reason": "Endrer ingenting."}]'
)


@dataclass
class Desk:
    """A consultant with shares in every state."""

    login: str
    live: Share
    waiting: Share
    invitation: str
    origin: str


@pytest.fixture(name="desk")
def _desk(server: str) -> Desk:
    store, now = Store(data_folder()), datetime.now(UTC)
    login = f"anna{now.timestamp()}"
    token = store.desk.invite(login, "Anna Berg-Johannessen", "nb", "", now)
    anna = store.desk.accept(token, hashed(PASSWORD), now)
    written = Draft(
        client="Snekkerne Lund & Sønn i Storgata",
        edition="2026-1",
        answers=CARPENTERS,
        start=date(2027, 1, 18),
        greeting="Hei, og **takk** for praten.",
        notes="### Neste steg\n\n- ring [meg](tel:+4712345678)\n- les",
        notes_language="nb",
        adjustments=CHANGES,
    )
    live = store.desk.publish(anna.id, store.desk.create(anna.id, written, now).id, now)
    store.desk.copy(anna.id, live.id, "Scenario: mer tid", now)
    waiting = store.desk.create(anna.id, Draft(client="Venter AS"), now)
    invited = store.desk.invite(f"{login}2", "Eva", "nb", "", now)
    store.close()
    return Desk(login, live, waiting, invited, server)


def enter(page: Page, desk: Desk) -> None:
    """Sign in on the page that asks for it."""
    page.locator("#login").fill(desk.login)
    page.locator("#password").fill(PASSWORD)
    follow(page.locator("main button").first)


@pytest.mark.parametrize(("width", "lang"), in_turn([320], spare=[1280]))
def test_every_page_of_the_desk_is_in_order(
    visit: Visit, axe: Axe, desk: Desk, lang: str, width: int
) -> None:
    page = visit(f"/desk/{lang}/welcome/{desk.invitation}", width=width, desk=True)
    hold(page, axe)
    page.goto(f"{desk.origin}/desk/{lang}/login")
    hold(page, axe)
    enter(page, desk)
    share = f"{desk.origin}/desk/{lang}/shares/{desk.live.id}"
    addresses = [f"{desk.origin}/desk/{lang}/{rest}" for rest in ("", "new", "account")]
    addresses += [f"{share}{rest}" for rest in SHARE_PAGES]
    addresses += [
        f"{desk.origin}/desk/{lang}/shares/{desk.waiting.id}",
        f"{desk.origin}/desk/{lang}/?q=nobody",
    ]
    for address in addresses:
        answered = page.goto(address)
        assert answered is not None
        assert answered.status == 200, address
        hold(page, axe)


def test_pages_that_answer_a_form_are_in_order_too(
    visit: Visit, visits: Visits, axe: Axe, desk: Desk
) -> None:
    page = visit("/desk/nb/login", desk=True)
    for path in ("/desk/nb/login", "/desk/nb/new"):
        visits.expect(path)
    page.locator("#login").fill(desk.login)
    page.locator("#password").fill("a wrong password")
    follow(page.locator("main button").first)
    hold(page, axe)
    enter(page, desk)
    page.goto(f"{desk.origin}/desk/nb/new")
    follow(page.locator("main form button"))
    hold(page, axe)
    share = f"/desk/nb/shares/{desk.live.id}"
    for form in ("words", "changes"):
        visits.expect(f"{share}/{form}")
    other = page.context.new_page()
    other.goto(f"{desk.origin}{share}/words")
    page.goto(f"{desk.origin}{share}/words")
    page.locator("#notes").fill("Mine")
    follow(page.locator("button[value=preview]"))
    hold(page, axe)
    follow(page.locator("button[value=save]"))
    other.locator("#notes").fill("x" * 12_000)
    follow(other.locator("button[value=save]"))
    assert fits(other)
    other.locator("#notes").fill("Yours")
    follow(other.locator("button[value=save]"))
    assert other.locator("main textarea").last.input_value() == "Yours"
    assert fits(other)
    page.goto(f"{desk.origin}{share}/changes")
    follow(page.locator("button[value=look]"))
    hold(page, axe)
    page.goto(f"{desk.origin}{share}")
    follow(page.locator("button[value=pin]"))
    hold(page, axe)


def test_a_password_is_changed_by_keyboard_without_a_script(
    visit: Visit, visits: Visits, axe: Axe, desk: Desk
) -> None:
    page = visit("/desk/sv/login", desk=True)
    enter(page, desk)
    visits.expect("/desk/sv/account")
    page.goto(f"{desk.origin}/desk/sv/account")
    for old, heading in (("a wrong password", "Ditt konto"), (PASSWORD, "Lösenordet är bytt")):
        write(page, "#old", old)
        write(page, "#password", "three other words and 8")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.locator("h1").inner_text() == heading
        hold(page, axe)
    page.goto(f"{desk.origin}/desk/sv/new")
    assert page.url.endswith("/desk/sv/new")


def test_what_was_typed_when_the_session_ended_is_there_after_signing_in(
    visit: Visit, visits: Visits, axe: Axe, desk: Desk
) -> None:
    page = visit("/desk/en/login", width=1280, desk=True)
    enter(page, desk)
    share = f"/desk/en/shares/{desk.live.id}"
    visits.expect(f"{share}/words")
    page.goto(f"{desk.origin}{share}/words")
    page.locator("#notes").fill("Written for an hour")
    page.context.clear_cookies()
    follow(page.locator("button[value=save]"))
    hold(page, axe)
    enter(page, desk)
    hold(page, axe)
    follow(page.locator("main form button"))
    page.wait_for_url(f"**{share}#words")
    assert "Written for an hour" in page.locator("main").inner_text()
