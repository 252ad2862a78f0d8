"""How the questions lead to decisions: the stages, the rules of each, and the questions that feed it.

Everything is read off the rulebook. The stage of a rule is the file that it stands in, as those who keep the
rules sort them; what a stage reads is what the conditions and tables of its rules read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from somerec.rulebook.model import Effect, Rule, Rulebook

STAGE_OF_FILE: Mapping[str, str] = {
    "scope.yaml": "scope",
    "aim.yaml": "goal",
    "foundation.yaml": "gate",
    "choosing.yaml": "tactics",
    "plan.yaml": "fit",
    "care.yaml": "safeguards",
    "placing.yaml": "depth",
}
"""The stages in the order of a decision, by the file whose rules they hold."""

_LAST = frozenset(("depth", "review", "principle"))
"""Verbs that round the plan off, though their rules stand with what fits."""

_POINTS_READ: Mapping[str, tuple[str, ...]] = {
    "serves": ("goal",),
    "fits_buying": ("buying",),
    "in_use": ("channels_now",),
    "skill_missing": ("skills", "money"),
}
"""The questions behind the four parts of the base score."""

_EVENTS_READ: Mapping[str, tuple[str, ...]] = {
    "usable": ("hours",),
    "fits": ("hours",),
    "no_money": ("money",),
}
"""The questions behind what the engine does by itself."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the decision: its rules in file order, and the questions that feed it in their order."""

    id: str
    rules: tuple[Rule, ...]
    questions: tuple[str, ...]


def stages(rulebook: Rulebook) -> tuple[Stage, ...]:
    """Return the stages in their order."""
    effects = effects_by_rule(rulebook)
    found: dict[str, list[Rule]] = {stage: [] for stage in STAGE_OF_FILE.values()}
    for rule in rulebook.rules.values():
        found[_stage(rule, effects[rule.id], rulebook)].append(rule)
    return tuple(
        Stage(name, tuple(rules), _questions(rules, effects, rulebook)) for name, rules in found.items()
    )


def effects_by_rule(rulebook: Rulebook) -> dict[str, list[Effect]]:
    """Return the effects of each rule, part by part."""
    found: dict[str, list[Effect]] = {name: [] for name in rulebook.rules}
    for effects in rulebook.effects.values():
        for effect in effects:
            found[effect.rule.id].append(effect)
    for mine in found.values():
        mine.sort(key=lambda effect: effect.rule.parts.index(effect.part))
    return found


def title(rule: Rule, rulebook: Rulebook) -> str:
    """Return the key of the text that stands for a rule: its own reason, else that of its first part."""
    own = f"rules.{rule.id}.because"
    return own if own in rulebook.texts else rule.parts[0].key


def _stage(rule: Rule, effects: list[Effect], rulebook: Rulebook) -> str:
    verbs = {effect.verb for effect in effects}
    stage = STAGE_OF_FILE[rulebook.texts[title(rule, rulebook)].file]
    return "depth" if stage == "fit" and verbs and verbs <= _LAST else stage


def _questions(
    rules: Iterable[Rule], effects: Mapping[str, list[Effect]], rulebook: Rulebook
) -> tuple[str, ...]:
    read: set[str] = set()
    for rule in rules:
        for effect in effects[rule.id]:
            read.update(effect.part.reads, _reads(effect, rulebook))
        for event, (owner, _) in rulebook.explains.items():
            if owner == rule.id:
                read.update(_EVENTS_READ.get(event, ()))
    asked = {name.partition(".")[0] for name in read}
    return tuple(name for name in rulebook.questions if name in asked)


def _reads(effect: Effect, rulebook: Rulebook) -> Iterator[str]:
    """Yield what an effect reads besides its condition."""
    if effect.verb == "cap_by":
        yield effect.value[0]
    elif effect.verb == "hours":
        yield "hours"
        yield from ("money",) if "paid" in effect.value else ()
    elif effect.verb == "points":
        for kind in effect.value:
            yield from _POINTS_READ[kind]
    elif effect.value == "trade" or effect.verb == "guess_buying":
        usual = rulebook.usual_buying if effect.verb == "guess_buying" else rulebook.proposals
        for proposal in usual:
            yield from proposal.when.questions()
