"""What today's rules would say differently, in sentences: by the changes that do it, with what follows.

Most readers only want to know that their plan still holds, so that comes first where it does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from somerec.advice.since import Differs, Since
from somerec.rulebook.passage import Step
from somerec.words.problems import problem_text
from somerec.words.since_points import Line, PointTeller
from somerec.words.speaker import Speaker, speaker_for


@dataclass(frozen=True, slots=True)
class Group:
    """What the same changes do: the changes in plain words, what they do, and what follows from that."""

    intro: str
    changes: tuple[tuple[str, str], ...]
    """For each change its edition and its text."""
    lines: tuple[Line, ...]
    follows: tuple[Line, ...]


@dataclass(frozen=True)
class Telling:
    """Tells one business what differs since then."""

    since: Since
    language: str

    @cached_property
    def now(self) -> Speaker:
        """Who speaks by the rules of today."""
        return speaker_for(self.since.after or self.since.before, self.since.passage.new, self.language)

    @property
    def given(self) -> str:
        """Return what the page or file is: the advice of then."""
        return self.now.phrase("since.given", edition=self.since.then)

    @property
    def lead(self) -> str:
        """Return in a sentence what it comes to."""
        found, edition = self.since, self.since.passage.new.edition
        if found.after is None:
            return self.now.phrase("since.asks")
        if found.same:
            return self.now.phrase("since.same")
        count = sum(len(group.lines) + len(group.follows) for group in self.groups)
        if count == 1:
            return self.now.phrase("since.one", edition=edition)
        return self.now.phrase("since.several", edition=edition, count=count)

    @property
    def lost(self) -> list[str]:
        """Return which answers could not be carried over as they were."""
        return [problem_text(problem, self.now) for problem in self.since.lost]

    @cached_property
    def groups(self) -> list[Group]:
        """Return what differs, by the changes that do it."""
        found: dict[tuple[Step, ...], list[Differs]] = {}
        for item in self.since.differs:
            found.setdefault(item.by, []).append(item)
        # What several changes do together is easier to read after what each does by itself.
        order = sorted(found, key=lambda by: (not by, len(by)))
        return [self._group(by, found[by]) for by in order]

    def _group(self, by: tuple[Step, ...], differs: Iterable[Differs]) -> Group:
        items = list(differs)
        intro = "by" if len(by) == 1 else "by_several" if by else "by_none"
        direct = [item for item in items if not item.follows]
        follows = [item for item in items if item.follows]
        return Group(
            self.now.phrase(f"since.{intro}"),
            tuple((step.edition.edition, self.change(step)) for step in by),
            self._lines(direct or follows),
            self._lines(follows if direct else ()),
        )

    def _lines(self, differs: Iterable[Differs]) -> tuple[Line, ...]:
        return tuple(line for item in differs for line in self.lines(item))

    def lines(self, differs: Differs) -> tuple[Line, ...]:
        """Return the sentences for one point."""
        return tuple(self._points.lines(differs))

    def change(self, step: Step) -> str:
        """Return a change in the plain words of its edition's changelog."""
        words = speaker_for(self.since.before, step.edition, self.language)
        return words.text(step.change.key)

    @cached_property
    def _points(self) -> PointTeller:
        found = self.since
        then = speaker_for(found.before, found.passage.old, self.language)
        return PointTeller(found.before, found.after or found.before, self.now, then)
