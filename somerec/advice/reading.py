"""Reading key-value pairs question by question, so that each sees what branching made of the earlier ones.

Whatever can be read is read; what cannot is a problem with the nearest valid name.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal, TypeAlias

from somerec.advice.flow import option_shown, preset
from somerec.rulebook.conditions import GRID, Value
from somerec.rulebook.model import Option, Question, Rulebook

RESERVED = ("edition", "lang", "start", "hour_value", "go", "back")
"""Keys of an address that are never answers."""

MOST_HOUR_VALUE = 100_000
"""Above this an hour value is a slip of the finger."""

MOST_TICKS = 8192
"""How many sets of ticked options are kept for whoever ticks the same next."""

LONGEST_GUESSED = 64
"""Longer names are nonsense: slow to compare with the valid ones, and like none of them."""

ProblemKind = Literal[
    "unknown_key",
    "unknown_option",
    "hidden",
    "preset",
    "repeated",
    "exclusive",
    "number",
    "missing",
    "start",
    "hour_value",
    "edition",
    "shape",
    "question_gone",
    "option_gone",
    "row_gone",
    "split",
]
"""What can be wrong. The last four are of answers from an old edition, see `migrate`."""

_NUMBER = re.compile(r"\d{1,12}(?:[.,]\d{1,2})?", re.ASCII)
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
"""A space between thousands, as people in the north write large numbers."""
_DATE = re.compile(r"20\d\d-\d\d-\d\d", re.ASCII)
_HOUR_VALUE = re.compile(r"\d{1,6}", re.ASCII)

Pairs: TypeAlias = Iterable[tuple[str, str]]
Given: TypeAlias = str | Decimal | frozenset[str] | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the answers that cannot be used as it stands.

    `nearest` is the valid key or value most like the one given, if any is like it.
    """

    kind: ProblemKind
    key: str
    value: str = ""
    nearest: str = ""


class Ticks(frozenset[str]):
    """Ticked options that remember the order of the question."""

    order: tuple[str, ...]

    @classmethod
    def of(cls, options: Iterable[str]) -> Ticks:
        """Return ticks of options that are already in the question's order."""
        return _ticks(tuple(options))

    def __iter__(self) -> Iterator[str]:
        """Go through the options in the question's order."""
        return iter(self.order)


@lru_cache(maxsize=MOST_TICKS)
def _ticks(order: tuple[str, ...]) -> Ticks:
    """Return the ticks, the same for everybody who ticks these, since what is kept by them compares them."""
    made = Ticks(order)
    made.order = order
    return made


