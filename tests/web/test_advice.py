"""The result page as a visitor reads it: whole, true to one set of numbers, and changeable."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from app import create_app
from somerec import Answers, recommend
from somerec.advice.recommendation import Recommendation
from somerec.rulebook.model import Rulebook, Text
from somerec.words import details, verdict, workload
from somerec.words.speaker import speaker_for
from tests.web.cases import CARPENTERS, HAIRDRESSER, but
from tests.web.conftest import DAY, LANGUAGES
from tests.web.reader import Page, Visitor

PLUMBER = (
    "market=no&business_type=trades&special=none&situation=none&size=solo&who=spare_time&hours=h1&money=m0"
    "&skills=talk&purpose=be_found&goal=enquiries&target_size=unknown&target_months=unknown"
    "&customers=consumers&area=local&age=a45_59&buying=urgent&website=none&content=before_after&base=none"
    "&wishes=channel_strategy&wishes=more_sales"
)
"""One person with little time who asks for a strategy for Facebook."""

CHAIN = (
    "market=se&business_type=shop&special=price_offers&situation=none&size=large&who=team_5_plus&hours=h41"
    "&money=m4&skills=write&skills=photo_video&skills=ads&purpose=inspire&goal=sales&target_size=own_number"
    "&target_months=12&target_today=20000&target_wanted=23000&customers=consumers&area=national&age=a30_44"
    "&buying=inspired&website=converts&content=products&content=people&base=answer_owner&base=answer_time"
    "&base=guidelines&base=criticism&base=crisis&base=monitoring&base=insights&base=measuring"
    "&channels_now.newsletter=active&inbound=flood&wishes=channel_strategy"
)
"""Large enough for a strategy for each channel."""

FULL = but(CARPENTERS, situation="full")
CLOSING = but(HAIRDRESSER, goal="reputation") + "&situation=closing&channels_now.instagram=active"
HOTEL = but(CARPENTERS, business_type="tourism", size="small", who="one_full", hours="h21", area="visitors")

EVERY = {
    "plumber": PLUMBER,
    "hairdresser": HAIRDRESSER,
    "carpenters": CARPENTERS,
    "chain": CHAIN,
    "full": FULL,
    "closing": CLOSING,
    "hotel": HOTEL,
}

ALWAYS = {
    *("verdict", "sentence", "goal", "base", "levels", "tactics", "channels", "skip", "time", "safe"),
    *("measure", "review", "why", "take", "keep"),
}
"""The parts that every result has."""


def canonical(answers: str, rulebook: Rulebook) -> Answers:
    """Return answers with the plan's first day."""
    return replace(Answers.from_query(answers, rulebook), start=DAY)


def address(lang: str, answers: str, rulebook: Rulebook) -> str:
    """Return the address of the advice as it should be spelt."""
    return f"/{lang}/advice?{canonical(answers, rulebook).to_query()}"


def result(answers: str, rulebook: Rulebook) -> Recommendation:
    """Return what the page should show."""
    return recommend(canonical(answers, rulebook), rulebook, DAY)


def parts(page: Page) -> Mapping[str, str]:
    """Return the text of each part of the page by its id."""
    return {attributes["id"]: text for _, attributes, text in page.found if "id" in attributes}


