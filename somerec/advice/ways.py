"""Ways to another plan: the smallest changes of answers that lead there, ordered by effort.

The smallest are changes of one answer. Two answers are looked at where no one answer that a person can change
is enough. What cannot be changed at will is told as what would differ, and never by twos. To have less of
something good may lead somewhere too, but nobody is told to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from somerec.advice.answers import Answers
from somerec.advice.changes import EFFORTS, Change
from somerec.rulebook.model import Rulebook

MOST_SHOWN = 3
"""So many ways are shown to a person; more would not be read."""

MOST_OF_A_QUESTION = 2
"""So many of the ways shown may turn on one question."""


@dataclass(frozen=True, slots=True)
class Way:
    """One or two changes that together have an effect, and the scope tier that they lead to."""

    changes: tuple[Change, ...]
    tier: str

    @property
    def effort(self) -> int:
        """The place in EFFORTS of the hardest of its changes."""
        return max(EFFORTS.index(change.effort) for change in self.changes)

    @property
    def is_life(self) -> bool:
        """Whether it rests on something that nobody changes at will."""
        return any(change.effort == "life" for change in self.changes)

    @property
    def questions(self) -> frozenset[str]:
        """What it changes: the questions, and of the grid the rows."""
        return frozenset(change.match.question for change in self.changes)


@dataclass(frozen=True, slots=True)
class Ways:
    """All the smallest ways to one thing, the easiest first."""

    all: tuple[Way, ...] = ()
    told: tuple[Way, ...] = ()
    """Those that a person can be told who wants to get there. None asks for less of something good: fewer
    hours, a skill lost, a channel given up."""

    @property
    def nearest(self) -> Way | None:
        """What stands between: the one answer, or else the two; None where none is told."""
        alone = (way for way in self.told if len(way.changes) == 1)
        return next(alone, self.told[0] if self.told else None)

    @property
    def shown(self) -> tuple[Way, ...]:
        """A few that differ: each by a question that the ones before do not turn on."""
        found: list[Way] = []
        for way in self.told:
            told = [known.questions for known in found]
            new = not way.questions <= frozenset[str]().union(*told)
            often = any(sum(name in known for known in told) >= MOST_OF_A_QUESTION for name in way.questions)
            if new and not often:
                found.append(way)
            if len(found) == MOST_SHOWN:
                break
        return tuple(found)


class Ranking:
    """Puts ways in their order for one business."""

    def __init__(self, answers: Answers, rulebook: Rulebook) -> None:
        """Find how far each option is from the one given."""
        self._answers, self._rulebook = answers, rulebook
        self._places: dict[tuple[str, str], tuple[int, int, int]] = {}
        for number, question in enumerate(rulebook.questions.values()):
            ids = [option.id for option in question.options]
            given = answers.complete.get(question.id)
            start = ids.index(given) if question.ordered and isinstance(given, str) else 0
            for place, option in enumerate(ids):
                self._places[question.id, option] = (number, abs(place - start), place)

    def ranked(self, ways: Iterable[Way], *, wanted: bool = True) -> Ways:
        """Return ways by effort, then by number of changes, then as the questionnaire goes, nearest first.

        Where they lead is `wanted`, or else a loss, which is told whatever brings it about.
        """
        found = tuple(sorted(ways, key=self._key))
        told = (way for way in found if not (wanted and any(map(self._asks_for_less, way.changes))))
        return Ways(found, tuple(told))

    def _asks_for_less(self, change: Change) -> bool:
        """Say whether a change takes away what it takes work to have: a tick, or a higher step of a scale."""
        if change.effort != "effort":
            return False
        question = self._rulebook.questions[change.question]
        if question.kind == "many":
            return not change.match.holds
        given = self._answers.complete.get(question.id)
        if isinstance(given, Mapping):
            given = given.get(change.match.question.partition(".")[2], question.options[0].id)
        elif not question.ordered:
            return False
        ids = [option.id for option in question.options]
        return isinstance(given, str) and ids.index(change.option) < ids.index(given)

    def _key(self, way: Way) -> tuple[int, int, Sequence[tuple[int, int, int]], Sequence[str]]:
        places = [self._places[change.question, change.option] for change in way.changes]
        return way.effort, len(way.changes), places, sorted(way.questions)


def changeable(changes: Iterable[Change]) -> bool:
    """Say whether a person can make all of some changes."""
    return all(change.effort != "life" for change in changes)


def by_target(ways: Mapping[str, list[Way]], ranking: Ranking, *, wanted: bool = True) -> dict[str, Ways]:
    """Return the ways to each thing in their order."""
    return {name: ranking.ranked(found, wanted=wanted) for name, found in ways.items()}
