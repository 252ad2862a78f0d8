"""What a visitor answered: read, checked and put in canonical form, from an address or from JSON.

`Answers` is the only judge of what a valid answer is; forms, command line and API all end here.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal, TypeAlias
from urllib.parse import parse_qsl, urlencode

from somerec.advice.flow import option_shown, preset, shown
from somerec.rulebook.conditions import GRID, Facts, Match, Value
from somerec.rulebook.model import Question, Rulebook

RESERVED = ("edition", "lang", "start", "hour_value", "go", "back")
"""Keys of an address that are never answers."""

MOST_HOUR_VALUE = 100_000
"""Above this an hour value is a slip of the finger."""

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
]

_NUMBER = re.compile(r"\d{1,12}(?:[.,]\d{1,2})?", re.ASCII)
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


class AnswersError(ValueError):
    """Raised where answers must be whole and are not; carries every problem."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the problems, in the order of the questionnaire."""
        self.problems = problems
        super().__init__("; ".join(f"{problem.kind}: {problem.key}={problem.value}" for problem in problems))


@dataclass(frozen=True, eq=False)
class Answers:
    """Answers in canonical form.

    `given` holds what was answered (market always, presets too), in questionnaire order; `complete` has the
    domain model's defaults filled in and None for what the branching hides; `assumed` names the defaults.
    """

    edition: str
    given: Mapping[str, Given]
    complete: Mapping[str, Given | None]
    assumed: tuple[str, ...]
    missing: tuple[str, ...] = ()
    start: date | None = None
    hour_value: int | None = None

    @classmethod
    def from_query(cls, query: str, rulebook: Rulebook) -> Answers:
        """Read a query string. Raises AnswersError for anything that is unclear or lacking."""
        return read_query(query, rulebook).whole()

    @classmethod
    def from_json(cls, value: object, rulebook: Rulebook) -> Answers:
        """Read an object of answers, or a whole result. Raises AnswersError as `from_query` does."""
        return read_json(value, rulebook).whole()

    def pairs(self, *, edition: bool = True) -> list[tuple[str, str]]:
        """Return the canonical key-value pairs, then start, hour value and edition."""
        pairs = answer_pairs(self.given)
        if self.start:
            pairs.append(("start", self.start.isoformat()))
        if self.hour_value is not None:
            pairs.append(("hour_value", str(self.hour_value)))
        if edition:
            pairs.append(("edition", self.edition))
        return pairs

    def to_query(self, *, edition: bool = True) -> str:
        """Return the canonical query string."""
        return urlencode(self.pairs(edition=edition))

    def to_json(self) -> dict[str, object]:
        """Return the canonical answers as an object, as the contract writes them."""
        return {name: answer_json(value) for name, value in self.given.items()}

    def facts(self, rulebook: Rulebook) -> Facts:
        """Return the answers as facts for conditions, with each row of the grid a fact of its own."""
        values: dict[str, Value] = {}
        for name, value in self.complete.items():
            if isinstance(value, Mapping):
                values[name] = frozenset(value)
                for row in rulebook.questions[name].rows:
                    values[f"{name}.{row}"] = value.get(row, "no")
            else:
                values[name] = None if isinstance(value, Decimal) else value
        facts = Facts(values)
        self._derive_growth(facts)
        return facts

    def _derive_growth(self, facts: Facts) -> None:
        """Say how much better the visitor's own figures are to get, in per cent (R22, A19)."""
        today, wanted = self.complete.get("target_today"), self.complete.get("target_wanted")
        if not isinstance(today, Decimal) or not isinstance(wanted, Decimal):
            return
        gain = today - wanted if self.complete.get("goal") == "save_time" else wanted - today
        origin = (
            Match("target_today", (_number_text(today),)),
            Match("target_wanted", (_number_text(wanted),)),
        )
        facts.derive("today", float(today), origin)
        facts.derive("improves", "yes" if gain > 0 else "no", origin)
        if today:
            facts.derive("growth", float(gain * 100 / today), origin)


@dataclass(frozen=True)
class Reading:
    """The best that can be made of an address or object: usable answers, and what was wrong."""

    answers: Answers
    problems: tuple[Problem, ...]

    def whole(self) -> Answers:
        """Return the answers if nothing is wrong and nothing is missing."""
        problems = (*self.problems, *(Problem("missing", name) for name in self.answers.missing))
        if problems:
            raise AnswersError(problems)
        return self.answers


