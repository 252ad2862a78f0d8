"""A log of requests that says nothing about answers, opens nothing, and names no machine.

A line holds the method, the path with its tokens masked, the status, the milliseconds and the network that it
came from. There is no query, no referrer and no browser in it.
"""

from __future__ import annotations

import logging
import re
import sys
import time
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Headers = list[tuple[str, str]]

LOGGER = logging.getLogger("somerec.access")

TOKEN_FOLLOWS = ("i", "k", "keep", "s", "welcome")
"""Parts of a path after which every part may be a token."""

_LIKE_A_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,}", re.ASCII)
"""What may be a token wherever it stands: addresses are also mistyped."""

_NETWORK = {IPv4Address: (1 << 32) - (1 << 8), IPv6Address: (1 << 128) - (1 << 80)}
"""Which bits of an address are left: 24 and 48."""

METHODS = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE")
LONGEST = 120
"""Characters of a path that are worth reading."""


def masked_path(path: str) -> str:
    """Return a path that may be written down: on one line, cut, and with `-` for what could be a token."""
    parts = path[:2000].split("/")
    place = next((number for number, part in enumerate(parts) if part in TOKEN_FOLLOWS), len(parts))
    shown = parts[: place + 1] + ["-" for _ in parts[place + 1 :]]
    text = _LIKE_A_TOKEN.sub("-", "/".join(shown))
    return quote(text.encode("latin-1", "replace"))[:LONGEST]


def truncated(address: str | None) -> str:
    """Return the network of an address: /24 for IPv4, /48 for IPv6, or `-` where it is none."""
    try:
        ip: IPv4Address | IPv6Address = ip_address((address or "").partition("%")[0])
    except ValueError:
        return "-"
    if isinstance(ip, IPv6Address):
        ip = ip.ipv4_mapped or ip
    return str(type(ip)(int(ip) & _NETWORK[type(ip)]))


def write_to_stderr(logger: logging.Logger = LOGGER) -> None:
    """Let lines be written, each with its time, unless whoever runs the server has said already where to."""
    if logger.level == logging.NOTSET:
        logger.setLevel(logging.INFO)
    if not logger.hasHandlers():
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        logger.addHandler(handler)


class AccessLog:
    """A WSGI application around another that writes a line for each request, at level INFO."""

    def __init__(self, application: WSGIApplication, logger: logging.Logger = LOGGER) -> None:
        """Stand before an application; behind what mends the address of a proxied request."""
        self._application = application
        self._logger = logger

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Let the application answer, and write the line where anybody reads it."""
        if not self._logger.isEnabledFor(logging.INFO):
            return self._application(environ, start_response)
        started = time.perf_counter()

        def note(status: str, headers: Headers, exc_info: Any = None) -> Callable[[bytes], object]:
            self._write(environ, status, time.perf_counter() - started)
            return start_response(status, headers, exc_info)

        return self._application(environ, note)

    def _write(self, environ: WSGIEnvironment, status: str, seconds: float) -> None:
        method = environ.get("REQUEST_METHOD", "")
        self._logger.info(
            "%s %s %s %d ms %s",
            method if method in METHODS else "-",
            masked_path(environ.get("PATH_INFO", "")),
            status[:3],
            seconds * 1000,
            truncated(environ.get("REMOTE_ADDR")),
        )
