"""The pages about rules and tactics in Chromium: on a small phone and a wide screen, at night, on paper."""

from __future__ import annotations

import pytest

from tests.browser.conftest import HEIGHT, Axe, Visit
from tests.browser.going import follow
from tests.browser.looks import hold
from tests.turns import LANGUAGES, in_turn

PLACES = ("rules", "rules/R10", "rules/R42", "tactics/instagram")
"""The overview, a rule with a list in a list, one with exceptions, and a tactic with many rules."""


@pytest.mark.parametrize(("place", "lang"), in_turn(PLACES))
def test_it_fits_a_small_phone_and_axe_finds_nothing(visit: Visit, axe: Axe, lang: str, place: str) -> None:
    page = visit(f"/{lang}/{place}")
    hold(page, axe)


@pytest.mark.parametrize(("width", "name"), [(320, "narrow"), (1280, "wide")])
def test_one_drawing_is_shown_and_its_letters_can_be_read(visit: Visit, width: int, name: str) -> None:
    page = visit("/sv/rules", width=width)
    shown = [drawing for drawing in page.locator("svg.flow").all() if drawing.is_visible()]
    assert len(shown) == 1
    assert name in (shown[0].get_attribute("class") or "")
    sizes = page.evaluate(
        "[...document.querySelectorAll('svg.flow text')].map(text => text.getBoundingClientRect())"
        ".filter(box => box.width).map(box => box.height)"
    )
    assert min(sizes) >= 11


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_name_in_the_drawing_has_room_in_its_field(visit: Visit, lang: str) -> None:
    page = visit(f"/{lang}/rules")
    cramped = """[...document.querySelectorAll('svg.flow rect.label')].filter(field => {
        const [room, name] = [field, field.nextElementSibling].map(part => part.getBoundingClientRect());
        return name.left < room.left || name.right > room.right;
    }).map(field => field.nextElementSibling.textContent)"""
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert page.evaluate(cramped) == []


def test_on_paper_the_drawing_and_its_list_are_there(visit: Visit) -> None:
    page = visit("/nb/rules", width=700)
    page.emulate_media(media="print")
    assert page.locator("svg.flow.wide").is_visible()
    assert not page.locator("svg.flow.narrow").is_visible()
    assert page.locator("#drawing details li").last.is_visible()


def test_an_example_leads_to_its_plan(visit: Visit) -> None:
    page = visit("/en/rules/R36")
    follow(page.locator(".rows a").first)
    assert "/en/advice?" in page.url
    assert page.locator("h1").is_visible()
