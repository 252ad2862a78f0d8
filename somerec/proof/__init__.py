"""Properties of a rulebook that `somerec check` looks at: what must hold for every business there could be.

Where the answers that matter are few, all of them are gone through, and the property is settled for this
rulebook. Otherwise businesses are drawn by lot, always the same ones, and the result says that they are a
sample: one that finds nothing is no proof.
"""

from __future__ import annotations

from collections.abc import Iterator

from somerec.proof.cases import exhaustive
from somerec.proof.properties import drawn
from somerec.proof.result import Result
from somerec.rulebook.model import Rulebook

__all__ = ["Result", "quick_properties"]


def quick_properties(rulebook: Rulebook) -> Iterator[Result]:
    """Yield what became of each property, in a few seconds altogether."""
    yield from exhaustive(rulebook)
    yield from drawn(rulebook)
