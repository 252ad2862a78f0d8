"""The headers of every answer, in one place."""

from __future__ import annotations

from flask import Response, request

from somerec.web.embed.agency import frame_ancestors
from somerec.web.embed.contact import form_targets

CONTENT_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "frame-src 'self'; form-action {forms}; base-uri 'none'; object-src 'none'; frame-ancestors {ancestors}"
)
PERMISSIONS = (
    "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "hid=(), microphone=(), midi=(), payment=(), serial=(), usb=()"
)
TWO_YEARS = 2 * 365 * 24 * 60 * 60


def policy() -> str:
    """Return what a page may load and where it may be shown: nothing from elsewhere, in listed frames."""
    return CONTENT_POLICY.format(forms=" ".join(("'self'", *form_targets())), ancestors=frame_ancestors())


def add_headers(response: Response) -> Response:
    """Say what browsers, caches and search engines may do with an answer."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", policy())
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["Permissions-Policy"] = PERMISSIONS
    # A page that opens the desk in a tab may not lead that tab elsewhere, to a copy of where one signs in.
    # Visitors' pages have nothing of the kind, and a tab that a sandboxed frame opens would show an error.
    if f"{request.script_root}{request.path}".startswith("/desk/"):
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if request.is_secure:
        headers["Strict-Transport-Security"] = f"max-age={TWO_YEARS}; includeSubDomains"
    headers.setdefault("Cache-Control", "max-age=0, must-revalidate")
    return response