def read_query(query: str, rulebook: Rulebook) -> Reading:
    """Read a query string as far as it can be read."""
    pairs = parse_qsl(query.lstrip("?"), keep_blank_values=True, max_num_fields=2000)
    return read_pairs(pairs, rulebook)


def read_json(value: object, rulebook: Rulebook) -> Reading:
    """Read an object of answers; a whole result is accepted for the answers in it."""
    if isinstance(value, Mapping) and isinstance(value.get("answers"), Mapping):
        extra = {key: value[key] for key in ("start", "edition", "hour_value") if value.get(key) is not None}
        value = {**value["answers"], **extra}
    if not isinstance(value, Mapping):
        answers = read_pairs([], rulebook).answers
        return Reading(answers, (Problem("shape", "answers"),))
    pairs: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for key, item in value.items():
        if isinstance(item, Mapping):
            pairs += [(f"{key}.{row}", str(state)) for row, state in item.items()]
        elif isinstance(item, list) and all(isinstance(part, str) for part in item):
            pairs += [(str(key), part) for part in item]
        elif isinstance(item, (str, int, float)) and not isinstance(item, bool):
            pairs.append((str(key), str(item)))
        else:
            problems.append(Problem("shape", str(key)))
    reading = read_pairs(pairs, rulebook)
    return Reading(reading.answers, (*problems, *reading.problems))


def read_pairs(pairs: Pairs, rulebook: Rulebook) -> Reading:
    """Read key-value pairs as far as they can be read."""
    return _Reader(rulebook, pairs).reading()


def answer_pairs(given: Mapping[str, Given]) -> list[tuple[str, str]]:
    """Return answers as the key-value pairs of an address."""
    pairs: list[tuple[str, str]] = []
    for name, value in given.items():
        if isinstance(value, Mapping):
            pairs += [(f"{name}.{row}", state) for row, state in value.items()]
        elif isinstance(value, Decimal):
            pairs.append((name, _number_text(value)))
        elif isinstance(value, str):
            pairs.append((name, value))
        else:
            pairs += [(name, option) for option in value]
    return pairs


class Ticks(frozenset[str]):
    """Ticked options that remember the order of the question."""

    order: tuple[str, ...]

    @classmethod
    def of(cls, options: Iterable[str]) -> Ticks:
        """Make ticks of options that are already in the question's order."""
        order = tuple(options)
        made = cls(order)
        made.order = order
        return made

    def __iter__(self) -> Any:
        """Go through the options in the question's order."""
        return iter(self.order)


