"""The verdict says what holds for this plan: both goals, only channels that are there, and whose figures."""

from __future__ import annotations

import re
from functools import cache

import pytest

from somerec import Answers, Recommendation, recommend
from somerec.proof.lot import businesses
from somerec.rulebook.conditions import GRID
from somerec.words.languages import LANGUAGES
from somerec.words.speaker import speaker_for
from somerec.words.verdict import opening, sentence, starting_point, target, verdict
from tests.words.businesses import BUSINESSES, RULEBOOK, START, advice
from tests.words.readability import sentences
from tests.words.tools import hold

EVERY = pytest.mark.parametrize("language", LANGUAGES)

SOCIAL = re.compile(r"sosiale medier|sociala medier|social[- ]media", re.IGNORECASE)
WITHOUT = re.compile(
    r"ingen sosiale medier|uten sosiale medier|inga sociala medier|utan sociala medier|no social channel"
    r"|når grunnmuren|när grunden|when the foundation"
)

ORDINARY = (
    "market=no&business_type=trades&size=micro&who=set_time&hours=h6&customers=consumers&area=local"
    "&buying=recommended&website=facts"
)


def advised(query: str) -> Recommendation:
    """Return the advice for a query."""
    return recommend(Answers.from_query(query, RULEBOOK), RULEBOOK, START)


@cache
def drawn() -> tuple[Recommendation, ...]:
    """Return the advice for businesses drawn by lot."""
    return tuple(recommend(answers, RULEBOOK, START) for answers in businesses(RULEBOOK, 300))


# Two goals


@EVERY
def test_where_another_goal_steers_verdict_and_sentence_name_both(language: str) -> None:
    steered = [found for found in (*drawn(), advice("chain"), advice("carpenters")) if found.aim.steering]
    assert len(steered) > 10
    for found in steered:
        words = speaker_for(found, RULEBOOK, language)
        slots = [words.text(f"goals.{goal}.slot") for goal in (found.aim.goal, found.aim.steering)]
        if not (found.flagged("closing") or found.flagged("full_diary")):
            assert all(slot in verdict(found, words)[0] for slot in slots)
        if not found.flagged("closing"):
            assert all(slot in sentence(found, words) for slot in slots)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nb", "for å få flere besøk og bestillinger og dermed selge mer."),
        ("sv", "för att få fler besök och bokningar och därmed sälja mer."),
        ("en", "to get more visits and bookings and so sell more."),
    ],
)
def test_the_goal_that_steers_is_the_way_to_the_goal_of_the_business(language: str, expected: str) -> None:
    found = advice("chain")
    assert verdict(found, speaker_for(found, RULEBOOK, language))[0].endswith(expected)


# Figures


@pytest.mark.parametrize(
    ("language", "own"),
    [
        ("nb", "Ordrer eller omsetning fra nettet i måneden: fra 20 000 til 23 000,5"),
        ("sv", "Beställningar eller omsättning via nätet per månad: från 20 000 till 23 000,5"),
        ("en", "Orders or turnover from the web a month: from 20,000 to 23,000.5"),
    ],
)
def test_a_visitors_own_figures_are_those_of_the_visitors_own_goal(language: str, own: str) -> None:
    """Where another goal steers, its figure has not been counted yet."""
    found = advice("chain")
    assert found.aim.steering
    said = target(found, speaker_for(found, RULEBOOK, language)).replace("\u00a0", " ")
    assert said.startswith(own)
    assert len(sentences(said)) == 2
    assert starting_point(found) is None


