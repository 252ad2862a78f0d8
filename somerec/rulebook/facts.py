"""What is known while advice is made: the answers, what stages found out, and which answers that rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import NamedTuple, TypeAlias

GRID = "channels_now"
"""The one grid question; its rows are facts of their own, `channels_now.<row>`."""

Value: TypeAlias = str | frozenset[str] | int | float | None


class Match(NamedTuple):
    """An answer that decided a condition. `holds` is False where the options are lacking.

    A named tuple, because matches are joined all the time and tuples compare and hash fastest.
    """

    question: str
    """A question id, or `channels_now.<row>` for a row of the grid."""
    options: tuple[str, ...]
    holds: bool = True


Matches: TypeAlias = tuple[Match, ...]


@dataclass(slots=True)
class Facts:
    """The answers, and what earlier stages derived from them.

    `origin` says, for each derived fact, which answers it rests on, so that a reason always ends in
    answers and never in an inner name.
    """

    values: dict[str, Value]
    origin: dict[str, Matches] = field(default_factory=dict)
    possible: bytes | None = None
    """A byte for each effect, 0 where the answers rule it out, once somebody has asked (see `index.py`).

    They are those of one rulebook, so facts must not be taken from one to another.
    """
    _matches: dict[str, Matches] = field(default_factory=dict)
    """What `matches` has returned, since many reasons rest on the same answers."""

    def derive(self, name: str, value: Value, origin: Matches) -> None:
        """Add a fact that a stage found out."""
        self.values[name] = value
        self.origin[name] = self._matches[name] = origin

    def matches(self, name: str) -> Matches:
        """Return the answers behind a question or a derived fact."""
        try:
            return self._matches[name]
        except KeyError:
            found = self._matches[name] = self._answered(name)
            return found

    def _answered(self, name: str) -> Matches:
        if name in self.origin:
            return self.origin[name]
        value = self.values.get(name)
        if value is None:
            return ()
        if name == GRID and isinstance(value, frozenset):
            return joined([self.matches(f"{GRID}.{row}") for row in sorted(value)])
        return ticked(name, value) if isinstance(value, frozenset) else answered(name, str(value))


@lru_cache(maxsize=4096)
def answered(name: str, option: str) -> Matches:
    """Return one option as the answer that decided."""
    return (Match(name, (option,)),)


@lru_cache(maxsize=4096)
def ticked(name: str, options: frozenset[str], *, holds: bool = True) -> Matches:
    """Return ticked options, or with `holds` False lacking ones, as the answer that decided."""
    return (Match(name, tuple(sorted(options)), holds),)


def joined(groups: Iterable[Matches]) -> Matches:
    """Join the answers behind several things, each once, in order."""
    return tuple(dict.fromkeys(chain.from_iterable(groups)))
