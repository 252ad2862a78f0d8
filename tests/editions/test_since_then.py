"""Over several editions: names are seen through, and a difference is put down to the changes that make it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from somerec import Answers, load_rulebook, recommend
from somerec.advice.answers import read_pairs
from somerec.advice.points import points
from somerec.advice.since import Since, since
from somerec.proof.lot import businesses
from somerec.rulebook.changed import changed, moved, named
from somerec.rulebook.load import load_folder
from somerec.rulebook.model import Rulebook
from tests.editions.second import SECOND, second_edition
from tests.strategies import START
from tests.words.test_since import FOURTH

OLD = load_rulebook("2026-1")
THIRD = "2026-3"

CHANGES = """\
before: 2026-2

renamed:
  tactics: {neighbour_groups: local_groups}
  options:
    business_type: {food_serve: restaurant}
  rules: {R44c: R44d}

changes:
  - id: groups_again
    tactics: [local_groups]
    text: Local groups take fifteen minutes a week.
  - id: two_tactics
    rules: [R57]
    text: A plan of the middle size has two tactics beyond the basics.
  - id: shorter_name
    questions: [business_type]
    text: An answer has another name in addresses.
"""


@pytest.fixture(scope="module", name="later")
def _later(tmp_path_factory: pytest.TempPathFactory) -> tuple[Rulebook, Rulebook]:
    """The second edition, and a third made of it."""
    folder = tmp_path_factory.mktemp("later")
    second = second_edition(folder)
    made = shutil.copytree(folder / SECOND, folder / THIRD)
    for path in made.glob("*.yaml"):
        text = path.read_text("utf-8")
        for old, new in (
            ("neighbour_groups", "local_groups"),
            ("food_serve", "restaurant"),
            ("R44c", "R44d"),
        ):
            text = re.sub(rf"\b{old}\b", new, text)
        path.write_text(text, "utf-8")
    edit(made / "scope.yaml", "edition: 2026-2", f"edition: {THIRD}")
    edit(made / "scope.yaml", "social: 2\n    tactics: 3", "social: 2\n    tactics: 2")
    edit(
        made / "tactics.yaml",
        "weekly: 20\n    money: m0\n    skills: [talk]",
        "weekly: 15\n    money: m0\n    skills: [talk]",
    )
    edit(made / "tactics.yaml", "words.\n        minutes: 10", "words.\n        minutes: 5")
    (made / "changes.yaml").write_text(CHANGES, "utf-8")
    return second, load_folder(made)


def edit(path: Path, old: str, new: str) -> None:
    """Put one text in the place of another."""
    text = path.read_text("utf-8")
    assert old in text, f"{path.name} no longer holds {old!r}"
    path.write_text(text.replace(old, new, 1), "utf-8")


def found(query: str, later: tuple[Rulebook, ...]) -> Since:
    """Return what differs for a business of the first edition."""
    return since(Answers.from_query(query, OLD), OLD, later, START)


def test_the_third_edition_tells_all_that_it_changed(later: tuple[Rulebook, Rulebook]) -> None:
    second, third = later
    differs = changed(second, third, third.history.moves)
    told = {name for change in third.history.changes for name in named(change)}
    true = {name for item in differs for name in item.told_by} | moved(third.history.moves)

    assert [item.part for item in differs if not item.told_by & told] == []
    assert told <= true


def test_answers_and_advice_go_through_both_editions(later: tuple[Rulebook, Rulebook]) -> None:
    one = found(FOURTH, later)

    assert ("business_type", "restaurant") in one.pairs
    assert ("edition", THIRD) in one.pairs
    assert one.after is not None
    today = recommend(read_pairs(one.pairs, later[-1]).whole(), later[-1], START)
    assert points(one.after) == points(today)


def test_a_tactic_that_was_renamed_twice_is_still_the_same(later: tuple[Rulebook, Rulebook]) -> None:
    told = {(item.point.subject, item.point.id): item for item in found(FOURTH, later).differs}

    groups = told["weekly", "local_groups"]
    assert (groups.before, groups.after) == (30, 15)
    assert [step.change.id for step in groups.by] == ["groups", "groups_again"]
    assert not [name for _, name in told if name in ("facebook_groups", "neighbour_groups")]


def test_both_changes_that_moved_the_same_number_are_named(later: tuple[Rulebook, Rulebook]) -> None:
    """The cap went from four to three and then to two: what either tells was four in the first edition."""
    left = [
        item
        for item in found(FOURTH, later).differs
        if item.point.subject == "tactic" and item.before == "chosen"
    ]

    assert len(left) == 2
    for item in left:
        told = {(step.change.id, step.edition.edition) for step in item.by}
        assert {("three_tactics", "2026-2"), ("two_tactics", THIRD)} <= told


def test_nothing_is_put_down_to_a_change_that_makes_no_difference(later: tuple[Rulebook, Rulebook]) -> None:
    for answers in businesses(OLD, 60):
        for item in since(answers, OLD, later, START).differs:
            assert {step.change.id for step in item.by}.isdisjoint({"europe", "food", "shorter_name"})


def test_from_the_second_edition_only_the_third_is_told(later: tuple[Rulebook, Rulebook]) -> None:
    second, third = later
    query = FOURTH.replace("food_drink", "food_serve").replace("&target_months=6", "")

    one = since(Answers.from_query(query, second), second, (third,), START)

    assert {step.edition.edition for item in one.differs for step in item.by} == {THIRD}
    assert one.lost == ()
