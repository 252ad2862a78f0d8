"""The verdict is three sentences: what is right for a business, what sets the limit, and the first step."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from somerec import Recommendation
from somerec.advice.recommendation import Msg
from somerec.rulebook.conditions import Match
from somerec.words.languages import LANGUAGES
from somerec.words.speaker import Speaker, speaker, speaker_for
from somerec.words.verdict import MOST_CAUSES, opening, verdict
from tests.strategies import Business, businesses
from tests.words.businesses import RULEBOOK, advice
from tests.words.readability import MOST_WORDS, sentences, words_of
from tests.words.test_verdict import ORDINARY, advised
from tests.words.tools import hold

EVERY = pytest.mark.parametrize("language", LANGUAGES)

SCOPES = {
    "nb": ("opplysninger|grunnleggende", "nettstrategi", "nettstrategi", "markedsplan", "hver kanal"),
    "sv": ("fakta|uppgifter|grundläggande", "webbstrategi", "webbstrategi", "marknadsplan", "varje kanal"),
    "en": ("facts|basics", "web strategy", "web strategy", "marketing plan", "each channel"),
}
"""By language, the words by which each scope is named, the smallest scope first."""

SOME = settings().max_examples // 2


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
@given(business=businesses())
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
@given(business=businesses())
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
@given(business=businesses())
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
@given(business=businesses())
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
@given(business=businesses())
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
        "Denne uka: Få Google-profilen din på plass, med åpningstider og tre bilder.",
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
        "Den här veckan: Få din Google-profil på plats, med öppettider och tre bilder.",
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
        "This week: Get your Google profile in place, with opening hours and three pictures.",
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
@given(business=businesses())
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


def test_hours_that_nobody_has_do_not_follow_from_nobody_having_them() -> None:
    found = advised(ORDINARY.replace("set_time", "nobody") + "&goal=enquiries")
    _, limit, _, below = opening(found, speaker_for(found, RULEBOOK, "en"))
    assert limit == "What sets the limit is that nobody has time for web work."
    assert below.replace("\u00a0", " ") == "The plan has 25 minutes a week."


def test_a_tactic_that_is_begun_with_this_week_is_named_in_the_same_sentence() -> None:
    found = advised(
        "market=no&business_type=trades&size=solo&who=set_time&hours=h6&goal=visits_bookings&target_size=t10"
        "&customers=consumers&area=local&buying=recommended&website=converts&base=answer_owner&base=measuring"
        "&channels_now.gbp=quiet"
    )
    assert found.first_step.text.key == "first.begin"
    assert verdict(found, speaker_for(found, RULEBOOK, "en"))[2] == (
        "This week, begin with a Google Business Profile: "
        "Claim the profile with a Google account that the business owns."
    )
