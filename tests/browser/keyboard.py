"""A visitor without a mouse: everything is reached with Tab and answered with keys."""

from __future__ import annotations

from playwright.sync_api import Page

MOST_STOPS = 120
"""Presses of Tab that lead through the longest page."""


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until what has the focus is what a selector says."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{wanted} is not reached on {page.url}")


def choose(page: Page, name: str, value: str) -> None:
    """Choose one of several answers with Tab, Space and the arrow keys."""
    tab_to(page, f'input[name="{name}"]')
    page.keyboard.press("Space")
    for _ in range(page.locator(f'input[name="{name}"]').count()):
        if page.evaluate("document.activeElement.value") == value:
            break
        page.keyboard.press("ArrowDown")
    assert page.locator(f'[id="{name}-{value}"]').is_checked()


def press(page: Page, wanted: str) -> None:
    """Reach a link or button with Tab, and press Enter on it."""
    tab_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page: Page, wanted: str, text: str) -> None:
    """Reach a field with Tab, empty it and type into it."""
    tab_to(page, wanted)
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(text)


def pick(page: Page, wanted: str, value: str) -> None:
    """Reach a list with Tab and go down to one of its choices."""
    tab_to(page, wanted)
    choices = page.locator(f"{wanted} option").count()
    for _ in range(choices):
        if page.locator(wanted).input_value() == value:
            return
        page.keyboard.press("ArrowDown")
    assert page.locator(wanted).input_value() == value
