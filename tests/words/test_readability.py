"""Short sentences in every language, and no passage that is hard to read."""

from __future__ import annotations

import pytest

from tests.words.catalogues import ALL
from tests.words.readability import MOST_LIX, Passage, long_sentences, passages, sentences, words_of
from tests.words.report import reading, speaking, spelling
from tests.words.tools import hold

EVERY = pytest.mark.parametrize("language", ALL)


@EVERY
def test_no_sentence_is_longer_than_25_words(language: str) -> None:
    hold(long_sentences(language))


@EVERY
def test_no_passage_is_hard_to_read(language: str) -> None:
    """LIX 45 is where a newspaper begins to be heavy. Only passages of three sentences or more have one."""
    found = passages(language)
    assert len(found) > 100
    hold(f"{passage.name}: LIX {passage.lix}" for passage in found if passage.lix > MOST_LIX)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Skriv én side. Én er nok.", ["Skriv én side.", "Én er nok."]),
        ("Si «Takk.» Vent til 5. november.", ["Si «Takk.", "Vent til 5. november."]),
        ("By {date} you will. {count} is enough!", ["By {date} you will.", "{count} is enough!"]),
        ("# Heading\n\n- One thing\n- **Two** [things](/en/about)", ["Heading", "One thing", "Two things"]),
    ],
)
def test_a_text_is_divided_into_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_number_a_date_and_a_slot_are_one_word_each() -> None:
    assert words_of("{time} in 2,5 of 3-5 hours, 2 000 kr") == [
        *("{time}", "in", "2,5", "of", "3-5", "hours", "2", "000", "kr")
    ]


def test_lix_is_words_a_sentence_plus_the_share_of_long_words() -> None:
    """Six words in two sentences, three of them with more than six letters: 3 + 50."""
    passage = Passage("", ("Markedsføring krever tålmodighet.", "Planen gjelder nå."))
    assert passage.lix == 3 + 50


def test_the_report_names_the_norwegian_words_to_look_at_and_the_hardest_passages() -> None:
    assert "somerec (" in spelling()
    assert reading("nb").count("LIX") > 2
    assert speaking("nb").startswith("nb: of ")
