"""What is said to anybody can be said in one breath: no sentence of a verdict or of a reason is too long."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from somerec import Recommendation, recommend
from somerec.proof.lot import businesses
from somerec.rulebook.conditions import Match
from somerec.words.languages import LANGUAGES
from somerec.words.speaker import Speaker, speaker, speaker_for
from somerec.words.verdict import review, target, verdict
from tests.words.businesses import RULEBOOK, START, reasons
from tests.words.readability import MOST_WORDS, sentences, words_of
from tests.words.tools import hold

EVERY = pytest.mark.parametrize("language", LANGUAGES)

MANY = 200
"""Businesses drawn by lot: some fifty thousand sentences in each language."""

# The one-sentence strategy is left out: it holds the whole plan, and so it is longer than a breath.


@cache
def drawn() -> tuple[Recommendation, ...]:
    """Return the advice for businesses drawn by lot."""
    return tuple(recommend(answers, RULEBOOK, START) for answers in businesses(RULEBOOK, MANY))


def told(found: Recommendation, words: Speaker) -> Iterator[str]:
    """Yield the verdict, the target, when to look again, what binds, and every reason."""
    yield from (*verdict(found, words), target(found, words), *review(found, words))
    yield from (words.why(cap.reason) for cap in found.scope.binding)
    yield from (words.why(reason) for reason in reasons(found))


@EVERY
def test_no_sentence_of_the_verdict_or_of_a_reason_is_longer_than_a_breath(language: str) -> None:
    said = {
        sentence
        for found in drawn()
        for text in told(found, speaker_for(found, RULEBOOK, language))
        for sentence in sentences(text)
    }
    assert len(said) > 1000
    hold(sentence for sentence in said if len(words_of(sentence)) > MOST_WORDS)


@EVERY
def test_every_two_answers_that_may_bind_together_are_said_in_a_breath(language: str) -> None:
    """Whatever was ticked about hours, people, size and money."""
    words = speaker(RULEBOOK, language, {"size": "micro"})
    names = ("hours", "who", "size", "money")
    matches = [Match(name, (option.id,)) for name in names for option in RULEBOOK.questions[name].options]
    for first in matches:
        for second in matches:
            clauses = words.clauses((first, second))
            text = words.in_breaths(clauses, "compare.still", "verdict.limit_also")
            assert all(clause in text for clause in clauses)
            hold(sentence for sentence in sentences(text) if len(words_of(sentence)) > MOST_WORDS)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nb", "Vi sier det fordi dere ikke har noen nettside og fordi dere er 2 til 9 personer."),
        ("sv", "Vi säger det eftersom ni inte har någon hemsida och eftersom ni är 2 till 9 personer."),
        ("en", "We say this because you have no website and because there are 2 to 9 of you."),
    ],
)
def test_two_short_reasons_share_a_sentence_and_each_has_its_because(language: str, expected: str) -> None:
    words = speaker(RULEBOOK, language, {"size": "micro"})
    assert words.because((Match("website", ("none",)), Match("size", ("micro",)))) == expected


def test_a_third_reason_gets_a_sentence_of_its_own() -> None:
    words = speaker(RULEBOOK, "en", {"size": "micro"})
    matches = (Match("website", ("none",)), Match("size", ("micro",)), Match("goal", ("sales",)))
    assert words.because(matches) == (
        "We say this because you have no website and because there are 2 to 9 of you. "
        "Another reason is that you want more sales."
    )


def test_two_long_reasons_are_parted() -> None:
    words = speaker(RULEBOOK, "en", {"size": "micro"})
    matches = (Match("channels_now.linkedin_personal", ("quiet",)), Match("target_size", ("unknown",)))
    assert words.because(matches).count(".") == 2
