"""Every text in every language: translated, in both forms of address, with the same blanks to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from gettext import GNUTranslations, NullTranslations

from somerec.advice.recommendation import Msg, Recommendation
from somerec.proof.advised import reasons
from somerec.proof.context import Context
from somerec.proof.result import Found
from somerec.words.catalogue import MANY, ONE, TRANSLATIONS, translate
from somerec.words.languages import LANGUAGES
from somerec.words.phrases import PHRASES, Phrase

_SLOT = re.compile(r"\{(\w*)\}")


class _Missing(NullTranslations):
    """Says nothing where a translation is missing."""

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 - as every catalogue
        return ""

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002
        return ""


def filled(context: Context) -> Found:
    """Find a text that a language lacks, one that has lost a blank, or a blank that nothing fills."""
    found = Found("enumerated")
    sources: dict[str, Phrase] = {f"phrases.{key}": phrase for key, phrase in PHRASES.items()}
    for key, text in context.rulebook.texts.items():
        sources[key] = (text.one, text.many) if text.personal else text.one
    for language in LANGUAGES:
        catalogue = _catalogue(language)
        for key, source in sources.items():
            for number in (ONE, MANY):
                found.sets += 1
                wrong = _wrong(key, source, catalogue, number)
                said = f"{key} in {language}: {wrong}"
                if wrong and said not in found.notes:
                    found.against(None, said)
    for key, lacking in _unfilled(context, found):
        found.against(None, f"{key} has blanks that nothing fills: {', '.join(sorted(lacking))}")
    return found


def _catalogue(language: str) -> NullTranslations | None:
    """Return a catalogue that tells what it lacks; English is the source and lacks nothing."""
    path = TRANSLATIONS / language / "LC_MESSAGES" / "messages.mo"
    if language == "en":
        return None
    if not path.is_file():
        return _Missing()
    with path.open("rb") as file:
        catalogue = GNUTranslations(file)
    catalogue.add_fallback(_Missing())
    return catalogue


def _wrong(key: str, source: Phrase, catalogue: NullTranslations | None, number: int) -> str:
    one, many = source if isinstance(source, tuple) else (source, source)
    english = one if number == ONE else many
    if not english.strip():
        return "no text"
    if catalogue is None:
        return ""
    text = translate(catalogue, key, source, number)
    if not text.strip():
        return "not translated"
    lost = {*_SLOT.findall(english)} ^ {*_SLOT.findall(text)}
    return f"the blanks {', '.join(sorted(lost))} differ" if lost else ""


def _unfilled(context: Context, found: Found) -> Iterator[tuple[str, set[str]]]:
    """Yield the texts that came with fewer values than blanks, in advice to businesses drawn by lot."""
    blanks: Mapping[str, set[str]] = {
        key: {*_SLOT.findall(text.one), *_SLOT.findall(text.many)}
        for key, text in context.rulebook.texts.items()
    }
    seen: set[str] = set()
    for one in context.pool:
        found.sampled += 1
        for message in _said(one.advice):
            lacking = blanks.get(message.key, set()) - {*message.params}
            if lacking and message.key not in seen:
                seen.add(message.key)
                yield message.key, lacking


def _said(advice: Recommendation) -> Iterator[Msg]:
    """Yield what advice says in the rulebook’s words: reasons, lines, wishes and the first step."""
    yield from (why.text for why in reasons(advice))
    for items in (advice.actions, advice.stop, advice.safeguards, advice.law, advice.measure):
        yield from (item.text for item in items)
    yield from (wish.text for wish in advice.wishes)
    yield advice.first_step.text
