"""Reading a consultant's adjustments: everything that is wrong is told at once, and nothing is guessed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from somerec.advice.adjustments import (
    MOST,
    MOST_LETTERS,
    Adjustment,
    AdjustmentProblem,
    read_adjustments,
    write_adjustments,
)
from tests.strategies import RULEBOOK

WHOLE = {"tactic": "newsletter", "verb": "add", "reason": "They ask for it.", "minutes": 60, "week": 3}


def test_adjustments_are_read_as_they_were_written() -> None:
    """What is written and read again is the same, and an empty text holds nothing."""
    made = (
        Adjustment("newsletter", "add", "They ask for «it».", 60, 3),
        Adjustment("gbp", "drop", "Done by the chain."),
        Adjustment("reviews", "move", "After Easter.", week=14),
        Adjustment("website_basics", "hours", "It grows.", minutes=30),
    )
    read = read_adjustments(write_adjustments(made), RULEBOOK)
    assert (read.adjustments, read.problems) == (made, ())
    assert read_adjustments("  ", RULEBOOK).adjustments == ()


FAULTS = [
    ("not JSON", "{", AdjustmentProblem("unreadable")),
    ("no list", "{}", AdjustmentProblem("unreadable")),
    ("far too deep", "[" * 100_000, AdjustmentProblem("unreadable")),
    ("far too many", json.dumps([WHOLE] * (MOST + 1)), AdjustmentProblem("too_many", value=str(MOST + 1))),
    ("no object", [["newsletter"]], AdjustmentProblem("shape", 1)),
    ("a key that nobody knows", [{**WHOLE, "hours": 1}], AdjustmentProblem("shape", 1, "hours")),
    (
        "minutes where none belong",
        [{**WHOLE, "verb": "drop", "week": 1}],
        AdjustmentProblem("shape", 1, "minutes, week"),
    ),
    ("an unknown tactic", [{**WHOLE, "tactic": "myspace"}], AdjustmentProblem("tactic", 1, "myspace")),
    ("an unknown verb", [{**WHOLE, "verb": "swap"}], AdjustmentProblem("verb", 1, "swap")),
    ("a verb that is a list", [{**WHOLE, "verb": []}], AdjustmentProblem("verb", 1, "[]")),
    ("no minutes", [{**WHOLE, "minutes": 0}], AdjustmentProblem("minutes", 1, "0")),
    ("minutes in a word", [{**WHOLE, "minutes": "60"}], AdjustmentProblem("minutes", 1, "60")),
    ("minutes that are true", [{**WHOLE, "minutes": True}], AdjustmentProblem("minutes", 1, "True")),
    ("a week after the year", [{**WHOLE, "week": 53}], AdjustmentProblem("week", 1, "53")),
    ("no reason", [{**WHOLE, "reason": "  "}], AdjustmentProblem("no_reason", 1)),
    (
        "too long a reason",
        [{**WHOLE, "reason": "a" * (MOST_LETTERS + 1)}],
        AdjustmentProblem("long_reason", 1, str(MOST_LETTERS + 1)),
    ),
    (
        "half a letter",
        '[{"tactic": "gbp", "verb": "drop", "reason": "\\ud800"}]',
        AdjustmentProblem("characters", 1),
    ),
    ("the same twice", [WHOLE, WHOLE], AdjustmentProblem("twice", 2, "newsletter")),
]


@pytest.mark.parametrize(("text", "problem"), [case[1:] for case in FAULTS], ids=[case[0] for case in FAULTS])
def test_a_fault_is_told_with_its_number(text: object, problem: AdjustmentProblem) -> None:
    """Each kind of fault has its name, and says which entry and which value."""
    read = read_adjustments(text if isinstance(text, str) else json.dumps(text), RULEBOOK)
    assert read.problems == (problem,)


def test_what_is_right_is_read_beside_what_is_wrong() -> None:
    """One bad entry takes nothing from the others, and all faults of an entry are told."""
    bad = {"tactic": "myspace", "verb": "move", "reason": ""}
    read = read_adjustments(json.dumps([bad, WHOLE]), RULEBOOK)
    assert [problem.kind for problem in read.problems] == ["tactic", "week", "no_reason"]
    assert [made.tactic for made in read.adjustments] == ["newsletter"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(sorted(WHOLE)) | st.text(), inner),
)


@settings(max_examples=100)  # JSON of any depth takes long to make, and next to nothing to refuse.
@given(JSON | st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(WHOLE, JSON))))
def test_nothing_that_can_be_sent_breaks_the_reading(value: object) -> None:
    """Whatever stands there is read or told, and what is read can be written and read again."""
    read = read_adjustments(json.dumps(value), RULEBOOK)
    assert read_adjustments(write_adjustments(read.adjustments), RULEBOOK).adjustments == read.adjustments
