"""Businesses drawn by lot: whole and valid sets of answers, as the branching of the questionnaire goes."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

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

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A business as drawn: what was answered, and the answers with what counts where none was given."""

    pairs: Pairs
    answers: Answers
    """Good for the engine; to show the business, read the pairs."""

    @property
    def query(self) -> str:
        """The address of the business."""
        return urlencode(self.pairs)


def businesses(rulebook: Rulebook, count: int) -> Iterator[Answers]:
    """Yield so many businesses, always the same ones."""
    for one in draw(rulebook, count):
        yield read_pairs(one.pairs, rulebook).whole()


def draw(rulebook: Rulebook, count: int, lot: object = SEED) -> Iterator[Drawn]:
    """Yield so many businesses of a lot, always the same ones; every second has room for tactics."""
    chance = random.Random(str(lot))  # noqa: S311 - a lot, not a secret
    for number in range(count):
        yield sketch(rulebook, chance.choice, ROOMY if number % 2 else ANY)


def business(rulebook: Rulebook, pick: Pick, among: Mapping[str, tuple[str, ...]]) -> Answers:
    """Return a whole and valid set of answers, picked question by question, in canonical form."""
    return read_pairs(sketch(rulebook, pick, among).pairs, rulebook).whole()


def sketch(rulebook: Rulebook, pick: Pick, among: Mapping[str, tuple[str, ...]]) -> Drawn:
    """Return a whole and valid set of answers, picked question by question.

    `among` limits the options of the questions that it names; these are always answered.
    """
    pairs: Pairs = []
    values: dict[str, Value] = {}
    complete: dict[str, Any] = {}
    for question in rulebook.questions.values():
        found: Pairs = []
        if shown(question, values):
            offered = [option for option in question.options if option_shown(option, values)]
            wanted = [option for option in offered if option.id in among.get(question.id, ())]
            may_be_left_out = not question.required and not wanted and question.kind != "number"
            if not may_be_left_out or pick((False, True, True)):
                found = _answer(question, wanted or offered, pick)
        pairs += found
        complete[question.id] = _see(question, found, values)
    return Drawn(pairs, Answers(rulebook.edition, given={}, complete=complete, assumed=()))


def _answer(question: Question, options: list[Option], pick: Pick) -> Pairs:
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


def _see(question: Question, found: Pairs, values: dict[str, Value]) -> object:
    """Let later questions see an answer, a default or nothing; return it as answers keep it."""
    name, answers = question.id, [value for _, value in found]
    given = preset(question, values)
    if question.kind == "grid":
        rows = {key.removeprefix(f"{GRID}."): state for key, state in found}
        values[name] = frozenset(rows)
        values.update({f"{GRID}.{row}": rows.get(row, "no") for row in question.rows})
        return rows
    if question.kind == "number":
        return Decimal(answers[0]) if answers else None
    if given is not None or not shown(question, values):
        values[name] = given
    elif question.kind == "many":
        values[name] = frozenset(answers) or question.default
    else:
        values[name] = answers[0] if answers else question.default
    return values[name]
