"""The tasks of a recommendation as a table for Excel and its kind."""

from __future__ import annotations

import csv
from io import StringIO

from somerec.advice.recommendation import Recommendation
from somerec.rulebook.model import Rulebook
from somerec.words import calendar, workload
from somerec.words.speaker import speaker_for

COLUMNS = ("document.tactic", "document.task", "csv.minutes", "csv.rhythm", "csv.start", "csv.who")

MARK = "\ufeff"
"""Tells Excel that the text is UTF-8."""

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""Where a cell begins with one of these, a spreadsheet would take it for a formula."""


def as_csv(recommendation: Recommendation, rulebook: Rulebook, language: str) -> bytes:
    """Return a row for each task of the plan, parted as the spreadsheets of the language expect."""
    speaker = speaker_for(recommendation, rulebook, language)
    file = StringIO(newline="")
    # Where the decimal sign is a comma, Excel parts columns by semicolons.
    writer = csv.writer(file, delimiter="," if language == "en" else ";", lineterminator="\r\n")
    writer.writerow([cell(speaker.phrase(column)) for column in COLUMNS])
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
            writer.writerow([cell(text) for text in row])
    return f"{MARK}{file.getvalue()}".encode()


def cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
