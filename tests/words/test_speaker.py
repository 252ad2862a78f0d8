"""The two slots that hold words, a clause and a list, make whole sentences in every pairing and language."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from somerec.advice.recommendation import Money, Msg, Reason, Recommendation
from somerec.rulebook.conditions import GRID, Match
from somerec.rulebook.model import Question
from somerec.words.languages import LANGUAGES
from somerec.words.speaker import MOST_CLAUSES, Speaker, speaker, speaker_for
from somerec.words.verdict import sentence, tactics_said, techniques_said, verdict
from tests.words.businesses import BUSINESSES, RULEBOOK, START, advice, reasoned, summed_up
from tests.words.catalogues import CLAUSE
from tests.words.tools import hold

SPOKEN = pytest.mark.parametrize(("language", "size"), list(itertools.product(LANGUAGES, ("solo", "micro"))))


def clumsy(text: str) -> list[str]:
    """Return what is wrong with a sentence as such, whatever it says."""
    wrong = {
        "a slot is left": r"[{}]",
        "no full stop at the end, or more than one": r"[^.]$|[.!?,;:]\.$",
        "a word stands twice": r"(?i)\b([^\W\d]+) \1\b",
        "a space too many": r"\s\s|^\s|\s$|\s[.,;:]",
        "marks beside each other": r"[,;:][,;:.]",
        "no capital at the beginning": r"^[^A-ZÅÄÆÉÖØ\d«”‘“]",
        "a full stop inside a sentence": r"\.\s+[a-zåäæöø]",
    }
    text = text.replace("\u00a0", " ")
    text = re.sub(r"\b(\d+)\. (?=[a-zåäæöø])", r"\1 ", text)  # «5. januar» is a date.
    return [f"{fault}: {text}" for fault, pattern in wrong.items() if re.search(pattern, text)]


@pytest.mark.parametrize(
    "text",
    ["By {date}.", "No end", "Two..", "The the cat.", "A  b.", "A , b.", "A,, b.", "small.", "One. two."],
)
def test_a_clumsy_sentence_is_seen(text: str) -> None:
    """The checks of this file would pass for nothing if this one did not fail."""
    assert clumsy(text)


# Clauses


def matches(question: Question) -> Iterator[Match]:
    """Yield every match that the answers to a question can give."""
    name = question.id
    if question.kind == "number":
        yield Match(name, ("12.5",))
    for row in question.rows:
        yield from (Match(f"{GRID}.{row}", (option.id,)) for option in question.options)
    for option in () if question.rows else question.options:
        yield Match(name, (option.id,))
        if question.kind == "many":
            yield Match(name, (option.id,), holds=False)
    if f"questions.{name}.unanswered" in RULEBOOK.texts:
        yield Match(name, ())


def wordings(words: Speaker) -> Iterator[Speaker]:
    """Yield the speaker with every question in its usual words, then with each rewording."""
    yield words
    for question in RULEBOOK.questions.values():
        for item in question.reworded:
            yield replace(words, wordings={question.id: item.key})


@cache
def all_clauses(language: str, size: str) -> tuple[str, ...]:
    """Return every clause that a visitor can meet."""
    words = speaker(RULEBOOK, language, {"size": size})
    found: dict[str, None] = {}
    for spoken in wordings(words):
        for question in RULEBOOK.questions.values():
            for match in matches(question):
                found.update(dict.fromkeys(spoken.clause_list(match)))
    return tuple(found)


@SPOKEN
def test_every_clause_of_the_rulebook_is_reached_by_some_answer(language: str, size: str) -> None:
    """So the tests below miss none."""
    words = speaker(RULEBOOK, language, {"size": size})
    written = {text for key, text in words.texts.items() if CLAUSE.search(key)}
    assert {text.format(number=words.language.number(12.5)) for text in written} == set(
        all_clauses(language, size)
    )


SENTENCES = (
    "because",
    "because_also",
    "clauses.last",
    "verdict.limit",
    "verdict.limit_answering",
    "verdict.limit_only",
    "verdict.limit_short",
    "verdict.limit_part",
    "verdict.limit_full",
    "verdict.limit_closing",
    "verdict.limit_also",
    "verdict.room",
    "verdict.room_also",
    "tipping.tier",
    "tipping.gate_open",
    "tipping.gate_closed",
    "tipping.gained",
    "tipping.lost",
    "tipping.changes",
    "compare.still",
    "compare.still_room",
    "compare.limit_a",
    "compare.limit_b",
    "compare.room_a",
    "compare.room_b",
    "compare.gate_open",
    "compare.gate_open_life",
    "compare.gate_closed",
    "compare.gate_closed_life",
    "compare.gained",
    "compare.gained_life",
    "compare.gained_all",
    "compare.gained_all_life",
    "compare.lost",
    "compare.lost_life",
    "compare.lost_all",
    "compare.lost_all_life",
    "near.one",
    "near.two",
    "near.other",
    "near.life",
    *(f"ways.{what}{mood}" for what in ("tier", "gate", "gained", "lost") for mood in ("", "_life")),
    "when.one",
    "when.one_except",
    "example.hit",
    "example.miss",
    "example.miss_tactic",
)
"""The phrases that a clause stands in."""

LINES = ("when.first", "when.and", "when.or", "when.but_not", "when.that", "when.not_so")
"""Lines of a list that goes on from a sentence; `test_conditions.py` looks at them."""


def test_no_phrase_with_a_clause_in_it_is_forgotten() -> None:
    words = speaker(RULEBOOK, "en", {})
    holding = {
        key.removeprefix("phrases.") for key, text in words.texts.items() if re.search(r"\{clauses?\}", text)
    }
    assert holding == {*SENTENCES, *LINES}


def say(words: Speaker, phrase: str, clause: str) -> str:
    """Put a clause into one of the sentences, with something ordinary in its other slots."""
    return words.phrase(
        phrase,
        clause=clause,
        clauses=clause,
        exception=clause,
        usable=135,
        time=61,
        tier=words.text("tiers.T2.name"),
        tactics=(Msg("tactics.newsletter.inline"), Msg("tactics.gbp.inline")),
        tactic=(Msg("tactics.newsletter.inline"),),
    )


@pytest.mark.parametrize("phrase", SENTENCES)
@SPOKEN
def test_every_clause_stands_in_every_sentence_that_takes_one(language: str, size: str, phrase: str) -> None:
    words = speaker(RULEBOOK, language, {"size": size})
    said = [(clause, say(words, phrase, clause)) for clause in all_clauses(language, size)]
    hold(fault for _, text in said for fault in clumsy(text))
    hold(f"{clause} is not in: {text}" for clause, text in said if clause not in text)


@SPOKEN
def test_clauses_stand_beside_each_other_in_a_sentence(language: str, size: str) -> None:
    """Each with its neighbours in the rulebook, two and three at a time."""
    words, found = speaker(RULEBOOK, language, {"size": size}), all_clauses(language, size)
    joined = [words.language.clauses(pair) for pair in itertools.pairwise(found)]
    joined += [words.language.clauses(found[place : place + 3]) for place in range(len(found) - 2)]
    hold(fault for clause in joined for fault in clumsy(words.phrase("because", clauses=clause)))


def test_a_reason_names_at_most_three_answers_and_each_once() -> None:
    words = speaker(RULEBOOK, "en", {"size": "micro"})
    answers = [Match("size", ("micro",)), Match("size", ("micro",)), Match("website", ("none",))]
    assert len(words.clauses(answers)) == 2
    ticks = Match("skills", tuple(option.id for option in RULEBOOK.questions["skills"].options))
    assert len(words.clauses([*answers, ticks])) == MOST_CLAUSES


def test_a_reason_without_answers_is_the_rules_sentence_alone() -> None:
    words = speaker(RULEBOOK, "en", {})
    reason = Reason("R16", Msg("phrases.review.closing"), (), ())
    assert words.because(()) == ""
    assert words.why(reason) == words.phrase("review.closing")


# Whom the words speak to


@pytest.mark.parametrize(
    ("language", "one", "several"),
    [
        ("nb", "du ikke har noen nettside", "dere ikke har noen nettside"),
        ("sv", "du inte har någon hemsida", "ni inte har någon hemsida"),
        ("en", "you have no website", "you have no website"),
    ],
)
def test_one_person_is_du_and_several_are_dere_or_ni(language: str, one: str, several: str) -> None:
    match = Match("website", ("none",))
    assert speaker(RULEBOOK, language, {"size": "solo"}).clause_list(match) == [one]
    assert speaker(RULEBOOK, language, {"size": "small"}).clause_list(match) == [several]
    assert speaker(RULEBOOK, language, {}).clause_list(match) == [several]


def test_a_recommendation_is_said_to_the_business_that_it_is_for() -> None:
    assert speaker_for(advice("hairdresser"), RULEBOOK, "nb").phrase("verdict.full").startswith("Du ")
    assert speaker_for(advice("chain"), RULEBOOK, "sv").phrase("verdict.full").startswith("Ni ")


# Slots


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nb", ["12,5", "25 %", "2 timer og 15 minutter", "1 500 kr", "11. januar 2027", "x", ""]),
        ("sv", ["12,5", "25 %", "2 timmar och 15 minuter", "1 500 NOK", "11 januari 2027", "x", ""]),
        ("en", ["12.5", "25%", "2 hours and 15 minutes", "NOK 1,500", "11 January 2027", "x", ""]),
    ],
)
def test_what_fills_a_slot_is_written_as_the_language_does(language: str, expected: list[str]) -> None:
    names = ("today", "percent", "usable", "amount", "date", "name", "nothing")
    values = (12.5, 25, 135, Money(1500, "NOK"), START, "x", None)
    words = speaker(RULEBOOK, language, {})
    text = "|".join(f"{{{name}}}" for name in names)
    words = replace(words, texts={**words.texts, "sample": text})
    said = words.say(Msg("sample", dict(zip(names, values, strict=True))))
    assert said.replace("\u00a0", " ").split("|") == expected


# The one sentence

SAID = [tactic for tactic in RULEBOOK.tactics if tactic != "directories"]
TIMES = (1, 15, 45, 60, 61, 90, 121, 150, 1530, 3000)


def with_plan(goal: str, tactics: tuple[str, ...], minutes: int) -> Recommendation:
    """Return advice with this goal, these chosen tactics and this time."""
    base = advice("carpenters")
    every = {tactic.id: tactic for tactic in base.tactics}
    chosen = tuple(replace(every[name], status="chosen") for name in tactics)
    aim = replace(base.aim, goal=goal, steering=None)
    return replace(base, aim=aim, tactics=chosen, hours=replace(base.hours, planned=minutes))


def flat(text: str) -> str:
    """Return a text with ordinary spaces."""
    return text.replace("\u00a0", " ")


def holds_all(text: str, found: Recommendation, words: Speaker) -> bool:
    """Say whether the one sentence names the goal, the tactics, the techniques and the time."""
    parts = [words.text(f"goals.{found.aim.lead}.slot"), words.language.minutes(found.hours.planned)]
    parts += [words.text(f"tactics.{name}.inline") for name in tactics_said(found)]
    parts += [words.text(f"tactics.{name}.technique") for name in techniques_said(found)]
    return all(part in text for part in parts)


@pytest.mark.parametrize("goal", RULEBOOK.goals)
@SPOKEN
def test_the_one_sentence_holds_for_every_goal_with_every_two_tactics(
    language: str, size: str, goal: str
) -> None:
    words = speaker(RULEBOOK, language, {"size": size})
    for tactics in [*itertools.combinations(SAID, 2), *((tactic,) for tactic in SAID)]:
        found = with_plan(goal, tactics, 90)
        text = sentence(found, words)
        assert holds_all(text, found, words)
        hold(clumsy(text))


@pytest.mark.parametrize("minutes", TIMES)
@SPOKEN
def test_the_one_sentence_holds_for_every_time_with_every_four_neighbours(
    language: str, size: str, minutes: int
) -> None:
    words = speaker(RULEBOOK, language, {"size": size})
    for place, goal in zip(range(len(SAID)), itertools.cycle(RULEBOOK.goals), strict=False):
        tactics = tuple((SAID * 2)[place : place + 4])
        found = with_plan(goal, tactics, minutes)
        text = sentence(found, words)
        assert len(tactics_said(found)) == 4
        assert holds_all(text, found, words)
        hold(clumsy(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_person_says_i_and_several_say_we(language: str) -> None:
    first = {"nb": ("jeg", "vi"), "sv": ("jag", "vi"), "en": ("I", "we")}[language]
    found = with_plan("sales", ("website_basics", "gbp"), 45)
    for size, own, other in (("solo", *first), ("micro", *reversed(first))):
        said = set(re.findall(r"\w+", sentence(found, speaker(RULEBOOK, language, {"size": size}))))
        assert own in said
        assert other not in said


# Whole recommendations


@pytest.mark.parametrize("name", BUSINESSES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_sums_a_recommendation_up_is_made_of_whole_sentences(language: str, name: str) -> None:
    found = advice(name)
    words = speaker_for(found, RULEBOOK, language)
    said = summed_up(found, words)
    assert len(said) > 8
    hold(fault for text in said for fault in clumsy(text))


@pytest.mark.parametrize("name", BUSINESSES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_is_made_of_whole_sentences(language: str, name: str) -> None:
    found = advice(name)
    words = speaker_for(found, RULEBOOK, language)
    said = reasoned(found, words)
    assert len(said) > 30
    hold(fault for text in said for fault in clumsy(text))


@pytest.mark.parametrize("name", BUSINESSES)
def test_the_verdict_has_three_parts_and_the_last_is_for_this_week(name: str) -> None:
    found = advice(name)
    words = speaker_for(found, RULEBOOK, "en")
    scope, limit, step = verdict(found, words)
    assert scope
    assert limit
    assert step.startswith("This week: ")
