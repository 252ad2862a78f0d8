"""What became of a property: whether it holds, how that was found, over how many answer sets."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

Method = Literal["enumerated", "solver", "steps", "witness", "sampled"]
"""How a property was looked at.

enumerated: every answer set over the questions that it can depend on, through the engine's own stages.
solver: no answer set at all can break it, shown from the conditions; sampled businesses check the encoding.
steps: every step that the engine can take was taken, from every state in which it can be.
witness: for each rule, tactic or option a business was found, and shown by the engine itself.
sampled: so many businesses drawn by lot. One that finds nothing is no proof.
"""


@dataclass(frozen=True, slots=True)
class Counterexample:
    """A business for which a property fails, as the real engine shows it."""

    query: str
    said: str = ""
    rules: tuple[str, ...] = ()
    case: str = ""
    """The same business as a case for the tests, ready to be kept."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one property."""

    id: str
    kind: str
    because: str
    holds: bool
    method: Method
    sets: int
    """How many answer sets, states or things were gone through, as the method says."""
    seconds: float = 0.0
    sampled: int = 0
    """Businesses drawn by lot that were looked at besides."""
    notes: tuple[str, ...] = ()
    """Known exceptions, and what failed."""
    counterexample: Counterexample | None = None

    def lasting(self, seconds: float) -> Result:
        """Return the same with the time it took."""
        return replace(self, seconds=seconds)


@dataclass(slots=True)
class Found:
    """What is found while one property is looked at."""

    method: Method
    sets: int = 0
    sampled: int = 0
    notes: list[str] = field(default_factory=list)
    counterexample: Counterexample | None = None
    holds: bool = True

    def against(self, counterexample: Counterexample | None, *notes: str) -> Found:
        """Note that the property fails."""
        self.holds = False
        self.counterexample = self.counterexample or counterexample
        self.notes += notes
        return self
