"""What would change a plan, found the slow way: every answer put differently, read and decided anew.

Nothing here is taken from the search that it judges: changes are made on the pairs of an address, read as a
visitor's address is, and decided by `decide`, which the tests hold to `recommend`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from somerec import Answers
from somerec.advice.answers import read_pairs
from somerec.advice.decide import decide
from somerec.advice.standing import FOUNDATION
from somerec.rulebook.model import TIERS
from tests.strategies import RULEBOOK

Edit = tuple[str, str]
"""A question, or a row of the grid, and the option chosen, ticked or no longer ticked."""

Plan = tuple[str, str, frozenset[str]]
"""Tier, gate and chosen tactics."""

NEVER_BY_TWOS = ("wishes", "purpose", "target_size", "target_months")
"""Questions that no rule of tier, gate or tactics reads; alone they are tried all the same."""


@dataclass
class Found:
    """What brute force finds."""

    gains: dict[str, set[frozenset[Edit]]] = field(default_factory=dict)
    losses: dict[str, set[frozenset[Edit]]] = field(default_factory=dict)
    same: int = 0
    tried: int = 0


def brute_force(answers: Answers) -> Found:
    """Try every change of one answer, and every two that a person can make where no one of them is enough."""
    now, edits = plan(answers), list(all_edits(answers))
    alone = {edit: after for edit in edits if (after := tried(answers, [edit]))}
    found = Found(same=list(alone.values()).count(now), tried=len(alone))
    found.gains = {name: set() for name in wanted(now)}
    for edit, after in alone.items():
        for name in reached(now, after):
            note(found.gains, name, [edit])
    for name in now[2] - {FOUNDATION}:
        found.losses[name] = set()
        for edit, after in alone.items():
            if name not in after[2]:
                note(found.losses, name, [edit])
    left = {name for name, ways in found.gains.items() if all(map(is_life, itertools.chain(*ways)))}
    can = [edit for edit in edits if not is_life(edit) and question(edit) not in NEVER_BY_TWOS]
    for two in itertools.combinations(can, 2):
        after = tried(answers, two) if left else None
        for name in left & reached(now, after) if after else ():
            note(found.gains, name, two)
    return found


def wanted(now: Plan) -> Iterator[str]:
    """Yield what may be reached: tactics that are not chosen, a larger scope, an open gate."""
    yield from (name for name in RULEBOOK.tactics if name not in now[2])
    yield from ["tier"] * (now[0] != TIERS[-1])
    yield from ["gate"] * (now[1] == "closed")


def reached(now: Plan, then: Plan) -> set[str]:
    """Return what one plan has and the other has not."""
    larger, opened = {"tier"} if then[0] > now[0] else set(), {"gate"} if then[1] > now[1] else set()
    return {*(then[2] - now[2]), *larger, *opened}


def note(ways: dict[str, set[frozenset[Edit]]], name: str, edits: Iterable[Edit]) -> None:
    """Note a way, unless it is that the tactic's own channel is in use, or no longer is."""
    own = RULEBOOK.tactics[name].row if name in RULEBOOK.tactics else ""
    if own not in {key for key, _ in edits}:
        ways[name].add(frozenset(edits))


def question(edit: Edit) -> str:
    """Return the question that an edit belongs to."""
    return edit[0].partition(".")[0]


def is_life(edit: Edit) -> bool:
    """Say whether an edit is one that nobody makes at will."""
    return RULEBOOK.questions[question(edit)].change == "life"


def asks_for_less(edit: Edit, answers: Answers) -> bool:
    """Say whether an edit takes away what it takes work to have: a tick, fewer hours or money, a channel."""
    item, (key, option) = RULEBOOK.questions[question(edit)], edit
    given = answers.complete.get(item.id)
    if isinstance(given, frozenset):
        return item.id in ("skills", "content", "base") and option in given
    if isinstance(given, Mapping):
        states = ["no", "quiet", "active"]
        return states.index(option) < states.index(given.get(key.partition(".")[2], "no"))
    steps = [step.id for step in item.options]
    return key in ("hours", "money") and steps.index(option) < steps.index(str(given))


def all_edits(answers: Answers) -> Iterator[Edit]:
    """Yield every other option, every tick put on or off, every other state of a row."""
    for item in RULEBOOK.questions.values():
        given = answers.complete.get(item.id)
        for row in item.rows:
            state = dict(given).get(row, "no") if isinstance(given, dict) else "no"
            yield from ((f"{item.id}.{row}", option.id) for option in item.options if option.id != state)
        if item.kind == "many":
            yield from ((item.id, option.id) for option in item.options if not option.exclusive)
        elif item.kind == "one":
            yield from ((item.id, option.id) for option in item.options if option.id != given)


def tried(answers: Answers, edits: Iterable[Edit]) -> Plan | None:
    """Return the plan after some edits, or None where they cannot be made together."""
    pairs: dict[str, list[str]] = {}
    for key, value in answers.pairs(edition=False):
        pairs.setdefault(key, []).append(value)
    meant: dict[str, set[str]] = {}
    for key, option in edits:
        item = RULEBOOK.questions[question((key, option))]
        if item.kind == "many":
            ticked = meant.get(key, set(pairs.get(key, answers.complete[key] or ())))  # type: ignore[arg-type]
            alone = {choice.id for choice in item.options if choice.exclusive}
            meant[key] = ((ticked - alone) ^ {option}) or set(list(alone)[:1])
        elif key in meant:
            return None
        else:
            meant[key] = {option}
        pairs[key] = [] if item.kind == "grid" and option == "no" else list(meant[key])
    after = read_pairs([(key, value) for key, values in pairs.items() for value in values], RULEBOOK).answers
    return plan(after) if not after.missing and all(kept(after, *item) for item in meant.items()) else None


def kept(after: Answers, key: str, meant: set[str]) -> bool:
    """Say whether an answer is still there after branching has had its say."""
    name, _, row = key.partition(".")
    value = after.given.get(name)
    if row:
        return meant == {dict(value).get(row, "no") if isinstance(value, dict) else "no"}
    return value is not None and meant == ({value} if isinstance(value, str) else set(value))  # type: ignore[arg-type]


def plan(answers: Answers) -> Plan:
    """Return the tier, the gate and the chosen tactics that are decided for some answers."""
    decision = decide(answers, RULEBOOK)
    return decision.tier, decision.gate, frozenset(decision.chosen)
