"""Faults of `properties.yaml` are named like all others: file, line and the nearest valid name."""

from __future__ import annotations

import pytest

from tests.rulebook.broken import Edition

FILE = "properties.yaml"

FAULTS = [
    (
        "a misspelt kind",
        "    at_most: {planned: usable}",
        "    at_mst: {planned: usable}",
        "did you mean 'at_most'?",
    ),
    (
        "a figure that is none",
        "{planned: usable}",
        "{plannned: usable}",
        "did you mean 'planned'?",
    ),
    (
        "a question that is none",
        "when: {age: under18}",
        "when: {agge: under18}",
        "did you mean 'age'?",
    ),
    (
        "a tactic that is none",
        "lacks: [social_ads, linkedin_ads,",
        "lacks: [social_adds,",
        "did you mean 'social_ads'?",
    ),
    (
        "an action that is none",
        "never_together: {actions: [opening_news,",
        "never_together: {actions: [opening_nws,",
        "opening_news",
    ),
    (
        "more of what has no order",
        "keeps: tier, steps: [nobody, spare_time, set_time, one_full, team_2_4, team_5_plus]}",
        "keeps: tier}",
        "has no order",
    ),
    (
        "two kinds at once",
        "    at_most: {usable: planning}",
        "    at_most: {usable: planning}\n    always: {gate: open}",
        "is of one kind",
    ),
    (
        "something that rules cannot do",
        "{each: option, can: be_told_apart}",
        "{each: option, can: be_chosen}",
        "be_told_apart",
    ),
    (
        "a sentence that is missing",
        "    because: No advertising is aimed at children.\n",
        "",
        "lacks 'because'",
    ),
    (
        "the same name twice",
        "  - id: usable_time\n",
        "  - id: time\n",
        "stands twice",
    ),
]


@pytest.mark.parametrize(("fault", "old", "new", "says"), FAULTS, ids=[fault for fault, *_ in FAULTS])
def test_a_fault_of_the_properties_is_named_with_its_line(
    fault: str, old: str, new: str, says: str, edition: Edition
) -> None:
    start = edition.replace(FILE, old, new)
    text = (edition.folder / FILE).read_text(encoding="utf-8")
    line = text.count("\n", 0, start) + 1

    found = [one for one in edition.found() if says in one.message]

    assert [one.file for one in found] == [FILE], edition.faults()
    assert abs(found[0].line - line) <= 4


def test_a_property_reads_what_was_advised_and_a_rule_cannot(edition: Edition) -> None:
    edition.replace(
        "care.yaml",
        "",
        "\n  - {id: R90, source: [judgement], because: Said., "
        "when: {new_in_plan: {has: gbp}}, act: [counter]}\n",
    )

    assert any("unknown question 'new_in_plan'" in fault for fault in edition.faults())
