"""Properties that one business alone can break: gone through, proved, or at least looked for.

Where a property rests on what early stages and closing lists make of the answers, every answer set it can
depend on is gone through. Where it rests on tactics in the plan, the solver is asked for answers that break
it. What either finds is shown to the real engine before it counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from somerec.advice.recommendation import Recommendation
from somerec.proof.advised import reasons
from somerec.proof.claims import Claimed, facts_read
from somerec.proof.closings import OF_TACTICS, go_through, scene
from somerec.proof.context import Advised, Context, whole_pairs
from somerec.proof.models import models
from somerec.proof.result import Found
from somerec.proof.space import TooLargeError
from somerec.proof.variables import leaves
from somerec.rulebook.conditions import Condition, Not
from somerec.rulebook.properties import Apart, OnlyIf

MOST_TRIES = 12
"""So many businesses of the solver are shown to the engine before the property counts as not settled."""


def conditional(context: Context, claim: Claimed) -> Found:
    """Find out whether a property holds for every business by itself."""
    if claim.single:
        return reached(context, claim)
    found = _gone_through(context, claim) or _proved(context, claim)
    return found or Found("sampled")


def _gone_through(context: Context, claim: Claimed) -> Found | None:
    """Go through every answer set, where none depends on single tactics; None where that settles nothing."""
    what = scene(claim.conditions, context.rulebook)
    if not what.closed:
        return None
    try:
        against, count = go_through(what, lambda values: not claim.broken(values), context.space)
    except TooLargeError:
        return None
    if against is None:
        return Found("enumerated", count)
    pairs = whole_pairs(against, context.space)
    one = context.advised(pairs)
    if one is None:
        # The engine has no advice for this business, or not even valid answers could be made of the case.
        said = f"no advice for {urlencode(pairs)}"
        return None if what.free else Found("enumerated", count).against(None, said)
    if claim.broken(context.values(one)):
        return Found("enumerated", count).against(context.against(one, rules=involved(claim, one.advice)))
    return None


def _proved(context: Context, claim: Claimed) -> Found | None:
    """Ask the solver for answers that break the property; None where it cannot settle it."""
    encoding, solving = context.encoding, context.solving
    unknown = facts_read(claim.conditions) - encoding.known if encoding else frozenset()
    if encoding is None or solving is None or unknown:
        return None
    for broken in _ways(claim):
        literals = [encoding.condition(part) for part in broken]
        if not solving.possible(literals):
            continue
        for one in models(context, literals, MOST_TRIES, _tactics(claim)):
            if claim.broken(context.values(one)):
                return Found("solver").against(context.against(one, rules=involved(claim, one.advice)))
        return None
    return Found("solver", context.total)


def _ways(claim: Claimed) -> Iterable[tuple[Condition, ...]]:
    """Yield what must hold together for a property to be broken, one way after the other."""
    found = claim.property
    if isinstance(found.claim, OnlyIf):
        yield (found.when, found.claim.what, Not(found.claim.needs))
    elif isinstance(found.claim, Apart):
        for place, one in enumerate(found.claim.parts):
            for two in found.claim.parts[place + 1 :]:
                yield (found.when, one, two)
    else:
        yield (found.when, Not(claim.conditions[1]))


def reached(context: Context, claim: Claimed) -> Found:
    """Look for a business that something happens to, among those drawn and those that the solver finds."""
    found = Found("witness")
    encoding = context.encoding
    for one in context.pool:
        found.sets += 1
        if not claim.broken(context.values(one)) and _meant(claim, one, context):
            found.notes.append(one.query)
            return found
    if encoding is not None and not facts_read(claim.conditions) - encoding.known:
        literals = [encoding.condition(part) for part in claim.conditions]
        for one in models(context, literals, MOST_TRIES, _tactics(claim)):
            found.sets += 1
            if _meant(claim, one, context):
                found.notes.append(one.query)
                return found
        if context.solving is not None and not context.solving.possible(literals):
            found.notes.append("no answers at all lead there")
    return found.against(None)


def _meant(claim: Claimed, one: Advised, context: Context) -> bool:
    values = context.values(one)
    return all(part.test(values) for part in claim.conditions)


def involved(claim: Claimed, advice: Recommendation) -> list[str]:
    """Return the rules that spoke where a property looks: those of its facts, of its tactics and lists."""
    read = facts_read(claim.conditions)
    rules: list[str] = []
    if {"tier", "planning", "depth", "strategies"} & read:
        rules += [cap.reason.rule for cap in advice.scope.binding]
    if {"gate", "opens_later"} & read:
        rules += [why.rule for why in advice.gate_reasons]
    if read & set(OF_TACTICS):
        named = {option for part in claim.conditions for option in _options(part)}
        rules += [why.rule for tactic in advice.chosen if tactic.id in named for why in tactic.reasons]
    for name, items in (
        ("actions", advice.actions),
        ("safeguards", advice.safeguards),
        ("stops", advice.stop),
    ):
        if name in read:
            rules += [why.rule for item in items for why in item.reasons]
    if "strategies" in read:
        rules += [why.rule for wish in advice.wishes for why in wish.reasons]
    return rules or [why.rule for why in reasons(advice)][:5]


def _tactics(claim: Claimed) -> list[str]:
    """Return one of the tactics whose place in the plan a property speaks of, if it speaks of any."""
    read = [leaf for part in claim.conditions for leaf in leaves(part) if leaf.name in OF_TACTICS]
    return sorted({option for leaf in read for option in getattr(leaf, "options", ())})[:1]


def _options(condition: Condition) -> Iterable[str]:
    for leaf in leaves(condition):
        yield from getattr(leaf, "options", ())
