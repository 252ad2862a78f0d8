"""What conditions read, as variables: a question, a tick of one, a row of the grid, or a derived fact.

A tick is a variable of its own (`base=measuring`), so that of a question with many options only those count
that some condition names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from somerec.rulebook.conditions import (
    GRID,
    All,
    AnyOf,
    AtLeast,
    Condition,
    Has,
    Held,
    Not,
    OneOf,
    Term,
    Value,
)
from somerec.rulebook.model import Question, Rulebook

Leaf: TypeAlias = OneOf | Has | AtLeast | Held

Case: TypeAlias = Mapping[str, Value]
"""Variables with their values; a tick is `yes` or `no`."""

OTHER_ROWS = f"{GRID}=other"
"""Whether some row is held beside those that a case names."""

YES, NO = "yes", "no"


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Yield the single statements of a condition."""
    if isinstance(condition, (OneOf, Has, AtLeast, Held)):
        yield condition
    elif isinstance(condition, Not):
        yield from leaves(condition.part)
    elif isinstance(condition, Term):
        yield from leaves(condition.meaning)
    elif isinstance(condition, (All, AnyOf)):
        for part in condition.parts:
            yield from leaves(part)


def variables(conditions: Iterable[Condition]) -> set[str]:
    """Return the variables that conditions read."""
    found: set[str] = set()
    for condition in conditions:
        for leaf in leaves(condition):
            if isinstance(leaf, Has):
                found.update(f"{leaf.name}={option}" for option in leaf.options)
            elif isinstance(leaf, Held):
                found.add(OTHER_ROWS)
            else:
                found.add(leaf.name)
    return found


def question_of(variable: str) -> str:
    """Return the question or fact that a variable belongs to."""
    return variable.partition("=")[0].partition(".")[0]


def with_branching(found: Iterable[str], rulebook: Rulebook) -> set[str]:
    """Add the variables on which it depends whether the ones found are asked, and what is offered."""
    known = set(found)
    new = set(known)
    while new:
        conditions: list[Condition] = []
        for variable in new:
            question = rulebook.questions.get(question_of(variable))
            if question is not None:
                conditions += _branching(question, variable)
        new = variables(conditions) - known
        known |= new
    return known


def _branching(question: Question, variable: str) -> Iterator[Condition]:
    if question.kind == "grid":
        return
    if question.shown_when is not None:
        yield question.shown_when
    yield from (preset.when for preset in question.presets)
    tick = variable.partition("=")[2]
    for option in question.options:
        if option.shown_when is not None and tick in ("", option.id):
            yield option.shown_when


def in_order(found: Iterable[str], rulebook: Rulebook) -> list[str]:
    """Return variables in the order of the questionnaire, derived facts last."""
    places = {name: place for place, name in enumerate(rulebook.questions)}
    return sorted(found, key=lambda name: (places.get(question_of(name), len(places)), name))


def facts_of(case: Case, rulebook: Rulebook) -> dict[str, Value]:
    """Return a case as the values that conditions read: ticks gathered in sets again."""
    values: dict[str, Value] = {}
    ticks: dict[str, set[str]] = {}
    for variable, value in case.items():
        name, tick, option = variable.partition("=")
        if tick and variable != OTHER_ROWS:
            ticks.setdefault(name, set()).update((option,) if value == YES else ())
        elif not tick:
            values[name] = value
    values.update({name: frozenset(found) for name, found in ticks.items()})
    if any(question_of(variable) == GRID for variable in case):
        values[GRID] = _held(case, rulebook)
    return values


def _held(case: Case, rulebook: Rulebook) -> frozenset[str]:
    rows = rulebook.questions[GRID].rows
    held = {row for row in rows if case.get(f"{GRID}.{row}", NO) not in (NO, None)}
    if case.get(OTHER_ROWS) == YES:
        held.add(next(row for row in rows if f"{GRID}.{row}" not in case))
    return frozenset(held)
