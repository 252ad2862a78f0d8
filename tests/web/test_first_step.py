"""The first step on the result page, and the tactic that it is part of."""

from __future__ import annotations

import pytest

from somerec.rulebook.model import Rulebook
from tests.web.reader import Visitor
from tests.web.test_advice import EVERY, address

LATER = {
    "nb": "Det første steget tas allerede denne uka. Resten begynner i uke 2 av planen.",
    "sv": "Det första steget tas redan den här veckan. Resten börjar i planens vecka 2.",
    "en": "Its first step is for this week already. The rest begins in week 2 of the plan.",
}


@pytest.mark.parametrize("lang", LATER)
def test_a_tactic_of_a_later_week_says_that_its_first_step_is_for_this_week(
    visitor: Visitor, rulebook: Rulebook, lang: str
) -> None:
    page = visitor.open(address(lang, EVERY["plumber"], rulebook))
    _, _, profile = page.response.text.partition('<article class="tactic" id="gbp">')
    assert LATER[lang] in profile.partition("</article>")[0]
    assert page.text.count(LATER[lang]) == 1


@pytest.mark.parametrize("lang", LATER)
def test_a_tactic_that_starts_this_week_says_nothing_of_the_kind(
    visitor: Visitor, rulebook: Rulebook, lang: str
) -> None:
    beginning = LATER[lang].partition(".")[0]
    assert beginning not in visitor.open(address(lang, EVERY["hairdresser"], rulebook)).text
