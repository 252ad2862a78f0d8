"""The consultant's changes in words: what each does, and what they do to the plan together."""

from __future__ import annotations

from dataclasses import dataclass

from somerec.advice.adjust import Adjusted, adjust
from somerec.advice.adjustments import Adjustment, read_adjustments
from somerec.web.desk.plan import Plan
from somerec.words.beside import change_text, over_text


@dataclass(frozen=True, slots=True)
class Told:
    """A change in a sentence, with the consultant's reason."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What changes do to a plan: each of them, the time a week before and after, and what is too much."""

    changes: tuple[Told, ...]
    idle: tuple[str, ...]
    """What changes nothing, and why, in sentences: the answers may have become others since."""
    before: str
    after: str
    over: str
    """That the plan no longer fits into the hours, in a sentence; or nothing."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A tactic to choose."""

    id: str
    name: str


def effect_of(text: str, plan: Plan) -> Effect:
    """Return what changes, as they are kept, do to a plan."""
    read = read_adjustments(text, plan.visit.rulebook)
    return effect(adjust(plan.engine, read.adjustments, plan.visit.rulebook), plan)


def effect(adjusted: Adjusted, plan: Plan) -> Effect:
    """Return what changes do to a plan."""
    said = plan.visit.speaker
    return Effect(
        tuple(Told(change_text(made, said), made.adjustment.reason) for made in adjusted.made),
        tuple(idle_text(one, why, plan) for one, why in adjusted.idle),
        said.language.minutes(plan.engine.hours.planned),
        said.language.minutes(adjusted.advice.hours.planned),
        over_text(adjusted, said),
    )


def idle_text(change: Adjustment, why: str, plan: Plan) -> str:
    """Say that a change changes nothing, and why."""
    said = plan.visit.speaker
    return said.phrase(f"desk.idle.{why}", name=said.text(f"tactics.{change.tactic}.name"))


def lines(text: str, plan: Plan) -> str:
    """Return changes, as they are kept, in words: two lines each."""
    return "\n".join(f"{one.text}\n{one.reason}" for one in effect_of(text, plan).changes)


def offered(plan: Plan) -> tuple[tuple[Offered, ...], tuple[Offered, ...]]:
    """Return the tactics that are in the engine's plan, and those that are not."""
    said = plan.visit.speaker
    found: tuple[list[Offered], list[Offered]] = ([], [])
    for tactic in plan.engine.tactics:
        name = said.text(f"tactics.{tactic.id}.name")
        found[tactic.status != "chosen"].append(Offered(tactic.id, name))
    return tuple(found[0]), tuple(found[1])
