"""Carrying answers that were given under an old edition over to a later one, and saying what was lost.

What was renamed goes over without a word. Of an option that was split the first part is taken until the
visitor says which. What is asked no more is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from somerec.advice.reading import RESERVED, Problem
from somerec.rulebook.conditions import GRID
from somerec.rulebook.history import Moves
from somerec.rulebook.model import Rulebook

Pair = tuple[str, str]

_ROW = f"{GRID}."


@dataclass(frozen=True, slots=True)
class Carried(Problem):
    """An answer that could not go over as it was. `key` and `value` are ids of the edition of then.

    `nearest` is what was taken in its place, if anything was.
    """

    then: Rulebook | None = None
    """The edition whose words name the key and the value."""
    new_key: str = ""
    """The question as it is called today; empty where it is asked no more."""
    others: tuple[str, ...] = ()
    """What else a split answer could be today."""


@dataclass(frozen=True, slots=True)
class Migrated:
    """Answers under the latest edition, and what could not be carried over."""

    pairs: list[Pair]
    notes: tuple[Carried, ...] = ()


def migrate(pairs: Iterable[Pair], then: Rulebook, later: Sequence[Rulebook]) -> Migrated:
    """Carry the pairs of an address from the edition of then through every later one, in order.

    Keys that are no answers stay, but for the edition, which becomes the last. What was no answer under the
    edition of then stays too, for whoever reads the pairs to say so. An empty value is a key left open.
    """
    if not later:
        return Migrated(list(pairs))
    moved: dict[Pair, None] = {}
    notes: dict[Carried, None] = {}
    for key, value in pairs:
        if key == "edition":
            moved["edition", later[-1].edition] = None
        elif key in RESERVED:
            moved[key, value] = None
        else:
            trail = _Trail(key, value, later)
            moved.update(dict.fromkeys(trail.pairs()))
            notes.update(dict.fromkeys(trail.notes(then)))
    return Migrated(list(moved), tuple(notes))


class _Trail:
    """What becomes of one answer from edition to edition: its key, and the values that it may stand for."""

    def __init__(self, key: str, value: str, later: Sequence[Rulebook]) -> None:
        self.first = key, value
        self.key = key
        self.values: tuple[str, ...] = (value,)
        for rulebook in later:
            if self.key and self.values:
                self._step(rulebook.history.moves)

    def _step(self, moves: Moves) -> None:
        if self.key.startswith(_ROW):
            row = self.key.removeprefix(_ROW)
            became = moves.rows.get(row, row)
            self.key = f"{_ROW}{became}" if became else ""
            return
        parts = (moves.options.get((self.key, value), (value,)) for value in self.values)
        self.values = tuple(dict.fromkeys(value for part in parts for value in part))
        self.key = moves.questions.get(self.key, self.key)

    def pairs(self) -> Iterator[Pair]:
        """Yield the answer of today, if there is one."""
        if self.key and self.values:
            yield self.key, self.values[0]

    def notes(self, then: Rulebook) -> Iterator[Carried]:
        """Yield what has to be said: nothing where the answer went over, under whatever name."""
        key, value = self.first
        if not value:
            return
        if not self.key:
            if not key.startswith(_ROW):
                yield Carried("question_gone", key, then=then)
            elif value != "no":
                yield Carried("row_gone", key, value, then=then)
        elif not self.values:
            yield Carried("option_gone", key, value, then=then, new_key=self.key)
        elif len(self.values) > 1:
            taken, *others = self.values
            yield Carried("split", key, value, taken, then, self.key, tuple(others))
