"""The editions that advice can be given under, each read when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from somerec.rulebook.load import SHIPPED, load_rulebook
from somerec.rulebook.model import Rulebook
from somerec.rulebook.parse_history import edition_order


class Library:
    """Editions by name, from the oldest to the latest."""

    def __init__(self, editions: Iterable[str], load: Callable[[str], Rulebook]) -> None:
        """Keep the names, at least one, and how an edition is read; `load` remembers what it has read."""
        self.editions = tuple(sorted(editions, key=edition_order))
        self._load = load

    @classmethod
    def shipped(cls) -> Library:
        """Return the editions that came with the program."""
        return cls(SHIPPED, load_rulebook)

    @classmethod
    def of(cls, *rulebooks: Rulebook) -> Library:
        """Return a library of editions that are read already."""
        found = {rulebook.edition: rulebook for rulebook in rulebooks}
        return cls(found, found.__getitem__)

    @property
    def latest(self) -> Rulebook:
        """The rules of today."""
        return self._load(self.editions[-1])

    def get(self, edition: str) -> Rulebook | None:
        """Return an edition, or None where there is none of that name."""
        return self._load(edition) if edition in self.editions else None

    def named(self, pairs: Iterable[tuple[str, str]]) -> Rulebook:
        """Return the edition that the keys and values of an address name; the latest where they name none."""
        for key, value in pairs:
            if key == "edition" and value in self.editions:
                return self._load(value)
        return self.latest

    def path(self, edition: str) -> tuple[Rulebook, ...]:
        """Return every later edition, in order; none for the latest."""
        return tuple(map(self._load, self.editions[self.editions.index(edition) + 1 :]))
