"""The site as a visitor's browser has it: a real server on loopback, Chromium, and pages that are watched.

A page that ``visit`` opens runs none of the site's scripts unless asked to. Whatever is done in it later, the
test fails if anything sets a cookie, complains on the console or turns to another host.
"""

import logging
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, Protocol
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import (
    Browser,
    BrowserContext,
    CDPSession,
    ConsoleMessage,
    Cookie,
    Page,
    Request,
    Response,
    WebError,
)
from werkzeug.serving import make_server

from app import create_app
from somerec.web.desk.session import COOKIE

HEIGHT = 800

COLOUR_RULES = ["color-contrast", "link-in-text-block"]
"""What axe-core finds in another scheme of colours and not in the first."""


class Visit(Protocol):
    """Opens a page of the site, ``path`` as it stands in an address: ``/nb/questions/1?size=solo``.

    In a page without scripts, ``page.evaluate`` can still read a value, but would wait for a promise forever.
    ``desk`` is for a consultant: what is opened in that page may keep the desk's cookie, and no other.
    """

    def __call__(  # noqa: PLR0913  As `Visits.open`.
        self,
        path: str,
        *,
        width: int = 320,
        scripts: bool = False,
        colour: Literal["light", "dark"] = "light",
        status: int = 200,
        desk: bool = False,
    ) -> Page: ...


class Axe(Protocol):
    """Lists what axe-core finds wrong with a page as it now stands, one line for each element.

    `colours` leaves it at the rules that look at colours: for a page that was held to all of them before,
    and has only become dark.
    """

    def __call__(self, page: Page, *, colours: bool = False) -> list[str]: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, so that ``-m "not browser"`` leaves it out."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", name="server")
def _server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the application with an empty data folder; the value is its origin."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SOMEREC_DATA", str(tmp_path_factory.mktemp("data")))
        server = make_server("127.0.0.1", 0, create_app(), threaded=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(name="visits")
def _visits(chromium: Browser, server: str) -> Iterator["Visits"]:
    """Hold the pages that a test opens, and fail the test over what went wrong in them."""
    visits = Visits(chromium, server)
    yield visits
    faults = visits.close()
    assert not faults, "\n".join(faults)


@pytest.fixture(name="visit")
def _visit(visits: "Visits") -> Visit:
    """Open a page in a fresh context: nothing stored, no cookie, and everything watched."""
    return visits.open


@pytest.fixture(name="axe")
def _axe(visits: "Visits") -> Axe:
    """Run axe-core, best practices included, on a page that ``visit`` opened."""
    return visits.axe


class Visits:
    """The pages that one test opened, and what they did that they should not."""

    def __init__(self, browser: Browser, origin: str) -> None:
        self._browser = browser
        self._origin = origin
        self._contexts: list[BrowserContext] = []
        self._unscripted: dict[Page, CDPSession] = {}
        self._desks: list[BrowserContext] = []
        self._responses: list[Response] = []
        self._complaints: list[tuple[str, str]] = []
        self._expected: set[str] = set()
        self._faults: list[str] = []

    def open(  # noqa: PLR0913  What is left unsaid is right for most pages.
        self,
        path: str,
        *,
        width: int = 320,
        scripts: bool = False,
        colour: Literal["light", "dark"] = "light",
        status: int = 200,
        desk: bool = False,
    ) -> Page:
        """Open the path and see that it answers with the status."""
        context = self._browser.new_context(
            viewport={"width": width, "height": HEIGHT}, color_scheme=colour, reduced_motion="reduce"
        )
        (self._desks if desk else self._contexts).append(context)
        self._watch(context, cookies=desk)
        page = context.new_page()
        if not scripts:
            # Playwright's own switch would stop axe-core too; this one can be lifted for it.
            self._unscripted[page] = context.new_cdp_session(page)
            self._allow_scripts(page, allowed=False)
        if status >= 400:
            self._expected.add(self._origin + path)
        response = page.goto(self._origin + path)
        assert response is not None
        assert response.status == status, f"{path} answers {response.status}, not {status}"
        return page

    def expect(self, path: str) -> None:
        """Let the console complain of an answer from a path: something is refused there, as it should be."""
        self._expected.add(self._origin + path)

    def axe(self, page: Page, *, colours: bool = False) -> list[str]:
        """Run axe-core with the site's own scripts as they were when the page was loaded."""
        self._allow_scripts(page, allowed=True)
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE_SCRIPT)
        options = {"resultTypes": ["violations"], **({"runOnly": COLOUR_RULES} if colours else {})}
        violations = page.evaluate("options => axe.run(options).then(found => found.violations)", options)
        self._allow_scripts(page, allowed=False)
        return [
            f"{urlsplit(page.url).path}: {violation['id']} ({violation['impact']}): {node['html']}:"
            f" {node['failureSummary']}"
            for violation in violations
            for node in violation["nodes"]
        ]

    def close(self) -> list[str]:
        """Close all pages and list the faults."""
        for response in self._responses:
            if cookie := response.header_value("set-cookie"):
                self._faults.append(f"{response.url} sets a cookie: {cookie}")
        for context in self._contexts:
            self._faults += [f"a cookie is kept: {cookie['name']}" for cookie in context.cookies()]
            context.close()
        for context in self._desks:
            kept = context.cookies()
            self._faults += [f"the desk keeps {one['name']}" for one in kept if not _is_the_desks(one)]
            context.close()
        self._faults += [
            f"{url} complains: {text}" for url, text in self._complaints if url not in self._expected
        ]
        return self._faults

    def _watch(self, context: BrowserContext, *, cookies: bool) -> None:
        context.on("request", self._note_request)
        if not cookies:
            context.on("response", self._note_response)
        context.on("console", self._note_message)
        context.on("weberror", self._note_error)

    def _note_request(self, request: Request) -> None:
        inline = urlsplit(request.url).scheme in {"about", "blob", "data"}
        if not inline and not request.url.startswith(self._origin + "/"):
            self._faults.append(f"{request.url} is on another host")

    def _note_response(self, response: Response) -> None:
        self._responses.append(response)

    def _note_message(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._complaints.append((message.location["url"], message.text))

    def _note_error(self, error: WebError) -> None:
        self._faults.append(f"a script fails: {error.error}")

    def _allow_scripts(self, page: Page, *, allowed: bool) -> None:
        """Let scripts run in a page that was opened without, or stop them again."""
        if session := self._unscripted.get(page):
            session.send("Emulation.setScriptExecutionDisabled", {"value": not allowed})


def _is_the_desks(cookie: Cookie) -> bool:
    """Say whether a cookie is the desk's, which no script and no other host can read."""
    return cookie["name"] == COOKIE and cookie["httpOnly"] and cookie["secure"]
