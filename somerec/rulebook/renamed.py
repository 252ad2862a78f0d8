"""An edition under the names of the next: the same rules, with every id that moved called by its new name.

Two editions can only be held side by side, and parts of one put into the other, where the same thing has the
same name in both. An option that was split becomes all of its parts, each meaning what the one meant; what is
gone keeps its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from somerec.rulebook.assembling import OF_TACTICS, Did, assembled, deeds
from somerec.rulebook.conditions import GRID, All, AnyOf, AtLeast, Condition, Has, Held, Not, OneOf, Term
from somerec.rulebook.history import Moves
from somerec.rulebook.model import Option, Preset, Proposal, Question, Rulebook, Tactic
from somerec.rulebook.parse_conditions import FACTS

_OF_OPTIONS = {"propose": "goal", "steer": "goal", "no_theme": "content"}
"""Verbs that name options of a question."""

_TACTICS = "tactics"


@dataclass(frozen=True, slots=True)
class Names:
    """What each id is called now."""

    moves: Moves

    def row(self, name: str) -> str:
        """Return the name of a row of the grid."""
        return self.moves.rows.get(name) or name

    def tactic(self, name: str) -> str:
        """Return the name of a tactic."""
        return self.moves.tactics.get(name) or name

    def rule(self, name: str) -> str:
        """Return the name of a rule."""
        return self.moves.rules.get(name) or name

    def question(self, name: str) -> str:
        """Return the name of a question, of a row of the grid or of a fact."""
        base, _, row = name.partition(".")
        base = self.moves.questions.get(base) or base
        return f"{base}.{self.row(row)}" if row else base

    def options(self, name: str, options: Iterable[str]) -> frozenset[str]:
        """Return the names of options of a question or fact that holds such; all parts of a split one."""
        about = FACTS[name].about if name in FACTS else name
        if about == _TACTICS:
            return frozenset(map(self.tactic, options))
        if about == GRID:
            return frozenset(map(self.row, options))
        return frozenset(new for option in options for new in self.parts(about, option))

    def parts(self, question: str, option: str) -> tuple[str, ...]:
        """Return what an option is now; what is gone keeps its name."""
        return self.moves.options.get((question, option)) or (option,)

    def option(self, question: str, option: str) -> str:
        """Return the name of an option; of a split one the first part."""
        return self.parts(question, option)[0]

    def given(self, question: str, value: Any) -> Any:
        """Return the name of an answer, or of several."""
        if isinstance(value, tuple):
            return tuple(self.option(question, one) for one in value)
        return self.options(question, value) if isinstance(value, frozenset) else self.option(question, value)


def renamed(rulebook: Rulebook, moves: Moves) -> Rulebook:
    """Return an edition with the ids that it has after these moves."""
    names, book = Names(moves), rulebook
    rules = {names.rule(name): [_did(deed, names) for deed in found] for name, found in deeds(book).items()}
    return assembled(
        replace(
            book,
            questions={names.question(name): _question(item, names) for name, item in book.questions.items()},
            tactics={names.tactic(name): _tactic(item, names) for name, item in book.tactics.items()},
            goals={
                names.option("goal", name): replace(
                    goal,
                    id=names.option("goal", name),
                    supporting=tuple(
                        replace(item, when=_maybe(item.when, names)) for item in goal.supporting
                    ),
                )
                for name, goal in book.goals.items()
            },
            explains={event: (names.rule(rule), key) for event, (rule, key) in book.explains.items()},
            terms={name: _condition(term, names) for name, term in book.terms.items()},
            proposals=_proposals(book.proposals, "goal", names),
            usual_buying=_proposals(book.usual_buying, "buying", names),
            doubts=tuple(
                replace(
                    doubt,
                    when=_condition(doubt.when, names),
                    questions=tuple(map(names.question, doubt.questions)),
                )
                for doubt in book.doubts
            ),
            wishes={names.option("wishes", name): texts for name, texts in book.wishes.items()},
            steps=tuple(
                replace(step, questions=tuple(map(names.question, step.questions))) for step in book.steps
            ),
            stops=frozenset(_stop(key, names) for key in book.stops),
        ),
        {names.rule(name): rule.source for name, rule in book.rules.items()},
        rules,
    )


def _did(deed: Did, names: Names) -> Did:
    effects = tuple((verb, _value(verb, value, names)) for verb, value in deed.effects)
    return replace(deed, when=_condition(deed.when, names), effects=effects)


def _value(verb: str, value: Any, names: Names) -> Any:
    """Return what an effect says, under today's names."""
    if verb in OF_TACTICS:
        return _of_tactics(value, names, both=verb == "after")
    if verb == "cap_by":
        question, caps = value
        found = {new: tier for option, tier in caps.items() for new in names.parts(question, option)}
        return names.question(question), found
    if verb == "open_then":
        return {names.question(name): names.given(name, options) for name, options in value.items()}
    if verb == "place":
        return {names.option("wishes", name): placed for name, placed in value.items()}
    return names.given(_OF_OPTIONS[verb], value) if verb in _OF_OPTIONS else value


