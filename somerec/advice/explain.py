"""What would change the advice: every single-answer change, put to the engine itself.

Nothing is guessed: a change is worked out by the same call that gave the advice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from somerec.advice.answers import Answers, Given, Ticks, answer_pairs, read_pairs
from somerec.advice.flow import option_shown, shown
from somerec.advice.recommend import recommend
from somerec.advice.recommendation import Recommendation
from somerec.rulebook.conditions import GRID, Match, Value
from somerec.rulebook.model import Question, Rulebook


@dataclass(frozen=True, slots=True)
class Change:
    """One answer put differently: its complete new value, and the match that words it."""

    question: str
    value: Given
    match: Match
    answers: Answers


@dataclass(frozen=True, slots=True)
class TippingPoint:
    """A change that flips the tier, the gate or a chosen tactic, and what then differs."""

    change: Change
    tier: str | None
    gate: str | None
    gained: tuple[str, ...]
    lost: tuple[str, ...]


def tipping_points(now: Recommendation, rulebook: Rulebook) -> tuple[TippingPoint, ...]:
    """Return the exact single-answer changes that flip the tier, the gate or a chosen tactic."""
    points = []
    for change in single_changes(now.answers, rulebook):
        then = recommend(change.answers, rulebook, now.start)
        before, after = (tuple(tactic.id for tactic in found.chosen) for found in (now, then))
        point = TippingPoint(
            change=change,
            tier=then.scope.tier if then.scope.tier != now.scope.tier else None,
            gate=then.gate if then.gate != now.gate else None,
            gained=tuple(tactic for tactic in after if tactic not in before),
            lost=tuple(tactic for tactic in before if tactic not in after),
        )
        if point.tier or point.gate or point.gained or point.lost:
            points.append(point)
    return tuple(points)


def single_changes(answers: Answers, rulebook: Rulebook) -> Iterator[Change]:
    """Yield every valid set of answers that differs in one answer, in questionnaire order.

    What the branching hides after the change is dropped; figures of one's own are left alone.
    """
    values = answers.facts(rulebook).values
    for question in rulebook.questions.values():
        if not shown(question, values):
            continue
        for value, match in _other_values(question, answers, values):
            changed = _with(answers, question.id, value, rulebook)
            if changed is not None:
                yield Change(question.id, value, match, changed)


def _other_values(
    question: Question, answers: Answers, values: Mapping[str, Value]
) -> Iterator[tuple[Given, Match]]:
    present = answers.complete.get(question.id)
    if question.kind == "one":
        for option in question.options:
            if option.id != present and option_shown(option, values):
                yield option.id, Match(question.id, (option.id,))
    elif question.kind == "many":
        ticked = present if isinstance(present, frozenset) else frozenset[str]()
        yield from _toggled(question, ticked, values)
    elif question.kind == "grid":
        rows = dict(present) if isinstance(present, Mapping) else {}
        for row in question.rows:
            for option in question.options:
                if option.id != rows.get(row, "no"):
                    grid = {name: state for name, state in {**rows, row: option.id}.items() if state != "no"}
                    ordered = {name: grid[name] for name in question.rows if name in grid}
                    yield ordered, Match(f"{GRID}.{row}", (option.id,))


def _toggled(
    question: Question, ticked: frozenset[str], values: Mapping[str, Value]
) -> Iterator[tuple[Given, Match]]:
    """Yield the ticks with one option more or one less; with none left the exclusive option stands."""
    alone = [option.id for option in question.options if option.exclusive]
    real = ticked.difference(alone)
    for option in question.options:
        if option.exclusive or not option_shown(option, values):
            continue
        kept = real ^ {option.id}
        order = [item.id for item in question.options if item.id in kept] or alone[:1]
        yield Ticks.of(order), Match(question.id, (option.id,), holds=option.id not in ticked)


def _with(answers: Answers, question: str, value: Given, rulebook: Rulebook) -> Answers | None:
    """Return the answers with one changed, or None where that is no valid set of answers."""
    given: dict[str, Given] = dict(answers.given)
    given[question] = value
    if isinstance(value, Mapping) and not value:
        del given[question]
    extra = [(key, text) for key, text in answers.pairs() if key in ("start", "hour_value")]
    reading = read_pairs([*answer_pairs(given), *extra], rulebook)
    changed = reading.answers
    same = changed.given.get(question, {}) == value or isinstance(value, Decimal)
    return changed if same and not changed.missing else None
