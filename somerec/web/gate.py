"""Who may be in a mount that is for one person, and what becomes of what is answered there.

An intake link is open to whoever has it, for as long as the share waits for answers. The desk is open to the
share’s own consultant.
"""

from __future__ import annotations

from flask import Flask, Response, abort, request

from somerec.store import StoreUnavailable, UnknownToken
from somerec.web import intake
from somerec.web.desk import filling
from somerec.web.errors import language
from somerec.web.kept import Answer, hide, note
from somerec.web.mount import INTAKE, leave, mounted_here
from somerec.web.sorry import sorry


def register(app: Flask) -> None:
    """Put the gate before every request of an application."""
    app.before_request(admit)
    app.after_request(close)


def admit() -> Answer | None:
    """Find out what a request in such a mount is about, and answer what cannot go on."""
    place = mounted_here()
    if place is None or not place.kind.private:
        return None
    if request.endpoint not in place.kind.endpoints:
        abort(404)
    try:
        return intake.admit(place.key) if place.kind is INTAKE else filling.admit(place.key)
    except UnknownToken:
        leave()
        abort(404)
    except StoreUnavailable as error:
        note(error)
        return sorry("intake", language(), "open", 503)


def close(response: Response) -> Response:
    """Keep what is answered in such a mount out of caches and search engines."""
    place = mounted_here()
    if place and place.kind.private:
        hide(response)
    return response
