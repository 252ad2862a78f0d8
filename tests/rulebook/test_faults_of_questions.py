"""What questions and tactics must hold, and how the loader says so where they do not."""

from __future__ import annotations

import pytest

from tests.rulebook.broken import Break, Edition

QUESTIONS = [
    Break(
        "a step asks a question that does not exist",
        "unknown question 'sizes'; did you mean 'size'?",
        "[sizes, size, who,",
        old="[size, who,",
        at="[sizes",
        file="questions.yaml",
    ),
    Break(
        "a step asks questions in another order than they stand in",
        "question 'size' is asked after 'who', but stands before it below",
        "[who, size,",
        old="[size, who,",
        at="[who",
        file="questions.yaml",
    ),
    Break(
        "a question is asked twice",
        "question 'size' is asked twice",
        "[size, size, who,",
        old="[size, who,",
        at="[size",
        file="questions.yaml",
    ),
    Break(
        "a question stands in no step",
        "question 'money' stands in no step",
        "[size, who, hours, skills]",
        old="[size, who, hours, money, skills]",
        at="- id: money",
        file="questions.yaml",
    ),
    Break(
        "a question stands twice",
        "question 'size' stands twice; the first is in line {line}",
        "  - id: size\n    kind: one\n\n  - id: who\n    kind",
        old="  - id: who\n    kind",
        at="size",
        first="- id: size",
        file="questions.yaml",
    ),
    Break(
        "an option stands twice",
        "option of 'size' 'micro' stands twice; the first is in line {line}",
        "      - id: micro\n        label: Two\n        clause: there are two of you\n      - id: small",
        old="      - id: small",
        at="micro",
        first="- id: micro",
        file="questions.yaml",
    ),
    Break(
        "an option has no id that an address could carry",
        "option of 'size' has no valid id: 'very small'",
        "      - id: very small\n        label: Few\n        clause: there are few of you\n      - id: small",
        old="      - id: small",
        at="very",
        file="questions.yaml",
    ),
    Break(
        "an option lacks the clause that stands after because",
        "missing text 'questions.size.options.solo.clause'",
        "label: Just me\n",
        old="label: Just me\n        clause: you work alone\n",
        above="- id: solo",
        file="questions.yaml",
    ),
    Break(
        "a question that may be left out has no default",
        "question 'money' is not required, so it needs a 'default'",
        "    change: effort\n    text: How much can you spend",
        old="    default: m0\n    change: effort\n    text: How much can you spend",
        above="- id: money",
        file="questions.yaml",
    ),
    Break(
        "a default does not exist",
        "unknown option of 'purpose' 'found'; did you mean 'be_found'?",
        "default: found",
        old="default: be_found",
        at="found",
        file="questions.yaml",
    ),
    Break(
        "a question with one answer has two defaults",
        "question 'purpose' has one answer, so its default is one option",
        "default: [be_found, trust]",
        old="default: be_found",
        at="default",
        file="questions.yaml",
    ),
    Break(
        "what is said of no answer is missing",
        "missing text 'questions.content.unanswered'",
        "    options:",
        old="    unanswered: you have not said what you can show\n    options:",
        above="- id: content",
        file="questions.yaml",
    ),
    Break(
        "a question is of a kind that does not exist",
        "unknown kind 'single'; known are grid, many, number, one",
        "  - id: size\n    kind: single",
        old="  - id: size\n    kind: one",
        at="single",
        file="questions.yaml",
    ),
    Break(
        "a question is shown by an answer that comes later",
        "'who' is not asked before 'size', so its branching cannot read it",
        "    shown_when: {who: {not: nobody}}\n    text: How many of you",
        old="    text: How many of you",
        at="shown_when",
        file="questions.yaml",
    ),
    Break(
        "an option that no rule and no output uses",
        "no rule and no output uses option 'far_north' of 'area'",
        "      - id: far_north\n        label: North\n        clause: it is north\n      - id: national",
        old="      - id: national",
        at="- id: far_north",
        file="questions.yaml",
    ),
]

