"""The table of tasks: right columns in every spreadsheet, and never a formula."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from somerec.takeaways.csv_file import as_csv, cell
from somerec.words import calendar
from somerec.words.speaker import speaker_for
from tests.takeaways.businesses import EIGHT, LANGUAGES, advice, rulebook

SEPARATORS = {"nb": ";", "sv": ";", "en": ","}


def rows(name: str, language: str) -> list[list[str]]:
    """Return the rows of a business's table, read as a spreadsheet of the language would."""
    text = as_csv(advice(name), rulebook(), language).decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline=""), delimiter=SEPARATORS[language]))


@pytest.mark.parametrize("name", EIGHT)
@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_row_of_six_columns_for_each_task(name: str, language: str) -> None:
    result = advice(name)
    words = speaker_for(result, rulebook(), language)
    head, *body = rows(name, language)
    assert len(set(head)) == 6
    pairs = [(tactic, task) for tactic in result.chosen for task in tactic.tasks]
    assert len(body) == len(pairs)
    for row, (tactic, task) in zip(body, pairs, strict=True):
        assert row[:5] == [
            words.text(f"tactics.{tactic.id}.name"),
            words.text(f"tactics.{tactic.id}.tasks.{task.id}"),
            str(calendar.sitting(tactic, task)),
            words.phrase(f"rhythm.{task.rhythm}"),
            calendar.start_date(result, tactic).isoformat(),
        ]
        assert (row[5] == words.phrase("who.keep")) == (not task.delegable)


@pytest.mark.parametrize("language", LANGUAGES)
def test_excel_sees_that_it_is_utf_8_and_where_lines_end(language: str) -> None:
    file = as_csv(advice("plumber_small_town"), rulebook(), language)
    assert file.startswith(b"\xef\xbb\xbf")
    assert file.endswith(b"\r\n")
    assert file.count(b"\n") == file.count(b"\r\n")


@pytest.mark.parametrize(
    "beginning", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"]
)
def test_a_cell_that_would_be_a_formula_is_made_text(beginning: str) -> None:
    assert cell(f"{beginning}1+1") == f"'{beginning}1+1"


def test_any_other_cell_is_left_alone() -> None:
    assert cell("Å svare = å hjelpe") == "Å svare = å hjelpe"
    assert cell("") == ""