class TestAddress:
    """One result has one address."""

    def test_without_a_first_day_the_plan_begins_today(self, visitor: Visitor, rulebook: Rulebook) -> None:
        visitor.open(f"/nb/advice?{PLUMBER}&edition=2026-1")
        assert visitor.trail == [address("nb", PLUMBER, rulebook) + "#"]

    def test_another_order_leads_to_the_canonical_one(self, visitor: Visitor, rulebook: Rulebook) -> None:
        visitor.open(f"/sv/advice?start=2027-01-11&website=none&{PLUMBER}&lang=en&go=x")
        assert visitor.trail == [address("sv", PLUMBER, rulebook) + "#"]

    def test_the_country_is_written_out(self, visitor: Visitor, rulebook: Rulebook) -> None:
        visitor.open(f"/sv/advice?{but(PLUMBER, market=None)}&start=2027-01-11&edition=2026-1")
        assert visitor.trail == [address("sv", PLUMBER, rulebook) + "#"]

    def test_what_is_missing_is_asked_first_and_no_answer_is_lost(self, visitor: Visitor) -> None:
        lacking = but(PLUMBER, website=None, hours=None)
        visitor.open(f"/en/advice?{lacking}&start=2027-01-11&edition=2026-1")
        assert visitor.trail == [f"/en/questions/3?{lacking}&start=2027-01-11#hours"]

    def test_what_cannot_be_read_is_named_and_the_rest_counts(
        self, visitor: Visitor, rulebook: Rulebook
    ) -> None:
        page = visitor.open(f"/en/advice?{PLUMBER}&start=2027-01-11&zz=%3Cb%3E&inbound=many&edition=2025-1")
        assert page.response.status_code == 200
        assert "There is no question called “zz”." in page.text
        assert "“2025-1” is no edition of the rulebook. The present one is “2026-1”." in page.text
        assert page.link("Open the plan at its right address") == address("en", PLUMBER, rulebook)
        assert "One web strategy, not one per channel" in page.texts("h1")

    def test_a_language_changes_words_only(self, visitor: Visitor, rulebook: Rulebook) -> None:
        page = visitor.open(address("nb", PLUMBER, rulebook))
        assert page.alternates["sv"] == address("sv", PLUMBER, rulebook)
        assert visitor.open(page.link("Svenska")).ids == page.ids


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", EVERY)
class TestEverybody:
    """What holds for every business in every language."""

    def test_all_parts_are_there(self, visitor: Visitor, rulebook: Rulebook, lang: str, name: str) -> None:
        page = visitor.open(address(lang, EVERY[name], rulebook))
        found = result(EVERY[name], rulebook)
        wanted = [*ALWAYS, *(["wishes"] if found.wishes else []), *(["law"] if found.law else [])]
        wanted += ["stop"] if found.stop else []
        wanted += ["assumed"] if found.answers.assumed else []
        assert set(wanted) <= set(page.ids)
        assert len(page.ids) == len(set(page.ids)), "An id may stand only once."
        assert "None" not in page.text.replace("None of these", "").replace("None of them", "")

    def test_verdict_and_sentence_are_those_of_every_take_away(
        self, visitor: Visitor, rulebook: Rulebook, lang: str, name: str
    ) -> None:
        text = parts(visitor.open(address(lang, EVERY[name], rulebook)))
        found = result(EVERY[name], rulebook)
        words = speaker_for(found, rulebook, lang)
        *said, below = verdict.opening(found, words)
        assert " ".join((*said, below)).strip().replace("\xa0", " ") in text["verdict"]
        for cap in found.scope.binding:
            assert words.why(cap.reason).replace("\xa0", " ") in text["verdict"], (
                "Every limit is named below."
            )
        assert verdict.sentence(found, words).replace("\xa0", " ") in text["sentence"]

    def test_picture_table_and_sentence_have_the_same_numbers(
        self, visitor: Visitor, rulebook: Rulebook, lang: str, name: str
    ) -> None:
        page = visitor.open(address(lang, EVERY[name], rulebook))
        found = result(EVERY[name], rulebook)
        words = speaker_for(found, rulebook, lang)
        minutes = [part.minutes for part in workload.week_parts(found, words)]
        assert table(page) == [*minutes, found.hours.planning]
        assert sum(minutes) == found.hours.planning
        assert bar(page) == pytest.approx([99 * n / found.hours.planning for n in minutes], abs=0.02)
        planned = words.language.minutes(found.hours.planned).replace("\xa0", " ")
        monthly, yearly = (
            words.language.money(amount, found.currency).replace("\xa0", " ")
            for amount in details.time_cost(found, rulebook)
        )
        text = parts(page)
        assert planned in text["time"]
        assert planned in text["sentence"]
        assert monthly in text["time"]
        assert yearly in text["time"]

    def test_every_change_link_leads_to_its_question_with_all_answers(
        self, visitor: Visitor, rulebook: Rulebook, lang: str, name: str
    ) -> None:
        page = visitor.open(address(lang, EVERY[name], rulebook))
        state = canonical(EVERY[name], rulebook).to_query(edition=False)
        links = {href for _, href in page.links if "/questions/" in href}
        assert links
        for link in links:
            place, _, rest = link.partition("?")
            query, _, question = rest.partition("#")
            assert query == f"{state}&back=advice"
            step = int(place.removeprefix(f"/{lang}/questions/"))
            assert question in rulebook.steps[step - 1].questions


