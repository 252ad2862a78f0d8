"""What a visitor answered: read, checked and put in canonical form, from an address or from JSON.

`Answers` is the only judge of what a valid answer is; forms, command line and API all end here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import parse_qsl, urlencode

from somerec.advice.reading import Given, Pairs, Problem, Reader, Ticks
from somerec.rulebook.conditions import Facts, Match, Value
from somerec.rulebook.model import Rulebook

__all__ = [
    "Answers",
    "AnswersError",
    "Given",
    "Problem",
    "Reading",
    "Ticks",
    "answer_json",
    "answer_pairs",
    "read_json",
    "read_pairs",
    "read_query",
]


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
            if value is None or isinstance(value, (str, frozenset)):
                values[name] = value
            elif isinstance(value, Decimal):
                values[name] = None
            else:
                values[name] = frozenset(value)
                for row in rulebook.questions[name].rows:
                    values[f"{name}.{row}"] = value.get(row, "no")
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
        # An answer that cannot be used is told as such, and not as lacking too.
        told = {problem.key for problem in self.problems}
        missing = [Problem("missing", name) for name in self.answers.missing if name not in told]
        problems = (*self.problems, *missing)
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
        value = {**value["answers"], **_beside(value, rulebook)}
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


def _beside(result: Mapping[str, object], rulebook: Rulebook) -> dict[str, object]:
    """Return what a result holds beside its answers; the usual value of an hour needs no saying."""
    found = {key: result[key] for key in ("start", "edition", "hour_value") if result.get(key) is not None}
    answers, cost = result["answers"], result.get("time_cost")
    if isinstance(answers, Mapping) and isinstance(cost, Mapping):
        usual = rulebook.settings.hour_value.get(str(answers.get("market")))
        if cost.get("hour_value") not in (None, usual):
            found.setdefault("hour_value", cost["hour_value"])
    return found


def read_pairs(pairs: Pairs, rulebook: Rulebook) -> Reading:
    """Read key-value pairs as far as they can be read."""
    read = Reader(pairs, rulebook)
    answers = Answers(
        edition=read.edition,
        given=read.given,
        complete=read.complete,
        assumed=tuple(read.assumed),
        missing=tuple(read.missing),
        start=read.start,
        hour_value=read.hour_value,
    )
    return Reading(answers, tuple(read.problems))


def answer_pairs(given: Mapping[str, Given]) -> list[tuple[str, str]]:
    """Return answers as the key-value pairs of an address."""
    pairs: list[tuple[str, str]] = []
    for name, value in given.items():
        if isinstance(value, str):
            pairs.append((name, value))
        elif isinstance(value, frozenset):
            pairs += [(name, option) for option in value]
        elif isinstance(value, Decimal):
            pairs.append((name, _number_text(value)))
        else:
            pairs += [(f"{name}.{row}", state) for row, state in value.items()]
    return pairs


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