def test_where_no_other_goal_steers_own_figures_are_those_of_the_most_important_figure() -> None:
    found = advised(f"{ORDINARY}&goal=enquiries&target_size=own_number&target_today=40&target_wanted=60")
    assert target(found, speaker_for(found, RULEBOOK, "en")).startswith("From 40 to 60 by ")
    assert starting_point(found) == 40


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        ("enquiries", "25% more by "),
        ("save_time", "25% fewer by "),
        ("repeat", "A share that is 25% larger by "),
        ("reputation", "25% more by "),
    ],
)
def test_what_is_counted_becomes_more_or_fewer_and_never_better(goal: str, expected: str) -> None:
    found = advised(f"{ORDINARY}&goal={goal}&target_size=t25")
    assert target(found, speaker_for(found, RULEBOOK, "en")).startswith(expected)


# Social media


@EVERY
def test_no_verdict_promises_social_media_that_the_plan_does_not_hold(language: str) -> None:
    found = [item for item in drawn() if item.scope.tier in ("T2", "T3")]
    faults, without = [], 0
    for item in found:
        if any(tactic.status == "chosen" and RULEBOOK.tactics[tactic.id].social for tactic in item.tactics):
            continue
        without += 1
        scope = verdict(item, speaker_for(item, RULEBOOK, language))[0]
        if SOCIAL.search(scope) and not WITHOUT.search(scope):
            faults.append(scope)
    assert without > 10
    hold(faults)


def test_where_a_channel_is_chosen_the_verdict_says_that_there_is_room_for_it() -> None:
    found = advised(f"{ORDINARY}&goal=enquiries&channels_now.facebook_page=active&age=a45_59")
    assert found.scope.tier == "T2"
    assert any(tactic.id == "facebook_page" for tactic in found.chosen)
    assert "social media" in verdict(found, speaker_for(found, RULEBOOK, "en"))[0]


def test_where_a_channel_opens_when_the_foundation_stands_the_verdict_says_when() -> None:
    query = ORDINARY.replace("website=facts", "website=none")
    found = advised(f"{query}&goal=enquiries&channels_now.facebook_page=active&age=a45_59")
    assert any(tactic.then for tactic in found.tactics if RULEBOOK.tactics[tactic.id].social)
    assert "when the foundation stands" in verdict(found, speaker_for(found, RULEBOOK, "en"))[0]


# What of the hours is left


def test_answering_that_takes_of_the_hours_is_named_beside_what_is_left() -> None:
    """It stands with the hours, whether there is room for them in the sentence or not."""
    for who in ("set_time", "one_full"):
        query = f"{ORDINARY}&goal=enquiries".replace("set_time", who)
        busy, calm = advised(f"{query}&inbound=many"), advised(f"{query}&inbound=few")
        assert "answering" in " ".join(opening(busy, speaker_for(busy, RULEBOOK, "en")))
        assert "answering" not in " ".join(opening(calm, speaker_for(calm, RULEBOOK, "en")))


# Money


@pytest.mark.parametrize(
    ("language", "market", "expected"),
    [
        ("nb", "no", "Opptil 2 000 kr"),
        ("nb", "se", "Opptil 2 000 SEK"),
        ("sv", "se", "Upp till 2 000 kr"),
        ("sv", "no", "Upp till 2 000 NOK"),
        ("en", "no", "Up to NOK 2,000"),
        ("en", "se", "Up to SEK 2,000"),
        ("en", "other", "Up to EUR 175"),
    ],
)
def test_amounts_are_in_the_money_of_the_country_and_written_as_the_language_does(
    language: str, market: str, expected: str
) -> None:
    found = advised(f"{ORDINARY}&goal=enquiries&money=m1".replace("market=no", f"market={market}"))
    label = speaker_for(found, RULEBOOK, language).label("money", "m1")
    assert label.replace("\u00a0", " ") == expected


def test_no_english_text_writes_amounts_in_kr() -> None:
    hold(key for key, text in RULEBOOK.texts.items() if re.search(r"\d[\s\u00a0]?kr\b", text.one + text.many))


def test_the_businesses_of_these_tests_name_channels_as_the_grid_does() -> None:
    """A row that the grid lost would leave the tests above without their cause."""
    assert "facebook_page" in RULEBOOK.questions[GRID].rows
    assert BUSINESSES
