"""`somerec diff`: which businesses a later edition advises differently, and which change does it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from somerec import Answers, load_rulebook, recommend
from somerec.advice.since import since
from somerec.cli import main
from somerec.proof.editions import DAY, Share, estimate, exact
from somerec.proof.space import Space
from somerec.rulebook.load import load_folder
from somerec.rulebook.model import Rulebook
from tests.editions.second import write_second
from tests.rulebook.broken import Edition

OLD = load_rulebook("2026-1")
SAMPLE = 80


@pytest.fixture(scope="module", name="folder")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_second(tmp_path_factory.mktemp("diff"))


@cache
def found(folder: Path, *more: str) -> dict[str, Any]:
    """Return what the command finds, as data."""
    asked = ["diff", "2026-1", str(folder), "--sample", str(SAMPLE), "--json", *more]
    written = CliRunner().invoke(main, asked)
    assert written.exit_code == 0, written.output
    data: dict[str, Any] = json.loads(written.output)
    return data


def asked(example: str) -> Answers:
    """Return the answers of an example's address."""
    return Answers.from_query(example.removeprefix("/en/advice?"), OLD)


def test_it_tells_how_many_get_other_advice_with_bounds_and_an_address(folder: Path) -> None:
    differ = found(folder)["differ"]

    assert 0 < differ["count"] < SAMPLE
    assert differ["low"] < differ["share"] < differ["high"]
    assert differ["share"] == pytest.approx(differ["count"] / SAMPLE, abs=1e-4)


def test_every_example_shows_what_it_is_an_example_of(folder: Path) -> None:
    data, second = found(folder), load_folder(folder)

    for kind in ("subjects", "changes"):
        for name, share in data[kind].items():
            if not share["example"]:
                assert share["count"] == 0
                continue
            differs = since(asked(share["example"]), OLD, (second,), DAY).differs
            told = {item.point.subject for item in differs} | {
                step.change.id for item in differs for step in item.by
            }
            assert name in told


def test_every_change_is_told_with_its_words_also_where_it_touches_nobody_drawn(folder: Path) -> None:
    changes = found(folder)["changes"]

    assert list(changes) == [change.id for change in load_folder(folder).history.changes]
    assert changes["three_tactics"]["count"] >= changes["three_tactics"]["alone"] > 0
    assert changes["three_tactics"]["text"].startswith("A plan of the middle size has three tactics")
    assert changes["europe"]["count"] == 0
    assert 0 < changes["europe"]["high"] < 0.05


@pytest.mark.proof
def test_a_change_that_touches_nobody_drawn_is_shown_by_an_example_of_its_rule_or_tactic(
    folder: Path,
) -> None:
    asked = ["diff", "2026-1", str(folder), "--sample", "2", "--json"]
    groups = json.loads(CliRunner().invoke(main, asked).output)["changes"]["groups"]

    assert groups["count"] == 0
    assert groups["example"].startswith("/en/advice?")


def test_scope_gate_and_goal_are_counted_over_all_answers(folder: Path) -> None:
    told = {one["subject"]: one for one in found(folder)["exact"]}

    assert set(told) == {"tier", "gate", "goal"}
    assert [one["differ"] for one in told.values()] == [0, 0, 0]
    assert told["tier"]["answer_sets"] > 10_000
    assert "hours" in told["tier"]["questions"]


@pytest.mark.proof
def test_the_same_seed_draws_the_same_businesses_and_another_one_others(folder: Path) -> None:
    again = CliRunner().invoke(main, ["diff", "2026-1", str(folder), "--sample", str(SAMPLE), "--json"])

    assert json.loads(again.output) == found(folder)
    assert found(folder, "--seed", "7")["differ"] != found(folder)["differ"]


def test_the_lines_say_the_same_as_the_data(folder: Path) -> None:
    data = found(folder)
    text = CliRunner().invoke(main, ["diff", "2026-1", str(folder), "--sample", str(SAMPLE)]).output

    assert text.startswith("From edition 2026-1 to 2026-2\n")
    assert "Exactly, all answers gone through:" in text
    assert f"Estimated from {SAMPLE} businesses by lot (seed 2026), 95 per cent certain:" in text
    assert f"  {data['differ']['count']} (" in text
    assert data["differ"]["example"] in text
    assert data["changes"]["three_tactics"]["text"] in text


