"""What rules may do: the verbs, the stage at which each acts, and how what it names is read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from somerec.rulebook.checking import Checker
from somerec.rulebook.model import TIERS, Question
from somerec.rulebook.parse_questions import option_ids
from somerec.rulebook.reader import Table

POINTS = ("serves", "fits_buying", "in_use", "skill_missing")
"""The parts of the base score; a rule gives each its points."""

PLANNING = "planning"
"""Caps may be given by the planning minutes instead of by a question."""


@dataclass(slots=True)
class Names:
    """What rules may name, by kind."""

    tactics: Mapping[str, frozenset[str]]
    """The ids of each tactic's tasks, by tactic."""
    actions: frozenset[str]
    wishes: Mapping[str, frozenset[str]]
    lines: frozenset[str]
    packs: frozenset[str]
    topics: frozenset[str]
    stops: frozenset[str]
    goals: frozenset[str]
    depths: frozenset[str]
    measures: frozenset[str]
    themes: frozenset[str]
    levels: tuple[str, ...]
    flags: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class EffectReader:
    """Reads what a verb names."""

    check: Checker
    questions: Mapping[str, Question]
    names: Names

    def read(self, table: Table, verb: str) -> Any:
        """Return what a verb of a rule names."""
        return VERBS[verb].read(self, table, verb)

    def name(self, kind: str, valid: Collection[str], table: Table, verb: str) -> str:
        """Read one name of a kind."""
        word = self.check.word(table, verb)
        self.check.known(kind, word, valid)
        return str(word)

    def several(self, kind: str, valid: Collection[str], table: Table, verb: str) -> tuple[str, ...]:
        """Read several names of a kind."""
        words = self.check.words(table, verb)
        return tuple(str(word) for word in words if self.check.known(kind, word, valid))

    def numbers(self, kind: str, valid: Collection[str], table: Table, verb: str) -> dict[str, int]:
        """Read a mapping of names to whole numbers."""
        values = self.check.table(table, verb)
        kept = [name for name in values if self.check.known_key(kind, values, name, valid)]
        return {name: self.check.number(values, name) for name in kept}

    def caps(self, table: Table, verb: str) -> tuple[str, dict[str, str]]:
        """Read a table of caps by the options of a question, or by the planning minutes."""
        check, values = self.check, self.check.table(table, verb)
        if len(values) != 1:
            check.fault_at(table, verb, f"{verb!r} names one question")
            return "", {}
        name = next(iter(values))
        if not check.known_key("question", values, name, (*self.questions, PLANNING)):
            return "", {}
        caps, made = check.table(values, name), dict[str, str]()
        for option in caps:
            if name == PLANNING and not option.isdecimal():
                check.fault_at(caps, option, f"{name!r} is counted in whole minutes, not {option!r}")
            elif name == PLANNING or self._option(name, caps, option):
                check.known("tier", check.word(caps, option), TIERS)
                made[option] = str(check.word(caps, option))
        check.used.update((name, option) for option in made)
        return name, made

    def _option(self, question: str, table: Table, option: str) -> bool:
        ids = option_ids(self.questions, question)
        return self.check.known_key(f"option of {question!r}", table, option, ids)

    def hours(self, table: Table, verb: str) -> dict[str, int]:
        """Read how the hours that count differ from the hours ticked."""
        values = self.check.table(table, verb)
        self.check.keys(values, f"{verb!r}", (), ("exactly", "percent", "least", "paid_from_money"))
        paid = self.check.yes(values, "paid_from_money")
        if sum((paid, "exactly" in values, "percent" in values)) != 1:
            said = f"{verb!r} says one of exactly, percent and paid_from_money"
            self.check.fault_at(table, verb, said)
        made = {key: self.check.number(values, key) for key in ("exactly", "percent") if key in values}
        return {**made, "least": self.check.number(values, "least"), **({"paid": 1} if paid else {})}

    def opening(self, table: Table, verb: str) -> dict[str, Any]:
        """Read the answers under which the plan for an open gate is drawn up."""
        values, made = self.check.table(table, verb), dict[str, Any]()
        for name in values:
            if not self.check.known_key("question", values, name, self.questions):
                continue
            words = self.several(f"option of {name!r}", option_ids(self.questions, name), values, name)
            self.check.used.update((name, word) for word in words)
            many = self.questions[name].kind == "many"
            made[name] = frozenset(words) if many else words[0] if words else ""
        return made

    def placing(self, table: Table, verb: str) -> dict[str, tuple[str, str]]:
        """Read where wishes belong: wish -> (level, variant of its text)."""
        values, made = self.check.table(table, verb), dict[str, tuple[str, str]]()
        for wish in values:
            if not self.check.known_key("wish", values, wish, self.names.wishes):
                continue
            item = self.check.table(values, wish)
            self.check.keys(item, f"place of {wish!r}", ("level", "say"))
            level = self.check.choice(item, "level", self.names.levels)
            variant = self.check.word(item, "say")
            if "say" in item:
                self.check.known(f"text of wish {wish!r}", variant, self.names.wishes[wish])
            self.check.used.add(("wishes", wish))
            made[wish] = (level, str(variant))
        return made

    def tasks(self, table: Table, verb: str) -> dict[str, str]:
        """Read which one task is left of a tactic: tactic -> task."""
        values, made = self.check.table(table, verb), dict[str, str]()
        for name in values:
            if self.check.known_key("tactic", values, name, self.names.tactics):
                task = self.name(f"task of {name!r}", self.names.tactics[name], values, name)
                made[name] = task
        return made

    def order(self, table: Table, verb: str) -> dict[str, str]:
        """Read which tactic comes after which."""
        values, made = self.check.table(table, verb), dict[str, str]()
        for name in values:
            first = self.name("tactic", self.names.tactics, values, name)
            if (
                self.check.known_key("tactic", values, name, self.names.tactics)
                and first in self.names.tactics
            ):
                made[name] = first
        return made


