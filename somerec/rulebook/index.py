"""Which effects the answers rule out, found without looking at each of them.

For every answer the index has a row with one byte for each effect of the rulebook: 0 where that answer alone
makes the effect's condition fail, as `buying: habit` does with a line `buying: urgent`, else 1. The rows of a
visitor's answers laid over one another, by `&`, leave about half of the effects possible. Of those, only
what is left of the condition has to be tested, if anything is: facts that later stages find out, and `any`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from somerec.rulebook.conditions import All, Always, Condition, Has, Not, OneOf, Term, Value

_Line = OneOf | Has


@dataclass(frozen=True, slots=True)
class Split:
    """A condition in three parts that must all hold."""

    settled: tuple[tuple[_Line, bool], ...]
    """The lines that the index settles: each must hold or, with False, must fail."""
    rest: Condition | None
    """What else it reads: facts that later stages find out, and choices between several lines."""
    own: Condition | None
    """What looks at the tactic in question, and is therefore tested for each."""


@dataclass(slots=True)
class _Rows:
    """The rows of one question. A row is a whole number, so that `&` and `|` take all bytes at once."""

    free: int
    """The effects for which no option of this question is needed."""
    wanted: dict[str, int] = field(default_factory=dict)
    """By option: the effects for which it is one of those needed."""
    refused: dict[str, int] = field(default_factory=dict)
    """By option: the effects that it makes fail."""
    alone: dict[Value, int] = field(default_factory=dict)
    """By option: the effects possible where it is the one answer, worked out beforehand."""

    def possible(self, options: Iterable[str]) -> int:
        """Return the effects that these options leave possible."""
        wanted, refused = self.free, 0
        for option in options:
            wanted |= self.wanted.get(option, 0)
            refused |= self.refused.get(option, 0)
        return wanted & ~refused


class Index:
    """The rows for all answers, and which bytes of a row belong to which verb."""

    def __init__(self, splits: Mapping[str, Collection[Split]]) -> None:
        """Index the conditions of effects, by verb."""
        self._rows: dict[str, _Rows] = {}
        self.places: dict[str, slice] = {}
        """By verb: where its effects stand in a row."""
        self._size = sum(map(len, splits.values()))
        place = 0
        for verb, found in splits.items():
            self.places[verb] = slice(place, place + len(found))
            for effect in found:
                self._add(effect, 1 << 8 * place)
                place += 1
        for rows in self._rows.values():
            rows.alone = {option: rows.possible([option]) for option in {*rows.wanted, *rows.refused}}

    def possible(self, values: Mapping[str, Value]) -> bytes:
        """Return a byte for each effect: 0 where the answers rule it out."""
        possible = self._every()
        for name, rows in self._rows.items():
            value = values.get(name)
            if isinstance(value, frozenset):
                possible &= rows.possible(value)
            else:
                possible &= rows.alone.get(value, rows.free)
        return possible.to_bytes(self._size, "little")

    def _every(self) -> int:
        return int.from_bytes(b"\1" * self._size, "little")

    def _add(self, split: Split, effect: int) -> None:
        for line, wanted in split.settled:
            rows = self._rows.setdefault(line.name, _Rows(free=self._every()))
            if wanted:
                rows.free &= ~effect
            table = rows.wanted if wanted else rows.refused
            for option in line.options:
                table[option] = table.get(option, 0) | effect


def split(condition: Condition, answers: Collection[str]) -> Split:
    """Part a condition into what the index settles and what is left; `answers` names what visitors state."""
    settled: list[tuple[_Line, bool]] = []
    rest: list[Condition] = []
    own: list[Condition] = []
    for part in parts(condition):
        line, wanted = _line(part)
        if any(name.startswith("this_") for name in part.questions()):
            own.append(part)
        elif line is None or line.name not in answers:
            rest.append(part)
        elif wanted and any(known.name == line.name for known, also in settled if also):
            rest.append(part)  # Of two such lines the rows would only say that one of them holds.
        else:
            settled.append((line, wanted))
    return Split(tuple(settled), _all(rest), _all(own))


def parts(condition: Condition) -> Iterator[Condition]:
    """Yield the conditions that must all hold for one to hold."""
    if isinstance(condition, All):
        for part in condition.parts:
            yield from parts(part)
    elif isinstance(condition, Term):
        yield from parts(condition.meaning)
    elif not isinstance(condition, Always):
        yield condition


def _line(part: Condition) -> tuple[_Line | None, bool]:
    """Return the line that must hold or, where the second of the pair is False, must fail."""
    wanted = True
    while isinstance(part, (Not, Term)):
        wanted, part = (not wanted, part.part) if isinstance(part, Not) else (wanted, part.meaning)
    return (part if isinstance(part, (OneOf, Has)) else None), wanted


def _all(parts: list[Condition]) -> Condition | None:
    return All(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None
