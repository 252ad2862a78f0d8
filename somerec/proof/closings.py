"""What early facts and lists of the advice can depend on, gone through answer set by answer set.

Facts that only the finished plan has take every value that they might have, also together where no plan
brings them together: what holds for all of these holds for the plans among them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from somerec.advice.closing import (
    choose_depth,
    choose_pack,
    list_actions,
    list_safeguards,
    list_stops,
    place_wishes,
)
from somerec.advice.firing import firing
from somerec.proof.space import DERIVED, Space
from somerec.proof.variables import NO, YES, Case, leaves, question_of, variables
from somerec.rulebook.conditions import AtLeast, Condition, Facts, Has, Value
from somerec.rulebook.model import Effect, Rulebook
from somerec.rulebook.parse_conditions import FACTS

OF_TACTICS = ("chosen", "in_plan_or_use", "new_in_plan")
"""Facts about single tactics: too many ways to go through, so a solver has to do."""

PLAN_FACTS = (
    "chosen",
    "in_plan_or_use",
    "setup_weeks",
    "setup_minutes",
    "spare",
    "nothing_serves",
    "opens_later",
)
"""What only the whole plan decides."""


@dataclass(frozen=True, slots=True)
class _List:
    """A fact that closing stages make: the verbs that fill it, and the stage itself."""

    verbs: tuple[str, ...]
    read: Callable[[Facts, Rulebook], Value]


def _ids(read: Callable[[Facts, Rulebook], Iterable[object]]) -> Callable[[Facts, Rulebook], Value]:
    return lambda facts, book: frozenset(str(getattr(item, "id", item)) for item in read(facts, book))


def _named(verb: str) -> Callable[[Facts, Rulebook], Iterable[object]]:
    def read(facts: Facts, book: Rulebook) -> Iterable[object]:
        return [name for effect in firing(verb, book, facts) for name in _names_of(effect)]

    return read


def _names_of(effect: Effect) -> tuple[str, ...]:
    return tuple(effect.value) if isinstance(effect.value, (tuple, dict)) else (str(effect.value),)


def _strategies(facts: Facts, book: Rulebook) -> Iterable[object]:
    return [wish for wish in place_wishes(facts, book) if wish.level == "strategy"]


LISTS: Mapping[str, _List] = {
    "pack": _List(("pack",), choose_pack),
    "depth": _List(("depth",), choose_depth),
    "actions": _List(("act", "act_only"), _ids(lambda facts, book: list_actions(facts, book, 0))),
    "safeguards": _List(("safeguard",), _ids(list_safeguards)),
    "stops": _List(("stop",), _ids(list_stops)),
    "law": _List(("law",), _ids(_named("law"))),
    "flags": _List(("flag",), _ids(_named("flag"))),
    "strategies": _List(("place",), _ids(_strategies)),
    "placed": _List(("place",), _ids(place_wishes)),
}
"""The lists of the advice, in the order in which they are made."""


@dataclass(frozen=True, eq=False)
class Scene:
    """What some conditions can depend on: variables, facts of the plan with their values, lists to make."""

    names: frozenset[str]
    free: Mapping[str, tuple[Value, ...]]
    lists: tuple[str, ...]
    closed: bool
    """Whether every answer set can be gone through: nothing is read of single tactics, or of other things."""


def scene(conditions: Iterable[Condition], rulebook: Rulebook) -> Scene:
    """Find what conditions can depend on, through lists and derived facts to the questions beneath."""
    left, seen = list(conditions), list[Condition]()
    wanted: dict[str, set[str]] = {}
    while left:
        condition = left.pop()
        seen.append(condition)
        for leaf in leaves(condition):
            options = set(leaf.options) if isinstance(leaf, Has) else set[str]()
            if leaf.name in LISTS and (leaf.name not in wanted or not options <= wanted[leaf.name]):
                wanted.setdefault(leaf.name, set()).update(options)
                left += [effect.part.when for effect in _filling(leaf.name, wanted[leaf.name], rulebook)]
    names = {name for name in variables(seen) if question_of(name) not in LISTS}
    free = {name: _free_values(name, seen) for name in names if question_of(name) in PLAN_FACTS}
    known = {*rulebook.questions, *DERIVED, *PLAN_FACTS} - {*OF_TACTICS}
    closed = {question_of(name) for name in names} <= known
    return Scene(frozenset(names), free, tuple(name for name in LISTS if name in wanted), closed)


def _filling(name: str, options: set[str], rulebook: Rulebook) -> Iterable[Effect]:
    """Yield the effects that can put something into a list; all of them where nothing is named."""
    for verb in LISTS[name].verbs:
        for effect in rulebook.having(verb):
            if not options or verb == "act_only" or not options.isdisjoint(_names_of(effect)):
                yield effect


def _free_values(name: str, conditions: Iterable[Condition]) -> tuple[Value, ...]:
    """Return the values that a fact of the plan may have: of a number one in each stretch between limits."""
    if "=" in name:
        return (NO, YES)
    numbers = [leaf for when in conditions for leaf in leaves(when) if isinstance(leaf, AtLeast)]
    least = sorted({leaf.least for leaf in numbers if leaf.name == name})
    return (least[0] - 1, *least) if least else tuple(FACTS[name].options or ())


def go_through(
    found: Scene, holds: Callable[[Mapping[str, Value]], bool], space: Space
) -> tuple[Case | None, int]:
    """Return the first case for which something does not hold, if any, and how many answer sets there are.

    Raises TooLargeError.
    """
    count = 0
    for case, sets, example in space.cases(found.names, found.free):
        count += sets
        facts = space.facts(case)
        try:
            for name in found.lists:
                facts.values[name] = LISTS[name].read(facts, space.rulebook)
        except (ValueError, IndexError, KeyError):
            return {**example, **case}, count
        if not holds(facts.values):
            return {**example, **case}, count
    return None, count
