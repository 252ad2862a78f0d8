"""Which addresses an agency's file may name: origins that may show the frame, and pages to lead to."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_HOST = re.compile(r"(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}")
LOCAL = ("localhost", "127.0.0.1", "[::1]")
EXAMPLE = "such as https://www.example.no"


def origin_fault(origin: str, *, local: bool) -> str:
    """Return what is wrong with an origin, or nothing."""
    try:
        parts = urlsplit(origin)
        host = parts.netloc.rpartition(":")[0] if parts.port else parts.netloc
    except ValueError:
        return f"{origin!r} is no origin, {EXAMPLE}"
    if host in LOCAL:
        return "" if local else f"{origin!r} is this machine, which is for development only (SOMEREC_LOCAL=1)"
    if parts.scheme != "https":
        return f"{origin!r} must begin with https://"
    if parts.path or parts.query or parts.fragment:
        return f"{origin!r} is an address; an origin ends after the name, {EXAMPLE}"
    if not _HOST.fullmatch(host.removeprefix("*.")):
        return f"{origin!r} holds no host name that a browser would send; write accents in Punycode (xn--…)"
    return ""


def origin_warning(origin: str) -> str:
    """Return what is unwise about a sound origin, or nothing."""
    if "*" not in origin:
        return ""
    return f"{origin!r} lets every site below that name show the frame; name each one if you can"


def page_fault(link: str) -> str:
    """Return what is wrong with the address of a page or of mail, or nothing."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return f"{link!r} is no address"
    if parts.scheme == "https" and _HOST.fullmatch((parts.hostname or "").lower()):
        return "" if link.isascii() and link.isprintable() and " " not in link else f"{link!r} needs escaping"
    return f"{link!r} must be an address that begins with https:// and a host name"
