"""From an old edition to the latest: every change on the way, and today's rules as they would be without it.

That is how it is found out what a change does for a business: the advice of today is made once more by an
edition in which everything that this change tells is as it was. Nothing is read off wording or guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from somerec.rulebook.assembling import OF_TACTICS, Did, assembled, deeds
from somerec.rulebook.changed import Difference, Name, differences, named
from somerec.rulebook.history import Change
from somerec.rulebook.model import Rulebook
from somerec.rulebook.renamed import Names, renamed

_Item = TypeVar("_Item")

_BY_ID = ("tactics", "questions", "goals", "actions", "packs", "law", "wishes")
"""Parts of an edition that stand in a mapping of their own, by the name of it."""

_KINDS: Mapping[str, Callable[[Names, str], str]] = {
    "rules": Names.rule,
    "tactics": Names.tactic,
    "questions": Names.question,
}


@dataclass(frozen=True, eq=False)
class Step:
    """A change on the way, the edition that made it, and what it names by the names of today."""

    change: Change
    edition: Rulebook
    names: frozenset[Name]


@dataclass(frozen=True, eq=False)
class Passage:
    """The way from one edition to a later one. `old` is the first under the names of the last."""

    old: Rulebook
    new: Rulebook
    steps: tuple[Step, ...]
    names: tuple[Names, ...]
    """What each edition on the way calls the things of the one before."""

    def today(self, name: Name) -> Name:
        """Return what something of the first edition is called in the last."""
        return _today(name, self.names)

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """What differs between the first and the last, part by part."""
        return differences(self.old, self.new)

    @cached_property
    def _without(self) -> dict[Step, Rulebook]:
        return {}

    def without(self, step: Step) -> Rulebook:
        """Return the last edition with all that a change tells as it was in the first."""
        if step not in self._without:
            told = {item.part for item in self.differences if item.told_by & step.names}
            self._without[step] = _put_back(told, self.old, self.new)
        return self._without[step]


@lru_cache(maxsize=64)
def passage(old: Rulebook, later: tuple[Rulebook, ...]) -> Passage:
    """Return the way from an edition through every later one, in order; there is at least one."""
    steps: list[Step] = []
    for number, edition in enumerate(later):
        after = [Names(one.history.moves) for one in later[number + 1 :]]
        steps += [
            Step(change, edition, frozenset(_today(name, after) for name in named(change)))
            for change in edition.history.changes
        ]
    names = tuple(Names(edition.history.moves) for edition in later)
    for edition in later:
        old = renamed(old, edition.history.moves)
    return Passage(old, later[-1], tuple(steps), names)


def _today(name: Name, names: Iterable[Names]) -> Name:
    kind, found = name
    for edition in names:
        found = _KINDS[kind](edition, found)
    return kind, found


def _put_back(parts: Collection[str], old: Rulebook, new: Rulebook) -> Rulebook:
    """Return the new edition with some of its parts as the old one has them."""
    ids: dict[str, set[str]] = {}
    for part in parts:
        kind, _, name = part.partition(".")
        ids.setdefault(kind, set()).add(name)
    found: dict[str, Any] = {
        kind: _merged(getattr(new, kind), getattr(old, kind), ids[kind]) for kind in _BY_ID if kind in ids
    }
    found |= {kind: getattr(old, kind) for kind in ("proposals", "usual_buying", "stops") if kind in ids}
    if "tiers" in ids:
        found["tiers"] = {
            name: _with(
                tier,
                old.tiers[name],
                [part.partition(".")[2] for part in ids["tiers"] if part.startswith(f"{name}.")],
            )
            for name, tier in new.tiers.items()
        }
    if "settings" in ids:
        found["settings"] = _with(new.settings, old.settings, ids["settings"])
    rules = ids.get("rules", set())
    found["explains"] = {
        event: old.explains[event] if {explained[0], old.explains[event][0]} & rules else explained
        for event, explained in new.explains.items()
        if event in old.explains
    }
    found["texts"] = {**old.texts, **new.texts}
    book = replace(new, **found)
    done = _merged(deeds(new), deeds(old), rules)
    sources = {name: (new.rules.get(name) or old.rules[name]).source for name in done}
    return assembled(book, sources, {name: _within(parts_, book) for name, parts_ in done.items()})


def _with(value: _Item, other: _Item, names: Iterable[str]) -> _Item:
    """Return a value with some of its fields as another has them."""
    return replace(value, **{name: getattr(other, name) for name in names})  # type: ignore[type-var]


def _merged(new: Mapping[str, _Item], old: Mapping[str, _Item], ids: Collection[str]) -> dict[str, _Item]:
    """Return a mapping with some items as in another; what comes back stands where it stood."""
    kept = {
        name: old[name] if name in ids else item
        for name, item in new.items()
        if name not in ids or name in old
    }
    order, before = list(kept), ""
    for name in old:
        if name in ids and name not in kept:
            order.insert(order.index(before) + 1 if before else 0, name)
        if name in order:
            before = name
    return {name: kept[name] if name in kept else old[name] for name in order}


def _within(parts: Sequence[Did], book: Rulebook) -> list[Did]:
    """Return what a rule does without the tactics that the edition has not."""
    return [
        replace(part, effects=tuple((verb, _known(verb, value, book)) for verb, value in part.effects))
        for part in parts
    ]


def _known(verb: str, value: Any, book: Rulebook) -> Any:
    if verb not in OF_TACTICS:
        return value
    if isinstance(value, Mapping):
        return {name: item for name, item in value.items() if name in book.tactics}
    return tuple(name for name in value if name in book.tactics)
