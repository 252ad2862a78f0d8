"""Which tactics are possible, and how much speaks for each: found for the whole catalogue at once.

A line is one thing that may be said of one tactic, with its condition. For every value that an answer or an
earlier stage's finding can have there is a row with one bit a line: 0 where that value alone makes the line
fail. The rows of a business laid over one another, by `&`, leave the lines that hold. A row is worked out by
the conditions themselves, the first time that its value turns up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from somerec.advice.standing import (
    BLOCKS,
    FOUNDATION,
    MARKS,
    POINTED,
    SERVING,
    Ground,
    Order,
    Standing,
    standing,
)
from somerec.rulebook.conditions import (
    All,
    AnyOf,
    Condition,
    Has,
    Not,
    OneOf,
    Value,
)
from somerec.rulebook.index import parts
from somerec.rulebook.model import Effect, Rulebook, Tactic

THIS = "this_channel"
"""What a rule calls the state of the channel of the tactic that it is held against."""

_SAID_OF_TACTICS = (*MARKS, "mention", "answer_only", "reject", "wait", "score")
"""Verbs that name tactics."""

_SAID_OF_OTHERS = ("reject_others", "wait_others")
"""Verbs that name the tactics they spare."""

MOST_KNOWN = 1000
"""So many standings of a tactic, and rows of a question, are kept for whoever comes next."""


@dataclass(frozen=True, slots=True)
class _Line:
    """What may be said of a tactic, and when."""

    ground: Ground
    when: Condition


@dataclass(slots=True)
class _Column:
    """The rows of one question or fact, or of a few that a condition reads together."""

    names: tuple[str, ...]
    place: int
    """Its place among the columns."""
    tests: list[tuple[int, tuple[str, ...], Condition]]
    """The bit of a line, what its condition calls these facts, and the condition."""
    rows: dict[object, int]

    @property
    def joint(self) -> bool:
        """Whether it reads several facts together."""
        return len(self.names) > 1

    def row(self, key: object, every: int) -> int:
        """Return the lines that a value, or a few, leave possible."""
        values = key if isinstance(key, tuple) else (key,)
        found = every
        for bit, names, condition in self.tests:
            read = dict(zip(names, values, strict=True))
            if read.get(THIS, "") is None:
                read[THIS] = "no"  # What is no channel is no channel in use either.
            if not condition.test(read):
                found &= ~bit
        if len(self.rows) >= MOST_KNOWN:
            self.rows.clear()
        self.rows[key] = found
        return found


class _Said:
    """Everything that may be said of one tactic, and how it stands by what is."""

    __slots__ = (
        *("_bits", "_first", "_grounds", "_known", "blockers", "blocks"),
        *("is_foundation", "pointing", "serving", "tactic"),
    )

    def __init__(self, tactic: Tactic, first: int) -> None:
        """Begin with nothing said; its lines begin at a place among all lines."""
        self.tactic = tactic
        self._first = first
        self._bits = 0
        """A bit for each of its lines."""
        self.is_foundation = tactic.id == FOUNDATION
        self.blocks = 0
        """The lines that rule it out or make it wait."""
        self.blockers: list[tuple[int, int]] = []
        """The same lines one by one, each with the columns that it reads."""
        self.serving = self.pointing = 0
        """The columns that decide whether it serves the goal, and how many points it has."""
        self._grounds: list[tuple[int, Ground]] = []
        """What its lines say, each with its bit among them."""
        self._known: dict[int, Standing] = {}

    def add(self, ground: Ground, bit: int, columns: int) -> None:
        """Add something that may be said, with the columns that it reads."""
        self._grounds.append((bit >> self._first, ground))
        self._bits |= bit >> self._first
        if ground.event in BLOCKS:
            self.blocks |= bit
            self.blockers.append((bit, columns))
        elif ground.event in SERVING:
            self.serving |= columns
        if ground.event in POINTED:
            self.pointing |= columns

    def standing(self, lines: int) -> Standing:
        """Return how the tactic stands by the lines that hold."""
        holding = lines >> self._first & self._bits
        stands = self._known.get(holding)
        if stands is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            stands = standing(self.tactic, [ground for bit, ground in self._grounds if bit & holding])
            self._known[holding] = stands
        return stands


class Judge:
    """Says how every tactic of one rulebook stands for a business."""

    def __init__(self, rulebook: Rulebook) -> None:
        """Find everything that may be said of every tactic."""
        self._tactics: dict[str, _Said] = {}
        columns: dict[tuple[str, ...], _Column] = {}
        place = 0
        for tactic in rulebook.tactics.values():
            said = self._tactics[tactic.id] = _Said(tactic, place)
            for line in _lines(tactic, rulebook):
                said.add(line.ground, 1 << place, _add(columns, 1 << place, line.when, tactic.row))
                place += 1
        self._after: list[tuple[int, Effect]] = []
        for effect in rulebook.having("after"):
            self._after.append((1 << place, effect))
            _add(columns, 1 << place, effect.part.when)
            place += 1
        self._every = (1 << place) - 1
        self._least = rulebook.settings.trial_threshold
        self.columns = tuple(columns)
        """By column, the questions and facts that it reads."""
        self.conditions = tuple(test[2] for column in columns.values() for test in column.tests)
        self._columns = tuple(columns.values())
        self._single = [
            (column.names[0], column.rows, column) for column in self._columns if not column.joint
        ]
        self._joint = [(column.names, column.rows, column) for column in self._columns if column.joint]

    def lines(self, values: Mapping[str, Value]) -> int:
        """Return the lines that hold, a bit for each: equal numbers mean that all tactics stand alike."""
        found, get = self._every, values.get
        for name, rows, column in self._single:
            key = get(name)
            row = rows.get(key)
            found &= column.row(key, self._every) if row is None else row
        for names, rows, column in self._joint:
            together = tuple(map(get, names))
            row = rows.get(together)
            found &= column.row(together, self._every) if row is None else row
        return found

    def lines_of(self, columns: Iterable[int], values: Mapping[str, Value]) -> int:
        """Return the lines that some columns leave possible; those of all columns together hold."""
        found = self._every
        for place in columns:
            column = self._columns[place]
            key = tuple(map(values.get, column.names)) if column.joint else values.get(column.names[0])
            found &= column.rows.get(key) or column.row(key, self._every)
        return found

    def in_order(self, lines: int) -> list[Standing]:
        """Return how every tactic stands by the lines that hold, in the order in which they are packed."""
        return self._ordered([said.standing(lines) for said in self._tactics.values()], lines)

    def eligible(self, lines: int) -> list[Standing]:
        """Return, in the same order, the tactics that packing may take, and the foundation."""
        found = []
        for said in self._tactics.values():
            if not lines & said.blocks or said.is_foundation:
                stands = said.standing(lines)
                if stands.eligible or said.is_foundation:
                    found.append(stands)
        return self._ordered(found, lines)

    def hurdles(self, tactic: str, lines: int) -> list[int]:
        """Return what has to change before packing could take a tactic, each hurdle as columns in bits.

        They are each line that blocks it, that it serves no goal, and a score too low even for a trial.
        None of them falls unless one of its columns reads something that has changed.
        """
        said = self._tactics[tactic]
        stands = said.standing(lines)
        found = [columns for bit, columns in said.blockers if lines & bit]
        if any(ground.effect is None for ground in (*stands.rejects, *stands.waits)):
            found.append(said.serving)
        if stands.score < self._least:
            found.append(said.pointing)
        return found

    def may_be_taken(self, tactics: Iterable[str], lines: int) -> bool:
        """Say whether packing may take one of some tactics: nothing rules it out or makes it wait."""
        for name in tactics:
            said = self._tactics[name]
            if not lines & said.blocks and said.standing(lines).eligible:
                return True
        return False

    def _ordered(self, standings: list[Standing], lines: int) -> list[Standing]:
        standings.sort(key=_order)
        for bit, effect in self._after:
            if lines & bit:
                for later, earlier in effect.value.items():
                    _put_after(standings, later, earlier)
        return standings


@lru_cache(maxsize=64)
def judge_of(rulebook: Rulebook) -> Judge:
    """Return the judge of a rulebook, made only once."""
    return Judge(rulebook)


def _order(stands: Standing) -> Order:
    return stands.order


def _put_after(ordered: list[Standing], later: str, earlier: str) -> None:
    """Move a tactic to the place behind another, where both may be taken (R43).

    A blocked profile must not hold the page back.
    """
    places = {stands.tactic.id: place for place, stands in enumerate(ordered)}
    first, then = places.get(later), places.get(earlier)
    if first is None or then is None or first > then:
        return
    if ordered[then].eligible and not ordered[first].in_use:
        ordered.insert(then, ordered.pop(first))


def _lines(tactic: Tactic, rulebook: Rulebook) -> Iterator[_Line]:
    """Yield everything that may be said of a tactic, in the order of the files."""
    yield from _base_lines(tactic, rulebook)
    for verb in _SAID_OF_TACTICS:
        for effect in rulebook.having(verb):
            if tactic.id in effect.value:
                points = effect.value[tactic.id] if verb == "score" else 0
                yield _Line(Ground(verb, effect, points), effect.part.when)
    for verb in _SAID_OF_OTHERS:
        for effect in rulebook.having(verb):
            if tactic.id not in effect.value:
                yield _Line(Ground(verb, effect), effect.part.when)


def _base_lines(tactic: Tactic, rulebook: Rulebook) -> Iterator[_Line]:
    """Yield the four parts of the base score (R26 and R26a to R26d) and what goes with them."""
    bought = rulebook.terms["bought_help"]
    fits = OneOf("working_buying", tactic.buying)
    whens: dict[str, Condition] = {
        "serves": AnyOf((OneOf("working_goal", tactic.goals), OneOf("steering", tactic.goals))),
        "fits_buying": fits,
        "in_use": OneOf(tactic.row, frozenset(("active",))),
    }
    if tactic.skills:
        whens["skill_missing"] = All((_lacking(tactic), Not(bought)))
        yield _Line(Ground("skill_bought", None), All((_lacking(tactic), bought)))
    for effect in rulebook.having("points"):
        for kind, points in effect.value.items():
            if kind in whens:
                yield _Line(Ground(kind, effect, points), All((effect.part.when, whens[kind])))
    for effect in rulebook.having("guess_buying"):
        yield _Line(
            Ground("guess_buying", effect), All((fits, OneOf("guesses_by", frozenset((effect.part.key,)))))
        )


def _lacking(tactic: Tactic) -> Condition:
    """Say that the skill is lacking; where writing goes on already, it is made do without (A7)."""
    lacking = Not(Has("skills", tactic.skills))
    if tactic.group != "content":
        return lacking
    return All((lacking, Not(OneOf(tactic.row, frozenset(("active",))))))


def _add(columns: dict[tuple[str, ...], _Column], bit: int, when: Condition, row: str = "") -> int:
    """Note the parts of a line's condition under the facts that they read; return their columns as bits."""
    places = 0
    for part in parts(when):
        called = tuple(sorted(part.questions()))
        names = tuple(row if name == THIS else name for name in called)
        column = columns.setdefault(names, _Column(names, len(columns), [], {}))
        column.tests.append((bit, called, part))
        places |= 1 << column.place
    return places
