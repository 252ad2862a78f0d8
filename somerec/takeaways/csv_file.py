"""The tasks of a recommendation as a table for Excel and its kind."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from somerec.advice.recommendation import Recommendation
from somerec.rulebook.model import Rulebook
from somerec.takeaways.adviser import change_lines
from somerec.words import calendar, workload
from somerec.words.beside import ALONE, Adviser, Beside
from somerec.words.notes import note_text
from somerec.words.speaker import Speaker, speaker_for

COLUMNS = ("document.tactic", "document.task", "csv.minutes", "csv.rhythm", "csv.start", "csv.who")

MARK = "\ufeff"
"""Tells Excel that the text is UTF-8."""

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Where a cell begins with one of these, a spreadsheet would take it for a formula. The last are wide."""


def as_csv(
    recommendation: Recommendation, rulebook: Rulebook, language: str, beside: Beside = ALONE
) -> bytes:
    """Return a row for each task of the plan, parted as the spreadsheets of the language expect.

    Where a consultant stands beside the plan there is a column for her reasons, and her words come last.
    """
    adviser = beside.adviser
    speaker = speaker_for(recommendation, rulebook, language)
    file = StringIO(newline="")
    # Where the decimal sign is a comma, Excel parts columns by semicolons.
    writer = csv.writer(file, delimiter="," if language == "en" else ";", lineterminator="\r\n")
    head = [speaker.phrase(column) for column in COLUMNS]
    head += [speaker.phrase("beside.reason", name=adviser.name)] if adviser else []
    writer.writerow([cell(text) for text in head])
    for tactic in recommendation.chosen:
        for task in tactic.tasks:
            row = [
                speaker.text(f"tactics.{tactic.id}.name"),
                speaker.text(f"tactics.{tactic.id}.tasks.{task.id}"),
                str(calendar.sitting(tactic, task)),
                speaker.phrase(f"rhythm.{task.rhythm}"),
                calendar.start_date(recommendation, tactic).isoformat(),
                workload.who(task, recommendation, speaker),
            ]
            row += [adviser.reasons(tactic.id)] if adviser else []
            writer.writerow([cell(text) for text in row])
    if adviser:
        writer.writerows([cell(text) for text in row] for row in _words(adviser, speaker))
    return f"{MARK}{file.getvalue()}".encode()


def _words(adviser: Adviser, speaker: Speaker) -> Iterator[tuple[str, str]]:
    """Yield the consultant's own words, each under what it is."""
    greeting, notes = note_text(adviser.greeting), note_text(adviser.notes)
    changes = "\n".join(change_lines(adviser, speaker))
    for key, text in (("from", greeting), ("notes", notes), ("changes", changes)):
        if text:
            yield speaker.phrase(f"beside.{key}", name=adviser.name), text


def cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
