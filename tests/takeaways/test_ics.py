"""The plan in a calendar: floating times, an end to everything, and the same entries every time."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from icalendar import Calendar, Event

from somerec.advice.recommend import recommend
from somerec.takeaways.ics import as_ics, first_sentence
from somerec.takeaways.schedule import working_days
from somerec.words import calendar, verdict
from somerec.words.speaker import speaker_for
from tests.strategies import Business, businesses
from tests.takeaways.businesses import EIGHT, advice, cases, rulebook
from tests.turns import in_turn

each_business = pytest.mark.parametrize("name", EIGHT)
each_in_turn = pytest.mark.parametrize(("name", "language"), in_turn(EIGHT))


@cache
def events(name: str, language: str = "en", link: str = "") -> list[Event]:
    """Return the entries of a business's calendar, read back; made once."""
    return Calendar.from_ical(as_ics(advice(name), rulebook(), language, link)).events


def times(event: Event) -> list[datetime]:
    """Return every time at which an entry stands, its repetitions counted out."""
    start, rule = event.start, event.get("RRULE")
    assert isinstance(start, datetime)
    if rule is None:
        return [start]
    names = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
    days = {names.index(day) for day in rule.get("BYDAY", [])} or {start.weekday()}
    every, count = rule.get("INTERVAL", [1])[0], rule["COUNT"][0]
    monday = start - timedelta(days=start.weekday())
    found: list[datetime] = []
    while len(found) < count:
        week = (monday + timedelta(days=day) for day in sorted(days))
        found += [time for time in week if time >= start]
        monday += timedelta(weeks=every)
    return found[:count]


def of_task(name: str, tactic: str, task: str, language: str = "en") -> Event:
    """Return the entry of a task."""
    text = speaker_for(advice(name), rulebook(), language).text(f"tactics.{tactic}.tasks.{task}")
    heading = speaker_for(advice(name), rulebook(), language).text(f"tactics.{tactic}.name")
    return next(
        event
        for event in events(name, language)
        if event.summary == text.removesuffix(".") and event.categories == [heading]
    )


@each_in_turn
def test_it_comes_out_of_a_reader_as_it_went_in(name: str, language: str) -> None:
    file = as_ics(advice(name), rulebook(), language)
    assert Calendar.from_ical(file).to_ical() == file
    assert b"\r\n" in file
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    assert all(event.summary for event in events(name, language))


@settings(max_examples=50, deadline=None)
@given(businesses())
def test_the_calendar_of_any_business_can_be_read(business: Business) -> None:
    file = as_ics(business.advice, rulebook(), "nb")
    read = Calendar.from_ical(file)
    assert read.to_ical() == file
    assert len({event.uid for event in read.events}) == len(read.events)
    assert all(rule["COUNT"][0] >= 1 for event in read.events for rule in event.rrules)


@each_business
def test_times_are_floating_and_days_are_whole(name: str) -> None:
    for event in events(name):
        start: Any = event.start
        if isinstance(start, datetime):
            assert start.tzinfo is None
        else:
            assert event.end - start == timedelta(days=1)
            assert event.transparency == "TRANSPARENT"


@each_business
def test_every_repetition_ends_with_the_check_of_the_plan(name: str) -> None:
    result = advice(name)
    for event in events(name):
        if event.get("RRULE"):
            last = times(event)[-1].date()
            assert last <= max(result.review.date, times(event)[0].date() + timedelta(weeks=4))


@each_business
def test_every_task_of_a_chosen_tactic_stands_there_from_its_start_and_for_its_time(name: str) -> None:
    result = advice(name)
    for tactic in result.chosen:
        start = calendar.start_date(result, tactic)
        for task in tactic.tasks:
            event = of_task(name, tactic.id, task.id)
            first = times(event)[0].date()
            assert start <= first < start + timedelta(weeks=calendar.WEEKS)
            rule = event.get("RRULE", {})
            days = len(rule.get("BYDAY", [])) or 1
            whole = (event.end - event.start) * days / timedelta(minutes=1)
            assert 0 <= whole - calendar.sitting(tactic, task) < days
            assert rule.get("INTERVAL", [1])[0] == calendar.weeks_between(task)


@each_business
def test_nobody_has_to_work_at_weekends_or_past_midnight(name: str) -> None:
    for event in events(name):
        start, end = event.start, event.end
        if isinstance(start, datetime) and isinstance(end, datetime):
            assert all(time.weekday() < 5 for time in times(event))
            assert end.date() == start.date()


@pytest.mark.parametrize("name", [name for name in EIGHT if name != "retail_group"])
def test_one_person_never_has_two_tasks_at_once(name: str) -> None:
    """Where every channel has an owner of its own, their mornings may run side by side."""
    result = advice(name)
    taken: list[tuple[datetime, datetime]] = []
    for tactic in result.chosen:
        for task in tactic.tasks:
            event = of_task(name, tactic.id, task.id)
            taken += [(time, time + (event.end - event.start)) for time in times(event)]
    taken.sort()
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(taken))


