"""The frame on a kind host: as tall as what it holds, on the question, whenever and however it is opened."""

from __future__ import annotations

import base64
import hashlib
from threading import Event
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Frame, Page

from tests.browser.test_questionnaire import ANSWERS
from tests.hosts.conftest import Visitor, enter, fits, height, needs, until, within
from tests.hosts.sites import HEIGHT, Sites
from tests.hosts.test_any_host import take_a_step, the_link_beside_works

TALL = '<div style="height:1500px">Much of our own</div>'


def on_screen(page: Page, frame: Frame, selector: str) -> bool:
    """Say whether an element in the frame begins within the host's window."""
    top = page.locator("iframe").evaluate("frame => frame.getBoundingClientRect().top")
    top += frame.locator(selector).first.evaluate("found => found.getBoundingClientRect().top")
    return 0 <= float(top) < 600


def test_the_frame_grows_and_shrinks_with_every_page(sites: Sites, visitor: Visitor) -> None:
    place = f"nb/check?{ANSWERS}"
    page = visitor.open(sites.first.page(sites.frame(place=place) + sites.loader))
    seen: list[float] = []
    for link in (None, "hours", None, "market"):
        frame = within(page)
        if link:
            enter(frame.locator(f'main a[href*="#{link}"]').first)
            until(page, lambda: "/questions/" in within(page).url)
        elif seen:
            enter(frame.locator("button[name=go]").first)
            until(page, lambda: "/check" in within(page).url)
        fits(page)
        seen.append(height(page.locator("iframe")))
    assert seen[0] > seen[1] < seen[2], "taller, shorter, taller again"
    assert seen[0] == seen[2]


def test_the_frame_follows_what_opens_and_closes_within_a_page(sites: Sites, visitor: Visitor) -> None:
    page = visitor.open(sites.first.page(sites.frame() + sites.loader))
    fits(page)
    before, why = height(page.locator("iframe")), within(page).locator("details.ask-why summary").first
    why.press("Enter")
    until(page, lambda: height(page.locator("iframe")) > before)
    why.press("Enter")
    until(page, lambda: height(page.locator("iframe")) == before)


@pytest.mark.parametrize("order", ["before the frame", "after the page"])
def test_the_script_may_come_before_the_frame_or_long_after_it(
    sites: Sites, visitor: Visitor, order: str
) -> None:
    body = sites.loader + sites.frame() if order == "before the frame" else sites.frame()
    page = visitor.open(sites.first.page(body))
    if order == "after the page":
        take_a_step(page)
        assert height(page.locator("iframe")) == pytest.approx(HEIGHT, abs=5)
        page.add_script_tag(url=f"{sites.app}/embed/v1.js")
    fits(page)


def test_a_frame_that_is_put_on_the_page_later_is_found(sites: Sites, visitor: Visitor) -> None:
    page = visitor.open(sites.first.page('<div id="here"></div>' + sites.loader))
    page.evaluate("html => { here.innerHTML = html }", sites.frame())
    fits(page)


def test_a_slow_network_delays_the_frame_and_nothing_else(sites: Sites, visitor: Visitor) -> None:
    """A picture that takes its time keeps neither height nor the first question waiting."""
    arrives = Event()
    picture = sites.first.put("slow", wait=arrives)
    page = visitor.open(
        sites.first.page(f'{sites.frame()}<img src="{picture}" alt="">{sites.loader}'), wait="commit"
    )
    fits(page)
    assert page.evaluate("document.readyState") != "complete"
    arrives.set()
    until(page, lambda: page.evaluate("document.readyState") == "complete")


def test_a_frame_in_a_closed_tab_is_right_when_the_tab_is_opened(sites: Sites, visitor: Visitor) -> None:
    hidden = f'<div id="tab" hidden>{sites.frame()}</div>{sites.loader}'
    page = visitor.open(sites.first.page(hidden))
    page.wait_for_timeout(200)
    page.evaluate("tab.hidden = false")
    fits(page)
    page.evaluate("tab.hidden = true")
    page.set_viewport_size({"width": 400, "height": 800})
    page.evaluate("tab.hidden = false")
    fits(page)


def test_a_lazy_frame_in_a_closed_accordion_is_right_when_it_is_opened(
    sites: Sites, visitor: Visitor
) -> None:
    lazy = sites.frame(attributes='width="100%" loading="lazy"')
    page = visitor.open(sites.first.page(f"<details><summary>Open</summary>{lazy}</details>{sites.loader}"))
    page.locator("summary").click()
    until(page, lambda: "/e/lund/" in within(page).url)
    fits(page)


def test_the_frame_follows_rotation_and_zoom(sites: Sites, visitor: Visitor) -> None:
    """Zooming in leaves a page fewer CSS pixels, which is what a narrow window does."""
    page = visitor.open(sites.first.page(sites.frame() + sites.loader), width=400)
    fits(page)
    upright = height(page.locator("iframe"))
    page.set_viewport_size({"width": 800, "height": 400})
    until(page, lambda: height(page.locator("iframe")) != upright)
    fits(page)
    page.set_viewport_size({"width": 400, "height": 800})
    until(page, lambda: height(page.locator("iframe")) == upright)


def test_each_step_begins_on_the_screen_with_the_focus_on_it(sites: Sites, visitor: Visitor) -> None:
    page = visitor.open(sites.first.page(TALL + sites.frame() + TALL + sites.loader))
    fits(page)
    for number in (2, 3):
        frame = within(page)
        enter(frame.locator("button[name=go]")) if number > 2 else take_a_step(page)
        until(page, lambda: f"/questions/{number}?" in frame.url)  # noqa: B023  Called at once.
        fits(page)
        until(page, lambda: on_screen(page, frame, "h1"))  # noqa: B023
        until(page, lambda: frame.evaluate("document.activeElement.id") == "q")  # noqa: B023


