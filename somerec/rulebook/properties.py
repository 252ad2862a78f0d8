"""What must hold for every business there could be, as an edition states it in `properties.yaml`.

A property is one of seven kinds. Whether it holds is for the room `proof` to show.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from somerec.rulebook.conditions import Condition

PropertyKind = Literal["always", "never_together", "only_if", "at_most", "monotone", "reachable", "same_for"]

EACH: Mapping[str, tuple[str, ...]] = {
    "rule": ("fire", "tip"),
    "effect": ("tip",),
    "tactic": ("be_chosen", "be_first"),
    "option": ("be_told_apart",),
}
"""What can be asked of each rule, tactic or option with `reachable: {each: …, can: …}`."""

ONE_ANSWER = ("hours", "lower", "depth", "review", "guess_buying")
"""Verbs that settle one answer, so that two rules with different ones contradict each other."""

FIGURES = (
    "planned",
    "usable",
    "planning",
    "spent",
    "money",
    "social_channels",
    "social_cap",
    "tactics_beyond",
    "tactics_cap",
    "first_minutes",
)
"""What can be counted in a plan; minutes a week, kroner a month or tactics."""

ASPECTS = (
    "tier",
    "gate",
    "goal",
    "chosen",
    "directories",
    "tactics",
    "actions",
    "safeguards",
    "stops",
    "law",
    "depth",
)
"""Parts of the advice that can be held side by side."""

KEPT = ("tier", "chosen")
"""What more of something may be asked to keep: a tier never sinks, a tactic is never lost."""


@dataclass(frozen=True, slots=True)
class AtMost:
    """A figure of the plan and its limit, which is a number or another figure."""

    figure: str
    limit: str | int


@dataclass(frozen=True, slots=True)
class Monotone:
    """More of one answer, and what it must keep. `steps` go from the least to the most."""

    more: str
    steps: tuple[str, ...]
    keeps: str


@dataclass(frozen=True, slots=True)
class Each:
    """Something that each rule, tactic or option can do for some business."""

    each: str
    can: str


@dataclass(frozen=True, slots=True)
class SameFor:
    """A question that changes nothing in these parts of the advice."""

    question: str
    keeps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """Several things of which at most one may hold. `names` say what each is."""

    names: tuple[str, ...]
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class OneAnswer:
    """Verbs of which no two rules may give different answers to one business."""

    verbs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OnlyIf:
    """Something that is so only if a condition holds."""

    what: Condition
    needs: Condition


Claim: TypeAlias = Condition | AtMost | Monotone | Each | SameFor | Apart | OneAnswer | OnlyIf


@dataclass(frozen=True, slots=True)
class Known:
    """Exceptions that are known and kept: which, how many, and under which key it says why."""

    id: str
    items: tuple[str, ...]
    count: int | None
    key: str


@dataclass(frozen=True, slots=True, eq=False)
class Property:
    """One property. `when` says for which businesses it is claimed."""

    id: str
    kind: PropertyKind
    when: Condition
    claim: Claim
    known: tuple[Known, ...]
    shown: tuple[str, ...]
    """Addresses of businesses that show something which hardly any business drawn by lot would."""
    source: tuple[str, ...]
    key: str
    """The text that says why it must hold."""
