"""A language that nobody speaks: every text of ours in brackets, with accents, and a third longer.

What still reads as plain letters on a page has skipped gettext. What is cut, or put together of halves, has
brackets that do not match. It goes under the code of Esperanto, which Babel knows and we do not offer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from somerec.web import pages as prose
from somerec.words import catalogue
from somerec.words.languages import LANGUAGES, Language
from tests.words.catalogues import SLOT, TAG, TEMPLATE, URL, pages

CODE = "eo"

LONGER = 0.35
_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED = "áƀçďéƒğĥíĵķĺṁñóṕɋŕšťúṽŵẋýžÁɃÇĎÉƑĞĤÍĴĶĹṀÑÓṔɊŔŠŤÚṼŴẊÝŽ"
_LETTERS = str.maketrans(_PLAIN, _ACCENTED)
_KEPT = re.compile(rf"({SLOT.pattern}|{TAG.pattern}|{URL.pattern}|\]\([^)]*\))")
_ADDRESS = re.compile(rf"(?:https?://|/{CODE}/)\S+")


def pretend(text: str) -> str:
    """Return a text in the language that nobody speaks; slots, tags and addresses stay as they are."""
    parts = _KEPT.split(text)
    said = "".join(part if place % 2 else part.translate(_LETTERS) for place, part in enumerate(parts))
    filler = "óñé ťŵó ťĥŕéé ƒóúŕ ƒíṽé šíẋ šéṽéñ " * (len(text) // 40 + 1)
    return f"⟦{said} {filler[: int(len(text) * LONGER)].strip()}⟧"


def write_catalogue(folder: Path) -> None:
    """Compile a catalogue in which every message of the template is translated."""
    with TEMPLATE.open("rb") as file:
        messages = read_po(file, locale=CODE)
    for message in messages:
        if message.id:
            forms = (message.id,) if isinstance(message.id, str) else message.id
            made = tuple(pretend(form) for form in forms)
            message.string = made if message.pluralizable else made[0]
    path = folder / CODE / "LC_MESSAGES" / "messages.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, messages)


def write_pages(folder: Path) -> None:
    """Write the Markdown pages line by line; what makes a line a heading or an item stays as it is."""
    folder.mkdir(parents=True)
    for name, page in pages("en").items():
        lines = (re.match(r"(\s*(?:#+ |[-*] |\d+\. )?)(.*)", line) for line in page.splitlines())
        said = [f"{line[1]}{pretend(line[2])}" if line and line[2] else "" for line in lines]
        (folder / name.replace(".en.", f".{CODE}.")).write_text("\n".join(said), encoding="utf-8")


class Pretended(Language):
    """The language itself, whose dates, times and lists are no plain letters either."""

    def date(self, value: date) -> str:
        return pretend(super().date(value))

    def minutes(self, minutes: int) -> str:
        return pretend(super().minutes(minutes))

    def list(self, items: Sequence[str]) -> str:
        return super().list(items).replace(" kaj ", f" {self.conjunction} ")


@contextmanager
def spoken(folder: Path) -> Iterator[None]:
    """Offer the language for a while."""
    write_catalogue(folder / "translations")
    write_pages(folder / "pages")
    # Those of the real languages are read now, where they really are; other tests may have taught them more.
    for code in LANGUAGES:
        catalogue.translations(code)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "TRANSLATIONS", folder / "translations")
        patch.setattr(prose, "FOLDER", folder / "pages")
        name = pretend("Esperanto")
        language = Pretended(CODE, name, Locale.parse(CODE), "", "kaj".translate(_LETTERS))
        patch.setitem(LANGUAGES, CODE, language)
        yield


READ_ALOUD = ("aria-label", "aria-description", "aria-roledescription", "title", "alt", "placeholder")
"""Attributes that a person reads or hears."""


CODE_FIELDS = ("textarea", "pre", "span")
"""Elements that hold code where they say that they are not to be translated."""


class Readable(HTMLParser):
    """Collects everything on a page that a person reads or hears."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._silent = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.texts += [attributes[name] for name in READ_ALOUD if attributes.get(name)]
        if tag == "meta" and attributes.get("name") in ("description", "author"):
            self.texts.append(attributes.get("content", ""))
        if tag == "input" and attributes.get("type") in ("submit", "button", "reset"):
            self.texts.append(attributes.get("value", ""))
        if tag in ("script", "style") or (tag in CODE_FIELDS and attributes.get("translate") == "no"):
            self._silent = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._silent:
            self.texts.append(" ".join(data.split()))


def plain(text: str, allowed: re.Pattern[str]) -> list[str]:
    """Return the words of a text that are in plain letters, less addresses and what is allowed to be."""
    return re.findall(r"[A-Za-z]{2,}", allowed.sub(" ", _ADDRESS.sub(" ", text)))
