"""What goals, scope, law and texts must hold, and how the loader says so where they do not."""

from __future__ import annotations

import pytest

from tests.rulebook.broken import Break, Edition

EDITION = [
    Break(
        "a tier does not exist",
        "unknown tier 'T5'; did you mean 'T4'?",
        "  - id: T5\n    social: 9\n    tactics: 9\n    raise_to: 9\n    name: N\n    what: N.\n\nterms:",
        old="\nterms:",
        at="T5",
        file="scope.yaml",
    ),
    Break(
        "a number of the settings is a word",
        "'threshold' must be a whole number, not 'four'",
        "threshold: four",
        old="threshold: 4",
        file="scope.yaml",
    ),
    Break(
        "a number with decimals is a word",
        "'weeks_a_month' must be a number such as 4.3, not 'four'",
        "weeks_a_month: four",
        old="weeks_a_month: 4.3",
        file="scope.yaml",
    ),
    Break(
        "a market has no currency",
        "'currency' lacks 'other'",
        "{no: NOK, se: SEK}",
        old="{no: NOK, se: SEK, other: EUR}",
        file="scope.yaml",
    ),
    Break(
        "a term that the engine needs is missing",
        "the engine needs the term 'bought_help'",
        "  help_bought:",
        old="  bought_help:",
        above="terms:",
        file="scope.yaml",
    ),
    Break(
        "an action stands twice",
        "action 'counter' stands twice; the first is in line {line}",
        "  - {id: counter, minutes: 5, text: Count., first: Count.}\n  - id: count_four_weeks",
        old="  - id: count_four_weeks",
        first="- id: counter",
        file="actions.yaml",
    ),
    Break(
        "an action takes minutes that are a word",
        "'minutes' must be a whole number, not 'half'",
        "minutes: half",
        old="minutes: 30",
        file="actions.yaml",
    ),
    Break(
        "a law pointer belongs to a market that does not exist",
        "unknown market 'dk'; known are no, other, se",
        "market: dk",
        old="market: no",
        file="law.yaml",
    ),
    Break(
        "a law pointer belongs to a topic that does not exist",
        "unknown topic 'newsletters'; did you mean 'newsletter'?",
        "topic: newsletters",
        old="topic: newsletter",
        file="law.yaml",
    ),
    Break(
        "a law pointer was checked on a day that is none",
        "'checked' must be a day or a month such as 2026-11, not '2026-13'",
        "checked: 2026-13",
        old="checked: 2026-11",
        file="law.yaml",
    ),
    Break(
        "a source stands in a text that does not exist",
        "unknown text 'five'; known are four, one, three, two",
        "text: five",
        old="text: four",
        file="sources.yaml",
    ),
    Break(
        "a channel is stopped in a way that does not exist",
        "unknown way of stopping 'pointers'; did you mean 'pointer_only'?",
        "pointers:",
        old="pointer_only:",
        file="stop.yaml",
    ),
    Break(
        "a channel has no name to stop it by",
        "missing text 'stop.channels.blog'",
        "",
        old="  blog: your blog\n",
        above="channels:",
        file="stop.yaml",
    ),
    Break(
        "a level does not exist",
        "unknown level 'tactics'; did you mean 'tactic'?",
        "  - id: tactics",
        old="  - id: tactic",
        file="wishes.yaml",
    ),
    Break(
        "a pack lacks its minutes",
        "pack 'P1' lacks 'minutes'",
        "",
        old="    minutes: 60\n",
        above="- id: P1",
        file="safeguards.yaml",
    ),
    Break(
        "a part of the score is given by no rule",
        "one rule gives the points for 'in_use', not 0",
        "points: {}",
        old="points: {in_use: 1}",
        above="propose:   #",
        file="aim.yaml",
    ),
    Break(
        "a check asks about a question that does not exist",
        "unknown question 'hour'; did you mean 'hours'?",
        "questions: [who, hour]",
        old="questions: [who, hours]",
        file="plan.yaml",
    ),
    Break(
        "a goal is usual that does not exist",
        "unknown option of 'goal' 'enquiry'; did you mean 'enquiries'?",
        "goal: enquiry\n",
        old="goal: enquiries\n",
        file="aim.yaml",
    ),
]

WITH_MORE = [
    Break(
        "a tier is missing",
        "tier 'T4' is missing",
        "  - id: T3b",
        old="  - id: T4",
        above="tiers:",
        file="scope.yaml",
    ),
    Break(
        "a goal is none of the question’s",
        "unknown option of 'goal' 'reputations'; did you mean 'reputation'?",
        "  - id: reputations",
        old="  - id: reputation",
        file="goals.yaml",
    ),
    Break(
        "a goal has no words",
        "missing text 'goals.reputation.name'",
        "  - id: fame",
        old="  - id: reputation",
        above="goals:",
        file="goals.yaml",
    ),
    Break(
        "a purpose is none of the question’s",
        "unknown option of 'purpose' 'trusted'; did you mean 'trust'?",
        "  - id: trusted",
        old="  - id: trust",
        file="goals.yaml",
    ),
    Break(
        "a kind of channel does not exist",
        "unknown kind of channel 'lists'; did you mean 'list'?",
        "  lists:",
        old="  list:",
        file="stop.yaml",
    ),
    Break(
        "a theme belongs to no option",
        "unknown id in 'themes' 'product'; did you mean 'products'?",
        "  product: Show",
        old="  products: Show",
        file="plan.yaml",
    ),
    Break(
        "the words of a wish belong to no option",
        "unknown option of 'wishes' 'follower'; did you mean 'followers'?",
        "  follower:",
        old="  followers:",
        file="wishes.yaml",
    ),
    Break(
        "what the engine does is explained by no rule",
        "no rule explains 'wind_down'",
        "",
        old="    explains: [wind_down]\n",
        above="first:",
        file="plan.yaml",
    ),
]
"""Faults that bring others with them, since other files name what is not there."""


@pytest.mark.parametrize("broken", EDITION, ids=lambda broken: broken.behaviour)
def test_the_loader_names_the_fault_its_line_and_the_nearest_valid_name_when(
    edition: Edition, broken: Break
) -> None:
    expected = edition.break_with(broken)

    assert edition.faults() == [expected]


@pytest.mark.parametrize("broken", WITH_MORE, ids=lambda broken: broken.behaviour)
def test_among_others_the_loader_names_the_fault_and_its_line_when(edition: Edition, broken: Break) -> None:
    expected = edition.break_with(broken)

    assert expected in edition.faults()
