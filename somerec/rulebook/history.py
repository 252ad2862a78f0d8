"""What an edition changed: in plain words for people, and id by id for answers given under the one before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Change:
    """A line of an edition's changelog. Its text is `changes.<id>`.

    It names what it is about by ids of this edition, or of the one before for what is no more.
    """

    id: str
    rules: tuple[str, ...] = ()
    tactics: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The key of its text."""
        return f"changes.{self.id}"


@dataclass(frozen=True, slots=True)
class Moves:
    """What became of the ids of the edition before. Whatever is not named kept its id."""

    questions: Mapping[str, str] = field(default_factory=dict)
    """Questions: the new id, or nothing where the question is asked no more."""
    options: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    """Options, by the old ids of question and option: one new id where renamed, several where split (the
    first is taken until the visitor says which), none where it is gone."""
    rows: Mapping[str, str] = field(default_factory=dict)
    """Rows of the grid: the new id, or nothing."""
    tactics: Mapping[str, str] = field(default_factory=dict)
    """Tactics: the new id, or nothing."""
    rules: Mapping[str, str] = field(default_factory=dict)
    """Rules: the new id, or nothing."""


@dataclass(frozen=True, slots=True)
class History:
    """Where an edition comes from: the edition before (nothing for the first), its moves and its changes."""

    before: str = ""
    moves: Moves = field(default_factory=Moves)
    changes: tuple[Change, ...] = ()