class Reader:
    """Reads pairs. Afterwards its attributes hold what was read and what was wrong."""

    def __init__(self, pairs: Pairs, rulebook: Rulebook) -> None:
        """Read all pairs."""
        self.rulebook = rulebook
        self.problems: list[Problem] = []
        self.given: dict[str, Given] = {}
        self.complete: dict[str, Given | None] = {}
        self.assumed: list[str] = []
        self.missing: list[str] = []
        self._raw: dict[str, list[str]] = {}
        self._values: dict[str, Value] = {}
        for key, value in pairs:
            if value:
                self._raw.setdefault(key, []).append(value)
        self._unknown_keys()
        for question in rulebook.questions.values():
            self._read(question)
        self.edition = self._edition()
        self.start = self._start()
        self.hour_value = self._hour_value()

    def _problem(self, kind: ProblemKind, key: str, value: str, valid: Iterable[str] = ()) -> None:
        self.problems.append(Problem(kind, key, value, _nearest(value, valid)))

    def _unknown_keys(self) -> None:
        valid = _valid_keys(self.rulebook)
        for key, found in self._raw.items():
            if key not in valid:
                self.problems.append(Problem("unknown_key", key, found[0], _nearest(key, valid)))

    def _read(self, question: Question) -> None:
        """Find the answer to one question and let later ones see it."""
        name = question.id
        value, asked = self._answer(question)
        if value:
            self.given[name] = value
        elif value is None and asked:
            if question.required or question.kind == "number":
                self.missing.append(name)
            else:
                value = _default(question)
                self.assumed.append(name)
                if name == "market":
                    self.given[name] = str(question.default)
        self.complete[name] = value
        if value is None or isinstance(value, (str, frozenset)):
            self._values[name] = value
        elif not isinstance(value, Decimal):
            self._values[name] = frozenset(value)
            for row in question.rows:
                self._values[f"{name}.{row}"] = value.get(row, "no")

    def _answer(self, question: Question) -> tuple[Given | None, bool]:
        """Return what was answered, and whether the question is asked after the answers so far."""
        found = self._raw.get(question.id, ())
        settled = preset(question, self._values) if question.presets else None
        if settled is not None:
            for value in found:
                if value != settled:
                    self.problems.append(Problem("preset", question.id, value, settled))
            return settled, False
        if question.kind == "grid":
            return self._grid(question), True
        asked = question.shown_when is None or question.shown_when.test(self._values)
        if found and not asked:
            self._problem("hidden", question.id, found[0])
        return self._stated(question, found) if found and asked else None, asked

    def _stated(self, question: Question, found: Iterable[str]) -> Given | None:
        """Return the answer that was stated, as far as it is a valid one."""
        if question.kind == "number":
            return self._number(question, list(found))
        options = [option for value in found if (option := self._option(question, value))]
        if question.kind == "many":
            return self._many(question, options)
        if len(options) > 1 and len({option.id for option in options}) > 1:
            self._problem("repeated", question.id, options[1].id)
        return options[0].id if options else None

    def _option(self, question: Question, value: str) -> Option | None:
        option = question.option(value)
        if option is None:
            self._problem("unknown_option", question.id, value, [known.id for known in question.options])
        elif option.shown_when is not None and not option_shown(option, self._values):
            self._problem("hidden", question.id, value)
        else:
            return option
        return None

    def _many(self, question: Question, found: list[Option]) -> Ticks | None:
        ids = {option.id for option in found}
        ticked = [option for option in question.options if option.id in ids]
        alone = [option for option in ticked if option.exclusive]
        if alone and len(ticked) > 1:
            self._problem("exclusive", question.id, alone[0].id)
            ticked = [option for option in ticked if not option.exclusive] or alone[:1]
        return Ticks.of([option.id for option in ticked]) if ticked else None

    def _grid(self, question: Question) -> dict[str, str]:
        states = [option.id for option in question.options]
        rows: dict[str, str] = {}
        for row in question.rows:
            key = f"{question.id}.{row}"
            for value in self._raw.get(key, ()):
                if value not in states:
                    self._problem("unknown_option", key, value, states)
                elif rows.get(row, value) != value:
                    self._problem("repeated", key, value)
                else:
                    rows[row] = value
        return {row: state for row, state in rows.items() if state != "no"}

    def _number(self, question: Question, found: list[str]) -> Decimal | None:
        if len(set(found)) > 1:
            self._problem("repeated", question.id, found[1])
        number = _THOUSANDS.sub("", found[0].strip())
        if not _NUMBER.fullmatch(number):
            self._problem("number", question.id, found[0])
            return None
        return Decimal(number.replace(",", "."))

    def _edition(self) -> str:
        edition = self.rulebook.edition
        for value in self._raw.get("edition", ()):
            if value != edition:
                self.problems.append(Problem("edition", "edition", value, edition))
        return edition

    def _start(self) -> date | None:
        for value in self._raw.get("start", ())[:1]:
            if _DATE.fullmatch(value):
                try:
                    return date.fromisoformat(value)
                except ValueError:
                    pass
            self._problem("start", "start", value)
        return None

    def _hour_value(self) -> int | None:
        for value in self._raw.get("hour_value", ())[:1]:
            if _HOUR_VALUE.fullmatch(value) and int(value) <= MOST_HOUR_VALUE:
                return int(value)
            self._problem("hour_value", "hour_value", value)
        return None


@cache
def _valid_keys(rulebook: Rulebook) -> Mapping[str, None]:
    """Return the keys that an address may have, in a fixed order."""
    grid = rulebook.questions[GRID]
    questions = [name for name in rulebook.questions if name != GRID]
    return dict.fromkeys((*questions, *RESERVED, *(f"{GRID}.{row}" for row in grid.rows)))


def _default(question: Question) -> Given | None:
    if isinstance(question.default, frozenset):
        return Ticks.of([option.id for option in question.options if option.id in question.default])
    return question.default


def _nearest(name: str, valid: Iterable[str]) -> str:
    if len(name) > LONGEST_GUESSED:
        return ""
    close = difflib.get_close_matches(name, valid, n=1, cutoff=0.5)
    return close[0] if close else ""
