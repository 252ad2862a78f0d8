"""What a consultant calls the client of a share, and in which language the client reads it."""

from __future__ import annotations

from typing import Any

from flask import request

from somerec.store import Share
from somerec.web.desk.common import Answer, desk_blueprint, own, show, words
from somerec.web.desk.save import Both, save
from somerec.web.desk.text import MOST_CLIENT, Text, read_line, read_version
from somerec.words.languages import LANGUAGES
from somerec.words.speaker import Speaker

blueprint = desk_blueprint("desk_settings")


@blueprint.get("/shares/<share>/settings")
def edit(lang: str, share: str) -> Answer:
    """Show the form."""
    found = own(share)
    return _form(lang, found, Text(found.client), found.language, found.version)


@blueprint.post("/shares/<share>/settings")
def keep(lang: str, share: str) -> Answer:
    """Save them, or say what is wrong."""
    found, said = own(share), words(lang)
    client = read_line("client", MOST_CLIENT, said, needed=True)
    language = request.form.get("language", "")
    language = language if language in LANGUAGES else ""
    if client.faults:
        return _form(lang, found, client, language, read_version())
    fields: dict[str, Any] = {"client": client.value, "language": language}
    both = (
        Both("client", "client", found.client, client.value),
        Both("language", "language", _named(found.language, said), _named(language, said), language),
    )
    return save(lang, found, fields, both, "reader")


def _named(code: str, said: Speaker) -> str:
    return LANGUAGES[code].name if code else said.phrase("desk.language.any")


def _form(lang: str, share: Share, client: Text, language: str, version: int) -> Answer:
    return show(
        "settings",
        lang,
        status=422 if client.faults else 200,
        share=share,
        client=client,
        chosen=language,
        version=version,
        faults=client.faults,
    )
