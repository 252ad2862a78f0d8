"""What no gate decides: Norwegian words that the dictionary doubts, and how hard each language is to read.

python -m tests.words.report
"""

from __future__ import annotations

import click

from tests.words.catalogues import ALL
from tests.words.readability import MOST_LIX, MOST_WORDS, long_sentences, passages
from tests.words.spelling import misspelt

HARDEST = 5


def spelling() -> str:
    """Return the Norwegian words to look at. Most are compounds that are right, or names."""
    found = misspelt("nb")
    lines = [f"  {word} ({place})" for word, place in found.items()]
    return "\n".join([f"nb: {len(found)} words that hunspell does not know", *lines])


def reading(language: str) -> str:
    """Return how long a language's sentences are, and its hardest passages."""
    found = sorted(passages(language), key=lambda passage: -passage.lix)
    middle = found[len(found) // 2].lix
    hard = sum(1 for passage in found if passage.lix > MOST_LIX)
    long = [f"  {sentence}" for sentence in long_sentences(language)]
    hardest = [
        f"  LIX {passage.lix}: {passage.name}, {len(passage.sentences)} sentences"
        for passage in found[:HARDEST]
    ]
    head = (
        f"{language}: {len(found)} passages, LIX {middle} in the middle, {hard} over {MOST_LIX}; the hardest:"
    )
    return "\n".join([head, *hardest, f"  {len(long)} sentences of more than {MOST_WORDS} words", *long])


def main() -> None:
    """Print the report."""
    click.echo("\n\n".join([spelling(), *(reading(language) for language in ALL)]))


if __name__ == "__main__":
    main()
