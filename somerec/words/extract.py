"""Babel extractors: the rulebook's texts with their key path as context, and the phrases of the words room.

Named in babel.cfg. A text that speaks to or as the business is a plural message: one person, several.
Babel decides what an extractor is called with; only the file matters here.
"""
# ruff: noqa: ARG001

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from somerec.rulebook.load import load_folder
from somerec.words.catalogue import personal
from somerec.words.phrases import PHRASES

Message = tuple[int, str, tuple[str, ...], list[str]]


def rulebook(file: IO[bytes], keywords: object, comment_tags: object, options: object) -> Iterator[Message]:
    """Yield the texts that stand in one file of an edition."""
    path = Path(file.name)
    for key, text in load_folder(path.parent).texts.items():
        if text.file == path.name:
            yield _message(text.line, key, text.one, text.many, two_forms=text.personal)


def phrases(file: IO[bytes], keywords: object, comment_tags: object, options: object) -> Iterator[Message]:
    """Yield the phrases of the words room."""
    for key, phrase in PHRASES.items():
        one, many = phrase if isinstance(phrase, tuple) else (phrase, phrase)
        yield _message(1, f"phrases.{key}", one, many, two_forms=personal(phrase))


def _message(line: int, context: str, one: str, many: str, *, two_forms: bool) -> Message:
    if two_forms:
        return (line, "npgettext", (context, one, many), [])
    return (line, "pgettext", (context, one), [])
