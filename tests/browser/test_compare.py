"""Two plans side by side in Chromium: on a small phone, by day and night, on paper, and without scripts."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Axe, Visit
from tests.browser.going import follow
from tests.browser.looks import fits, hold, unfold
from tests.browser.test_advice import place
from tests.turns import in_turn
from tests.web.cases import CARPENTERS, HAIRDRESSER
from tests.web.test_advice import CHAIN

END = "&edition=2026-1"
PAGES = {
    "fewer hours": f"{CARPENTERS}&start=2027-01-11&b.hours=h0{END}",
    "a chain without a website": f"{CHAIN}&start=2027-01-11&b.website=none&b.wishes=ads{END}",
    "nothing yet": f"{HAIRDRESSER}&start=2027-01-11{END}",
    "to be mended": f"{CARPENTERS}&start=2027-01-11&b.hours=h0&b.nothing=1{END}",
    "two addresses": "",
    "two wrong addresses": "a=x&b=",
}
MORE = {
    "another goal": f"{CARPENTERS}&start=2027-01-11&b.hours=h11&b.goal=recruit{END}",
    "a fact of life": f"{CARPENTERS}&start=2027-01-11&b.special=alcohol_make{END}",
    "an answer lacking": f"{HAIRDRESSER}&start=2027-01-11&b.target_size=own_number{END}",
}
"""Pages much like those above."""


@pytest.mark.parametrize(("name", "lang"), in_turn(PAGES, spare=MORE))
def test_it_fits_a_small_phone_and_axe_finds_nothing(visit: Visit, axe: Axe, lang: str, name: str) -> None:
    page = visit(f"/{lang}/compare?{(PAGES | MORE)[name]}")
    hold(page, axe)


def test_it_fits_a_wide_screen(visit: Visit, axe: Axe) -> None:
    page = visit(f"/nb/compare?{PAGES['a chain without a website']}", width=1280)
    unfold(page)
    assert fits(page)
    assert axe(page) == []


def test_another_answer_is_tried_on_the_result_page_and_taken(visit: Visit) -> None:
    page = visit(place("nb", "carpenters"))
    page.get_by_label("Timer i uka").select_option("h0")
    with page.expect_navigation():
        page.get_by_role("button", name="Se hva som blir annerledes").press("Enter")
    assert urlsplit(page.url).path == "/nb/compare"
    assert urlsplit(page.url).fragment == "q"
    assert of_b(page) == {"b.hours": ["h0"]}
    assert page.evaluate("document.activeElement.id || document.activeElement.tagName") in ("q", "BODY")
    assert page.get_by_label("Timer i uka").input_value() == "h0"
    follow(page.get_by_role("link", name="Velg plan B"))
    assert urlsplit(page.url).path == "/nb/advice"
    assert "hours=h0" in page.url
    assert page.locator("h1").inner_text() == "Bare det grunnleggende"


def test_two_addresses_are_pasted_and_nothing_in_them_is_lost(visit: Visit) -> None:
    page = visit("/sv/compare")
    page.get_by_label("Adressen till plan A").fill(f"https://elsewhere.example{place('nb', 'carpenters')}")
    page.get_by_label("Adressen till plan B").fill(place("en", "chain"))
    follow(page.get_by_role("button", name="Jämför"))
    assert of_b(page)["b.size"] == ["large"]
    back = page.get_by_role("link", name="Tillbaka till plan A").get_attribute("href")
    there = page.get_by_role("link", name="Se plan B").get_attribute("href")
    assert back == f"{place('sv', 'carpenters')}#q"
    assert there == f"{place('sv', 'chain')}#q"


def of_b(page: Page) -> dict[str, list[str]]:
    """Return what the address says of plan B."""
    pairs = parse_qs(urlsplit(page.url).query)
    return {key: values for key, values in pairs.items() if key.startswith("b.")}


def test_on_paper_both_plans_stand_side_by_side_and_the_form_is_gone(visit: Visit) -> None:
    page = visit(f"/sv/compare?{PAGES['fewer hours']}", width=700)
    page.emulate_media(media="print")
    assert page.locator("#plans table").is_visible()
    assert page.locator("#lost .rows li").first.is_visible()
    assert not page.locator("#what-if").is_visible()
    assert not page.locator(".actions").first.is_visible()


def test_each_row_of_a_table_has_its_name_and_each_column_its_plan(visit: Visit) -> None:
    page = visit(f"/en/compare?{PAGES['fewer hours']}")
    names = page.locator("#plans tbody th").all_inner_texts()
    assert names[:2] == ["Scope", "Time a week"]
    assert set(page.eval_on_selector_all("#plans tbody th", "all => all.map(th => th.scope)")) == {"rowgroup"}
    assert page.locator("#plans thead th[scope=col]").all_inner_texts() == ["Plan A", "Plan B"]
    assert page.locator("#week tbody th[scope=row]").count() == 7
    widths = page.eval_on_selector_all("#plans tbody td", "all => all.map(td => td.offsetWidth)")
    assert max(widths) - min(widths) <= 1, "Both plans have the same room."
