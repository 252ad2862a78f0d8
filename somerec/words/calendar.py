"""The plan laid out in time: an ordinary month, the first quarter, and days for each channel (R70).

How much of this a business is shown is the depth of its plan; here it is only worked out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from somerec.advice.recommendation import PlannedTask, Recommendation, TacticAdvice
from somerec.rulebook.model import Rulebook
from somerec.words.verdict import months_later

WEEKS = 4
"""Weeks of an ordinary month."""

MONTHS = 3
"""Months of a quarter."""

DAYS = 5
"""Working days of a week, Monday first."""

_EVERY = {"fortnightly": 2, "monthly": WEEKS}
"""Every how many weeks a task is done, where it is not every week."""

_DEPTHS = ("half_page", "one_page", "month", "quarter", "day_plan")


def reaches(recommendation: Recommendation, depth: str) -> bool:
    """Say whether the plan is at least as detailed as that depth."""
    return _DEPTHS.index(recommendation.depth) >= _DEPTHS.index(depth)


def start_date(recommendation: Recommendation, tactic: TacticAdvice) -> date:
    """Return the first day of the week in which a tactic starts."""
    return recommendation.start + timedelta(weeks=(tactic.start_week or 1) - 1)


def weeks_between(task: PlannedTask) -> int:
    """Return every how many weeks a task is done."""
    return _EVERY.get(task.rhythm, 1)


def sitting(tactic: TacticAdvice, task: PlannedTask) -> int:
    """Return the minutes of a task each time it is done; a daily one is counted by the week.

    A smaller pace only makes a task rarer (decision 23). Otherwise `minutes` is a weekly average.
    """
    return task.minutes if tactic.pace in ("half", "quarter") else task.minutes * weeks_between(task)


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A task with its minutes in each of four weeks; 0 where it rests."""

    tactic: TacticAdvice
    task: PlannedTask
    minutes: tuple[int, ...]


def ordinary_month(recommendation: Recommendation) -> list[MonthRow]:
    """Return what is done in which week of a month when everything has started."""
    rows = []
    rare = 0
    for tactic in recommendation.chosen:
        seldom = False
        for task in tactic.tasks:
            every = weeks_between(task)
            seldom = seldom or every > 1
            weeks = (sitting(tactic, task) if (week - rare) % every == 0 else 0 for week in range(WEEKS))
            rows.append(MonthRow(tactic, task, tuple(weeks)))
        # Tactics that are not for every week take turns, so that no week has all of them.
        rare += seldom
    return rows


@dataclass(frozen=True, slots=True)
class QuarterMonth:
    """A month of the first quarter: its days, what starts in it, and whether the plan is looked at again."""

    first: date
    last: date
    starts: tuple[TacticAdvice, ...]
    review: bool


def first_quarter(recommendation: Recommendation) -> list[QuarterMonth]:
    """Return the first three months, with what starts in each."""
    months = []
    for number in range(MONTHS):
        first = months_later(recommendation.start, number)
        after = months_later(recommendation.start, number + 1)
        starts = tuple(
            tactic for tactic in recommendation.chosen if first <= start_date(recommendation, tactic) < after
        )
        review = first <= recommendation.review.date < after or number == MONTHS - 1
        months.append(QuarterMonth(first, after - timedelta(days=1), starts, review))
    return months


@dataclass(frozen=True, slots=True)
class DayTask:
    """A task on one weekday (0 is Monday) or on every working day (None), with its minutes that day."""

    day: int | None
    task: PlannedTask
    minutes: int


def days_by_channel(
    recommendation: Recommendation, rulebook: Rulebook
) -> list[tuple[TacticAdvice, list[DayTask]]]:
    """Return, for each chosen channel, what is done on which day."""
    channels = [
        tactic for tactic in recommendation.chosen if rulebook.tactics[tactic.id].channel and tactic.tasks
    ]
    return [(tactic, _days(tactic, number)) for number, tactic in enumerate(channels)]


def _days(tactic: TacticAdvice, shift: int) -> list[DayTask]:
    found: list[DayTask] = []
    for number, task in enumerate(tactic.tasks):
        first = (shift + number) % DAYS
        if task.rhythm == "daily":
            found.append(DayTask(None, task, -(-task.minutes // DAYS)))
            continue
        days = [first, (first + 2) % DAYS] if task.rhythm == "twice_weekly" else [first]
        found += [DayTask(day, task, -(-sitting(tactic, task) // len(days))) for day in days]
    return sorted(found, key=lambda item: -1 if item.day is None else item.day)
