"""The page to check every answer, the changes made from it, and the page that asks again."""

from __future__ import annotations

import pytest

from somerec import Answers, recommend
from somerec.rulebook.model import Rulebook
from tests.web.cases import CARPENTERS, HAIRDRESSER, but
from tests.web.conftest import DAY
from tests.web.reader import Visitor


def advice(lang: str, answers: str, start: str = "2027-01-11") -> str:
    """Return the address of the advice."""
    return f"/{lang}/advice?{answers}&start={start}&edition=2026-1#q"


class TestCheck:
    """Every answer can be read and changed."""

    def test_each_question_that_was_asked_stands_there_with_its_answer(
        self, visitor: Visitor, rulebook: Rulebook
    ) -> None:
        page = visitor.open(f"/en/check?{CARPENTERS}")
        asked = page.texts("dt")
        hidden = ("target_today", "target_wanted")
        assert asked == [
            rulebook.texts[f"questions.{name}.text"].many for name in rulebook.questions if name not in hidden
        ]
        assert "Photos or film Talking with people" in page.texts("dd")
        assert "None of them" in page.texts("dd")

    def test_what_was_not_answered_says_what_is_assumed(self, visitor: Visitor) -> None:
        page = visitor.open(f"/sv/check?{but(HAIRDRESSER, market=None)}")
        assert "Inte besvarad. Vi antar: Norge" in page.texts("dd")
        assert "Inte besvarad" in page.texts("dd"), "Nothing is assumed about what can be shown."

    def test_each_change_link_says_what_it_changes(self, visitor: Visitor) -> None:
        page = visitor.open(f"/en/check?{CARPENTERS}")
        assert page.link("Change How many of you are there, counting yourself?") == (
            f"/en/questions/3?{CARPENTERS}&back=check#size"
        )

    def test_a_required_question_without_an_answer_is_asked_first(self, visitor: Visitor) -> None:
        visitor.open(f"/en/check?{but(HAIRDRESSER, goal=None, website=None)}")
        assert visitor.trail == [f"/en/questions/4?{but(HAIRDRESSER, goal=None, website=None)}#goal"]

    def test_a_respelling_leads_to_the_canonical_address(self, visitor: Visitor) -> None:
        visitor.open(f"/en/check?website=converts&{but(HAIRDRESSER, website=None)}&back=advice")
        assert visitor.trail == [f"/en/check?{HAIRDRESSER}#"]

    def test_what_cannot_be_used_is_named_before_any_advice(self, visitor: Visitor) -> None:
        page = visitor.open(f"/en/check?{HAIRDRESSER}&nonsense=1&go=advice")
        assert "There is no question called “nonsense”." in page.text

    @pytest.mark.parametrize("opened", ["check", "advice"])
    def test_what_cannot_be_used_is_named_where_an_answer_is_missing_too(
        self, visitor: Visitor, opened: str
    ) -> None:
        page = visitor.open(f"/en/{opened}?{but(HAIRDRESSER, hours='h999')}&nonsense=1&go=advice")
        assert visitor.trail[0].startswith("/en/questions/3?")
        assert visitor.trail[0].endswith("#hours")
        assert "There is no question called “nonsense”." in page.text
        assert "“h999” is no answer to “How many hours" in page.text
        assert page.link("Go on with the answers that are left").startswith("/en/questions/3?")

    def test_it_leads_to_the_advice_from_today(self, visitor: Visitor) -> None:
        page = visitor.open(f"/nb/check?{CARPENTERS}")
        visitor.send(page, {})
        assert visitor.trail[0] == advice("nb", CARPENTERS)

    def test_a_first_day_that_was_set_stays(self, visitor: Visitor) -> None:
        page = visitor.open(f"/nb/check?{CARPENTERS}&start=2026-12-01&hour_value=650")
        visitor.send(page, {})
        assert visitor.trail[0] == advice("nb", CARPENTERS, "2026-12-01&hour_value=650")


