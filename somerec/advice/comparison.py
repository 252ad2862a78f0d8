"""A comparison of two results: frozen values that say what differs, with the reasons from either side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from somerec.advice.recommendation import (
    Aim,
    Binding,
    Hours,
    Item,
    Reason,
    Recommendation,
    TacticAdvice,
    Wish,
)
from somerec.rulebook.conditions import Matches

ListName: TypeAlias = Literal["actions", "safeguards", "stop", "law"]

LISTS: tuple[ListName, ...] = ("actions", "safeguards", "stop", "law")
"""The lists of a recommendation that are compared line by line, in the order of the result page."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A question that the two sets of answers answer differently.

    `before` and `after` word the two answers as far as they differ; nothing where the question is not asked.
    """

    question: str
    before: Matches
    after: Matches


@dataclass(frozen=True, slots=True)
class TierChange:
    """Two scopes, and the caps that bind in each."""

    before: str
    after: str
    bound_before: tuple[Binding, ...]
    bound_after: tuple[Binding, ...]


@dataclass(frozen=True, slots=True)
class GateChange:
    """An opened or closed gate, with the reasons that keep it closed in the one result."""

    before: str
    after: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class AimChange:
    """Two aims, the names of what differs between them, and the reasons that only one of them has."""

    before: Aim
    after: Aim
    parts: tuple[str, ...]
    reasons_before: tuple[Reason, ...]
    reasons_after: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class HoursChange:
    """The minutes of two weeks, and the reasons that only one of them has."""

    before: Hours
    after: Hours
    reasons_before: tuple[Reason, ...]
    reasons_after: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """A tactic that only one of the results has in its plan: how it stands there, and how in the other.

    `obstacle` is what keeps it out of the other plan and does not stand in its way here. `deciding` names
    the questions whose answers made the difference, in the order of the questionnaire.
    """

    chosen: TacticAdvice
    left_out: TacticAdvice
    obstacle: Reason
    deciding: tuple[str, ...]

    @property
    def id(self) -> str:
        """The tactic's id."""
        return self.chosen.id


@dataclass(frozen=True, slots=True)
class Kept:
    """A tactic that both plans have, with its weightiest reason in the second."""

    before: TacticAdvice
    after: TacticAdvice
    reason: Reason

    @property
    def id(self) -> str:
        """The tactic's id."""
        return self.after.id

    @property
    def same(self) -> bool:
        """Whether it takes the same time, begins in the same week and is as firm."""
        return _course(self.before) == _course(self.after)


@dataclass(frozen=True, slots=True)
class Moved:
    """A tactic that neither plan has, and that waits in one result and is ruled out in the other."""

    before: TacticAdvice
    after: TacticAdvice
    reason: Reason
    """The weightiest reason for where it stands in the second result."""

    @property
    def id(self) -> str:
        """The tactic's id."""
        return self.after.id


@dataclass(frozen=True, slots=True)
class WishChange:
    """A wish that is answered differently; None where it is not on the list."""

    before: Wish | None
    after: Wish | None


@dataclass(frozen=True, slots=True)
class ListChange:
    """The lines of a list that only one result has."""

    name: ListName
    gained: tuple[Item, ...]
    lost: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs between two results. Tactics stand in the order of the plan that has them."""

    before: Recommendation
    after: Recommendation
    answers: tuple[Answered, ...]
    tier: TierChange | None
    gate: GateChange | None
    aim: AimChange | None
    hours: HoursChange | None
    gained: tuple[Turn, ...]
    lost: tuple[Turn, ...]
    kept: tuple[Kept, ...]
    moved: tuple[Moved, ...]
    wishes: tuple[WishChange, ...]
    lists: tuple[ListChange, ...]

    @property
    def same_plan(self) -> bool:
        """Whether everything that is to be done is the same, whatever was answered."""
        differs = (self.tier, self.gate, self.aim, self.hours, self.gained, self.lost)
        return not any(differs) and not any(self.lists) and all(tactic.same for tactic in self.kept)

    @property
    def empty(self) -> bool:
        """Whether nothing differs at all."""
        return self.same_plan and not self.answers and not self.moved and not self.wishes


def _course(tactic: TacticAdvice) -> tuple[object, ...]:
    return tactic.weekly, tactic.pace, tactic.setup, tactic.start_week, tactic.trial
