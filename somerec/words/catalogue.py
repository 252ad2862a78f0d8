"""Every text of an edition in one language and one form of address, looked up once and kept."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from somerec.rulebook.checking import PERSONAL
from somerec.rulebook.model import Rulebook
from somerec.words.phrases import PHRASES, Phrase

TRANSLATIONS = Path(__file__).parents[2] / "translations"
"""Where the catalogues are: <language>/LC_MESSAGES/messages.mo."""

ONE, MANY = 1, 2
"""The numbers that stand for one person and for several."""


class CatalogueMissingError(RuntimeError):
    """Raised where a catalogue has not been compiled yet."""


@lru_cache(maxsize=8)
def translations(language: str) -> NullTranslations:
    """Return the catalogue of a language; English is the source and needs none."""
    path = TRANSLATIONS / language / "LC_MESSAGES" / "messages.mo"
    if path.is_file():
        with path.open("rb") as file:
            return GNUTranslations(file)
    if language == "en":
        return NullTranslations()
    raise CatalogueMissingError(f"{path.name} of {language!r} is missing: `make run` compiles it.")


def personal(phrase: Phrase) -> bool:
    """Say whether a phrase is translated in two forms."""
    return isinstance(phrase, tuple) or bool(PERSONAL.search(phrase))


def translate(catalogue: NullTranslations, context: str, phrase: Phrase, number: int) -> str:
    """Look up one text; what has no translation stays English (and fails the tests)."""
    if not personal(phrase):
        return catalogue.pgettext(context, str(phrase))
    one, many = phrase if isinstance(phrase, tuple) else (phrase, phrase)
    return catalogue.npgettext(context, one, many, number)


def texts(rulebook: Rulebook, language: str, number: int) -> Mapping[str, str]:
    """Return every text by key: the rulebook's under their key paths, the phrases under `phrases.`."""
    catalogue = translations(language)
    found = {
        key: translate(catalogue, key, (text.one, text.many) if text.personal else text.one, number)
        for key, text in rulebook.texts.items()
    }
    for key, phrase in PHRASES.items():
        context = f"phrases.{key}"
        found[context] = translate(catalogue, context, phrase, number)
    return found
