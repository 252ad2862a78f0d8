"""Swedish and English are spelt as their dictionaries have it; Norwegian is reported (tests/words/report.py).

Norwegian cannot be a gate: its dictionary refuses correct compounds.
"""

from __future__ import annotations

import pytest

from tests.words.spelling import allowed, misspelt, unknown, vocabulary, words_of
from tests.words.tools import hold

GATED = pytest.mark.parametrize("language", ["sv", "en"])


@GATED
def test_every_word_is_in_the_dictionary_or_on_the_list(language: str) -> None:
    """Of a new word that is right, tests/words/allowed.*.txt takes a line; a wrong one is mended."""
    hold(f"{word} ({place})" for word, place in misspelt(language, allowed(language)).items())


@GATED
def test_the_list_is_sorted_and_holds_each_word_once(language: str) -> None:
    assert allowed(language) == sorted(set(allowed(language)), key=lambda word: (word.casefold(), word))


@GATED
def test_the_list_holds_only_words_that_are_used_and_that_the_dictionary_lacks(language: str) -> None:
    """A list that keeps what nobody needs any more would one day let a misspelling through."""
    used = {form for word in vocabulary(language) for form in (word, f"{word[0].lower()}{word[1:]}")}
    lacking = unknown(allowed(language), language)
    hold(f"{word} is not used" for word in allowed(language) if word not in used)
    hold(
        f"{word} is in the dictionary" for word in allowed(language) if not lacking & {word, *word.split("-")}
    )


@pytest.mark.parametrize(("language", "word"), [("sv", "hemsdia"), ("en", "buisness"), ("nb", "nettsdie")])
def test_a_misspelling_is_seen_by_the_dictionary(language: str, word: str) -> None:
    """The gate would fail if hunspell were there but its dictionary were not."""
    assert unknown([word], language) == {word}


def test_slots_tags_addresses_and_code_are_no_words() -> None:
    text = "By {date} see <b>this</b> at https://example.org/zzz, [there](/qqq) or `xxx`, on mittanbud.no."
    assert list(words_of(text)) == ["By", "see", "this", "at", "there", "or", "on"]


def test_a_compound_is_looked_up_part_by_part() -> None:
    assert list(words_of("Google-profil, för- och efterbilder, e-post, Anna’s")) == [
        "Google",
        "profil",
        "och",
        "efterbilder",
        "post",
        "Anna",
    ]
