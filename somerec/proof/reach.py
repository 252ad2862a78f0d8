"""Every rule can fire and make a difference, every tactic can be chosen and come first: shown by examples.

An example is a business for which the real engine does it. Where no example is found among those drawn, the
solver is asked for one; where it says that there can be none, the rule is dead or masked, and that is proved.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from urllib.parse import parse_qsl

from somerec.advice.recommend import recommend
from somerec.advice.standing import FOUNDATION
from somerec.proof.advised import reasons
from somerec.proof.cases import START
from somerec.proof.context import Advised, Context, Look, outcome, told
from somerec.proof.models import models
from somerec.proof.plan_encoding import PlanEncoding
from somerec.proof.removal import targets, without, without_target
from somerec.proof.result import Found
from somerec.rulebook.model import Effect, Part, Rule, Rulebook
from somerec.rulebook.properties import Property

MOST_TRIES = 30
"""So many businesses that a rule applies to are tried before the solver is asked."""

MOST_POOL = 300
"""The same for a rule as a whole, which may decide anything."""

MOST_MODELS = 48
"""So many businesses of the solver are tried."""

BLOCKS = ("reject", "wait", "reject_others", "wait_others")

OF_TACTICS = (
    *BLOCKS,
    "score",
    "first",
    "last",
    "facts_only",
    "facts_later",
    "half_pace",
    "monthly",
    "double",
)
"""Verbs that decide about each tactic they touch."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Something of a rule that is to make a difference: its name, its effects, the rulebook without it."""

    name: str
    effects: tuple[Effect, ...]
    target: str
    removed: Callable[[], Rulebook]
    look: Look


def parts(context: Context) -> list[tuple[Rule, Part, str, tuple[Effect, ...]]]:
    """Return every part of every rule that is looked at, with a name and its effects."""
    rulebook = context.rulebook
    by_part: dict[Part, list[Effect]] = {}
    for effects in rulebook.effects.values():
        for effect in effects:
            by_part.setdefault(effect.part, []).append(effect)
    found = []
    for rule in rulebook.rules.values():
        if context.rules and rule.id not in context.rules:
            continue
        for number, part in enumerate(rule.parts, start=1):
            own = part.key.removeprefix("rules.").removesuffix(".because")
            name = own if len(rule.parts) == 1 or own != rule.id else f"{rule.id} ({number})"
            found.append((rule, part, name, tuple(by_part.get(part, ()))))
    return found


def fire(context: Context, found: Property) -> Found:
    """Find for each part of each rule a business to which it applies."""
    result, rulebook = Found("witness"), context.rulebook
    applied = {why for one in context.pool for why in _spoke(one)}
    dead: list[str] = []
    for _, _, name, effects in parts(context):
        result.sets += 1
        if any(_fires(effect, one, context) for one in context.pool for effect in effects[:1]):
            continue
        if not any(_fires(effects[0], one, context) for one in _with_firing(context, effects[0])):
            dead.append(name)
    for event, (rule_id, key) in rulebook.explains.items():
        result.sets += 1
        if key not in applied and (not context.rules or rule_id in context.rules):
            dead.append(f"{rule_id} ({event})")
    return listed(result, found, dead, "applies to nobody", whole=not context.rules)


def _spoke(one: Advised) -> Iterable[str]:
    return (why.text.key for why in reasons(one.advice))


def _fires(effect: Effect, one: Advised, context: Context) -> bool:
    if effect.verb == "lower":
        return any(cap.reason.text.key == effect.part.key for cap in one.advice.scope.binding)
    values = context.values_of(one)
    if effect.part.split.own is None:
        return effect.part.when.test(values)
    for name in targets(context.rulebook, effect):
        row = context.rulebook.tactics[name].row
        if effect.part.when.test({**values, "this_channel": values.get(row, "no")}):
            return True
    return False


def _with_firing(
    context: Context, effect: Effect, tactic: str = "", more: Iterable[int] = ()
) -> Iterable[Advised]:
    """Return businesses for which the solver says that an effect fires, if can be on this tactic alone."""
    encoding = context.encoding
    if encoding is None:
        return ()
    names = (tactic,) if tactic else targets(context.rulebook, effect) if effect.part.split.own else ("",)
    literals = [encoding.fires(effect, name) for name in names]
    return models(context, [encoding.either(literals), *more], MOST_MODELS, (tactic,) if tactic else ())


