"""Every catalogue is whole, up to date and right in form: what a translator or an author may get wrong."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
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


CLOSING = "»”’)"


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
