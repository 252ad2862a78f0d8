"""Which questions are shown, which come next, and which answers deserve to be asked again."""

from __future__ import annotations

from collections.abc import Mapping

from somerec.rulebook.conditions import Facts, Value
from somerec.rulebook.model import Doubt, Option, Question, Rulebook


def preset(question: Question, values: Mapping[str, Value]) -> str | None:
    """Return the answer that earlier answers already give, if any."""
    return next((item.value for item in question.presets if item.when.test(values)), None)


def shown(question: Question, values: Mapping[str, Value]) -> bool:
    """Say whether a question is asked after the answers so far."""
    if question.shown_when is not None and not question.shown_when.test(values):
        return False
    return preset(question, values) is None


def option_shown(option: Option, values: Mapping[str, Value]) -> bool:
    """Say whether an option is offered after the answers so far."""
    return option.shown_when is None or option.shown_when.test(values)


def wording(question: Question, values: Mapping[str, Value]) -> str:
    """Return the key path of the words in which a question is asked."""
    for item in question.reworded:
        if item.when.test(values):
            return item.key
    return f"questions.{question.id}"


def doubts(facts: Facts, rulebook: Rulebook) -> tuple[Doubt, ...]:
    """Return the contradictions in the answers (domain model, decision 18 and A25)."""
    return tuple(doubt for doubt in rulebook.doubts if doubt.when.test(facts.values))
