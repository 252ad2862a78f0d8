"""The result page in Chromium: on a small phone, by day and by night, on paper, and without scripts."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Axe, Visit
from tests.web.cases import CARPENTERS, HAIRDRESSER
from tests.web.test_advice import CHAIN, CLOSING, FULL, HOTEL, PLUMBER

LANGUAGES = ("nb", "sv", "en")

WHERE = {
    "plumber": PLUMBER,
    "hairdresser": f"market=se&{HAIRDRESSER.removeprefix('market=se&')}",
    "carpenters": CARPENTERS,
    "hotel": HOTEL,
    "chain": CHAIN,
    "full": FULL,
    "closing": CLOSING,
}
PROSE = ("about", "sources", "privacy", "accessibility")


def place(lang: str, name: str) -> str:
    """Return where the advice for a business is."""
    return f"/{lang}/advice?{WHERE[name]}&start=2027-01-11&edition=2026-1"


def unfold(page: Page) -> None:
    """Open all that is folded."""
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")


def fits(page: Page) -> bool:
    """Say whether nothing sticks out to the right."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", WHERE)
def test_it_fits_a_small_phone_and_axe_finds_nothing(visit: Visit, axe: Axe, lang: str, name: str) -> None:
    page = visit(place(lang, name))
    assert fits(page)
    unfold(page)
    assert fits(page)
    assert axe(page) == []
    page.emulate_media(color_scheme="dark")
    assert axe(page) == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PROSE)
def test_prose_fits_a_small_phone_and_axe_finds_nothing(visit: Visit, axe: Axe, lang: str, name: str) -> None:
    page = visit(f"/{lang}/{name}")
    unfold(page)
    assert fits(page)
    assert axe(page) == []
    page.emulate_media(color_scheme="dark")
    assert axe(page) == []


def test_it_fits_a_wide_screen(visit: Visit, axe: Axe) -> None:
    page = visit(place("sv", "chain"), width=1280)
    unfold(page)
    assert fits(page)
    assert axe(page) == []


def test_a_change_is_made_and_the_advice_is_there_again(visit: Visit) -> None:
    page = visit(place("en", "carpenters"))
    page.locator("#verdict a.change").first.click()
    assert page.evaluate("document.activeElement.id") == "hours"
    page.locator('label[for="hours-h11"]').click()
    page.locator("button[name=go]").first.click()
    assert urlsplit(page.url).path == "/en/advice"
    assert "hours=h11" in page.url
    assert "start=2027-01-11" in page.url
    assert page.locator("h1").inner_text() == "Web strategy with tactics in social media"


def test_an_hour_is_worth_what_the_visitor_says(visit: Visit) -> None:
    page = visit(place("nb", "carpenters"))
    page.locator("#hour_value").fill("900")
    page.get_by_role("button", name="Regn ut").click()
    assert urlsplit(page.url).fragment == "time"
    assert "start=2027-01-11&hour_value=900&edition=2026-1" in page.url
    assert "Med 900\xa0kr timen" in page.locator("#time").inner_text()


def test_what_is_folded_can_be_opened_without_a_script(visit: Visit) -> None:
    page = visit(place("en", "plumber"))
    page.get_by_text("more that are not for you").click()
    assert page.get_by_text("LinkedIn ads", exact=True).is_visible()
    page.get_by_text("rules behind the plan").click()
    assert page.get_by_text("Whatever you answer").is_visible()


def test_on_paper_the_plan_is_open_and_the_links_are_gone(visit: Visit) -> None:
    page = visit(place("sv", "carpenters"), width=700)
    page.emulate_media(media="print")
    assert page.locator(".tactic .steps li").first.is_visible()
    assert page.locator("#safe .rows li").last.is_visible()
    assert not page.locator("a.change").first.is_visible()
    assert not page.locator(".toc").is_visible()
    assert page.locator("#why h3").first.is_visible(), "The answers stand on paper."
    assert not page.locator("#why .rows li").first.is_visible(), "The rules would take ten sheets."


def test_the_page_is_light(visit: Visit) -> None:
    page = visit(place("sv", "chain"))
    sizes = page.evaluate(
        "performance.getEntries().filter(entry => 'encodedBodySize' in entry)"
        ".map(entry => [entry.name, entry.encodedBodySize])"
    )
    assert sum(size for name, size in sizes if "/static/favicon" not in name) <= 40_000, sizes
