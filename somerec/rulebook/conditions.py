"""The small language of `when`.

A condition is a frozen value that can test a set of facts, name the questions it reads, and say which
answers made it hold or fail. There is no expression language: what a condition can say is what these
classes say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from somerec.rulebook.facts import GRID, Facts, Match, Matches, Value, joined, ticked

__all__ = [
    "GRID",
    "All",
    "Always",
    "AnyOf",
    "AtLeast",
    "Condition",
    "Facts",
    "Has",
    "Held",
    "Match",
    "Matches",
    "Not",
    "OneOf",
    "Term",
    "Value",
    "joined",
    "named_options",
]

SPECIAL_CASES = ("special", "situation")
"""Questions about special cases: that one does not apply is no cause of anything."""


class Condition(Protocol):
    """What every condition can do."""

    def test(self, values: Mapping[str, Value]) -> bool:
        """Say whether it holds."""
        ...

    def questions(self) -> frozenset[str]:
        """Name the questions and derived facts that it reads."""
        ...

    def matched(self, facts: Facts) -> Matches:
        """Return the answers that make it hold (call only where it holds)."""
        ...

    def unmatched(self, facts: Facts) -> Matches:
        """Return the answers that make it fail (call only where it fails)."""
        ...


@dataclass(frozen=True, slots=True)
class Always:
    """Holds for everybody; written as no `when` at all."""

    def test(self, values: Mapping[str, Value]) -> bool:  # noqa: ARG002 - as every condition
        """Hold."""
        return True

    def questions(self) -> frozenset[str]:
        """Read nothing."""
        return frozenset()

    def matched(self, facts: Facts) -> Matches:  # noqa: ARG002 - as every condition
        """Rest on no answer."""
        return ()

    unmatched = matched


@dataclass(frozen=True, slots=True)
class OneOf:
    """`question: value`, `question: [values]`, and `at_least` / `at_most` on an ordered scale."""

    name: str
    options: frozenset[str]
    bound: tuple[str, str] | None = None
    """("at_least" or "at_most", option) where it was written so."""

    def test(self, values: Mapping[str, Value]) -> bool:
        """Hold where the answer is one of the options."""
        return values.get(self.name) in self.options

    def questions(self) -> frozenset[str]:
        """Read one question."""
        return frozenset((self.name,))

    def matched(self, facts: Facts) -> Matches:
        """Rest on the answer given, either way."""
        return facts.matches(self.name)

    unmatched = matched


@dataclass(frozen=True, slots=True)
class AtLeast:
    """`fact: {at_least: n}` on a number."""

    name: str
    least: float

    def test(self, values: Mapping[str, Value]) -> bool:
        """Hold from the number up; an unknown number holds for nothing."""
        value = values.get(self.name)
        return isinstance(value, (int, float)) and value >= self.least

    def questions(self) -> frozenset[str]:
        """Read one fact."""
        return frozenset((self.name,))

    def matched(self, facts: Facts) -> Matches:
        """Rest on the answers behind the number."""
        return facts.matches(self.name)

    unmatched = matched


@dataclass(frozen=True, slots=True)
class Has:
    """`question: {has: option}`: at least one of the options is ticked."""

    name: str
    options: frozenset[str]

    def test(self, values: Mapping[str, Value]) -> bool:
        """Hold where an option is ticked."""
        value = values.get(self.name)
        return isinstance(value, frozenset) and not value.isdisjoint(self.options)

    def questions(self) -> frozenset[str]:
        """Read one question."""
        return frozenset((self.name,))

    def matched(self, facts: Facts) -> Matches:
        """Rest on the options that are both asked for and ticked."""
        value = facts.values.get(self.name)
        found = value & self.options if isinstance(value, frozenset) else frozenset[str]()
        if self.name in facts.origin:
            return joined([facts.origin[f"{self.name}.{option}"] for option in sorted(found)])
        return ticked(self.name, found)

    def unmatched(self, facts: Facts) -> Matches:
        """Rest on the one option lacking, else on what was ticked instead."""
        if self.name in facts.origin:
            return facts.origin[self.name]
        if len(self.options) == 1:
            return ticked(self.name, self.options, holds=False)
        return facts.matches(self.name)


@dataclass(frozen=True, slots=True)
class Held:
    """`channels_now: any`: at least one channel is there, in use or quiet."""

    name: str = GRID

    def test(self, values: Mapping[str, Value]) -> bool:
        """Hold where a row of the grid is held."""
        return bool(values.get(self.name))

    def questions(self) -> frozenset[str]:
        """Read the grid."""
        return frozenset((self.name,))

    def matched(self, facts: Facts) -> Matches:
        """Rest on the rows held."""
        return facts.matches(self.name)

    unmatched = matched


@dataclass(frozen=True, slots=True)
class All:
    """Several lines of one `when`: all must hold."""

    parts: tuple[Condition, ...]
    causes: tuple[Condition, ...] = field(init=False, repr=False, compare=False)
    """The parts that are reasons of their own."""

    def __post_init__(self) -> None:
        """Find the causes: being no exception is none, unless there is no other."""
        causes = tuple(part for part in self.parts if not _is_exception(part))
        object.__setattr__(self, "causes", causes or self.parts)

    def test(self, values: Mapping[str, Value]) -> bool:
        """Hold where all parts hold."""
        for part in self.parts:  # noqa: SIM110 - a plain loop takes a third of the time of `all(...)`
            if not part.test(values):
                return False
        return True

    def questions(self) -> frozenset[str]:
        """Read what the parts read."""
        return frozenset[str]().union(*(part.questions() for part in self.parts))

    def matched(self, facts: Facts) -> Matches:
        """Rest on the answers of every part, but not on being no exception where there is a cause."""
        if len(self.causes) == 1:
            return self.causes[0].matched(facts)
        return joined([part.matched(facts) for part in self.causes])

    def unmatched(self, facts: Facts) -> Matches:
        """Rest on the first part that fails: one cause is enough."""
        return next((part.unmatched(facts) for part in self.parts if not part.test(facts.values)), ())


@dataclass(frozen=True, slots=True)
class AnyOf:
    """`any: [...]`: at least one must hold."""

    parts: tuple[Condition, ...]

    def test(self, values: Mapping[str, Value]) -> bool:
        """Hold where a part holds."""
        for part in self.parts:  # noqa: SIM110 - as above
            if part.test(values):
                return True
        return False

    def questions(self) -> frozenset[str]:
        """Read what the parts read."""
        return frozenset[str]().union(*(part.questions() for part in self.parts))

    def matched(self, facts: Facts) -> Matches:
        """Rest on every part that holds: mending one of them would not be enough."""
        return joined([part.matched(facts) for part in self.parts if part.test(facts.values)])

    def unmatched(self, facts: Facts) -> Matches:
        """Rest on the answers of every part."""
        return joined([part.unmatched(facts) for part in self.parts])


@dataclass(frozen=True, slots=True)
class Not:
    """`not: {...}`, `question: {not: ...}` and `question: {lacks: ...}`."""

    part: Condition

    def test(self, values: Mapping[str, Value]) -> bool:
        """Hold where the part fails."""
        return not self.part.test(values)

    def questions(self) -> frozenset[str]:
        """Read what the part reads."""
        return self.part.questions()

    def matched(self, facts: Facts) -> Matches:
        """Rest on what makes the part fail."""
        return self.part.unmatched(facts)

    def unmatched(self, facts: Facts) -> Matches:
        """Rest on what makes the part hold."""
        return self.part.matched(facts)


@dataclass(frozen=True, slots=True)
class Term:
    """`is: name`: a condition that has a name of its own in the rulebook."""

    name: str
    meaning: Condition

    def test(self, values: Mapping[str, Value]) -> bool:
        """Hold where its meaning holds."""
        return self.meaning.test(values)

    def questions(self) -> frozenset[str]:
        """Read what its meaning reads."""
        return self.meaning.questions()

    def matched(self, facts: Facts) -> Matches:
        """Rest on what its meaning rests on."""
        return self.meaning.matched(facts)

    def unmatched(self, facts: Facts) -> Matches:
        """Rest on what its meaning fails on."""
        return self.meaning.unmatched(facts)


def _is_exception(part: Condition) -> bool:
    """Say whether a part only leaves some answers out: ‘any goal but recruiting’ is no cause of its own."""
    if not isinstance(part, Not) or isinstance(part.part, AtLeast):
        return False
    return not isinstance(part.part, Has) or part.part.name in SPECIAL_CASES


def named_options(condition: Condition) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the options that a condition names, with their question: no others make a difference to it."""
    if isinstance(condition, (OneOf, Has)):
        yield condition.name, condition.options
    elif isinstance(condition, (All, AnyOf)):
        for part in condition.parts:
            yield from named_options(part)
    elif isinstance(condition, Not):
        yield from named_options(condition.part)
    elif isinstance(condition, Term):
        yield from named_options(condition.meaning)
