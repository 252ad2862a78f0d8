"""Words that hunspell does not know, less those that are right all the same."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from tests.words.catalogues import bare, entries, pages
from tests.words.tools import tool

DICTIONARIES = {"en": "en_GB", "sv": "sv_SE", "nb": "nb_NO"}

DOMAIN = re.compile(r"\b[\w-]+\.(?:no|se|com|org|net)\b|`[^`]*`|\]\([^)]*\)")
"""What is an address or code, and no word."""

WORD = re.compile(r"[^\W\d_]{2,}(?:’[^\W\d_]+)?(?!\w|-(?:\s|$))")
"""A word, or part of one with a hyphen; not what waits for its other half, as in ”för- och efterbilder”."""


def allowed(language: str) -> list[str]:
    """Return the words that are right although the dictionary lacks them, as they stand in the file."""
    return Path(__file__).with_name(f"allowed.{language}.txt").read_text(encoding="utf-8").splitlines()


def words_of(text: str) -> Iterator[str]:
    """Yield the words of a text; what a dictionary cannot know, such as a slot, is left out, and so is ’s."""
    return (match[0].removesuffix("’s") for match in WORD.finditer(DOMAIN.sub(" ", bare(text))))


def vocabulary(language: str) -> dict[str, str]:
    """Return every word of a language's texts and pages, with the first place where it stands."""
    texts = [(entry.key, form) for entry in entries(language) for form in entry.forms]
    found: dict[str, str] = {}
    for place, text in [*texts, *pages(language).items()]:
        for word in words_of(text):
            found.setdefault(word, place)
    return found


def unknown(words: Iterable[str], language: str) -> set[str]:
    """Return the words that the dictionary of a language lacks."""
    run = subprocess.run(
        [tool("hunspell"), "-i", "utf-8", "-d", DICTIONARIES[language], "-l"],
        input="\n".join(words),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(run.stdout.split())


def misspelt(language: str, known: Collection[str] = ()) -> Mapping[str, str]:
    """Return the words that neither the dictionary nor a list knows, with a place where each stands.

    What the list has in lower case may also begin a sentence.
    """
    right = {*known, *(f"{word[0].upper()}{word[1:]}" for word in known)}
    places = {word: place for word, place in vocabulary(language).items() if word not in right}
    doubtful = unknown(places, language)
    return {word: place for word, place in sorted(places.items()) if word in doubtful}
