"""How often pages were shown in agencies' frames: a number for a day, and nobody behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from datetime import date
from typing import Literal, TypeAlias

from sqlite_utils import Database

Kind = Literal["start", "step", "result", "contact"]


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted together. None of it comes from a visitor: each value is one of a list that we have."""

    day: date
    agency: str
    """Its key."""
    kind: Kind
    language: str
    step: int = 0
    """Which step of the questionnaire; 0 for whatever is no step."""
    origin: str = ""
    """The host site as the agency lists it; empty where the browser did not name it."""
    scope: str = ""
    """The id of a result's scope; empty for whatever is no result."""


Counts: TypeAlias = Mapping[Counted, int]

_ADD = """
    INSERT INTO agency_counts (day, agency, kind, language, step, origin, scope, count)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET count = count + excluded.count"""

_OF = """
    SELECT day, agency, kind, language, step, origin, scope, count FROM agency_counts
    WHERE agency = ? AND day BETWEEN ? AND ?
    ORDER BY day, kind, language, step, origin, scope"""


def add(database: Database, counts: Counts) -> None:
    """Add numbers to those that are there."""
    for counted, count in counts.items():
        day, *rest = astuple(counted)
        database.execute(_ADD, (day.isoformat(), *rest, count))


def counts_of(database: Database, agency: str, first: date, last: date) -> dict[Counted, int]:
    """Return an agency's numbers of some days, both ends included, in order."""
    rows = database.execute(_OF, (agency, first.isoformat(), last.isoformat())).fetchall()
    return {Counted(date.fromisoformat(day), *rest): count for day, *rest, count in rows}
