"""What became of a property."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one property: after how many cases, found how, and the first case against it."""

    name: str
    holds: bool
    checked: int
    method: str
    counterexample: str = ""

    def __str__(self) -> str:
        """Write it in one line."""
        against = f": {self.counterexample}" if self.counterexample else ""
        return f"{'holds' if self.holds else 'FAILS'}  {self.name} ({self.checked} {self.method}){against}"
