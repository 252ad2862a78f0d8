"""What the changelog of an edition may not say, above all of ids of the edition before."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.editions.second import write_second
from tests.rulebook.broken import Break, Edition

FILE = "changes.yaml"

BREAKS = [
    Break(
        "a change names a rule that neither edition has",
        "unknown rule 'R370'; did you mean 'R70'?",
        "[R370]",
        "[R37]",
        file=FILE,
    ),
    Break(
        "a change names a tactic that neither edition has",
        "unknown tactic 'neighbours'; did you mean 'neighbour_groups'?",
        "tactics: [neighbours]",
        "tactics: [neighbour_groups]",
        file=FILE,
    ),
    Break(
        "a change names a question that neither edition has",
        "unknown question 'areas'; did you mean 'area'?",
        "questions: [areas]",
        "questions: [area]",
        file=FILE,
    ),
    Break(
        "a change names nothing",
        "change 'groups' names no rule, no tactic and no question",
        "",
        "    tactics: [neighbour_groups]\n",
        above="- id: groups",
        file=FILE,
    ),
    Break(
        "a change has no words",
        "change 'no_deadline' lacks 'text'",
        "",
        "    text: Nobody is asked by when any more. A date that was guessed steered nothing.\n",
        above="- id: no_deadline",
        file=FILE,
    ),
    Break(
        "two changes have one id",
        "change 'groups' stands twice; the first is in line {line}",
        "- id: groups\n    rules: [R37]",
        "- id: instagram_hours\n    rules: [R37]",
        at="groups",
        first="- id: groups",
        file=FILE,
    ),
    Break(
        "there is a key that a changelog does not have",
        "unknown key 'rename' in changes.yaml; did you mean 'renamed'?",
        "renamed: {}\nrename:",
        "renamed:",
        at="rename:",
        file=FILE,
    ),
    Break(
        "the edition before does not exist",
        "there is no edition '2025-9' without faults",
        "before: 2025-9",
        "before: 2026-1",
        file=FILE,
    ),
    Break(
        "the edition before is a later one",
        "the edition before '2026-2' is an earlier one, not '2026-3'",
        "before: 2026-3",
        "before: 2026-1",
        file=FILE,
    ),
    Break(
        "ids moved from no edition",
        "'dropped' needs 'before': the edition whose ids it names",
        "dropped:",
        "before: 2026-1\n\nrenamed:\n  tactics: {facebook_groups: neighbour_groups}\n  options:\n"
        "    area: {nordic_eu: europe}\n\ndropped:",
        file=FILE,
    ),
    Break(
        "ids of a kind are renamed that there is not",
        "unknown key 'goals' in 'renamed'; known are options, questions, rows, rules, tactics",
        "renamed:\n  goals: {sales: more_sales}",
        "renamed:",
        at="goals:",
        file=FILE,
    ),
    Break(
        "an id is renamed that the edition before does not have",
        "edition 2026-1 has no tactic 'facebook_group'; did you mean 'facebook_groups'?",
        "renamed:\n  tactics: {facebook_group: neighbour_groups, ",
        "renamed:\n  tactics: {",
        at="tactics:",
        file=FILE,
    ),
    Break(
        "an id is renamed to one that this edition does not have",
        "unknown tactic 'neighbours'; did you mean 'neighbour_groups'?",
        "renamed:\n  tactics: {facebook_groups: neighbours}",
        "renamed:\n  tactics: {facebook_groups: neighbour_groups}",
        at="tactics:",
        file=FILE,
    ),
    Break(
        "an id is dropped that is still there",
        "question 'area' is still there, so it cannot have moved",
        "questions: [target_months, area]",
        "questions: [target_months]",
        file=FILE,
    ),
    Break(
        "a question is gone without a word",
        "question 'target_months' of edition 2026-1 is gone; say what became of it",
        "questions: []",
        "questions: [target_months]",
        above="before:",
        file=FILE,
    ),
    Break(
        "an option is gone without a word",
        "option of 'area' 'nordic_eu' of edition 2026-1 is gone; say what became of it",
        "area: {}",
        "area: {nordic_eu: europe}",
        above="before:",
        file=FILE,
    ),
    Break(
        "an option of a question is renamed that the edition before does not have",
        "unknown question 'areas'; did you mean 'area'?",
        "areas: {}\n    area:",
        "area:",
        file=FILE,
    ),
    Break(
        "an option is renamed that the edition before does not have",
        "edition 2026-1 has no option of 'area' 'nordic'; did you mean 'nordic_eu'?",
        "area: {nordic: europe, ",
        "area: {",
        file=FILE,
    ),
    Break(
        "an option is renamed to one that this edition does not have",
        "unknown option of 'area' 'europa'; did you mean 'europe'?",
        "area: {nordic_eu: europa}",
        "area: {nordic_eu: europe}",
        file=FILE,
    ),
    Break(
        "an option is dropped that is still there",
        "option of 'area' 'world' is still there, so it cannot have moved",
        "dropped:\n  options: {area: [world]}",
        "dropped:",
        at="options:",
        file=FILE,
    ),
    Break(
        "an option is split into one that this edition does not have",
        "unknown option of 'business_type' 'food_sell'; did you mean 'food_serve'?",
        "[food_serve, food_make, food_sell]",
        "[food_serve, food_make]",
        file=FILE,
    ),
    Break(
        "an option is split into nothing but itself under another name",
        "option of 'business_type' 'food_drink' is split into at least two",
        "[food_serve]",
        "[food_serve, food_make]",
        file=FILE,
    ),
    Break(
        "an option is split that the edition before does not have",
        "edition 2026-1 has no option of 'business_type' 'food'; did you mean 'food_drink'?",
        "{food: [food_serve, food_make], food_drink",
        "{food_drink",
        file=FILE,
    ),
]  # fmt: skip


class Later(Edition):
    """The second edition, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = write_second(folder)


@pytest.mark.parametrize("broken", BREAKS, ids=[item.behaviour for item in BREAKS])
def test_the_loader_says_so_where(broken: Break, tmp_path: Path) -> None:
    edition = Later(tmp_path)
    expected = edition.break_with(broken)

    assert expected in edition.faults()


def test_the_second_edition_has_no_faults(tmp_path: Path) -> None:
    assert Later(tmp_path).faults() == []


def test_an_edition_that_follows_one_with_faults_says_so(tmp_path: Path) -> None:
    edition = Later(tmp_path)
    first = Edition(tmp_path)
    first.replace("tactics.yaml", "group: social", "group: sociable")

    assert "changes.yaml:1: there is no edition '2026-1' without faults" in edition.faults()


def test_an_edition_has_a_year_and_a_number(edition: Edition) -> None:
    edition.replace("scope.yaml", "edition: 2026-1", "edition: autumn")

    assert edition.faults() == [
        "scope.yaml:2: 'edition' must be a year and a number such as 2026-1, not 'autumn'"
    ]


def test_an_option_that_was_split_may_keep_its_name_for_one_part(tmp_path: Path) -> None:
    edition = Later(tmp_path)
    for path in edition.folder.glob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("food_serve", "food_drink"), "utf-8")

    assert edition.faults() == []
