"""Answers that an agency gives for its visitors: prefilled ones can be changed, locked ones are not asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from somerec.advice.answers import Problem, read_pairs
from somerec.agencies.desk import Desk
from somerec.agencies.model import Pairs
from somerec.rulebook.checking import nearest
from somerec.rulebook.model import Rulebook

IGNORED = ("missing", "hidden", "preset")
"""What is only known once everything else is answered."""


def read_answers(desk: Desk, answers: Mapping[str, Any], kind: str, rulebook: Rulebook) -> Pairs:
    """Return the answers of one kind as pairs, in questionnaire order."""
    place = f"answers.{kind}"
    table = desk.table(answers, place, rulebook.questions)
    pairs: list[tuple[str, str]] = []
    for name in rulebook.questions:
        if name in table:
            pairs.extend((name, value) for value in _values(desk, table[name], f"{place}.{name}"))
    for problem in read_pairs(pairs, rulebook).problems:
        if problem.kind not in IGNORED and f"{place}.{problem.key}" not in desk.wrong:
            desk.fault(f"{place}.{problem.key}", _said(problem, rulebook))
    return tuple(pairs)


def _values(desk: Desk, value: Any, place: str) -> list[str]:
    values = value if isinstance(value, list) else [value]
    if all(isinstance(item, str) for item in values):
        return values
    desk.fault(place, "must be the id of an option, or a list of them")
    return []


def _said(problem: Problem, rulebook: Rulebook) -> str:
    question = rulebook.questions[problem.key]
    if problem.kind == "unknown_option":
        return (
            f"no option {problem.value!r}{nearest(problem.value, [option.id for option in question.options])}"
        )
    if problem.kind == "repeated":
        return "takes one answer only"
    if problem.kind == "exclusive":
        return f"{problem.value!r} excludes the others"
    return f"{problem.value!r} cannot be used here"
