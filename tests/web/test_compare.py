"""Two plans side by side: the form on the result page, the address, and what the page says."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from somerec import Answers, recommend
from somerec.rulebook.model import Rulebook
from tests.web.cases import CARPENTERS, HAIRDRESSER, but
from tests.web.conftest import DAY, LANGUAGES
from tests.web.reader import Page, Visitor

START = "&start=2027-01-11"
EDITION = "&edition=2026-1"
WHOLE = f"{CARPENTERS}{START}{EDITION}"
RECRUITING = but(CARPENTERS, goal="recruit", customers="jobseekers")


def advice(answers: str, lang: str = "en") -> str:
    """Return the address of a plan."""
    return f"/{lang}/advice?{answers}{START}{EDITION}"


def comparison(of_b: str, answers: str = CARPENTERS, lang: str = "en") -> str:
    """Return the canonical address of a comparison."""
    return f"/{lang}/compare?{answers}{START}{of_b}{EDITION}"


def rows(page: Page) -> dict[str, str]:
    """Return the tables of a page: what stands under each row's name, read from left to right."""
    found: dict[str, str] = {}
    name = ""
    for tag, attributes, text in page.found:
        if tag == "th" and attributes.get("scope") in ("rowgroup", "row"):
            name = text
        elif tag == "td" and name:
            found[name] = f"{found[name]} | {text}" if name in found else text
    return found


def what_if(page: Page) -> int:
    """Return the place of the form on a page."""
    return next(number for number, form in enumerate(page.forms) if "/compare" in form.action)


class TestWhatIf:
    """The form on the result page changes hours, people, money or goal."""

    def test_its_fields_show_the_visitors_own_answers(self, visitor: Visitor) -> None:
        page = visitor.open(advice(CARPENTERS))
        assert [page.values(f"b.{name}") for name in ("who", "hours", "money", "goal")] == [
            ["set_time"],
            ["h3"],
            ["m2"],
            ["enquiries"],
        ]

    def test_only_what_was_changed_comes_into_the_address(self, visitor: Visitor) -> None:
        page = visitor.open(advice(CARPENTERS))
        page = visitor.send(page, {"b.hours": "h0"}, form=what_if(page))
        assert page.address == f"{comparison('&b.hours=h0')}#q"

    def test_several_changes_stand_in_the_order_of_the_questionnaire(self, visitor: Visitor) -> None:
        page = visitor.open(f"{advice(CARPENTERS)}&hour_value=700")
        changes = {"b.goal": "reputation", "b.hours": "h6", "b.who": "spare_time"}
        page = visitor.send(page, changes, form=what_if(page))
        assert page.address.endswith(
            "&start=2027-01-11&hour_value=700&b.who=spare_time&b.hours=h6&b.goal=reputation&edition=2026-1#q"
        )

    def test_where_nothing_was_changed_it_says_so_and_asks_again(self, visitor: Visitor) -> None:
        page = visitor.open(advice(CARPENTERS))
        page = visitor.send(page, {}, form=what_if(page))
        assert page.address == f"{comparison('')}#q"
        assert page.texts("h1") == ["Nothing differs yet"]
        assert page.values("b.hours") == ["h3"]

    def test_one_person_is_not_offered_a_team(self, visitor: Visitor) -> None:
        assert "team_2_4" in visitor.open(advice(CARPENTERS)).offered("b.who")
        assert "team_2_4" not in visitor.open(advice(HAIRDRESSER)).offered("b.who")


