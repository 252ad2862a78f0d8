"""Reading answers on the command line: a query, a file or standard input, and what cannot be read."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qsl

from somerec.advice.answers import Answers, AnswersError, read_json, read_query
from somerec.cli_common import stop
from somerec.rulebook.library import Library
from somerec.rulebook.model import Rulebook
from somerec.words.problems import problem_line
from somerec.words.speaker import Speaker, speaker


def answers_from(source: str, library: Library, lang: str) -> tuple[Answers, Rulebook]:
    """Read the answers under the edition that they name, or say in one line each what is wrong, and stop."""
    given = _given(source, library, lang)
    rulebook = library.named(_pairs_beside(given))
    reading = read_query(given, rulebook) if isinstance(given, str) else read_json(given, rulebook)
    try:
        return reading.whole(), rulebook
    except AnswersError as error:
        stop(*(problem_line(problem, _plain_speaker(rulebook, lang)) for problem in error.problems))


def _pairs_beside(given: object) -> list[tuple[str, str]]:
    """Return the pairs among which an edition is named."""
    if isinstance(given, str):
        return parse_qsl(given.lstrip("?"))
    return [("edition", str(given.get("edition")))] if isinstance(given, Mapping) else []


def _given(source: str, library: Library, lang: str) -> object:
    """Return a query, or what a file of JSON holds."""
    if "=" in source:
        return source
    try:
        text = sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError, ValueError) as error:
        detail = getattr(error, "strerror", None) or "it is not UTF-8 text"
        stop(f"{source}: {detail}. Give a query such as size=solo&…, a file, or - for standard input.")
    if not text.lstrip().startswith("{"):
        return text.strip()
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        stop(_plain_speaker(library.latest, lang).phrase("problem.json", detail=str(error)))


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