@each_business
def test_the_set_up_adds_up_and_begins_no_sooner_than_the_plan(name: str) -> None:
    result = advice(name)
    words = speaker_for(result, rulebook(), "en")
    names = [words.phrase("markdown.safeguards")]
    names += [
        words.phrase("calendar.setup", name=words.text(f"tactics.{item.id}.name")) for item in result.chosen
    ]
    blocks = [event for event in events(name) if event.summary in names]
    assert sum((event.end - event.start for event in blocks), timedelta()) == timedelta(minutes=result.setup)
    assert all(times(event)[0].date() >= result.start for event in blocks)


def test_a_sprint_is_done_in_the_first_week_and_other_set_up_in_the_weeks_of_the_plan() -> None:
    words = speaker_for(advice("plumber_small_town"), rulebook(), "en")
    profile = words.phrase("calendar.setup", name=words.text("tactics.gbp.name"))
    for name in ("plumber_small_town", "hairdresser_town"):
        found = [times(event)[0] for event in events(name) if event.summary == profile]
        week = (found[0].date() - advice(name).start).days // 7 + 1
        start = next(item.start_week for item in advice(name).chosen if item.id == "gbp")
        assert week <= (start or 1)


@each_business
def test_the_days_of_the_plan_itself_are_in_it(name: str) -> None:
    result = advice(name)
    whole = {event.summary: event.start for event in events(name) if not isinstance(event.start, datetime)}
    words = speaker_for(result, rulebook(), "en")
    assert whole[words.phrase("calendar.review")] == result.review.date
    assert whole[words.phrase("calendar.target")] == verdict.target_date(result)
    assert (words.phrase("calendar.pause") in whole) == (result.review.first_check is not None)
    assert words.phrase("calendar.figure") in whole


def test_a_business_that_closes_is_reminded_of_no_figure_to_reach() -> None:
    words = speaker_for(advice("gift_shop_closing"), rulebook(), "en")
    said = {event.summary for event in events("gift_shop_closing")}
    assert not said & {words.phrase("calendar.figure"), words.phrase("calendar.target")}
    assert words.phrase("calendar.review") in said


def test_a_tactic_on_trial_has_its_day_of_decision() -> None:
    result = advice("genealogist_trial")
    trial = next(tactic for tactic in result.chosen if tactic.trial)
    words = speaker_for(result, rulebook(), "sv")
    wanted = words.phrase("calendar.trial", name=words.text(f"tactics.{trial.id}.name"))
    event = next(event for event in events("genealogist_trial", "sv") if event.summary == wanted)
    assert event.start == calendar.start_date(result, trial) + timedelta(days=90)


@each_business
def test_identifiers_are_each_ones_own_and_the_same_in_every_language_and_from_every_start(name: str) -> None:
    def uids(language: str, start: date) -> set[str]:
        answers = replace(advice(name).answers, start=start)
        result = recommend(answers, rulebook(), start)
        found = [event.uid for event in Calendar.from_ical(as_ics(result, rulebook(), language)).events]
        assert len(found) == len(set(found))
        return set(found)

    first = uids("nb", date(2026, 11, 23))
    assert uids("sv", date(2026, 11, 23)) == first
    assert uids("en", date(2026, 11, 30)) == first


def test_two_businesses_share_no_identifier() -> None:
    plumber = {event.uid for event in events("plumber_small_town")}
    assert not plumber & {event.uid for event in events("hairdresser_town")}


def test_the_link_stands_where_the_plan_is_to_be_looked_at_and_nowhere_else() -> None:
    link = "https://somerec.example/nb/advice?size=solo"
    holding = [
        event for event in events("plumber_small_town", "nb", link) if link in (event.description or "")
    ]
    words = speaker_for(advice("plumber_small_town"), rulebook(), "nb")
    assert [event.summary for event in holding] == [words.phrase("calendar.review")]


def test_the_same_plan_gives_the_same_file_on_any_day() -> None:
    once = as_ics(advice("fjord_hotel"), rulebook(), "nb")
    assert as_ics(advice("fjord_hotel"), rulebook(), "nb") == once


@pytest.mark.parametrize("name", [name for name in cases() if "-" not in name])
@pytest.mark.parametrize("day", range(7))
def test_a_plan_may_begin_on_any_weekday(name: str, day: int) -> None:
    result = recommend(advice(name).answers, rulebook(), date(2026, 11, 23) + timedelta(days=day))
    for event in Calendar.from_ical(as_ics(result, rulebook(), "nb")).events:
        start: Any = event.start
        assert (start.date() if isinstance(start, datetime) else start) >= result.start


def test_the_week_of_a_plan_has_five_working_days_from_its_first_day_on() -> None:
    saturday = date(2026, 11, 28)
    assert [day.isoformat() for day in working_days(saturday)] == [
        "2026-11-30",
        "2026-12-01",
        "2026-12-02",
        "2026-12-03",
        "2026-12-04",
    ]
    wednesday = date(2026, 11, 25)
    assert [day.weekday() for day in working_days(wednesday)] == [2, 3, 4, 0, 1]


def test_the_first_sentence_of_a_text_is_what_stands_before_the_next_capital() -> None:
    assert (
        first_sentence("Choose two times, e.g. at noon. Put them in the diary.")
        == "Choose two times, e.g. at noon."
    )
    assert first_sentence("Only one") == "Only one"
