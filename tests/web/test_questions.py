"""The questionnaire step by step: what is asked, what is refused, and where each answer leads."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest

from somerec.rulebook.model import Rulebook
from somerec.web.forms import sharing
from tests.web.cases import CARPENTERS, HAIRDRESSER, but
from tests.web.conftest import LANGUAGES
from tests.web.reader import Visitor

STEPS: tuple[dict[str, str | list[str]], ...] = (
    {"business_type": "care"},
    {"special": ["people_photos"], "situation": ["none"]},
    {"size": "solo", "who": "set_time", "hours": "h3", "money": "m1", "skills": ["photo_video", "talk"]},
    {"purpose": "inspire", "goal": "visits_bookings", "target_size": "unknown", "target_months": "unknown"},
    {"customers": "consumers", "area": "local", "age": "a30_44", "buying": "inspired"},
    {"website": "converts", "content": ["before_after", "people"], "base": ["answer_owner"]},
    {"channels_now.instagram": "active", "channels_now.facebook_page": "quiet", "wishes": ["followers"]},
)
"""A Swedish hairdresser, as she ticks it."""

LONG = "Persons who are looking for it today"


@pytest.mark.parametrize(
    ("labels", "halves"),
    [
        (("Yes", "No"), "ab"),
        (("Yes", "No", "Unknown"), "ab"),
        (("Yes", LONG, "No", "Unknown"), "cd"),
        (("Yes", LONG, "No"), ""),
        (("Yes", "No", *[LONG] * 4), "ab"),
        (("Yes", "No", *[LONG] * 5), ""),
        (("Over\u00a02\u00a0000, up\u00a0to 10\u00a0000\u00a0SEK", "Nothing"), "ab"),
        (("Over 2 000, up to more than\u00a010\u00a0000\u00a0SEK", "Nothing"), ""),
    ],
)
def test_two_short_options_that_follow_each_other_share_a_row(labels: tuple[str, ...], halves: str) -> None:
    """A pair on its own in a long list does not, and where a line may not break it does not."""
    assert sharing(dict(zip("abcdefg", labels, strict=False))) == set(halves)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_whole_questionnaire_leads_from_the_start_page_to_the_check_page(
    visitor: Visitor, lang: str
) -> None:
    start = visitor.open(f"/{lang}/")
    page = visitor.open(next(href for _, href in start.links if "questions" in href))
    for number, answers in enumerate(STEPS, start=1):
        assert page.address.partition("?")[0] == f"/{lang}/questions/{number}"
        page = visitor.send(page, {"market": "se", **answers} if number == 1 else answers)
        if number == len(STEPS):
            # Whoever has a channel is asked how much comes in on it.
            assert (page.address.partition("?")[0], page.anchor) == (f"/{lang}/questions/7", "inbound")
            page = visitor.send(page, {"inbound": "few"})
    assert page.address.partition("?")[0] == f"/{lang}/check"
    assert page.query == (
        "market=se&business_type=care&special=people_photos&situation=none&size=solo&who=set_time&hours=h3"
        "&money=m1&skills=photo_video&skills=talk&purpose=inspire&goal=visits_bookings&target_size=unknown"
        "&target_months=unknown&customers=consumers&area=local&age=a30_44&buying=inspired&website=converts"
        "&content=before_after&content=people&base=answer_owner&channels_now.facebook_page=quiet"
        "&channels_now.instagram=active&inbound=few&wishes=followers"
    )


def test_every_question_is_on_the_page_of_its_step_with_help_and_a_reason(
    visitor: Visitor, rulebook: Rulebook
) -> None:
    for number, step in enumerate(rulebook.steps, start=1):
        page = visitor.open(
            f"/en/questions/{number}?{but(CARPENTERS, target_size='own_number')}&target_today=1"
        )
        for name in step.questions:
            question = rulebook.questions[name]
            assert name in page.ids
            assert rulebook.texts[f"questions.{name}.text"].many in page.text
            assert rulebook.texts[f"questions.{name}.why"].many in page.text
            if question.kind == "grid":
                for row in question.rows:
                    assert page.offered(f"{name}.{row}") == [option.id for option in question.options]
            elif question.kind != "number":
                assert set(page.offered(name)) == {option.id for option in question.options}


def test_each_step_says_how_far_it_is(visitor: Visitor) -> None:
    page = visitor.open("/en/questions/3")
    assert page.texts("p", "eyebrow") == ["Step 3 of 7"]
    assert page.title == "Time and people, step 3 of 7 – somerec"


def test_the_form_goes_to_the_questions_so_that_focus_and_scroll_follow(visitor: Visitor) -> None:
    page = visitor.open("/en/questions/2")
    assert page.forms[0].action == "/en/questions/2#q"
    assert "q" in page.ids
    assert visitor.send(page, {}).anchor == "q"


@pytest.mark.parametrize(("lang", "ticked"), [("nb", ["no"]), ("sv", ["se"]), ("en", [])])
def test_the_country_is_presumed_from_the_language_until_it_is_said(
    visitor: Visitor, lang: str, ticked: list[str]
) -> None:
    page = visitor.open(f"/{lang}/questions/1")
    assert page.values("market") == ticked
    sent = visitor.send(page, {"business_type": "shop"})
    assert [value for name, value in parse_qsl(sent.query) if name == "market"] == ticked
    assert visitor.open(f"/{lang}/questions/1?market=other").values("market") == ["other"]


def test_back_leads_to_the_step_before_with_every_answer(visitor: Visitor) -> None:
    page = visitor.open(f"/en/questions/4?{HAIRDRESSER}")
    assert page.link("Back") == f"/en/questions/3?{HAIRDRESSER}#q"
    before = visitor.open(page.link("Back"))
    assert (before.values("size"), before.values("who"), before.values("hours")) == (
        ["solo"],
        ["set_time"],
        ["h3"],
    )
    assert visitor.open("/sv/questions/1").link("Tillbaka") == "/sv/"


def test_what_was_answered_elsewhere_is_kept_when_a_step_is_sent(visitor: Visitor) -> None:
    page = visitor.open(f"/en/questions/3?{CARPENTERS}&start=2027-02-01&hour_value=700")
    assert visitor.send(page, {}).query == f"{CARPENTERS}&start=2027-02-01&hour_value=700"


class TestBranching:
    """What is asked depends on what was answered."""

    def test_one_person_is_not_offered_a_team(self, visitor: Visitor) -> None:
        assert "team_2_4" in visitor.open("/en/questions/3?size=micro").offered("who")
        assert "team_2_4" not in visitor.open("/en/questions/3?size=solo").offered("who")
        assert "guidelines" not in visitor.open("/en/questions/6?size=solo").offered("base")

    def test_a_question_that_opens_is_asked_at_once(self, visitor: Visitor) -> None:
        page = visitor.open("/en/questions/4")
        assert "target_today" not in page.ids
        page = visitor.send(page, {"goal": "sales", "target_size": "own_number"})
        assert page.address == "/en/questions/4?goal=sales&target_size=own_number#target_today"
        page = visitor.send(page, {"target_today": "40,5", "target_wanted": "60"})
        assert page.address == (
            "/en/questions/5?goal=sales&target_size=own_number&target_today=40.5&target_wanted=60#q"
        )

    def test_an_answer_that_a_change_hides_is_dropped_without_a_word(self, visitor: Visitor) -> None:
        page = visitor.open("/en/questions/4?goal=sales&target_size=t10&target_months=3")
        page = visitor.send(page, {"goal": "no_goal"})
        assert page.address == "/en/questions/5?goal=no_goal#q"
        assert not page.texts("div", "note") or "could not be used" not in page.text

    def test_a_goal_that_says_whom_to_reach_spares_the_question(self, visitor: Visitor) -> None:
        page = visitor.open("/en/questions/5?goal=recruit")
        assert "customers" not in page.ids
        assert ("customers", "jobseekers") in parse_qsl(page.query)
        assert "Where do the people you want to hire live or work today?" in page.text

    def test_a_channel_is_answered_with_one_of_three_states_each_with_a_name_of_its_own(
        self, visitor: Visitor
    ) -> None:
        page = visitor.open("/en/questions/7?channels_now.blog=quiet")
        assert page.offered("channels_now.blog") == ["no", "quiet", "active"]
        assert page.values("channels_now.blog") == ["quiet"]
        assert page.values("channels_now.tiktok") == ["no"]
        assert page.texts("label").count("Quiet") == len(page.texts("fieldset", "row")) == 12

    def test_age_is_not_asked_where_firms_are_to_be_reached(self, visitor: Visitor) -> None:
        assert "age" not in visitor.open("/en/questions/5?customers=businesses").ids
        assert "age" in visitor.open("/en/questions/5?customers=consumers").ids


class TestErrors:
    """What cannot be used is said at the top and at its place, and nothing that was typed is lost."""

    @pytest.mark.parametrize(
        ("lang", "title", "message"),
        [
            (
                "nb",
                "Feil: Tid og folk, steg 3 av 7 – somerec",
                "Velg et svar på «Hvem skal ta seg av nettside og sosiale medier?»",
            ),
            (
                "sv",
                "Fel: Tid och människor, steg 3 av 7 – somerec",
                "Välj ett svar på ”Vem ska sköta er hemsida och era sociala medier?”",
            ),
            (
                "en",
                "Error: Time and people, step 3 of 7 – somerec",
                "Choose an answer to ‘Who will look after your website and social media?’",
            ),
        ],
    )
    def test_a_required_question_without_an_answer(
        self, visitor: Visitor, lang: str, title: str, message: str
    ) -> None:
        page = visitor.send(
            visitor.open(f"/{lang}/questions/3"), {"size": "micro", "skills": ["write", "web"]}
        )
        assert page.response.status_code == 200
        assert page.title == title
        assert page.link(message) == "#who"
        assert message in page.texts("p", "error")[0]
        assert page.values("size") == ["micro"]
        assert page.values("skills") == ["write", "web"]

    def test_the_summary_comes_first_in_what_the_form_leads_to(self, visitor: Visitor) -> None:
        page = visitor.send(visitor.open("/en/questions/3"), {})
        assert page.anchor == "q"
        assert page.text.index("Something is not in order yet") < page.text.index(
            "Time and people A good plan"
        )
        assert [href for text, href in page.links if text.startswith("Choose")] == ["#size", "#who", "#hours"]

    def test_none_beside_something(self, visitor: Visitor) -> None:
        page = visitor.send(visitor.open("/en/questions/2"), {"special": ["minors", "none"]})
        assert (
            page.link(
                "Choose either ‘None of these’ or other answers to ‘Does any of this apply to you?’, not both"
            )
            == "#special"
        )
        assert page.values("special") == ["minors", "none"]

    def test_a_number_that_is_none(self, visitor: Visitor) -> None:
        opened = visitor.open("/en/questions/4?goal=sales&target_size=own_number")
        page = visitor.send(opened, {"target_today": "about <ten>", "target_wanted": ""})
        assert (
            page.link(
                "‘about <ten>’ is no number we can read. "
                "Write one such as 40 or 12.5 in answer to ‘What is your figure today?’"
            )
            == "#target_today-value"
        )
        assert (
            page.link("Write a number in answer to ‘What figure do you want to reach?’")
            == "#target_wanted-value"
        )
        assert page.values("target_today") == ["about <ten>"]

    def test_an_answer_that_no_form_of_ours_offers(self, visitor: Visitor) -> None:
        page = visitor.open("/en/questions/3?size=huge&who=nobody&hours=h1&go=size,who,hours")
        assert (
            page.link("Choose one of the answers shown to ‘How many of you are there, counting yourself?’")
            == "#size"
        )

    def test_two_answers_to_a_question_that_takes_one(self, visitor: Visitor) -> None:
        page = visitor.open("/en/questions/3?size=micro&size=small&who=nobody&hours=h1&go=size,who,hours")
        assert page.title.startswith("Error: ")


class TestCeiling:
    """After people, hours and size are known, the next page says how large the plan can become."""

    def test_it_is_said_once_with_what_sets_it(self, visitor: Visitor) -> None:
        known = "size=micro&who=set_time&hours=h3"
        said = (
            "As it stands, ‘One web strategy, not one per channel’ is as large as the plan can be. "
            "We say this because you have 3 to 5 hours a week for web work."
        )
        assert said in visitor.open(f"/en/questions/4?{known}").text
        assert "as large as the plan can be" not in visitor.open(f"/en/questions/5?{known}").text
        assert "as large as the plan can be" not in visitor.open("/en/questions/4?size=micro").text

    def test_what_is_not_asked_yet_does_not_count_against_it(self, visitor: Visitor) -> None:
        page = visitor.open("/en/questions/4?size=large&who=team_5_plus&hours=h41")
        assert "‘A strategy and an owner for each channel’ is as large as the plan can be" in page.text

    @pytest.mark.parametrize("least", ["who=nobody&hours=h6", "who=set_time&hours=h0"])
    def test_the_smallest_plan_is_offered_to_go_on_without_content_and_wishes(
        self, visitor: Visitor, least: str
    ) -> None:
        assert (
            "You may leave the questions on content and wishes unanswered."
            in visitor.open(f"/en/questions/4?size=solo&{least}").text
        )
        page = visitor.open(f"/en/questions/6?size=solo&{least}")
        assert page.link("Go on without this question") == "#base"
        page = visitor.open(f"/en/questions/7?size=solo&{least}")
        assert page.link("Go on without this question") == "#go-on"
        assert "go-on" in page.ids
        assert "Go on without" not in visitor.open("/en/questions/7?size=solo&who=set_time&hours=h3").text


class TestAddresses:
    """An address is a set of answers, and there is one way to write it."""

    @pytest.mark.parametrize(
        ("sent", "canonical"),
        [
            ("hours=h3&size=solo", "size=solo&hours=h3"),
            ("size=solo&size=solo", "size=solo"),
            ("size=solo&who=", "size=solo"),
            ("size=solo&edition=2026-1&lang=nb", "size=solo"),
            ("skills=web&skills=write", "skills=write&skills=web"),
            ("channels_now.blog=no&channels_now.tiktok=quiet", "channels_now.tiktok=quiet"),
            ("size=%73olo", "size=solo"),
            ("size=solo&back=elsewhere", "size=solo"),
            (
                "goal=sales&target_size=own_number&target_today=07,50",
                "goal=sales&target_size=own_number&target_today=7.5",
            ),
        ],
    )
    def test_a_respelling_leads_to_the_canonical_address(
        self, visitor: Visitor, sent: str, canonical: str
    ) -> None:
        page = visitor.open(f"/en/questions/3?{sent}#q")
        assert visitor.trail == [f"/en/questions/3?{canonical}#q"]
        assert page.response.status_code == 200

    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            ("size=solo&sise=solo", "There is no question called “sise”. Did you mean “size”?"),
            (
                "size=solo&size=sollo",
                (
                    "“sollo” is no answer to “How many of you are there, counting yourself?”. "
                    "Did you mean “Just me”?"
                ),
            ),
            (
                "size=solo&goal=no_goal&target_size=t10",
                (
                    "“How much better should it get?” is not asked after the other answers, "
                    "so “10 per cent” was left out."
                ),
            ),
            ("size=solo&start=yesterday", "“yesterday” is no start date we can read."),
            ("size=solo&edition=2019-1", "“2019-1” is no edition of the rulebook."),
            ("size=solo&<script>=1", "There is no question called “<script>”."),
        ],
    )
    def test_what_cannot_be_used_is_named_and_the_rest_is_kept(
        self, visitor: Visitor, sent: str, said: str
    ) -> None:
        page = visitor.open(f"/en/questions/3?{sent}")
        assert page.response.status_code == 200
        assert said in page.text
        assert page.values("size") == ["solo"]
        rest = visitor.open(page.link("Go on with the answers that are left"))
        assert "could not be used" not in rest.text
        assert rest.values("size") == ["solo"]
