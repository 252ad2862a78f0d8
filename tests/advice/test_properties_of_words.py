"""What holds in every language for every business there could be: the same advice, said whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from somerec.advice.recommendation import TacticAdvice
from somerec.proof.advised import reasons
from somerec.takeaways.result_json import as_json
from somerec.words.details import job
from somerec.words.languages import LANGUAGES
from somerec.words.speaker import Speaker, speaker_for
from somerec.words.verdict import sentence, verdict
from tests.strategies import RULEBOOK, Business, businesses

SOME = settings().max_examples // 2
FEW = settings().max_examples // 30
"""Examples where each takes long: a whole result in words, or hundreds of recommendations."""

SAID = {"job", "lang", "name", "sentence", "steps", "text", "tier_name", "triggers", "verdict"}
"""Keys of a result under which words stand; everything else is the same in every language."""


@pytest.mark.parametrize("lang", LANGUAGES)
@settings(max_examples=SOME)
@given(business=businesses())
def test_below_the_largest_scope_no_tactic_or_channel_is_called_a_strategy(
    lang: str, business: Business
) -> None:
    advice = business.advice
    speaker = speaker_for(advice, RULEBOOK, lang)
    if advice.scope.tier != "T4":
        for tactic in advice.tactics:
            texts = [*_about(tactic, speaker), job(tactic, advice, speaker)]
            assert [text for text in texts if "strateg" in text.lower()] == []
        stops = [speaker.say(item.text) for item in advice.stop]
        assert [text for text in stops if "strateg" in text.lower()] == []


def _about(tactic: TacticAdvice, speaker: Speaker) -> Iterator[str]:
    path = f"tactics.{tactic.id}"
    yield from (speaker.text(f"{path}.{part}") for part in ("name", "inline", "technique", "pitch", "job"))
    yield from (speaker.text(f"{path}.steps.{step + 1}") for step in range(RULEBOOK.tactics[tactic.id].steps))
    yield from (speaker.text(f"{path}.tasks.{task.id}") for task in tactic.tasks)
    yield from (speaker.why(why) for why in tactic.reasons)


@pytest.mark.parametrize("lang", LANGUAGES)
@settings(max_examples=SOME)
@given(business=businesses())
def test_the_one_sentence_and_the_verdict_are_always_said_whole(lang: str, business: Business) -> None:
    speaker = speaker_for(business.advice, RULEBOOK, lang)

    for text in (sentence(business.advice, speaker), *verdict(business.advice, speaker)[:2]):
        assert text.endswith((".", "!", "?", "”", "»"))
        assert text[0].isupper() or text[0] in "“«"
        assert not {"{", "}", "None"} & {*text, *text.split()}
        assert "  " not in text


@pytest.mark.parametrize("lang", LANGUAGES)
@settings(max_examples=SOME)
@given(business=businesses())
def test_every_reason_and_every_line_can_be_said(lang: str, business: Business) -> None:
    advice = business.advice
    speaker = speaker_for(advice, RULEBOOK, lang)
    items = [*advice.actions, *advice.safeguards, *advice.stop, *advice.law, *advice.measure]
    texts = [item.text for item in items] + [wish.text for wish in advice.wishes]
    texts += [*advice.themes, *advice.review.triggers]

    said = [*map(speaker.say, texts), *map(speaker.why, reasons(advice))]

    assert [text for text in said if not text or "{" in text or "  " in text] == []


@settings(max_examples=FEW)
@given(businesses())
def test_a_change_of_language_changes_words_only(business: Business) -> None:
    results = [as_json(business.advice, RULEBOOK, lang) for lang in LANGUAGES]

    assert [result["lang"] for result in results] == list(LANGUAGES)
    assert _without_words(results[0]) == _without_words(results[1]) == _without_words(results[2])
    assert len({result["sentence"] for result in results}) == len(LANGUAGES)


def _without_words(value: object) -> object:
    """Return a result without what is said; lists of words keep their length."""
    if isinstance(value, dict):
        return {key: _length(item) if key in SAID else _without_words(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_words(item) for item in value]
    return value


def _length(value: object) -> int:
    return len(value) if isinstance(value, list) else 0