TACTICS = [
    Break(
        "a tactic stands twice",
        "tactic 'gbp' stands twice; the first is in line {line}",
        "  - id: gbp\n\n  - id: directories",
        old="  - id: directories",
        at="gbp",
        first="- id: gbp",
        file="tactics.yaml",
    ),
    Break(
        "a tactic is of a group that does not exist",
        "unknown group 'basics'; did you mean 'basic'?",
        "group: basics",
        old="group: basic",
        file="tactics.yaml",
    ),
    Break(
        "a tactic costs money of a class that does not exist",
        "unknown money 'm9'; did you mean 'm4'?",
        "money: m9",
        old="money: m0",
        file="tactics.yaml",
    ),
    Break(
        "a tactic serves a goal that does not exist",
        "unknown option of 'goal' 'sale'; did you mean 'sales'?",
        "goals: [sale,",
        old="goals: [sales,",
        file="tactics.yaml",
    ),
    Break(
        "a tactic needs a skill that does not exist",
        "unknown option of 'skills' 'writing'; did you mean 'write'?",
        "skills: [writing]",
        old="skills: [write]",
        file="tactics.yaml",
    ),
    Break(
        "a tactic fits a way of buying that does not exist",
        "unknown option of 'buying' 'urgently'; did you mean 'urgent'?",
        "buying: [urgently,",
        old="buying: [urgent,",
        file="tactics.yaml",
    ),
    Break(
        "the minutes of a tactic are a word",
        "'setup' must be a whole number, not 'long'",
        "setup: long",
        old="setup: 180",
        file="tactics.yaml",
    ),
    Break(
        "a tactic lacks a name",
        "tactic 'gbp' lacks 'name'",
        "    inline: a Google Business Profile",
        old="    name: Google Business Profile\n    inline: a Google Business Profile",
        above="- id: gbp",
        file="tactics.yaml",
    ),
    Break(
        "the tasks of a tactic do not add up to its weekly minutes",
        "the tasks of 'gbp' take 15 minutes a week, but 'weekly' says 20",
        "weekly: 20",
        old="weekly: 15",
        at="    tasks:",
        file="tactics.yaml",
    ),
    Break(
        "a task stands twice",
        "task of 'gbp' 'news' stands twice; the first is in line {line}",
        "      - id: news\n      - id: hours_questions",
        old="      - id: hours_questions",
        at="news",
        first="- id: news",
        file="tactics.yaml",
    ),
    Break(
        "a task comes in a rhythm that does not exist",
        "unknown rhythm 'week'; did you mean 'weekly'?",
        "rhythm: week\n",
        old="rhythm: weekly\n",
        file="tactics.yaml",
    ),
    Break(
        "a task says maybe where only true or false will do",
        "'delegable' must be true or false, not 'maybe'",
        "delegable: maybe",
        old="delegable: true",
        file="tactics.yaml",
    ),
]

WITH_MORE = [
    Break(
        "a second grid stands among the questions",
        "the one grid is 'channels_now' with the states no, quiet, active",
        "  - id: size\n    kind: grid",
        old="  - id: size\n    kind: one",
        at="- id: size",
        file="questions.yaml",
    ),
    Break(
        "a row that no tactic uses",
        "no tactic uses row 'mastodon' of 'channels_now'",
        "      - id: mastodon\n        label: Mastodon\n"
        "        clauses: {no: you have none, quiet: yours is quiet, active: yours is busy}\n"
        "      - id: newsletter\n        label",
        old="      - id: newsletter\n        label",
        at="- id: mastodon",
        file="questions.yaml",
    ),
    Break(
        "a tactic belongs to a row that does not exist",
        "unknown row of 'channels_now' 'gpb'; did you mean 'gbp'?",
        "channel: gpb",
        old="channel: gbp",
        file="tactics.yaml",
    ),
    Break(
        "a tactic has too few steps",
        "tactic 'gbp' must have three to seven steps, not 2",
        "    steps:\n      - One.\n      - Two.\n    dropped:\n      - Claim",
        old="    steps:\n      - Claim",
        at="steps:",
        file="tactics.yaml",
    ),
    Break(
        "the steps of a tactic are no list",
        "'steps' must be a list",
        "    steps: One.\n    dropped:\n      - Claim",
        old="    steps:\n      - Claim",
        at="steps:",
        file="tactics.yaml",
    ),
    Break(
        "a wish is placed by no rule",
        "no rule places the wish 'podcast'",
        "      - {id: podcast, label: Podcast, clause: you wish, not_clause: no}\n      - id: campaign",
        old="      - id: campaign",
        file="questions.yaml",
    ),
]
"""Faults that bring others with them, since other files name what is not there."""


@pytest.mark.parametrize("broken", [*QUESTIONS, *TACTICS], ids=lambda broken: broken.behaviour)
def test_the_loader_names_the_fault_its_line_and_the_nearest_valid_name_when(
    edition: Edition, broken: Break
) -> None:
    expected = edition.break_with(broken)

    assert edition.faults() == [expected]


@pytest.mark.parametrize("broken", WITH_MORE, ids=lambda broken: broken.behaviour)
def test_among_others_the_loader_names_the_fault_and_its_line_when(edition: Edition, broken: Break) -> None:
    expected = edition.break_with(broken)

    assert expected in edition.faults()
