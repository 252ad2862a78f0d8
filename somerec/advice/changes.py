"""Other answers that could have been given: each to one question, one tick or one row of the grid.

What the branching makes of the rest after a change is what it makes of it when a visitor answers so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from somerec.advice.answers import Answers, Given, Ticks, answer_pairs, read_pairs
from somerec.advice.flow import option_shown, preset
from somerec.rulebook.conditions import GRID, Match, Value
from somerec.rulebook.model import Question, Rulebook

Effort = Literal["now", "effort", "life"]
EFFORTS: tuple[Effort, ...] = ("now", "effort", "life")
"""How easily an answer can become another: by deciding it, with work, or not at will."""

_FIGURES = ("growth", "today", "improves")
"""Facts worked out from figures of the visitor's own."""


@dataclass(frozen=True, slots=True)
class Change:
    """One answer put differently.

    `match` says which, in the form in which answers are worded; `value` is the question's complete new value
    where nothing else changes.
    """

    question: str
    match: Match
    value: Given
    effort: Effort

    @property
    def option(self) -> str:
        """The option chosen, ticked or no longer ticked, or the new state of a row."""
        return self.match.options[0]

    @property
    def slot(self) -> tuple[str, str]:
        """What is changed: of two changes to one slot only one can be made."""
        return self.match.question, self.option if isinstance(self.value, frozenset) else ""


def changes(answers: Answers, rulebook: Rulebook) -> Iterator[Change]:
    """Yield every change of one answer, in questionnaire order; figures of one's own are left alone.

    Not each is possible alone: what becomes of a hidden question only counts beside a change that shows it.
    """
    for question in rulebook.questions.values():
        present = answers.complete.get(question.id)
        for match, value in _other_values(question, present):
            yield Change(question.id, match, value, question.change)


def _other_values(question: Question, present: Given | None) -> Iterator[tuple[Match, Given]]:
    if isinstance(present, Mapping):
        yield from _other_states(question, present)
    ticked = present if isinstance(present, frozenset) else frozenset[str]()
    for option in question.options:
        if question.kind == "one" and option.id != present:
            yield Match(question.id, (option.id,)), option.id
        elif question.kind == "many" and not option.exclusive:
            value = _toggled(question, ticked, (option.id,))
            yield Match(question.id, (option.id,), holds=option.id in value), value


def _other_states(question: Question, rows: Mapping[str, str]) -> Iterator[tuple[Match, Given]]:
    for row in question.rows:
        for option in question.options:
            if option.id != rows.get(row, "no"):
                yield Match(f"{GRID}.{row}", (option.id,)), _grid(question, rows, {row: option.id})


def _toggled(question: Question, ticked: frozenset[str], options: Sequence[str]) -> Ticks:
    """Return the ticks with some put on or taken off; with none left the exclusive option stands."""
    alone = [option.id for option in question.options if option.exclusive]
    kept = ticked.difference(alone).symmetric_difference(options)
    return Ticks.of([item.id for item in question.options if item.id in kept] or alone[:1])


