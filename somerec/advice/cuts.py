"""Why not: for every tactic outside the plan the exact cuts, as data with their figures.

They are read off the same decision that `recommend` tells of, in the order of its reasons.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from somerec.advice.decide import Decision
from somerec.advice.fit import Cut, Fitted
from somerec.advice.recommendation import Reason, Status
from somerec.advice.standing import Ground, Standing
from somerec.advice.telling import Teller
from somerec.rulebook.conditions import All, AtLeast, Condition, Facts, Not, OneOf, Term
from somerec.rulebook.model import TIERS, Rulebook

CutKind = Literal[
    "goal",
    "audience",
    "law",
    "rule",
    "score",
    "hours",
    "scope",
    "tactic_cap",
    "social_cap",
    "skill",
    "content",
    "money",
    "base",
    "gate",
]
"""What a tactic failed on: it serves no goal, reaches the wrong people, is ruled out by law or by another
rule, has too few points, takes more hours or a larger scope, meets a cap, lacks a skill, something to show,
money or something that is to be in place, or waits for the foundation."""


@dataclass(frozen=True, slots=True)
class CutReason:
    """One thing that keeps a tactic out, and the reason that `recommend` gives for it.

    `needed` and `left` are minutes a week for hours, kroner a month for money, points for a score, tiers
    by number for a scope; for a cap `left` is the cap. None where the cut has no figures.
    """

    kind: CutKind
    reason: Reason
    needed: int | None = None
    left: int | None = None


@dataclass(frozen=True, slots=True)
class WhyNot:
    """A tactic outside the plan with everything that keeps it there, the weightiest first."""

    tactic: str
    status: Status
    score: int
    cuts: tuple[CutReason, ...]


_EVENTS: dict[str, CutKind] = {
    "serves_nothing": "goal",
    "facts_later": "goal",
    "below_threshold": "score",
    "too_many_hours": "hours",
    "no_money": "money",
    "social_cap": "social_cap",
    "no_social": "social_cap",
    "tactic_cap": "tactic_cap",
    "no_tactics": "tactic_cap",
}

_READS: tuple[tuple[CutKind, tuple[str, ...]], ...] = (
    ("law", ("special", "market")),
    ("rule", ("situation",)),
    ("gate", ("gate", "website")),
    ("hours", ("planning", "hours", "who")),
    ("scope", ("tier",)),
    ("skill", ("skills",)),
    ("money", ("money",)),
    ("base", ("base",)),
    ("content", ("content",)),
    ("audience", ("customers", "age", "area", "buying")),
    ("rule", ("business_type", "size")),
    ("goal", ("working_goal",)),
)
"""What a rule's cut is called, by what its condition reads; the first that it reads counts."""


def why_not(decision: Decision, rulebook: Rulebook) -> tuple[WhyNot, ...]:
    """Return every tactic outside the plan with its cuts, in the order of packing."""
    teller = Teller(decision.facts, rulebook)
    return tuple(
        WhyNot(item.stands.tactic.id, item.status, item.stands.score, tuple(_cuts(item, teller)))
        for item in decision.fitted
        if item.status != "chosen"
    )


def _cuts(item: Fitted, teller: Teller) -> Iterator[CutReason]:
    stands = item.stands
    for ground in (*stands.rejects, *stands.waits):
        yield _block(stands, ground, teller)
    for cut in item.cuts:
        yield _left_out(cut, teller)


def _left_out(cut: Cut, teller: Teller) -> CutReason:
    return CutReason(_EVENTS[cut.event], teller.cut(cut), cut.needed, cut.left)


def _block(stands: Standing, ground: Ground, teller: Teller) -> CutReason:
    why = teller.grounds(stands, (ground,))[0]
    if ground.effect is None:
        return CutReason(_EVENTS[ground.event], why)
    part = ground.effect.part
    kind: CutKind = next((kind for kind, names in _READS if not part.reads.isdisjoint(names)), "rule")
    needed, left = _figures(kind, part.when, teller.facts)
    return CutReason(kind, why, needed, left)


def _figures(kind: CutKind, when: Condition, facts: Facts) -> tuple[int | None, int | None]:
    """Return what a rule wants and what there is, where it is a matter of hours or scope."""
    if kind == "hours":
        least = next((part.least for part in _parts(when) if isinstance(part, AtLeast)), None)
        return (None, None) if least is None else (int(least), int(facts.values["planning"]))  # type: ignore[arg-type]
    if kind == "scope":
        tiers = (part.options for part in _parts(when) if isinstance(part, OneOf) and part.name == "tier")
        stopped = next(tiers, frozenset[str]())
        needed = next((number for number, tier in enumerate(TIERS) if tier not in stopped), None)
        return needed, TIERS.index(str(facts.values["tier"]))
    return None, None


def _parts(condition: Condition) -> Iterator[Condition]:
    """Yield a condition's lines, those behind a `not` too."""
    if isinstance(condition, All):
        for part in condition.parts:
            yield from _parts(part)
    elif isinstance(condition, (Not, Term)):
        yield from _parts(condition.part if isinstance(condition, Not) else condition.meaning)
    else:
        yield condition