BELOW_THE_TOP = [name for name in EVERY if name != "chain"]
"""Those for whom a strategy for each channel would be too much."""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", BELOW_THE_TOP)
def test_below_the_top_no_channel_has_a_strategy(
    visitor: Visitor, rulebook: Rulebook, lang: str, name: str
) -> None:
    assert result(EVERY[name], rulebook).scope.tier != "T4"
    page = visitor.open(address(lang, EVERY[name], rulebook))
    text, sources = dict(parts(page)), page.texts("cite")
    for part in ("tactics", "channels", "time", "safe", "stop", "measure", "review"):
        # A source may have the word in its name.
        for source in sources:
            text[part] = text[part].replace(source, "")
        assert "strateg" not in text[part].lower(), part


def table(page: Page) -> list[int]:
    """Return the minutes in the table of the week, the sum last."""
    cells = [text for text in page.texts("td", "num") if re.search(r"min|\bh\b|\bt\b|\btim\b", text)]
    return [minutes_of(cell) for cell in cells]


def minutes_of(text: str) -> int:
    """Read a time as a table has it."""
    hours = re.search(r"(\d+) (?:h|t|tim)\b", text)
    rest = re.search(r"(\d+) min", text)
    return 60 * int(hours[1] if hours else 0) + int(rest[1] if rest else 0)


def bar(page: Page) -> list[float]:
    """Return how wide the parts of the bar are."""
    return [float(width) for width in re.findall(r'y=".5" width="([\d.]+)"', page.response.text)]


class TestChanging:
    """Every answer can be changed from the advice, and the advice is there again."""

    def test_a_change_comes_back_with_the_same_first_day(self, visitor: Visitor, rulebook: Rulebook) -> None:
        page = visitor.open(address("en", CARPENTERS, rulebook))
        step = visitor.open(page.link("Change: " + question("hours", rulebook)))
        visitor.send(step, {"hours": "h11"})
        assert visitor.trail[-1].partition("#")[0] == address("en", but(CARPENTERS, hours="h11"), rulebook)

    def test_an_answer_that_another_one_gives_is_changed_there(
        self, visitor: Visitor, rulebook: Rulebook
    ) -> None:
        recruiting = but(CARPENTERS, goal="recruit", customers=None)
        page = visitor.open(address("en", recruiting, rulebook))
        assert page.link("Change: Who do you most want to reach?").endswith("#goal")

    def test_an_hour_may_be_worth_something_else(self, visitor: Visitor, rulebook: Rulebook) -> None:
        page = visitor.open(address("en", CARPENTERS, rulebook))
        assert "NOK 500" in parts(page)["time"]
        again = visitor.send(page, {"hour_value": "900"})
        assert again.query == replace(canonical(CARPENTERS, rulebook), hour_value=900).to_query()
        found = replace(result(CARPENTERS, rulebook), hour_value=900)
        assert f"NOK {details.time_cost(found, rulebook)[0]:,}" in parts(again)["time"]

    def test_what_was_not_answered_is_marked_and_can_be_answered(
        self, visitor: Visitor, rulebook: Rulebook
    ) -> None:
        page = visitor.open(address("en", HAIRDRESSER, rulebook))
        assumed = parts(page)["why"]
        assert "What was assumed" in assumed
        assert "What are you good at, or have help with?None of these" in assumed
        assert "What could you show or tell people about?Not answered" in assumed
        assert page.texts("span", "tag").count("assumed") > 1
        assert visitor.open(address("en", CARPENTERS, rulebook)).texts("span", "tag").count("assumed") == 0


def question(name: str, rulebook: Rulebook) -> str:
    """Return a question as several are asked it."""
    return rulebook.texts[f"questions.{name}.text"].many


