"""Clauses for a SAT solver: gates whose output is a literal, built so that no gate is made twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class Clauses:
    """A growing set of clauses. Literals are whole numbers, as in DIMACS; TRUE always holds."""

    TRUE = 1

    def __init__(self) -> None:
        """Begin with the literal that always holds."""
        self.clauses: list[list[int]] = [[self.TRUE]]
        self._last = self.TRUE
        self._gates: dict[tuple[int, ...], int] = {}

    def new(self) -> int:
        """Return a literal that nothing is known of."""
        self._last += 1
        return self._last

    @property
    def size(self) -> int:
        """The largest literal so far."""
        return self._last

    def add(self, *clause: int) -> None:
        """Demand that one of the literals holds."""
        self.clauses.append(list(clause))

    def both(self, literals: Iterable[int]) -> int:
        """Return a literal that holds where all of these hold."""
        kept = sorted({literal for literal in literals if literal != self.TRUE})
        if -self.TRUE in kept or any(-literal in kept for literal in kept):
            return -self.TRUE
        if len(kept) <= 1:
            return kept[0] if kept else self.TRUE
        key = tuple(kept)
        if key not in self._gates:
            gate = self._gates[key] = self.new()
            for literal in kept:
                self.add(-gate, literal)
            self.add(gate, *(-literal for literal in kept))
        return self._gates[key]

    def either(self, literals: Iterable[int]) -> int:
        """Return a literal that holds where at least one of these holds."""
        return -self.both([-literal for literal in literals])

    def choose(self, test: int, then: int, otherwise: int) -> int:
        """Return a literal that is `then` where the test holds, and else `otherwise`."""
        if then == otherwise:
            return then
        return self.either((self.both((test, then)), self.both((-test, otherwise))))

    def same(self, one: int, two: int) -> None:
        """Demand that two literals hold together or not at all."""
        self.add(-one, two)
        self.add(one, -two)

    def exactly_one(self, literals: Sequence[int]) -> None:
        """Demand that exactly one of the literals holds."""
        self.add(*literals)
        for place, one in enumerate(literals):
            for two in literals[place + 1 :]:
                self.add(-one, -two)

    def reaches(self, terms: Sequence[tuple[int, int]], least: int) -> int:
        """Return a literal that holds where the points of the terms that hold add up to at least so many."""
        most = [sum(max(points, 0) for _, points in terms[place:]) for place in range(len(terms) + 1)]
        fewest = [sum(min(points, 0) for _, points in terms[place:]) for place in range(len(terms) + 1)]
        made: dict[tuple[int, int], int] = {}

        def from_place(place: int, points: int) -> int:
            if points + fewest[place] >= least:
                return self.TRUE
            if points + most[place] < least:
                return -self.TRUE
            if (place, points) not in made:
                literal, more = terms[place]
                held, not_held = from_place(place + 1, points + more), from_place(place + 1, points)
                made[place, points] = self.choose(literal, held, not_held)
            return made[place, points]

        return from_place(0, 0)
