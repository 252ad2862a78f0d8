"""Each language keeps its own typography, speaks to the right number, and has one word for one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.words.catalogues import ALL, CLAUSE, SLOT, TAG, TRANSLATED, entries, pages
from tests.words.tools import hold

EVERY = pytest.mark.parametrize("language", ALL)
BOTH = pytest.mark.parametrize("language", TRANSLATED)

QUOTES = {"nb": "«»", "sv": "”", "en": "‘’“”"}
"""The quotation marks of each language; ’ is also the apostrophe of English."""

CODE = re.compile(r"`[^`]*`")
"""Code in a page, with the marks around it."""

FOREIGN_QUOTES = {
    language: "".join(mark for mark in "\"'`´«»„“”‟‘’‚‛‹›" if mark not in own)
    for language, own in QUOTES.items()
}


# The typography of each language


def written(language: str) -> Iterator[tuple[str, str]]:
    """Yield every text and every line of a page, with its name."""
    for entry in entries(language):
        for form in dict.fromkeys(entry.forms):
            yield entry.key, SLOT.sub("0", TAG.sub("", form))
    for name, page in pages(language).items():
        for number, line in enumerate(page.splitlines(), start=1):
            yield f"{name}:{number}", TAG.sub("", CODE.sub("0", line))


def slips(language: str, pattern: str) -> list[str]:
    """Return every place where something is written as it should not be."""
    return [f"{name}: {text}" for name, text in written(language) if re.search(pattern, text)]


@EVERY
def test_only_the_languages_own_quotation_marks_are_used(language: str) -> None:
    hold(slips(language, f"[{re.escape(FOREIGN_QUOTES[language])}]"))


@EVERY
def test_quotation_marks_come_in_pairs(language: str) -> None:
    pairs = {"nb": ("«", "»"), "sv": ("”", "”"), "en": ("“", "”")}
    opening, closing = pairs[language]
    odd = [
        f"{name}: {text}"
        for name, text in written(language)
        if text.count(opening) != text.count(closing) or (opening == closing and text.count(opening) % 2)
    ]
    hold(odd)


@EVERY
def test_no_space_stands_where_nobody_sees_it(language: str) -> None:
    """Two in a row, one at either end, or one before a comma or full stop."""
    texts = [(entry.key, form) for entry in entries(language) for form in entry.forms]
    wrong = re.compile(r"^\s|\s$|\s\s|\s[.,;:!?](?:\s|$)|[\t\n]")
    hold(f"{key}: {form!r}" for key, form in texts if wrong.search(form))
    hold(slips(language, r"\S  +\S| $|\s[.,;!?](?:\s|$)"))


@EVERY
def test_dashes_and_dots_are_the_printers_own(language: str) -> None:
    """A hyphen between spaces is meant to be a dash, between figures an en dash, and three dots one sign."""
    hold(slips(language, r"\s-\s(?!\|)|(?<!§[ \u00a0])(?<!\d-)\b\d+-\d+\b(?!-)|\.\.\.|--(?![-|])"))


@EVERY
def test_a_number_is_never_parted_from_what_belongs_to_it(language: str) -> None:
    """A hard space holds thousands together, and a percentage in Norwegian and Swedish; English writes 5%."""
    percent = r"\d[ \u00a0]%" if language == "en" else r"\d ?%"
    wrong = rf"\d \d{{3}}\b|{percent}"
    hold(slips(language, wrong))


# Whom a text speaks to

TO_ONE = {"nb": "du deg din di ditt dine", "sv": "du dig din ditt dina"}
TO_SEVERAL = {"nb": "dere deres", "sv": "ni er ert era"}

TO_SOMEBODY_ELSE = {
    "lines.pattern_": "A reply to copy: the business speaks to one customer of its own.",
    "texts_read.S0.": "The title of a text, as its author gave it.",
    "questions.size.text": "It counts the one who answers: «deg selv», ”dig själv”.",
}
"""Texts, by the beginning of their key, that may say ‘you’ to one where several are spoken to, and why."""


def says(words: str, text: str) -> bool:
    """Say whether a text holds one of some words."""
    return re.search(rf"\b(?:{'|'.join(words.split())})\b", SLOT.sub(" ", text), re.IGNORECASE) is not None


@BOTH
def test_a_text_with_one_form_speaks_to_nobody_in_particular(language: str) -> None:
    """What says du, dere or ni needs two forms: `you(…)` in a template, a pair in the rulebook."""
    words = f"{TO_ONE[language]} {TO_SEVERAL[language]}"
    hold(
        f"{entry.key}: {entry.forms[0]}"
        for entry in entries(language)
        if len(entry.forms) == 1
        and says(words, entry.forms[0])
        and not entry.context.startswith(tuple(TO_SOMEBODY_ELSE))
    )


@BOTH
def test_one_person_is_never_addressed_as_several(language: str) -> None:
    hold(
        f"{entry.key}: {entry.forms[0]}"
        for entry in entries(language)
        if len(entry.forms) > 1 and says(TO_SEVERAL[language], entry.forms[0])
    )


@BOTH
def test_several_are_never_addressed_as_one(language: str) -> None:
    hold(
        f"{entry.key}: {entry.forms[-1]}"
        for entry in entries(language)
        if len(entry.forms) > 1
        and says(TO_ONE[language], entry.forms[-1])
        and not entry.context.startswith(tuple(TO_SOMEBODY_ELSE))
    )


# One word for one thing

BANNED = {
    "en": (
        r"home ?pages?|(?-i:SoMe)|SEO|CPC|SLAs?|KPIs?|qualified leads?|organic\w*|opt(?:s|ed|ing)?[ -]out|"
        r"baselines?|content calendars?|monitor(?:s|ed|ing)|delegat\w+|review dates?|operational goals?"
    ),
    "nb": (
        r"nettsted\w*|hjemmeside\w*|(?<!å )(?:kunde)?omtale[rn]?\w*|(?-i:SoMe)|SEO|CPC|SLA|KPI\w*|leads?|"
        r"organisk\w*|baseline|operasjonelle? mål|innholdskalender\w*|monitorer\w*|overvåk\w*|deleger\w*|"
        r"avmeld\w*"
    ),
    "sv": (
        r"webbplats\w*|webbsajt\w*|nätsid\w*|recension\w*|återköp\w*|(?-i:SoMe)|SEO|CPC|SLA|KPI\w*|leads?|"
        r"organisk\w*|baseline|operativa? mål|innehållskalend\w*|monitorer\w*|övervak\w*|deleger\w*"
    ),
}
"""What the glossary (domain model, section f) puts in brackets, and its like: jargon, or a second word.

