"""The machine's own Chromium, started once for all tests of a worker that need it."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
# Root needs no-sandbox; the others keep Chromium from talking to anybody of its own accord.
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def program() -> str:
    """Return where Chromium is."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        pytest.fail("Chromium is missing. scripts/system-tools installs it.")
    return found


@pytest.fixture(scope="session", name="playwright")
def _playwright() -> Iterator[Playwright]:
    """Start what drives browsers; there can be only one in a process."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session", name="chromium")
def _chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=program(), args=SWITCHES)
    yield browser
    browser.close()
