"""The example businesses of the edition: each brings about what it stands for; one answer takes it away."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from somerec.advice.answers import Answers
from somerec.advice.example_search import Search, wanted
from somerec.advice.examples import (
    Example,
    changed,
    differing,
    example,
    fired,
    is_chosen,
    is_dropped,
    leads,
    part_name,
    see,
    start_from,
)
from somerec.rulebook.conditions import Always
from somerec.rulebook.load import load_rulebook

RULEBOOK = load_rulebook()
FILE = Path(__file__).parents[2] / "somerec/rulebook/editions" / RULEBOOK.edition / "examples.json"
STORED = json.loads(FILE.read_text("utf-8"))

STALE = "scripts/examples.py finds the examples anew."

NEVER_FIRST = {"linkedin_ads", "influencer"}
"""Where these could be taken, something unpaid with as many points is taken before them."""


def found(kind: str, name: str) -> Example:
    """Return an example that must be there."""
    made = example(kind, name, STORED, RULEBOOK)
    assert made is not None, STALE
    return made


@pytest.mark.parametrize("name", STORED["rules"])
def test_a_rule_fires_in_its_example_and_not_in_the_one_that_just_misses(name: str) -> None:
    made = found("rules", name)
    assert name in fired(see(made.hit, RULEBOOK), RULEBOOK), STALE
    assert name not in fired(see(made.miss, RULEBOOK), RULEBOOK), STALE


@pytest.mark.parametrize("name", STORED["tactics"])
def test_a_tactic_comes_first_in_its_example_and_is_not_in_the_one_that_just_misses(name: str) -> None:
    tactic, made = RULEBOOK.tactics[name], found("tactics", name)
    seen = see(made.hit, RULEBOOK)
    assert is_chosen(tactic, seen), STALE
    assert leads(tactic, seen, RULEBOOK) or name in NEVER_FIRST, STALE
    assert is_dropped(tactic, see(made.miss, RULEBOOK)), STALE


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind in ("rules", "tactics") for name in STORED[kind]]
)
def test_the_two_businesses_of_an_example_differ_in_one_answer(kind: str, name: str) -> None:
    """What the other answers then hide, such as an age, does not count."""
    made = found(kind, name)
    question = made.question.partition(".")[0]
    assert differing(made.hit, made.miss) <= {question}
    assert made.hit.complete[question] != made.miss.complete[question]


def test_every_part_with_a_condition_has_an_example() -> None:
    lacking = [
        part_name(rule.id, number)
        for rule in RULEBOOK.rules.values()
        for number, part in enumerate(rule.parts, start=1)
        if not isinstance(part.when, Always) and part_name(rule.id, number) not in STORED["rules"]
    ]
    assert lacking == [], STALE


def test_every_tactic_that_a_plan_can_lack_has_an_example() -> None:
    assert set(RULEBOOK.tactics) - set(STORED["tactics"]) == {"website_basics"}, STALE


def test_nothing_in_the_file_stands_for_what_is_no_longer_there() -> None:
    names = {name for rule in RULEBOOK.rules.values() for name, _ in wanted(rule)}
    assert set(STORED["rules"]) <= names, STALE
    assert set(STORED["tactics"]) <= set(RULEBOOK.tactics), STALE


def test_a_search_finds_the_nearest_example_and_the_same_one_every_time() -> None:
    business = start_from(STORED["businesses"]["plumber_small_town"], RULEBOOK)

    def search() -> object:
        finder = Search(RULEBOOK, {"plumber": business})
        return finder.find(_answers_urgent, _answers_otherwise, frozenset(("buying",)))

    assert search() == search() == {"of": "plumber", "but": {"buying": ["recommended"]}}


def _answers_urgent(seen: object) -> bool:
    return "R36.1" in fired(seen, RULEBOOK)  # type: ignore[arg-type]


def _answers_otherwise(seen: object) -> bool:
    return not _answers_urgent(seen)


def test_a_change_that_leaves_answers_incomplete_is_no_change() -> None:
    answers = Answers.from_query(
        "business_type=trades&size=solo&who=spare_time&hours=h1&goal=recruit&area=local&buying=urgent"
        "&website=none",
        RULEBOOK,
    )
    assert changed(answers, {"size": ("nonsense",)}, RULEBOOK) is None
    other = changed(answers, {"channels_now.gbp": ("active",)}, RULEBOOK)
    assert other is not None
    assert changed(other, {"channels_now.gbp": ("no",)}, RULEBOOK).given == answers.given  # type: ignore[union-attr]
