"""What today's rules say differently: told truly, also in what did it, and nothing where nothing differs.

A change is undone in the second edition's own files, and then the advice must lack what was put down to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from somerec import Answers, load_rulebook, recommend
from somerec.advice.answers import read_pairs
from somerec.advice.migrate import migrate
from somerec.advice.points import Point, Points, points
from somerec.advice.recommendation import TacticAdvice
from somerec.advice.since import Differs, Since, is_same, since
from somerec.proof.lot import businesses
from somerec.rulebook.history import History, Moves
from somerec.rulebook.load import load_folder
from somerec.rulebook.model import Rulebook
from somerec.rulebook.passage import passage
from somerec.rulebook.renamed import renamed
from tests.editions.second import SECOND, second_edition
from tests.strategies import START

OLD = load_rulebook("2026-1")
COUNT = 150

TOUCHED = (
    (
        "market=se&business_type=online_shop&size=micro&who=spare_time&hours=h41&money=m4&skills=write"
        "&goal=sales&customers=businesses&area=local&buying=inspired&website=none&content=stories"
    ),
    (
        "market=other&business_type=food_drink&size=micro&who=set_time&hours=h21&money=m3&skills=write"
        "&skills=web&skills=ads&skills=numbers&skills=talk&goal=sales&target_size=t50&target_months=6"
        "&customers=both&area=region&age=a45_59&buying=recommended&website=useful&content=stories"
        "&base=answer_time"
    ),
    (
        "market=se&business_type=advice&special=confidential&size=small&who=spare_time&hours=h3&money=m4"
        "&purpose=trust&goal=no_goal&customers=members&area=visitors&buying=unknown&website=converts"
        "&content=how_to&content=products&content=stories&content=answers&content=news"
        "&channels_now.gbp=active&channels_now.facebook_page=active&channels_now.instagram=quiet"
        "&channels_now.linkedin_page=active&channels_now.newsletter=active&inbound=many"
    ),
)
"""Businesses that the changes touch which hardly any business drawn by lot would be touched by."""

UNDONE = {
    "three_tactics": [("scope.yaml", "social: 2\n    tactics: 3", "social: 2\n    tactics: 4")],
    "half_a_job": [("scope.yaml", "planning: {at_least: 1200}}   #", "planning: {at_least: 1800}}   #")],
    "instagram_hours": [("choosing.yaml", "180}}\n        wait: [insta", "120}}\n        wait: [insta")],
    "groups": [
        ("tactics.yaml", "weekly: 20\n    money: m0\n    skills", "weekly: 30\n    money: m0\n    skills"),
        ("tactics.yaml", "words.\n        minutes: 10", "words.\n        minutes: 20"),
    ],
}  # fmt: skip
"""Changes of the second edition, and the edits that take each back."""

RULE = re.compile(r"  - id: R44c\n.*?(?=  - id: R45\n)", re.DOTALL)
CHANGE = re.compile(r"  - id: markets\n.*?(?=  - id: no_deadline\n)", re.DOTALL)


@pytest.fixture(scope="module", name="without")
def _without(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Rulebook]:
    """The second edition, made from its files with one change taken back."""

    @cache
    def make(change: str) -> Rulebook:
        folder = tmp_path_factory.mktemp(change)
        second_edition(folder)
        for file, old, new in UNDONE.get(change, ()):
            _edit(folder / SECOND / file, re.compile(re.escape(old)), new)
        if change == "markets":
            _edit(folder / SECOND / "choosing.yaml", RULE)
            _edit(folder / SECOND / "changes.yaml", CHANGE)
        return load_folder(folder / SECOND)

    return make


def _edit(path: Path, old: re.Pattern[str], new: str = "") -> None:
    text, count = old.subn(lambda _: new, path.read_text("utf-8"), count=1)
    assert count, f"{path.name} no longer holds what the test takes back"
    path.write_text(text, "utf-8")


@cache
def lot(second: Rulebook) -> tuple[tuple[Answers, Since], ...]:
    """Return businesses of the old edition with what differs for each."""
    touched = [Answers.from_query(query, OLD) for query in TOUCHED]
    found = (*touched, *businesses(OLD, COUNT))
    return tuple((one, since(one, OLD, (second,), START)) for one in found)


def today(answers: Answers, second: Rulebook, rulebook: Rulebook) -> Points:
    """Return what today's answers lead to under some rules."""
    pairs = migrate(answers.pairs(), OLD, (second,)).pairs
    return points(recommend(read_pairs(pairs, rulebook).whole(), rulebook, START))


@pytest.mark.parametrize("change", [*UNDONE, "markets"])
def test_a_difference_put_down_to_a_change_is_gone_where_that_change_is_taken_back(
    change: str, second: Rulebook, without: Callable[[str], Rulebook]
) -> None:
    rulebook, seen = without(change), 0
    for answers, found in lot(second):
        by_it = [item for item in found.differs if any(step.change.id == change for step in item.by)]
        advice = today(answers, second, rulebook)
        seen += len(by_it)
        assert [item.point for item in by_it if advice.get(item.point) == item.after] == []

    # Who made food before is taken to serve it, so the change for makers touches nobody who was advised.
    assert seen or change == "markets", "No business of the lot is touched by the change."


