"""A first step that belongs to a tactic of a later week, in the files that are taken away."""

from __future__ import annotations

import pytest

from somerec.takeaways.markdown import as_markdown
from somerec.takeaways.pdf import as_pdf
from tests.takeaways.businesses import advice, rulebook
from tests.takeaways.tags import pages, squeezed

SAID = "Det första steget tas redan den här veckan. Resten börjar i planens vecka {week}."


@pytest.mark.parametrize(("name", "week"), [("cafe_regulars", 6), ("plumber_small_town", 2)])
def test_its_tactic_says_so_once(name: str, week: int) -> None:
    said = SAID.format(week=week)
    assert as_markdown(advice(name), rulebook(), "sv").count(said) == 1
    assert squeezed("".join(pages(as_pdf(advice(name), rulebook(), "sv", "")))).count(squeezed(said)) == 1


def test_where_everything_starts_this_week_nobody_says_so() -> None:
    beginning = SAID.partition(".")[0]
    assert beginning not in as_markdown(advice("hairdresser_town"), rulebook(), "sv")
