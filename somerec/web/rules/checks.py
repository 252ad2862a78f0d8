"""The page that says how the rulebook is checked, with the figures of the last proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import Blueprint, Response

from somerec.proof import report
from somerec.rulebook.model import Rulebook
from somerec.web.page import render
from somerec.web.pages import prose
from somerec.web.site import site
from somerec.words.languages import HARD_SPACE
from somerec.words.speaker import Speaker, speaker

blueprint = Blueprint("checks", __name__)

MOST_IN_FULL = 10**12
"""Larger numbers are written with a power of ten."""

LEAST_SECONDS = 0.1
"""What took less is said to have taken this long."""

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Row:
    """One property as the table shows it; `known` says why each kind of exception is kept."""

    id: str
    text: str
    method: str
    sets: str
    sampled: str
    seconds: str
    holds: bool
    known: tuple[tuple[str, int], ...]


@blueprint.get("/checks")
def checks(lang: str) -> Response:
    """Say how the rules are checked, by the figures of the last proof, if it was of these rules."""
    rulebook = site().rulebook
    found, words = report.kept(), speaker(rulebook, lang, {})
    current = found["edition"] == rulebook.edition and found["digest"] == _digest()
    rows = [
        _row(result, rulebook, words) for result in found["results"] if result["id"] in rulebook.properties
    ]
    lot = {result["id"]: result for result in found["results"] if result["id"] not in rulebook.properties}
    return render(
        "checks.html",
        lang,
        index=True,
        page=prose("checks-intro", lang),
        rows=rows if current else [],
        methods=list(dict.fromkeys(row.method for row in rows)),
        answer_sets=written(int(found["answer_sets"]), words),
        compared=written(lot["agreement"]["sets"], words) if "agreement" in lot else "",
        edition=rulebook.edition,
    )


@lru_cache(maxsize=1)
def _digest() -> str:
    """Return the hash of the rulebook and engine at work, which do not change while the program runs."""
    return report.digest()


def _row(result: Mapping[str, Any], rulebook: Rulebook, words: Speaker) -> Row:
    found = rulebook.properties[result["id"]]
    known = tuple((words.text(known.key), len(known.items)) for known in found.known)
    seconds = words.language.number(max(round(result["seconds"], 1), LEAST_SECONDS))
    sampled = result["sampled"] if result["method"] != "sampled" else 0
    return Row(
        id=found.id,
        text=words.text(found.key),
        method=result["method"],
        sets=written(result["sets"], words),
        sampled=written(sampled, words) if sampled else "",
        seconds=seconds,
        holds=result["holds"],
        known=known,
    )


def written(count: int, words: Speaker) -> str:
    """Write a number as the language does, a very large one with a power of ten."""
    if count < MOST_IN_FULL:
        return words.language.number(count)
    power = len(str(count)) - 1
    few = words.language.number(round(count / 10**power, 2))
    return f"{few}{HARD_SPACE}·{HARD_SPACE}10{str(power).translate(_SUPERSCRIPT)}"
