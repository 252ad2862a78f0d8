"""The verdict is three sentences: what is right for this plan, what sets the limit, and the first step."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given, settings

from somerec import Answers, Recommendation, recommend
from somerec.advice.recommendation import Msg
from somerec.proof.lot import businesses as by_lot
from somerec.rulebook.conditions import GRID, Match
from somerec.words.languages import LANGUAGES
from somerec.words.speaker import Speaker, speaker, speaker_for
from somerec.words.verdict import MOST_CAUSES, opening, sentence, starting_point, target, verdict
from tests import strategies
from tests.strategies import Business
from tests.words.businesses import BUSINESSES, RULEBOOK, START, advice
from tests.words.readability import MOST_WORDS, sentences, words_of
from tests.words.tools import hold

EVERY = pytest.mark.parametrize("language", LANGUAGES)

SOCIAL = re.compile(r"sosiale medier|sociala medier|social[- ]media", re.IGNORECASE)
WITHOUT = re.compile(
    r"ingen sosiale medier|uten sosiale medier|inga sociala medier|utan sociala medier|no social channel"
    r"|når grunnmuren|när grunden|when the foundation"
)

SCOPES = {
    "nb": ("opplysninger|grunnleggende", "nettstrategi", "nettstrategi", "markedsplan", "hver kanal"),
    "sv": ("fakta|uppgifter|grundläggande", "webbstrategi", "webbstrategi", "marknadsplan", "varje kanal"),
    "en": ("facts|basics", "web strategy", "web strategy", "marketing plan", "each channel"),
}
"""By language, the words by which each scope is named, the smallest scope first."""

SOME = settings().max_examples // 2

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
    return tuple(recommend(answers, RULEBOOK, START) for answers in by_lot(RULEBOOK, 300))


# Three sentences


def clauses_of(causes: list[Match], words: Speaker) -> list[str]:
    """Return the because-clause of each answer."""
    return [clause for match in causes for clause in words.clause_list(match)]


def binding(found: Recommendation) -> list[Match]:
    """Return the answers that set the limit, by the situation where there is one that leaves little to do."""
    for flag, option in (("closing", "closing"), ("full_diary", "full")):
        if found.flagged(flag):
            return [Match("situation", (option,))]
    return list(dict.fromkeys(match for cap in found.scope.binding for match in cap.reason.answers))


@EVERY
@settings(max_examples=SOME)
@given(business=strategies.businesses())
def test_the_verdict_is_three_sentences_each_said_in_one_breath(language: str, business: Business) -> None:
    said = verdict(business.advice, speaker_for(business.advice, RULEBOOK, language))
    assert len(said) == 3
    for part in said:
        assert len(sentences(part)) == 1, part
        assert part.endswith("."), part
        assert not re.search(r"[.!?…]\s", part), part
        assert len(words_of(part)) <= MOST_WORDS, part


@EVERY
@settings(max_examples=SOME)
@given(business=strategies.businesses())
def test_the_first_sentence_names_the_scope_and_the_third_is_the_first_step(
    language: str, business: Business
) -> None:
    found = business.advice
    words = speaker_for(found, RULEBOOK, language)
    scope, _, step = verdict(found, words)
    small = found.flagged("closing") or found.flagged("full_diary")
    assert re.search(SCOPES[language][0 if small else int(found.scope.tier[1:])], scope, re.IGNORECASE)
    first = found.first_step.text
    # A tactic that is begun with is named, and then what to do first of it.
    slots = [slot for slot in first.params.values() if isinstance(slot, tuple)]
    begun = [words.say(message) for slot in slots for message in slot]
    assert all(text in step for text in (begun if first.key == "first.begin" else [words.say(first)]))


@EVERY
@settings(max_examples=SOME)
@given(business=strategies.businesses())
def test_the_second_sentence_names_one_or_two_of_the_answers_that_set_the_limit(
    language: str, business: Business
) -> None:
    found = business.advice
    words = speaker_for(found, RULEBOOK, language)
    limit, causes = verdict(found, words)[1], binding(found)
    named = [clause for clause in clauses_of(causes, words) if clause in limit]
    assert 1 <= len(named) <= MOST_CAUSES
    if len(causes) <= MOST_CAUSES:
        assert len(named) == len(causes), limit


@settings(max_examples=SOME)
@given(business=strategies.businesses())
def test_every_language_names_the_same_answers_and_leaves_the_hours_to_the_same_place(
    business: Business,
) -> None:
    seen = set()
    for language in LANGUAGES:
        words = speaker_for(business.advice, RULEBOOK, language)
        _, limit, _, below = opening(business.advice, words)
        named = [clause in limit for clause in clauses_of(binding(business.advice), words)]
        seen.add((tuple(named), bool(below)))
    assert len(seen) == 1


@EVERY
@settings(max_examples=SOME)
@given(business=strategies.businesses())
def test_the_hours_of_the_plan_stand_in_the_second_sentence_or_right_below(
    language: str, business: Business
) -> None:
    found = business.advice
    words = speaker_for(found, RULEBOOK, language)
    _, limit, _, below = opening(found, words)
    small = found.flagged("closing") or found.flagged("full_diary")
    time = words.language.minutes(found.hours.planned if small else found.hours.usable)
    assert (time in limit) != (time in below)
    assert len(sentences(below)) == (0 if time in limit else 1)


@EVERY
@pytest.mark.parametrize("size", ["solo", "micro"])
def test_whatever_is_done_first_is_said_in_one_sentence(language: str, size: str) -> None:
    """Every action of the foundation, and every tactic that can be begun with."""
    words = speaker(RULEBOOK, language, {"size": size})
    said = [
        words.phrase("verdict.this_week", step=(Msg(key, {"tenders": "x", "job_board": "x"}),))
        for key in words.texts
        if re.fullmatch(r"actions\.\w+\.first", key)
    ]
    for name, tactic in RULEBOOK.tactics.items():
        if tactic.setup:
            slots = {"tactic": (Msg(f"tactics.{name}.inline"),), "step": (Msg(f"tactics.{name}.steps.1"),)}
            said.append(words.phrase("verdict.this_week_begin", **slots))
    assert len(said) > 50
    hold(text for text in said if len(sentences(text)) != 1 or not text.endswith("."))
    hold(text for text in said if len(words_of(text)) > MOST_WORDS)


KINDLY = {
    "nb": (
        (
            "Du trenger ingen strategi for Facebook eller noen annen kanal, og du har ikke forsømt noe: "
            "Én liten nettstrategi holder."
        ),
        (
            "Det som setter grensen, er at du har 3 til 5 timer i uka til nettarbeid, "
            "og det gir planen 3 timer og 24 minutter i uka."
        ),
        "Denne uka: Legg inn åpningstidene og tre bilder i Google-profilen din.",
    ),
    "sv": (
        (
            "Du behöver ingen strategi för Facebook eller någon annan kanal, och du har inte missat något: "
            "en liten webbstrategi räcker."
        ),
        (
            "Det som sätter gränsen är att du har 3 till 5 timmar i veckan för webbarbete, "
            "och det ger planen 3 timmar och 24 minuter i veckan."
        ),
        "Den här veckan: Lägg in öppettider och tre bilder i din Google-profil.",
    ),
    "en": (
        (
            "You need no strategy for Facebook or any other channel, and you have not missed anything: "
            "one small web strategy is enough."
        ),
        (
            "What sets the limit is that you have 3 to 5 hours a week for web work, "
            "which leaves 3 hours and 24 minutes a week."
        ),
        "This week: Put your opening hours and three pictures on your Google profile.",
    ),
}
"""What a hairdresser reads who works alone and thought of a strategy for a channel."""


@EVERY
def test_who_works_alone_reads_kindly_that_facebook_needs_no_strategy(language: str) -> None:
    found = advice("hairdresser")
    said = verdict(found, speaker_for(found, RULEBOOK, language))
    assert tuple(part.replace("\u00a0", " ") for part in said) == KINDLY[language]


@EVERY
@settings(max_examples=SOME)
@given(business=strategies.businesses())
def test_who_wishes_for_a_strategy_for_a_channel_reads_that_none_is_needed(
    language: str, business: Business
) -> None:
    found = business.advice
    small = found.scope.tier in ("T0", "T1", "T2")
    if small and not (found.flagged("closing") or found.flagged("full_diary")):
        scope = verdict(found, speaker_for(found, RULEBOOK, language))[0]
        wished = any(wish.id == "channel_strategy" for wish in found.wishes)
        freed = re.search(r"(trenger|behöver) ingen .*Facebook|need no .*Facebook", scope)
        assert bool(freed) == wished


def test_where_money_pays_for_fewer_hours_than_were_ticked_the_hours_set_no_limit() -> None:
    query = ORDINARY.replace("set_time", "hired").replace("h6", "h21")
    found = advised(f"{query}&goal=enquiries&money=m1")
    limit = verdict(found, speaker_for(found, RULEBOOK, "en"))[1]
    assert limit.replace("\u00a0", " ") == (
        "What sets the limit is that you pay someone from outside for web work "
        "and that you can spend up to NOK 2,000 a month."
    )


def test_where_three_answers_set_the_limit_two_are_named_and_said_to_be_a_part_of_it() -> None:
    found = advised(ORDINARY.replace("h6", "h21").replace("set_time", "one_full") + "&goal=enquiries")
    assert len(binding(found)) == 3
    limit = verdict(found, speaker_for(found, RULEBOOK, "en"))[1]
    assert limit == (
        "Part of what sets the limit is that one person does web work full time "
        "and that there are 2 to 9 of you."
    )


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
        ("nb", "Ordrer gjennom nettsiden i måneden: fra 20 000 til 23 000,5"),
        ("sv", "Beställningar via hemsidan per månad: från 20 000 till 23 000,5"),
        ("en", "Orders through the website a month: from 20,000 to 23,000.5"),
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
