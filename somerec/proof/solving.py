"""The SAT solver, which is there in development only. Without it less is proved, and the report says so."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterable
from typing import Any

from somerec.proof.cnf import Clauses

NAME = "cadical153"


def solver_there() -> bool:
    """Say whether a solver is installed."""
    return importlib.util.find_spec("pysat") is not None


class Solving:
    """Asks the solver about clauses, which may grow between two questions."""

    def __init__(self, clauses: Clauses) -> None:
        """Hand the clauses over."""
        self.clauses, self._known = clauses, 0
        solvers = importlib.import_module("pysat.solvers")
        self._solver: Any = solvers.Solver(name=NAME)

    def possible(self, literals: Iterable[int]) -> bool:
        """Say whether some valid answers make all of these literals hold."""
        self._catch_up()
        return bool(self._solver.solve(assumptions=list(literals)))

    def model(self) -> frozenset[int]:
        """Return the literals that hold in what was found possible last."""
        return frozenset(self._solver.get_model())

    def core(self, literals: Iterable[int]) -> frozenset[int]:
        """Return few of the literals that cannot hold together; without any one of them they can."""
        kept = list(dict.fromkeys(literals))
        for literal in reversed(list(kept)):
            others = [other for other in kept if other != literal]
            if not self.possible(others):
                kept = others
        return frozenset(kept)

    def _catch_up(self) -> None:
        for clause in self.clauses.clauses[self._known :]:
            self._solver.add_clause(clause)
        self._known = len(self.clauses.clauses)
