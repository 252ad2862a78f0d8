"""The link that a consultant sends to a client: the plan with her words, behind a PIN where she wants one.

Whoever has the link reads the plan. Where there is a PIN, nothing of the share is told before it: a right one
answers the page itself, and its buttons send a grant that stands for the PIN for half an hour, in the form
and neither in a cookie nor in an address.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import wraps

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from somerec.store import Consultant, GoneToken, Share, StoreUnavailable, UnknownToken
from somerec.store.passwords import is_right, pin_fault
from somerec.takeaways.shapes import WRITERS
from somerec.web.cache import for_headers
from somerec.web.keeping import keeping
from somerec.web.kept import TOKEN, hide, note
from somerec.web.origin import sent_from_here
from somerec.web.page import render, respond
from somerec.web.share.page import Reading, reading, share_page
from somerec.web.site import site
from somerec.web.takeaways import as_file, private

blueprint = Blueprint("shares", __name__)
blueprint.after_request(hide)

Answer = Response | AnyResponse
View = Callable[..., Answer]

_FILE = "/s/<token>/plan.<any(pdf, ics, csv, md, json):ending>"


def kindly(view: View) -> View:
    """Answer 404 to unknown tokens, 410 to those that open nothing any more, 503 where the store fails."""

    @wraps(view)
    def answer(lang: str, token: str, **rest: str) -> Answer:
        if not TOKEN.fullmatch(token):
            abort(404)
        try:
            return view(lang, token, **rest)
        except UnknownToken:
            abort(404)
        except GoneToken:
            return render("share/gone.html", lang, solo=True, status=410, lasting=False)
        except StoreUnavailable as error:
            note(error)
            return render("share/sorry.html", lang, solo=True, status=503, lasting=False)

    return answer


@blueprint.get("/s/<token>")
@kindly
def show(lang: str, token: str) -> Answer:
    """Show the plan, or ask for the PIN."""
    share = _share(token)
    if share.language not in ("", lang):
        return redirect(_path(share.language, token), 302)
    if share.has_pin:
        return _ask(lang, token, share)
    return _page(lang, token, share, counts=not (for_headers() or _is_prefetched()))


@blueprint.post("/s/<token>")
@kindly
def enter(lang: str, token: str) -> Answer:
    """Show the plan to whoever sends the right PIN, or the grant that stands for it."""
    share = _share(token)
    lang = share.language or lang
    if not share.has_pin:
        return redirect(_path(lang, token), 303)
    if not sent_from_here():
        return _ask(lang, token, share, "foreign", 403)
    if "grant" not in request.form:
        return _try_pin(lang, token, share)
    if not _granted(share):
        return _ask(lang, token, share, "ended", 403)
    return _page(lang, token, share, request.form["grant"])


@blueprint.get(_FILE)
@kindly
def take_away(lang: str, token: str, ending: str) -> Answer:
    """Send the plan as a file; one with a PIN begins with its form."""
    share = _share(token)
    if share.has_pin:
        return redirect(_path(lang, token), 303)
    return _file(lang, token, share, ending)


@blueprint.post(_FILE)
@kindly
def take_away_with_grant(lang: str, token: str, ending: str) -> Answer:
    """Send the plan as a file to whoever has given the PIN."""
    share = _share(token)
    if share.has_pin and not (sent_from_here() and _granted(share)):
        return _ask(share.language or lang, token, share, "ended", 403)
    return _file(lang, token, share, ending)


def preview(share: Share, consultant: Consultant, lang: str) -> Response | None:
    """Show a consultant what the reader of her share will see. It counts as no view, and has no file to send.

    None while the share has no plan.
    """
    read = reading(share, consultant, share.language or lang, "/s/-")
    if read is None:
        return None
    return respond(share_page(replace(read, preview=True)), read.lang, lasting=False)


def _share(token: str) -> Share:
    return keeping().store.desk.shared(token, site().today())


def _path(lang: str, token: str) -> str:
    return f"/{lang}/s/{token}"


def _reading(lang: str, token: str, share: Share) -> Reading:
    consultant = keeping().store.desk.consultant(share.consultant)
    found = reading(share, consultant, share.language or lang, f"/s/{token}")
    if found is None:
        # It was shared with a plan, so its edition is not known here any more.
        raise GoneToken
    return found


def _page(lang: str, token: str, share: Share, grant: str = "", *, counts: bool = False) -> Response:
    read = replace(_reading(lang, token, share), grant=grant)
    page = share_page(read)
    if counts:
        keeping().store.desk.count_view(share.id, keeping().now())
    return respond(page, read.lang, lasting=False)


def _file(lang: str, token: str, share: Share, ending: str) -> Response:
    read = _reading(lang, token, share)
    visit, advice = read.plan.visit, read.plan.adjusted.advice
    body = WRITERS[ending](advice, visit.rulebook, read.lang, read.link, read.beside)
    return private(as_file(body, ending, visit, read.start), read.lang)


def _try_pin(lang: str, token: str, share: Share) -> Response:
    """Check the PIN that was sent. The try is counted first, so that no number of processes checks more."""
    desk, now = keeping().store.desk, keeping().now()
    pin = "".join(request.form.get("pin", "").split())
    if pin_fault(pin):
        return _ask(lang, token, share, "shape", 422)
    if not desk.may_try_pin(share.id, now):
        return _too_often(lang, token, share, now)
    if not is_right(desk.pin_hash(share.id), pin):
        return _ask(lang, token, share, "wrong", 403)
    desk.pin_was_right(share.id, now)
    return _page(lang, token, share, desk.grant(share.id, now), counts=True)


def _too_often(lang: str, token: str, share: Share, now: datetime) -> Response:
    seconds = int((keeping().store.desk.pin_again(share.id, now) - now).total_seconds()) + 1
    response = _ask(lang, token, share, "often", 429, minutes=-(-seconds // 60))
    response.retry_after = seconds
    return response


def _granted(share: Share) -> bool:
    return keeping().store.desk.granted(share.id, request.form["grant"], keeping().now())


def _ask(  # noqa: PLR0913  The form, and why it stands there again.
    lang: str, token: str, share: Share, why: str = "", status: int = 200, *, minutes: int = 0
) -> Response:
    """Ask for the PIN. Nothing of the share stands here but whether its language is fixed."""
    return render(
        "share/pin.html",
        lang,
        solo=True,
        status=status,
        lasting=False,
        action=_path(lang, token),
        why=why,
        minutes=minutes,
        fixed=bool(share.language),
    )


def _is_prefetched() -> bool:
    """Say whether a browser fetches the page before anybody has asked to see it."""
    said = (request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz"))
    return any("prefetch" in purpose.lower() for purpose in said)
