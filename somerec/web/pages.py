"""The pages of prose, such as about, privacy and the start page’s own. Markdown, rendered once a language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from flask import Blueprint, Response
from markupsafe import Markup

from somerec.rulebook.model import Rulebook, Source
from somerec.store import STORED, Lasting
from somerec.web.page import render
from somerec.web.prose import markup
from somerec.web.site import site
from somerec.web.templating import TEMPLATES
from somerec.words.speaker import Speaker, speaker

blueprint = Blueprint("pages", __name__)

FOLDER = TEMPLATES / "pages"

_TAGS = {"h1", "h2", "h3", "p", "ul", "ol", "li", "a", "strong", "em", "code", "blockquote", "br"}
"""What a page of prose may hold; whatever else stands in its Markdown is left out."""

_INLINE = {"a", "strong", "em", "code"}
"""What a paragraph may hold whose place a template decides."""

_TEXTS = ("S0", "S1", "S2", "S3")
"""The four texts that the product rests on."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A page of prose: its title and its content."""

    title: str
    body: Markup


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under a heading, for a template that gives each piece its place."""

    heading: str
    paragraphs: tuple[Markup, ...]
    """What comes before the first heading below this one, each without its tags."""
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as the table shows it."""

    id: str
    title: str
    publisher: str
    year: str
    marks: str
    rules: tuple[str, ...]
    tactics: tuple[tuple[str, str], ...]
    """Each with its id and its name."""


@lru_cache(maxsize=64)
def prose(name: str, lang: str) -> Prose:
    """Return a page of prose. Its heading is its title."""
    text = _markdown(name, lang)
    title = text.partition("\n")[0].removeprefix("#").strip()
    return Prose(title, markup(text, _TAGS))


@lru_cache(maxsize=16)
def outline(name: str, lang: str) -> Part:
    """Return a page of prose cut at its headings: the first holds the page, and the parts those below it."""
    return _part(_markdown(name, lang).removeprefix("# "), 1)


@blueprint.get("/about")
def about(lang: str) -> Response:
    """Say what somerec does, and what it does not."""
    return _page("about", lang)


@blueprint.get("/privacy")
def privacy(lang: str) -> Response:
    """Say what is known about a visitor: next to nothing, and what is stored where they ask for it."""
    words = speaker(site().rulebook, lang, {})
    return render("privacy.html", lang, index=True, page=prose("privacy", lang), stored=stored(words))


@blueprint.get("/accessibility")
def accessibility(lang: str) -> Response:
    """Say how accessible the pages are, and what is not yet."""
    return _page("accessibility", lang)


def stored(words: Speaker) -> list[tuple[str, str, list[str]]]:
    """Return what each stored field is for, together with those that last as long, and how long that is."""
    fields: dict[Lasting, list[str]] = {}
    for field in STORED:
        fields.setdefault(field.lasting, []).append(words.phrase(field.key))
    return [
        (lasting.id, words.phrase(lasting.key, **lasting.slots), purposes)
        for lasting, purposes in fields.items()
    ]


@blueprint.get("/sources")
def sources(lang: str) -> Response:
    """Show what the rules rest on: the four texts, the facts and the law, and which rules use them."""
    rulebook = site().rulebook
    words, used = speaker(rulebook, lang, {}), _used(rulebook)
    rows = [_row(source, words, used) for source in rulebook.sources.values() if source.id in used]
    return render(
        "sources.html",
        lang,
        index=True,
        page=prose("sources-intro", lang),
        texts=[_text(name, words, rows) for name in _TEXTS],
        facts=[row for row in rows if row.id.startswith("F")],
        laws=[row for row in rows if row.id.startswith("L")],
        edition=rulebook.edition,
    )


def _markdown(name: str, lang: str) -> str:
    return (FOLDER / f"{name}.{lang}.md").read_text("utf-8")


def _part(text: str, level: int) -> Part:
    """Cut a text that begins with its heading, which is of this level, at the headings of the next."""
    heading, _, rest = text.partition("\n")
    opening, *parts = rest.split(f"\n{'#' * (level + 1)} ")
    return Part(
        heading.strip(),
        tuple(markup(paragraph, _INLINE) for paragraph in opening.strip().split("\n\n") if paragraph),
        tuple(_part(part, level + 1) for part in parts),
    )


def _page(name: str, lang: str) -> Response:
    return render("prose.html", lang, index=True, page=prose(name, lang))


def _used(rulebook: Rulebook) -> Mapping[str, tuple[list[str], list[str]]]:
    """Return the rules and the tactics that name each source."""
    used: dict[str, tuple[list[str], list[str]]] = {}
    for rule in rulebook.rules.values():
        for source in rule.source:
            used.setdefault(source, ([], []))[0].append(rule.id)
    for tactic in rulebook.tactics.values():
        for source in tactic.source:
            used.setdefault(source, ([], []))[1].append(tactic.id)
    for topic in rulebook.law.values():
        for source in topic.source:
            used.setdefault(source, ([], []))
    return used


def _row(source: Source, words: Speaker, used: Mapping[str, tuple[list[str], list[str]]]) -> SourceRow:
    rules, tactics = used[source.id]
    return SourceRow(
        id=source.id,
        title=words.text(f"sources.{source.id}.title"),
        publisher=words.texts.get(f"sources.{source.id}.publisher", ""),
        year=source.year,
        marks=source.mark,
        rules=tuple(rules),
        tactics=tuple((tactic, words.text(f"tactics.{tactic}.name")) for tactic in tactics),
    )


def _text(name: str, words: Speaker, rows: Iterable[SourceRow]) -> tuple[str, str, str, list[SourceRow]]:
    """Return what one of the four texts is, what we took from it, and its statements that rules rest on."""
    title, kind, note = (words.text(f"texts_read.{name}.{part}") for part in ("name", "kind", "note"))
    return title, kind, note, [row for row in rows if row.id.startswith(f"{name}-")]