class TestChanging:
    """A change returns to the page that it was made from."""

    def test_it_returns_to_the_check_page(self, visitor: Visitor) -> None:
        page = visitor.open(f"/en/questions/3?{CARPENTERS}&back=check#hours")
        assert page.link("Back") == f"/en/check?{CARPENTERS}#q"
        page = visitor.send(page, {"hours": "h6"})
        assert page.address == f"/en/check?{but(CARPENTERS, hours='h6')}#q"

    def test_it_returns_to_the_advice(self, visitor: Visitor) -> None:
        page = visitor.open(f"/sv/questions/3?{CARPENTERS}&start=2027-01-11&back=advice")
        assert page.link("Tillbaka") == advice("sv", CARPENTERS)
        visitor.send(page, {"hours": "h6"})
        assert visitor.trail[0] == advice("sv", but(CARPENTERS, hours="h6"))

    def test_a_question_that_it_opens_on_another_page_is_asked_first(self, visitor: Visitor) -> None:
        solo = but(CARPENTERS, size="solo", inbound=None)
        page = visitor.send(visitor.open(f"/en/questions/3?{solo}&back=check"), {"size": "micro"})
        assert page.address == f"/en/questions/7?{but(solo, size='micro')}&back=check#inbound"
        page = visitor.send(page, {"inbound": "few"})
        assert page.address == f"/en/check?{CARPENTERS}#q"

    def test_a_required_question_that_it_opens_is_asked_first(self, visitor: Visitor) -> None:
        recruiting = but(CARPENTERS, goal="recruit", customers="jobseekers")
        page = visitor.send(visitor.open(f"/en/questions/4?{recruiting}&back=check"), {"goal": "sales"})
        selling = but(recruiting, goal="sales")
        assert page.address == f"/en/check?{selling}#q", "Whom to reach stays as it was."
        page = visitor.open(f"/en/questions/5?{but(selling, customers=None)}&back=check")
        page = visitor.send(page, {"customers": "consumers", "age": "mixed"})
        assert page.address.startswith("/en/check?")

    def test_a_question_left_open_before_is_not_asked_again(self, visitor: Visitor) -> None:
        page = visitor.send(visitor.open(f"/en/questions/3?{HAIRDRESSER}&back=check"), {"hours": "h1"})
        assert page.address == f"/en/check?{but(HAIRDRESSER, hours='h1')}#q"

    def test_it_does_not_return_where_something_is_wrong(self, visitor: Visitor) -> None:
        page = visitor.open(f"/en/questions/2?{CARPENTERS}&back=check")
        page = visitor.send(page, {"situation": ["none", "full"]})
        assert page.title.startswith("Error: ")
        page = visitor.send(page, {"situation": ["full"]})
        assert page.address == f"/en/check?{but(CARPENTERS, situation='full')}#q"

    def test_it_goes_nowhere_else(self, visitor: Visitor) -> None:
        page = visitor.open(f"/en/questions/1?{HAIRDRESSER}&back=//evil.example")
        assert "evil" not in page.response.text.replace("hreflang", "")
        assert visitor.send(page, {}).address == f"/en/questions/2?{HAIRDRESSER}#q"


class TestDoubts:
    """Answers that contradict each other are asked about once more, and the visitor may insist."""

    CASES = (
        ({"who": "nobody"}, "You say that nobody has time, and also several hours a week."),
        ({"who": "one_full"}, "One person full time has more than 20 hours a week."),
        ({"money": "m0"}, "pay for ads"),
    )

    @pytest.mark.parametrize(("changes", "text"), CASES)
    def test_the_page_says_what_clashes_and_offers_each_change(
        self, visitor: Visitor, changes: dict[str, str], text: str
    ) -> None:
        answers = but(CARPENTERS, **changes)
        page = visitor.send(visitor.open(f"/en/check?{answers}"), {})
        assert page.response.status_code == 200
        assert page.texts("h1") == ["Some answers do not seem to fit together"]
        assert text in page.text or text in page.text.lower()
        assert any(href.startswith(f"/en/questions/3?{answers}&back=check#") for _, href in page.links)

    def test_the_visitor_may_insist(self, visitor: Visitor) -> None:
        answers = but(CARPENTERS, who="nobody")
        page = visitor.send(visitor.open(f"/nb/check?{answers}"), {})
        assert page.link("Svarene stemmer. Se planen") == advice("nb", answers)
        assert page.link("Tilbake") == f"/nb/check?{answers}#q"

    def test_answers_that_agree_are_not_doubted(self, visitor: Visitor) -> None:
        visitor.send(visitor.open(f"/en/check?{CARPENTERS}"), {})
        assert visitor.trail[0] == advice("en", CARPENTERS)


def test_the_examples_on_the_start_page_lead_to_canonical_advice_of_the_size_it_says(
    visitor: Visitor, rulebook: Rulebook
) -> None:
    page = visitor.open("/en/")
    examples = [href for _, href in page.links if href.startswith("/en/advice?")]
    assert len(examples) == 3
    for href in examples:
        answers = Answers.from_query(href.partition("?")[2], rulebook)
        assert href == f"/en/advice?{answers.to_query()}"
        tier = recommend(answers, rulebook, DAY).scope.tier
        assert f"Size: {rulebook.texts[f'tiers.{tier}.name'].one}." in page.text
