"""Where a statement comes from, as a page says it: title, publisher and year."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup, escape

from somerec.rulebook.model import Rulebook
from somerec.words.speaker import Speaker, speaker


def said_sources(words: Speaker, sources: tuple[str, ...]) -> Markup:
    """Return sources in words, one sentence each."""
    return _said(words.rulebook, words.language.code, sources)


@lru_cache(maxsize=4096)
def _said(rulebook: Rulebook, language: str, sources: tuple[str, ...]) -> Markup:
    words = speaker(rulebook, language, {})
    return escape(" ".join(one_source(words, name) for name in sources))


def one_source(words: Speaker, name: str) -> str:
    """Return a source: what it says, and who said so when."""
    title = words.text(f"sources.{name}.title")
    title = title if title.endswith(".") else f"{title}."
    text = f"texts_read.{name.partition('-')[0]}.name"
    if text in words.texts:
        return f"{title} {words.phrase('source.text', name=words.text(text))}"
    source = words.rulebook.sources[name]
    publisher = words.texts.get(f"sources.{name}.publisher", "")
    where = ", ".join(part for part in (publisher, source.year) if part)
    return f"{title} {where}." if where else title
