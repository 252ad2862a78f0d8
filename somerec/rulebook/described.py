"""An edition as plain values: its ids, conditions, effects and numbers, and nothing of its wording.

What is advised follows from these values and from nothing else of an edition. Texts, the keys they stand
under, sources and the properties that are claimed of it may be mended without a word of advice changing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from somerec.rulebook.assembling import Did, deeds
from somerec.rulebook.conditions import AtLeast, Condition, Has, Held, Not, OneOf, Term
from somerec.rulebook.model import Goal, Proposal, Question, Rulebook, Tactic

Plain = Any
"""Text, numbers, lists and dicts, as JSON has them."""


def described(rulebook: Rulebook) -> dict[str, Plain]:
    """Return an edition part by part, each by kind and id, as in `rules.R36` and `settings.threshold`."""
    book, events = rulebook, _events(rulebook)
    found: dict[str, Plain] = {}
    for name, parts in deeds(book).items():
        found[f"rules.{name}"] = {"parts": list(map(_did, parts)), "explains": events.get(name, [])}
    found |= {f"tactics.{name}": _tactic(item) for name, item in book.tactics.items()}
    found |= {f"questions.{name}": _question(item) for name, item in book.questions.items()}
    found |= {f"goals.{name}": _goal(item) for name, item in book.goals.items()}
    for tier in book.tiers.values():
        found |= {f"tiers.{tier.id}.{name}": value for name, value in _numbers(tier).items()}
    found |= {f"settings.{name}": value for name, value in _numbers(book.settings).items()}
    found |= {f"actions.{name}": item.minutes for name, item in book.actions.items()}
    found |= {f"packs.{name}": item.minutes for name, item in book.packs.items()}
    found |= {f"law.{name}": [item.topic, item.market, item.since] for name, item in book.law.items()}
    found |= {f"checks.{item.id}": [_condition(item.when), list(item.questions)] for item in book.doubts}
    found |= {f"wishes.{name}": sorted(texts) for name, texts in book.wishes.items()}
    return found | _whole(book)


def _whole(book: Rulebook) -> dict[str, Plain]:
    """Return what has no id of its own, and the orders that decide between equals."""
    return {
        "proposals": _proposals(book.proposals),
        "usual_buying": _proposals(book.usual_buying),
        "stops": sorted(book.stops),
        "steps": [[step.id, list(step.questions)] for step in book.steps],
        "order.rules": list(book.rules),
        "order.tactics": list(book.tactics),
        "order.questions": list(book.questions),
    }


def _events(book: Rulebook) -> dict[str, list[str]]:
    """Return what the engine itself does, by the rule that explains it."""
    found: dict[str, list[str]] = {}
    for event, (rule, _) in sorted(book.explains.items()):
        found.setdefault(rule, []).append(event)
    return found


def _did(part: Did) -> Plain:
    effects = sorted(([verb, _plain(value)] for verb, value in part.effects), key=lambda pair: str(pair[0]))
    return {"when": _condition(part.when), "effects": effects}


def _condition(condition: Condition) -> Plain:
    """Return a condition by its kind and what it reads; a term is told by its meaning."""
    kind = type(condition).__name__
    if isinstance(condition, OneOf | Has):
        return [kind, condition.name, sorted(condition.options)]
    if isinstance(condition, AtLeast):
        return [kind, condition.name, condition.least]
    if isinstance(condition, Held):
        return [kind, condition.name]
    if isinstance(condition, Term):
        return _condition(condition.meaning)
    parts = (condition.part,) if isinstance(condition, Not) else getattr(condition, "parts", ())
    return [kind, *map(_condition, parts)]


def _maybe(condition: Condition | None) -> Plain:
    return None if condition is None else _condition(condition)


def _question(question: Question) -> Plain:
    """Return what can be answered, by whom, and what counts where nothing is."""
    return {
        "kind": question.kind,
        "required": question.required,
        "default": _plain(question.default),
        "change": question.change,
        "ordered": question.ordered,
        "shown_when": _maybe(question.shown_when),
        "presets": [[_condition(preset.when), preset.value] for preset in question.presets],
        "options": [
            [item.id, item.exclusive, _maybe(item.shown_when), item.minutes, item.kr, item.percent]
            for item in question.options
        ],
        "rows": list(question.rows),
    }


def _tactic(tactic: Tactic) -> Plain:
    """Return all that a tactic is; tasks stand in the order in which they are done."""
    tasks = [[task.id, task.minutes, task.rhythm, task.delegable] for task in tactic.tasks]
    return {**_numbers(tactic, leaving_out=("id", "source", "tasks", "row")), "tasks": tasks}


def _goal(goal: Goal) -> Plain:
    return [goal.kpi, [[figure.id, _maybe(figure.when)] for figure in goal.supporting]]


def _proposals(proposals: Iterable[Proposal]) -> Plain:
    return [[_condition(item.when), item.value] for item in proposals]


def _numbers(value: Any, leaving_out: tuple[str, ...] = ("id",)) -> dict[str, Plain]:
    names = (item.name for item in fields(value) if item.name not in leaving_out)
    return {name: _plain(getattr(value, name)) for name in names}


def _plain(value: Any) -> Plain:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return {name: _plain(item) for name, item in value.items()} if isinstance(value, Mapping) else value
