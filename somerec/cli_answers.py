"""Reading answers on the command line: a query, a file or standard input, and what cannot be read."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from somerec.advice.answers import Answers, AnswersError, Reading, read_json, read_query
from somerec.cli_common import stop
from somerec.rulebook.model import Rulebook
from somerec.words.problems import problem_line
from somerec.words.speaker import Speaker, speaker


def answers_from(source: str, rulebook: Rulebook, lang: str) -> Answers:
    """Read the answers, or say in one line each what is wrong with them, and stop."""
    try:
        return _reading(source, rulebook, lang).whole()
    except AnswersError as error:
        stop(*(problem_line(problem, _plain_speaker(rulebook, lang)) for problem in error.problems))


def _reading(source: str, rulebook: Rulebook, lang: str) -> Reading:
    if "=" in source:
        return read_query(source, rulebook)
    try:
        text = sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError, ValueError) as error:
        detail = getattr(error, "strerror", None) or "it is not UTF-8 text"
        stop(f"{source}: {detail}. Give a query such as size=solo&…, a file, or - for standard input.")
    if not text.lstrip().startswith("{"):
        return read_query(text.strip(), rulebook)
    try:
        return read_json(json.loads(text), rulebook)
    except (ValueError, RecursionError) as error:
        stop(_plain_speaker(rulebook, lang).phrase("problem.json", detail=str(error)))


def _plain_speaker(rulebook: Rulebook, lang: str) -> Speaker:
    return speaker(rulebook, lang, {})


def write(content: bytes, output: str | None) -> None:
    """Write to a file, or to standard output."""
    if output is None:
        sys.stdout.buffer.write(content)
        return
    try:
        Path(output).write_bytes(content)
    except OSError as error:
        stop(f"{output}: {error.strerror}.")
