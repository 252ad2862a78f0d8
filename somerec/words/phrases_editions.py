"""What is said of editions: answers that could not be carried over, and what an edition changed."""

from __future__ import annotations

from collections.abc import Mapping

EDITIONS: Mapping[str, str] = {
    "problem.question_gone": "The question “{key}” is no longer asked, so your answer to it was left out.",
    "problem.option_gone": "“{value}” is no longer among the answers to “{key}”, so it was left out.",
    "problem.row_gone": "We no longer ask about “{key}”, so your answer to it was left out.",
    "problem.split": "“{value}” is now more than one answer. We took “{nearest}”. It could also be {others}.",
    "problem.split_other": "“{value}”",
}
