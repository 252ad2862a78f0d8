"""What `somerec check` says about a rulebook: that its properties hold, or for whom they do not."""

from __future__ import annotations

import time

from somerec import Answers, load_rulebook, recommend
from somerec.proof import Result, quick_properties
from somerec.proof.lot import businesses
from somerec.proof.properties import START
from somerec.rulebook.load import load_folder
from tests.rulebook.broken import Edition

AT_MOST_SECONDS = 10


def found_in(edition: Edition) -> dict[str, Result]:
    """Return what became of each property of a broken edition."""
    return {result.name: result for result in quick_properties(load_folder(edition.folder))}


def test_the_edition_that_comes_with_the_program_has_every_property() -> None:
    started = time.process_time()

    results = list(quick_properties(load_rulebook()))

    assert [str(result) for result in results if not result.holds] == []
    assert len(results) >= 10
    assert time.process_time() - started < AT_MOST_SECONDS


def test_a_sample_is_called_a_sample_and_a_whole_is_called_whole() -> None:
    for result in quick_properties(load_rulebook()):
        sampled = "sampled" in result.method
        assert sampled != ("all there are" in result.method or "the only one" in result.method)
        assert "proved" not in str(result)
        assert not sampled or "seed" in result.method
        assert result.checked > 0


def test_the_lot_always_falls_on_the_same_businesses() -> None:
    rulebook = load_rulebook()

    one, two = ([answers.to_query() for answers in businesses(rulebook, 50)] for _ in range(2))

    assert one == two
    assert len(set(one)) == 50


def test_a_result_is_told_in_one_line_with_the_case_against_it() -> None:
    result = Result(
        "Water is wet", holds=False, checked=3, method="drops sampled, seed 1", counterexample="drop=2"
    )

    assert str(result) == "FAILS  Water is wet (3 drops sampled, seed 1): drop=2"


def test_hours_that_lower_the_tier_are_found_in_all_cases(edition: Edition) -> None:
    edition.replace("scope.yaml", "h11: T2, h21: T3", "h11: T1, h21: T3")

    result = found_in(edition)["More hours never lower the tier"]

    assert not result.holds
    assert "hours=h6" in result.counterexample
    assert result.counterexample.endswith("with hours=h11")
    assert result.method == "cases, all there are"


def test_people_who_lower_the_tier_are_found_in_all_cases(edition: Edition) -> None:
    edition.replace("scope.yaml", "one_full: T3, team_2_4: T3", "one_full: T3, team_2_4: T1")

    assert found_in(edition)["More people never lower the tier"].counterexample.endswith("with who=team_2_4")


def test_a_cap_that_rests_on_a_tick_is_gone_through_with_it_and_without(edition: Edition) -> None:
    edition.replace(
        "scope.yaml",
        "\nrules:\n",
        "\nrules:\n  - {id: R90, source: [judgement], because: Said., "
        "when: {special: {has: minors}, size: large}, cap: T0}\n",
    )

    result = found_in(edition)["A larger business never has a lower tier"]

    assert result.counterexample.endswith("with size=large")
    assert "special=minors" in result.counterexample


def test_a_cap_that_rests_on_figures_is_not_said_to_be_gone_through(edition: Edition) -> None:
    edition.replace(
        "scope.yaml",
        "\nrules:\n",
        "\nrules:\n  - {id: R90, source: judgement, because: So., when: {growth: {at_least: 9}}, cap: T3}\n",
    )

    assert found_in(edition)["More hours never lower the tier"].method == "cases sampled, growth left aside"


def test_a_size_without_a_safeguard_pack_is_found(edition: Edition) -> None:
    edition.replace(
        "care.yaml", "when: {size: [solo, micro]}\n        pack: P1", "when: {size: solo}\n        pack: P1"
    )

    results = found_in(edition)

    assert results["Every business has a safeguard pack"].counterexample == "size=micro&inbound=few"
    assert "ValueError" in results["Every business gets advice"].counterexample


def test_a_tier_without_a_depth_is_found(edition: Edition) -> None:
    edition.replace("plan.yaml", "      - {when: {tier: T3}, depth: quarter}\n", "")

    assert found_in(edition)["Every plan has a depth"].counterexample == "tier=T3"


def test_a_closed_gate_that_lets_a_new_channel_through_is_found_and_the_business_can_be_looked_at(
    edition: Edition,
) -> None:
    edition.replace(
        "foundation.yaml", "gate: closed, this_channel: {not: active}", "gate: closed, size: solo"
    )
    rulebook = load_folder(edition.folder)

    result = found_in(edition)["A closed gate opens no new channel and no newsletter"]

    advice = recommend(Answers.from_query(result.counterexample, rulebook), rulebook, START)
    assert advice.gate == "closed"
    assert any(tactic.id != "website_basics" and not tactic.in_use for tactic in advice.chosen)


def test_a_wish_that_some_businesses_get_no_answer_to_is_found(edition: Edition) -> None:
    edition.replace(
        "placing.yaml", "when: {wishes: {has: viral}}", "when: {wishes: {has: viral}, size: solo}"
    )

    assert "wishes=viral" in found_in(edition)["Every wish finds its level"].counterexample
