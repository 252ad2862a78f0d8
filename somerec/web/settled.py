"""Answers settled before advice is given: whole, with a first day, at the one address that is theirs."""

from __future__ import annotations

from dataclasses import replace

from flask import redirect
from werkzeug.wrappers import Response as AnyResponse

from somerec.advice.answers import Answers
from somerec.web.check import missing_address
from somerec.web.page import address
from somerec.web.site import site
from somerec.web.visit import Visit


def settle(visit: Visit, page: str) -> Answers | AnyResponse:
    """Return the answers with the plan's first day, or lead to what is missing or to the right spelling.

    Where part of the address could not be used, the page itself has to say so.
    """
    if visit.answers.missing:
        return redirect(_whole(visit, page), 302)
    answers = replace(visit.answers, start=visit.answers.start or site().today())
    if not visit.problems and not visit.is_at(answers.pairs()):
        return redirect(address(f"/{visit.lang}/{page}", answers.pairs()), 302)
    return answers


def _whole(visit: Visit, page: str) -> str:
    """Return where what is missing is asked for.

    Nothing was advised on answers that are not whole, so those of an old edition go on under today's rules.
    """
    now = visit if visit.is_of_today else Visit.now(visit.lang, visit.pairs)
    return (
        missing_address(now) if now.answers.missing else address(f"/{visit.lang}/{page}", now.answers.pairs())
    )