The Norwegian verb in «for å omtale deg» is not the noun that the glossary replaces by «anmeldelse».
"""

ALLOWED_BESIDE = {
    "texts_read.": "Names and notes of the texts that were read.",
    "sources.": "What a source is called, and what it measured in its own words.",
}
"""Where another word may stand, by the beginning of the key, and why."""


@EVERY
def test_a_word_that_the_glossary_replaces_is_never_used(language: str) -> None:
    pattern = re.compile(rf"\b(?:{BANNED[language]})\b", re.IGNORECASE)
    found = [(name, text, pattern.search(text)) for name, text in written(language)]
    hold(
        f"{name}: {match[0]!r} in {text}"
        for name, text, match in found
        if match and not name.startswith(tuple(ALLOWED_BESIDE))
    )


# Clauses

NEGATED_LIKE_A_SENTENCE = {
    "nb": (
        r"\b(?:er|har|kan|vil|skal|må|bør|får|blir|finnes|gjør|vet|bruker|driver|trenger|ønsker|svarer|selger|"
        r"jobber|gjelder) (?:ikke|aldri|allerede)\b|"
        r"\b(?:du|dere|det|de|man|vi|ingen|noen) (?!ennå)\w+ (?:ikke|aldri)\b"
    ),
    "sv": (
        r"\b(?:är|har|kan|vill|ska|måste|bör|får|blir|finns|gör|vet|använder|driver|behöver|önskar|svarar|säljer|"
        r"arbetar|gäller) (?:inte|aldrig|redan|gärna)\b|"
        r"\b(?:du|ni|det|de|man|vi|ingen|någon) (?!ännu)\w+ (?:inte|aldrig)\b"
    ),
}
"""Main-clause order. In a clause after fordi, at or hvis the negation stands before the inflected verb."""


def clauses(language: str) -> list[tuple[str, str]]:
    """Return every clause with its key."""
    return [
        (entry.key, form)
        for entry in entries(language)
        if CLAUSE.search(entry.context)
        for form in entry.forms
    ]


@EVERY
def test_a_clause_can_stand_inside_a_sentence(language: str) -> None:
    """It begins in lower case or with a figure, and holds no mark that would end or part the sentence."""
    found = clauses(language)
    assert len(found) > 300
    hold(f"{key}: {clause}" for key, clause in found if not (clause[0].islower() or clause[0].isdigit()))
    hold(
        f"{key}: {clause}" for key, clause in found if re.search(r"(?<!\d)[.,]|[;:!?…–()«»”“]|\s-\s", clause)
    )


@BOTH
def test_a_clause_has_the_word_order_of_a_subordinate_one(language: str) -> None:
    """It is «fordi du ikke har», never «fordi du har ikke», and so in Swedish with ”eftersom”."""
    pattern = re.compile(NEGATED_LIKE_A_SENTENCE[language])
    hold(f"{key}: {clause}" for key, clause in clauses(language) if pattern.search(clause))
