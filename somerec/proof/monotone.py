"""More of something never makes less of something else: tiers over every answer set, tactics by lot."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from urllib.parse import urlencode

from somerec.advice.answers import read_pairs
from somerec.advice.decide import Decision, decide
from somerec.proof.claims import applies
from somerec.proof.context import Context, whole_pairs
from somerec.proof.lot import Drawn, draw
from somerec.proof.result import Counterexample, Found
from somerec.proof.space import TooLargeError
from somerec.rulebook.conditions import Value
from somerec.rulebook.model import TIERS
from somerec.rulebook.properties import Monotone, Property

MOST_STEPS = 20_000
"""So many businesses at most are put to the engine with one answer and with the next."""


def monotone(context: Context, found: Property, claim: Monotone) -> Found:
    """Find an answer set for which one step more loses something."""
    if claim.keeps == "chosen":
        return _chosen(context, found, claim)
    try:
        return _tier(context, claim)
    except TooLargeError:
        return _tier_sampled(context, claim)


def _tier(context: Context, claim: Monotone) -> Found:
    """Hold the tier of every answer set against that of the one with a step more."""
    rows = context.space.table(frozenset(("tier",)))
    found = Found("enumerated", len(rows.counts))
    if claim.more not in rows.names:
        return found
    place, after = rows.names.index(claim.more), dict(itertools.pairwise(claim.steps))
    tiers = {values[:-1]: TIERS.index(str(values[-1])) for values in rows.counts}
    for values, tier in tiers.items():
        more = (*values[:place], after.get(str(values[place])), *values[place + 1 :])
        if tiers.get(more, tier) < tier:
            case = dict(zip(rows.names, values, strict=False))
            return found.against(*_shown(context, case, claim, str(more[place])))
    return found


def _shown(
    context: Context, case: dict[str, Value], claim: Monotone, more: str
) -> tuple[Counterexample | None, str]:
    """Return the counterexample as the real engine shows it, and what is said of it."""
    one = context.advised(whole_pairs(case, context.space))
    two = context.advised(whole_pairs({**case, claim.more: more}, context.space))
    if one is None or two is None:
        return None, f"{urlencode([(k, str(v)) for k, v in case.items()])} with {claim.more}={more}"
    rules = [cap.reason.rule for cap in two.advice.scope.binding]
    said = f"{claim.more}={more} makes {one.advice.scope.tier} into {two.advice.scope.tier}"
    return context.against(one, said, rules), said


def _tier_sampled(context: Context, claim: Monotone) -> Found:
    found = Found("sampled", sampled=context.sample)
    for _, one, two, more in _steps(context, claim, context.sample):
        if TIERS.index(two.tier) < TIERS.index(one.tier):
            return found.against(None, f"{claim.more}={more} makes {one.tier} into {two.tier}")
    return found


def _steps(context: Context, claim: Monotone, count: int) -> Iterator[tuple[Drawn, Decision, Decision, str]]:
    """Yield the decisions for businesses drawn by lot, and those with one step more."""
    after = dict(itertools.pairwise(claim.steps))
    for drawn in draw(context.rulebook, count, claim.more):
        more = after.get(str(drawn.answers.complete.get(claim.more)))
        if more is None:
            continue
        pairs = [(key, more if key == claim.more else value) for key, value in drawn.pairs]
        reading = read_pairs(pairs, context.rulebook)
        if not reading.problems and not reading.answers.missing:
            yield (
                drawn,
                decide(drawn.answers, context.rulebook),
                decide(reading.answers, context.rulebook),
                more,
            )


def _chosen(context: Context, found: Property, claim: Monotone) -> Found:
    """Count by lot which tactics are lost where a step is taken; those that may be lost are known."""
    result, known = Found("sampled"), {item for one in found.known for item in one.items}
    lost: dict[str, int] = {}
    first: dict[str, str] = {}
    for drawn, one, two, more in _steps(context, claim, min(max(context.sample // 5, 1000), MOST_STEPS)):
        result.sampled += 1
        if not applies(found, one.facts.values):
            continue
        for tactic in sorted({*one.chosen} - {*two.chosen}):
            lost[tactic] = lost.get(tactic, 0) + 1
            first.setdefault(tactic, f"{claim.more}={more}: {drawn.query}")
            if tactic not in known:
                shown = context.advised(drawn.pairs)
                against = (
                    context.against(shown, f"{tactic} is lost with {claim.more}={more}") if shown else None
                )
                result.against(against, f"{tactic} is lost and not known to be: {first[tactic]}")
    cases = sum(lost.values())
    result.notes.insert(0, f"{cases} of {result.sampled} steps lose a tactic, {len(lost)} tactics in all")
    result.notes += [f"{tactic}: {lost[tactic]}, such as {first[tactic]}" for tactic in sorted(lost)]
    return result
