"""What all stages share: which effects fire, and the reasons they give."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache

from somerec.advice.recommendation import Msg, ParamValue, Reason
from somerec.rulebook.conditions import Facts, Matches, joined
from somerec.rulebook.model import Effect, Part, Rulebook

__all__ = ["explain", "firing", "joined", "reason", "resting_on", "said"]

MOST_REASONS = 8192
"""How many reasons for the engine's own doings are kept for whoever gives the same answers next."""

MOST_KNOWN = 512
"""How many reasons of one part of a rule are kept."""

_KNOWN: defaultdict[Part, dict[object, Reason]] = defaultdict(dict)
"""By part: the reasons that rest on answers alone, by these answers. They are the same for everybody who
gave them. Plain dictionaries, since keeping track of what was needed last would cost more than it saves.
"""


@cache
def said(key: str) -> Msg:
    """Return a text without slots; each is made only once."""
    return Msg(key)


def firing(verb: str, rulebook: Rulebook, facts: Facts) -> list[Effect]:
    """Return the effects with that verb whose condition holds, in file order.

    What a condition says of one tactic (`this_channel`) is left to those who look at tactics.
    """
    fired, values = [], facts.values
    for effect in rulebook.possible(verb, facts):
        rest = effect.part.split.rest
        if rest is None or rest.test(values):
            fired.append(effect)
    return fired


def reason(effect: Effect, facts: Facts, points: int = 0, source: tuple[str, ...] = ()) -> Reason:
    """Return the reason that a fired effect gives; `source`, if there is one, stands for the rule's own."""
    names = effect.part.answers
    if names is None:
        return resting_on(effect.part.when.matched(facts), effect, points, source)
    known = _KNOWN[effect.part]
    answers = facts.values.get(names[0]) if len(names) == 1 else tuple(map(facts.values.get, names))
    key = (answers, points, source) if points or source else answers
    why = known.get(key)
    if why is None:
        if len(known) >= MOST_KNOWN:
            known.clear()
        why = known[key] = resting_on(effect.part.when.matched(facts), effect, points, source)
    return why


def resting_on(answers: Matches, effect: Effect, points: int = 0, source: tuple[str, ...] = ()) -> Reason:
    """Return the reason that an effect gives where it rests on other answers than its condition's."""
    rule, part = effect.rule, effect.part
    return Reason(rule.id, said(part.key), answers, source or part.source or rule.source, points)


def explain(
    event: str, rulebook: Rulebook, answers: Matches, points: int = 0, **params: ParamValue
) -> Reason:
    """Return the reason for something that the engine itself did."""
    if not params:
        return _explained(event, rulebook, answers, points)
    rule, key = rulebook.explains[event]
    return Reason(rule, Msg(key, params), answers, rulebook.rules[rule].source, points)


@lru_cache(maxsize=MOST_REASONS)
def _explained(event: str, rulebook: Rulebook, answers: Matches, points: int) -> Reason:
    """Return a reason without figures: the same for everybody who gave these answers."""
    rule, key = rulebook.explains[event]
    return Reason(rule, said(key), answers, rulebook.rules[rule].source, points)
