"""The tasks of a tactic whose hours a consultant has set: what fits into them, and how often.

Minutes always add up: those of one round of all tasks, shared over the weeks between two rounds, are the
minutes a week (see `calendar.sitting` in the words for how a task's minutes are read at each pace).
"""

from __future__ import annotations

from collections.abc import Sequence

from somerec.advice.planned import RHYTHMS
from somerec.advice.recommendation import Pace, PlannedTask, TacticAdvice
from somerec.rulebook.model import Rulebook

_WEEKS = {"half": 2, "quarter": 4}
"""Weeks from one round of all tasks to the next; every other pace counts minutes by the week."""


def pace_of(minutes: int, tactic: TacticAdvice, rulebook: Rulebook) -> Pace:
    """Return the pace at which so many minutes a week can be used: less often before ever shorter."""
    full = tactic.weekly if tactic.pace == "full" else rulebook.tactics[tactic.id].weekly
    if minutes > full:
        return "raised"
    if 4 * minutes <= full:
        return "quarter"
    return "half" if 2 * minutes <= full else "full"


def tasks_of(minutes: int, pace: Pace, tactic: TacticAdvice, rulebook: Rulebook) -> tuple[PlannedTask, ...]:
    """Return the catalogue's tasks, each with its share of the minutes and the rhythm of the pace."""
    tasks = rulebook.tactics[tactic.id].tasks
    shares = shared(minutes * _WEEKS.get(pace, 1), [task.minutes for task in tasks])
    return tuple(
        PlannedTask(task.id, share, RHYTHMS.get(pace, task.rhythm), task.delegable)
        for task, share in zip(tasks, shares, strict=True)
    )


def shared(minutes: int, weights: Sequence[int]) -> list[int]:
    """Share minutes by weight, at least one each; the sum is exact. There are no fewer minutes than weights.

    What rounding leaves goes to those who lost most by it.
    """
    spread, whole = minutes - len(weights), sum(weights)
    shares = [1 + spread * weight // whole for weight in weights]
    lost = sorted(range(len(weights)), key=lambda place: -(spread * weights[place] % whole))
    for place in lost[: minutes - sum(shares)]:
        shares[place] += 1
    return shares
