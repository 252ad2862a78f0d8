"""Whatever a host's page does to the frame, its visitor can do something sensible.

Pictures of every run are in build/hosts.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Page, Playwright, expect

from somerec.web.start import EXAMPLES
from tests.hosts.conftest import Visitor, enter, fits, height, needs, until, within, without_storage
from tests.hosts.sites import HEIGHT, Sites

STRICT = (
    "default-src 'none'; script-src {app}; frame-src {app}; style-src 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)


def take_a_step(page: Page, number: int = 0) -> Frame:
    """Answer the first question in a frame, and see that the second step is there with the answer kept.

    With keys: a click may miss a frame of another site that has moved while the machine is busy.
    """
    frame = within(page, number)
    frame.locator("#business_type-care").press("Space")
    enter(frame.locator("button[name=go]"))
    until(page, lambda: "/questions/2?" in frame.url and "business_type=care" in frame.url)
    frame.locator("h1").wait_for()
    return frame


def stays_as_it_was(page: Page) -> None:
    """See that a frame whose height nobody tells has the height of the snippet, and can be scrolled."""
    assert height(page.locator("iframe")) == pytest.approx(HEIGHT, abs=5)
    assert within(page).evaluate("document.scrollingElement.scrollHeight") > HEIGHT


def the_link_beside_works(page: Page) -> None:
    """Follow the link beside the frame, and see the questionnaire in a tab of its own."""
    with page.expect_popup() as opened:
        page.locator(".beside a").press("Enter")
    expect(opened.value.locator("h1")).to_be_visible()


def test_strict_policy(sites: Sites, visitor: Visitor) -> None:
    policy = STRICT.format(app=sites.app)
    page = visitor.open(sites.first.page(sites.frame() + sites.loader, policy=policy))
    fits(page)
    take_a_step(page)
    fits(page)
    assert not [said for said in visitor.said if "favicon" not in said and "404" not in said]
    visitor.shoot(page)


def test_script_blocked(sites: Sites, visitor: Visitor) -> None:
    policy = f"default-src 'none'; frame-src {sites.app}"
    page = visitor.open(sites.first.page(sites.frame() + sites.loader, policy=policy))
    stays_as_it_was(page)
    take_a_step(page)
    visitor.shoot(page)


def test_frame_blocked(sites: Sites, visitor: Visitor) -> None:
    page = visitor.open(
        sites.first.page(sites.frame() + sites.loader, policy=f"default-src 'none'; script-src {sites.app}")
    )
    visitor.shoot(page)
    the_link_beside_works(page)


@pytest.mark.parametrize("allowed", ["allow-forms", "allow-forms allow-scripts"])
def test_sandbox_without_same_origin(sites: Sites, visitor: Visitor, allowed: str) -> None:
    sandboxed = sites.frame(attributes=f'width="100%" sandbox="{allowed}"')
    page = visitor.open(sites.first.page(sandboxed + sites.loader))
    stays_as_it_was(page)
    frame = take_a_step(page)
    colour = "getComputedStyle(document.querySelector('button[name=go]')).backgroundColor"
    until(page, lambda: frame.evaluate(colour) == "rgb(11, 93, 78)")
    visitor.shoot(page, f"sandbox {allowed}")


def test_sandbox_with_same_origin_and_scripts(sites: Sites, visitor: Visitor) -> None:
    sandboxed = sites.frame(attributes='width="100%" sandbox="allow-forms allow-scripts allow-same-origin"')
    page = visitor.open(sites.first.page(sandboxed + sites.loader))
    fits(page)
    take_a_step(page)
    fits(page)
    visitor.shoot(page)


def test_sandbox_without_forms(sites: Sites, visitor: Visitor) -> None:
    """As WordPress makes of a frame that it does not know: the questions can be read, and the link serves."""
    sandboxed = sites.frame(attributes='width="100%" sandbox="allow-scripts"')
    page = visitor.open(sites.first.page(sandboxed + sites.loader))
    assert within(page).locator("h1").is_visible()
    visitor.shoot(page)
    the_link_beside_works(page)


def test_cookies_and_storage_blocked(
    sites: Sites, playwright: Playwright, tmp_path: Path, visitor: Visitor
) -> None:
    with without_storage(playwright, tmp_path) as page:
        page.goto(sites.first.page(sites.frame() + sites.loader))
        blocked = "try { localStorage.length; false } catch (error) { error.name }"
        assert within(page).evaluate(f"eval({json.dumps(blocked)})") == "SecurityError"
        fits(page)
        take_a_step(page)
        fits(page)
        visitor.shoot(page)


def test_two_keys_and_four_frames(sites: Sites, visitor: Visitor) -> None:
    lund, berg = sites.frame("lund"), sites.frame("berg", "sv/")
    page = visitor.open(sites.first.page(lund + berg + lund + berg + sites.loader), width=1100)
    for number in range(4):
        fits(page, number)
    before = [height(frame) for frame in page.locator("iframe").all()]
    take_a_step(page, 2)
    fits(page, 2)
    addresses = [within(page, number).url for number in range(4)]
    assert ["/questions/1" in address for address in addresses] == [True, True, False, True]
    after = [height(frame) for frame in page.locator("iframe").all()]
    assert [one == two for one, two in zip(before, after, strict=True)] == [True, True, False, True]
    visitor.shoot(page)


def test_column_of_280_pixels(sites: Sites, visitor: Visitor) -> None:
    column = f'<div style="width:280px">{sites.frame()}</div>{sites.loader}'
    page = visitor.open(sites.first.page(column, head="<style>iframe{border:0}</style>"))
    frame = take_a_step(page)
    fits(page)
    assert frame.evaluate("document.documentElement.scrollWidth") <= 280
    visitor.shoot(page)


def test_the_longest_result_in_the_narrowest_column(sites: Sites, visitor: Visitor) -> None:
    """A large business in 280 pixels, everything open: sixty screens, and the frame holds them all."""
    place = f"nb/advice?{EXAMPLES['retail_group']}"
    column = f'<div style="width:280px">{sites.frame(place=place)}</div>{sites.loader}'
    page = visitor.open(sites.first.page(column))
    fits(page)
    within(page).evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
    until(page, lambda: height(page.locator("iframe")) > 50_000)
    fits(page)
    assert within(page).evaluate("document.documentElement.scrollWidth") <= 280


def test_right_to_left_host(sites: Sites, visitor: Visitor) -> None:
    page = visitor.open(sites.first.page(sites.frame() + sites.loader, attributes='lang="ar" dir="rtl"'))
    frame = take_a_step(page)
    fits(page)
    assert frame.evaluate("getComputedStyle(document.body).direction") == "ltr"
    assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")
    visitor.shoot(page)


def test_dark_host(sites: Sites, visitor: Visitor) -> None:
    dark = "<style>:root{color-scheme:dark}body{background:#111;color:#eee}</style>"
    page = visitor.open(sites.first.page(sites.frame() + sites.loader, head=dark), color_scheme="dark")
    frame = take_a_step(page)
    fits(page)
    paper = frame.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
    assert sum(paper) < 3 * 80
    visitor.shoot(page)


def test_reduced_motion(sites: Sites, visitor: Visitor) -> None:
    page = visitor.open(sites.first.page(sites.frame() + sites.loader), reduced_motion="reduce")
    frame = take_a_step(page)
    assert frame.evaluate("document.getAnimations().length") == 0
    assert frame.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    fits(page)
    visitor.shoot(page)


def test_forced_colours(sites: Sites, visitor: Visitor) -> None:
    page = visitor.open(sites.first.page(sites.frame() + sites.loader), forced_colors="active")
    frame = take_a_step(page)
    fits(page)
    button = frame.locator("button[name=go]")
    assert button.evaluate("button => getComputedStyle(button).borderTopStyle") != "none"
    assert button.evaluate("button => getComputedStyle(button).borderTopWidth") != "0px"
    visitor.shoot(page)


def test_nested_frames(sites: Sites, visitor: Visitor) -> None:
    inner = sites.second.page(sites.frame() + sites.loader)
    page = visitor.open(sites.first.page(f'<iframe src="{inner}" width="100%" height="900"></iframe>'))
    middle = within(page)
    handle = middle.locator("iframe").element_handle()
    frame = handle.content_frame()
    assert frame is not None
    frame.locator("#business_type-care").press("Space")
    enter(frame.locator("button[name=go]"))
    until(page, lambda: "/questions/2?" in frame.url)
    until(page, lambda: 0 <= height(middle.locator("iframe")) - needs(frame) < 5)
    visitor.shoot(page)


def test_nested_in_a_site_that_is_not_listed(sites: Sites, visitor: Visitor) -> None:
    """Every site around the frame has to be listed; where one is not, the link beside the frame serves."""
    inner = sites.first.page(sites.frame() + sites.loader)
    page = visitor.open(sites.stranger.page(f'<iframe src="{inner}" width="100%" height="900"></iframe>'))
    middle = within(page)
    assert "refused" in " ".join(visitor.said) or "frame-ancestors" in " ".join(visitor.said)
    with page.expect_popup() as opened:
        middle.locator(".beside a").press("Enter")
    expect(opened.value.locator("h1")).to_be_visible()
    visitor.shoot(page)


def test_host_that_sets_the_height_of_every_frame(sites: Sites, visitor: Visitor) -> None:
    forced = "<style>iframe{height:100% !important;border:9px solid;box-sizing:border-box}</style>"
    page = visitor.open(sites.first.page(sites.frame() + sites.loader, head=forced))
    take_a_step(page)
    until(page, lambda: within(page).evaluate("document.scrollingElement.scrollHeight <= innerHeight"))
    visitor.shoot(page)


def test_print(sites: Sites, visitor: Visitor) -> None:
    """On paper a host's page shows the whole step; what is meant for paper opens on the site itself."""
    page = visitor.open(sites.first.page(sites.frame() + sites.loader))
    frame = take_a_step(page)
    fits(page)
    whole = frame.locator(".foot a[target=_blank]").first.evaluate("link => link.href")
    assert whole == frame.url.replace("/e/lund", "").partition("#")[0]
    page.emulate_media(media="print")
    until(page, lambda: height(page.locator("iframe")) >= needs(frame))
    visitor.shoot(page)