class TestPage:
    """Old and new stand side by side, with what comes in, what falls away and why."""

    def test_fewer_hours_take_tactics_away_and_each_says_why(self, visitor: Visitor) -> None:
        page = visitor.open(comparison("&b.hours=h0"))
        assert page.response.status_code == 200
        assert (
            "The scope shrinks from ‘One web strategy, not one per channel’ to ‘Just the basics’."
            in page.text
        )
        assert "In plan A, what sets the limit is that you have 3 to 5 hours a week" in page.text
        assert "In plan B, what sets the limit is that you have less than one hour a week" in page.text
        lost = page.text.partition("What falls away with plan B")[2].partition("The week in both plans")[0]
        assert lost.count("It falls away because you have less than one hour a week") == 3
        assert lost.count("In plan B:") == 3
        assert "What comes in" not in page.text

    def test_the_figures_are_those_of_the_two_plans(self, visitor: Visitor, rulebook: Rulebook) -> None:
        found = rows(visitor.open(comparison("&b.hours=h11&b.goal=recruit")))
        assert found["Scope"] == (
            "One web strategy, not one per channel | Web strategy with tactics in social media"
        )
        assert found["Goal"] == "More enquiries | New staff"
        plans = [
            recommend(Answers.from_query(query, rulebook), rulebook, DAY)
            for query in (CARPENTERS, but(RECRUITING, hours="h11"))
        ]
        times = [divmod(plan.hours.planned, 60) for plan in plans]
        assert found["Time a week"] == " | ".join(
            f"{hours} hours and {rest} minutes" for hours, rest in times
        )

    def test_the_week_shows_each_tactic_in_both_plans(self, visitor: Visitor) -> None:
        page = visitor.open(comparison("&b.hours=h0"))
        found = {name: text.replace("\xa0", " ") for name, text in rows(page).items()}
        assert found["Facebook page"] == "1 h | –"
        assert found["Google Business Profile"] == "15 min | 4 min"
        assert found["In all"] == "2 h 21 min | 10 min"

    def test_a_goal_that_settles_another_answer_says_what_it_left_out(self, visitor: Visitor) -> None:
        page = visitor.open(comparison("&b.goal=recruit"))
        assert (
            "The goal already answers “Who do you most want to reach?” with “People we want to hire”"
            in page.text
        )
        assert rows(page)["Who do you most want to reach?You can decide this today."] == (
            "Private individuals | People we want to hire"
        )

    def test_what_falls_away_for_the_same_reason_is_said_once(self, visitor: Visitor) -> None:
        page = visitor.open(comparison("&b.goal=save_time"))
        lost = page.text.partition("What falls away with plan B")[2].partition("The week in both plans")[0]
        assert "Facebook page 1 hour a week Personal recommendations 15 minutes a week" in lost.replace(
            "\xa0", " "
        )
        assert lost.count("They fall away because you want to spend less time") == 1

    def test_of_several_ticks_only_those_that_decide_are_named(self, visitor: Visitor) -> None:
        page = visitor.open(comparison("&b.situation=season", but(CARPENTERS, situation="new")))
        gained = page.text.partition("What comes in with plan B")[2].partition("The week in both plans")[0]
        assert "because you are already up and running." in gained

    def test_where_the_plan_stays_the_same_it_says_so_and_what_still_binds(self, visitor: Visitor) -> None:
        page = visitor.open(comparison("&b.hours=h6", but(CARPENTERS, who="nobody")))
        assert "This changes nothing in your plan." in page.text
        assert "What sets the limit is still that nobody has time" in page.text
        assert page.texts("h2")[:3] == [
            "What is answered differently",
            "What the plans come to",
            "The week in both plans",
        ]

    def test_a_limit_that_has_moved_is_not_said_to_be_the_same_still(self, visitor: Visitor) -> None:
        page = visitor.open(comparison("&b.hours=h11", but(CARPENTERS, hours="h6")))
        assert "In plan A, what sets the limit is that you have 6 to 10 hours a week" in page.text
        assert "In plan B, what sets the limit is that you have 11 to 20 hours a week" in page.text
        assert "still" not in page.texts("div")[0].partition("What is answered")[0]

    def test_a_fact_of_life_is_worded_as_what_would_differ(self, visitor: Visitor) -> None:
        page = visitor.open(comparison("&b.special=alcohol_make"))
        assert page.texts("p", "lead") == [
            "The scope would stay ‘One web strategy, not one per channel’, but some tactics would fall away."
        ]
        assert page.link("See plan B"), "Nobody takes a fact of life."
        assert "They would fall away because you make alcohol" in page.text
        assert "This is a fact of life, so the comparison only shows what would differ." in page.text
        chosen = visitor.open(comparison("&b.hours=h0"))
        assert "would fall" not in chosen.text

    def test_without_a_website_it_says_that_new_channels_wait(self, visitor: Visitor) -> None:
        page = visitor.open(comparison("&b.hours=h6&b.website=none"))
        assert "New channels wait, because you have no website." in page.text, "Hours have no part in it."
        assert rows(page)["New channels"] == "May open | Wait until the foundation stands"

    def test_what_stands_outside_both_plans_for_another_reason_is_told_too(self, visitor: Visitor) -> None:
        page = visitor.open(comparison("&b.goal=recruit"))
        outside = page.text.partition("Tactics in neither plan")[2].partition("More that differs")[0]
        waits, ruled_out = outside.split("Is ruled out in plan B, and waits in plan A")
        assert "Snapchat" in waits
        assert "Search ads" in ruled_out

    def test_each_plan_is_spoken_of_in_its_own_number(self, visitor: Visitor) -> None:
        several = but(CARPENTERS, website="none", hours="h11")
        page = visitor.open(comparison("&b.size=solo&b.hours=h6&b.website=facts", several, "nb"))
        gained = page.text.partition("Det som kommer med i plan B")[2].partition("Uka i begge")[0]
        assert "fordi nettsiden din har riktige opplysninger" in gained, "Plan B is for one person."
        assert "I plan A: Få orden i eget hus før dere inviterer folk inn." in gained

    def test_a_line_that_only_one_plan_has_stands_under_that_plan(self, visitor: Visitor) -> None:
        page = visitor.open(comparison("&b.hours=h0"))
        first = page.text.partition("The foundation first")[2]
        only_a, only_b = first.partition("Check the law")[0].split("Only in plan B")
        assert "The plan leaves hours over" in only_a
        assert "two days in a row" in only_b

    def test_it_leads_to_both_plans(self, visitor: Visitor) -> None:
        page = visitor.open(comparison("&b.goal=recruit"))
        assert page.link("Take plan B") == f"{advice(RECRUITING)}#q"
        assert page.link("Back to plan A") == f"{advice(CARPENTERS)}#q"

    def test_more_can_be_changed_from_what_plan_b_has(self, visitor: Visitor) -> None:
        page = visitor.open(comparison("&b.hours=h0&b.website=none"))
        assert page.values("b.hours") == ["h0"]
        page = visitor.send(page, {"b.money": "m0"}, form=what_if(page))
        assert page.address == f"{comparison('&b.hours=h0&b.money=m0&b.website=none')}#q"
        page = visitor.send(page, {"b.hours": "h3", "b.money": "m2"}, form=what_if(page))
        assert page.address == f"{comparison('&b.website=none')}#q"

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_every_language_keeps_both_plans(self, visitor: Visitor, lang: str) -> None:
        page = visitor.open(comparison("&b.hours=h0&b.who=nobody", lang=lang))
        page = visitor.open(comparison("&b.who=nobody&b.hours=h0", lang=lang))
        query = comparison("&b.who=nobody&b.hours=h0").partition("?")[2]
        assert page.lang == lang
        assert {code: page.alternates[code] for code in LANGUAGES} == {
            code: f"/{code}/compare?{query}" for code in LANGUAGES
        }

    def test_it_is_found_by_nobody_and_kept_as_a_plan_is(self, client: FlaskClient) -> None:
        headers = client.get(comparison("&b.hours=h0")).headers
        assert headers["X-Robots-Tag"] == "noindex, nofollow"
        assert headers["Cache-Control"] == client.get(advice(CARPENTERS)).headers["Cache-Control"]
        assert "Set-Cookie" not in headers
        again = client.get(comparison("&b.hours=h0"), headers={"If-None-Match": headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
