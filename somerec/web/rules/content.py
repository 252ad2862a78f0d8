"""What the pages about rules and tactics say, in one language.

Whoever reads them has answered nothing yet, so they speak to several, as the questions do before the size is
known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from somerec.advice.examples import part_name
from somerec.rulebook.model import Effect, Rule, Rulebook, Tactic
from somerec.rulebook.overview import Stage, effects_by_rule, stages, title
from somerec.web.rules.examples import ExampleView, of_rule
from somerec.words.conditions import Line, applies
from somerec.words.rule_effects import Deed, deeds, event
from somerec.words.speaker import Speaker
from somerec.words.workload import source

JUDGEMENT = "judgement"
"""The source that is nothing to look up: what advisers think."""

_FOR = ("mention", "first", "deepen")
_AGAINST = ("reject", "wait", "answer_only", "facts_later", "last")
_HOW = ("facts_only", "half_pace", "monthly", "may_halve", "double", "no_setup")
"""What verbs that name a tactic mean for it; points speak for or against it by their sign."""

_OTHERS = ("reject_others", "wait_others")
"""Verbs that speak against every tactic but those they name."""


@dataclass(frozen=True, slots=True)
class StageView:
    """A stage on the overview. `questions` are pairs of a short name and the whole question."""

    id: str
    name: str
    what: str
    questions: tuple[tuple[str, str], ...]
    rules: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of a rule: when it applies, what it does, an example, and reason and sources of its own."""

    because: str
    when: Line
    deeds: tuple[Deed, ...]
    example: ExampleView | None
    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule in words. `sources` are pairs of an id to look up, or nothing, and what stands there."""

    id: str
    title: str
    stage: str
    stage_name: str
    parts: tuple[PartView, ...]
    events: tuple[str, ...]
    example: ExampleView | None
    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A rule that has to do with a tactic: what it means for it, and why."""

    rule: str
    tag: str
    because: str


@dataclass(slots=True)
class Remarks:
    """What rules say of a tactic."""

    speaking_for: list[Remark] = field(default_factory=list)
    against: list[Remark] = field(default_factory=list)
    how: list[Remark] = field(default_factory=list)


def overview(words: Speaker) -> tuple[StageView, ...]:
    """Return the stages of a decision, with the questions that feed each and its rules."""
    return tuple(_stage(stage, words) for stage in stages(words.rulebook))


def _stage(stage: Stage, words: Speaker) -> StageView:
    return StageView(
        id=stage.id,
        name=words.phrase(f"stage.{stage.id}"),
        what=words.phrase(f"stage_what.{stage.id}"),
        questions=tuple((words.phrase(f"question.{name}"), words.question(name)) for name in stage.questions),
        rules=tuple((rule.id, words.text(title(rule, words.rulebook))) for rule in stage.rules),
    )


def rule_view(rule: Rule, words: Speaker) -> RuleView:
    """Return a rule in words."""
    rulebook = words.rulebook
    stage = next(stage.id for stage in stages(rulebook) if rule in stage.rules)
    own = title(rule, rulebook)
    events = [name for name, (owner, _) in rulebook.explains.items() if owner == rule.id]
    return RuleView(
        id=rule.id,
        title=words.text(own),
        stage=stage,
        stage_name=words.phrase(f"stage.{stage}"),
        parts=tuple(_parts(rule, own, words)),
        events=tuple(event(name, words) for name in events),
        example=of_rule(rule.id, None, words),
        sources=tuple(_sources(rule.source, words)),
    )


def _parts(rule: Rule, own: str, words: Speaker) -> Iterator[PartView]:
    effects = effects_by_rule(words.rulebook)[rule.id]
    for number, part in enumerate(rule.parts, start=1):
        mine = [effect for effect in effects if effect.part is part]
        yield PartView(
            because="" if part.key == own else words.text(part.key),
            when=applies(part.when, words),
            deeds=tuple(deed for effect in mine for deed in deeds(effect, words)),
            example=of_rule(part_name(rule.id, number), part, words),
            sources=tuple(_sources(part.source, words)),
        )


def _sources(names: tuple[str, ...], words: Speaker) -> Iterator[tuple[str, str]]:
    for name in names:
        yield ("" if name == JUDGEMENT else name), source(name, words)


def tactic_sources(tactic: Tactic, words: Speaker) -> tuple[tuple[str, str], ...]:
    """Return where a tactic's figures and statements come from."""
    return tuple(_sources(tactic.source, words))


def remarks(tactic: Tactic, words: Speaker) -> Remarks:
    """Return what every rule says of a tactic: for it, against it, and on how it is done."""
    found = Remarks()
    for effects in effects_by_rule(words.rulebook).values():
        for effect in effects:
            _note(effect, tactic.id, found, words)
    return found


def _note(effect: Effect, tactic: str, found: Remarks, words: Speaker) -> None:
    verb, value = effect.verb, effect.value
    if verb in _OTHERS:
        if tactic not in value:
            found.against.append(_remark(effect, words.phrase(f"on.{verb}"), words))
    elif verb == "score" and tactic in value:
        points = value[tactic]
        kept = found.speaking_for if points > 0 else found.against
        kept.append(_remark(effect, words.phrase("on.score", number=points), words))
    elif verb == "after" and tactic in value:
        found.how.append(_remark(effect, words.phrase("on.after"), words))
    else:
        for verbs, kept in ((_FOR, found.speaking_for), (_AGAINST, found.against), (_HOW, found.how)):
            if verb in verbs and tactic in value:
                kept.append(_remark(effect, words.phrase(f"on.{verb}"), words))


def _remark(effect: Effect, tag: str, words: Speaker) -> Remark:
    return Remark(effect.rule.id, tag, words.text(effect.part.key))


def known_rules(rulebook: Rulebook) -> dict[str, Rule]:
    """Return the rules by id, as they may be typed: small letters or large."""
    return {name.casefold(): rule for name, rule in rulebook.rules.items()}
