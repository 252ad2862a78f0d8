"""What no gate decides: Norwegian words that the dictionary doubts, and how hard the texts are to read.

python -m tests.words.report [nb] [sv] [en]
"""

from __future__ import annotations

from collections.abc import Collection

import click

from somerec.words.speaker import speaker_for
from tests.words.businesses import BUSINESSES, RULEBOOK, advice, reasoned, summed_up
from tests.words.catalogues import ALL
from tests.words.readability import MOST_LIX, MOST_WORDS, long_sentences, passages, sentences, words_of
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


def speaking(language: str) -> str:
    """Return the longest sentences that are said with their slots filled, to the businesses of the tests."""
    found: set[tuple[int, str]] = set()
    for name in BUSINESSES:
        words = speaker_for(advice(name), RULEBOOK, language)
        for text in [*summed_up(advice(name), words), *reasoned(advice(name), words)]:
            found.update((len(words_of(sentence)), sentence) for sentence in sentences(text))
    long = sorted((item for item in found if item[0] > MOST_WORDS), reverse=True)
    head = f"{language}: of {len(found)} sentences as they are said, {len(long)} are over {MOST_WORDS} words"
    return "\n".join([head, *(f"  {length} words: {sentence}" for length, sentence in long[:HARDEST])])


@click.command(help=__doc__)
@click.argument("languages", nargs=-1, type=click.Choice(ALL))
def main(languages: Collection[str]) -> None:
    """Print the report, on all languages where none is named."""
    said = [part(language) for part in (reading, speaking) for language in languages or ALL]
    click.echo("\n\n".join([spelling(), *said]))


if __name__ == "__main__":
    main()
