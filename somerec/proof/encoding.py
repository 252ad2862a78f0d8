"""The answers and what follows from them, as clauses for a solver.

Answers and their branching are written down from the questions, conditions from the rules. What hours, scope,
goal and gate make of the answers is not written a second time: the engine's own stages are run over all
answer sets beneath, and the table that comes out becomes a decision diagram.
"""

from __future__ import annotations

from collections.abc import Mapping

from somerec.proof.cnf import Clauses
from somerec.proof.space import DERIVED, Space
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
    Value,
)
from somerec.rulebook.model import Question
from somerec.rulebook.parse_conditions import THIS


class Encoding(Clauses):
    """All valid answer sets of a rulebook, and the facts that follow from them."""

    def __init__(self, space: Space) -> None:
        """Write down the questions in their order, so that each can look at earlier ones."""
        super().__init__()
        self.space, self.rulebook = space, space.rulebook
        self._literals: dict[tuple[str, Value], int] = {}
        self._numbers: dict[str, dict[float, int]] = {}
        self.called: dict[str, str] = {}
        """Facts that conditions name otherwise at the stage at work."""
        for question in self.rulebook.questions.values():
            if question.kind == "grid":
                self._grid(question)
            elif question.kind == "many":
                self._many(question)
            elif question.kind == "one":
                self._one(question)

    # Answers

    def _one(self, question: Question) -> None:
        name = question.id
        values: list[Value] = [*(option.id for option in question.options), None]
        for value in values:
            self._literals[name, value] = self.new()
        self.exactly_one([self._literals[name, value] for value in values])
        open_still = self.TRUE
        for preset in question.presets:
            test = self.condition(preset.when)
            self.add(-self.both((open_still, test)), self._literals[name, preset.value])
            open_still = self.both((open_still, -test))
        wanted = question.shown_when
        asked = self.both((open_still, self.condition(wanted) if wanted else self.TRUE))
        self.add(-asked, -self._literals[name, None])
        self.add(asked, -open_still, self._literals[name, None])
        for option in question.options:
            if option.shown_when is not None:
                self.add(-asked, -self._literals[name, option.id], self.condition(option.shown_when))

    def _many(self, question: Question) -> None:
        ticks = {option.id: self.new() for option in question.options}
        for name, tick in ticks.items():
            self._literals[f"{question.id}={name}", "yes"] = tick
        for option in question.options:
            if option.exclusive:
                for other, tick in ticks.items():
                    if other != option.id:
                        self.add(-ticks[option.id], -tick)
            if option.shown_when is not None:
                self.add(-ticks[option.id], self.condition(option.shown_when))
        if question.default:
            self.add(*ticks.values())

    def _grid(self, question: Question) -> None:
        for row in question.rows:
            literals = [self.new() for _ in question.options]
            self.exactly_one(literals)
            for option, literal in zip(question.options, literals, strict=True):
                self._literals[f"{GRID}.{row}", option.id] = literal

    def is_value(self, name: str, value: Value) -> int:
        """Return the literal that a question or fact has a value."""
        name = self.called.get(name, name)
        if (name, value) in self._literals:
            return self._literals[name, value]
        if name in DERIVED:
            self._derived(name)
        return self._literals.setdefault((name, value), -self.TRUE if name in DERIVED else self.new())

    def tick(self, name: str, option: str) -> int:
        """Return the literal that an option is ticked, or that a fact holds it."""
        return self.is_value(f"{name}={option}", "yes")

    # Conditions

    def condition(self, condition: Condition, row: str = "") -> int:
        """Return the literal that a condition holds; `row` is the channel that `this_channel` speaks of."""
        if isinstance(condition, Always):
            return self.TRUE
        if isinstance(condition, Not):
            return -self.condition(condition.part, row)
        if isinstance(condition, Term):
            return self.condition(condition.meaning, row)
        if isinstance(condition, All):
            return self.both([self.condition(part, row) for part in condition.parts])
        if isinstance(condition, AnyOf):
            return self.either([self.condition(part, row) for part in condition.parts])
        return self._leaf(condition, row)

    def _leaf(self, leaf: Condition, row: str) -> int:
        if isinstance(leaf, Has):
            return self.either([self.tick(leaf.name, option) for option in sorted(leaf.options)])
        if isinstance(leaf, AtLeast):
            return self.at_least(leaf.name, leaf.least)
        if isinstance(leaf, Held):
            rows = self.rulebook.questions[GRID].rows
            return self.either([-self.is_value(f"{GRID}.{name}", "no") for name in rows])
        if not isinstance(leaf, OneOf):
            raise TypeError(f"no clauses for {leaf!r}")
        if leaf.name != THIS:
            return self.either([self.is_value(leaf.name, option) for option in sorted(leaf.options)])
        if not row:
            return self.TRUE if "no" in leaf.options else -self.TRUE
        return self.either([self.is_value(row, option) for option in sorted(leaf.options)])

    def at_least(self, name: str, least: float) -> int:
        """Return the literal that a number reaches a limit; of a free one, higher limits imply lower ones."""
        if name in DERIVED:
            values = self._values(name)
            return self.either(
                [self.is_value(name, value) for value in values if isinstance(value, int) and value >= least]
            )
        limits = self._numbers.setdefault(name, {})
        if least not in limits:
            limits[least] = self.new()
            for other, literal in limits.items():
                if other < least:
                    self.add(-limits[least], literal)
                elif other > least:
                    self.add(-literal, limits[least])
        return limits[least]

    # Derived facts

    def _values(self, name: str) -> list[Value]:
        self.is_value(name, None)
        return [value for fact, value in self._literals if fact == name]

    def _derived(self, name: str) -> None:
        rows = self.space.table(frozenset((name,)))
        names = rows.names[:-1]
        diagram = _Diagram(names)
        top = diagram.add(list(rows.counts))
        for value in dict.fromkeys(values[-1] for values in rows.counts):
            self._literals[name, value] = self._path(diagram, top, value, {})

    def _path(self, diagram: _Diagram, node: int, value: Value, made: dict[int, int]) -> int:
        """Return the literal that the answers lead from a node of the diagram to a value."""
        name, branches = diagram.nodes[node]
        if not name:
            return self.TRUE if branches[0][0] == value else -self.TRUE
        if node not in made:
            ways: dict[int, list[Value]] = {}
            for answer, target in branches:
                ways.setdefault(target, []).append(answer)
            made[node] = self.either(
                [
                    self.both((self._answer(name, answers), self._path(diagram, target, value, made)))
                    for target, answers in ways.items()
                ]
            )
        return made[node]

    def _answer(self, name: str, values: list[Value]) -> int:
        """Return the literal that a variable has one of these values."""
        if name == f"{GRID}=other":
            held = self._leaf(Held(), "")
            return self.either([held if value == "yes" else -held for value in values])
        if "=" in name:
            tick = self.is_value(name, "yes")
            return self.either([tick if value == "yes" else -tick for value in values])
        return self.either([self.is_value(name, value) for value in values])

    def literals(self) -> Mapping[tuple[str, Value], int]:
        """Return what is written down so far, by variable and value."""
        return self._literals


class _Diagram:
    """A table as a decision diagram: rows that lead to the same end share their nodes."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self.nodes: list[tuple[str, tuple[tuple[Value, int], ...]]] = []
        self._known: dict[tuple[str, tuple[tuple[Value, int], ...]], int] = {}

    def add(self, rows: list[tuple[Value, ...]], place: int = 0) -> int:
        """Add rows that agree on everything before a place; return the node."""
        if place == len(self.names):
            return self._node(("", ((rows[0][-1], 0),)))
        groups: dict[Value, list[tuple[Value, ...]]] = {}
        for row in rows:
            groups.setdefault(row[place], []).append(row)
        branches = tuple((value, self.add(group, place + 1)) for value, group in groups.items())
        return self._node((self.names[place], branches))

    def _node(self, node: tuple[str, tuple[tuple[Value, int], ...]]) -> int:
        if node not in self._known:
            self._known[node] = len(self.nodes)
            self.nodes.append(node)
        return self._known[node]