def tip(context: Context, found: Property, *, each_target: bool) -> Found:
    """Find for each unit a business for which it makes a difference; say of the others what hides them."""
    result = Found("witness")
    idle: list[str] = []
    shown = [one for query in found.shown if (one := context.advised(parse_qsl(query)))]
    units = _target_units(context) if each_target else _part_units(context)
    for unit in units:
        result.sets += 1
        if not _tips(unit, context, shown):
            idle.append(f"{unit.name}{_hidden_by(unit, context)}")
    return listed(result, found, idle, "never makes a difference", whole=not context.rules)


def _part_units(context: Context) -> Iterable[Unit]:
    rulebook = context.rulebook
    for _, _, name, effects in parts(context):
        yield Unit(name, effects, "", partial(without, rulebook, *effects), told)


def _target_units(context: Context) -> Iterable[Unit]:
    rulebook = context.rulebook
    for _, _, name, effects in parts(context):
        for effect in effects:
            if effect.verb in OF_TACTICS:
                for target in targets(rulebook, effect):
                    removed = partial(without_target, rulebook, effect, target)
                    yield Unit(f"{name} {effect.verb} {target}", (effect,), target, removed, outcome)


def _tips(unit: Unit, context: Context, shown: list[Advised]) -> bool:
    """Look for a business for which a unit makes a difference: drawn, shown, or found by the solver."""
    other = unit.removed()
    tries = 0
    for one in context.pool:
        if tries >= (MOST_TRIES if unit.target else MOST_POOL):
            break
        if _may_tip(unit, one, context):
            tries += 1
            if _differs(unit, one, other):
                return True
    return any(_differs(unit, one, other) for one in itertools.chain(shown, _guided(unit, context)))


def _may_tip(unit: Unit, one: Advised, context: Context) -> bool:
    """Say whether a unit fires and, where it blocks a tactic, whether nothing else seems to."""
    if not any(_fires(effect, one, context) for effect in unit.effects):
        return False
    if not unit.target or unit.effects[0].verb not in BLOCKS:
        return True
    tactic = next(tactic for tactic in one.advice.tactics if tactic.id == unit.target)
    rules = [why for why in tactic.reasons if why.points >= 0]
    return (
        tactic.status != "chosen"
        and len(rules) <= 1
        and tactic.score >= context.rulebook.settings.trial_threshold
    )


def _differs(unit: Unit, one: Advised, other: Rulebook) -> bool:
    try:
        then = recommend(one.advice.answers, other, START)
    except (ValueError, IndexError, KeyError):
        return True
    return unit.look(one.advice) != unit.look(then)


def _guided(unit: Unit, context: Context) -> Iterable[Advised]:
    """Return businesses that the solver finds for which a unit seems to be what decides."""
    encoding = context.encoding
    if encoding is None:
        return
    for effect in unit.effects:
        if effect.verb in OF_TACTICS:
            for target in (unit.target,) if unit.target else targets(context.rulebook, effect):
                yield from _with_firing(context, effect, target, _deciding(effect, target, encoding))
        elif effect.verb == "after":
            for later, earlier in effect.value.items():
                both = [encoding.eligible[name] for name in (later, earlier)]
                yield from _with_firing(
                    context, effect, later, [*both, -encoding.in_use(context.rulebook.tactics[later])]
                )
        else:
            yield from _with_firing(context, effect)


def _deciding(effect: Effect, target: str, encoding: PlanEncoding) -> list[int]:
    """Return what must hold beside for an effect to decide about a tactic."""
    settings = encoding.rulebook.settings
    enough = encoding.reaches(encoding.points[target], settings.threshold)
    if effect.verb in BLOCKS:
        others = [-literal for block, literal in encoding.blocks[target] if block is not effect]
        return [*others, encoding.worth_it[target], encoding.room[target]]
    if effect.verb == "score":
        terms = [
            term
            for term in encoding.points[target]
            if term != (encoding.fires(effect, target), effect.value[target])
        ]
        without_it = encoding.reaches(terms, settings.threshold)
        return [
            encoding.eligible[target],
            encoding.either((encoding.both((enough, -without_it)), encoding.both((-enough, without_it)))),
        ]
    return [encoding.eligible[target], enough]


