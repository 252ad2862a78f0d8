"""What comes first on the result page: what is to be done, what stands already, and what is to be known."""

from __future__ import annotations

import pytest

from somerec.rulebook.model import Rulebook
from somerec.words import details
from tests.web.cases import CARPENTERS, but
from tests.web.conftest import LANGUAGES
from tests.web.reader import Visitor
from tests.web.test_advice import EVERY, address, result


@pytest.mark.parametrize(
    ("lang", "done"),
    [
        ("nb", "På plass: nettsiden deres har riktige opplysninger og kontaktinformasjon"),
        ("sv", "På plats: er hemsida har rätt fakta och kontaktuppgifter"),
        ("en", "Done: your website has correct facts and contact details"),
    ],
)
def test_what_stands_already_is_said_in_whole_clauses(
    visitor: Visitor, rulebook: Rulebook, lang: str, done: str
) -> None:
    query = but(CARPENTERS, website="facts")
    assert done in visitor.open(address(lang, query, rulebook)).text


@pytest.mark.parametrize("name", EVERY)
def test_what_is_to_be_known_of_the_plan_has_no_box_to_tick(
    visitor: Visitor, rulebook: Rulebook, name: str
) -> None:
    page = visitor.open(address("en", EVERY[name], rulebook)).response.text
    first, remarks = details.foundation(result(EVERY[name], rulebook))
    assert page.count('<li class="todo">') == len(first)
    assert page.count('<li class="remark">') == len(remarks)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hours_that_are_left_over_are_no_task_before_all_others(
    visitor: Visitor, rulebook: Rulebook, lang: str
) -> None:
    page = visitor.open(address(lang, CARPENTERS, rulebook)).response.text
    said = {
        "nb": "Planen bruker ikke opp alle timene, og resten er deres.",
        "sv": "Planen lämnar timmar över, och de är era.",
        "en": "The plan leaves hours over, and they are yours.",
    }[lang]
    assert f'<li class="remark">{said}' in page
    assert page.count(said) == 1