Read = Callable[[EffectReader, Table, str], Any]


@dataclass(frozen=True, slots=True)
class Verb:
    """At which stage a verb acts, and how what it names is read.

    `each` says whether a condition on `this_channel` can be held against each tactic that it names.
    """

    stage: str
    read: Read
    each: bool = False


def _names(kind: str, attribute: str) -> Read:
    def read(reader: EffectReader, table: Table, verb: str) -> tuple[str, ...]:
        return reader.several(kind, getattr(reader.names, attribute), table, verb)

    return read


def _name(kind: str, attribute: str, *also: str) -> Read:
    def read(reader: EffectReader, table: Table, verb: str) -> str:
        return reader.name(kind, (*getattr(reader.names, attribute), *also), table, verb)

    return read


def _scores(reader: EffectReader, table: Table, verb: str) -> dict[str, int]:
    return reader.numbers("tactic", reader.names.tactics, table, verb)


def _points(reader: EffectReader, table: Table, verb: str) -> dict[str, int]:
    return reader.numbers("kind of points", POINTS, table, verb)


def _number(reader: EffectReader, table: Table, verb: str) -> int:
    return reader.check.number(table, verb)


def _yes(reader: EffectReader, table: Table, verb: str) -> bool:
    return reader.check.yes(table, verb)


def _tier(reader: EffectReader, table: Table, verb: str) -> str:
    return reader.name("tier", TIERS, table, verb)


def _flag(reader: EffectReader, table: Table, verb: str) -> str:
    flag = str(reader.check.word(table, verb))
    reader.names.flags.add(flag)
    return flag


_GOAL = _name("goal", "goals", "trade")
_TACTICS = Verb("tactics", _names("tactic", "tactics"))
_EACH = Verb("tactics", _names("tactic", "tactics"), each=True)

VERBS: Mapping[str, Verb] = {
    "hours": Verb("hours", EffectReader.hours),
    "cap": Verb("scope", _tier),
    "cap_by": Verb("scope", EffectReader.caps),
    "answering": Verb("scope", _number),
    "lower": Verb("lowering", _tier),
    "propose": Verb("goal", _GOAL),
    "steer": Verb("goal", _GOAL),
    "draft": Verb("goal", _yes),
    "flag": Verb("goal", _flag),
    "close_gate": Verb("gate", _yes),
    "guess_buying": Verb("gate", _yes),
    "reject": _EACH,
    "reject_others": _TACTICS,
    "wait": _EACH,
    "wait_others": _TACTICS,
    "answer_only": _EACH,
    "score": Verb("tactics", _scores, each=True),
    "points": Verb("tactics", _points),
    "mention": _EACH,
    "first": _EACH,
    "last": _EACH,
    "after": Verb("tactics", EffectReader.order),
    "facts_only": _EACH,
    "facts_later": _EACH,
    "half_pace": _EACH,
    "monthly": _EACH,
    "may_halve": _EACH,
    "double": _EACH,
    "only_task": Verb("closing", EffectReader.tasks),
    "no_setup": _EACH,
    "deepen": _TACTICS,
    "open_then": Verb("tactics", EffectReader.opening),
    "place": Verb("safeguards", EffectReader.placing),
    "pack": Verb("safeguards", _name("pack", "packs")),
    "sprint": Verb("closing", _number),
    "act": Verb("closing", _names("action", "actions")),
    "act_only": Verb("closing", _names("action", "actions")),
    "safeguard": Verb("closing", _names("safeguard line", "lines")),
    "law": Verb("closing", _names("law topic", "topics")),
    "stop": Verb("closing", _names("text of stop.general", "stops")),
    "no_theme": Verb("closing", _names("theme", "themes")),
    "measure": Verb("closing", _names("text of measure", "measures")),
    "depth": Verb("closing", _name("depth", "depths")),
    "review": Verb("closing", _number),
    "principle": Verb("closing", _yes),
}
"""Every verb of the rulebook."""
