"""Limits that the engine keeps step by step: every step is taken, from every state in which it can be.

Packing goes down a list. If it begins within the room there is, and no single step leads out of it, then no
list leads out of it, whatever the rules made of the tactics. So no answer sets are gone through here but the
states of the engine itself: every number of minutes, kroner and places left, each with every tactic in every
way in which it can stand.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping

from somerec.advice.closing import first_step
from somerec.advice.fit import Fitted, Packer, Room
from somerec.advice.recommendation import Item, Msg, TacticAdvice
from somerec.advice.standing import FOUNDATION, Ground, Standing, standing
from somerec.proof.context import Context, whole_pairs
from somerec.proof.result import Found
from somerec.rulebook.conditions import GRID, Facts
from somerec.rulebook.model import TIERS, Effect, Rulebook, Tactic
from somerec.rulebook.properties import AtMost

PLENTY = 1_000_000
_PACES = ("monthly", "half_pace", "may_halve", "first", "double", "facts_only")
"""Marks that change how many minutes a tactic takes."""


def kept(context: Context, claim: AtMost) -> Found | None:
    """Take every step that can use up what a limit is about; None where steps do not settle it."""
    check = _CHECKS.get((claim.figure, str(claim.limit)))
    if claim.figure == "first_minutes" and isinstance(claim.limit, int):
        return first_steps(context, most=claim.limit)
    return check(context) if check else None


def _ways(tactic: Tactic, rulebook: Rulebook) -> Iterator[Standing]:
    """Yield every way in which a tactic can stand before packing, as far as its minutes and cost go."""
    marks = [verb for verb in _PACES if any(tactic.id in e.value for e in rulebook.having(verb))]
    base = [Ground("serves", None, rulebook.settings.threshold)]
    for count in range(len(marks) + 1):
        for some in itertools.combinations(marks, count):
            grounds = [
                *(() if "facts_only" in some else base),
                *(_mark(verb, tactic, rulebook) for verb in some),
            ]
            grounds += [Ground("score", None, rulebook.settings.threshold)] if "facts_only" in some else []
            for more in ([], [Ground("in_use", None)], [Ground("skill_bought", None)]):
                yield standing(tactic, [*grounds, *more])


def _mark(verb: str, tactic: Tactic, rulebook: Rulebook) -> Ground:
    effect: Effect = next(effect for effect in rulebook.having(verb) if tactic.id in effect.value)
    return Ground(verb, effect)


def _packer(rulebook: Rulebook, tier: str, minutes: int, kr: int) -> Packer:
    return Packer(Room(tier, minutes, kr, tries=True), rulebook)


def _time(context: Context) -> Found:
    """Take every tactic from every number of minutes left, in the order, on trial and deepened."""
    rulebook, found = context.rulebook, Found("steps")
    usable = _usable(context)
    least = min(usable)
    foundation = max(
        _taken(stands, rulebook, least) for stands in _ways(rulebook.tactics[FOUNDATION], rulebook)
    )
    if foundation > least:
        found.against(None, f"{least} minutes are usable, and the foundation takes {foundation}")
    most = max(usable)
    for tactic in rulebook.tactics.values():
        if tactic.id == FOUNDATION:
            continue
        for stands in _ways(tactic, rulebook):
            for minutes in range(min(most, 2 * tactic.weekly + 2) + 1):
                found.sets += 1
                if not _stays(stands, rulebook, minutes):
                    return found.against(None, f"{tactic.id} is taken with {minutes} minutes left")
    return _deepened(context, usable, found)


def _taken(stands: Standing, rulebook: Rulebook, minutes: int) -> int:
    packer = _packer(rulebook, TIERS[-1], minutes, PLENTY)
    packer.pack([stands])
    return minutes - packer.minutes


def _stays(stands: Standing, rulebook: Rulebook, minutes: int) -> bool:
    """Say whether taking a tactic, in its turn or on trial, leaves the minutes as many as are told."""
    for found in (stands, _for_trial(stands, rulebook)):
        packer = _packer(rulebook, TIERS[-1], minutes, PLENTY)
        fitted = packer.pack([found])
        spent = sum(item.weekly for item in fitted if item.status == "chosen")
        if packer.minutes < 0 or packer.minutes != minutes - spent:
            return False
    return True


def _for_trial(stands: Standing, rulebook: Rulebook) -> Standing:
    """Return the same tactic where just enough speaks for a trial and too little for the plan."""
    marks = [Ground(verb, effect) for verb, effect in stands.marks.items()]
    return standing(stands.tactic, [Ground("serves", None, rulebook.settings.trial_threshold), *marks])


def _usable(context: Context) -> set[int]:
    """Return the usable minutes that any answers lead to."""
    table = context.space.table(frozenset(("usable",)))
    return {int(values[-1]) for values in table.counts}  # type: ignore[arg-type]


def _deepened(context: Context, usable: set[int], found: Found) -> Found:
    """Deepen each tactic from every number of minutes left of every number that is usable."""
    rulebook = context.rulebook
    named = {name for effect in rulebook.having("deepen") for name in effect.value}
    by_minutes = {rulebook.tactics[name].weekly: name for name in sorted(named)} | {
        rulebook.tactics["help_pages"].weekly: "help_pages"
    }
    tiers = [tier.id for tier in rulebook.tiers.values() if tier.raise_to > 1 or tier.id == TIERS[0]]
    for tier, (weekly, name) in itertools.product(tiers, by_minutes.items()):
        stands = standing(rulebook.tactics[name], [Ground("serves", None)])
        for minutes in sorted(usable):
            for left in range(max(0, minutes - weekly) + 1):
                found.sets += 1
                packer = _packer(rulebook, tier, minutes, 0)
                packer.minutes = left
                item = Fitted(stands, "chosen", weekly)
                packer.deepen([item], named, save_time=True)
                if packer.minutes < 0 or packer.minutes != left - (item.weekly - weekly):
                    return found.against(None, f"{name} is deepened beyond the {left} minutes left")
    return found


def _money(context: Context) -> Found:
    """Take every tactic from every sum of money left."""
    rulebook, found = context.rulebook, Found("steps")
    sums = {option.kr for option in rulebook.questions["money"].options}
    steps = sorted({*range(0, max(sums) + 1, 500), *sums})
    for tactic in rulebook.tactics.values():
        for stands in _ways(tactic, rulebook):
            for kr in steps:
                for one in (stands, _for_trial(stands, rulebook)):
                    found.sets += 1
                    packer = _packer(rulebook, TIERS[-1], PLENTY, kr)
                    fitted = packer.pack([one])
                    spent = sum(item.stands.tactic.monthly for item in fitted if item.status == "chosen")
                    if packer.kr < 0 or spent > kr - packer.kr:
                        return found.against(None, f"{tactic.id} is taken with {kr} kroner left")
    return found


def _caps(which: Callable[[Tactic], bool], left: str) -> Callable[[Context], Found]:
    def check(context: Context) -> Found:
        """Take every tactic from every number of places left in every tier."""
        rulebook, found = context.rulebook, Found("steps")
        for tier, tactic in itertools.product(rulebook.tiers.values(), rulebook.tactics.values()):
            if tactic.id == FOUNDATION:
                continue
            cap = tier.social if left == "social" else tier.tactics
            for stands, places in itertools.product(_ways(tactic, rulebook), range(cap + 1)):
                for one in (stands, _for_trial(stands, rulebook)):
                    found.sets += 1
                    packer = _packer(rulebook, tier.id, PLENTY, PLENTY)
                    begun = getattr(packer, left)
                    setattr(packer, left, places)
                    fitted = packer.pack([one])
                    taken = sum(which(item.stands.tactic) for item in fitted if item.status == "chosen")
                    if begun != cap or getattr(packer, left) < 0 or taken > places:
                        said = f"{tactic.id} is taken in {tier.id} with {places} places left of {cap}"
                        return found.against(None, said)
        return found

    return check


def _usable_of_planning(context: Context) -> Found:
    """Hold the usable minutes of every answer set against those that are planned with."""
    rows = context.space.table(frozenset(("planning", "usable")))
    found = Found("enumerated", len(rows.counts))
    for *answers, planning, usable in rows.counts:
        if not (isinstance(usable, int) and isinstance(planning, int) and 0 <= usable <= planning):
            case = dict(zip(rows.names, answers, strict=False))
            one = context.advised(whole_pairs(case, context.space))
            said = f"{usable} minutes are usable of {planning}"
            return found.against(context.against(one, said) if one else None, said)
    return found


_CHECKS: Mapping[tuple[str, str], Callable[[Context], Found]] = {
    ("planned", "usable"): _time,
    ("usable", "planning"): _usable_of_planning,
    ("spent", "money"): _money,
    ("social_channels", "social_cap"): _caps(lambda tactic: tactic.social, "social"),
    ("tactics_beyond", "tactics_cap"): _caps(lambda tactic: not tactic.basic, "tactics"),
}


def blocked(context: Context) -> Found:
    """Pack every tactic with each kind of block, however much room there is."""
    rulebook, found = context.rulebook, Found("steps")
    for tactic, tier in itertools.product(rulebook.tactics.values(), TIERS):
        if tactic.id == FOUNDATION:
            continue
        for stands in _ways(tactic, rulebook):
            grounds = [*stands.points, *(Ground(verb, effect) for verb, effect in stands.marks.items())]
            for block in ("reject", "wait", "reject_others", "wait_others"):
                found.sets += 1
                one = standing(tactic, [*grounds, Ground(block, None)])
                fitted = _packer(rulebook, tier, PLENTY, PLENTY).pack([one])
                if any(item.status == "chosen" for item in fitted):
                    return found.against(None, f"{tactic.id} is chosen in {tier} although it is blocked")
    return found


def first_steps(context: Context, most: int | None = None) -> Found:
    """Ask for the first step with every action, every set of those it looks at, and every tactic."""
    rulebook, found = context.rulebook, Found("steps")
    looked_at = ("closing_notice", "name_answerer", "website_facts", "counter")
    others = [name for name in rulebook.actions if name not in looked_at]
    tactics = [(), *((_planned(name, rulebook, setup),) for name in rulebook.tactics for setup in (0, 60))]
    for count in range(len(looked_at) + 1):
        for some in itertools.combinations(looked_at, count):
            for more in ([], *([name] for name in others)):
                actions = tuple(
                    _action(name, rulebook) for name in rulebook.actions if name in (*some, *more)
                )
                for plan, state in itertools.product(
                    tactics if not more or not some else tactics[:4], ("no", "quiet", "active")
                ):
                    found.sets += 1
                    step = first_step(Facts({f"{GRID}.gbp": state}), actions, plan)
                    if (
                        step.text.key not in rulebook.texts
                        or step.minutes <= 0
                        or step.minutes > (most or PLENTY)
                    ):
                        return found.against(
                            None, f"the first step is {step.text.key}, {step.minutes} minutes"
                        )
    return found


def _action(name: str, rulebook: Rulebook) -> Item:
    return Item(name, Msg(f"actions.{name}.text"), (), rulebook.actions[name].minutes)


def _planned(name: str, rulebook: Rulebook, setup: int) -> TacticAdvice:
    tactic = rulebook.tactics[name]
    return TacticAdvice(
        name, "chosen", 4, tactic.weekly, setup, 1, "full", Msg(f"tactics.{name}.job"), (), ()
    )
