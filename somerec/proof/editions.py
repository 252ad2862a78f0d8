"""Which businesses an edition advises differently from an earlier one, and by which change.

Scope, gate and goal are exact: all answer sets beneath them are gone through under both editions. Everything
else is estimated from businesses drawn by lot, always the same ones for the same seed, with the interval in
which the share lies with 95 per cent certainty. The lot is of answer sets, not of how common businesses are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from math import sqrt
from typing import TypeAlias

from somerec.advice.answers import Answers, read_pairs
from somerec.advice.examples import Stored, example
from somerec.advice.points import Subject
from somerec.advice.since import Since, in_todays_names, since
from somerec.proof.context import whole_pairs
from somerec.proof.lot import SEED, draw
from somerec.proof.space import Space, derive
from somerec.proof.variables import YES, Case, question_of
from somerec.rulebook.conditions import GRID
from somerec.rulebook.model import Rulebook
from somerec.rulebook.passage import Passage, passage

DAY = date(2027, 1, 4)
"""A first day for plans; nothing that is asked here depends on it."""

Z = 1.96
"""Standard deviations on either side that hold 95 per cent."""

EXACT: Mapping[str, Subject] = {"tier": "tier", "gate": "gate", "working_goal": "goal"}
"""What the first stages find out of so few answers that all can be gone through, by fact."""


@dataclass(slots=True)
class Share:
    """How many of the businesses drawn, and the address of one of them."""

    count: int = 0
    example: str = ""

    def add(self, query: str) -> None:
        """Count one; the shortest address is the example that is easiest to read."""
        self.count += 1
        if not self.example or len(query) < len(self.example):
            self.example = query

    def interval(self, of: int) -> tuple[float, float]:
        """Return the bounds of the share by Wilson's score interval, which holds at the ends as well."""
        if not of:
            return 0.0, 1.0
        share, spread = self.count / of, Z * Z / of
        middle, half = share + spread / 2, Z * sqrt((share * (1 - share) + spread / 4) / of)
        return max(0.0, (middle - half) / (1 + spread)), min(1.0, (middle + half) / (1 + spread))


@dataclass(frozen=True, slots=True)
class Exact:
    """Of so many answer sets over some questions, how many lead elsewhere, with one of them."""

    subject: Subject
    questions: tuple[str, ...]
    sets: int
    count: int
    example: str


Shares: TypeAlias = "defaultdict[str, Share]"


def _shares() -> Shares:
    return defaultdict(Share)


@dataclass(slots=True)
class Estimated:
    """What became of the businesses drawn."""

    sample: int = 0
    differ: Share = field(default_factory=Share)
    lost: Share = field(default_factory=Share)
    """Those some of whose answers could not be carried over as they were."""
    asks: Share = field(default_factory=Share)
    """Those whom the later edition asks something that they have not answered."""
    subjects: Shares = field(default_factory=_shares)
    changes: Shares = field(default_factory=_shares)
    """By change: those with a difference that would not be there without it."""
    alone: Shares = field(default_factory=_shares)
    """By change: those with a difference that it makes all by itself."""

    def add(self, query: str, found: Since) -> None:
        """Count one business."""
        self.sample += 1
        shares = [self.differ] if found.differs else []
        shares += [self.lost] if found.lost else []
        shares += [self.asks] if found.after is None else []
        shares += [self.subjects[name] for name in {item.point.subject for item in found.differs}]
        by = {step.change.id for item in found.differs for step in item.by}
        shares += [self.changes[name] for name in by]
        one = {item.by[0].change.id for item in found.differs if len(item.by) == 1}
        shares += [self.alone[name] for name in one]
        for share in shares:
            share.add(query)


def estimate(old: Rulebook, later: tuple[Rulebook, ...], sample: int, seed: int = SEED) -> Estimated:
    """Draw so many businesses of the old edition and see what the last one advises differently."""
    found = Estimated()
    for one in draw(old, sample, f"editions {seed}"):
        answers = read_pairs(one.pairs, old).whole()
        found.add(example_query(answers), since(answers, old, later, DAY))
    return found


def known(old: Rulebook, later: tuple[Rulebook, ...], stored: Stored) -> dict[str, str]:
    """Return the address of a business for each change that one of the old edition's examples shows.

    `stored` are those examples: businesses that a rule or tactic applies to or just misses. So a change is
    shown that hardly any business drawn by lot is touched by.
    """
    found: dict[str, str] = {}
    for one in _examples(old, later, stored):
        for item in since(one, old, later, DAY).differs:
            for step in item.by:
                found.setdefault(step.change.id, example_query(one))
    return found


def _examples(old: Rulebook, later: tuple[Rulebook, ...], stored: Stored) -> Iterator[Answers]:
    """Yield the examples of rules and tactics that a change names, by whatever name it is called today."""
    way = passage(old, later)
    named = {name for step in way.steps for name in step.names}
    for kind in ("rules", "tactics"):
        for entry in stored.get(kind, ()):
            if way.today((kind, entry.partition(".")[0])) in named:
                shown = example(kind, entry, stored, old)
                yield from (shown.hit, shown.miss) if shown else ()


def example_query(answers: Answers) -> str:
    """Return the query that shows the advice of then, with what differs today above it."""
    return replace(answers, start=DAY).to_query()


def exact(old: Rulebook, later: tuple[Rulebook, ...]) -> Iterator[Exact]:
    """Go through all answers beneath scope, gate and goal, and count those that lead elsewhere."""
    found = passage(old, later)
    before, after = Space(found.old), Space(found.new)
    parts = _second_parts(found)
    for fact, subject in EXACT.items():
        wanted = frozenset((fact,))
        names = before.beneath(wanted) | _still(after.beneath(wanted), found.old)
        sets, elsewhere = 0, list[Case]()
        for case, count, _ in before.cases(names, {}):
            if parts.isdisjoint(_told(case)):
                sets += count
                if _made(before, case, wanted) != _made(after, case, wanted):
                    elsewhere.append(case)
        example = _example(elsewhere[0], old, found, before) if elsewhere else ""
        questions = dict.fromkeys(question_of(name) for name in sorted(names))
        yield Exact(subject, tuple(questions), sets, len(elsewhere), example)


def _still(names: set[str], book: Rulebook) -> set[str]:
    """Return the variables whose questions an edition has."""
    return {name for name in names if question_of(name) in book.questions}


def _made(space: Space, case: Case, wanted: frozenset[str]) -> dict[str, object]:
    known = _still(set(case), space.rulebook)
    facts = space.facts({name: value for name, value in case.items() if name in known})
    return dict(derive(facts, space.rulebook, wanted))


def _second_parts(found: Passage) -> set[tuple[str, str]]:
    """Return the options that a split option is not taken for: nobody could give them then."""
    return {
        (names.question(question), part)
        for names in found.names
        for (question, _), parts in names.moves.options.items()
        for part in parts[1:]
    }


def _told(case: Case) -> set[tuple[str, str]]:
    """Return the options that a case ticks."""
    return {
        (question_of(name), name.partition("=")[2] if value == YES else str(value))
        for name, value in case.items()
    }


def _example(case: Case, old: Rulebook, found: Passage, space: Space) -> str:
    """Return the query of a business of then with these answers, and with the first option elsewhere."""
    then = {
        pair: given
        for question in old.questions.values()
        for key in ([f"{GRID}.{row}" for row in question.rows] or [question.id])
        for option in question.options
        for given in [(key, option.id)]
        for pair in in_todays_names([given], found)
    }
    pairs = [then[pair] for pair in whole_pairs(case, space) if pair in then]
    return example_query(read_pairs(pairs, old).answers)
