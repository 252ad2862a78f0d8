"""Businesses drawn by lot: whole and valid sets of answers, as the branching of the questionnaire goes."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from somerec.advice.answers import Answers, read_pairs
from somerec.advice.flow import option_shown, preset, shown
from somerec.rulebook.conditions import GRID, Value
from somerec.rulebook.model import Option, Question, Rulebook

SEED = 2026
"""The lot falls the same way every time, so that a finding can be looked at again."""

NUMBERS = ("40", "3", "7.5", "60", "1000", "999999999999")

ROOMY: Mapping[str, tuple[str, ...]] = {
    "situation": ("none",),
    "size": ("micro", "small", "medium", "large"),
    "who": ("set_time", "hired", "one_full", "team_2_4", "team_5_plus"),
    "hours": ("h3", "h6", "h11", "h21", "h41"),
    "money": ("m1", "m2", "m3", "m4"),
    "skills": ("write", "photo_video", "web", "ads", "numbers", "talk"),
    "website": ("facts", "useful", "converts"),
    "content": ("before_after", "how_to", "products", "people", "stories", "answers", "news"),
    "base": ("measuring", "answer_owner", "answer_time", "guidelines"),
}
"""Answers that leave room for tactics; drawn blindly, nearly every business would be too small for any."""

ANY: Mapping[str, tuple[str, ...]] = {}

Pick = Callable[[Sequence[Any]], Any]
"""Chooses one of several."""


def businesses(rulebook: Rulebook, count: int) -> Iterator[Answers]:
    """Yield so many businesses, always the same ones."""
    chance = random.Random(SEED)  # noqa: S311 - a lot, not a secret
    for number in range(count):
        yield business(rulebook, chance.choice, ROOMY if number % 2 else ANY)


def business(rulebook: Rulebook, pick: Pick, among: Mapping[str, tuple[str, ...]]) -> Answers:
    """Return a whole and valid set of answers, picked question by question.

    `among` limits the options of the questions that it names; these are always answered.
    """
    pairs: list[tuple[str, str]] = []
    values: dict[str, Value] = {}
    for question in rulebook.questions.values():
        found: list[tuple[str, str]] = []
        if shown(question, values):
            offered = [option for option in question.options if option_shown(option, values)]
            wanted = [option for option in offered if option.id in among.get(question.id, ())]
            may_be_left_out = not question.required and not wanted and question.kind != "number"
            if not may_be_left_out or pick((False, True, True)):
                found = _answer(question, wanted or offered, pick)
        pairs += found
        _see(question, found, values)
    return read_pairs(pairs, rulebook).whole()


def _answer(question: Question, options: list[Option], pick: Pick) -> list[tuple[str, str]]:
    if question.kind == "number":
        return [(question.id, pick(NUMBERS))]
    if question.kind == "grid":
        states = [(row, pick(("no", "no", "active", "quiet"))) for row in question.rows]
        return [(f"{question.id}.{row}", state) for row, state in states if state != "no"]
    if question.kind == "one":
        return [(question.id, pick([option.id for option in options]))]
    often = pick((1, 2, 3))
    ticked = [option.id for option in options if not option.exclusive and pick((3, 2, 1, 0)) < often]
    alone = [option.id for option in options if option.exclusive]
    return [(question.id, option) for option in ticked or alone[:1]]


def _see(question: Question, found: list[tuple[str, str]], values: dict[str, Value]) -> None:
    """Let later questions see an answer, a default or nothing."""
    answers = [value for _, value in found]
    given = preset(question, values)
    if question.kind == "grid":
        rows = dict(found)
        values[GRID] = frozenset(key.removeprefix(f"{GRID}.") for key in rows)
        values.update({f"{GRID}.{row}": rows.get(f"{GRID}.{row}", "no") for row in question.rows})
    elif given is not None or not shown(question, values):
        values[question.id] = given
    elif question.kind == "many":
        values[question.id] = frozenset(answers) or question.default
    elif question.kind == "one":
        values[question.id] = answers[0] if answers else question.default
