"""The consultant's own words on a share: a greeting and notes."""

from __future__ import annotations

from typing import Any

from flask import request
from markupsafe import Markup

from somerec.store import Share
from somerec.web.desk.common import Answer, desk_blueprint, own, show, words
from somerec.web.desk.save import Both, save
from somerec.web.desk.text import MOST_GREETING, MOST_NOTES, Text, read_markdown, read_version
from somerec.words.languages import LANGUAGES
from somerec.words.notes import notes_html

blueprint = desk_blueprint("desk_words")


@blueprint.get("/shares/<share>/words")
def edit(lang: str, share: str) -> Answer:
    """Show the form."""
    found = own(share)
    return _form(
        lang,
        found,
        Text(found.greeting),
        Text(found.notes),
        language=found.notes_language or found.language or lang,
        version=found.version,
    )


@blueprint.post("/shares/<share>/words")
def keep(lang: str, share: str) -> Answer:
    """Save the words, or show what they will look like; what is wrong with them is said and nothing lost."""
    found, said = own(share), words(lang)
    greeting = read_markdown("greeting", MOST_GREETING, said)
    notes = read_markdown("notes", MOST_NOTES, said)
    language = request.form.get("notes_language", "")
    language = language if language in LANGUAGES else lang
    if greeting.faults or notes.faults:
        return _form(lang, found, greeting, notes, language=language, version=read_version(), status=422)
    if request.form.get("do") == "preview":
        return _form(lang, found, greeting, notes, language=language, version=read_version(), look=True)
    fields: dict[str, Any] = {"greeting": greeting.value, "notes": notes.value, "notes_language": language}
    both = (
        Both("greeting", "greeting", found.greeting, greeting.value),
        Both("notes", "notes", found.notes, notes.value),
        _language_of_both(found, language),
    )
    return save(lang, found, fields, both, "words")


def _language_of_both(found: Share, language: str) -> Both:
    names = {code: one.name for code, one in LANGUAGES.items()}
    return Both("notes_language", "language", names.get(found.notes_language, ""), names[language], language)


def shown(text: str) -> Markup:
    """Return Markdown as its readers will see it."""
    return Markup(notes_html(text))  # noqa: S704  It is clean.


def _number(most: int, lang: str) -> str:
    return LANGUAGES[lang].number(most)


def _form(  # noqa: PLR0913  A form has as many parts.
    lang: str,
    share: Share,
    greeting: Text,
    notes: Text,
    *,
    language: str,
    version: int,
    status: int = 200,
    look: bool = False,
) -> Answer:
    return show(
        "words",
        lang,
        status=status,
        share=share,
        greeting=greeting,
        notes=notes,
        written_in=language,
        version=version,
        faults=[*greeting.faults, *notes.faults],
        most={"greeting": _number(MOST_GREETING, lang), "notes": _number(MOST_NOTES, lang)},
        look=[shown(text.value) for text in (greeting, notes)] if look else [],
    )
