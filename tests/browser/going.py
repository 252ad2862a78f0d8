"""Going from page to page with the mouse: what comes after a click looks at the page that it led to."""

from __future__ import annotations

from playwright.sync_api import Locator


def follow(link: Locator) -> None:
    """Click a link or button, and wait until the page that it leads to is there."""
    with link.page.expect_navigation():
        link.click()
