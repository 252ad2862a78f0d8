"""Answers kept as bytes: a hot page is sent again without being parsed, decided or written anew.

This stands before Flask. A view says through `keep` that the same address will give the same bytes for as
long as the process lives, or through `tag` that they may differ but can be compared by ETag. Whatever
says neither passes through untouched.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from flask import Response, request
from werkzeug.sansio.utils import host_is_trusted
from werkzeug.wsgi import ClosingIterator

from somerec.web.mount import NAME, Mounted, mounted_here
from somerec.web.site import MOST_ADDRESS

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MOST_KEPT = 256
"""Answers kept by a worker; at up to some 150 kB each that is 40 MB."""

MOST_BYTES = 500_000
SMALL = 800
"""Below this many bytes gzip gains nothing that a network would notice."""

EFFORT = 4
"""How hard gzip tries. Trying harder takes as long again and saves a twentieth."""

_MARK = "somerec.keep"
"""Where in the WSGI environment a view says what may be done with its answer."""


_HEAD = "somerec.head"
"""Where it says that the visitor asked for headers only."""


def for_headers() -> bool:
    """Say whether nobody will see the answer to the request at work, but for its headers."""
    return request.method == "HEAD" or _HEAD in request.environ


def keep(response: Response) -> Response:
    """Mark an answer as one to send again for the same address, but never one that is for one person."""
    place = mounted_here()
    if place and place.kind.private:
        return tag(response)
    request.environ[_MARK] = "keep"
    return response


def tag(response: Response) -> Response:
    """Mark an answer as one to give an ETag and nothing more."""
    request.environ[_MARK] = "tag"
    return response


@dataclass(frozen=True)
class Kept:
    """An answer in bytes, with the headers that go with it."""

    body: bytes
    headers: tuple[tuple[str, str], ...]

    @cached_property
    def etag(self) -> str:
        """A strong ETag of the body as it is."""
        return hashlib.sha256(self.body).hexdigest()[:24]

    @cached_property
    def packed(self) -> bytes:
        """The body packed with gzip; the same bytes every time."""
        return gzip.compress(self.body, EFFORT, mtime=0)

    def send(self, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        """Answer 304 where the browser has these bytes already, else 200, packed where that is welcome."""
        pack = len(self.body) >= SMALL and accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
        etag = f'"{self.etag}-gz"' if pack else f'"{self.etag}"'
        headers = [*self.headers, ("ETag", etag)]
        if _has(environ.get("HTTP_IF_NONE_MATCH", ""), etag):
            start_response("304 Not Modified", [pair for pair in headers if pair[0] != "Content-Type"])
            return []
        body = self.packed if pack else self.body
        if pack:
            headers.append(("Content-Encoding", "gzip"))
        headers.append(("Content-Length", str(len(body))))
        start_response("200 OK", headers)
        return [body]


def accepts_gzip(header: str) -> bool:
    """Say whether an Accept-Encoding header allows gzip. What it does not name, it does not get."""
    for item in header.lower().split(","):
        coding, _, quality = item.partition(";")
        if coding.strip() == "gzip":
            return quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def _place(environ: WSGIEnvironment) -> str:
    """Return the path, and in a mount what else a page depends on, such as how an agency's file reads now."""
    path: str = environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")
    shown_in: Mounted | None = environ.get(NAME)
    return f"{path} {shown_in.version}" if shown_in else path


def _has(header: str, etag: str) -> bool:
    tags = (item.strip().removeprefix("W/") for item in header.split(","))
    return header.strip() == "*" or etag in tags


class Cache:
    """A WSGI application around another that keeps the answers marked for it."""

    def __init__(self, application: WSGIApplication, trusted: list[str] | None = None) -> None:
        """Stand before an application. Requests for hosts that it would refuse are left to it."""
        self._application = application
        self._trusted = trusted
        self._kept: OrderedDict[tuple[str, str, str], Kept] = OrderedDict()
        self._lock = Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from what is kept, or let the application answer and perhaps keep it."""
        if environ["REQUEST_METHOD"] == "HEAD":
            # The same headers as for GET, and nothing after them.
            asked = {**environ, "REQUEST_METHOD": "GET", _HEAD: True}
            ClosingIterator(self(asked, start_response)).close()
            return []
        key = (environ["wsgi.url_scheme"], _place(environ), environ.get("QUERY_STRING", ""))
        if environ["REQUEST_METHOD"] != "GET" or len(key[1]) + len(key[2]) > MOST_ADDRESS:
            return self._application(environ, start_response)
        kept = self._find(key, environ)
        return kept.send(environ, start_response) if kept else self._ask(key, environ, start_response)

    def _find(self, key: tuple[str, str, str], environ: WSGIEnvironment) -> Kept | None:
        if self._trusted and not host_is_trusted(environ.get("HTTP_HOST", ""), self._trusted):
            return None
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _ask(
        self, key: tuple[str, str, str], environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        said: list[tuple[str, list[tuple[str, str]]]] = []

        def note(status: str, headers: list[tuple[str, str]], _exc_info: object = None) -> object:
            said.append((status, headers))
            return lambda _data: None

        answer = self._application(environ, note)  # type: ignore[arg-type]
        status, headers = said[-1]
        if _MARK not in environ or not status.startswith("200 "):
            start_response(status, headers)
            return answer
        body = b"".join(answer)
        if isinstance(answer, ClosingIterator):
            answer.close()
        kept = Kept(body, tuple(_with_vary(headers)))
        if environ[_MARK] == "keep" and len(body) <= MOST_BYTES:
            self._store(key, kept)
        return kept.send(environ, start_response)

    def _store(self, key: tuple[str, str, str], kept: Kept) -> None:
        with self._lock:
            self._kept[key] = kept
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)


def _with_vary(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the headers without a length, and with Accept-Encoding named in Vary."""
    vary = ", ".join([*(value for name, value in headers if name.lower() == "vary"), "Accept-Encoding"])
    rest = [
        (name, value) for name, value in headers if name.lower() not in ("content-length", "vary", "etag")
    ]
    return [*rest, ("Vary", vary)]
