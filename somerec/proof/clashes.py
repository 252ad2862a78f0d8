"""No two rules contradict each other: every pair that could give one business two answers is gone through."""

from __future__ import annotations

import itertools

from somerec.proof.closings import go_through, scene
from somerec.proof.context import Context, whole_pairs
from somerec.proof.result import Found
from somerec.proof.space import TooLargeError
from somerec.rulebook.conditions import All
from somerec.rulebook.model import Effect
from somerec.rulebook.properties import OneAnswer


def one_answer(context: Context, claim: OneAnswer) -> Found:
    """Find two rules with different answers that fire for the same business."""
    found = Found("enumerated")
    for verb in claim.verbs:
        for one, two in itertools.combinations(context.rulebook.having(verb), 2):
            if one.value != two.value:
                _go_through(context, one, two, found)
    return _both_ends(context, found)


def _go_through(context: Context, one: Effect, two: Effect, found: Found) -> None:
    both = All((one.part.when, two.part.when))
    what = scene([both], context.rulebook)
    try:
        case, count = go_through(what, lambda values: not both.test(values), context.space)
    except TooLargeError:
        found.method = "sampled"
        return
    found.sets += count
    if case is not None:
        names = [effect.part.key.removeprefix("rules.").removesuffix(".because") for effect in (one, two)]
        business = context.advised(whole_pairs(case, context.space))
        said = f"{names[0]} and {names[1]} give different answers ({one.verb})"
        rules = [one.rule.id, two.rule.id]
        found.against(context.against(business, said, rules) if business else None, said)


def _both_ends(context: Context, found: Found) -> Found:
    """Find two rules of which one puts a tactic first and the other last."""
    for one, two in itertools.product(context.rulebook.having("first"), context.rulebook.having("last")):
        if {*one.value} & {*two.value}:
            _go_through(context, one, two, found)
    return found
