"""Sites on loopback: the application, and hosts of other origins that show what a test gives them.

127.0.0.1 and localhost are two sites to a browser, and every port is an origin of its own. So the frame is a
third party to its host, as it is on an agency's site.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from app import create_app

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MOST_WAIT = 20.0
"""Seconds that a text is held back at most, whatever it waits for."""

HEIGHT = 720
"""What the snippet says, for hosts where nothing tells the frame's real height."""

LUND = """key = "lund"
name = "Lund Reklam"
origins = [{origins}]

[colours]
accent = "#0b5d4e"
paper = "#ffffff"

[contact]
link = "https://www.lund.example/kontakt"
label.nb = "Ta en prat med oss"
label.sv = "Prata med oss"
label.en = "Talk to us"

[introduction]
nb = "Svar på noen spørsmål, så ser du hvor mye som passer."
"""

BERG = """key = "berg"
name = "Berg Byrå"
origins = [{origins}]
languages = ["sv", "en"]
language = "sv"

[colours]
accent = "#8a1c4a"
paper = "#fff7f2"

[answers]
prefilled.size = "solo"
locked.business_type = "care"
"""

CLOSED = LUND.replace('"lund"', '"closed"') + "\nenabled = false\n"


class Host:
    """A site of one origin. It shows pages that it is given, each at an address of its own."""

    def __init__(self, name: str = "localhost") -> None:
        self._pages: dict[str, tuple[str, Mapping[str, str], Event | None]] = {}
        self._name = name
        self.origin = ""

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        html, headers, wait = self._pages.get(Request(environ).path, ("", {}, None))
        if wait:
            wait.wait(MOST_WAIT)
        kind = "text/html" if html.startswith("<") else "text/javascript"
        response = Response(html, 200 if html else 404, {**headers}, content_type=f"{kind}; charset=utf-8")
        return response(environ, start_response)

    def page(
        self, body: str, *, head: str = "", attributes: str = 'lang="en"', policy: str = "", **headers: str
    ) -> str:
        """Show a page from now on, and return its address."""
        html = (
            f'<!doctype html><html {attributes}><head><meta charset="utf-8"><title>A host</title>'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">{head}</head>'
            f"<body><main><h1>Our site</h1>{body}</main></body></html>"
        )
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.put(html, {**sent, "Content-Security-Policy": policy} if policy else sent)

    def put(self, text: str, headers: Mapping[str, str] | None = None, wait: Event | None = None) -> str:
        """Send a text from now on, perhaps only when something has happened, and return its address."""
        path = f"/{len(self._pages)}"
        self._pages[path] = (text, headers or {}, wait)
        return self.origin + path


class Sites:
    """The application and its hosts. Lund's frame may be on two of them, Berg's on one; none on the third."""

    def __init__(self, data: Path, serve: Callable[[str, WSGIApplication], str]) -> None:
        self.first, self.second, self.stranger = hosts = (Host(), Host(), Host())
        for host in hosts:
            host.origin = serve("localhost", host)
        folder = data / "agencies"
        folder.mkdir(parents=True)
        both = f'"{self.first.origin}", "{self.second.origin}"'
        (folder / "lund.toml").write_text(LUND.format(origins=both), encoding="utf-8")
        (folder / "berg.toml").write_text(BERG.format(origins=f'"{self.first.origin}"'), encoding="utf-8")
        self.asked: list[str] = []
        """Paths and queries that the application was asked for, in order."""
        self.app = serve("127.0.0.1", self._note(create_app({"DATA": data, "LOCAL": True})))

    def _note(self, application: Any) -> WSGIApplication:
        def noted(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            self.asked.append(f"{environ['PATH_INFO']}?{environ['QUERY_STRING']}")
            answer: Iterable[bytes] = application(environ, start_response)
            return answer

        return noted

    def frame(self, key: str = "lund", place: str = "nb/", attributes: str = 'width="100%"') -> str:
        """Return the frame and the link beside it, as the configurator writes them, without the loader."""
        return (
            f'<iframe src="{self.app}/e/{key}/{place}" title="{key}: how much is right?" height="{HEIGHT}"'
            f' allow="clipboard-write" referrerpolicy="strict-origin" {attributes}></iframe>'
            f'<p class="beside"><a href="{self.app}/nb/" target="_blank" rel="noopener">By itself</a></p>'
        )

    @property
    def loader(self) -> str:
        """The loader, as the configurator writes it."""
        return f'<script async src="{self.app}/embed/v1.js"></script>'


@contextmanager
def serving(data: Path) -> Iterator[Sites]:
    """Serve everything until it is not needed any more."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    stops: list[Callable[[], None]] = []

    def serve(name: str, application: WSGIApplication) -> str:
        server = make_server(name, 0, application, threaded=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        stops.extend((server.shutdown, thread.join, server.server_close))
        return f"http://{name}:{server.server_port}"

    try:
        yield Sites(data, serve)
    finally:
        for stop in stops:
            stop()