def test_without_the_script_each_step_begins_on_the_screen_too(sites: Sites, visitor: Visitor) -> None:
    page = visitor.open(sites.first.page(TALL + sites.frame() + TALL))
    frame = take_a_step(page)
    until(page, lambda: on_screen(page, frame, "h1"))
    until(page, lambda: frame.evaluate("document.activeElement.id") == "q")


def test_a_link_to_one_question_lands_on_that_question(sites: Sites, visitor: Visitor) -> None:
    """The result and the check page lead to a question far down its step."""
    place = f"nb/check?{ANSWERS}"
    page = visitor.open(sites.first.page(TALL + sites.frame(place=place) + TALL + sites.loader))
    fits(page)
    frame = within(page)
    enter(frame.locator('main a[href*="#money"]').first)
    until(page, lambda: frame.url.endswith("#money"))
    fits(page)
    until(page, lambda: on_screen(page, frame, "#money"))
    until(page, lambda: frame.evaluate("document.activeElement.id") == "money")


def test_a_language_is_changed_within_the_frame_and_begins_at_its_top(sites: Sites, visitor: Visitor) -> None:
    page = visitor.open(sites.first.page(TALL + sites.frame() + TALL + sites.loader))
    frame = take_a_step(page)
    fits(page)
    enter(frame.get_by_role("link", name="Svenska"))
    until(page, lambda: "/sv/questions/2" in frame.url)
    fits(page)
    until(page, lambda: on_screen(page, frame, "h1"))


def test_the_loader_may_be_there_twice(sites: Sites, visitor: Visitor) -> None:
    page = visitor.open(sites.first.page(sites.frame() + sites.loader + sites.loader))
    page.add_script_tag(url=f"{sites.app}/embed/v1.js")
    fits(page)
    take_a_step(page)
    fits(page)
    events = page.evaluate("heard.filter(one => one.event).map(one => one.event.type)")
    assert events.count("ready") == 2, "one for each page, not one for each loader"


def test_the_loader_leaves_no_global_behind(sites: Sites, visitor: Visitor) -> None:
    keep = "<script>window.before = Object.getOwnPropertyNames(window)</script>"
    page = visitor.open(sites.first.page(keep + sites.frame() + sites.loader))
    fits(page)
    left = page.evaluate("Object.getOwnPropertyNames(window).filter(name => !before.includes(name))")
    assert [name for name in left if name not in ("before", "0", "1")] == []


@pytest.mark.parametrize("sound", [True, False])
def test_a_host_can_pin_the_loader_by_its_digest(sites: Sites, visitor: Visitor, sound: bool) -> None:  # noqa: FBT001
    with urlopen(f"{sites.app}/embed/v1.js") as answer:  # noqa: S310  Our own server.
        content = answer.read()
    digest = base64.b64encode(hashlib.sha384(content if sound else b"other").digest()).decode()
    version = hashlib.sha256(content).hexdigest()[:16]
    pinned = (
        f'<script async src="{sites.app}/embed/v1.{version}.js" integrity="sha384-{digest}"'
        ' crossorigin="anonymous"></script>'
    )
    page = visitor.open(sites.first.page(sites.frame() + pinned))
    if sound:
        fits(page)
    else:
        until(page, lambda: any("integrity" in said for said in visitor.said))
        assert height(page.locator("iframe")) == pytest.approx(HEIGHT, abs=5)


def test_a_host_that_is_not_listed_shows_nothing_of_the_agency(sites: Sites, visitor: Visitor) -> None:
    """The browser names the host, so that a kind page with a link can stand where the questions would."""
    page = visitor.open(sites.stranger.page(sites.frame() + sites.loader))
    frame = within(page)
    assert frame.locator("form").count() == 0
    assert "Lund" not in frame.locator("body").inner_text()
    with page.expect_popup() as opened:
        enter(frame.locator("main .button"))
    opened.value.wait_for_url(lambda url: urlsplit(url).path == "/nb/")


def test_a_host_that_hides_its_name_gets_no_frame_and_keeps_the_link(sites: Sites, visitor: Visitor) -> None:
    hidden = sites.frame().replace("strict-origin", "no-referrer")
    page = visitor.open(sites.stranger.page(hidden + sites.loader))
    assert any("frame-ancestors" in said for said in visitor.said)
    the_link_beside_works(page)


@pytest.mark.proof
def test_no_page_in_a_frame_depends_on_the_window_s_height(sites: Sites, visitor: Visitor) -> None:
    """A page that asked for a share of the height would grow for ever; what stands fixed would be lost."""
    for place in ("nb/", f"nb/check?{ANSWERS}", f"nb/advice?{ANSWERS}", f"nb/compare?{ANSWERS}"):
        page = visitor.open(sites.first.page(sites.frame(place=place) + sites.loader))
        fits(page)
        frame = within(page)
        tall = needs(frame)
        page.locator("iframe").evaluate("frame => frame.style.setProperty('height', '9000px', 'important')")
        until(page, lambda: frame.evaluate("innerHeight") == 9000)  # noqa: B023  Called at once.
        assert needs(frame) == tall, place
        fixed = (
            "[...document.querySelectorAll('*')].filter(e => getComputedStyle(e).position == 'fixed').length"
        )
        assert frame.evaluate(fixed) == 0
        assert frame.locator("dialog").count() == 0
