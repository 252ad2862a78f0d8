"""What the editions changed, as the pages about rules and tactics tell it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from somerec.rulebook.history import Change
from somerec.rulebook.library import Library
from somerec.rulebook.model import Rulebook
from somerec.rulebook.overview import stages
from somerec.words.speaker import speaker

Kind = Literal["rules", "tactics"]

ASKED = "asked"
"""The group of changes that are about no rule and no tactic, but about a question."""


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A change in words. `links` are rules and tactics with their pages, or nothing where there is none."""

    edition: str
    text: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """The changes of one stage of a decision. `name` is empty for those about what is asked."""

    name: str
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class EditionView:
    """The changelog of an edition, stage by stage. `before` is the edition that it followed, or nothing."""

    edition: str
    before: str
    groups: tuple[GroupView, ...]


def changelogs(library: Library, lang: str) -> tuple[EditionView, ...]:
    """Return what every edition changed, the latest first."""
    books = _books(library)
    return tuple(
        EditionView(book.edition, book.history.before, tuple(_groups(book, books[:number], lang)))
        for number, book in enumerate(books)
    )


def about(kind: Kind, name: str, library: Library, lang: str) -> tuple[ChangeView, ...]:
    """Return the changes that name a rule or tactic, called as today, the latest edition's first."""
    books = _books(library)
    return tuple(
        _view(change, book, books[:number], lang)
        for number, book in enumerate(books)
        for change in book.history.changes
        if any(_today(kind, found, book, books[:number]) == name for found in getattr(change, kind))
    )


def once(kind: Kind, name: str, library: Library, lang: str) -> tuple[str, tuple[ChangeView, ...]]:
    """Return what an id of an older edition is called today, and the changes since then that name it."""
    books = _books(library)
    for number, book in enumerate(books):
        if name in getattr(book, kind):
            told = (
                _view(change, later, books[:place], lang)
                for place, later in enumerate(books[:number])
                for change in later.history.changes
                if name in getattr(change, kind)
            )
            return _today(kind, name, book, books[:number]), tuple(told)
    return "", ()


def _books(library: Library) -> list[Rulebook]:
    """Return all editions, the latest first."""
    first = library.editions[0]
    oldest = library.get(first)
    return [*reversed(library.path(first)), *([oldest] if oldest else [])]


def _groups(book: Rulebook, later: Sequence[Rulebook], lang: str) -> Iterator[GroupView]:
    words = speaker(book, lang, {})
    stage_of = {rule.id: stage.id for stage in stages(book) for rule in stage.rules}
    found = {name: list[ChangeView]() for name in (*(stage.id for stage in stages(book)), ASKED)}
    for change in book.history.changes:
        stage = next((stage_of[rule] for rule in change.rules if rule in stage_of), "")
        found[stage or ("tactics" if change.tactics or change.rules else ASKED)].append(
            _view(change, book, later, lang)
        )
    for stage, changes in found.items():
        if changes:
            yield GroupView("" if stage == ASKED else words.phrase(f"stage.{stage}"), tuple(changes))


def _view(change: Change, book: Rulebook, later: Sequence[Rulebook], lang: str) -> ChangeView:
    kinds: tuple[Kind, ...] = ("rules", "tactics")
    names = [
        (kind, name, _today(kind, name, book, later)) for kind in kinds for name in getattr(change, kind)
    ]
    latest = speaker(later[0] if later else book, lang, {})
    links = tuple(
        (latest.texts.get(f"tactics.{today}.name", today or name), f"{kind}/{today}" if today else "")
        for kind, name, today in names
    )
    return ChangeView(book.edition, speaker(book, lang, {}).text(change.key), links)


def _today(kind: Kind, name: str, book: Rulebook, later: Sequence[Rulebook]) -> str:
    """Return what an id of an edition, or of the one before it, is called today; empty where it is gone."""
    moves = [edition.history.moves for edition in (*later, *(() if name in getattr(book, kind) else (book,)))]
    for moved in reversed(moves):
        name = getattr(moved, kind).get(name, name)
    return name
