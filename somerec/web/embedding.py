"""Frames on agencies’ sites: which agency a request is for, and whether it may be shown where it is shown.

`/e/{key}/…` is the same application mounted a second time, as WSGI does it: the key becomes part of
SCRIPT_NAME, so that every page keeps its own path, and every address within the frame begins with the mount.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from flask import request

from somerec.agencies import Agency, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MOUNT = "/e/"
NAME = "somerec.embedding"
"""Where in the WSGI environment the embedding stands."""

FRAMES = ("iframe", "frame", "embed", "object")
"""What browsers call the places that a page can be shown in on another page."""

Refusal = Literal["", "unknown", "disabled", "elsewhere"]


@dataclass(frozen=True, slots=True)
class Embedding:
    """A request for a page in an agency’s frame, and why it gets a kind page instead, if it does."""

    agency: Agency | None
    refusal: Refusal

    @property
    def version(self) -> str:
        """What of it a kept page depends on."""
        return self.refusal or (self.agency.digest if self.agency else "")


class Mount:
    """A WSGI application around another that mounts it at every agency’s key."""

    def __init__(self, application: WSGIApplication, shelf: Shelf) -> None:
        """Stand before an application, and before what keeps its answers."""
        self._application, self._shelf = application, shelf

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Pass a request on, an agency’s with its key moved out of the path."""
        path = environ.get("PATH_INFO", "")
        if not path.startswith(MOUNT):
            return self._application(environ, start_response)
        key, _, rest = path.removeprefix(MOUNT).partition("/")
        agency = self._shelf.get(key)
        environ = {**environ, "PATH_INFO": f"/{rest}", NAME: Embedding(agency, _refusal(agency, environ))}
        if agency:
            environ["SCRIPT_NAME"] = f"{environ.get('SCRIPT_NAME', '')}{MOUNT}{agency.key}"
        return self._application(environ, start_response)


def _refusal(agency: Agency | None, environ: WSGIEnvironment) -> Refusal:
    if agency is None:
        return "unknown"
    if not agency.enabled:
        return "disabled"
    host = named_host(environ)
    return "" if not host or host == here(environ) or allowed(host, agency.origins) else "elsewhere"


def here(environ: WSGIEnvironment) -> str:
    """Return the site's own origin, as this request calls it."""
    return f"{environ.get('wsgi.url_scheme', '')}://{environ.get('HTTP_HOST', '')}".lower()


def named_host(environ: WSGIEnvironment) -> str:
    """Return the origin of the page that shows the frame, where the browser names it, else nothing.

    A browser names the origin of the page when a frame is opened (its Referer, unless the page forbids it).
    """
    if environ.get("HTTP_SEC_FETCH_DEST", "") not in FRAMES:
        return ""
    try:
        parts = urlsplit(environ.get("HTTP_REFERER", ""))
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}".lower() if parts.netloc else ""


def allowed(origin: str, origins: Iterable[str]) -> bool:
    """Say whether an origin is among those listed, as Content-Security-Policy compares them."""
    return any(_matches(origin, listed) for listed in origins)


def _matches(origin: str, listed: str) -> bool:
    scheme, _, host = listed.partition("://")
    if not host.startswith("*."):
        return origin == listed
    found_scheme, _, found = origin.partition("://")
    return found_scheme == scheme and found.endswith(host[1:])


def embedding() -> Embedding | None:
    """Return what the request at work is shown in; None on the site itself."""
    found: Embedding | None = request.environ.get(NAME)
    return found


def agency_here() -> Agency | None:
    """Return the agency in whose frame the page at work is shown."""
    found = embedding()
    return found.agency if found and not found.refusal else None


def frame_ancestors() -> str:
    """Return who may show the page at work in a frame, as Content-Security-Policy says it.

    The page that refuses may be shown anywhere: it is a sentence and a link, and a blank frame helps nobody.
    """
    found = embedding()
    if found is None:
        return "'none'"
    if found.refusal or found.agency is None:
        return "*"
    return " ".join(("'self'", *found.agency.origins))