def _hidden_by(unit: Unit, context: Context) -> str:
    """Say what hides a unit that never makes a difference, where the solver can prove that something does."""
    encoding, solving = context.encoding, context.solving
    if encoding is None or solving is None or not unit.target:
        return ""
    effect, target = unit.effects[0], unit.target
    fires = encoding.fires(effect, target)
    if not solving.possible([fires]):
        return ": it can never apply"
    if effect.verb not in BLOCKS:
        deciding = _deciding(effect, target, encoding)
        return "" if solving.possible([fires, *deciding]) else ": the tactic never gets that far"
    names = {-literal: _name(block) for block, literal in encoding.blocks[target] if block is not effect}
    taken = [encoding.worth_it[target], encoding.room[target]]
    told_of = [fires, *names, *taken]
    if solving.possible(told_of):
        return f": not in {MOST_TRIES + MOST_MODELS} businesses"
    core = solving.core(told_of)
    hiding = sorted({names[literal] for literal in core if literal in names})
    hiding += ["too little speaking for it"] if taken[0] in core else []
    hiding += ["its cost or the scope"] if taken[1] in core else []
    return f": hidden by {' and '.join(hiding)}"


def _name(block: Effect | str) -> str:
    if isinstance(block, str):
        return f"R26 ({block})"
    return block.part.key.removeprefix("rules.").removesuffix(".because")


def chosen(context: Context, found: Property, *, first: bool) -> Found:
    """Find for each tactic a business for which it is chosen, or the first after the foundation."""
    result, rulebook = Found("witness"), context.rulebook
    seen = {name for one in context.pool for name in _best(one, rulebook, first=first)}
    lacking: list[str] = []
    for name in rulebook.tactics:
        result.sets += 1
        if name in seen:
            continue
        encoding = context.encoding
        if first and name == FOUNDATION:
            continue
        tries = models(context, _liking(name, context, first=first), MOST_MODELS, (name,)) if encoding else ()
        if not any(name in _best(one, rulebook, first=first) for one in tries):
            proved = encoding and context.solving and not context.solving.possible([encoding.chosen[name]])
            lacking.append(f"{name}: no answers at all lead there" if proved else name)
    return listed(result, found, lacking, "is first for nobody" if first else "is chosen for nobody")


def _liking(name: str, context: Context, *, first: bool = False) -> list[int]:
    """Return what makes a tactic stand as high as any answers let it while the plan may hold it.

    With `first` no other tactic beyond the basics stands above it, if any answers allow that.
    """
    encoding, solving = context.encoding, context.solving
    if encoding is None or solving is None:
        return []
    points, own = encoding.points[name], [encoding.chosen[name]]
    for ties in (False, True) if first else (False,):
        for least in range(sum(more for _, more in points if more > 0), 0, -1):
            high = [*own, encoding.reaches(points, least)]
            above = _above(name, least + ties, encoding) if first else []
            if solving.possible([*high, *above]):
                return [*high, *above]
    return own


def _above(name: str, points: int, encoding: PlanEncoding) -> list[int]:
    """Return that no other tactic beyond the basics has so many points and may be taken."""
    others = [one for one in encoding.rulebook.tactics.values() if one.id != name and not one.basic]
    return [
        -encoding.both((encoding.eligible[one.id], encoding.reaches(encoding.points[one.id], points)))
        for one in others
    ]


def _best(one: Advised, rulebook: Rulebook, *, first: bool) -> list[str]:
    """Return what is chosen; or what comes first after the website, and first beyond the basics."""
    ids = [tactic.id for tactic in one.advice.chosen]
    beyond = [name for name in ids if not rulebook.tactics[name].basic]
    return [*ids[1:2], *beyond[:1]] if first else ids


def listed(result: Found, found: Property, items: list[str], said: str, *, whole: bool = True) -> Found:
    """Hold what was found against what is known: no more exceptions and, of the whole, no fewer."""
    known = {item for one in found.known for item in one.items}
    new = [item for item in items if item.partition(":")[0] not in known]
    gone = sorted(known - {item.partition(":")[0] for item in items})
    result.notes += [f"known: {item}" for item in items if item.partition(":")[0] in known]
    if new:
        result.against(None, *(f"{item} {said}" if ":" not in item else f"{item} ({said})" for item in new))
    if gone and whole:
        result.against(None, *(f"{item} is listed as an exception and is none" for item in gone))
    return result
