"""How large a plan can become, told as soon as people, hours and size are known."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from somerec.advice.answers import Answers
from somerec.advice.recommendation import Scope
from somerec.advice.stages import count_hours, set_scope
from somerec.rulebook.model import Rulebook

DECIDING = ("size", "who", "hours")
"""The questions without which nothing can be said."""


def ceiling(answers: Answers, rulebook: Rulebook) -> Scope | None:
    """Return the largest scope that later answers can leave, and what sets it; None where it is too early.

    What is not in place yet may still lower it; that is told in the result, when it has been asked about.
    """
    if any(answers.complete[name] is None for name in DECIDING):
        return None
    rulebook = _without_lowering(rulebook)
    facts = answers.facts(rulebook)
    count_hours(facts, rulebook)
    return set_scope(facts, rulebook)


@lru_cache(maxsize=4)
def _without_lowering(rulebook: Rulebook) -> Rulebook:
    effects = {verb: found for verb, found in rulebook.effects.items() if verb != "lower"}
    return replace(rulebook, effects=effects)