def _of_tactics(value: Any, names: Names, *, both: bool) -> Any:
    """Return what is said of tactics; `both` where they stand in pairs, which comes after which."""
    if isinstance(value, Mapping):
        return {names.tactic(name): names.tactic(item) if both else item for name, item in value.items()}
    return tuple(map(names.tactic, value))


def _condition(condition: Condition, names: Names) -> Condition:
    """Return a condition under today's names."""
    if isinstance(condition, OneOf | Has):
        options = names.options(condition.name, condition.options)
        return replace(condition, name=names.question(condition.name), options=options)
    if isinstance(condition, AtLeast | Held):
        return replace(condition, name=names.question(condition.name))
    if isinstance(condition, Not):
        return Not(_condition(condition.part, names))
    if isinstance(condition, Term):
        return Term(condition.name, _condition(condition.meaning, names))
    if isinstance(condition, All | AnyOf):
        return type(condition)(tuple(_condition(part, names) for part in condition.parts))
    return condition


def _maybe(condition: Condition | None, names: Names) -> Condition | None:
    return None if condition is None else _condition(condition, names)


def _question(question: Question, names: Names) -> Question:
    name, default = question.id, question.default
    return replace(
        question,
        id=names.question(name),
        default=None if default is None else names.given(name, default),
        options=tuple(new for option in question.options for new in _option(name, option, names)),
        rows=tuple(map(names.row, question.rows)),
        shown_when=_maybe(question.shown_when, names),
        presets=tuple(
            Preset(_condition(preset.when, names), names.option(name, preset.value))
            for preset in question.presets
        ),
        reworded=(),  # Wording stays with the texts of its edition.
    )


def _option(question: str, option: Option, names: Names) -> list[Option]:
    when = _maybe(option.shown_when, names)
    return [replace(option, id=new, shown_when=when) for new in names.parts(question, option.id)]


def _tactic(tactic: Tactic, names: Names) -> Tactic:
    return replace(
        tactic,
        id=names.tactic(tactic.id),
        channel=names.row(tactic.channel) if tactic.channel else tactic.channel,
        row=names.question(tactic.row) if tactic.row else tactic.row,
        goals=names.options("goal", tactic.goals),
        buying=names.options("buying", tactic.buying),
        skills=names.options("skills", tactic.skills),
        money=names.option("money", tactic.money),
    )


def _proposals(proposals: Iterable[Proposal], question: str, names: Names) -> tuple[Proposal, ...]:
    return tuple(
        Proposal(_condition(item.when, names), names.option(question, item.value)) for item in proposals
    )


def _stop(key: str, names: Names) -> str:
    mode, _, kind = key.partition(".")
    return f"{mode}.{names.row(kind)}" if mode == "channels" else key
