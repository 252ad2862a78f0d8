"""The address of a comparison: one for each, nothing lost in it, and any two plans pasted into it."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl, urlencode

import pytest
from flask import Flask
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app import create_app
from somerec import Answers
from somerec.advice.answers import read_pairs
from somerec.rulebook.model import Rulebook
from somerec.web.compare.address import handed_down, overrides
from tests.strategies import RULEBOOK, Business, businesses
from tests.web.cases import CARPENTERS, HAIRDRESSER, but
from tests.web.conftest import LANGUAGES
from tests.web.reader import Visitor
from tests.web.test_compare import EDITION, RECRUITING, START, WHOLE, advice, comparison, what_if


class TestAddress:
    """One comparison has one address, and nothing that can be read is lost."""

    @pytest.mark.parametrize(
        "respelt",
        [
            f"{CARPENTERS}&b.hours=h0",
            f"b.hours=h0&{WHOLE}",
            f"{WHOLE}&b.hours=h0&b.money=m2",
            f"{CARPENTERS}&b.hours=h0&b.hours=h0{START}",
        ],
    )
    def test_a_respelling_leads_to_it(self, visitor: Visitor, respelt: str) -> None:
        visitor.open(f"/en/compare?{respelt}")
        assert visitor.trail == [f"{comparison('&b.hours=h0')}#"]

    @pytest.mark.parametrize(
        ("of_b", "said"),
        [
            ("&b.hours=h0&b.nothing=1", "There is no question called “b.nothing”."),
            ("&b.hours=h0&b.howrs=h3", "There is no question called “b.howrs”. Did you mean “b.hours”?"),
            ("&b.hours=h0&b.money=m9", "“m9” is no answer to “How much can you spend a month"),
            ("&b.hours=h0&b.edition=2020", "There is no question called “b.edition”."),
            ("&b.hours=h0&nonsense=1", "There is no question called “nonsense”."),
            ("&b.hours=h0&b.target_today=5", "is not asked after the other answers, so “5” was left out."),
        ],
    )
    def test_what_cannot_be_used_is_named_and_the_rest_is_shown(
        self, visitor: Visitor, of_b: str, said: str
    ) -> None:
        page = visitor.open(f"/en/compare?{CARPENTERS}{START}{of_b}{EDITION}")
        assert (page.response.status_code, visitor.trail) == (200, [])
        assert said in page.text
        assert page.link("Go on with the answers that are left") == comparison("&b.hours=h0")
        assert "The scope shrinks" in page.text

    def test_a_page_that_has_to_be_mended_follows_the_day(self, rulebook: Rulebook) -> None:
        days = iter([date(2027, 1, 11), date(2027, 1, 12)])
        client = create_app({"RULEBOOK": rulebook, "TODAY": lambda: next(days)}).test_client()
        path = f"/en/compare?{CARPENTERS}&b.hours=h0&b.nothing=1"
        assert "start=2027-01-11" in client.get(path).text
        assert "start=2027-01-12" in client.get(path).text

    def test_an_answer_that_a_change_opens_is_asked_for_in_place(self, visitor: Visitor) -> None:
        page = visitor.open(comparison("&b.goal=sales", RECRUITING))
        assert page.title.startswith("Error: ")
        assert page.link("Choose an answer to ‘Who do you most want to reach?’") == "#b.customers"
        page = visitor.send(page, {"b.customers": "consumers"}, form=what_if(page))
        assert page.address == f"{comparison('&b.goal=sales&b.customers=consumers', RECRUITING)}#q"
        assert "What comes in with plan B" in page.text

    def test_a_team_does_not_fit_one_person_and_is_asked_for_again(self, visitor: Visitor) -> None:
        page = visitor.open(comparison("&b.size=solo", but(CARPENTERS, who="team_2_4", hours="h41")))
        assert [href for _, href in page.links if href.startswith("#b.")] == ["#b.who"]
        assert page.values("b.who") == [""]

    def test_without_a_whole_first_plan_the_questions_come_first(self, visitor: Visitor) -> None:
        visitor.open(f"/en/compare?{but(CARPENTERS, goal=None)}&b.hours=h0")
        assert visitor.trail[0].startswith("/en/questions/4?")

    @given(businesses(), businesses())
    def test_any_two_results_fit_into_one_address_that_says_no_more_than_it_must(
        self, one: Business, other: Business
    ) -> None:
        said = overrides(one.answers, other.answers, RULEBOOK)
        assert _read(one, said) == dict(other.answers.complete)
        for key in {key for key, _ in said}:
            fewer = [pair for pair in said if pair[0] != key]
            assert _read(one, fewer) != dict(other.answers.complete), f"{key} need not be said."

    @settings(max_examples=60)
    @given(one=businesses(), other=businesses(), lang=st.sampled_from(LANGUAGES))
    def test_any_two_results_have_a_page_that_leads_to_both(
        self, app: Flask, one: Business, other: Business, lang: str
    ) -> None:
        said = overrides(one.answers, other.answers, RULEBOOK)
        assume(said)
        pairs = [*one.answers.pairs(edition=False), ("start", "2027-01-11"), *said, ("edition", "2026-1")]
        visitor = Visitor(app.test_client())
        page = visitor.open(f"/{lang}/compare?{urlencode(pairs)}")
        assert (page.response.status_code, visitor.trail) == (200, [])
        plans = [href for _, href in page.links if href.startswith(f"/{lang}/advice?")]
        answers = [Answers.from_query(plan.partition("?")[2].removesuffix("#q"), RULEBOOK) for plan in plans]
        assert [dict(found.complete) for found in answers] == [
            dict(other.answers.complete),
            dict(one.answers.complete),
        ]


def _read(one: Business, of_b: list[tuple[str, str]]) -> dict[str, object]:
    """Return the answers of plan B as an address with plan A gives them."""
    new = [(key.removeprefix("b."), value) for key, value in of_b]
    kept = [pair for pair in handed_down(one.answers, RULEBOOK) if pair[0] not in {key for key, _ in new}]
    return dict(read_pairs([*kept, *new], RULEBOOK).answers.complete)


class TestPasting:
    """The addresses of any two plans can be pasted, and nothing in them is lost."""

    def test_an_empty_page_asks_for_two_addresses(self, visitor: Visitor) -> None:
        page = visitor.open("/nb/compare")
        assert page.texts("h1") == ["Sammenlign to planer"]
        assert [control.name for control in page.forms[0].controls[:2]] == ["a", "b"]

    @pytest.mark.parametrize(
        "around", ["https://somerec.example/sv/advice?{}#q", "/nb/advice?{}", "?{}", " {} "]
    )
    def test_two_addresses_become_one(self, visitor: Visitor, around: str) -> None:
        page = visitor.open("/en/compare")
        pasted = {"a": around.format(WHOLE), "b": around.format(f"{HAIRDRESSER}{START}{EDITION}")}
        page = visitor.send(page, pasted)
        assert "b.business_type=care" in page.query
        assert page.link("Back to plan A") == f"{advice(CARPENTERS)}#q"
        plan = page.link("See plan B").partition("?")[2].removesuffix("#q")
        again = Answers.from_query(plan, RULEBOOK)
        assert dict(again.complete) == dict(Answers.from_query(HAIRDRESSER, RULEBOOK).complete)

    def test_another_first_day_and_another_hour_value_come_along(self, visitor: Visitor) -> None:
        page = visitor.open("/en/compare")
        other = f"{CARPENTERS}&start=2027-03-01&hour_value=900{EDITION}"
        page = visitor.send(page, {"a": WHOLE, "b": other})
        assert page.address == f"{comparison('&b.start=2027-03-01&b.hour_value=900')}#q"
        assert page.link("Take plan B") == f"/en/advice?{other}#q"
        assert "The answers are the same." in page.text

    def test_the_same_plan_twice_differs_in_nothing(self, visitor: Visitor) -> None:
        page = visitor.send(visitor.open("/en/compare"), {"a": WHOLE, "b": WHOLE})
        assert page.texts("h1") == ["Nothing differs yet"]

    @pytest.mark.parametrize(
        ("pasted", "said"),
        [
            ("", "Paste the address of a plan here"),
            ("https://somerec.example/nb/", "There are no answers in this address."),
            ("http://[", "There are no answers in this address."),
            ("&" * 900, "There are no answers in this address."),
            (but(CARPENTERS, goal=None), "lacks an answer to ‘What result do you want from being online?’"),
        ],
    )
    def test_what_is_no_plan_is_told_at_its_field_and_stays_there(
        self, visitor: Visitor, pasted: str, said: str
    ) -> None:
        page = visitor.send(visitor.open("/en/compare"), {"a": WHOLE, "b": pasted})
        assert page.response.status_code == 200
        assert page.title.startswith("Error: ")
        assert said in page.texts("p", "error")[0]
        assert next(href for text, href in page.links if said in text) == "#b"
        assert [page.values("a"), page.values("b")] == [[WHOLE], [pasted]]

    def test_what_cannot_be_used_of_an_address_is_named(self, visitor: Visitor) -> None:
        page = visitor.send(visitor.open("/en/compare"), {"a": WHOLE, "b": f"{RECRUITING}&zz=1"})
        assert "There is no question called “zz”." in page.text
        assert page.link("Go on with the answers that are left") == comparison("&b.goal=recruit")


def test_a_market_that_a_language_presumes_is_never_presumed_in_a_comparison(visitor: Visitor) -> None:
    pairs = dict(parse_qsl(visitor.open(comparison("&b.hours=h0", lang="sv")).query))
    assert pairs["market"] == "no"
    assert "b.market" not in pairs
