"""What is said of an old edition: kindly where nothing differs, and else by the change that does it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from somerec import Answers, load_rulebook
from somerec.advice.points import SUBJECTS, Point, differing, points
from somerec.advice.since import Differs, Since, since
from somerec.proof.lot import businesses
from somerec.rulebook.model import Rulebook
from somerec.words.since import Telling
from tests.strategies import START

OLD = load_rulebook("2026-1")
LANGUAGES = ("en", "nb", "sv")

FOURTH = (
    "market=no&business_type=food_drink&size=micro&who=set_time&hours=h21&money=m3&skills=write"
    "&skills=web&skills=ads&skills=numbers&skills=talk&goal=sales&target_size=t50&target_months=6"
    "&customers=both&area=region&age=a45_59&buying=recommended&website=useful&content=stories&base=answer_time"
)
"""A business whose fourth tactic is too many today, and whose local groups take less time."""

QUIET = (
    "market=no&business_type=trades&size=solo&who=spare_time&hours=h1&goal=enquiries&customers=consumers"
    "&area=local&buying=urgent&website=none"
)
"""A business that none of the changes concerns."""


def found(query: str, second: Rulebook) -> Since:
    """Return what differs for the business with these answers."""
    return since(Answers.from_query(query, OLD), OLD, (second,), START)


@cache
def lot(second: Rulebook) -> tuple[Since, ...]:
    """Return what differs for some businesses."""
    return tuple(since(one, OLD, (second,), START) for one in businesses(OLD, 120))


def test_where_nothing_differs_the_plan_still_holds(second: Rulebook) -> None:
    told = Telling(found(QUIET, second), "en")

    assert told.given == "This is the advice as it was given, under edition 2026-1 of the rules."
    assert told.lead == "Today’s rules would give you the same advice, so your plan still holds."
    assert told.groups == []
    assert told.lost == []


@pytest.mark.parametrize(
    ("language", "lead"),
    [
        ("nb", "Dagens regler ville ha gitt deg de samme rådene, så planen din holder fortsatt."),
        ("sv", "Dagens regler skulle ge dig samma råd, så din plan håller fortfarande."),
    ],
)
def test_that_is_said_to_one_person_in_the_readers_language(
    second: Rulebook, language: str, lead: str
) -> None:
    assert Telling(found(QUIET, second), language).lead == lead


def test_what_differs_is_told_by_the_change_that_does_it(second: Rulebook) -> None:
    told = Telling(found(FOURTH, second), "en")

    assert told.lead == "Under today’s rules, edition 2026-2, 4 things would be different."
    cap, groups, both = told.groups
    assert cap.intro == groups.intro == "This comes from one change to the rules:"
    assert [text for _, text in cap.changes] == [
        "A plan of the middle size has three tactics beyond the basics, not four. Few managed the fourth."
    ]
    assert cap.lines[0].text == "‘Personal LinkedIn profile’ would leave the plan and wait for later."
    assert cap.lines[0].detail.startswith("A plan of this size has room for no more than 3 tactics")
    (line,) = [line.text.replace("\xa0", " ") for line in groups.lines]
    assert line == "‘Local Facebook groups’ would take 20 minutes a week instead of 30 minutes."
    assert both.intro == "This comes from several changes to the rules together:"
    assert [edition for edition, _ in both.changes] == ["2026-2", "2026-2"]
    assert [line.text[:14] for line in both.lines] == ["The plan would"]


def test_what_could_not_be_carried_over_is_said(second: Rulebook) -> None:
    first, second_ = Telling(found(FOURTH, second), "en").lost

    assert "We took “Restaurant, café or bar”." in first
    assert "is no longer asked" in second_


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_number_of_things_is_the_number_of_lines(second: Rulebook, language: str) -> None:
    for one in lot(second):
        told = Telling(one, language)
        lines = [line for group in told.groups for line in (*group.lines, *group.follows)]
        assert bool(lines) == bool(one.differs)
        assert len({(line.text, line.detail) for line in lines}) == len(lines)
        assert one.same or len(lines) == 1 or f" {len(lines)} " in told.lead


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_difference_has_its_sentences(second: Rulebook, language: str) -> None:
    """Those that no change of the second edition makes are told of two businesses that differ so."""
    one = found(FOURTH, second)
    said: set[str] = set()
    for other in lot(second)[:60]:
        assert other.after is not None
        one = replace(one, after=other.after)
        items = [replace(item, by=(), follows=False) for item in _between(one)]
        said |= {item.point.subject for item in items}
        for group in Telling(replace(one, differs=tuple(items)), language).groups:
            assert all(line.text.endswith((".", ":")) for line in group.lines)
            assert all(line.detail for line in group.lines if line.text.endswith(":"))

    assert said == set(SUBJECTS)


def _between(one: Since) -> list[Differs]:
    """Return every point at which two results differ, whoever they are for."""
    assert one.after is not None
    before, after = points(one.before), points(one.after)
    return [
        Differs(point, before.get(point), after.get(point), (), follows=False)
        for point in differing(before, after)
    ]


def test_where_todays_rules_ask_more_nothing_is_claimed(second: Rulebook) -> None:
    told = Telling(replace(found(FOURTH, second), after=None, differs=()), "en")

    assert (
        told.lead
        == "Today’s rules ask something more. When you have answered, you see what they would change."
    )
    assert told.groups == []


def test_what_no_single_change_does_is_not_put_down_to_one(second: Rulebook) -> None:
    one = found(FOURTH, second)
    item = Differs(Point("gate"), "open", "closed", (), follows=False)

    (group,) = Telling(replace(one, differs=(item,)), "en").groups

    assert group.intro == "No single change explains this."
    assert group.changes == ()
    assert [line.text for line in group.lines] == [
        "New channels would have to wait until the foundation is in place."
    ]
