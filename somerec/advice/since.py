"""What today's rules would say differently to a business that was advised under an older edition, and why.

The advice of then is made anew under the names of today, so that what merely got another name differs in
nothing. A difference is put down to a change only if it is not there without that change: today's advice is
made once more for each change, by rules that lack it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from somerec.advice.answers import Answers, read_pairs
from somerec.advice.migrate import Carried, Pair, migrate
from somerec.advice.points import Point, Points, Value, differing, points, reasons
from somerec.advice.reading import RESERVED
from somerec.advice.recommend import recommend
from somerec.advice.recommendation import Recommendation
from somerec.rulebook.conditions import GRID
from somerec.rulebook.library import Library
from somerec.rulebook.model import Rulebook
from somerec.rulebook.passage import Passage, Step, passage


@dataclass(frozen=True, slots=True, eq=False)
class Differs:
    """A point at which the two results differ, with the changes that it takes for it.

    Without any one of `by` this would not be so. It is empty where several changes lead to it, each by
    itself. `follows` says that no change speaks of the point itself, so that it comes of other differences.
    """

    point: Point
    before: Value
    after: Value
    by: tuple[Step, ...]
    follows: bool


@dataclass(frozen=True, slots=True, eq=False)
class Since:
    """What was advised, what would be advised today, and the difference."""

    then: str
    """The edition of then."""
    passage: Passage
    before: Recommendation
    """The advice of then, by the names of today."""
    after: Recommendation | None
    """The advice of today; None where today's rules ask something that was not answered."""
    pairs: tuple[Pair, ...]
    """The answers as they are given today, with start and hour value and today's edition."""
    lost: tuple[Carried, ...]
    """What could not be carried over as it was."""
    differs: tuple[Differs, ...]
    missing: tuple[str, ...] = ()
    """Questions that today's rules ask and that were not answered."""

    @property
    def same(self) -> bool:
        """Whether today's rules would give the same advice."""
        return self.after is not None and not self.differs


def since(answers: Answers, then: Rulebook, later: Sequence[Rulebook], start: date) -> Since:
    """Return what would be advised differently today; `later` are the editions since then, at least one."""
    way = passage(then, tuple(later))
    business = _Business.of(answers, then, way, later)
    before = business.before(answers, then, start)
    pairs = migrate(answers.pairs(), then, later)
    today = read_pairs(pairs.pairs, way.new).answers
    after = None if today.missing else recommend(today, way.new, start)
    found = _differs(before, after, business, start) if after else ()
    return Since(then.edition, way, before, after, tuple(today.pairs()), pairs.notes, found, today.missing)


def since_in(library: Library, answers: Answers, start: date) -> Since | None:
    """Return what would be advised differently today; None where the answers are of the latest edition."""
    then = library.get(answers.edition)
    later = library.path(answers.edition) if then else ()
    return since(answers, then, later, start) if then and later else None


def is_same(answers: Answers, then: Rulebook, later: Sequence[Rulebook], start: date) -> bool:
    """Say whether today's rules would give the same advice, as `since` finds it, without asking why not."""
    way = passage(then, tuple(later))
    today = read_pairs(migrate(answers.pairs(), then, later).pairs, way.new).answers
    if today.missing:
        return False
    before = _Business.of(answers, then, way, later).before(answers, then, start)
    return not differing(points(before), points(recommend(today, way.new, start)))


@dataclass(frozen=True, slots=True)
class _Business:
    """The same answers by the names of today: all that were given, and those that are still asked for."""

    way: Passage
    old: tuple[Pair, ...]
    new: tuple[Pair, ...]

    @classmethod
    def of(cls, answers: Answers, then: Rulebook, way: Passage, later: Sequence[Rulebook]) -> _Business:
        given = answers.pairs(edition=False)
        kept = [pair for pair in migrate(given, then, later).pairs if pair[0] != "edition"]
        return cls(way, tuple(in_todays_names(given, way)), tuple(kept))

    def before(self, answers: Answers, then: Rulebook, start: date) -> Recommendation:
        """Return the advice of then by the names of today."""
        given = recommend(answers, then, start)
        return _as_given(
            recommend(read_pairs(self.old, self.way.old).answers, self.way.old, start), given, self.way
        )

    def without(self, step: Step, start: date) -> Points | None:
        """Return today's advice without a change; None where too little was answered for it."""
        book = self.way.without(step)
        back = {name for kind, name in step.names if kind == "questions"}
        pairs = [pair for pair in self.new if _question(pair) not in back]
        pairs += [pair for pair in self.old if _question(pair) in back]
        answers = read_pairs(pairs, book).answers
        return None if answers.missing else points(recommend(answers, book, start))


def _question(pair: Pair) -> str:
    return pair[0].partition(".")[0]


def in_todays_names(pairs: Iterable[Pair], way: Passage) -> list[Pair]:
    """Return pairs by the names of today; what is asked no more keeps its own."""
    found = list(pairs)
    for names in way.names:
        found = [
            pair
            if pair[0] in RESERVED
            else (names.question(pair[0]), pair[1] if _question(pair) == GRID else names.option(*pair))
            for pair in found
        ]
    return found


def _as_given(before: Recommendation, given: Recommendation, way: Passage) -> Recommendation:
    """Return the advice of then with every tactic standing as it stood under its old name.

    Equals are ordered by their names, so a new name can put another tactic first.
    """
    stood = {_today(tactic.id, way): tactic for tactic in given.tactics}
    return replace(
        before,
        tactics=tuple(
            tactic if tactic.status == stood[tactic.id].status else replace(stood[tactic.id], id=tactic.id)
            for tactic in before.tactics
        ),
    )


def _today(tactic: str, way: Passage) -> str:
    for names in way.names:
        tactic = names.tactic(tactic)
    return tactic


def _differs(
    before: Recommendation, after: Recommendation, business: _Business, start: date
) -> tuple[Differs, ...]:
    """Return what differs, each point with the changes without which it would not."""
    old, new = points(before), points(after)
    found = differing(old, new)
    if not found:
        return ()
    without = [(step, business.without(step, start)) for step in business.way.steps]
    return tuple(
        Differs(point, old.get(point), new.get(point), by, _follows(point, by, (before, after)))
        for point in found
        for by in (_needed(point, new, without),)
    )


def _needed(point: Point, today: Points, without: Iterable[tuple[Step, Points | None]]) -> tuple[Step, ...]:
    return tuple(
        step for step, found in without if found is not None and found.get(point) != today.get(point)
    )


def _follows(point: Point, by: Sequence[Step], both: Iterable[Recommendation]) -> bool:
    """Say whether none of the changes speaks of the point itself or of a rule that is a reason there."""
    told = {("rules", why.rule) for advice in both for why in reasons(advice, point)}
    named = {name for step in by for name in step.names}
    return bool(by and told) and not named & (told | {("tactics", point.id)})
