"""Businesses drawn by lot and put to the real engine, for every property and the solver's clauses.

The clauses are a second account of the rules. For each business drawn, the engine's own decision must be
among the plans that the clauses allow, and facts, blocks and points must be the same in both.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from somerec.advice.decide import Decision, decide
from somerec.advice.standing import FOUNDATION, Standing
from somerec.proof.advised import figures
from somerec.proof.claims import claimed, facts_read
from somerec.proof.context import Context
from somerec.proof.lot import SEED, Drawn, draw
from somerec.proof.plan_encoding import PlanEncoding
from somerec.proof.solving import Solving
from somerec.rulebook.conditions import Value
from somerec.rulebook.load import load_folder
from somerec.rulebook.model import Rulebook
from somerec.rulebook.properties import AtMost

CHUNK = 5_000
"""Businesses of one lot. Each lot has its own seed: the same are drawn however many share the work."""

EVERY = 50
"""Of so many businesses one gets its whole advice, and the others the decision alone."""

AGREEMENT = "agreement"
"""The name under which a difference between the engine and the clauses is noted."""

NO_ADVICE = "advice"
"""The name under which a business is noted that the engine has no advice for."""

DECIDED = frozenset(
    ("planning", "usable", "tier", "working_goal", "gate", "chosen", "in_plan_or_use", "new_in_plan")
)


@dataclass(slots=True)
class Sampled:
    """How many businesses were drawn, and the first of them against each property."""

    count: int = 0
    whole: int = 0
    compared: int = 0
    against: dict[str, str] = field(default_factory=dict)
    decided: set[str] = field(default_factory=set)
    """The properties that the decision alone is held against; the others need the whole advice."""

    def add(self, other: Sampled) -> None:
        """Take in what another lot has found."""
        self.count += other.count
        self.whole += other.whole
        self.compared += other.compared
        self.decided |= other.decided
        for name, query in other.against.items():
            self.against.setdefault(name, query)


def sampled(context: Context, workers: int = 1, folder: Path | None = None) -> Sampled:
    """Draw so many businesses and hold each against the properties; workers read the folder anew."""
    lots = [min(CHUNK, context.sample - start) for start in range(0, context.sample, CHUNK)]
    total = Sampled()
    if workers > 1 and folder is not None:
        with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
            for found in pool.map(_lot_elsewhere, range(len(lots)), lots, [folder] * len(lots)):
                total.add(found)
        return total
    checker = Checker(context)
    for number, count in enumerate(lots):
        total.add(checker.lot(number, count))
    return total


_CHECKERS: dict[tuple[int, Path], Checker] = {}


def _lot_elsewhere(number: int, count: int, folder: Path) -> Sampled:
    """Check one lot in a process of its own, which reads the edition once."""
    key = (os.getpid(), folder)
    if key not in _CHECKERS:
        _CHECKERS[key] = Checker(Context(load_folder(folder), sample=count))
    return _CHECKERS[key].lot(number, count)


class Checker:
    """Holds businesses against the properties of one rulebook and against the clauses."""

    def __init__(self, context: Context) -> None:
        """Find what can be asked of a decision, and what only of the whole advice."""
        self.context, self.rulebook = context, context.rulebook
        claims = [found for one in context.rulebook.properties.values() if (found := claimed(one))]
        self.claims = [claim for claim in claims if not claim.single]
        answers = frozenset(context.space.others) | DECIDED | {"blocked_chosen"}
        self.early = [claim for claim in self.claims if facts_read(claim.conditions) <= answers]
        self.late = [claim for claim in self.claims if claim not in self.early]
        self.limits = [p for p in context.rulebook.properties.values() if isinstance(p.claim, AtMost)]
        self.comparing = (
            _Comparing(context.encoding, context.solving) if context.encoding and context.solving else None
        )

    def lot(self, number: int, count: int) -> Sampled:
        """Draw and check one lot."""
        found = Sampled(decided={claim.property.id for claim in self.early})
        for place, drawn in enumerate(draw(self.rulebook, count, f"{SEED} {number}")):
            found.count += 1
            decision = decide(drawn.answers, self.rulebook)
            for name in self._broken(decision):
                found.against.setdefault(name, drawn.query)
            if self.comparing is not None:
                found.compared += 1
                if self.comparing.differs(decision):
                    found.against.setdefault(AGREEMENT, drawn.query)
            if place % EVERY == 0:
                found.whole += 1
                for name in self._broken_late(drawn):
                    found.against.setdefault(name, drawn.query)
        return found

    def _broken(self, decision: Decision) -> Iterator[str]:
        values = _values(decision)
        for claim in self.early:
            if claim.broken(values):
                yield claim.property.id
        yield from self._beyond(_figures(decision, self.rulebook))
        if any(item.status == "chosen" and _blocked(item.stands) for item in decision.fitted):
            yield from (
                claim.property.id for claim in self.claims if "blocked_chosen" in facts_read(claim.conditions)
            )

    def _beyond(self, counted: Mapping[str, int]) -> Iterator[str]:
        """Yield the properties whose limit something counted exceeds."""
        for found in self.limits:
            if isinstance(found.claim, AtMost) and found.claim.figure in counted:
                limit = found.claim.limit
                most = limit if isinstance(limit, int) else counted.get(limit)
                if most is not None and counted[found.claim.figure] > most:
                    yield found.id

    def _broken_late(self, drawn: Drawn) -> Iterator[str]:
        one = self.context.advised(drawn.pairs)
        if one is None:
            yield NO_ADVICE
            return
        yield from self._beyond(figures(one.advice, self.rulebook))
        values = self.context.values(one)
        for claim in self.late:
            if claim.broken(values):
                yield claim.property.id


def _blocked(stands: Standing) -> bool:
    return not stands.eligible and stands.tactic.id != FOUNDATION


def _values(decision: Decision) -> dict[str, Value]:
    """Return what was decided as facts."""
    chosen = frozenset(decision.chosen)
    in_use = frozenset(item.stands.tactic.id for item in decision.fitted if item.stands.in_use)
    values = dict(decision.facts.values)
    values.update(
        blocked_chosen="no", chosen=chosen, in_plan_or_use=chosen | in_use, new_in_plan=chosen - in_use
    )
    return values


def _figures(decision: Decision, rulebook: Rulebook) -> dict[str, int]:
    chosen = [item for item in decision.fitted if item.status == "chosen"]
    option = rulebook.questions["money"].option(str(decision.facts.values["money"]))
    tier = rulebook.tiers[decision.tier]
    return {
        "planned": sum(item.weekly for item in chosen),
        "usable": decision.hours.usable,
        "planning": decision.hours.planning,
        "spent": sum(item.stands.tactic.monthly for item in chosen),
        "money": option.kr if option else 0,
        "social_channels": sum(item.stands.tactic.social for item in chosen),
        "social_cap": tier.social,
        "tactics_beyond": sum(not item.stands.tactic.basic for item in chosen),
        "tactics_cap": tier.tactics,
    }


class _Comparing:
    """Holds the engine's decision against the clauses."""

    def __init__(self, encoding: PlanEncoding, solving: Solving) -> None:
        self.encoding, self.solving = encoding, solving
        threshold = encoding.rulebook.settings.threshold
        self.enough = {name: encoding.reaches(points, threshold) for name, points in encoding.points.items()}
        self.threshold = threshold

    def differs(self, decision: Decision) -> bool:
        """Say whether the clauses do not allow the decision as it is."""
        return not self.solving.possible(self._literals(decision))

    def _literals(self, decision: Decision) -> Sequence[int]:
        """Return everything that was decided as literals that must all hold."""
        encoding, values = self.encoding, decision.facts.values
        literals = encoding.answers(values)
        literals += [
            encoding.is_value(name, values[name])
            for name in ("tier", "gate", "working_goal", "working_buying")
        ]
        for item in decision.fitted:
            stands, name = item.stands, item.stands.tactic.id
            literals.append(_signed(self.enough[name], holds=stands.score >= self.threshold))
            if name != FOUNDATION:
                literals.append(_signed(encoding.eligible[name], holds=stands.eligible))
                literals.append(_signed(encoding.chosen[name], holds=item.status == "chosen"))
        return literals


def _signed(literal: int, *, holds: bool) -> int:
    return literal if holds else -literal
