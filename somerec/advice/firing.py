"""What all stages share: which effects fire, and the reasons they give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from somerec.advice.recommendation import Msg, ParamValue, Reason
from somerec.rulebook.conditions import Facts, Match, Matches
from somerec.rulebook.model import Effect, Rulebook


def firing(verb: str, rulebook: Rulebook, facts: Facts) -> Iterator[Effect]:
    """Yield the effects with that verb whose condition holds, in file order."""
    values = facts.values
    for effect in rulebook.having(verb):
        if effect.part.when.test(values):
            yield effect


def reason(effect: Effect, facts: Facts, points: int = 0) -> Reason:
    """Return the reason that a fired effect gives."""
    rule = effect.rule
    return Reason(rule.id, Msg(effect.part.key), effect.part.when.matched(facts), rule.source, points)


def explain(
    event: str, rulebook: Rulebook, answers: Matches, points: int = 0, **params: ParamValue
) -> Reason:
    """Return the reason for something that the engine itself did."""
    rule, key = rulebook.explains[event]
    return Reason(rule, Msg(key, params), answers, rulebook.rules[rule].source, points)


def joined(groups: Iterable[Matches]) -> Matches:
    """Join the answers behind several things, each once."""
    seen: dict[Match, None] = {}
    for group in groups:
        seen.update(dict.fromkeys(group))
    return tuple(seen)
