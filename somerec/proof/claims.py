"""What a property claims, as something to be held against the facts of one business."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from somerec.proof.variables import leaves
from somerec.rulebook.conditions import Always, Condition, Value
from somerec.rulebook.properties import Apart, AtMost, Each, Monotone, OneAnswer, OnlyIf, Property, SameFor

Values = Mapping[str, Value]


@dataclass(frozen=True, eq=False)
class Claimed:
    """A property that one business alone can break: its conditions, and whether they break it."""

    property: Property
    conditions: tuple[Condition, ...]
    broken: Callable[[Values], bool]
    single: bool
    """Whether it is enough for one business to have it, rather than needed that all do."""


def claimed(found: Property) -> Claimed | None:
    """Return what a property claims of each business by itself; None where it claims something else."""
    claim, when = found.claim, found.when
    if isinstance(claim, OnlyIf):
        parts: tuple[Condition, ...] = (when, claim.what, claim.needs)
        return Claimed(found, parts, _only_if(when, claim), single=False)
    if isinstance(claim, Apart):
        return Claimed(found, (when, *claim.parts), _apart(when, claim), single=False)
    if isinstance(claim, (AtMost, Each, Monotone, OneAnswer, SameFor)):
        return None
    return Claimed(found, (when, claim), _always(when, claim), single=found.kind == "reachable")


def _always(when: Condition, claim: Condition) -> Callable[[Values], bool]:
    return lambda values: when.test(values) and not claim.test(values)


def _only_if(when: Condition, claim: OnlyIf) -> Callable[[Values], bool]:
    return lambda values: when.test(values) and claim.what.test(values) and not claim.needs.test(values)


def _apart(when: Condition, claim: Apart) -> Callable[[Values], bool]:
    def broken(values: Values) -> bool:
        return when.test(values) and sum(part.test(values) for part in claim.parts) > 1

    return broken


def facts_read(conditions: Iterable[Condition]) -> frozenset[str]:
    """Return the questions and facts that conditions read."""
    return frozenset(leaf.name for condition in conditions for leaf in leaves(condition))


def applies(found: Property, values: Values) -> bool:
    """Say whether a property is claimed of a business."""
    return isinstance(found.when, Always) or found.when.test(values)
