"""Turning a `when` into a condition, with every name checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from somerec.rulebook.checking import Checker, nearest
from somerec.rulebook.conditions import (
    GRID,
    All,
    Always,
    AnyOf,
    AtLeast,
    Condition,
    Has,
    Held,
    Not,
    OneOf,
    Term,
)
from somerec.rulebook.model import STAGES, TIERS, Question
from somerec.rulebook.reader import Node, Row, Table, Word

STATES = ("no", "quiet", "active")


@dataclass(frozen=True, slots=True)
class Fact:
    """A derived fact that a condition may read: the stage that finds it out, and its values.

    Options None means a number; `many` means a set. `about` names the question whose options they are.
    """

    stage: str
    options: tuple[str, ...] | None = ()
    many: bool = False
    about: str = ""


FACTS: Mapping[str, Fact] = {
    "planning": Fact("hours", None),
    "growth": Fact("asking", None),
    "today": Fact("asking", None),
    "improves": Fact("asking", ("yes", "no")),
    "tier": Fact("scope", TIERS),
    "usable": Fact("scope", None),
    "working_goal": Fact("goal", (), about="goal"),
    "gate": Fact("gate", ("open", "closed")),
    "this_channel": Fact("gate", STATES),
    "chosen": Fact("plan", (), many=True, about="tactics"),
    "in_plan_or_use": Fact("plan", (), many=True, about="tactics"),
    "pack": Fact("safeguards", ("P1", "P2", "P3")),
    "setup_weeks": Fact("plan", None),
    "setup_minutes": Fact("plan", None),
    "spare": Fact("plan", None),
    "nothing_serves": Fact("plan", ("yes", "no")),
    "opens_later": Fact("plan", ("yes", "no")),
}
"""Derived facts by name. `this_channel` speaks of the tactic that a rule is being held against."""

THIS = "this_channel"

_OPERATORS = ("not", "at_least", "at_most", "has", "lacks")
_FEWEST_IN_ANY = 2


@dataclass(frozen=True, slots=True)
class _Scale:
    """What a one-choice question or fact may be compared with; `kind` says what its values are called."""

    name: str
    options: tuple[str, ...]
    kind: str
    ordered: bool = False


class ConditionParser:
    """Parses conditions against the questions, terms and tactics of an edition."""

    def __init__(self, check: Checker, questions: Mapping[str, Question], tactics: tuple[str, ...]) -> None:
        """Keep what names may be used; terms are added as they are read."""
        self.check = check
        self.questions = questions
        self.tactics = tactics
        self.rows: tuple[str, ...] = questions[GRID].rows if GRID in questions else ()
        self.answers = frozenset((*questions, *(f"{GRID}.{row}" for row in self.rows)))
        self.terms: dict[str, Condition] = {}
        self.facts: Mapping[str, Fact] = FACTS

    def parse(self, node: Node | None, stage: str) -> Condition:
        """Return the condition of a `when` that is read at a stage."""
        if node is None:
            return Always()
        if not isinstance(node, Table):
            self.check.fault(node, "'when' must be a mapping of questions to answers")
            return Always()
        if not node:
            self.check.fault(node, "'when' is empty; leave it out where a rule always applies")
        parts = [self._line(node, key, stage) for key in node]
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _line(self, table: Table, key: str, stage: str) -> Condition:
        if key in ("any", "not", "is"):
            return self._combined(table, key, stage)
        if key.startswith(f"{GRID}."):
            return self._row(table, key)
        if key in self.facts:
            return self._fact(table, key, stage)
        if key in self.questions:
            return self._question(self.questions[key], table[key])
        valid = {*self.questions, *self.facts, "any", "not", "is"}
        self.check.fault_at(table, key, f"unknown question {key!r}{nearest(key, valid)}")
        return Always()

    def _combined(self, table: Table, key: str, stage: str) -> Condition:
        value = table[key]
        if key == "is":
            return self._term(self.check.word(table, key))
        if key == "not":
            return Not(self.parse(value, stage))
        if not isinstance(value, Row) or len(value) < _FEWEST_IN_ANY:
            self.check.fault_at(table, key, "'any' must be a list of at least two conditions")
            return Always()
        return AnyOf(tuple(self.parse(item, stage) for item in value))

    def _term(self, name: Word) -> Condition:
        if not self.check.known("term", name, self.terms):
            return Always()
        return Term(str(name), self.terms[str(name)])

    def _row(self, table: Table, key: str) -> Condition:
        row = key.removeprefix(f"{GRID}.")
        if row not in self.rows:
            self.check.fault_at(table, key, f"unknown row {row!r} of {GRID!r}{nearest(row, self.rows)}")
            return Always()
        return self._one(_Scale(key, STATES, "state"), table[key])

    def _fact(self, table: Table, key: str, stage: str) -> Condition:
        fact = self.facts[key]
        if STAGES.index(fact.stage) >= STAGES.index(stage):
            late = f"{key!r} is decided in stage {fact.stage!r}, so a rule of stage {stage!r} cannot read it"
            self.check.fault_at(table, key, late)
            return Always()
        if fact.options is None:
            return self._number(key, table[key])
        options = fact.options or self._about(fact.about)
        if fact.many:
            kind = "tactic" if fact.about == "tactics" else f"value of {key!r}"
            return self._many(key, table[key], options, kind)
        return self._one(_Scale(key, options, f"value of {key!r}", ordered=key == "tier"), table[key])

    def _about(self, name: str) -> tuple[str, ...]:
        if name == "tactics":
            return self.tactics
        return tuple(option.id for option in self.questions[name].options) if name in self.questions else ()

    def _question(self, question: Question, value: Node) -> Condition:
        options = tuple(option.id for option in question.options)
        if question.kind == "grid":
            if value == "any":
                return Held()
            self.check.fault(value, f"{question.id!r} is a grid: write {question.id}.<row>, or `any`")
            return Always()
        if question.kind == "number":
            self.check.fault(value, f"{question.id!r} is a number; read the fact 'growth' instead")
            return Always()
        if question.kind == "many":
            return self._many(question.id, value, options, f"option of {question.id!r}")
        return self._one(_Scale(question.id, options, f"option of {question.id!r}", question.ordered), value)

    def _one(self, scale: _Scale, value: Node) -> Condition:
        name = scale.name
        if not isinstance(value, Table):
            return OneOf(name, self._options(name, value, scale.options, scale.kind))
        operator = self._operator(value)
        if operator == "not":
            return Not(OneOf(name, self._options(name, value["not"], scale.options, scale.kind)))
        if operator in ("at_least", "at_most"):
            return self._bound(scale, value, operator)
        if operator:
            self.check.fault(value, f"{name!r} has one answer: {operator!r} is for questions with several")
        return Always()

    def _bound(self, scale: _Scale, value: Table, operator: str) -> Condition:
        word = self.check.word(value, operator)
        if not scale.ordered:
            self.check.fault(word, f"{operator!r} needs an ordered scale, and {scale.name!r} has none")
            return Always()
        if not self.check.known(scale.kind, word, scale.options):
            return Always()
        place = scale.options.index(str(word))
        kept = scale.options[place:] if operator == "at_least" else scale.options[: place + 1]
        self.check.used.update((scale.name, option) for option in kept)
        return OneOf(scale.name, frozenset(kept), (operator, str(word)))

    def _many(self, name: str, value: Node, options: tuple[str, ...], kind: str) -> Condition:
        if isinstance(value, Table):
            operator = self._operator(value)
            if operator in ("has", "lacks"):
                has = Has(name, self._options(name, value[operator], options, kind))
                return has if operator == "has" else Not(has)
            if not operator:
                return Always()
        self.check.fault(value, f"{name!r} may have several answers: write `has` or `lacks`")
        return Always()

    def _number(self, name: str, value: Node) -> Condition:
        if isinstance(value, Table) and len(value) == 1 and next(iter(value)) in ("at_least", "below"):
            operator = next(iter(value))
            condition = AtLeast(name, self.check.number(value, operator))
            return condition if operator == "at_least" else Not(condition)
        self.check.fault(value, f"{name!r} is a number: write `at_least` or `below`")
        return Always()

    def _operator(self, value: Table) -> str:
        if len(value) == 1 and next(iter(value)) in _OPERATORS:
            return next(iter(value))
        if len(value) == 1:
            word = next(iter(value))
            self.check.fault(value, f"unknown operator {word!r}{nearest(word, _OPERATORS)}")
        else:
            self.check.fault(value, "one operator a question; use `any` or `not` to combine")
        return ""

    def _options(self, name: str, value: Node, options: tuple[str, ...], kind: str) -> frozenset[str]:
        kept = [word for word in self.check.word_list(value, name) if self.check.known(kind, word, options)]
        self.check.used.update((name, str(word)) for word in kept)
        return frozenset(map(str, kept))
