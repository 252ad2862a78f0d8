"""Frames on agencies’ sites: which agency a request is for, and whether it may be shown where it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from somerec.agencies import Agency, Shelf
from somerec.web.mount import FRAME, Mounted, mounted_here

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import WSGIEnvironment

    from somerec.web.mount import Open

FRAMES = ("iframe", "frame", "embed", "object")
"""What browsers call the places that a page can be shown in on another page."""

Refusal = Literal["", "unknown", "disabled", "elsewhere"]


@dataclass(frozen=True, slots=True)
class Embedding(Mounted):
    """A request for a page in an agency’s frame, and why it gets a kind page instead, if it does."""

    agency: Agency | None
    refusal: Refusal

    @property
    def shown(self) -> bool:
        """Whether the frame shows its pages."""
        return not self.refusal

    @property
    def version(self) -> str:
        """What of it a kept page depends on."""
        return self.refusal or (self.agency.digest if self.agency else "")


def frames(shelf: Shelf) -> Open:
    """Return what finds the frame of a key among an application’s agencies."""

    def find(key: str, environ: WSGIEnvironment) -> Embedding:
        agency = shelf.get(key)
        return Embedding(FRAME, key, agency, _refusal(agency, environ))

    return find


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
    """Return the frame that the request at work is for; None where it is for none."""
    found = mounted_here()
    return found if isinstance(found, Embedding) else None


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
