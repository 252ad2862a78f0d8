"""Turning rules into conditions and effects, with every name checked.

A rule has either one `when` with its effects, or `parts`, each with a `when`, effects and, where it needs
one, a `because` of its own. Each effect is a verb; `VERBS` says at which stage it acts and what it names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from somerec.rulebook.checking import Checker
from somerec.rulebook.model import STAGES, TIERS, Effect, Part, Rule, Source
from somerec.rulebook.parse import source_ids
from somerec.rulebook.parse_conditions import ConditionParser
from somerec.rulebook.reader import Table, Word

EVENTS = (
    "tier usable foundation serves_nothing facts_only facts_later skill_bought one_job fits too_many_hours "
    "below_threshold trial half_pace quarter_pace basics_monthly social_cap no_social moving tactic_cap no_tactics "
    "no_money then raised wind_down"
).split()
"""What the engine itself does and a rule must explain."""

POINTS = ("serves", "fits_buying", "in_use", "skill_missing")


@dataclass(slots=True)
class Names:
    """What rules may name, by kind."""

    tactics: frozenset[str]
    actions: frozenset[str]
    wishes: Mapping[str, frozenset[str]]
    lines: frozenset[str]
    packs: frozenset[str]
    topics: frozenset[str]
    stops: frozenset[str]
    goals: frozenset[str]
    depths: frozenset[str]
    measures: frozenset[str]
    levels: tuple[str, ...]
    flags: set[str] = field(default_factory=set)


class RuleParser:
    """Reads the rules of all files; ids are unique over all of them."""

    def __init__(
        self, check: Checker, parser: ConditionParser, names: Names, sources: Mapping[str, Source]
    ) -> None:
        """Keep what rules may name."""
        self.check, self.parser, self.names, self.sources = check, parser, names, sources
        self.rules: dict[str, Rule] = {}
        self.effects: dict[str, list[Effect]] = {}
        self.explains: dict[str, tuple[str, str]] = {}
        self._lines: dict[str, str] = {}

    def read(self, file: Table) -> None:
        """Read the rules of one file."""
        for table in self.check.tables(file, "rules"):
            name = self.check.word(table, "id")
            if not name:
                self.check.fault(table, "rule lacks an 'id'")
            elif name in self.rules:
                self.check.fault(name, f"rule {str(name)!r} stands twice; the first is in {self._lines[name]}")
            else:
                self._lines[str(name)] = f"{table.file}, line {table.line}"
                self._rule(str(name), table)

    def _rule(self, name: str, table: Table) -> None:
        check = self.check
        path = f"rules.{name}"
        own = ("id", "source", "because", "texts", "explains", "parts")
        verbs = [key for key in table if key in VERBS]
        check.keys(table, f"rule {name!r}", ("id", "source"), (*own, "when", *VERBS))
        has_text = check.text(table, "because", f"{path}.because", required=False)
        texts = check.table(table, "texts")
        for key in texts:
            check.text(texts, key, f"{path}.{key}")
        self._explain(name, table, texts)
        tables = check.tables(table, "parts")
        if tables and (verbs or "when" in table):
            check.fault(table, f"rule {name!r} has both 'parts' and effects of its own")
        if not tables:
            tables = [table] if verbs else []
            if not verbs and "explains" not in table:
                check.fault(table, f"rule {name!r} does nothing: it has no effect")
        pairs = [self._part(path, part, has_text, part is table) for part in tables]
        rule = Rule(name, source_ids(check, table, self.sources), tuple(part for part, _ in pairs))
        self.rules[name] = rule
        for part, effects in pairs:
            for verb, value in effects:
                self.effects.setdefault(verb, []).append(Effect(verb, value, rule, part))

    def _explain(self, name: str, table: Table, texts: Table) -> None:
        for event in self.check.words(table, "explains"):
            if not self.check.known("event", event, EVENTS):
                continue
            if event in self.explains:
                self.check.fault(event, f"{str(event)!r} is explained twice; first by {self.explains[event][0]}")
            own = str(event) in texts
            if not own and "because" not in table:
                self.check.fault(event, f"missing text 'rules.{name}.{event}'")
            self.explains[str(event)] = (name, f"rules.{name}.{event if own else 'because'}")

    def _part(
        self, path: str, table: Table, rule_has_text: bool, is_rule: bool
    ) -> tuple[Part, list[tuple[str, Any]]]:
        check = self.check
        key = f"{path}.because"
        if not is_rule:
            check.keys(table, f"a part of {path!r}", (), ("id", "when", "because", *VERBS))
            if "because" in table:
                if "id" not in table:
                    check.fault(table, f"a part of {path!r} with its own 'because' needs an 'id'")
                key = f"{path}.{check.word(table, 'id')}.because"
                check.text(table, "because", key)
            elif not rule_has_text:
                check.fault(table, f"missing text {key!r}")
        elif not rule_has_text:
            check.fault(table, f"missing text {key!r}")
        verbs = [verb for verb in table if verb in VERBS]
        if not verbs:
            check.fault(table, f"a part of {path!r} has no effect")
        stage = min((VERBS[verb].stage for verb in verbs), key=STAGES.index, default="closing")
        when = self.parser.parse(table.get("when"), stage)
        part = Part(when, key, any(name.startswith("this_") for name in when.questions()))
        return part, [(verb, VERBS[verb].read(self, table, verb)) for verb in verbs]

    # What a verb names -------------------------------------------------------------------------------------

    def name_in(self, kind: str, valid: frozenset[str] | tuple[str, ...]) -> Callable[[Table, str], str]:
        """Return a reader for one name of a kind."""

        def read(table: Table, verb: str) -> str:
            word = self.check.word(table, verb)
            self.check.known(kind, word, valid)
            return str(word)

        return read

    def names_in(self, kind: str, valid: frozenset[str], table: Table, verb: str) -> tuple[str, ...]:
        """Read several names of a kind."""
        words = self.check.words(table, verb)
        return tuple(str(word) for word in words if self.check.known(kind, word, valid))

    def numbers_of(self, kind: str, valid: frozenset[str], table: Table, verb: str) -> dict[str, int]:
        """Read a mapping of names to whole numbers."""
        values = self.check.table(table, verb)
        made = {}
        for name in values:
            if self.check.known(kind, _key(values, name), valid):
                made[name] = self.check.number(values, name)
        return made

    def caps(self, table: Table, verb: str) -> tuple[str, dict[str, str]]:
        """Read a table of caps by the options of a question, or by the planning minutes."""
        check, values = self.check, self.check.table(table, verb)
        if len(values) != 1:
            check.fault(values, "'cap_by' names one question")
            return "", {}
        name = next(iter(values))
        caps = check.table(values, name)
        question = self.parser.questions.get(name)
        if question is None and name != "planning":
            check.known("question", _key(values, name), (*self.parser.questions, "planning"))
        made = {}
        for option in caps:
            if question and not check.known(f"option of {name!r}", _key(caps, option), _ids(question.options)):
                continue
            check.known("tier", check.word(caps, option), TIERS)
            check.used.add((name, option))
            made[option] = str(check.word(caps, option))
        return name, made

    def hours(self, table: Table, verb: str) -> dict[str, int]:
        """Read how the hours that count differ from the hours ticked."""
        values = self.check.table(table, verb)
        self.check.keys(values, "hours", (), ("exactly", "percent", "least", "paid_from_money"))
        if "paid_from_money" in values:
            self.check.yes(values, "paid_from_money")
        numbers = ("exactly", "percent", "least")
        made = {key: self.check.number(values, key) for key in numbers if key in values}
        return {**made, "paid": 1} if "paid_from_money" in values else made

    def opening(self, table: Table, verb: str) -> dict[str, Any]:
        """Read the answers under which the plan for an open gate is drawn up."""
        values, made = self.check.table(table, verb), dict[str, Any]()
        for name in values:
            question = self.parser.questions.get(name)
            if question is None:
                self.check.known("question", _key(values, name), tuple(self.parser.questions))
                continue
            words = [
                str(word)
                for word in self.check.words(values, name)
                if self.check.known(f"option of {name!r}", word, _ids(question.options))
            ]
            self.check.used.update((name, word) for word in words)
            made[name] = frozenset(words) if question.kind == "many" else words[0] if words else ""
        return made

    def placing(self, table: Table, verb: str) -> dict[str, tuple[str, str]]:
        """Read where wishes belong: wish -> (level, variant of its text)."""
        values, made = self.check.table(table, verb), dict[str, tuple[str, str]]()
        for wish in values:
            if not self.check.known("wish", _key(values, wish), frozenset(self.names.wishes)):
                continue
            item = self.check.table(values, wish)
            self.check.keys(item, f"place of {wish!r}", ("level", "say"))
            level = self.check.choice(item, "level", self.names.levels)
            variant = self.check.word(item, "say")
            self.check.known(f"text of wish {wish!r}", variant, self.names.wishes[wish])
            self.check.used.add(("wishes", wish))
            made[wish] = (level, str(variant))
        return made


def _key(table: Table, name: str) -> Word:
    word = Word(name)
    word.file, word.line = table.file, table.lines[name]
    return word


def _ids(options: Any) -> tuple[str, ...]:
    return tuple(option.id for option in options)


Read = Callable[[RuleParser, Table, str], Any]


@dataclass(frozen=True, slots=True)
class Verb:
    """At which stage a verb acts, and how what it names is read."""

    stage: str
    read: Read


def _tactics(parser: RuleParser, table: Table, verb: str) -> tuple[str, ...]:
    return parser.names_in("tactic", parser.names.tactics, table, verb)


def _scores(parser: RuleParser, table: Table, verb: str) -> dict[str, int]:
    return parser.numbers_of("tactic", parser.names.tactics, table, verb)


def _points(parser: RuleParser, table: Table, verb: str) -> dict[str, int]:
    return parser.numbers_of("kind of points", frozenset(POINTS), table, verb)


def _number(parser: RuleParser, table: Table, verb: str) -> int:
    return parser.check.number(table, verb)


def _yes(parser: RuleParser, table: Table, verb: str) -> bool:
    return parser.check.yes(table, verb)


def _several(kind: str, attribute: str) -> Read:
    def read(parser: RuleParser, table: Table, verb: str) -> tuple[str, ...]:
        return parser.names_in(kind, getattr(parser.names, attribute), table, verb)

    return read


def _one(kind: str, attribute: str, *also: str) -> Read:
    def read(parser: RuleParser, table: Table, verb: str) -> str:
        valid = frozenset(getattr(parser.names, attribute)) | frozenset(also)
        return parser.name_in(kind, valid)(table, verb)

    return read


def _tier(parser: RuleParser, table: Table, verb: str) -> str:
    return parser.name_in("tier", TIERS)(table, verb)


def _flag(parser: RuleParser, table: Table, verb: str) -> str:
    flag = str(parser.check.word(table, verb))
    parser.names.flags.add(flag)
    return flag


def _order(parser: RuleParser, table: Table, verb: str) -> dict[str, str]:
    values = parser.check.table(table, verb)
    made = {}
    for name in values:
        word = parser.check.word(values, name)
        if parser.check.known("tactic", _key(values, name), parser.names.tactics) and parser.check.known(
            "tactic", word, parser.names.tactics
        ):
            made[name] = str(word)
    return made


VERBS: Mapping[str, Verb] = {
    "hours": Verb("hours", RuleParser.hours),
    "cap": Verb("scope", _tier),
    "cap_by": Verb("scope", RuleParser.caps),
    "answering": Verb("scope", _number),
    "lower": Verb("lowering", _tier),
    "propose": Verb("goal", _one("goal", "goals", "trade")),
    "steer": Verb("goal", _one("goal", "goals", "trade")),
    "draft": Verb("goal", _yes),
    "flag": Verb("goal", _flag),
    "close_gate": Verb("gate", _yes),
    "guess_buying": Verb("gate", _yes),
    "reject": Verb("tactics", _tactics),
    "reject_others": Verb("tactics", _tactics),
    "wait": Verb("tactics", _tactics),
    "wait_others": Verb("tactics", _tactics),
    "answer_only": Verb("tactics", _tactics),
    "score": Verb("tactics", _scores),
    "points": Verb("tactics", _points),
    "mention": Verb("tactics", _tactics),
    "first": Verb("tactics", _tactics),
    "last": Verb("tactics", _tactics),
    "after": Verb("tactics", _order),
    "facts_only": Verb("tactics", _tactics),
    "facts_later": Verb("tactics", _tactics),
    "half_pace": Verb("tactics", _tactics),
    "monthly": Verb("tactics", _tactics),
    "may_halve": Verb("tactics", _tactics),
    "double": Verb("tactics", _tactics),
    "no_setup": Verb("tactics", _tactics),
    "deepen": Verb("tactics", _tactics),
    "open_then": Verb("tactics", RuleParser.opening),
    "place": Verb("safeguards", RuleParser.placing),
    "pack": Verb("safeguards", _one("pack", "packs")),
    "sprint": Verb("closing", _number),
    "act": Verb("closing", _several("action", "actions")),
    "act_only": Verb("closing", _several("action", "actions")),
    "safeguard": Verb("closing", _several("safeguard line", "lines")),
    "law": Verb("closing", _several("law topic", "topics")),
    "stop": Verb("closing", _several("text of stop.general", "stops")),
    "measure": Verb("closing", _several("text of measure", "measures")),
    "depth": Verb("closing", _one("depth", "depths")),
    "review": Verb("closing", _number),
    "principle": Verb("closing", _yes),
}
"""Every verb of the rulebook."""

