"""Whether a form was sent from a page of our own: what stands in for a token where there are no cookies."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import request

from somerec.web.site import site


def sent_from_here() -> bool:
    """Say whether the request at work was made by our own page, as far as the browser tells.

    Browsers of today say so in Sec-Fetch-Site (`none` is a visitor who did it by hand), older ones in Origin.
    What says neither is no browser that somebody else's page could use.
    """
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site is not None:
        return fetch_site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    host = _host(origin)
    return bool(host) and host in (request.host, _host(site().base_url))


def _host(origin: str) -> str:
    """Return host and port of an origin, or nothing where it has none, as with `null`."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""
