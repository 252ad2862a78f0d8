"""A consultant's adjustments as they are written down: a list in JSON, read with every problem at once."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from somerec.rulebook.model import Rulebook

Verb = Literal["add", "drop", "move", "hours"]
VERBS: tuple[Verb, ...] = get_args(Verb)

LEAST_MINUTES, MOST_MINUTES = 5, 2400
"""Minutes a week that a tactic can be given: five, up to a whole working week."""

LAST_WEEK = 52
"""The last week in which a tactic can start; a plan is looked at again long before."""

MOST_LETTERS = 1000
"""Letters in a reason."""

MOST = 60
"""Adjustments of one plan: two for each tactic of the catalogue, and some to spare."""

NEEDS = {"add": (), "drop": (), "move": ("week",), "hours": ("minutes",)}
"""What an adjustment cannot do without, beside its tactic and its reason."""

TAKES = {"add": ("minutes", "week"), "drop": (), "move": ("week",), "hours": ("minutes",)}
"""What may stand in an adjustment."""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One change of a plan. Minutes are a week's; weeks count from 1; the reason is the consultant's own."""

    tactic: str
    verb: Verb
    reason: str
    minutes: int | None = None
    week: int | None = None


@dataclass(frozen=True, slots=True)
class AdjustmentProblem:
    """What is wrong with the list (number 0) or with one adjustment in it, counted from 1.

    Kinds: `unreadable` (no list in JSON), `too_many`, `shape` (no object, or keys that nobody knows),
    `tactic` and `verb` (unknown), `minutes` and `week` (missing, no whole number or out of range),
    `no_reason`, `long_reason`, `characters` (letters that are none), `twice` (the same change of a tactic).
    """

    kind: str
    number: int = 0
    value: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """What was read: the adjustments without fault, and the problems of the others."""

    adjustments: tuple[Adjustment, ...]
    problems: tuple[AdjustmentProblem, ...]


def read_adjustments(text: str, rulebook: Rulebook) -> Read:
    """Read adjustments from JSON; an empty text holds none."""
    if not text.strip():
        return Read((), ())
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return Read((), (AdjustmentProblem("unreadable"),))
    if not isinstance(found, list):
        return Read((), (AdjustmentProblem("unreadable"),))
    if len(found) > MOST:
        return Read((), (AdjustmentProblem("too_many", value=str(len(found))),))
    return _read(found, rulebook)


def write_adjustments(adjustments: Iterable[Adjustment]) -> str:
    """Write adjustments as `read_adjustments` reads them; what is not said is left out."""
    entries = []
    for made in adjustments:
        entry: dict[str, Any] = {"tactic": made.tactic, "verb": made.verb}
        entry.update({name: getattr(made, name) for name in TAKES[made.verb] if getattr(made, name)})
        entries.append({**entry, "reason": made.reason})
    return json.dumps(entries, ensure_ascii=False)


def carry_over(adjustments: Iterable[Adjustment], later: Iterable[Rulebook]) -> tuple[Adjustment, ...]:
    """Return adjustments as every later edition names their tactics. What is gone keeps its old name."""
    carried = tuple(adjustments)
    for rulebook in later:
        names = rulebook.history.moves.tactics
        carried = tuple(replace(made, tactic=names.get(made.tactic) or made.tactic) for made in carried)
    return carried


def _read(entries: list[Any], rulebook: Rulebook) -> Read:
    good: list[Adjustment] = []
    problems: list[AdjustmentProblem] = []
    seen: set[tuple[str, str]] = set()
    for number, entry in enumerate(entries, start=1):
        found = list(_problems(entry, number, rulebook))
        if not found and (entry["tactic"], entry["verb"]) in seen:
            found = [AdjustmentProblem("twice", number, entry["tactic"])]
        if not found:
            seen.add((entry["tactic"], entry["verb"]))
            good.append(_adjustment(entry))
        problems += found
    return Read(tuple(good), tuple(problems))


def _adjustment(entry: dict[str, Any]) -> Adjustment:
    return Adjustment(
        entry["tactic"], entry["verb"], entry["reason"].strip(), entry.get("minutes"), entry.get("week")
    )


def _problems(entry: object, number: int, rulebook: Rulebook) -> Iterable[AdjustmentProblem]:
    """Yield what is wrong with one entry."""
    if not isinstance(entry, dict):
        yield AdjustmentProblem("shape", number)
        return
    tactic, verb = entry.get("tactic"), entry.get("verb")
    if not isinstance(tactic, str) or tactic not in rulebook.tactics:
        yield AdjustmentProblem("tactic", number, _shown(tactic))
    if verb not in VERBS:
        yield AdjustmentProblem("verb", number, _shown(verb))
        return
    unknown = sorted(entry.keys() - {"tactic", "verb", "reason", *TAKES[verb]})
    if unknown:
        yield AdjustmentProblem("shape", number, ", ".join(unknown))
    for name, least, most in (("minutes", LEAST_MINUTES, MOST_MINUTES), ("week", 1, LAST_WEEK)):
        value = entry.get(name)
        if (name in NEEDS[verb] or value is not None) and not _within(value, least, most):
            yield AdjustmentProblem(name, number, _shown(value))
    yield from _problems_of_reason(entry.get("reason"), number)


def _problems_of_reason(reason: object, number: int) -> Iterable[AdjustmentProblem]:
    if not isinstance(reason, str) or not reason.strip():
        yield AdjustmentProblem("no_reason", number)
    elif len(reason) > MOST_LETTERS:
        yield AdjustmentProblem("long_reason", number, str(len(reason)))
    elif not all(letter in "\n\r\t" or unicodedata.category(letter) not in ("Cc", "Cs") for letter in reason):
        yield AdjustmentProblem("characters", number)


def _within(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _shown(value: object) -> str:
    """Return a value as a message can show it: short, and without what no page can hold."""
    text = "" if value is None else str(value)
    return text[:40].encode("utf-8", "replace").decode()
