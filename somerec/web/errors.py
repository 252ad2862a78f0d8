"""Pages for when something went wrong: kind, in the visitor's language, and without a trace of the inside."""

from __future__ import annotations

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.wrappers import Response as AnyResponse

from somerec.web.page import DESK, render
from somerec.web.problem import error_response
from somerec.words.languages import LANGUAGES, negotiate

KNOWN = (400, 404, 405, 410, 413, 414, 500)
"""The errors that have words of their own; others are spoken of as 400 or 500."""


def register(app: Flask) -> None:
    """Let every error end in a page."""
    app.register_error_handler(HTTPException, show)
    app.register_error_handler(Exception, fail)


def language() -> str:
    """Return the language of an address, or the one that the browser asks for."""
    path = request.path.removeprefix(DESK)
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return first if first in LANGUAGES else negotiate(request.headers.get("Accept-Language", ""))


def show(error: HTTPException) -> Response | AnyResponse:
    """Show the page for an HTTP error; what Werkzeug sends as a redirect stays one."""
    if error.response is not None or error.code is None or error.code < 400:  # noqa: PLR2004
        return AnyResponse.force_type(error.get_response(), request.environ)
    response = _page(error.code)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def fail(error: Exception) -> Response | AnyResponse:
    """Note a fault of our own in the log, without the address, and say sorry."""
    current_app.logger.error("A request to %s failed.", request.endpoint, exc_info=error)
    return _page(InternalServerError.code)


def _page(status: int) -> Response:
    if request.path.startswith("/api/"):
        return error_response(status)
    known = status if status in KNOWN else 400 if status < InternalServerError.code else 500
    response = render("error.html", language(), status=status, lasting=False, error=known)
    response.vary.add("Accept-Language")
    return response
