"""Properties that are settled by going through every case there is."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from urllib.parse import urlencode

from somerec.advice.flow import option_shown
from somerec.advice.stages import count_hours, set_scope
from somerec.proof.lot import ANY, SEED, business
from somerec.proof.result import Result
from somerec.rulebook.conditions import GRID, Facts, Value
from somerec.rulebook.model import TIERS, Rulebook

MOST_CASES = 100_000
"""Up to so many cases are all gone through; of more, so many are drawn by lot."""

WHO = ("nobody", "spare_time", "set_time", "one_full", "team_2_4", "team_5_plus")
"""From the fewest hands to the most; who is hired stands apart."""

_DERIVED = {"planning", "usable", "tier"}
"""Facts that follow from the answers gone through."""

Case = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Space:
    """The cases over the questions that some rules read, and whether these are all there are."""

    names: tuple[str, ...]
    cases: list[Case]
    method: str


def exhaustive(rulebook: Rulebook) -> Iterator[Result]:
    """Yield what became of the properties that few answers decide."""
    yield from _scope(rulebook)
    yield _decided(rulebook, "pack", "Every business has a safeguard pack")
    yield _decided(rulebook, "depth", "Every plan has a depth")
    yield _decided(rulebook, "review", "Every plan has a review")


def _scope(rulebook: Rulebook) -> Iterator[Result]:
    """Find the tier in every case that can decide it."""
    verbs = ("hours", "cap", "cap_by", "lower")
    capped = {effect.value[0] for effect in rulebook.having("cap_by")} - _DERIVED
    space = _space(
        {"size", "who", "hours", "money", *capped, *_read_by(verbs, rulebook)} - {"tier"}, verbs, rulebook
    )
    others = business(rulebook, lambda options: options[0], ANY).facts(rulebook).values
    tiers: dict[tuple[Value, ...], int] = {}
    unnamed = ""
    for case in space.cases:
        facts = Facts({**others, **case})
        count_hours(facts, rulebook)
        scope = set_scope(facts, rulebook)
        tiers[tuple(case.values())] = TIERS.index(scope.tier)
        if not scope.binding or any(cap.cap != scope.tier for cap in scope.binding):
            unnamed = unnamed or _query(case)
    yield Result("What sets the limit is always named", not unnamed, len(tiers), space.method, unnamed)
    hours, sizes = _ids(rulebook, "hours"), _ids(rulebook, "size")
    for title, name, steps in (
        ("More hours never lower the tier", "hours", hours),
        ("More people never lower the tier", "who", WHO),
        ("A larger business never has a lower tier", "size", sizes),
    ):
        against = _lowered(tiers, space.names, name, steps)
        yield Result(title, not against, len(tiers), space.method, against)


def _lowered(
    tiers: Mapping[tuple[Value, ...], int], names: tuple[str, ...], name: str, steps: Sequence[str]
) -> str:
    """Return the first case whose tier sinks where one answer goes a step up."""
    place, after = names.index(name), dict(itertools.pairwise(steps))
    for case, tier in tiers.items():
        more = (*case[:place], after.get(str(case[place])), *case[place + 1 :])
        if tiers.get(more, tier) < tier:
            return f"{_query(dict(zip(names, case, strict=True)))} with {name}={more[place]}"
    return ""


def _decided(rulebook: Rulebook, verb: str, title: str) -> Result:
    """Find a case in which no rule with a verb fires."""
    space = _space(_read_by((verb,), rulebook), (verb,), rulebook)
    whens = [effect.part.when for effect in rulebook.having(verb)]
    against = [case for case in space.cases if not any(when.test(case) for when in whens)]
    example = (_query(against[0]) or "anybody") if against else ""
    return Result(title, not against, len(space.cases), space.method, example)


def _read_by(verbs: Iterable[str], rulebook: Rulebook) -> set[str]:
    """Return the questions and facts that the rules with these verbs read."""
    effects = [effect for verb in verbs for effect in rulebook.having(verb)]
    return set[str]().union(*(effect.part.when.questions() for effect in effects))


def _space(names: set[str], verbs: Iterable[str], rulebook: Rulebook) -> Space:
    """Return the cases over some questions: all of them, or so many drawn by lot."""
    named = _named_options(verbs, rulebook)
    values = {name: _values(name, named.get(name, set()), rulebook) for name in _in_order(names, rulebook)}
    order = tuple(name for name, found in values.items() if found)
    beyond = [name for name in sorted(names) if name not in order and name not in _DERIVED]
    spaces = [values[name] for name in order]
    count = math.prod(map(len, spaces))
    drawn: Iterable[tuple[Value, ...]] = itertools.product(*spaces)
    method = "cases, all there are" if count > 1 else "case, the only one"
    if count > MOST_CASES:
        chance = random.Random(SEED)  # noqa: S311 - a lot, not a secret
        drawn = dict.fromkeys(tuple(chance.choice(found) for found in spaces) for _ in range(MOST_CASES))
        method = f"cases sampled of {count}, seed {SEED}"
    if beyond:
        method = f"cases sampled, {' and '.join(beyond)} left aside"
    cases = [dict(zip(order, found, strict=True)) for found in drawn]
    return Space(order, [case for case in cases if _offered(case, rulebook)], method)


def _in_order(names: set[str], rulebook: Rulebook) -> list[str]:
    rows = [f"{GRID}.{row}" for row in rulebook.questions[GRID].rows]
    return [name for name in ("tier", *rulebook.questions, *rows) if name in names]


def _values(name: str, named: set[str], rulebook: Rulebook) -> list[Value]:
    """Return the values that a question or fact can have; none where they cannot be counted."""
    if name == "tier":
        return list(TIERS)
    question = rulebook.questions[name.partition(".")[0]]
    if question.kind == "one" or "." in name:
        return [option.id for option in question.options]
    if question.kind == "many":
        ticks = sorted(named)
        sizes = range(len(ticks) + 1)
        return [frozenset(some) for size in sizes for some in itertools.combinations(ticks, size)]
    return []


def _named_options(verbs: Iterable[str], rulebook: Rulebook) -> dict[str, set[str]]:
    """Return the options that conditions name, by question: no other tick can make a difference to them."""
    named: dict[str, set[str]] = {}

    def look(part: object) -> None:
        for item in part if isinstance(part, tuple) else ():
            look(item)
        if is_dataclass(part):
            options = getattr(part, "options", None)
            if isinstance(options, frozenset):
                named.setdefault(getattr(part, "name", ""), set()).update(options)
            for item in fields(part):
                look(getattr(part, item.name))

    for verb in verbs:
        for effect in rulebook.having(verb):
            look(effect.part.when)
    return named


def _offered(case: Case, rulebook: Rulebook) -> bool:
    """Say whether all options of a case are offered together."""
    for name, value in case.items():
        question = rulebook.questions.get(name)
        for option in question.options if question else ():
            ticked = option.id == value or (isinstance(value, frozenset) and option.id in value)
            if ticked and not option_shown(option, case):
                return False
    return True


def _ids(rulebook: Rulebook, question: str) -> tuple[str, ...]:
    return tuple(option.id for option in rulebook.questions[question].options)


def _query(case: Case) -> str:
    pairs: list[tuple[str, str]] = []
    for name, value in case.items():
        options = sorted(value) if isinstance(value, frozenset) else [str(value)]
        pairs += [(name, option) for option in options]
    return urlencode(pairs)
