"""The headers of every answer, in one place."""

from __future__ import annotations

from flask import Response, request

CONTENT_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
PERMISSIONS = (
    "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "hid=(), microphone=(), midi=(), payment=(), serial=(), usb=()"
)
TWO_YEARS = 2 * 365 * 24 * 60 * 60


def add_headers(response: Response) -> Response:
    """Say what browsers, caches and search engines may do with an answer."""
    headers = response.headers
    headers["Content-Security-Policy"] = CONTENT_POLICY
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["Permissions-Policy"] = PERMISSIONS
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if request.is_secure:
        headers["Strict-Transport-Security"] = f"max-age={TWO_YEARS}; includeSubDomains"
    headers.setdefault("Cache-Control", "max-age=0, must-revalidate")
    return response
