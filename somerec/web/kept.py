"""Keeping a result behind a short link, opening it again, and deleting it.

This is the only part of the visitors' web that stores anything, and only when a visitor presses a button.
Each page here opens something for whoever has its address, so none may be kept, found or passed on.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, Response, abort, current_app, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from somerec.advice.answers import Answers, answer_pairs
from somerec.store import KEPT, GoneToken, KeptResult, StoreUnavailable, Tokens, UnknownToken
from somerec.web.access_log import truncated
from somerec.web.advice.result import advice_page, shown_as
from somerec.web.advice.since import since_part
from somerec.web.assets import asset
from somerec.web.check import missing_address
from somerec.web.keeping import keeping
from somerec.web.origin import sent_from_here
from somerec.web.page import address, render, respond
from somerec.web.site import MOST_ADDRESS, site
from somerec.web.sorry import sorry as apology
from somerec.web.takeaways import advice_address, mail, short_link, whole
from somerec.web.visit import Visit

blueprint = Blueprint("kept", __name__)

Answer = Response | AnyResponse
View = Callable[..., Answer]


class TooOften(Exception):  # noqa: N818
    """Raised where too many results have been kept from the same network in this hour."""

    def __init__(self, seconds: int) -> None:
        """Say in how many seconds it will do again."""
        self.seconds = seconds
        super().__init__(f"try again in {seconds} s")


TOKEN = re.compile(r"[A-Za-z0-9_-]{22}", re.ASCII)


@blueprint.after_request
def hide(response: AnyResponse) -> AnyResponse:
    """Keep these pages out of caches, search engines and other sites' logs."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def kindly(view: View) -> View:
    """Answer 404 to unknown tokens, 410 to those of deleted results, 503 where the store fails."""

    @wraps(view)
    def answer(lang: str, **tokens: str) -> Answer:
        if not all(TOKEN.fullmatch(token) for token in tokens.values()):
            abort(404)
        try:
            return view(lang, **tokens)
        except UnknownToken:
            abort(404)
        except GoneToken:
            return render("kept/gone.html", lang, status=410, lasting=False, months=KEPT.months)
        except StoreUnavailable as error:
            note(error)
            return sorry(lang, "open", 503)

    return answer


@blueprint.get("/keep")
def nothing(lang: str) -> Answer:
    """Lead on whoever comes here without a form, by a change of language on one of the error pages."""
    return redirect(f"/{lang}/", 302)


@blueprint.post("/keep")
@kindly
def keep(lang: str) -> Answer:
    """Keep the result whose canonical query the form holds, and lead to the page that shows its links."""
    try:
        answers = sent_answers()
    except ValueError:
        return sorry(lang, "unreadable", 400)
    if not sent_from_here():
        return sorry(lang, "foreign", 403, answers)
    try:
        tokens = stored(answers)
    except TooOften as refused:
        response = sorry(lang, "often", 429, answers)
        response.retry_after = refused.seconds
        return response
    except StoreUnavailable as error:
        note(error)
        return sorry(lang, "keep", 503, answers)
    return redirect(f"/{lang}/keep/{tokens.token}/{tokens.delete_token}", 303)


def stored(answers: Answers) -> Tokens:
    """Store a result and return its tokens, or raise TooOften or StoreUnavailable."""
    now = keeping().now()
    if not keeping().store.count_attempt("keep", truncated(request.remote_addr), now, keeping().most_an_hour):
        next_hour = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        raise TooOften(int((next_hour - now).total_seconds()) + 1)
    today = site().today()
    result = KeptResult(
        edition=answers.edition,
        answers=urlencode(answer_pairs(answers.given)),
        start=answers.start or today,
        hour_value=answers.hour_value,
    )
    return keeping().store.keep(result, today)


@blueprint.get("/keep/<token>/<delete_token>")
@kindly
def links(lang: str, token: str, delete_token: str) -> Answer:
    """Show the link and the delete link. The second stands nowhere else."""
    if not keeping().store.belong_together(Tokens(token, delete_token)):
        keeping().store.find_deletable(delete_token, site().today())
        abort(404)
    visit = visit_of(lang, keeping().store.open_kept(token, site().today()))
    advice = advice_address(lang, visit.answers)
    return render(
        "kept/links.html",
        lang,
        solo=visit.solo,
        lasting=False,
        short=short_link(visit, f"/k/{token}"),
        once=f"/{lang}/k/{token}",
        delete_link=whole(f"/{lang}/k/delete/{delete_token}"),
        months=KEPT.months,
        hour_value=visit.answers.hour_value is not None,
        advice=advice,
        long={
            "link": whole(advice),
            "link_mail": mail(visit.speaker, whole(advice)),
            "link_code": address(f"/{lang}/advice.svg", visit.answers.pairs()),
        },
        script=asset("share.js"),
    )


@blueprint.get("/k/<token>")
@kindly
def show(lang: str, token: str) -> Answer:
    """Show the advice that was kept."""
    visit = visit_of(lang, keeping().store.open_kept(token, site().today()))
    if visit.answers.missing:
        return redirect(missing_address(visit), 302)
    shown = shown_as(visit, f"/k/{token}", above=since_part(visit, visit.answers))
    return respond(advice_page(visit, visit.answers, shown), lang, lasting=False)


@blueprint.get("/k/delete/<delete_token>")
@kindly
def ask(lang: str, delete_token: str) -> Answer:
    """Ask before deleting: many a program opens the links of a message before its reader does."""
    keeping().store.find_deletable(delete_token, site().today())
    return render("kept/delete.html", lang, lasting=False, action=request.path)


@blueprint.post("/k/delete/<delete_token>")
@kindly
def delete(lang: str, delete_token: str) -> Answer:
    """Delete the result."""
    if not sent_from_here():
        return sorry(lang, "foreign", 403)
    keeping().store.delete_kept(delete_token, site().today())
    return render("kept/deleted.html", lang, lasting=False)


def sent_query() -> str:
    """Return the query that the form holds, or refuse what our own form never sends."""
    found = request.form.getlist("answers")
    if len(found) != 1:
        abort(400)
    if len(found[0]) > MOST_ADDRESS:
        abort(413)
    return found[0]


def sent_answers() -> Answers:
    """Return the answers that the form holds, under the edition that they name. Raises ValueError."""
    query = sent_query()
    return Answers.from_query(query, site().library.named(parse_qsl(query)))


def visit_of(lang: str, kept: KeptResult) -> Visit:
    """Return the visit that the address of the kept answers would be, under the edition of then."""
    pairs = [*parse_qsl(kept.answers, keep_blank_values=True), ("start", kept.start.isoformat())]
    if kept.hour_value is not None:
        pairs.append(("hour_value", str(kept.hour_value)))
    pairs.append(("edition", kept.edition))
    return Visit.then(lang, pairs)


def note(error: StoreUnavailable) -> None:
    """Write to the log what is wrong with the store, for whoever runs it."""
    current_app.logger.error("The store cannot be used: %s", error)


def sorry(lang: str, why: str, status: int, answers: Answers | None = None) -> Response:
    """Say kindly what is not possible and why, with the way back to the advice where it is known."""
    back = advice_address(lang, answers) if answers else ""
    return apology("kept", lang, why, status, answers=answers, back=back)
