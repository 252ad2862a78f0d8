"""The page on which every answer is checked, and the one that asks again where answers seem to clash."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Blueprint, Response, redirect
from werkzeug.wrappers import Response as AnyResponse

from somerec.advice.answers import Answers
from somerec.advice.flow import doubts
from somerec.rulebook.model import Doubt
from somerec.web.ending import ending
from somerec.web.lines import Line, groups, is_asked, line
from somerec.web.page import address, render
from somerec.web.site import site
from somerec.web.task import task_here
from somerec.web.visit import Visit
from somerec.words.problems import problem_text

blueprint = Blueprint("check", __name__)

NO_ANSWERS = ("go", "back", "edition")
"""Keys that a step has no use for when it is opened from elsewhere."""


@dataclass(frozen=True, slots=True)
class Again:
    """Answers to look at once more, and why."""

    text: str
    lines: tuple[Line, ...]


@blueprint.get("/check")
def check(lang: str) -> Response | AnyResponse:
    """Show every answer, or lead to what is still missing; on `go`, lead to the advice.

    Where the answers are to be stored, the button that does it is on this page, unless they seem to clash.
    """
    visit = Visit.of(lang)
    if visit.answers.missing:
        return redirect(missing_address(visit), 302)
    clash, stored = doubts_of(visit), task_here() is not None
    if visit.said("go") == "advice" and not visit.problems and (clash or not stored):
        return to_advice(visit)
    canonical = visit.state()
    if not visit.problems and not visit.is_at(canonical):
        return redirect(address(f"/{lang}/check", canonical), 302)
    return render(
        "check.html",
        lang,
        solo=visit.solo,
        lasting=not visit.problems,
        groups=groups(visit),
        ending=ending(visit),
        direct=stored and not clash,
        hidden=canonical,
        action=f"/{lang}/check#q",
        dropped=[problem_text(problem, visit.speaker) for problem in visit.problems],
        canonical=address(f"/{lang}/check", canonical),
    )


def missing_address(visit: Visit) -> str:
    """Return the address of the first step that lacks an answer, at the question that lacks it.

    What could not be used goes along, because the page of that step says so.
    """
    number, name = next(
        (number, name)
        for number, step in enumerate(visit.rulebook.steps, start=1)
        for name in step.questions
        if name in visit.answers.missing
    )
    unused = [pair for pair in visit.pairs if pair[0] not in NO_ANSWERS] if visit.problems else visit.state()
    return address(f"/{visit.lang}/questions/{number}", unused, name)


def to_advice(visit: Visit) -> Response | AnyResponse:
    """Lead to the advice, by way of one kind page where answers contradict each other."""
    found = doubts_of(visit)
    if not found:
        return redirect(advice_address(visit), 303)
    return render(
        "ask_again.html",
        visit.lang,
        solo=visit.solo,
        lasting=False,
        again=[ask_again(visit, doubt) for doubt in found],
        ending=ending(visit),
        insist=advice_address(visit),
        back=address(f"/{visit.lang}/check", visit.state(), "q"),
    )


def doubts_of(visit: Visit) -> tuple[Doubt, ...]:
    """Return which answers contradict each other."""
    return tuple(doubts(visit.answers.facts(visit.rulebook), visit.rulebook))


def ask_again(visit: Visit, doubt: Doubt) -> Again:
    """Return a contradiction with the answers that make it up."""
    lines = tuple(line(visit, name) for name in doubt.questions if is_asked(visit, name))
    return Again(visit.speaker.text(f"checks.{doubt.id}.text"), lines)


def advice_address(visit: Visit) -> str:
    """Return the address of the advice, with its first day: the one that it had, else today."""
    answers: Answers = replace(visit.answers, start=visit.answers.start or site().today())
    return address(f"/{visit.lang}/advice", answers.pairs(), "q")