def _grid(question: Question, rows: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    states = {**rows, **new}
    return {row: states[row] for row in question.rows if states.get(row, "no") != "no"}


def new_values(made: Sequence[Change], answers: Answers, rulebook: Rulebook) -> dict[str, Given]:
    """Return the complete new value of each question in which changes are made together."""
    if len({change.question for change in made}) == len(made):
        return {change.question: change.value for change in made}
    question = rulebook.questions[made[0].question]
    present = answers.complete.get(question.id)
    if question.kind == "grid":
        rows = present if isinstance(present, Mapping) else {}
        new = {change.match.question.removeprefix(f"{GRID}."): change.option for change in made}
        return {question.id: _grid(question, rows, new)}
    ticked = present if isinstance(present, frozenset) else frozenset[str]()
    return {question.id: _toggled(question, ticked, [change.option for change in made])}


def changed(answers: Answers, made: Sequence[Change], rulebook: Rulebook) -> Answers | None:
    """Return the answers with changes made, or None where these cannot be given together."""
    new = new_values(made, answers, rulebook)
    given: dict[str, Given] = {**answers.given, **new}
    for name in [name for name, value in given.items() if isinstance(value, Mapping) and not value]:
        del given[name]
    extra = [(key, text) for key, text in answers.pairs() if key in ("start", "hour_value")]
    found = read_pairs([*answer_pairs(given), *extra], rulebook).answers
    kept = all(found.given.get(name, {}) == value for name, value in new.items())
    return found if kept and not found.missing else None


class Variants:
    """The facts of a business under other answers, each made without reading all answers anew.

    Figures of the visitor's own are as they were: they are worked out where answers are read.
    """

    def __init__(self, answers: Answers, rulebook: Rulebook) -> None:
        """Begin with the answers that were given."""
        self._answers, self._rulebook = answers, rulebook
        self._values = answers.facts(rulebook).values
        self._branching = _branching(rulebook)
        self.branching = [reads | {question.id} for question, reads in self._branching]
        """By question that other answers hide, preset or limit: those answers, and its own."""

    def values(self, made: Sequence[Change]) -> dict[str, Value] | None:
        """Return the facts with changes made, or None where these cannot be given together."""
        new = new_values(made, self._answers, self._rulebook)
        values = self._stated(new)
        seen = {change.match.question for change in made}.union(new)
        for question, reads in self._branching:
            name = question.id
            if name in new or not seen.isdisjoint(reads):
                value = _settled(question, new.get(name, self._answers.given.get(name)), values)
                if value == _IMPOSSIBLE or (name in new and value != new[name]):
                    return None
                if values[name] != value:
                    values[name] = value
                    seen.add(name)
        return values

    def may_show(self, one: Change, two: Change) -> bool:
        """Say whether one of two changes can decide on whether the other can be made."""
        decides = _decides_on(self._rulebook)
        return two.question in decides.get(one.question, ()) or one.question in decides.get(two.question, ())

    def hides_nothing(self, made: Sequence[Change]) -> bool:
        """Say whether changes leave the branching as it is: other questions are asked and offered as now."""
        new = new_values(made, self._answers, self._rulebook)
        values = self._stated(new)
        return all(
            _settled(question, self._answers.given.get(question.id), values) == values[question.id]
            for question, reads in self._branching
            if question.id not in new and not reads.isdisjoint(new)
        )

    def _stated(self, new: Mapping[str, Given]) -> dict[str, Value]:
        values = self._values.copy()
        for name, value in new.items():
            if isinstance(value, Mapping):
                for row in self._rulebook.questions[name].rows:
                    values[f"{name}.{row}"] = value.get(row, "no")
                values[name] = frozenset(value)
            elif not isinstance(value, Decimal):
                values[name] = value
        return values


_IMPOSSIBLE = "-"
"""What stands for an answer that is needed and lacking; no option is called so."""


@lru_cache(maxsize=4)
def _branching(rulebook: Rulebook) -> tuple[tuple[Question, frozenset[str]], ...]:
    """Return the questions that other answers hide, preset or limit, with the answers that do so."""
    found = []
    for question in rulebook.questions.values():
        whens = [question.shown_when, *(option.shown_when for option in question.options)]
        whens += [item.when for item in question.presets]
        reads = frozenset[str]().union(*(when.questions() for when in whens if when))
        if reads:
            found.append((question, reads))
    return tuple(found)


@lru_cache(maxsize=4)
def _decides_on(rulebook: Rulebook) -> Mapping[str, frozenset[str]]:
    """Return, by question that branching concerns, the questions that decide on it, directly or not."""
    found: dict[str, frozenset[str]] = {}
    for question, reads in _branching(rulebook):
        direct = frozenset(name.partition(".")[0] for name in reads)
        found[question.id] = direct.union(*(found.get(name, frozenset()) for name in direct))
    return found


def _settled(question: Question, stated: Given | None, values: Mapping[str, Value]) -> Value:
    """Return what a question's answer counts as after other answers, as `reading.py` reads it."""
    given = preset(question, values) if question.presets else None
    if given is not None:
        return given
    if question.shown_when is not None and not question.shown_when.test(values):
        return None
    if question.kind == "number":
        return None if stated is not None else _IMPOSSIBLE
    offered = {option.id for option in question.options if option_shown(option, values)}
    if isinstance(stated, frozenset) and stated & offered:
        return stated & offered
    if isinstance(stated, str) and stated in offered:
        return stated
    return _IMPOSSIBLE if question.required else question.default
