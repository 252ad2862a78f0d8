"""The plan laid out in time."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from somerec.words import calendar
from somerec.words.verdict import months_later
from tests.words.businesses import BUSINESSES, RULEBOOK, START, advice


@pytest.mark.parametrize("name", BUSINESSES)
def test_a_month_takes_what_the_plan_says_a_week(name: str) -> None:
    """A task that is not for every week is as long as the weeks between it and the next."""
    for row in calendar.ordinary_month(advice(name)):
        weekly = sum(row.minutes) / calendar.WEEKS
        if row.tactic.pace in ("full", "raised"):
            assert weekly == row.task.minutes
        elif row.tactic.pace == "half":
            assert weekly == row.task.minutes / 2
        else:
            assert weekly == row.task.minutes / 4


@pytest.mark.parametrize("name", BUSINESSES)
def test_what_is_rare_takes_turns(name: str) -> None:
    rows = [row for row in calendar.ordinary_month(advice(name)) if row.task.rhythm == "monthly"]
    weeks: dict[str, set[int]] = {}
    for row in rows:
        weeks.setdefault(row.tactic.id, set()).add(row.minutes.index(max(row.minutes)))
    assert all(len(found) == 1 for found in weeks.values()), "A tactic has its rare tasks in the same week."
    used = [min(found) for found in weeks.values()]
    assert len(set(used)) == min(len(used), calendar.WEEKS)


@pytest.mark.parametrize("name", BUSINESSES)
def test_each_tactic_starts_in_one_month_of_the_quarter_or_later(name: str) -> None:
    found = advice(name)
    months = calendar.first_quarter(found)
    started = [tactic.id for month in months for tactic in month.starts]
    assert len(started) == len(set(started))
    late = {tactic.id for tactic in found.chosen} - set(started)
    after = months[-1].last
    assert all(calendar.start_date(found, tactic) > after for tactic in found.chosen if tactic.id in late)
    assert months[0].first == START
    assert all(one.last + timedelta(days=1) == two.first for one, two in pairwise(months))
    assert months[-1].review


def test_each_channel_has_its_tasks_on_working_days() -> None:
    found = advice("chain")
    for tactic, tasks in calendar.days_by_channel(found, RULEBOOK):
        assert RULEBOOK.tactics[tactic.id].channel
        assert {item.task.id for item in tasks} == {task.id for task in tactic.tasks}
        assert all(item.day is None or 0 <= item.day < calendar.DAYS for item in tasks)


@pytest.mark.parametrize(
    ("start", "months", "day"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2027, 12, 1), 12, date(2028, 12, 1)),
        (date(2027, 6, 15), 6, date(2027, 12, 15)),
    ],
)
def test_some_months_later_is_the_same_day_or_the_last(start: date, months: int, day: date) -> None:
    assert months_later(start, months) == day
