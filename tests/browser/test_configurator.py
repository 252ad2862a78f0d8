"""The page for agencies in Chromium: its form without scripts, the frames at work, and copying the lines."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Axe, Visit
from tests.browser.going import follow
from tests.browser.looks import hold
from tests.turns import in_turn


@pytest.mark.parametrize(("query", "lang"), in_turn(["", "?key=nobody&size=solo"]))
def test_it_fits_a_small_phone_and_axe_finds_nothing(visit: Visit, axe: Axe, lang: str, query: str) -> None:
    page = visit(f"/{lang}/embed{query}")
    hold(page, axe)


def test_without_scripts_the_form_leads_to_the_lines_and_to_frames_with_its_answers(visit: Visit) -> None:
    page = visit("/nb/embed", width=1280)
    page.select_option("#language", "sv")
    page.select_option("#business_type", "care")
    follow(page.locator("#choose button"))
    assert page.url.endswith("#lines")
    assert "/e/test/sv/?business_type=care" in page.locator("#lines-frame").input_value()
    assert not page.locator("[data-from]").first.is_visible()
    for place in page.locator(".host iframe").all():
        frame = place.content_frame
        expect(frame.locator("html")).to_have_attribute("lang", "sv")
        expect(frame.locator("#business_type-care")).to_be_checked()


def test_a_key_that_opens_nothing_leads_to_the_fault_and_from_there_to_its_field(visit: Visit) -> None:
    page = visit("/en/embed")
    page.fill("#key", "nobody")
    follow(page.locator("#choose button"))
    page.locator(".errors a").click()
    expect(page.locator("#key")).to_be_focused()
    expect(page.locator("#key")).to_have_value("nobody")


def test_a_wide_and_a_dark_host_have_room_and_a_narrow_one_has_not(visit: Visit) -> None:
    page = visit("/en/embed", width=1280)
    widths = {
        kind: page.locator(f".host.{kind} iframe").evaluate("frame => frame.getBoundingClientRect().width")
        for kind in ("narrow", "dark", "wide")
    }
    assert widths["narrow"] == 320
    assert widths["narrow"] < widths["dark"] < widths["wide"]
    assert page.locator(".host.dark").evaluate("host => getComputedStyle(host).colorScheme") == "dark"


def test_with_scripts_the_frames_grow_and_the_lines_can_be_copied(visit: Visit) -> None:
    page = visit("/sv/embed?business_type=care", width=1280, scripts=True)
    page.wait_for_function(
        "[...document.querySelectorAll('iframe')].every(frame => parseInt(frame.style.height) > 800)"
    )
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("[data-from=lines-frame]").click()
    expect(page.locator("#lines [role=status]").first).to_have_text("Raderna är kopierade")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#lines-frame").input_value()
