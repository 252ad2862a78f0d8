"""Whatever shape a plan is taken away in, it states the same numbers, in the same language."""

from __future__ import annotations

import csv
import json
from functools import cache
from io import StringIO
from typing import Any

import pytest
from icalendar import Calendar

from somerec.takeaways.shapes import WRITERS
from somerec.words.speaker import Speaker, speaker_for
from tests.takeaways.businesses import EIGHT, advice, rulebook
from tests.takeaways.tags import pages, squeezed
from tests.turns import in_turn

LINK = "https://somerec.example/advice?size=solo"

pytestmark = pytest.mark.parametrize(("name", "language"), in_turn(EIGHT))


@cache
def written(name: str, language: str, ending: str) -> bytes:
    """Return the plan of a business in one shape, made once."""
    return WRITERS[ending](advice(name), rulebook(), language, LINK)


@cache
def data(name: str, language: str) -> dict[str, Any]:
    """Return the plan as JSON; every number is compared with those that stand here."""
    found: dict[str, Any] = json.loads(written(name, language, "json"))
    return found


def chosen(name: str, language: str) -> list[dict[str, Any]]:
    """Return the tactics of the plan."""
    return [tactic for tactic in data(name, language)["tactics"] if tactic["status"] == "chosen"]


@cache
def paper(name: str, language: str) -> str:
    """Return page one of the plan on paper without gaps."""
    return squeezed(pages(written(name, language, "pdf"))[0])


def words(name: str, language: str) -> Speaker:
    """Return who speaks to the business."""
    return speaker_for(advice(name), rulebook(), language)


def table(name: str, language: str) -> list[list[str]]:
    """Return the rows of the table of tasks."""
    text = written(name, language, "csv").decode("utf-8-sig")
    rows = csv.reader(StringIO(text, newline=""), delimiter="," if language == "en" else ";")
    return list(rows)[1:]


def entries(name: str, language: str) -> dict[str, Any]:
    """Return when each entry of the calendar stands there first, by what it says."""
    return {event.summary: event.start for event in Calendar.from_ical(written(name, language, "ics")).events}


def test_what_the_plan_costs(name: str, language: str) -> None:
    cost, say = data(name, language)["time_cost"], words(name, language)
    for key in ("hour_value", "monthly", "yearly"):
        amount = say.language.money(cost[key], cost["currency"])
        assert squeezed(amount) in paper(name, language)


def test_what_the_plan_takes_a_week(name: str, language: str) -> None:
    planned = round(data(name, language)["hours"]["planned"] * 60)
    said = words(name, language).language.minutes(planned)
    assert squeezed(said) in paper(name, language)
    assert said in written(name, language, "md").decode()
    assert planned == sum(task["minutes"] for tactic in chosen(name, language) for task in tactic["tasks"])


def test_every_task_by_name_and_rhythm(name: str, language: str) -> None:
    tasks = [(tactic["name"], task) for tactic in chosen(name, language) for task in tactic["tasks"]]
    rhythms = [words(name, language).phrase(f"rhythm.{task['rhythm']}") for _, task in tasks]
    rows = table(name, language)
    assert [(row[0], row[1]) for row in rows] == [(tactic, task["text"]) for tactic, task in tasks]
    assert [row[3] for row in rows] == rhythms
    for _, task in tasks:
        assert squeezed(task["text"]) in paper(name, language)
        assert f"- [ ] {task['text']} (" in written(name, language, "md").decode()
        assert task["text"].removesuffix(".") in entries(name, language)


def test_how_long_a_sitting_is(name: str, language: str) -> None:
    text, say = written(name, language, "md").decode(), words(name, language)
    weekly = say.phrase("rhythm.weekly")
    for row in table(name, language):
        assert row[2] in paper(name, language)
        if row[3] == weekly:
            assert f"- [ ] {row[1]} ({say.language.minutes(int(row[2]))}" in text


def test_when_the_plan_is_looked_at_again(name: str, language: str) -> None:
    result, say = advice(name), words(name, language)
    day = say.language.date(result.review.date)
    assert data(name, language)["review"]["date"] == result.review.date.isoformat()
    assert squeezed(day) in paper(name, language)
    assert day in written(name, language, "md").decode()
    assert entries(name, language)[say.phrase("calendar.review")] == result.review.date


def test_the_verdict_and_the_sentence(name: str, language: str) -> None:
    found, text = data(name, language), written(name, language, "md").decode()
    assert " ".join(found["verdict"]) in text
    assert found["sentence"] in text
    assert squeezed(found["sentence"]) in paper(name, language)
