"""How hard a text is to read: the length of its sentences, and LIX where there is enough text for it.

LIX is words a sentence plus the percentage of words with more than six letters. Of a sentence or two it says
nothing, so it is taken over groups: the texts of one question, tactic, rule or law pointer, the sentences of
the templates, and each Markdown page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.words.catalogues import TAG, URL, entries, pages

MOST_WORDS = 25
MOST_LIX = 45
FEWEST_SENTENCES = 3
LONG_WORD = 6

END = re.compile(r"(?<=[.!?…])[»”’)]*\s+(?=[«”“‘(]*[\dA-ZÅÄÆÉÖØ{])")
WORD = re.compile(r"\{\w+\}|[^\W_]+(?:[-’.,:/\u00a0][^\W_]+)*")
MARK = re.compile(r"^\s*(?:#+|[-*>]|\d+\.)\s+|[*_`|\[]|\]\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences that are read together."""

    name: str
    sentences: tuple[str, ...]

    @property
    def lix(self) -> int:
        """The readability index: below 40 is easy, above 50 is hard."""
        words = [word for sentence in self.sentences for word in words_of(sentence)]
        long = sum(1 for word in words if len(word) > LONG_WORD)
        return round(len(words) / len(self.sentences) + 100 * long / len(words))


def words_of(sentence: str) -> list[str]:
    """Return the words of a sentence; a slot counts as one."""
    return WORD.findall(sentence)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text. A line of its own, such as a heading, is one."""
    lines = (MARK.sub("", URL.sub("x", TAG.sub("", line))).strip() for line in text.splitlines())
    return [sentence for line in lines if line for sentence in END.split(line) if words_of(sentence)]


def long_sentences(language: str) -> Iterator[str]:
    """Yield every sentence that is too long, with its place and its number of words."""
    texts = [(entry.key, form) for entry in entries(language) for form in dict.fromkeys(entry.forms)]
    for place, text in [*texts, *pages(language).items()]:
        for sentence in sentences(text):
            length = len(words_of(sentence))
            if length > MOST_WORDS:
                yield f"{place}: {length} words: {sentence}"


def passages(language: str) -> list[Passage]:
    """Return the groups of a language that have enough sentences; fragments such as labels are left out."""
    groups: dict[str, list[str]] = {}
    for entry in entries(language):
        name = ".".join(entry.context.split(".")[:2]) if entry.context else "templates"
        if entry.context.startswith("phrases."):
            name = "phrases"
        groups.setdefault(name, []).extend(finished(entry.forms[0]))
    for name, page in pages(language).items():
        groups[name] = finished(page)
    return [Passage(name, tuple(found)) for name, found in groups.items() if len(found) >= FEWEST_SENTENCES]


def finished(text: str) -> list[str]:
    """Return the sentences that end as sentences do."""
    return [sentence for sentence in sentences(text) if re.search(r"[.!?…][»”’)]*$", sentence)]
