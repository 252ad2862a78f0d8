"""Keeping a result in Chromium: on a small phone, without scripts, by keyboard, and with what scripts add."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Axe, Visit
from tests.browser.going import follow
from tests.browser.looks import fits, unfold
from tests.browser.test_advice import place

KEPT = "section#kept"
BUTTON = 'form[action$="/keep"] button'


def keep(page: Page) -> tuple[str, str]:
    """Press the button on a result page; return the paths of the link and of the delete link."""
    follow(page.locator(BUTTON))
    link, delete_link, _ = (f"/{note.split('/', 3)[3]}" for note in page.locator("p.note").all_inner_texts())
    return link, delete_link


@pytest.mark.parametrize(
    ("lang", "name", "width"),
    [
        ("nb", "hairdresser", 320),
        pytest.param("sv", "carpenters", 1280, marks=pytest.mark.proof),
        pytest.param("en", "hotel", 320, marks=pytest.mark.proof),
    ],
)
def test_a_result_is_kept_opened_and_deleted_without_scripts(
    visit: Visit, axe: Axe, lang: str, name: str, width: int
) -> None:
    page = visit(place(lang, name), width=width)
    verdict = page.locator("h1").inner_text()
    link, delete_link = keep(page)
    good(page, axe)
    kept = visit(link, width=width)
    assert kept.locator("h1").inner_text() == verdict
    assert kept.locator(f"{KEPT} p.note").inner_text().endswith(link)
    good(kept, axe)
    asked = visit(delete_link, width=width)
    good(asked, axe)
    follow(asked.locator("main button"))
    good(asked, axe)
    good(visit(link, width=width, status=410), axe)


def good(page: Page, axe: Axe) -> None:
    """See that nothing sticks out, and that axe finds nothing."""
    unfold(page)
    assert fits(page)
    assert axe(page) == []


def test_without_scripts_no_button_is_shown_that_needs_one(visit: Visit) -> None:
    page = visit(place("en", "carpenters"))
    link, _ = keep(page)
    for shown in (page, visit(link)):
        assert shown.locator("[data-copy]").count() >= 2
        assert not [
            button for button in shown.locator("[data-copy], [data-share]").all() if button.is_visible()
        ]


def test_the_links_can_be_copied_and_it_is_said_so(visit: Visit) -> None:
    page = visit(place("en", "carpenters"), scripts=True)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    keep(page)
    notes = page.locator("p.note").all_inner_texts()
    buttons = page.locator("[data-copy]").all()
    assert len(buttons) == len(notes) == 3
    for button, note in zip(buttons, notes, strict=True):
        button.click()
        section = page.locator("section", has=page.get_by_text(note, exact=True))
        section.get_by_text("The link is copied", exact=True).wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == note


def test_the_delete_link_does_not_stay_in_the_address_nor_in_the_history(visit: Visit) -> None:
    page = visit(place("en", "carpenters"), scripts=True)
    link, delete_link = keep(page)
    page.wait_for_url(f"**{link}")
    page.reload()
    assert page.locator("#kept p.note").inner_text().endswith(link)
    assert delete_link not in page.content()
    page.go_back()
    assert "/en/advice?" in page.url


def test_a_result_is_kept_by_keyboard(visit: Visit) -> None:
    page = visit(place("sv", "carpenters"))
    page.locator("#take a").last.focus()
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.locator(f"{BUTTON}:focus").count():
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/sv/keep/**")
    assert page.locator("h1").inner_text() == "Resultatet är sparat"


def test_the_code_of_a_short_link_is_drawn(visit: Visit) -> None:
    page = visit(place("nb", "carpenters"))
    link, _ = keep(page)
    shown = visit(link)
    unfold(shown)
    drawn = (
        "[...document.querySelectorAll('#kept img')].map(image => image.complete && image.naturalWidth > 0)"
    )
    assert shown.evaluate(drawn) == [True]


def test_on_paper_a_kept_result_has_its_link(visit: Visit) -> None:
    page = visit(place("nb", "carpenters"), width=700)
    link, _ = keep(page)
    shown = visit(link, width=700)
    shown.emulate_media(media="print")
    assert shown.locator(f"{KEPT} p.note").is_visible()
    assert not shown.locator(f"{KEPT} .actions").is_visible()