class TestDepth:
    """The plan is as detailed as its readers can follow."""

    @pytest.mark.parametrize(
        ("answers", "shown"),
        [
            (PLUMBER, ()),
            (CLOSING, ()),
            (but(CARPENTERS, hours="h6"), ("An ordinary month",)),
            (HOTEL, ("The first quarter", "An ordinary month")),
            (CHAIN, ("The first quarter", "An ordinary month", "A day plan for each channel")),
        ],
    )
    def test_a_calendar_is_only_for_those_who_can_follow_it(
        self, visitor: Visitor, rulebook: Rulebook, answers: str, shown: tuple[str, ...]
    ) -> None:
        page = visitor.open(address("en", answers, rulebook))
        calendars = ("The first quarter", "An ordinary month", "A day plan for each channel")
        assert tuple(text for text in page.texts("h3") if text in calendars) == shown
        heading = "Calendar and next check" if shown else "Next check"
        assert heading in page.texts("h2")

    def test_at_the_top_each_channel_has_an_owner_a_figure_and_a_stop_date(
        self, visitor: Visitor, rulebook: Rulebook
    ) -> None:
        page = visitor.open(address("en", CHAIN, rulebook))
        found = result(CHAIN, rulebook)
        channels = [tactic for tactic in found.chosen if rulebook.tactics[tactic.id].channel]
        notes = [note for note in page.texts("p", "note") if note.startswith("Owner: one named person.")]
        assert len(notes) == len(channels)
        assert all("Figure: Bookings or counted visits a month" in note for note in notes)
        stop = speaker_for(found, rulebook, "en").language.date(found.review.date).replace("\xa0", " ")
        assert all(f"Stop date: {stop}" in note for note in notes)

    def test_below_the_top_no_owner_is_asked_for(self, visitor: Visitor, rulebook: Rulebook) -> None:
        assert "Owner:" not in visitor.open(address("en", HOTEL, rulebook)).text


class TestWords:
    """Kind, plain and never a contradiction."""

    def test_who_asks_for_a_facebook_strategy_has_missed_nothing(
        self, visitor: Visitor, rulebook: Rulebook
    ) -> None:
        for lang, words in {
            "nb": "Du trenger ingen strategi for Facebook eller noen annen kanal, og du har ikke forsømt noe",
            "sv": "Du behöver ingen strategi för Facebook eller någon annan kanal, och du har inte missat",
            "en": "You need no strategy for Facebook or any other channel, and you have not missed anything",
        }.items():
            assert words in visitor.open(address(lang, PLUMBER, rulebook)).texts("p", "lead")[0]

    def test_who_closes_is_given_a_tidy_end_and_nothing_to_set_up(
        self, visitor: Visitor, rulebook: Rulebook
    ) -> None:
        text = parts(visitor.open(address("en", CLOSING, rulebook)))
        assert "No target is needed now." in text["goal"]
        assert "Until the last day I keep the facts right" in text["sentence"]
        assert "Technique: how to go about it" not in text["tactics"]
        assert "What you can tell" not in text["channels"]

    def test_several_people_are_spoken_to_as_several(self, visitor: Visitor, rulebook: Rulebook) -> None:
        assert "Ikke for deg" in visitor.open(address("nb", PLUMBER, rulebook)).texts("h3")
        assert "Ikke for dere" in visitor.open(address("nb", CARPENTERS, rulebook)).texts("h3")
        assert "Inget för er" in visitor.open(address("sv", CARPENTERS, rulebook)).texts("h3")

    def test_a_level_is_explained_once(self, visitor: Visitor, rulebook: Rulebook) -> None:
        wishes = CARPENTERS.replace("wishes=ads", "wishes=channel_strategy&wishes=campaign&wishes=ads")
        text = parts(visitor.open(address("en", wishes, rulebook)))["wishes"]
        assert text.count("A tactic says how you reach the goal") == 1

    def test_texts_come_out_escaped_and_whole(self, rulebook: Rulebook) -> None:
        odd = 'Fish & "chips" <b>100 %b</b>'
        keys = ("tiers.T1.what", "tactics.gbp.name", "questions.hours.options.h1.clause", "rules.R02.because")
        texts = {key: Text(odd, odd, personal=False, file="", line=0) for key in keys}
        changed = replace(rulebook, texts={**rulebook.texts, **texts})
        app = create_app({"TODAY": lambda: DAY, "RULEBOOK": changed})
        plumber = but(PLUMBER, wishes=None)
        html = app.test_client().get(address("en", plumber, changed)).text
        assert "<b>" not in html
        assert html.count("Fish &amp; &#34;chips&#34; &lt;b&gt;100 %b&lt;/b&gt;") > len(keys)
