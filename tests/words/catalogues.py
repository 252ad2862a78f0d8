"""The catalogues and pages as the gates see them: every text beside its English source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polib

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "translations" / "messages.pot"
PAGES = ROOT / "templates" / "pages"

TRANSLATED = ("nb", "sv")
ALL = ("en", *TRANSLATED)

SLOT = re.compile(r"\{[^{}]*\}|%\(\w+\)[a-z]")
"""A place that is filled in: `{name}`, or `%(name)s` where a template uses it."""

TAG = re.compile(r"</?\w[^<>]*>")
CLAUSE = re.compile(r"\.(?:clause|not_clause|unanswered)$|\.rows\.\w+\.(?:no|quiet|active)$")
"""The keys of clauses: what stands after ‘because’, ‘that’ or ‘if’."""

URL = re.compile(r"https?://[^\s<>)]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One message. `context` is empty for a template's text; two forms speak to one person and to several."""

    context: str
    sources: tuple[str, ...]
    forms: tuple[str, ...]

    @property
    def key(self) -> str:
        """What the message is called in a list of faults."""
        return self.context or f"“{self.sources[0]}”"

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield each form that is there with the source that it translates."""
        return ((source, form) for source, form in zip(self.sources, self.forms, strict=True) if form)


def catalogue_path(language: str) -> Path:
    """Return where the catalogue of a language stands."""
    return ROOT / "translations" / language / "LC_MESSAGES" / "messages.po"


@cache
def messages(language: str) -> tuple[polib.POEntry, ...]:
    """Return the messages of a catalogue as they stand in the file, obsolete ones too."""
    return tuple(polib.pofile(str(catalogue_path(language))))


@cache
def entries(language: str) -> tuple[Entry, ...]:
    """Return every message; in English the forms are the sources themselves."""
    if language == "en":
        return tuple(_entry(message, english=True) for message in polib.pofile(str(TEMPLATE)))
    return tuple(_entry(message) for message in messages(language) if not message.obsolete)


def _entry(message: polib.POEntry, *, english: bool = False) -> Entry:
    sources = (message.msgid, message.msgid_plural) if message.msgid_plural else (message.msgid,)
    plural: dict[int, str] = message.msgstr_plural
    forms = tuple(plural[number] for number in sorted(plural)) or (message.msgstr,)
    return Entry(message.msgctxt or "", sources, sources if english else forms)


@cache
def pages(language: str) -> dict[str, str]:
    """Return the Markdown pages of a language by name."""
    found = sorted(PAGES.glob(f"*.{language}.md"))
    return {path.name: path.read_text(encoding="utf-8") for path in found}


def bare(text: str) -> str:
    """Return a text without its slots, tags and addresses."""
    for pattern in (URL, TAG, SLOT):
        text = pattern.sub(" ", text)
    return text
