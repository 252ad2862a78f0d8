"""An edition as plain values: its ids, conditions, effects and numbers, and nothing of its wording.

What is advised follows from these values and from nothing else of an edition. Texts, the keys they stand
under, sources and the properties that are claimed of it may be mended without a word of advice changing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from somerec.rulebook.conditions import GRID, AtLeast, Condition, Has, Held, Not, OneOf, Term
from somerec.rulebook.history import Moves
from somerec.rulebook.model import Effect, Goal, Option, Proposal, Question, Rule, Rulebook, Tactic
from somerec.rulebook.overview import effects_by_rule
from somerec.rulebook.parse_conditions import FACTS

Plain = Any
"""Text, numbers, lists and dicts, as JSON has them."""

UNMOVED = Moves()

_ABOUT_TACTICS = frozenset(
    (
        *(
            "reject",
            "reject_others",
            "wait",
            "wait_others",
            "answer_only",
            "score",
            "mention",
            "first",
            "last",
        ),
        *("after", "facts_only", "facts_later", "half_pace", "monthly", "may_halve", "double", "only_task"),
        *("no_setup", "deepen"),
    )
)
"""Verbs that name tactics."""

_OPTIONS_NAMED = {"propose": "goal", "steer": "goal", "no_theme": "content"}
"""Verbs that name options of a question."""


@dataclass(frozen=True, slots=True)
class _Ids:
    """The ids of an edition as they are called in the next; what is gone keeps its name."""

    moves: Moves

    def question(self, name: str) -> str:
        base, _, row = name.partition(".")
        base = self.moves.questions.get(base) or base
        return f"{base}.{self.moves.rows.get(row) or row}" if row else base

    def options(self, name: str, options: Iterable[str]) -> list[str]:
        """Return the options of a question, or of a fact that holds such, in sorted order."""
        about = FACTS[name].about if name in FACTS else name
        if about == "tactics":
            return sorted(self.tactic(option) for option in options)
        if about == GRID:
            return sorted(self.moves.rows.get(option) or option for option in options)
        return sorted(new for option in options for new in self.moves.options.get((about, option), (option,)))

    def option(self, name: str, option: str) -> str:
        return next(iter(self.moves.options.get((name, option), ())), option)

    def tactic(self, name: str) -> str:
        return self.moves.tactics.get(name) or name

    def rule(self, name: str) -> str:
        return self.moves.rules.get(name) or name


def described(rulebook: Rulebook, moves: Moves = UNMOVED) -> dict[str, Plain]:
    """Return an edition part by part, each by kind and id, as in `rules.R36` and `settings.threshold`.

    With `moves`, ids are those of the next edition, so that what was merely renamed is told the same.
    """
    ids, book = _Ids(moves), rulebook
    effects, events = effects_by_rule(book), _events(book)
    found: dict[str, Plain] = {}
    for name, rule in book.rules.items():
        found[f"rules.{ids.rule(name)}"] = _rule(rule, effects[name], events.get(name, []), ids)
    found |= {f"tactics.{ids.tactic(name)}": _tactic(item, ids) for name, item in book.tactics.items()}
    found |= {
        f"questions.{ids.question(name)}": _question(item, ids) for name, item in book.questions.items()
    }
    found |= {f"goals.{ids.option('goal', name)}": _goal(item, ids) for name, item in book.goals.items()}
    found |= {f"tiers.{name}": _numbers(item) for name, item in book.tiers.items()}
    found |= {f"settings.{name}": value for name, value in _numbers(book.settings).items()}
    found |= {f"actions.{name}": item.minutes for name, item in book.actions.items()}
    found |= {f"packs.{name}": item.minutes for name, item in book.packs.items()}
    found |= {f"law.{name}": [item.topic, item.market, item.since] for name, item in book.law.items()}
    found |= {
        f"checks.{item.id}": [_condition(item.when, ids), [ids.question(name) for name in item.questions]]
        for item in book.doubts
    }
    return found | _whole(book, ids)


def _whole(book: Rulebook, ids: _Ids) -> dict[str, Plain]:
    """Return what has no id of its own, and the orders that decide between equals."""
    return {
        "proposals": _proposals(book.proposals, "goal", ids),
        "usual_buying": _proposals(book.usual_buying, "buying", ids),
        "wishes": {ids.option("wishes", name): sorted(texts) for name, texts in book.wishes.items()},
        "stops": sorted(book.stops),
        "steps": [[step.id, [ids.question(name) for name in step.questions]] for step in book.steps],
        "order.rules": [ids.rule(name) for name in book.rules],
        "order.tactics": [ids.tactic(name) for name in book.tactics],
        "order.questions": [ids.question(name) for name in book.questions],
    }


def _events(book: Rulebook) -> dict[str, list[str]]:
    """Return what the engine itself does, by the rule that explains it."""
    found: dict[str, list[str]] = {}
    for event, (rule, _) in sorted(book.explains.items()):
        found.setdefault(rule, []).append(event)
    return found


def _rule(rule: Rule, effects: Iterable[Effect], events: list[str], ids: _Ids) -> Plain:
    """Return what a rule does: its parts in order, each with its condition and effects."""
    parts = [
        {
            "when": _condition(part.when, ids),
            "effects": sorted(
                ([item.verb, _effect(item.verb, item.value, ids)] for item in effects if item.part is part),
                key=lambda pair: str(pair[0]),
            ),
        }
        for part in rule.parts
    ]
    return {"parts": parts, "explains": events}


def _effect(verb: str, value: Any, ids: _Ids) -> Plain:
    """Return what an effect says, with the ids that it names."""
    if verb in _ABOUT_TACTICS:
        return _of_tactics(value, ids, both=verb == "after")
    if verb == "cap_by":
        question, caps = value
        return [ids.question(question), _by_option(question, caps, ids)]
    if verb == "open_then":
        return {ids.question(name): _given(name, options, ids) for name, options in value.items()}
    if verb == "place":
        return {ids.option("wishes", name): list(placed) for name, placed in value.items()}
    if verb in _OPTIONS_NAMED:
        several = isinstance(value, tuple)
        return _given(_OPTIONS_NAMED[verb], frozenset(value) if several else value, ids)
    return _plain(value)


def _of_tactics(value: Any, ids: _Ids, *, both: bool) -> Plain:
    """Return what is said of tactics; `both` where they stand in pairs, which comes after which."""
    if isinstance(value, Mapping):
        return {ids.tactic(name): ids.tactic(item) if both else item for name, item in value.items()}
    return [ids.tactic(name) for name in value]


def _by_option(question: str, values: Mapping[str, Plain], ids: _Ids) -> Plain:
    return {new: value for name, value in values.items() for new in ids.options(question, (name,))}


def _given(question: str, value: str | frozenset[str], ids: _Ids) -> Plain:
    return ids.options(question, value) if isinstance(value, frozenset) else ids.option(question, value)


def _condition(condition: Condition, ids: _Ids) -> Plain:
    """Return a condition by its kind and what it reads; a term is told by its meaning."""
    kind = type(condition).__name__
    if isinstance(condition, OneOf | Has):
        return [kind, ids.question(condition.name), ids.options(condition.name, condition.options)]
    if isinstance(condition, AtLeast):
        return [kind, ids.question(condition.name), condition.least]
    if isinstance(condition, Held):
        return [kind, ids.question(condition.name)]
    if isinstance(condition, Term):
        return _condition(condition.meaning, ids)
    parts = (condition.part,) if isinstance(condition, Not) else getattr(condition, "parts", ())
    return [kind, *(_condition(part, ids) for part in parts)]


def _maybe(condition: Condition | None, ids: _Ids) -> Plain:
    return None if condition is None else _condition(condition, ids)


def _question(question: Question, ids: _Ids) -> Plain:
    """Return what can be answered, by whom, and what counts where nothing is."""
    name, default = question.id, question.default
    return {
        "kind": question.kind,
        "required": question.required,
        "default": None if default is None else _given(name, default, ids),
        "change": question.change,
        "ordered": question.ordered,
        "shown_when": _maybe(question.shown_when, ids),
        "presets": [[_condition(item.when, ids), ids.option(name, item.value)] for item in question.presets],
        "options": [line for option in question.options for line in _option(name, option, ids)],
        "rows": [ids.moves.rows.get(row) or row for row in question.rows],
    }


def _option(question: str, option: Option, ids: _Ids) -> list[Plain]:
    said = [option.exclusive, _maybe(option.shown_when, ids), option.minutes, option.kr, option.percent]
    return [[new, *said] for new in ids.options(question, (option.id,))]


def _tactic(tactic: Tactic, ids: _Ids) -> Plain:
    """Return all that a tactic is; tasks stand in the order in which they are done."""
    found = _numbers(tactic, leaving_out=("id", "source", "tasks", "row"))
    return {
        **found,
        "channel": tactic.channel and (ids.moves.rows.get(tactic.channel) or tactic.channel),
        "goals": ids.options("goal", tactic.goals),
        "buying": ids.options("buying", tactic.buying),
        "skills": ids.options("skills", tactic.skills),
        "money": ids.option("money", tactic.money),
        "tasks": [[task.id, task.minutes, task.rhythm, task.delegable] for task in tactic.tasks],
    }


def _goal(goal: Goal, ids: _Ids) -> Plain:
    return [goal.kpi, [[figure.id, _maybe(figure.when, ids)] for figure in goal.supporting]]


def _proposals(proposals: Iterable[Proposal], question: str, ids: _Ids) -> Plain:
    return [[_condition(item.when, ids), ids.option(question, item.value)] for item in proposals]


def _numbers(value: Any, leaving_out: tuple[str, ...] = ("id",)) -> dict[str, Plain]:
    names = (item.name for item in fields(value) if item.name not in leaving_out)
    return {name: _plain(getattr(value, name)) for name in names}


def _plain(value: Any) -> Plain:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return {name: _plain(item) for name, item in value.items()} if isinstance(value, Mapping) else value
