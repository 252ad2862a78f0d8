"""An answer that must not matter: two businesses that differ in it alone are held side by side.

The solver gets every answer twice, with all but the one in question the same, and is asked for a rule that
fires in one copy and not in the other. Businesses drawn by lot are put to the engine with either answer.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from somerec.proof.cnf import Clauses
from somerec.proof.context import Advised, Context
from somerec.proof.lot import draw
from somerec.proof.models import as_many, decode, preferred
from somerec.proof.plan_encoding import PlanEncoding
from somerec.proof.reach import OF_TACTICS
from somerec.proof.removal import targets
from somerec.proof.result import Found
from somerec.proof.solving import Solving
from somerec.proof.variables import question_of
from somerec.rulebook.model import Effect, Question
from somerec.rulebook.properties import Property, SameFor

_EARLY = ("hours", "cap", "cap_by", "lower")
_AIM = ("propose", "steer", "draft")
_TACTICS = (
    *("reject", "wait", "reject_others", "wait_others", "score", "points", "first", "last", "after"),
    *("facts_only", "facts_later", "half_pace", "monthly", "may_halve", "double", "no_setup"),
    *("answering", "guess_buying", "deepen", *_EARLY, "close_gate", "propose", "steer"),
)
_VERBS: Mapping[str, tuple[str, ...]] = {
    "tier": _EARLY,
    "gate": ("close_gate",),
    "goal": _AIM,
    "chosen": _TACTICS,
    "tactics": _TACTICS,
    "actions": ("act", "act_only"),
    "safeguards": ("pack", "safeguard"),
    "stops": ("stop",),
    "law": ("law",),
    "depth": ("depth",),
}
"""By part of the advice the verbs that can change it."""

_OWN = ("directories",)
"""Tactics that a country may change: `tactics` looks at all the others."""

_READS: Mapping[str, Callable[[Advised], Any]] = {
    "tier": lambda one: one.advice.scope.tier,
    "gate": lambda one: one.advice.gate,
    "goal": lambda one: (one.advice.aim.goal, one.advice.aim.steering),
    "chosen": lambda one: [(tactic.id, tactic.weekly) for tactic in one.advice.chosen],
    "actions": lambda one: [item.id for item in one.advice.actions],
    "safeguards": lambda one: [item.id for item in one.advice.safeguards],
    "stops": lambda one: [item.id for item in one.advice.stop],
    "law": lambda one: [item.id for item in one.advice.law],
    "depth": lambda one: one.advice.depth,
}


MOST_PAIRS = 1_000
"""So many businesses at most are put to the engine with other answers."""


def alike(context: Context, found: Property, claim: SameFor) -> Found:
    """Find two businesses that differ in one answer alone and get what should be the same advice."""
    result = _proved(context, found, claim) or Found("sampled")
    if not result.holds:
        return result
    question = context.rulebook.questions[claim.question]
    for drawn in draw(
        context.rulebook, min(max(context.sample // 20, 60), MOST_PAIRS), f"alike {claim.question}"
    ):
        one = context.advised(drawn.pairs)
        if one is None or not found.when.test(context.values(one)):
            continue
        for pairs in _others(question, list(drawn.pairs)):
            two = context.advised(pairs)
            if two is None:
                continue
            result.sampled += 1
            differing = _differing(one, two, claim)
            if differing:
                said = f"{', '.join(differing)} differ with {two.query}"
                return result.against(context.against(one, said), said)
    return result


def _others(question: Question, pairs: list[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """Yield the answers with each other option; of several ticks, with each one more or less."""
    own = [value for key, value in pairs if key == question.id]
    rest = [pair for pair in pairs if pair[0] != question.id]
    if question.kind == "one":
        others = [[option.id] for option in question.options if own and option.id not in own]
    else:
        ticks = [option.id for option in question.options if not option.exclusive]
        others = [sorted({*own} ^ {tick}) for tick in ticks if own and own != [tick] and {*own} <= {*ticks}]
    for values in others[:4]:
        yield [*rest, *((question.id, value) for value in values)]


def _differing(one: Advised, two: Advised, claim: SameFor) -> list[str]:
    return [name for name in claim.keeps if not _same(name, one, two)]


def _same(name: str, one: Advised, two: Advised) -> bool:
    if name != "tactics":
        return bool(_READS[name](one) == _READS[name](two))
    # Where the one tactic that may differ does differ, a trial may take its place.
    plans = [{tactic.id: tactic for tactic in side.advice.chosen} for side in (one, two)]
    free = any((own in plans[0]) != (own in plans[1]) for own in _OWN)
    return all(
        name in _OWN or (free and plan[name].trial) or name in other
        for plan, other in itertools.permutations(plans)
        for name in plan
    )


def _proved(context: Context, found: Property, claim: SameFor) -> Found | None:
    """Ask the solver for a rule that tells two answers apart; None where it finds one or is not there."""
    encoding = context.encoding
    if encoding is None:
        return None
    when = encoding.condition(found.when)
    telling = list(_telling(encoding, claim))
    size = encoding.size
    solving, differ = Solving(_twice(encoding, claim.question)), False
    for literal, tactic in telling:
        wanted = [literal, -_copied(literal, size), when, _copied(when, size)]
        if solving.possible(wanted):
            differ = True
            open_there = [_copied(encoding.eligible[name], size) for name in tactic]
            liked = [*open_there, *preferred(context, 0, tactic)]
            solving.possible([*wanted, *as_many(wanted, liked, solving)])
            shown = _shown(context, solving.model(), claim)
            if shown is not None:
                return shown
    return None if differ else Found("solver", context.total)


def _shown(context: Context, model: frozenset[int], claim: SameFor) -> Found | None:
    """Return what the engine says to the two businesses that the solver found, if it tells them apart."""
    encoding = context.encoding
    if encoding is None:
        return None
    size = encoding.size
    copied = frozenset(_copied(x, -size) for x in model if abs(x) > size)
    one, two = (context.repaired(decode(encoding, found, context.rulebook)) for found in (model, copied))
    if one is None or two is None:
        return None
    differing = _differing(one, two, claim)
    said = f"{', '.join(differing)} differ with {two.query}"
    return Found("solver").against(context.against(one, said), said) if differing else None


def _copied(literal: int, size: int) -> int:
    """Return the literal that stands for the same thing in the other copy."""
    return literal + size if literal > 0 else literal - size


def _telling(encoding: PlanEncoding, claim: SameFor) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield what can make a difference to the advice: facts, and rules as they fire on a tactic."""
    for name, values in (("tier", encoding.rulebook.tiers), ("working_goal", encoding.rulebook.goals)):
        yield from ((encoding.is_value(name, value), ()) for value in values)
    spared = _OWN if "tactics" in claim.keeps else ()
    for verb in dict.fromkeys(verb for name in claim.keeps for verb in _VERBS[name]):
        for effect in encoding.rulebook.having(verb):
            yield from _firing(effect, encoding, spared)


def _firing(
    effect: Effect, encoding: PlanEncoding, spared: tuple[str, ...]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield what says that an effect fires, on each tactic that counts here."""
    if effect.verb not in OF_TACTICS:
        yield encoding.fires(effect), ()
        return
    for name in targets(encoding.rulebook, effect):
        if name not in spared:
            yield encoding.fires(effect, name), (name,)


def _twice(encoding: PlanEncoding, free: str) -> Clauses:
    """Return the clauses twice, tied together answer by answer but for one question."""
    both, size = Clauses(), encoding.size
    both.clauses = [*encoding.clauses]
    both.clauses += [[x + size if x > 0 else x - size for x in clause] for clause in encoding.clauses]
    for (name, _), literal in encoding.literals().items():
        question = question_of(name)
        if question in encoding.rulebook.questions and question != free:
            both.same(literal, literal + size)
    return both
