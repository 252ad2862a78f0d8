"""Finds the example businesses of an edition: with the real engine, in the same order every time.

A search begins with the businesses as they stand in the file, then changes one answer, then two. To miss, it
changes what the condition itself reads, if it can; and of several changes it tries those first that a person
can make: now, then with effort, then the facts of life.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from somerec.advice.answers import Answers
from somerec.advice.examples import (
    Change,
    Seen,
    changed,
    differing,
    fired,
    is_chosen,
    is_dropped,
    leads,
    part_name,
    see,
)
from somerec.rulebook.conditions import GRID, Always
from somerec.rulebook.model import Question, Rule, Rulebook
from somerec.rulebook.parse_conditions import STATES


def wanted(rule: Rule) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield what of a rule should have an example, with what it reads: each part with a condition, or it."""
    parts = [(number, part) for number, part in enumerate(rule.parts, start=1)]
    limited = [(number, part) for number, part in parts if not isinstance(part.when, Always)]
    if not limited:
        yield rule.id, frozenset()
    for number, part in limited:
        yield part_name(rule.id, number), part.reads


_EFFORT = ("now", "effort", "life")

MOST_TRIED = 60
"""After so many businesses that nothing makes miss it, it is taken to apply to everybody."""

TELLING = frozenset(("hours", "money", "skills", "age", "buying", "website", "content", "base"))
"""The answers that tell most of a tactic: another goal would drop nearly any."""

Test = Callable[[Seen], bool]


@dataclass(eq=False)
class Search:
    """Looks for examples among the variations of some businesses."""

    rulebook: Rulebook
    businesses: Mapping[str, Answers]
    _seen: dict[str, tuple[Seen, frozenset[str]]] = field(default_factory=dict)
    _near: dict[str, list[tuple[Change, Answers]]] = field(default_factory=dict)

    def rules(self) -> dict[str, dict[str, Any]]:
        """Return an example for each part that has a condition, and for each rule that explains an event."""
        found = {}
        for rule in self.rulebook.rules.values():
            for name, reads in wanted(rule):
                entry = self.find(partial(self._applies, name), partial(self._misses, name), reads)
                if entry:
                    found[name] = entry
        return found

    def _applies(self, name: str, seen: Seen) -> bool:
        return name in self._judged(seen.advice.answers)[1]

    def _misses(self, name: str, seen: Seen) -> bool:
        return not self._applies(name, seen)

    def tactics(self) -> dict[str, dict[str, Any]]:
        """Return an example for each tactic: a plan that it leads, else one that has it, and one without."""
        found = {}
        for tactic in self.rulebook.tactics.values():
            is_first = partial(leads, tactic, rulebook=self.rulebook)
            is_there, dropped = partial(is_chosen, tactic), partial(is_dropped, tactic)
            entry = self.find(is_first, dropped, frozenset(), TELLING)
            entry = entry or self.find(is_there, dropped, frozenset(), TELLING)
            if entry:
                found[tactic.id] = entry
        return found

    def find(
        self, hit: Test, miss: Test, reads: frozenset[str], telling: frozenset[str] | None = None
    ) -> dict[str, Any] | None:
        """Return the first business that is a hit and has a change by which it misses.

        A change of what the condition itself reads tells most, unless it is said what does; any other will
        do where there is none.
        """
        own = reads if telling is None else telling
        return self._find(hit, miss, reads, own) or self._find(hit, miss, reads, None)

    def _find(
        self, hit: Test, miss: Test, reads: frozenset[str], own: frozenset[str] | None
    ) -> dict[str, Any] | None:
        tried = 0
        for name, with_, answers in self._variations(reads):
            if not hit(self._see(answers)):
                continue
            tried += 1
            if tried > MOST_TRIED:
                return None
            for change, other in self._neighbours(answers):
                if own is not None and own.isdisjoint(change):
                    continue
                if miss(self._see(other)) and len(differing(answers, other)) <= 1:
                    entry = {"of": name, "but": _plain(change)}
                    return {**entry, "with": _plain(with_)} if with_ else entry
        return None

    def _variations(self, reads: frozenset[str]) -> Iterator[tuple[str, Change, Answers]]:
        """Yield every business as it is, then with one answer changed, then with two that are read."""
        for name, answers in self.businesses.items():
            yield name, {}, answers
        for name, answers in self.businesses.items():
            for change, other in self._neighbours(answers):
                yield name, change, other
        for name, answers in self.businesses.items():
            for change, other in self._neighbours(answers):
                if reads.isdisjoint(change):
                    continue
                for more, another in self._neighbours(other):
                    if not reads.isdisjoint(more) and change.keys().isdisjoint(more):
                        yield name, {**change, **more}, another

    def _neighbours(self, answers: Answers) -> list[tuple[Change, Answers]]:
        key = answers.to_query()
        if key not in self._near:
            changes = ((change, changed(answers, change, self.rulebook)) for change in self._changes(answers))
            self._near[key] = [(change, other) for change, other in changes if other is not None]
        return self._near[key]

    def _changes(self, answers: Answers) -> Iterator[Change]:
        known = {*answers.given, *answers.assumed}
        asked = [question for question in self.rulebook.questions.values() if question.id in known]
        for question in sorted(asked, key=lambda question: _EFFORT.index(question.change)):
            yield from _others(question, answers.complete[question.id])

    def _see(self, answers: Answers) -> Seen:
        return self._judged(answers)[0]

    def _judged(self, answers: Answers) -> tuple[Seen, frozenset[str]]:
        key = answers.to_query()
        if key not in self._seen:
            seen = see(answers, self.rulebook)
            self._seen[key] = seen, fired(seen, self.rulebook)
        return self._seen[key]


def _others(question: Question, given: Any) -> Iterator[Change]:
    """Yield the other answers to one question, those nearest on a scale first."""
    if question.kind == "one":
        ids = [option.id for option in question.options]
        place = ids.index(given) if given in ids else 0
        near = sorted(ids, key=lambda option: abs(ids.index(option) - place)) if question.ordered else ids
        yield from ({question.id: (option,)} for option in near if option != given)
    elif question.kind == "many":
        alone = tuple(option.id for option in question.options if option.exclusive)
        kept = set(given or ()).difference(alone)
        ticked = tuple(option.id for option in question.options if option.id in kept)
        for option in question.options:
            if option.id in ticked:
                yield {question.id: tuple(other for other in ticked if other != option.id) or alone}
            elif not option.exclusive:
                yield {question.id: (*ticked, option.id)}
    elif question.kind == "number" and given is not None:
        yield {question.id: ()}
    elif question.kind == "grid":
        for row in question.rows:
            now = (given or {}).get(row, "no")
            yield from ({f"{GRID}.{row}": (state,)} for state in STATES if state != now)


def _plain(change: Change) -> dict[str, list[str]]:
    return {name: list(values) for name, values in change.items()}
