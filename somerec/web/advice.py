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
    state = visit.state()
    reasons = Reasons(answers, visit.speaker, urlencode([*state, ("back", "advice")]))
    view, plan = View(result, visit.speaker, reasons), Plan(result, visit.speaker, reasons)
    canonical = address(f"/{visit.lang}/advice", answers.pairs())
    return render(
        "advice.html",
        visit.lang,
        solo=visit.solo,
        lasting=not visit.problems,
        dropped=[problem_text(problem, visit.speaker) for problem in visit.problems],
        canonical=canonical,
        whole=f"{site().base_url or request.host_url.rstrip('/')}{canonical}",
        check=address(f"/{visit.lang}/check", state),
        hidden=[pair for pair in answers.pairs(edition=False) if pair[0] != "hour_value"],
        **view.context(),
        **plan.context(),
    )
