"""Why one tactic and not another: only what differs between them, read off the decision itself."""

from __future__ import annotations

from dataclasses import dataclass

from somerec.advice.cuts import CutReason, why_not
from somerec.advice.decide import decide
from somerec.advice.fit import Fitted
from somerec.advice.recommendation import Reason, Recommendation, Status
from somerec.advice.telling import Teller
from somerec.rulebook.model import Rulebook


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: what became of it, and what is said of it and not of the other."""

    tactic: str
    status: Status
    place: int
    """Its place in the order of packing, from 1."""
    score: int
    points: tuple[Reason, ...]
    """What gives it points, or takes them, and does not do so for the other; the most telling first."""
    cuts: tuple[CutReason, ...]
    """What keeps it out, and not the other."""


@dataclass(frozen=True, slots=True)
class Versus:
    """Two tactics side by side."""

    one: Side
    two: Side


@dataclass(frozen=True, slots=True)
class _Seen:
    """Everything said of one of the two."""

    item: Fitted
    place: int
    points: tuple[Reason, ...]
    cuts: tuple[CutReason, ...]


def versus(now: Recommendation, one: str, two: str, rulebook: Rulebook) -> Versus:
    """Return what tells two tactics apart. Raises KeyError where the catalogue has no such tactic."""
    decision = decide(now.answers, rulebook)
    cuts = {item.tactic: item.cuts for item in why_not(decision, rulebook)}
    teller = Teller(decision.facts, rulebook)
    seen = {}
    for place, item in enumerate(decision.fitted, start=1):
        name = item.stands.tactic.id
        if name in (one, two):
            seen[name] = _Seen(item, place, _points(item, teller), cuts.get(name, ()))
    return Versus(_side(seen[one], seen[two]), _side(seen[two], seen[one]))


def _points(item: Fitted, teller: Teller) -> tuple[Reason, ...]:
    reasons = teller.grounds(item.stands, item.stands.points)
    return tuple(sorted(reasons, key=lambda why: (-abs(why.points), why.rule)))


def _side(mine: _Seen, other: _Seen) -> Side:
    """Return one side with what the other has not; the same sentence with the same figures tells nothing."""
    shared = {(why.text.key, why.points) for why in other.points}
    known = {_told(cut) for cut in other.cuts}
    return Side(
        tactic=mine.item.stands.tactic.id,
        status=mine.item.status,
        place=mine.place,
        score=mine.item.stands.score,
        points=tuple(why for why in mine.points if (why.text.key, why.points) not in shared),
        cuts=tuple(cut for cut in mine.cuts if _told(cut) not in known),
    )


def _told(cut: CutReason) -> tuple[str, int | None, int | None]:
    return cut.reason.text.key, cut.needed, cut.left
