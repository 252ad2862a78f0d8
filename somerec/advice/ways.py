"""Ways to another plan: the smallest changes of answers that lead there, ordered by effort.

The smallest are changes of one answer. Two answers are looked at where no one answer that a person can change
is enough. What cannot be changed at will is told as what would differ, and never by twos.
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

    @property
    def nearest(self) -> Way | None:
        """What stands between: the one answer, or else the two; None where no two are enough."""
        return next((way for way in self.all if len(way.changes) == 1), self.all[0] if self.all else None)

    @property
    def shown(self) -> tuple[Way, ...]:
        """A few that differ: each by a question that the ones before do not turn on."""
        found: list[Way] = []
        for way in self.all:
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
        self._places: dict[tuple[str, str], tuple[int, int, int]] = {}
        for number, question in enumerate(rulebook.questions.values()):
            ids = [option.id for option in question.options]
            given = answers.complete.get(question.id)
            start = ids.index(given) if question.ordered and isinstance(given, str) else 0
            for place, option in enumerate(ids):
                self._places[question.id, option] = (number, abs(place - start), place)

    def ranked(self, ways: Iterable[Way]) -> Ways:
        """Return ways by effort, then by number of changes, then as the questionnaire goes, nearest first."""
        return Ways(tuple(sorted(ways, key=self._key)))

    def _key(self, way: Way) -> tuple[int, int, Sequence[tuple[int, int, int]], Sequence[str]]:
        places = [self._places[change.question, change.option] for change in way.changes]
        return way.effort, len(way.changes), places, sorted(way.questions)


def changeable(changes: Iterable[Change]) -> bool:
    """Say whether a person can make all of some changes."""
    return all(change.effort != "life" for change in changes)


def by_target(ways: Mapping[str, list[Way]], ranking: Ranking) -> dict[str, Ways]:
    """Return the ways to each thing in their order."""
    return {name: ranking.ranked(found) for name, found in ways.items()}
