"""Every catalogue is whole, up to date and right in form: what a translator or an author may get wrong."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.words.catalogues import (
    ALL,
    PAGES,
    ROOT,
    SLOT,
    TAG,
    TRANSLATED,
    URL,
    catalogue_path,
    entries,
    messages,
    pages,
)
from tests.words.tools import hold, tool

EVERY = pytest.mark.parametrize("language", ALL)
BOTH = pytest.mark.parametrize("language", TRANSLATED)

QUOTES = {"nb": "«»", "sv": "”", "en": "‘’“”"}
"""The quotation marks of each language; ’ is also the apostrophe of English."""

FOREIGN_QUOTES = {
    language: "".join(mark for mark in "\"'`´«»„“”‟‘’‚‛‹›" if mark not in own)
    for language, own in QUOTES.items()
}
CLOSING = "»”’)"


def faults(language: str, wrong: Callable[[str, str], object]) -> list[str]:
    """Return where a form is wrong, given the source and the form."""
    return [
        f"{entry.key}: {form}"
        for entry in entries(language)
        for source, form in entry.pairs()
        if wrong(source, form)
    ]


# Whole and up to date


@pytest.fixture(name="extracted", scope="module")
def _extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run `make catalogues` on a copy of the project, with the tools of this environment."""
    folder = tmp_path_factory.mktemp("extracted")
    for name in ("somerec", "templates", "translations"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    for name in ("Makefile", "babel.cfg"):
        shutil.copy(ROOT / name, folder)
    # -o: the environment is there already, wherever it is, and need not be made.
    tools = Path(sys.executable).parent
    subprocess.run(
        [tool("make"), "--silent", "-o", ".venv/run.stamp", "catalogues", f"BIN={tools}"],
        cwd=folder,
        check=True,
    )
    return folder / "translations"


def test_the_template_holds_exactly_the_texts_of_the_sources(extracted: Path) -> None:
    """A text that was added, changed or removed without `make catalogues` shows here."""
    committed = (ROOT / "translations" / "messages.pot").read_text(encoding="utf-8")
    assert committed == (extracted / "messages.pot").read_text(encoding="utf-8")


@BOTH
def test_bringing_a_catalogue_up_to_date_changes_nothing_in_it(language: str, extracted: Path) -> None:
    """Nothing is stale and nothing is missing, down to the wrapping of lines, so that diffs stay quiet."""
    updated = extracted / language / "LC_MESSAGES" / "messages.po"
    assert catalogue_path(language).read_text(encoding="utf-8") == updated.read_text(encoding="utf-8")


@BOTH
def test_every_form_of_every_text_is_translated(language: str) -> None:
    hold(entry.key for entry in entries(language) if not all(form.strip() for form in entry.forms))


@BOTH
def test_no_translation_is_a_guess_or_a_left_over(language: str) -> None:
    hold(message.msgid for message in messages(language) if message.fuzzy or message.obsolete)


@BOTH
def test_gnu_msgfmt_finds_neither_an_error_nor_anything_to_warn_of(language: str, tmp_path: Path) -> None:
    """GNU's checker sees lost slots and bad headers that Babel's does not."""
    run = subprocess.run(
        [
            tool("msgfmt"),
            "--check",
            "--output-file",
            str(tmp_path / "messages.mo"),
            str(catalogue_path(language)),
        ],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")


@BOTH
def test_the_header_says_what_the_catalogue_is_and_holds_no_placeholder(language: str) -> None:
    header = catalogue_path(language).read_text(encoding="utf-8").partition("\n\n")[0]
    assert f"Language: {language}\\n" in header
    assert "Plural-Forms: nplurals=2; plural=(n != 1);\\n" in header
    hold(re.findall(r"PROJECT|ORGANIZATION|FULL NAME|FIRST AUTHOR|EMAIL@|LL@|YEAR|LANGUAGE", header))


# The same in every language


def held(pattern: re.Pattern[str], text: str) -> Counter[str]:
    """Count what of a text matches a pattern."""
    return Counter(pattern.findall(text))


@BOTH
def test_a_translation_has_the_slots_of_its_source(language: str) -> None:
    hold(faults(language, lambda source, form: held(SLOT, source) != held(SLOT, form)))


@BOTH
def test_a_translation_has_the_tags_of_its_source(language: str) -> None:
    hold(faults(language, lambda source, form: held(TAG, source) != held(TAG, form)))


@BOTH
def test_a_translation_has_the_addresses_of_its_source(language: str) -> None:
    hold(faults(language, lambda source, form: held(URL, source) != held(URL, form)))


def figures(text: str) -> Counter[str]:
    """Count the numbers of a text, without what parts their thousands."""
    whole = re.sub(r"(?<=\d)[\u00a0,.](?=\d{3}\b)", "", SLOT.sub(" ", text))
    return Counter(re.findall(r"\d+", whole))


@BOTH
def test_a_translation_states_the_numbers_of_its_source(language: str) -> None:
    hold(faults(language, lambda source, form: figures(source) != figures(form)))


def end(text: str) -> str:
    """Return the punctuation that a text ends with, inside or outside closing marks."""
    last = text.rstrip(CLOSING)[-1:]
    return last if last in ".!?:;,…–" else ""


@BOTH
def test_a_translation_ends_as_its_source_does(language: str) -> None:
    hold(faults(language, lambda source, form: end(source) != end(form)))


@BOTH
def test_what_stands_on_buttons_and_labels_does_not_grow_much(language: str) -> None:
    """A short text without a full stop has little room: at most 1.6 times the source and six letters more."""
    hold(
        f"{entry.key}: {form}"
        for entry in entries(language)
        if entry.context == "" or entry.context.endswith((".label", ".title"))
        for source, form in entry.pairs()
        if len(source) <= 30
        and not end(source)
        and len(form) > len(source) * 1.6 + 6
        and entry.context not in LONGER
    )


LONGER = {
    "questions.wishes.options.viral.label": "Only English has a short verb for it.",
}
"""Labels that may be longer than that, and why."""


@pytest.mark.parametrize("page", sorted({path.name.split(".")[0] for path in PAGES.glob("*.md")}))
def test_a_page_has_the_same_shape_in_every_language(page: str) -> None:
    """Headings, list items, tables and links come in the same number and order, so that none is left out."""
    shapes = {language: shape(pages(language)[f"{page}.{language}.md"]) for language in ALL}
    assert shapes["nb"] == shapes["en"]
    assert shapes["sv"] == shapes["en"]


def shape(markdown: str) -> list[str]:
    """Return what each block of a page is, and where its links lead."""
    found = []
    for line in markdown.splitlines():
        mark = re.match(r"#+|[-*] |\d+\. |\||>", line)
        found += [mark[0]] if mark else []
        found += re.sub(r"/(nb|sv|en)(?=[/)#?])", "/…", " ".join(re.findall(r"\]\(([^)]*)\)", line))).split()
    return found


# The typography of each language


def written(language: str) -> Iterator[tuple[str, str]]:
    """Yield every text and every line of a page, with its name."""
    for entry in entries(language):
        for form in dict.fromkeys(entry.forms):
            yield entry.key, SLOT.sub("0", TAG.sub("", form))
    for name, page in pages(language).items():
        for number, line in enumerate(page.splitlines(), start=1):
            yield f"{name}:{number}", TAG.sub("", line)


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
    "texts_read.S0.name": "The title of a text, as its author gave it.",
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

CLAUSE = re.compile(r"\.(?:clause|not_clause|unanswered)$|\.rows\.\w+\.(?:no|quiet|active)$")

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
    hold(f"{key}: {clause}" for key, clause in found if re.search(r"[.,;:!?…–()«»”“]|\s-\s", clause))


@BOTH
def test_a_clause_has_the_word_order_of_a_subordinate_one(language: str) -> None:
    """It is «fordi du ikke har», never «fordi du har ikke», and so in Swedish with ”eftersom”."""
    pattern = re.compile(NEGATED_LIKE_A_SENTENCE[language])
    hold(f"{key}: {clause}" for key, clause in clauses(language) if pattern.search(clause))
