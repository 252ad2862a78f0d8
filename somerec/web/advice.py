"""The result page: the whole recommendation, and nothing stored."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from somerec.advice.answers import Answers
from somerec.advice.recommend import recommend
from somerec.web.advice_plan import Plan
from somerec.web.advice_reasons import Reasons
from somerec.web.advice_view import View
from somerec.web.check import missing_address
from somerec.web.page import address, render
from somerec.web.site import site
from somerec.web.visit import Visit
from somerec.words.problems import problem_text

blueprint = Blueprint("advice", __name__)


@blueprint.get("/advice")
def advice(lang: str) -> Response | AnyResponse:
    """Show the advice; lead to what is missing for it, or to the address spelt as it should be."""
    visit = Visit.of(lang)
    if visit.answers.missing:
        return redirect(missing_address(visit), 302)
    answers = replace(visit.answers, start=visit.answers.start or site().today())
    if not visit.problems and not visit.is_at(answers.pairs()):
        return redirect(address(f"/{lang}/advice", answers.pairs()), 302)
    return show(visit, answers)


def show(visit: Visit, answers: Answers) -> Response:
    """Answer with the page. One whose address had to be mended may depend on the day, so it is not kept."""
    assert answers.start is not None  # noqa: S101  `advice` has settled it.
    result = recommend(answers, visit.rulebook, answers.start)
    query = urlencode(answers.pairs()) if visit.problems else request.query_string.decode()
    state = query.rpartition("&edition=")[0]
    reasons = Reasons(answers, visit.speaker, f"{state}&back=advice")
    view, plan = View(result, visit.speaker, reasons), Plan(result, visit.speaker, reasons)
    place = {
        "canonical": f"/{visit.lang}/advice?{query}",
        "base_url": site().base_url,
        "check": f"/{visit.lang}/check?{state}",
        "home": f"/{visit.lang}/",
    }
    dropped = [problem_text(problem, visit.speaker) for problem in visit.problems]
    # Each part is rendered by itself: a thousand pieces of text need not pass through the page's blocks.
    parts = {
        "verdict": {**view.verdict(), "dropped": dropped, **place},
        "aim": view.aim(),
        "plan": plan.plan(),
        "hours": plan.hours(),
        "care": view.care(),
        "calendar": {**plan.calendar(), **view.law()},
        "why": {**view.why(), **place},
    }
    return render(
        "advice.html",
        visit.lang,
        solo=visit.solo,
        lasting=not visit.problems,
        title=parts["verdict"]["tier_name"],
        parts=[reasons.render(f"advice/{part}.html", context) for part, context in parts.items()],
    )