@pytest.mark.parametrize("change", [*UNDONE, "markets"])
def test_a_difference_that_goes_when_a_change_is_taken_back_is_put_down_to_it(
    change: str, second: Rulebook, without: Callable[[str], Rulebook]
) -> None:
    for answers, found in lot(second):
        advice = today(answers, second, without(change))
        gone = {item.point for item in found.differs if advice.get(item.point) != item.after}

        assert gone == {
            item.point for item in found.differs if any(step.change.id == change for step in item.by)
        }


@pytest.mark.parametrize("change", [*UNDONE, "markets"])
def test_the_rules_without_a_change_advise_as_the_files_without_it(
    change: str, second: Rulebook, without: Callable[[str], Rulebook]
) -> None:
    way = passage(OLD, (second,))
    (step,) = [one for one in way.steps if one.change.id == change]

    for answers, _ in lot(second):
        made = today(answers, second, way.without(step))
        assert made == today(answers, second, without(change)), answers.to_query()


def test_the_advice_of_then_is_the_same_under_the_names_of_today(second: Rulebook) -> None:
    moves = second.history.moves

    for answers, found in lot(second):
        before = recommend(answers, OLD, START)
        given = {moves.tactics.get(item.id) or item.id: _course(item) for item in before.tactics}
        assert {item.id: _course(item) for item in found.before.tactics} == given
        assert found.before.scope.tier == before.scope.tier
        assert found.before.hours.planned == before.hours.planned


def _course(tactic: TacticAdvice) -> tuple[object, ...]:
    return tactic.status, tactic.weekly, tactic.start_week


def test_the_advice_of_today_is_that_of_the_migrated_address(second: Rulebook) -> None:
    for answers, found in lot(second):
        assert found.after is not None
        assert points(found.after) == today(answers, second, second)


def test_nothing_differs_where_both_results_are_the_same(second: Rulebook) -> None:
    same = [found for _, found in lot(second) if found.same]

    assert same
    assert all(found.after and points(found.before) == points(found.after) for found in same)


def test_whether_anything_differs_is_said_alike_with_and_without_the_reasons(second: Rulebook) -> None:
    told = [(is_same(answers, OLD, (second,), START), found.same) for answers, found in lot(second)]

    assert {said for said, _ in told} == {True, False}
    assert all(said == found for said, found in told)


def test_a_tactic_that_only_got_another_name_differs_in_nothing_but_its_time(second: Rulebook) -> None:
    told = [
        item.point.subject
        for _, found in lot(second)
        for item in found.differs
        if item.point.id == "neighbour_groups" and [step.change.id for step in item.by] == ["groups"]
    ]

    assert set(told) <= {"weekly", "tasks"}


def test_what_follows_from_other_differences_is_told_apart(second: Rulebook) -> None:
    def of(subject: str) -> list[Differs]:
        found = (item for _, one in lot(second) for item in one.differs if item.point.subject == subject)
        return [item for item in found if [step.change.id for step in item.by] == ["three_tactics"]]

    assert of("tactic")
    assert not any(item.follows for item in of("tactic") if item.before == "chosen")
    assert of("law")
    assert all(item.follows for item in of("law"))


def test_what_could_not_be_carried_over_is_told(second: Rulebook) -> None:
    answers = next(one for one in businesses(OLD, COUNT) if one.given["business_type"] == "food_drink")

    found = since(answers, OLD, (second,), START)

    assert ("split", "business_type", "food_drink") in [(one.kind, one.key, one.value) for one in found.lost]
    assert ("business_type", "food_serve") in found.pairs
    assert found.pairs[-1] == ("edition", "2026-2")


def test_differences_stand_in_the_order_in_which_they_are_told(second: Rulebook) -> None:
    for _, found in lot(second):
        subjects = [item.point for item in found.differs]
        assert len(set(subjects)) == len(subjects)
        assert Point("tier") not in subjects[1:]


TIED = (
    "market=no&business_type=care&situation=none&size=large&who=team_2_4&hours=h3&money=m2&skills=write"
    "&skills=web&skills=ads&purpose=just_visible&goal=support&target_size=t10&customers=members&area=local"
    "&age=a60&buying=unknown&website=converts&content=before_after&content=how_to&content=people"
    "&content=stories&base=answer_owner&base=answer_time&base=guidelines&base=measuring&inbound=flood"
    "&wishes=followers&wishes=blog&wishes=plan"
)
"""A business with room for one of two tactics that are equals, so that their names decide."""


def test_a_new_name_that_puts_another_equal_first_is_told_and_put_down_to_no_change() -> None:
    moves = Moves(tactics={"referrals": "aa_referrals"})
    new = replace(renamed(OLD, moves), edition="2026-2", history=History("2026-1", moves, ()))

    found = since(Answers.from_query(TIED, OLD), OLD, (new,), START)

    turns = {item.point.id: item for item in found.differs if item.point.subject == "tactic"}
    assert (turns["aa_referrals"].before, turns["aa_referrals"].after) == ("later", "chosen")
    assert (turns["pr_partners"].before, turns["pr_partners"].after) == ("chosen", "later")
    assert all(item.by == () for item in turns.values())
