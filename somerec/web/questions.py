"""The questionnaire: plain GET forms, a step a page, and every answer in the address."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from flask import Blueprint, Response, abort, redirect
from werkzeug.wrappers import Response as AnyResponse

from somerec.advice.answers import Problem
from somerec.advice.ceiling import DECIDING, ceiling
from somerec.advice.firing import joined
from somerec.advice.flow import shown
from somerec.advice.recommendation import Scope
from somerec.rulebook.model import Rulebook, Step
from somerec.web.forms import Fault, StepForm, make_form, questions_of
from somerec.web.page import address, render
from somerec.web.visit import Visit
from somerec.words.problems import problem_text
from somerec.words.speaker import Speaker

blueprint = Blueprint("questions", __name__)

MARKETS = {"nb": "no", "sv": "se"}
"""The country that a language speaks for; English speaks for none."""

SMALLEST = "T0"
SPARED_THE_SMALLEST = ("content", "wishes")
"""Questions that hardly change the smallest plan."""

DROPPED_BY_BRANCHING = ("hidden", "preset")
"""Problems that an edit causes, so that nobody needs to be told of them."""


@dataclass(frozen=True)
class Place:
    """Where a step stands in the questionnaire."""

    number: int
    of: int
    step: Step

    @classmethod
    def at(cls, number: int, rulebook: Rulebook) -> Place:
        """Return the place with that number, or 404."""
        if not 1 <= number <= len(rulebook.steps):
            abort(404)
        return cls(number, len(rulebook.steps), rulebook.steps[number - 1])


@blueprint.get("/questions/<int:number>")
def step(lang: str, number: int) -> Response | AnyResponse:
    """Show a step, or take its answers and go on."""
    visit = Visit.of(lang)
    place = Place.at(number, visit.rulebook)
    asked = visit.said("go")
    if asked is not None:
        return submit(visit, place, frozenset(asked.split(",")))
    canonical = visit.state(back=visit.back)
    if not visit.problems and not visit.is_at(canonical):
        return redirect(address(f"/{lang}/questions/{number}", canonical), 302)
    form = make_form(place.step, visit.values, visit.speaker, canonical, presumed(visit))
    return show(visit, place, form, [])


def presumed(visit: Visit) -> dict[str, str]:
    """Return what is ticked beforehand: the country that the language speaks for, until it has been asked."""
    return {"market": MARKETS[visit.lang]} if visit.lang in MARKETS and visit.said("go") is None else {}


def submit(visit: Visit, place: Place, asked: frozenset[str]) -> Response | AnyResponse:
    """Take the answers of a step: show it again where one cannot be used, else go on."""
    problems = faults_of(visit, place, asked)
    if problems:
        form = make_form(place.step, visit.values, visit.speaker, visit.pairs, {})
        return show(visit, place, form, form.blame(problems, visit.speaker))
    return redirect(onward(visit, place, asked), 303)


def faults_of(visit: Visit, place: Place, asked: frozenset[str]) -> list[Problem]:
    """Return what is wrong with the answers of this step, in its order, each question once."""
    missing = [Problem("missing", name) for name in visit.answers.missing if name in asked]
    found: dict[str, Problem] = {}
    for problem in [*visit.problems, *missing]:
        # A row that does not exist is no fault of the grid's other rows.
        if problem.kind not in (*DROPPED_BY_BRANCHING, "unknown_key"):
            found.setdefault(problem.key.partition(".")[0], problem)
    questions = questions_of(place.step, visit.values, visit.rulebook)
    return [found[question.id] for question in questions if question.id in found]


def onward(visit: Visit, place: Place, asked: frozenset[str]) -> str:
    """Return where to go from a step whose answers are in order.

    First to a question that has just opened on it. Then, where a page waits for the change, to what is still
    lacking for it anywhere, or to that page; else to the next step.
    """
    back = visit.back
    for place_to_be, name in _unasked(visit, asked):
        if back or place_to_be == place.number:
            return address(f"/{visit.lang}/questions/{place_to_be}", visit.state(back=back), name)
    if back:
        return return_address(visit, back)
    if place.number < place.of:
        return address(f"/{visit.lang}/questions/{place.number + 1}", visit.state(), "q")
    return address(f"/{visit.lang}/check", visit.state(), "q")


def _unasked(visit: Visit, asked: frozenset[str]) -> list[tuple[int, str]]:
    """Return the questions without an answer that need one or were not asked before, with their steps."""
    return [
        (number, question.id)
        for number, step in enumerate(visit.rulebook.steps, start=1)
        for question in questions_of(step, visit.values, visit.rulebook)
        if question.id not in visit.answers.given
        and (question.id in visit.answers.missing or question.id not in asked)
    ]


def return_address(visit: Visit, back: str, anchor: str = "q") -> str:
    """Return the address of the page that a change returns to, with all answers."""
    pairs = visit.answers.pairs() if back == "advice" else visit.state()
    return address(f"/{visit.lang}/{back}", pairs, anchor)


def show(visit: Visit, place: Place, form: StepForm, faults: list[Fault]) -> Response:
    """Answer with the page of a step."""
    others = [
        pair for pair in visit.state(back=visit.back) if pair[0].partition(".")[0] not in place.step.questions
    ]
    words, follows = visit.speaker, follows_capacity(place, visit.rulebook)
    matters = follows or any(name in SPARED_THE_SMALLEST for name in place.step.questions)
    scope = ceiling(visit.answers, visit.rulebook) if matters else None
    small = scope is not None and scope.tier == SMALLEST
    submitted = visit.said("go") is not None
    return render(
        "questions.html",
        visit.lang,
        solo=visit.solo,
        lasting=not visit.problems,
        place=place,
        title=words.text(f"steps.{place.step.id}.title"),
        intro=words.text(f"steps.{place.step.id}.intro"),
        form=form,
        faults=faults,
        action=f"/{visit.lang}/questions/{place.number}#q",
        hidden=others,
        asked=",".join(asked_here(visit, place)),
        back=back_address(visit, place),
        returning=visit.back,
        ceiling=ceiling_text(scope, words) if scope and follows else "",
        small=small,
        skips=skips(form) if small else {},
        dropped=[] if submitted else [problem_text(problem, words) for problem in visit.problems],
        canonical=address(f"/{visit.lang}/questions/{place.number}", visit.state(back=visit.back)),
    )


def follows_capacity(place: Place, rulebook: Rulebook) -> bool:
    """Say whether the step before this one is where people, hours and size are settled."""
    return place.number > 1 and set(DECIDING) <= set(rulebook.steps[place.number - 2].questions)


def ceiling_text(scope: Scope, words: Speaker) -> str:
    """Return how large the plan can become, and why."""
    why = words.because(joined(cap.reason.answers for cap in scope.binding))
    return f"{words.phrase('ceiling', tier=words.text(f'tiers.{scope.tier}.name'))} {why}"


def skips(form: StepForm) -> dict[str, str]:
    """Return the questions that hardly matter to the smallest plan, each with the element after it."""
    places = [*(block.id for block in form.blocks), "go-on"]
    return {name: after for name, after in itertools.pairwise(places) if name in SPARED_THE_SMALLEST}


def asked_here(visit: Visit, place: Place) -> list[str]:
    """Return what counts as asked when this page is sent: its questions, or all where a page waits."""
    if not visit.back:
        return [question.id for question in questions_of(place.step, visit.values, visit.rulebook)]
    questions = visit.rulebook.questions.values()
    return [question.id for question in questions if shown(question, visit.values)]


def back_address(visit: Visit, place: Place) -> str:
    """Return where the Back link leads: to the page that waits, the step before, or the start."""
    if visit.back:
        return return_address(visit, visit.back)
    if place.number == 1:
        return f"/{visit.lang}/"
    return address(f"/{visit.lang}/questions/{place.number - 1}", visit.state(), "q")
