"""A consultant and her client, from the invitation to the day when everything is erased.

She works in Norwegian at a desk of ordinary width, he reads Swedish on a phone. Both use the keyboard alone,
and no script runs.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page

from somerec.cli import main
from tests.browser.conftest import Axe, Visit, Visits
from tests.browser.keyboard import choose, pick, press, tab_to, write
from tests.browser.looks import hold
from tests.browser.test_intake import REQUIRED

PASSWORD = "tre ord og et tall 7"  # noqa: S105  Made up.
PIN = "271828"
GREETING = "Hei, Lise. Her er planen."
NOTES = "Vi begynner **rolig**:\n\n- nettsiden først\n- så nyhetsbrevet"
REASON = "Du liker å skrive, og kundene dine leser gjerne."


def save(page: Page) -> None:
    """Press the form's own button, and come back to the page of the share."""
    press(page, "main form .button[value=save]")


@dataclass
class Desk:
    """The consultant's side: her page, and the address of the share that she has open."""

    page: Page
    origin: str
    axe: Axe
    share: str = ""

    def open(self) -> None:
        """Come back to the page of the share."""
        self.page.goto(f"{self.origin}{self.share}")

    def held(self, wanted: str) -> None:
        """See that the page is in order, then press what leads on."""
        hold(self.page, self.axe)
        press(self.page, wanted)

    def link(self) -> str:
        """Return the path of the link that the share's page shows."""
        shown = self.page.locator("#link .note").inner_text()
        return urlsplit(shown).path

    def do(self, what: str) -> None:
        """Press one of the buttons of the share's page."""
        press(self.page, f"button[value={what}]")


@pytest.fixture(name="desk")
def _desk(visit: Visit, visits: Visits, axe: Axe, server: str) -> Desk:
    """Invite a consultant on the command line, and let her choose a password and sign in."""
    name = f"kari{datetime.now(UTC).timestamp()}"
    asked = CliRunner().invoke(
        main, ["consultant", "invite", name, "--name", "Kari Hansen", "--language", "nb"]
    )
    found = re.search(r"/desk/\S+", asked.output)
    assert found, asked.output
    page = visit(found[0], width=1280, desk=True)
    hold(page, axe)
    write(page, "#password", PASSWORD)
    write(page, "#again", PASSWORD)
    press(page, "main form .button")
    visits.expect(found[0])
    reopened = page.goto(f"{server}{found[0]}")
    assert reopened is not None
    assert reopened.status == 410
    page.goto(f"{server}/desk/nb/")
    press(page, ".bar button")
    page.goto(f"{server}/desk/nb/new")
    assert urlsplit(page.url).path == "/desk/nb/login"
    hold(page, axe)
    write(page, "#login", name)
    write(page, "#password", PASSWORD)
    press(page, "main form .button")
    assert urlsplit(page.url).path == "/desk/nb/new"
    return Desk(page, server, axe)


def test_from_the_invitation_to_the_day_of_erasing(
    desk: Desk, visit: Visit, visits: Visits, tmp_path: Path
) -> None:
    ask(desk)
    answer(desk, visit)
    write_down(desk)
    adjust(desk)
    reading = publish(desk)
    set_pin(desk)
    read(desk, visit, reading, tmp_path)
    renew(desk)
    withdraw(desk, visit, reading)
    export(desk, tmp_path)
    erase(desk, visit, visits, reading)


def ask(desk: Desk) -> None:
    """Begin a plan that the client answers alone."""
    page = desk.page
    write(page, "#client", "Lise i Storgata")
    choose(page, "way", "intake")
    desk.held("main form .button[type=submit]")
    desk.share = urlsplit(page.url).path
    assert page.locator("h1").inner_text() == "Lise i Storgata"
    assert "Venter på kunden" in page.locator("main").inner_text()


def answer(desk: Desk, visit: Visit) -> None:
    """Let the client answer, in Swedish on a phone."""
    page = visit(f"{desk.link().removesuffix('nb/')}sv/", width=320)
    hold(page, desk.axe)
    assert "Kari Hansen" in page.locator("main").inner_text()
    assert "Lise i Storgata" not in page.content()
    press(page, "main .button")
    for answers in REQUIRED:
        for name, value in answers.items():
            choose(page, name, value)
        press(page, "button[name=go]")
    press(page, "main form[method=post] button")
    assert page.locator("html").get_attribute("lang") == "sv"
    desk.open()
    assert "Utkast" in desk.page.locator("main").inner_text()


