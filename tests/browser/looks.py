"""What every page is held to: nothing sticks out, and axe finds nothing, by day and by night."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.conftest import Axe


def unfold(page: Page) -> None:
    """Open all that is folded."""
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")


def fits(page: Page) -> bool:
    """Say whether nothing sticks out to the right."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def hold(page: Page, axe: Axe) -> None:
    """Fail where an unfolded page sticks out or has what axe finds wrong, in light or in dark."""
    unfold(page)
    assert fits(page)
    page.emulate_media(color_scheme="light")
    assert axe(page) == [], "light"
    page.emulate_media(color_scheme="dark")
    assert axe(page, colours=True) == [], "dark"