@dataclass
class _Reader:
    """Reads pairs question by question, so that each one sees what branching made of the earlier ones."""

    rulebook: Rulebook
    pairs: Pairs
    problems: list[Problem] = field(default_factory=list)

    def reading(self) -> Reading:
        raw: dict[str, list[str]] = {}
        for key, value in self.pairs:
            if value:
                raw.setdefault(key, []).append(value)
        self._unknown_keys(raw)
        given: dict[str, Given] = {}
        complete: dict[str, Given | None] = {}
        values: dict[str, Value] = {}
        assumed: list[str] = []
        missing: list[str] = []
        for question in self.rulebook.questions.values():
            value = self._answer(question, raw, values)
            if value is not None or question.kind == "grid" and shown(question, values):
                if value:
                    given[question.id] = value
                complete[question.id] = value if value is not None else {}
            elif not shown(question, values):
                complete[question.id] = None
            elif question.required or question.kind == "number":
                missing.append(question.id)
                complete[question.id] = None
            else:
                complete[question.id] = self._default(question)
                assumed.append(question.id)
                if question.id == "market":
                    given["market"] = str(question.default)
            self._see(question, complete[question.id], values)
        answers = Answers(
            edition=self._edition(raw),
            given=given,
            complete=complete,
            assumed=tuple(assumed),
            missing=tuple(missing),
            start=self._start(raw),
            hour_value=self._hour_value(raw),
        )
        return Reading(answers, tuple(self.problems))

    def _default(self, question: Question) -> Given | None:
        if isinstance(question.default, frozenset):
            return Ticks.of(option.id for option in question.options if option.id in question.default)
        return question.default

    def _see(self, question: Question, value: Given | None, values: dict[str, Value]) -> None:
        """Let later questions see this answer."""
        if isinstance(value, Mapping):
            values[question.id] = frozenset(value)
            for row in question.rows:
                values[f"{question.id}.{row}"] = value.get(row, "no")
        elif not isinstance(value, Decimal):
            values[question.id] = value

    def _unknown_keys(self, raw: Mapping[str, list[str]]) -> None:
        valid = [*self.rulebook.questions, *RESERVED]
        valid += [f"{GRID}.{row}" for row in self.rulebook.questions[GRID].rows]
        valid.remove(GRID)
        for key, found in raw.items():
            if key not in valid:
                self.problems.append(Problem("unknown_key", key, found[0], _nearest(key, valid)))

    def _answer(
        self, question: Question, raw: Mapping[str, list[str]], values: Mapping[str, Value]
    ) -> Given | None:
        found = raw.get(question.id, [])
        given_by_branching = preset(question, values)
        if given_by_branching is not None:
            for value in found:
                if value != given_by_branching:
                    self.problems.append(Problem("preset", question.id, value, given_by_branching))
            return given_by_branching
        if question.kind == "grid":
            return self._grid(question, raw)
        if not found:
            return None
        if not shown(question, values):
            self.problems.append(Problem("hidden", question.id, found[0]))
            return None
        if question.kind == "number":
            return self._number(question, found)
        options = self._options(question, found, values)
        if question.kind == "many":
            return self._many(question, options)
        if len(set(options)) > 1:
            self.problems.append(Problem("repeated", question.id, options[1]))
        return options[0] if options else None

    def _options(self, question: Question, found: list[str], values: Mapping[str, Value]) -> list[str]:
        kept = []
        ids = [option.id for option in question.options]
        for value in found:
            option = question.option(value)
            if option is None:
                self.problems.append(Problem("unknown_option", question.id, value, _nearest(value, ids)))
            elif not option_shown(option, values):
                self.problems.append(Problem("hidden", question.id, value))
            else:
                kept.append(value)
        return kept

    def _many(self, question: Question, found: list[str]) -> Ticks | None:
        ticked = [option for option in question.options if option.id in found]
        alone = [option for option in ticked if option.exclusive]
        if alone and len(ticked) > 1:
            self.problems.append(Problem("exclusive", question.id, alone[0].id))
            ticked = [option for option in ticked if not option.exclusive] or alone[:1]
        return Ticks.of(option.id for option in ticked) if ticked else None

    def _grid(self, question: Question, raw: Mapping[str, list[str]]) -> dict[str, str]:
        states = [option.id for option in question.options]
        rows: dict[str, str] = {}
        for row in question.rows:
            key = f"{question.id}.{row}"
            for value in raw.get(key, []):
                if value not in states:
                    self.problems.append(Problem("unknown_option", key, value, _nearest(value, states)))
                elif rows.get(row, value) != value:
                    self.problems.append(Problem("repeated", key, value))
                else:
                    rows[row] = value
        return {row: state for row, state in rows.items() if state != "no"}

    def _number(self, question: Question, found: list[str]) -> Decimal | None:
        if len(set(found)) > 1:
            self.problems.append(Problem("repeated", question.id, found[1]))
        if not _NUMBER.fullmatch(found[0]):
            self.problems.append(Problem("number", question.id, found[0]))
            return None
        return Decimal(found[0].replace(",", "."))

    def _edition(self, raw: Mapping[str, list[str]]) -> str:
        edition = self.rulebook.edition
        for value in raw.get("edition", []):
            if value != edition:
                self.problems.append(Problem("edition", "edition", value, edition))
        return edition

    def _start(self, raw: Mapping[str, list[str]]) -> date | None:
        for value in raw.get("start", [])[:1]:
            if re.fullmatch(r"20\d\d-\d\d-\d\d", value, re.ASCII):
                try:
                    return date.fromisoformat(value)
                except ValueError:
                    pass
            self.problems.append(Problem("start", "start", value))
        return None

    def _hour_value(self, raw: Mapping[str, list[str]]) -> int | None:
        for value in raw.get("hour_value", [])[:1]:
            if re.fullmatch(r"\d{1,6}", value, re.ASCII) and int(value) <= MOST_HOUR_VALUE:
                return int(value)
            self.problems.append(Problem("hour_value", "hour_value", value))
        return None


def _nearest(name: str, valid: list[str]) -> str:
    # Long nonsense would make the comparison slow and can be like nothing.
    close = difflib.get_close_matches(name, valid, n=1, cutoff=0.5) if len(name) <= 64 else []
    return close[0] if close else ""


def _number_text(value: Decimal) -> str:
    text = format(value.normalize(), "f")
    return text if text != "-0" else "0"


def answer_json(value: Given) -> object:
    """Return one answer as JSON writes it."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value if isinstance(value, str) else list(value)
