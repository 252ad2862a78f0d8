"""The result page: the whole recommendation, and nothing stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, abort, redirect, request
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from somerec.advice.answers import Answers
from somerec.advice.recommend import recommend
from somerec.store import KEPT
from somerec.web.advice.changes import Changes
from somerec.web.advice.hours import Dates, Hours
from somerec.web.advice.plan import Plan
from somerec.web.advice.reasons import ANSWERS, Reasons, fill_in
from somerec.web.advice.shown import HERE, Shown, without_changes
from somerec.web.advice.since import since_part
from somerec.web.advice.skip import Skip
from somerec.web.advice.view import View
from somerec.web.advice.why import Given, Why
from somerec.web.assets import asset
from somerec.web.brand import brand_here
from somerec.web.embed.agency import agency_here
from somerec.web.page import address, encode, frame_at, query_as_sent, render, respond
from somerec.web.settled import settle
from somerec.web.site import site
from somerec.web.skeleton import Html, html, slot
from somerec.web.takeaways import KINDS, mail, short_link, whole
from somerec.web.visit import Visit
from somerec.words.problems import problem_text

blueprint = Blueprint("advice", __name__)

PAIR = 2
"""Tactics that are told apart."""


@blueprint.get("/advice")
def advice(lang: str) -> Response | AnyResponse:
    """Show the advice; lead to what is missing for it, or to the address spelt as it should be."""
    visit = Visit.as_given(lang)
    answers = settle(visit, "advice")
    if not isinstance(answers, Answers):
        return answers
    shown = shown_as(visit, above=since_part(visit, answers))
    # A record leads to advice that begins today, and a mended address may depend on the day: neither is kept.
    lasting = visit.is_of_today and not visit.problems
    return respond(advice_page(visit, answers, shown), lang, lasting=lasting)


def shown_as(visit: Visit, place: str = "", above: Html = b"") -> Shown:
    """Return as what advice is shown: under an old edition as a record, whose answers cannot be changed."""
    return Shown(place, above=above, fixed=not visit.is_of_today)


def advice_page(visit: Visit, answers: Answers, shown: Shown = HERE) -> Html:
    """Return the page: its parts, each a template filled, in a frame that is one too."""
    assert answers.start is not None  # noqa: S101  `advice` has settled it.
    result = shown.advice or recommend(answers, visit.rulebook, answers.start)
    query = encode(answers.pairs()) if shown.place or visit.problems else request.query_string.decode()
    state = query.rpartition("&edition=")[0]
    reasons = Reasons(answers, visit.speaker)
    said = (result, visit.speaker, reasons, shown)
    view = View(*said)
    parts = (
        shown.above,
        view.verdict([problem_text(problem, visit.speaker) for problem in visit.problems]),
        view.aim(),
        Plan(*said).plan(),
        Skip(*said).skip(),
        Hours(*said).hours(state),
        view.care(),
        Dates(*said).dates(view.check()),
        view.law(),
        Given(*said).given(),
        shown.take if shown.take is not None else _share(visit, query, reasons, shown.place),
        b"" if shown.alone else _keep(reasons, fixed=shown.fixed),
    )
    slots = {
        "title": reasons.html[f"tiers.{result.scope.tier}.name"],
        "place": html(shown.place or f"/advice{query_as_sent()}"),
        "body": b"".join(parts),
        "query": b"" if shown.alone else html(query),
        "grant": shown.grant,
    }
    brand, framed = brand_here(), agency_here() is not None
    base_url, version = site().base_url, (brand.version if brand else "", framed)
    page = reasons.book.skeletons.fill(
        "advice.html",
        slots,
        make=lambda: _around(visit.lang),
        base_url=base_url,
        version=version,
        langs=shown.langs,
    )
    return fill_in(without_changes(page) if shown.fixed else page, state)


@blueprint.get("/advice/why")
def why(lang: str) -> Response | AnyResponse:
    """Show every reason behind the advice, and what would change it. Two tactics may be named for it."""
    visit = Visit.as_given(lang)
    named = [value for key, value in visit.pairs if key == "go" and value in visit.rulebook.tactics]
    return _why_page(visit, *(named if len(set(named)) == PAIR else ()))


@blueprint.get("/advice/why/<one>/<two>")
def why_one(lang: str, one: str, two: str) -> Response | AnyResponse:
    """Show the same page with what tells two tactics apart."""
    visit = Visit.as_given(lang)
    if not {one, two} <= set(visit.rulebook.tactics) or one == two:
        abort(404)
    return _why_page(visit, one, two)


def _why_page(visit: Visit, *tactics: str) -> Response | AnyResponse:
    """Show all reasons; where part of the address cannot be used, the advice itself says so."""
    answers = settle(visit, "/".join(("advice/why", *tactics)))
    if not isinstance(answers, Answers):
        return answers
    if visit.problems or answers.start is None:
        return redirect(address(f"/{visit.lang}/advice", visit.pairs), 302)
    result = recommend(answers, visit.rulebook, answers.start)
    shown = Shown(fixed=not visit.is_of_today)
    said = (result, visit.speaker, Reasons(answers, visit.speaker), shown)
    changes = Changes(*said)
    return render(
        "why.html",
        visit.lang,
        solo=visit.solo,
        # What is told of an old edition leads to advice that begins today, whichever day that is.
        lasting=visit.is_of_today,
        since=Markup(since_part(visit, answers).decode()),  # noqa: S704  Escaped already.
        why=Why(*said).told(encode(answers.pairs(edition=False))),
        change=changes.change(),
        pair=changes.pair(*(tactics or ("", ""))),
    )


def _share(visit: Visit, query: str, reasons: Reasons, kept: str) -> Html:
    """Return how to take the plan away, to send it on, and to keep it behind a short link."""
    base_url = site().base_url
    slots = {
        "query": reasons.query(),
        "address": html(base_url) + reasons.address("advice"),
        "mail_to": html(mail(visit.speaker, whole(f"/{visit.lang}/advice?{query}"))) if base_url else b"",
        **({name: html(text) for name, text in short_link(visit, kept).items()} if kept else {}),
    }

    def make() -> Mapping[str, Any]:
        path = f"/{visit.lang}/advice"
        return {
            "files": {ending: f"{path}.{ending}?{slot('query')}" for ending in KINDS},
            "code": f"{path}.svg?{slot('query')}",
            "mail": slot("mail_to") if base_url else "",
            "script": asset("share.js"),
            "months": KEPT.months,
        }

    flags = {"mailing": bool(base_url), "kept": bool(kept)}
    return reasons.book.skeletons.fill("advice/_share.html", slots, make=make, **flags)


def _keep(reasons: Reasons, *, fixed: bool) -> Html:
    """Return how to go on from here, and what the plan rests on.

    The answers of a record name its edition, so that they are carried over to the questions of today.
    """
    home = html(f"/{reasons.speaker.language.code}/")
    slots = {
        "check": reasons.address("check") if fixed else b"%bcheck?%b" % (home, ANSWERS),
        "home": home,
        "edition": html(reasons.speaker.rulebook.edition),
    }
    return reasons.book.skeletons.fill("advice/keep.html", slots)


def _around(lang: str) -> Mapping[str, Any]:
    """Return what stands around the page, with a slot for the rest of its address in each language."""
    frame = frame_at(lang, slot("place"))
    return {"frame": frame, "agency": frame.brand if frame.host else None, "months": KEPT.months}
