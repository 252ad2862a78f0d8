"""A rulebook without one of its effects, or without one of the tactics that an effect names."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from somerec.rulebook.conditions import OneOf
from somerec.rulebook.index import Split
from somerec.rulebook.model import Effect, Part, Rulebook

_NEVER = OneOf("market", frozenset())
"""A condition that no answer meets."""

_SPARING = ("reject_others", "wait_others")
"""Verbs that name the tactics they spare."""


def without(rulebook: Rulebook, *removed: Effect) -> Rulebook:
    """Return the rulebook in which some effects never fire; everything keeps its place."""
    effects = dict(rulebook.effects)
    for effect in removed:
        dead = replace(effect, part=_dead(effect.part))
        effects[effect.verb] = tuple(dead if one is effect else one for one in effects[effect.verb])
    return replace(rulebook, effects=effects)


def without_target(rulebook: Rulebook, effect: Effect, target: str) -> Rulebook:
    """Return the rulebook in which an effect no longer touches one of its tactics."""
    value = effect.value
    if effect.verb in _SPARING:
        changed: Any = (*value, target)
    elif isinstance(value, dict):
        changed = {name: item for name, item in value.items() if name != target}
    else:
        changed = tuple(name for name in value if name != target)
    other = replace(effect, value=changed)
    mine = tuple(other if one is effect else one for one in rulebook.effects[effect.verb])
    return replace(rulebook, effects={**rulebook.effects, effect.verb: mine})


def targets(rulebook: Rulebook, effect: Effect) -> tuple[str, ...]:
    """Return the tactics that an effect touches."""
    if effect.verb in _SPARING:
        return tuple(name for name in rulebook.tactics if name not in effect.value)
    return tuple(effect.value)


def _dead(part: Part) -> Part:
    return replace(
        part,
        when=_NEVER,
        reads=_NEVER.questions(),
        answers=None,
        split=Split(settled=(), rest=_NEVER, own=None),
    )
