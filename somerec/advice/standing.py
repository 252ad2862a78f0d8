"""How one tactic stands: what speaks for and against it, and how much, before anything is packed.

Every block and every point is kept with what it rests on; nothing is decided silently (domain model,
section d and rules R23 to R52, decisions 1 to 6).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from somerec.rulebook.model import Effect, Tactic

FOUNDATION = "website_basics"
"""The tactic that is always chosen (decision 8)."""

MARKS = (
    "first",
    "last",
    "facts_only",
    "facts_later",
    "half_pace",
    "monthly",
    "may_halve",
    "double",
    "no_setup",
)
"""Verbs that merely mark the tactics they name."""

_MARKING = frozenset(MARKS)

_DECIDED_BY_WHO = frozenset(("age", "buying", "special"))
"""A low score with a minus that rests on one of these is a rejection, not a wait (decision 3)."""


class Ground(NamedTuple):
    """Something said of a tactic. `event` is a verb, or something the engine finds out by itself.

    What a rule says carries its effect; the rest is explained by the rule that explains the event.
    """

    event: str
    effect: Effect | None
    points: int = 0


Order = tuple[int, int, bool, bool, int, str]


@dataclass(slots=True, eq=False)
class Standing:
    """One tactic as it stands for a business. Never changed once made: many share it."""

    tactic: Tactic
    in_use: bool
    serves: bool
    skill: str
    """`there`, `bought` or `missing`."""
    facts_only: bool
    score: int
    rejected_by_minus: bool
    rejects: tuple[Ground, ...]
    waits: tuple[Ground, ...]
    points: tuple[Ground, ...]
    """What gives points or takes them, the most first."""
    mentions: tuple[Ground, ...]
    marks: Mapping[str, Effect]
    answer_only: Ground | None
    against: tuple[Ground, ...]
    """What is told where it stays outside the plan, in order of weight: what blocks it, then minus points."""
    eligible: bool
    """Whether nothing rejects it and nothing makes it wait."""
    order: Order
    """Its place among tactics, smallest first (decisions 5 and 6)."""


def standing(tactic: Tactic, fired: list[Ground]) -> Standing:
    """Return how a tactic stands, by all that is said of it, in the order in which it is to be told."""
    said: dict[str, list[Ground]] = {}
    for ground in fired:
        said.setdefault(ground.event, []).append(ground)
    marks = {event: effect for event, effect, _ in fired if effect and event in _MARKING}
    serves = "serves" in said
    facts_only = not serves and "facts_only" in marks
    rejects = [*said.get("reject", ()), *said.get("reject_others", ())]
    waits = [*said.get("wait", ()), *said.get("wait_others", ())]
    if not serves:
        if "facts_later" in marks:
            waits.insert(0, Ground("facts_later", None))
        elif not facts_only:
            rejects.insert(0, Ground("serves_nothing", None))
    points = [ground for event in POINTED for ground in said.get(event, ())]
    points.sort(key=_most_points)
    score = sum([ground.points for ground in points])
    answer_only = said["answer_only"][-1:] if "answer_only" in said else []
    minus = [ground for ground in reversed(points) if ground.points < 0]
    in_use = "in_use" in said
    skill = "missing" if "skill_missing" in said else "bought" if "skill_bought" in said else "there"
    return Standing(
        tactic=tactic,
        in_use=in_use,
        serves=serves,
        skill=skill,
        facts_only=facts_only,
        score=score,
        rejected_by_minus=any(map(_by_who, said.get("score", ()))),
        rejects=tuple(rejects),
        waits=tuple(waits),
        points=tuple(points),
        mentions=tuple([ground for event in MENTIONED for ground in said.get(event, ())]),
        marks=marks,
        answer_only=answer_only[0] if answer_only else None,
        against=(*rejects, *waits, *answer_only, *minus),
        eligible=not rejects and not waits,
        order=_order(tactic, marks, score, in_use=in_use, facts_only=facts_only),
    )


BLOCKS = ("reject", "reject_others", "wait", "wait_others")
"""Verbs that rule a tactic out or make it wait."""

SERVING = ("serves", "facts_only", "facts_later")
"""What decides whether a tactic serves the goal, or is kept for its facts alone."""

POINTED = ("serves", "fits_buying", "in_use", "skill_missing", "score")
"""What gives points: the four parts of the base score (R26a to R26d), then the rules."""

MENTIONED = ("mention", "guess_buying", "skill_bought")
"""What is worth knowing of a tactic and gives no points."""


def _most_points(ground: Ground) -> int:
    return -ground.points


def _by_who(ground: Ground) -> bool:
    effect = ground.effect
    return ground.points < 0 and effect is not None and not _DECIDED_BY_WHO.isdisjoint(effect.part.reads)


def _order(
    tactic: Tactic, marks: Mapping[str, Effect], score: int, *, in_use: bool, facts_only: bool
) -> Order:
    """Return the sort key of decisions 5 and 6; a new social channel stands a point lower (R56)."""
    if tactic.id == FOUNDATION:
        group = 0
    elif facts_only:
        group = 4 if "last" in marks else 1
    else:
        group = 2 if "first" in marks else 3
    ranked = score - (1 if tactic.social and not in_use else 0)
    return (group, -ranked, not in_use, tactic.monthly > 0, tactic.weekly, tactic.id)
