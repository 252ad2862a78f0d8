"""Checking a rulebook: every property in its turn, each by the way that can settle it."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl

from somerec.proof import apart, reach, steps, texts, whole
from somerec.proof.alike import alike
from somerec.proof.claims import claimed, facts_read
from somerec.proof.clashes import one_answer
from somerec.proof.conditional import conditional, involved
from somerec.proof.context import Context
from somerec.proof.monotone import monotone
from somerec.proof.result import Found, Result
from somerec.proof.sampling import AGREEMENT, NO_ADVICE, Sampled, sampled
from somerec.rulebook.model import Rulebook
from somerec.rulebook.properties import AtMost, Each, Monotone, OneAnswer, Property, SameFor

QUICK = 5_000
"""Businesses drawn where no other number is asked for."""

_WHOLE: Mapping[str, Callable[[Context], Found]] = {
    "this_week": steps.first_steps,
    "blocked_chosen": steps.blocked,
    "texts_filled": texts.filled,
    "limit_named": whole.limits_named,
    "wishes_answered": whole.wishes_answered,
}
"""Facts about the whole advice that have a way of their own to be settled."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a check is to look at: so many businesses, and if need be only some properties or some rules.

    With several workers each reads the edition's folder for itself.
    """

    sample: int = QUICK
    only: Collection[str] = ()
    rules: Collection[str] = ()
    workers: int = 1
    folder: Path | None = None


def check(rulebook: Rulebook, asked: Asked) -> Iterator[Result]:
    """Yield what became of each property, and last whether the solver was told the truth."""
    context = Context(rulebook, sample=asked.sample, rules=asked.rules)
    drawn = sampled(context, asked.workers, asked.folder) if asked.sample else Sampled()
    for found in rulebook.properties.values():
        if not asked.only or found.id in asked.only:
            started = time.perf_counter()
            settled = settle(context, found)
            if settled.method == "sampled" and settled.holds and not (drawn.count or settled.sampled):
                context.sample = QUICK
                drawn = sampled(context)
            result = _result(context, found, settled, drawn)
            yield result.lasting(time.perf_counter() - started)
    if not asked.only:
        yield from _about_the_lot(drawn)


def settle(context: Context, found: Property) -> Found:
    """Look at one property by the way that its kind and what it reads call for."""
    claim, single = found.claim, claimed(found)
    if single is not None:
        ways = [_WHOLE[name] for name in facts_read(single.conditions) if name in _WHOLE]
        return ways[0](context) if ways else conditional(context, single)
    if isinstance(claim, AtMost):
        return steps.kept(context, claim) or Found("sampled")
    if isinstance(claim, OneAnswer):
        return one_answer(context, claim)
    return _of_several(context, found)


def _of_several(context: Context, found: Property) -> Found:
    """Look at a property that no business has or breaks by itself."""
    claim = found.claim
    if isinstance(claim, Monotone):
        return monotone(context, found, claim)
    if isinstance(claim, SameFor):
        return alike(context, found, claim)
    if isinstance(claim, Each):
        return _each(context, found, claim)
    raise TypeError(f"no way to look at {found.id}")


def _each(context: Context, found: Property, claim: Each) -> Found:
    if claim.each == "tactic":
        return reach.chosen(context, found, first=claim.can == "be_first")
    if claim.each == "option":
        return apart.told_apart(context, found)
    if claim.can == "fire":
        return reach.fire(context, found)
    return reach.tip(context, found, each_target=claim.each == "effect")


def _result(context: Context, found: Property, settled: Found, drawn: Sampled) -> Result:
    """Return what was found, and what the businesses drawn by lot say of it."""
    query = drawn.against.get(found.id, "")
    if query and settled.counterexample is None:
        one = context.advised(_pairs(query))
        single = claimed(found)
        rules = involved(single, one.advice) if single and one else ()
        settled.against(context.against(one, rules=rules) if one else None)
    looked_at = settled.sampled or _looked_at(found, drawn)
    sets = settled.sets or (looked_at if settled.method == "sampled" else 0)
    return Result(
        id=found.id,
        kind=found.kind,
        because=context.rulebook.texts[found.key].one,
        holds=settled.holds,
        method=settled.method,
        sets=sets,
        sampled=looked_at,
        notes=tuple(settled.notes),
        counterexample=settled.counterexample,
    )


def _pairs(query: str) -> list[tuple[str, str]]:
    return parse_qsl(query)


def _looked_at(found: Property, drawn: Sampled) -> int:
    """Return how many of the businesses drawn by lot were held against a property."""
    single = claimed(found)
    if isinstance(found.claim, AtMost):
        return drawn.whole if found.claim.figure == "first_minutes" else drawn.count
    if single is None or single.single:
        return 0
    return drawn.count if found.id in drawn.decided else drawn.whole


def _about_the_lot(drawn: Sampled) -> Iterator[Result]:
    """Yield whether everybody drawn got advice, and whether the solver was told of the engine as it is."""
    for name, because, count in (
        (NO_ADVICE, "Every business drawn by lot gets advice.", drawn.whole),
        (AGREEMENT, "What the solver was told of the rules is what the engine does.", drawn.compared),
    ):
        query = drawn.against.get(name, "")
        if count:
            notes = (query,) if query else ()
            yield Result(name, "lot", because, not query, "sampled", count, sampled=count, notes=notes)
