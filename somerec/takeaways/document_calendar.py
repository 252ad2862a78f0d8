"""The calendar of a document, by the depth of the plan: a quarter, an ordinary month, a day plan."""

from __future__ import annotations

from collections.abc import Iterator

from somerec.advice.recommendation import Msg, Recommendation, TacticAdvice
from somerec.takeaways.blocks import Block, heading, item, listing, table
from somerec.words import calendar
from somerec.words.calendar import DayTask, QuarterMonth
from somerec.words.speaker import Speaker


def calendar_blocks(r: Recommendation, s: Speaker) -> Iterator[Block]:
    """Yield as much of a calendar as the depth of the plan asks for."""
    if calendar.reaches(r, "quarter"):
        yield heading(s.phrase("document.quarter"))
        yield listing(_quarter_month(month, s) for month in calendar.first_quarter(r))
    if calendar.reaches(r, "month"):
        yield heading(s.phrase("document.month"))
        yield _month(r, s)
    if calendar.reaches(r, "day_plan"):
        yield heading(s.phrase("document.days"))
        for tactic, tasks in calendar.days_by_channel(r, s.rulebook):
            yield _days(tactic, tasks, s)


def _month(r: Recommendation, s: Speaker) -> Block:
    weeks = (s.phrase("document.week_number", week=week + 1) for week in range(calendar.WEEKS))
    rows = [
        [
            s.text(f"tactics.{row.tactic.id}.tasks.{row.task.id}"),
            *(s.language.number(minutes) if minutes else "–" for minutes in row.minutes),
        ]
        for row in calendar.ordinary_month(r)
    ]
    return table(
        [s.phrase("document.task"), *weeks], rows, s.phrase("document.month_minutes"), numbers=calendar.WEEKS
    )


def _quarter_month(month: QuarterMonth, s: Speaker) -> Block:
    names = tuple(Msg(f"tactics.{tactic.id}.name") for tactic in month.starts)
    texts = [s.phrase("document.starts", tactics=names) if names else s.phrase("document.starts_nothing")]
    texts.append(s.phrase("document.month_end"))
    if month.review:
        texts.append(s.phrase("document.whole_plan"))
    return item(" ".join(texts), lead=s.phrase("document.period", first=month.first, last=month.last))


def _days(tactic: TacticAdvice, tasks: list[DayTask], s: Speaker) -> Block:
    names = s.language.locale.days["stand-alone"]["wide"]
    rows = [
        [
            s.phrase("day.every") if found.day is None else str(names[found.day]).capitalize(),
            s.text(f"tactics.{tactic.id}.tasks.{found.task.id}"),
            s.language.minutes(found.minutes),
        ]
        for found in tasks
    ]
    head = [s.phrase("document.when"), s.phrase("document.task"), s.phrase("csv.minutes")]
    return table(head, rows, s.text(f"tactics.{tactic.id}.name"), numbers=1)
