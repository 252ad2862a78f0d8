"""Businesses for Hypothesis: every valid set of answers there is, small ones first."""

from __future__ import annotations

from datetime import date
from functools import cache, cached_property
from typing import Any

from hypothesis import strategies as st

from somerec import Answers, Recommendation, load_rulebook, recommend
from somerec.advice.answers import answer_pairs, read_pairs
from somerec.proof.lot import ANY, ROOMY, business

RULEBOOK = load_rulebook()
START = date(2027, 1, 4)


class Business:
    """Whole and valid answers, which show themselves as an address does, and the advice for them."""

    def __init__(self, answers: Answers) -> None:
        """Keep the answers."""
        self.answers = answers

    def __repr__(self) -> str:
        """Write the answers so that they can be pasted into the command line."""
        return self.answers.to_query(edition=False)

    @cached_property
    def advice(self) -> Recommendation:
        """The advice for the business."""
        return advised(self.answers)


@st.composite
def businesses(draw: st.DrawFn) -> Business:
    """Draw a business: what branching hides is left out, and so is much that need not be answered."""
    among = draw(st.sampled_from((ANY, ROOMY)))
    return Business(business(RULEBOOK, lambda options: draw(_one_of(tuple(options))), among))


@cache
def _one_of(options: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    """Return the strategy for some options; making one anew for every draw takes most of the time."""
    return st.sampled_from(options)


def advised(answers: Answers) -> Recommendation:
    """Return the advice for some answers."""
    return recommend(answers, RULEBOOK, START)


def with_answer(answers: Answers, question: str, *values: str) -> Answers | None:
    """Return the answers with one put differently, or None where they would not be whole and valid then."""
    given = {name: value for name, value in answers.given.items() if name != question}
    pairs = [*answer_pairs(given), *((question, value) for value in values)]
    reading = read_pairs(pairs, RULEBOOK)
    return None if reading.problems or reading.answers.missing else reading.answers
