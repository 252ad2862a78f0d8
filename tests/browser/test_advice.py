"""The result page in Chromium: on a small phone, by day and by night, on paper, and without scripts."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import Axe, Visit
from tests.browser.going import follow
from tests.browser.looks import fits, hold, unfold
from tests.turns import in_turn
from tests.web.cases import CARPENTERS, HAIRDRESSER
from tests.web.test_advice import CHAIN, CLOSING, FULL, HOTEL, PLUMBER

WHERE = {
    "plumber": PLUMBER,
    "hairdresser": f"market=se&{HAIRDRESSER.removeprefix('market=se&')}",
    "carpenters": CARPENTERS,
    "hotel": HOTEL,
    "chain": CHAIN,
    "full": FULL,
    "closing": CLOSING,
}
REPRESENTATIVE = ("plumber", "chain", "closing")
"""A small plan, the largest, and one of a business that closes; the others are left to the long proof."""

OTHERS = tuple(name for name in WHERE if name not in REPRESENTATIVE)

PROSE = ("about", "sources", "privacy", "accessibility")


def place(lang: str, name: str) -> str:
    """Return where the advice for a business is."""
    return f"/{lang}/advice?{WHERE[name]}&start=2027-01-11&edition=2026-1"


@pytest.mark.parametrize(("name", "lang"), in_turn(REPRESENTATIVE, spare=OTHERS))
def test_it_fits_a_small_phone_and_axe_finds_nothing(visit: Visit, axe: Axe, name: str, lang: str) -> None:
    page = visit(place(lang, name))
    hold(page, axe)


@pytest.mark.parametrize(("name", "lang"), in_turn(PROSE))
def test_prose_fits_a_small_phone_and_axe_finds_nothing(visit: Visit, axe: Axe, lang: str, name: str) -> None:
    page = visit(f"/{lang}/{name}")
    hold(page, axe)


def test_it_fits_a_wide_screen(visit: Visit, axe: Axe) -> None:
    page = visit(place("sv", "chain"), width=1280)
    unfold(page)
    assert fits(page)
    assert axe(page) == []


def test_a_change_is_made_and_the_advice_is_there_again(visit: Visit) -> None:
    page = visit(place("en", "carpenters"))
    follow(page.locator("#verdict a.change").first)
    assert page.evaluate("document.activeElement.id") == "hours"
    page.locator('label[for="hours-h11"]').click()
    follow(page.locator("button[name=go]").first)
    assert urlsplit(page.url).path == "/en/advice"
    assert "hours=h11" in page.url
    assert "start=2027-01-11" in page.url
    assert page.locator("h1").inner_text() == "Web strategy with tactics in social media"


def test_an_hour_is_worth_what_the_visitor_says(visit: Visit) -> None:
    page = visit(place("nb", "carpenters"))
    page.locator("#hour_value").fill("900")
    follow(page.get_by_role("button", name="Regn ut"))
    assert urlsplit(page.url).fragment == "time"
    assert "start=2027-01-11&hour_value=900&edition=2026-1" in page.url
    assert "Med 900\xa0kr timen" in page.locator("#time").inner_text()


def test_what_is_folded_can_be_opened_without_a_script(visit: Visit) -> None:
    page = visit(place("en", "plumber"))
    page.get_by_text("More for later").click()
    assert page.get_by_text("Search ads", exact=True).last.is_visible()
    page.get_by_text("What I answered").or_(page.get_by_text("What you answered")).click()
    assert page.locator("#why dt").last.is_visible()


@pytest.mark.parametrize(("name", "lang"), in_turn(["plumber", "chain"]))
def test_the_page_of_all_reasons_fits_a_small_phone_and_axe_finds_nothing(
    visit: Visit, axe: Axe, name: str, lang: str
) -> None:
    page = visit(place(lang, name).replace("/advice?", "/advice/why?"))
    hold(page, axe)


def test_all_reasons_are_a_link_away_and_lead_back(visit: Visit) -> None:
    page = visit(place("sv", "plumber"))
    follow(page.locator("#why a").first)
    assert urlsplit(page.url).path == "/sv/advice/why"
    follow(page.get_by_text("Tillbaka till planen"))
    assert page.url.endswith(place("sv", "plumber").partition("?")[2])


def test_a_reason_leads_to_the_answer_that_it_rests_on_and_back(visit: Visit) -> None:
    page = visit(place("en", "plumber"))
    link = page.locator("#tactics .because a.change", has_text="you want more enquiries").first
    link.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert urlsplit(page.url).path == "/en/questions/4"
    assert page.evaluate("document.activeElement.id") == "goal"
    follow(page.locator("button[name=go]").first)
    assert urlsplit(page.url).path == "/en/advice"


def test_what_the_desk_looks_like_is_not_seen_on_the_advice(visit: Visit) -> None:
    page = visit(place("sv", "plumber"))
    for place_of_links in ("#verdict .because a.change", "#why dl a.change"):
        lines = page.locator(place_of_links).first.evaluate("link => getComputedStyle(link).borderTopWidth")
        assert lines == "0px", "a line through the sentence that the link stands in"
    wide = page.locator("#time figure").evaluate("figure => figure.clientWidth")
    drawn = page.locator("#time svg.bar").evaluate(
        "bar => bar.clientWidth - parseFloat(getComputedStyle(bar).paddingLeft)"
    )
    assert drawn == wide


def test_the_page_is_light(visit: Visit) -> None:
    page = visit(place("sv", "chain"))
    sizes = page.evaluate(
        "performance.getEntries().filter(entry => 'encodedBodySize' in entry)"
        ".map(entry => [entry.name, entry.encodedBodySize])"
    )
    assert sum(size for name, size in sizes if "/static/favicon" not in name) <= 40_000, sizes
