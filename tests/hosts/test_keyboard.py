"""The whole questionnaire in a frame, by keyboard alone: in, through every step, to the result, and out."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Frame, Page, Playwright

from tests.browser.test_questionnaire import ANSWERS, STEPS
from tests.hosts.conftest import Visitor, enter, fits, until, within, without_storage
from tests.hosts.sites import Sites

FOCUSED = "(({id, name, type, tagName}) => ({id, name, type, tag: tagName}))(document.activeElement)"

BEFORE_AND_AFTER = (
    '<p><a id="before" href="#after">Over the frame</a></p>',
    '<a id="after" href="#">After</a>',
)


def focused(frame: Frame) -> dict[str, Any]:
    """Return the element with the focus: id, name, type and tag."""
    found: dict[str, Any] = frame.evaluate(FOCUSED)
    return found


def tab_to(page: Page, frame: Frame, key: str, value: str) -> None:
    """Press Tab until the focus is where it should be; a page has no more than a hundred stops."""
    for _ in range(100):
        if focused(frame)[key] == value:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never leads to {value}")


def answer(page: Page, frame: Frame, name: str, value: str) -> None:
    """Choose an option or type a figure, as someone without a mouse does."""
    if not frame.locator(f'[id="{name}-{value}"]').count():
        tab_to(page, frame, "name", name)
        page.keyboard.type(value)
        return
    if frame.locator(f'[id="{name}-{value}"]').get_attribute("type") == "checkbox":
        tab_to(page, frame, "id", f"{name}-{value}")
        page.keyboard.press("Space")
        return
    tab_to(page, frame, "name", name)
    page.keyboard.press("Space")
    for _ in range(30):
        if focused(frame)["id"] == f"{name}-{value}":
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no arrow leads to {value}")


def go_on(page: Page, frame: Frame) -> None:
    """Press the button with the keyboard; the focus is then at the beginning of the next page's questions."""
    before = frame.url
    tab_to(page, frame, "name", "go")
    enter(frame.locator(":focus"))
    until(page, lambda: frame.url != before)
    frame.locator("h1").wait_for()


def faults(frame: Frame) -> list[str]:
    """Return what axe finds wrong in a document, apart from the frames in it."""
    frame.evaluate(AXE_SCRIPT)
    violations = frame.evaluate(
        "axe.run({resultTypes: ['violations'], iframes: false}).then(found => found.violations)"
    )
    return [
        f"{urlsplit(frame.url).path}: {found['id']}: {node['html']}: {node['failureSummary']}"
        for found in violations
        for node in found["nodes"]
    ]


def whole_run(page: Page, *, axe: bool) -> list[str]:
    """Do the questionnaire from the first question to the result; return what axe finds on the way."""
    found = []
    page.keyboard.press("Tab")
    assert focused(page.main_frame)["id"] == "before"
    frame = within(page)
    for number, answers in enumerate(STEPS):
        if number:
            # At the head of the step, or at a question that has just opened on it.
            until(page, lambda: focused(frame)["id"] == urlsplit(frame.url).fragment)
        for name, wanted in answers.items():
            for value in [wanted] if isinstance(wanted, str) else wanted:
                answer(page, frame, name, value)
        found += faults(frame) if axe else []
        go_on(page, frame)
    assert urlsplit(frame.url)[2:4] == ("/e/lund/nb/check", ANSWERS)
    found += faults(frame) if axe else []
    go_on(page, frame)
    assert urlsplit(frame.url).path == "/e/lund/nb/advice"
    until(page, lambda: focused(frame)["id"] == "q")
    return [*found, *(faults(frame) + faults(page.main_frame) if axe else [])]


def test_the_whole_questionnaire_by_keyboard_with_nothing_that_axe_finds_wrong(
    sites: Sites, visitor: Visitor
) -> None:
    body = BEFORE_AND_AFTER[0] + sites.frame() + BEFORE_AND_AFTER[1] + sites.loader
    page = visitor.open(sites.first.page(body))
    fits(page)
    assert whole_run(page, axe=True) == []
    fits(page)
    visitor.shoot(page)


def test_the_whole_questionnaire_by_keyboard_without_scripts_and_with_cookies_blocked(
    sites: Sites, playwright: Playwright, tmp_path: Path
) -> None:
    with without_storage(playwright, tmp_path, java_script_enabled=False) as page:
        page.goto(sites.first.page(BEFORE_AND_AFTER[0] + sites.frame() + BEFORE_AND_AFTER[1] + sites.loader))
        whole_run(page, axe=False)


def test_the_keyboard_leaves_the_frame_again(sites: Sites, visitor: Visitor) -> None:
    page = visitor.open(sites.first.page(sites.frame() + BEFORE_AND_AFTER[1] + sites.loader))
    frame = within(page)
    page.keyboard.press("Tab")
    tab_to(page, frame, "name", "go")
    tab_to(page, page.main_frame, "id", "after")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    until(page, lambda: focused(page.main_frame)["tag"] == "IFRAME")


def test_the_page_that_refuses_and_the_one_that_opens_by_itself_are_clean_too(
    sites: Sites, visitor: Visitor
) -> None:
    for key, place in (("nobody", "sv/"), ("closed", "sv/"), ("lund", "sv/rules")):
        page = visitor.open(sites.first.page(sites.frame(key, place)))
        assert faults(within(page)) == []
        visitor.shoot(page, f"refused {key}")
