"""Every change of one answer, and every two together, with what each leads to.

Two changes that meet nowhere, in no stage and no branching, are laid over each other: what each alone makes
of the facts that it touches is what both make of them. Where they meet, the stages are gone through again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from somerec.advice.answers import Answers
from somerec.advice.changes import Change, Variants, changes
from somerec.advice.fit import Room
from somerec.advice.trials import ROOM, Outcome, trials_of
from somerec.rulebook.conditions import GRID, Value
from somerec.rulebook.model import Rulebook


@dataclass(slots=True, eq=False)
class Tried:
    """A change of one answer that can be made, and what it leads to."""

    change: Change
    outcome: Outcome
    differs: Mapping[str, Value]
    """The answers and findings that differ, with their new values."""
    meets: int
    """The stages and branching questions that read one of these, a bit for each."""
    columns: int
    """The columns of the judge that read one of these, a bit for each."""
    lines: int
    """The judge's lines that those columns leave possible."""
    room: Room | None
    """The room there is then, where it depends on one of these."""


class Pair(NamedTuple):
    """Two changes made together, and what they lead to."""

    one: Change
    two: Change
    outcome: Outcome


class Search:
    """Tries other answers for one business."""

    def __init__(self, answers: Answers, rulebook: Rulebook) -> None:
        """Find what is decided now, and what every change of one answer leads to."""
        self._rulebook = rulebook
        self._trials, self._variants = trials_of(rulebook), Variants(answers, rulebook)
        self._base = self._variants.values(()) or {}
        self.now = self._trials.outcome(self._base)
        self._room = Room.of(self._base, rulebook)
        self._readers = [*[stage.reads for stage in self._trials.stages], *self._variants.branching]
        self._stages = (1 << len(self._trials.stages)) - 1
        judge = self._trials.judge
        self._rows = [judge.lines_of((place,), self._base) for place in range(len(judge.columns))]
        self._lines = judge.lines(self._base)
        self._rest: dict[int, int] = {}
        self.singles: list[Tried] = []
        self.not_alone: list[Change] = []
        """Changes that can only be made beside another: their question is not asked now."""
        for change in changes(answers, rulebook):
            tried = self._try(change)
            if tried:
                self.singles.append(tried)
            else:
                self.not_alone.append(change)

    def _try(self, change: Change) -> Tried | None:
        values = self._variants.values((change,))
        if values is None:
            return None
        outcome = self._trials.outcome(values)
        base, judge = self._base, self._trials.judge
        differs = {name: value for name, value in values.items() if value != base[name]}
        columns = _reading(judge.columns, differs)
        return Tried(
            change,
            outcome,
            differs,
            _bits(_reading(self._readers, differs)),
            _bits(columns),
            judge.lines_of(columns, values),
            Room.of(values, self._rulebook) if _reading((ROOM,), differs) else None,
        )

    def pairs(self, among: Sequence[Tried], wanted: Collection[str]) -> Iterator[Pair]:
        """Yield every two changes that can be made together and may bring in what no one of them does.

        `wanted` are tactics; they and the tier and the gate are all that the outcomes are good for. Laid over
        each other, two changes have the tier and the gate of one of them, so that alone makes no pair.
        """
        judge = self._trials.judge
        hurdles = {name: judge.hurdles(name, self._lines) for name in wanted}
        possible: dict[int, list[str]] = {}
        for place, one in enumerate(among):
            for two in among[place + 1 :]:
                if self._apart(one, two):
                    touched = one.columns | two.columns
                    if touched not in possible:
                        possible[touched] = [
                            name for name, found in hurdles.items() if all(each & touched for each in found)
                        ]
                    outcome = self._laid_over(one, two, possible[touched]) if possible[touched] else None
                    if outcome:
                        yield Pair(one.change, two.change, outcome)
                elif one.change.slot != two.change.slot:
                    pair = self.together(one.change, two.change, wanted)
                    if pair:
                        yield pair

    def shown_by_each_other(
        self, hidden: Sequence[Change], among: Sequence[Tried], wanted: Collection[str]
    ) -> Iterator[Pair]:
        """Yield every two changes of which one, or each, can only be made beside the other."""
        for place, one in enumerate(hidden):
            others = [*[tried.change for tried in among], *hidden[place + 1 :]]
            for two in others:
                if self._variants.may_show(one, two):
                    pair = self.together(one, two, wanted)
                    if pair:
                        yield pair

    def together(self, one: Change, two: Change, wanted: Collection[str]) -> Pair | None:
        """Return what two changes lead to, or None where they cannot be made together.

        Where none of the wanted tactics could be taken no plan is made, and none is named as chosen.
        """
        values = self._variants.values((one, two))
        if values is None:
            return None
        trials = self._trials
        lines = trials.find(values)
        possible = trials.judge.may_be_taken(wanted, lines)
        chosen = trials.chosen(lines, Room.of(values, self._rulebook)) if possible else ()
        return Pair(one, two, Outcome(str(values["tier"]), str(values["gate"]), chosen))

    def _apart(self, one: Tried, two: Tried) -> bool:
        """Say whether two changes meet nowhere, so that they can be laid over each other."""
        meets = one.meets & two.meets
        if one.change.question != two.change.question:
            return not meets
        if one.change.question != GRID or one.change.slot == two.change.slot:
            return False
        return not meets & self._stages and self._variants.hides_nothing((one.change, two.change))

    def _laid_over(self, one: Tried, two: Tried, wanted: Collection[str]) -> Outcome | None:
        """Return what two changes lead to that meet nowhere; None where no wanted tactic could be taken."""
        now, trials = self.now, self._trials
        if one.columns & two.columns:
            lines = trials.judge.lines({**self._base, **one.differs, **two.differs})
        else:
            lines = self._untouched(one.columns | two.columns) & one.lines & two.lines
        if not trials.judge.may_be_taken(wanted, lines):
            return None
        if one.room and two.room:
            room = Room.of({**self._base, **one.differs, **two.differs}, self._rulebook)
        else:
            room = one.room or two.room or self._room
        tier = two.outcome.tier if one.outcome.tier == now.tier else one.outcome.tier
        gate = two.outcome.gate if one.outcome.gate == now.gate else one.outcome.gate
        return Outcome(tier, gate, trials.chosen(lines, room))

    def _untouched(self, columns: int) -> int:
        """Return the lines that all other columns leave possible now."""
        found = self._rest.get(columns)
        if found is None:
            found = -1
            for place, row in enumerate(self._rows):
                if not columns >> place & 1:
                    found &= row
            self._rest[columns] = found
        return found


def _reading(readers: Iterable[Iterable[str]], differs: Mapping[str, Value]) -> list[int]:
    """Return the places of those that read something that differs."""
    names = differs.keys()
    return [place for place, reads in enumerate(readers) if not names.isdisjoint(reads)]


def _bits(places: Iterable[int]) -> int:
    found = 0
    for place in places:
        found |= 1 << place
    return found
