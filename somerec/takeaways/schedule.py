"""When the work of a plan is done: a proposal of days and times that any calendar can move.

Times are those of the visitor's own clock. Weekly tasks stand from nine in the morning, one after the other,
so that a small plan is one fixed sitting a week; set-up stands in the afternoon.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from somerec.advice.recommendation import Item, PlannedTask, Recommendation, TacticAdvice
from somerec.advice.standing import FOUNDATION
from somerec.rulebook.model import Rulebook
from somerec.words import calendar

MORNING, NOON, AFTERNOON, EARLY = time(9), time(12), time(13), time(8)

DAYS = calendar.DAYS

SHORTEST_DAY = 60
"""Minutes of tasks below which a day is filled before another one is begun."""

SITTING = 240
"""Minutes of set-up in an afternoon, where the week allows them."""

SPRINT_DAY = 480
"""Minutes of set-up on a day of a sprint."""

LEFT_OVER = 15
"""Minutes of set-up that are not worth a sitting of their own."""

FIRST_WEEKS = 4
"""The first 30 days, in which the foundation is laid."""

ACTION_DAY = 3
"""The working day of the plan's week, counted from 0, on which the foundation is laid."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """When something is done: first, for how long, on which weekdays, every how many weeks, how often."""

    first: datetime
    minutes: int
    weekdays: tuple[int, ...] = ()
    every: int = 1
    count: int = 1


@dataclass(frozen=True, slots=True)
class Sprint:
    """A piece of set-up: of a tactic, or of the safeguards where there is none."""

    tactic: TacticAdvice | None
    number: int
    sitting: Sitting


def working_days(first: date) -> list[date]:
    """Return the five working days of the week that begins on a day, whichever weekday that is."""
    week = (first + timedelta(days=number) for number in range(7))
    return [day for day in week if day.weekday() < DAYS]