def write_down(desk: Desk) -> None:
    """Write a greeting and notes, looked at before they are saved."""
    page = desk.page
    desk.held(f'a[href="{desk.share}/words"]')
    write(page, "#greeting", GREETING)
    write(page, "#notes", NOTES)
    desk.held("button[value=preview]")
    assert page.locator("section.note strong").inner_text() == "rolig"
    save(page)
    assert GREETING in page.locator("#words").inner_text()


def adjust(desk: Desk) -> None:
    """Add a tactic that the rules left out, with a reason of the consultant's own."""
    page = desk.page
    press(page, f'a[href="{desk.share}/changes"]')
    pick(page, '[id="tactic.0"]', "newsletter")
    pick(page, '[id="verb.0"]', "add")
    write(page, '[id="reason.0"]', REASON)
    desk.held("button[value=look]")
    assert REASON in page.locator("section.note").inner_text()
    save(page)
    assert REASON in page.locator("#changes").inner_text()


def publish(desk: Desk) -> str:
    """Look at what the client will see, publish it, and return its path below the language."""
    page = desk.page
    press(page, f'a[href="{desk.share}/preview"]')
    hold(page, desk.axe)
    assert GREETING in page.locator("main").inner_text()
    assert REASON in page.locator("article#newsletter").inner_text()
    desk.open()
    desk.do("publish")
    assert "Åpen for kunden" in page.locator("main").inner_text()
    return desk.link().removeprefix("/nb")


def set_pin(desk: Desk) -> None:
    """Set a PIN, which is shown once."""
    write(desk.page, "#pin", PIN)
    desk.do("pin")
    assert PIN in desk.page.locator("[role=status] h2").inner_text()
    desk.open()
    assert PIN not in desk.page.content()


def read(desk: Desk, visit: Visit, reading: str, folder: Path) -> None:
    """Read the plan on a phone: the PIN, then the other language and the file by what it granted."""
    page = visit(f"/sv{reading}", width=320)
    assert GREETING not in page.content()
    hold(page, desk.axe)
    write(page, "#pin", PIN)
    press(page, "main form .button")
    assert urlsplit(page.url).path == f"/sv{reading}"
    assert not urlsplit(page.url).query
    for words in (GREETING, REASON, "Kari Hansen"):
        assert words in page.locator("main").inner_text()
    hold(page, desk.axe)
    press(page, ".langs button:not([aria-current])")
    assert page.locator("html").get_attribute("lang") in ("nb", "en")
    assert GREETING in page.locator("main").inner_text()
    tab_to(page, "form[action$='plan.pdf'] button")
    with page.expect_download() as found:
        page.keyboard.press("Enter")
    found.value.save_as(folder / "plan.pdf")
    assert (folder / "plan.pdf").read_bytes().startswith(b"%PDF-")
    desk.open()
    assert "Åpnet: 1" in desk.page.locator("#link").inner_text()


def renew(desk: Desk) -> None:
    """Let the link work for longer."""
    later = datetime.now(UTC).date() + timedelta(days=200)
    page = desk.page
    tab_to(page, "#expires")
    page.keyboard.type(f"{later:%m%d%Y}")
    desk.do("renew")
    assert page.locator("#expires").input_value() == later.isoformat()


def withdraw(desk: Desk, visit: Visit, reading: str) -> None:
    """Withdraw the plan: the client is told so, and the list shows it."""
    desk.do("withdraw")
    page = visit(f"/sv{reading}", width=320, status=410)
    hold(page, desk.axe)
    assert GREETING not in page.content()
    desk.page.goto(f"{desk.origin}/desk/nb/?q=storgata&state=withdrawn")
    assert "Lise i Storgata" in desk.page.locator("main").inner_text()
    hold(desk.page, desk.axe)
    desk.open()


def export(desk: Desk, folder: Path) -> None:
    """Get everything that is held, as one file."""
    page = desk.page
    tab_to(page, "button[formaction$='/export']")
    with page.expect_download() as found:
        page.keyboard.press("Enter")
    found.value.save_as(folder / "held.json")
    held = json.loads((folder / "held.json").read_text())
    text = json.dumps(held, ensure_ascii=False)
    for words in ("Lise i Storgata", GREETING, REASON, "withdraw"):
        assert words in text
    assert parse_qs(held["answers"])["business_type"] == ["care"]


def erase(desk: Desk, visit: Visit, visits: Visits, reading: str) -> None:
    """Erase it all, after being asked once more."""
    page = desk.page
    press(page, f'a[href="{desk.share}/erase"]')
    desk.held("main form .button[type=submit]")
    assert "Lise i Storgata" not in page.content()
    visit(f"/nb{reading}", status=410)
    visits.expect(desk.share)
    response = page.goto(f"{desk.origin}{desk.share}")
    assert response is not None
    assert response.status == 404
