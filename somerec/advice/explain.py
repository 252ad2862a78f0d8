"""What would change the advice: every other answer, alone and by twos, put to the engine itself.

Nothing is guessed: what a change leads to is decided by the same stages that gave the advice.
"""

from __future__ import annotations

from dataclasses import dataclass

from somerec.advice.changes import Change
from somerec.advice.recommendation import Recommendation
from somerec.advice.search import Search
from somerec.advice.trials import Outcome
from somerec.rulebook.model import Rulebook


@dataclass(frozen=True, slots=True)
class TippingPoint:
    """A change that flips the tier, the gate or a chosen tactic, and what then differs."""

    change: Change
    tier: str | None
    gate: str | None
    gained: tuple[str, ...]
    lost: tuple[str, ...]


def tipping_points(now: Recommendation, rulebook: Rulebook) -> tuple[TippingPoint, ...]:
    """Return the exact single-answer changes that flip the tier, the gate or a chosen tactic."""
    before = outcome_of(now)
    singles = Search(now.answers, rulebook).singles
    return tuple(
        _point(tried.change, before, tried.outcome) for tried in singles if not same(before, tried.outcome)
    )


def outcome_of(advice: Recommendation) -> Outcome:
    """Return what changes are held against."""
    return Outcome(advice.scope.tier, advice.gate, tuple([tactic.id for tactic in advice.chosen]))


def same(before: Outcome, after: Outcome) -> bool:
    """Say whether tier, gate and chosen tactics are the same; their order is no matter."""
    return before[:2] == after[:2] and set(before.chosen) == set(after.chosen)


def _point(change: Change, before: Outcome, after: Outcome) -> TippingPoint:
    return TippingPoint(
        change=change,
        tier=after.tier if after.tier != before.tier else None,
        gate=after.gate if after.gate != before.gate else None,
        gained=tuple(tactic for tactic in after.chosen if tactic not in before.chosen),
        lost=tuple(tactic for tactic in before.chosen if tactic not in after.chosen),
    )
