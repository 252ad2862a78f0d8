"""Hosts, and a browser that visits them and hears every message that is sent on the way."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Locator, Page, Playwright
from playwright.sync_api import TimeoutError as WaitedTooLongError

from tests.chromium import SWITCHES, program
from tests.hosts.sites import Sites, serving

SHOTS = Path(__file__).parents[2] / "build" / "hosts"
"""Where the pictures of a run are; what git does not keep."""

MOST_WAIT = 5_000
"""Milliseconds until a key that was pressed counts as taken."""

LISTEN = """
if (!self.heard) {
  self.heard = [];
  addEventListener("message", (e) => heard.push({ origin: e.origin, data: e.data }));
  document.addEventListener("somerec", (e) => heard.push({ frame: e.target.title, event: e.detail }));
}
"""
"""Runs in every document before its own scripts: what it is sent, and what it is told."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, so that ``-m "not browser"`` leaves it out."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", name="sites")
def _sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    with serving(tmp_path_factory.mktemp("hosts")) as sites:
        yield sites


class Visitor:
    """Somebody who opens hosts' pages."""

    def __init__(self, browser: Browser, name: str) -> None:
        self._browser, self._name = browser, name
        self._contexts: list[BrowserContext] = []
        self.said: list[str] = []
        """Errors on the console, the host's and the frame's."""

    def open(
        self, address: str, *, width: int = 900, wait: Literal["commit", "load"] = "load", **options: Any
    ) -> Page:
        """Open a page in a browser that has stored nothing, and wait until all of it is there, or a bit."""
        context = self._browser.new_context(
            **{"viewport": {"width": width, "height": 800}, "reduced_motion": "reduce", **options}
        )
        self._contexts.append(context)
        context.add_init_script(LISTEN)
        context.on("console", lambda said: self.said.append(said.text) if said.type == "error" else None)
        page = context.new_page()
        page.goto(address, wait_until=wait)
        return page

    def shoot(self, page: Page, name: str = "") -> None:
        """Keep a picture of what the visitor sees."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        # What a frame of another site holds is painted as far as the window reaches.
        width, tall = page.evaluate("[innerWidth, document.documentElement.scrollHeight]")
        page.set_viewport_size({"width": width, "height": tall})
        page.screenshot(path=SHOTS / f"{name or self._name}.png")

    def close(self) -> None:
        """Leave everything."""
        for context in self._contexts:
            assert not context.cookies(), "a cookie is kept"
            context.close()


@pytest.fixture(name="visitor")
def _visitor(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    visitor = Visitor(chromium, request.node.name.removeprefix("test_"))
    yield visitor
    visitor.close()


@contextmanager
def without_storage(playwright: Playwright, folder: Path, **options: Any) -> Iterator[Page]:
    """Open a browser whose user blocks cookies, and with them everything that a page could store."""
    settings = folder / "Default" / "Preferences"
    settings.parent.mkdir()
    settings.write_text(json.dumps({"profile": {"default_content_setting_values": {"cookies": 2}}}))
    context = playwright.chromium.launch_persistent_context(
        folder,
        executable_path=program(),
        args=SWITCHES,
        viewport={"width": 900, "height": 800},
        reduced_motion="reduce",
        **options,
    )
    yield context.pages[0]
    context.close()


def within(page: Page, number: int = 0) -> Frame:
    """Return what a page's frame holds."""
    handle = page.locator("iframe").nth(number).element_handle()
    found = handle.content_frame()
    assert found is not None
    return found


def height(frame: Locator) -> float:
    """Return how tall a frame is on its host's page."""
    box = frame.bounding_box()
    assert box is not None
    return box["height"]


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait until something holds in the browser; fail after five seconds."""
    for _ in range(100):
        if holds():
            return
        page.wait_for_timeout(50)
    pytest.fail("it never came to hold")


def enter(button: Locator) -> None:
    """Press Enter on a link or button; whoever calls this waits for what comes of it.

    Now and then Chromium never says that it took a key which led a frame to another page; the page says so.
    """
    with suppress(WaitedTooLongError):
        button.press("Enter", timeout=MOST_WAIT)


def needs(frame: Frame) -> float:
    """Return how tall a frame's content is."""
    found: float = frame.evaluate("document.documentElement.getBoundingClientRect().height")
    return found


def fits(page: Page, number: int = 0) -> None:
    """Wait until a frame is as tall as its content and its own border of two pixels, no less and no more."""
    element = page.locator("iframe").nth(number)
    frame = within(page, number)
    until(page, lambda: 0 <= height(element) - needs(frame) < 5)