# What is counted exactly


def test_a_cap_that_moves_is_counted_exactly_and_its_example_shows_it(edition: Edition) -> None:
    edition.replace("scope.yaml", "{h0: T0, h1: T1, h3: T1", "{h0: T0, h1: T1, h3: T2")
    new = load_folder(edition.folder)

    tier, gate, goal = exact(OLD, (new,))

    assert gate.count == goal.count == 0
    assert 0 < tier.count < tier.sets
    answers = asked(tier.example)
    before, after = (recommend(answers, book, DAY).scope.tier for book in (OLD, new))
    assert (before, after) == ("T1", "T2")


@pytest.mark.proof
def test_the_exact_count_of_goals_is_what_the_engine_finds_one_by_one(edition: Edition) -> None:
    """Whoever runs a shop and has no goal is proposed another one; everybody else keeps theirs."""
    edition.replace("aim.yaml", "goal: visits_bookings", "goal: reputation")
    new = load_folder(edition.folder)

    *_, goal = exact(OLD, (new,))

    assert goal.count > 0
    answers = asked(goal.example)
    assert answers.given["goal"] == "no_goal"
    assert recommend(answers, OLD, DAY).aim.goal != recommend(answers, new, DAY).aim.goal


def test_an_answer_that_was_split_since_is_counted_once(folder: Path) -> None:
    """Who serves and who makes food are two answers today and were one then."""
    goal = next(one for one in found(folder)["exact"] if one["subject"] == "goal")

    assert "business_type" in goal["questions"]
    assert goal["answer_sets"] == len(Space(OLD).table(frozenset(("working_goal",))).counts)


# Bounds


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(0, 100, 0.0, 0.0370), (50, 100, 0.4038, 0.5962), (100, 100, 0.9630, 1.0), (0, 0, 0.0, 1.0)],
)
def test_the_bounds_are_those_of_wilson(count: int, of: int, low: float, high: float) -> None:
    assert Share(count).interval(of) == pytest.approx((low, high), abs=1e-4)


@pytest.mark.proof
def test_the_bounds_hold_what_a_larger_sample_finds(second: Rulebook) -> None:
    small, large = (estimate(OLD, (second,), size) for size in (100, 400))

    low, high = small.differ.interval(small.sample)

    assert low <= large.differ.count / large.sample <= high


# What cannot be told


def test_what_is_no_edition_is_refused_with_those_there_are() -> None:
    refused = CliRunner().invoke(main, ["diff", "2026-1", "2025-9"])

    assert refused.exit_code == 2
    assert "there is no edition and no folder '2025-9'; the editions are 2026-1" in refused.output


def test_an_edition_that_does_not_follow_is_refused(folder: Path) -> None:
    refused = CliRunner().invoke(main, ["diff", str(folder), "2026-1"])

    assert refused.exit_code == 2
    assert "edition 2026-1 does not follow edition 2026-2" in refused.output


def test_a_folder_with_faults_is_refused_with_each(edition: Edition) -> None:
    edition.replace("scope.yaml", "threshold: 4 ", "threshhold: 4 ")

    refused = CliRunner().invoke(main, ["diff", "2026-1", str(edition.folder)])

    assert refused.exit_code == 2
    assert "threshold" in refused.output


@pytest.mark.proof
def test_a_copy_at_work_is_held_against_the_edition_that_it_is_a_copy_of(edition: Edition) -> None:
    edition.replace("scope.yaml", "social: 2\n    tactics: 4", "social: 2\n    tactics: 2")

    told = CliRunner().invoke(main, ["diff", "2026-1", str(edition.folder), "--sample", "60", "--json"])

    assert json.loads(told.output)["changes"] == {}
    assert json.loads(told.output)["differ"]["count"] > 0