def tasks(r: Recommendation, rulebook: Rulebook) -> Iterator[tuple[TacticAdvice, PlannedTask, Sitting]]:
    """Yield every task of the chosen tactics with its times, up to the next check of the plan.

    What starts so late that hardly anything of it would be seen is shown for four weeks.
    """
    rows = {(row.tactic.id, row.task.id): row.minutes for row in calendar.ordinary_month(r)}
    for tactic, task, days, begin in _laid_out(r, rulebook):
        rests = next((week for week, minutes in enumerate(rows[tactic.id, task.id]) if minutes), 0)
        start = calendar.start_date(r, tactic) + timedelta(weeks=rests)
        shown = [working_days(start)[day] for day in days]
        every = calendar.weeks_between(task)
        weeks = (max(r.review.date, start + timedelta(weeks=FIRST_WEEKS)) - start).days // 7
        sitting = Sitting(
            first=datetime.combine(shown[0], MORNING) + timedelta(minutes=begin),
            minutes=-(-calendar.sitting(tactic, task) // len(days)),
            weekdays=tuple(sorted(day.weekday() for day in shown)),
            every=every,
            count=-(-weeks // every) * len(days),
        )
        yield tactic, task, sitting


Days = tuple[int, ...]
"""Working days of the plan's week, counted from 0."""


def _laid_out(r: Recommendation, rulebook: Rulebook) -> Iterator[tuple[TacticAdvice, PlannedTask, Days, int]]:
    """Yield each task with its days and the minutes into the morning at which it begins.

    Where each channel has an owner, their mornings run side by side.
    """
    owners, fixed = calendar.reaches(r, "day_plan"), _fixed_days(r, rulebook)
    planned = [(tactic, task) for tactic in r.chosen for task in tactic.tasks]
    budget = max(SHORTEST_DAY, -(-sum(calendar.sitting(*pair) for pair in planned) // DAYS))
    loads: dict[str, list[int]] = {}
    for tactic, task in sorted(planned, key=lambda pair: pair[1].rhythm != "daily"):
        load = loads.setdefault(tactic.id if owners else "", [0] * DAYS)
        minutes = calendar.sitting(tactic, task)
        days = fixed.get((tactic.id, task.id)) or _days(task, minutes, load, budget)
        begin = max(load[day] for day in days)
        for day in days:
            load[day] = begin + -(-minutes // len(days))
        yield tactic, task, days, begin


def _fixed_days(r: Recommendation, rulebook: Rulebook) -> dict[tuple[str, str], Days]:
    """Return the days of tasks that have a day plan."""
    if not calendar.reaches(r, "day_plan"):
        return {}
    place = {day.weekday(): number for number, day in enumerate(working_days(r.start))}
    found: dict[tuple[str, str], set[int]] = {}
    for tactic, items in calendar.days_by_channel(r, rulebook):
        for item in items:
            days = range(DAYS) if item.day is None else (place[item.day],)
            found.setdefault((tactic.id, item.task.id), set()).update(days)
    return {key: tuple(sorted(days)) for key, days in found.items()}


def _days(task: PlannedTask, minutes: int, load: list[int], budget: int) -> Days:
    """Return the days for a task: the first that has room, else the emptiest."""
    if task.rhythm == "daily":
        return tuple(range(DAYS))
    room = (day for day, filled in enumerate(load) if not filled or filled + minutes <= budget)
    day = next(room, load.index(min(load)))
    return tuple(sorted((day, (day + 2) % DAYS))) if task.rhythm == "twice_weekly" else (day,)


def setup(r: Recommendation) -> Iterator[Sprint]:
    """Yield the set-up in order, cut into sittings: first a sprint, if there is one, then week by week."""
    slots = _slots(r)
    begin, room = next(slots)
    for tactic, whole in _queue(r):
        left, number = whole, 0
        while left:
            minutes = left if left <= room + LEFT_OVER else room
            number += 1
            yield Sprint(tactic, number, Sitting(begin, minutes))
            left, room, begin = left - minutes, room - minutes, begin + timedelta(minutes=minutes)
            if room < LEFT_OVER:
                begin, room = next(slots)


def _queue(r: Recommendation) -> Iterator[tuple[TacticAdvice | None, int]]:
    """Yield what is to be set up; the safeguards come after the website's facts."""
    safeguards = r.setup - sum(tactic.setup for tactic in r.chosen)
    for tactic in r.chosen:
        if tactic.setup:
            yield tactic, tactic.setup
        if tactic.id == FOUNDATION and safeguards > 0:
            yield None, safeguards


def _slots(r: Recommendation) -> Iterator[tuple[datetime, int]]:
    """Yield times with room for set-up, in minutes, without end."""
    days = working_days(r.start)
    if r.sprint and r.sprint < SPRINT_DAY:
        yield datetime.combine(days[1], NOON), r.sprint
    elif r.sprint:
        yield datetime.combine(days[1], MORNING), SPRINT_DAY
        yield datetime.combine(days[2], MORNING), max(LEFT_OVER, r.sprint - SPRINT_DAY)
    usable = max(LEFT_OVER, r.hours.usable)
    a_day = max(SITTING, -(-usable // DAYS))
    rooms = [min(a_day, usable - before) for before in range(0, usable, a_day)]
    week = r.start + timedelta(weeks=2 if r.sprint else 0)
    while True:
        for day, room in zip(working_days(week)[-len(rooms) :], rooms, strict=True):
            if room >= LEFT_OVER:
                yield datetime.combine(day, AFTERNOON), room
        week += timedelta(weeks=1)


def actions(r: Recommendation) -> Iterator[tuple[Item, Sitting]]:
    """Yield what is to be put in place in the first 30 days, one after the other over four weeks."""
    timed = [item for item in r.actions if item.minutes]
    begins: dict[date, int] = {}
    for number, item in enumerate(timed):
        week = r.start + timedelta(weeks=FIRST_WEEKS * number // len(timed))
        day = working_days(week)[ACTION_DAY]
        first = datetime.combine(day, NOON) + timedelta(minutes=begins.get(day, 0))
        begins[day] = begins.get(day, 0) + item.minutes
        yield item, Sitting(first, item.minutes)


def first_step(r: Recommendation) -> Sitting:
    """Return when to do what the verdict ends with: early on the plan's first working day."""
    return Sitting(datetime.combine(working_days(r.start)[0], EARLY), r.first_step.minutes)
