"""Turning rules into conditions and effects, with every name checked.

A rule has either one `when` with its effects, or `parts`, each with a `when`, effects and, where it needs
one, a `because` of its own. Each effect is a verb (see `parse_effects`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from somerec.rulebook.checking import Checker
from somerec.rulebook.conditions import GRID
from somerec.rulebook.index import split
from somerec.rulebook.model import STAGES, Effect, Part, Rule, Source
from somerec.rulebook.parse_conditions import THIS, ConditionParser
from somerec.rulebook.parse_effects import VERBS, EffectReader, Names
from somerec.rulebook.parse_tactics import source_ids
from somerec.rulebook.reader import Table

EVENTS = (
    "tier",
    "usable",
    "foundation",
    "serves_nothing",
    "serves_nothing_proposed",
    "serves_proposed",
    "facts_only",
    "facts_later",
    "skill_bought",
    "one_job",
    "fits",
    "too_many_hours",
    "below_threshold",
    "trial",
    "half_pace",
    "quarter_pace",
    "basics_monthly",
    "social_cap",
    "no_social",
    "moving",
    "tactic_cap",
    "no_tactics",
    "no_money",
    "then",
    "raised",
    "wind_down",
)
"""What the engine itself does and a rule must explain."""

_OWN = ("because", "texts", "explains", "parts", "when")


class RuleParser:
    """Reads the rules of all files; ids are unique over all of them."""

    def __init__(
        self, check: Checker, parser: ConditionParser, names: Names, sources: Mapping[str, Source]
    ) -> None:
        """Keep what rules may name."""
        self.check, self.parser, self.sources = check, parser, sources
        self.reader = EffectReader(check, parser.questions, names)
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
                self.check.fault(
                    name, f"rule {str(name)!r} stands twice; the first is in {self._lines[name]}"
                )
            else:
                self._lines[str(name)] = f"{table.file}, line {table.line}"
                self._rule(str(name), table)

    def _rule(self, name: str, table: Table) -> None:
        check, path = self.check, f"rules.{name}"
        verbs = [key for key in table if key in VERBS]
        check.keys(table, f"rule {name!r}", ("id", "source"), (*_OWN, *VERBS))
        check.text(table, "because", f"{path}.because", required=False)
        self._explain(name, table)
        tables = check.tables(table, "parts")
        if "parts" in table and (verbs or "when" in table):
            check.fault(table, f"rule {name!r} has both 'parts' and effects of its own")
        if "parts" not in table and not verbs and "explains" not in table:
            check.fault(table, f"rule {name!r} does nothing: it has no effect")
        rule_has_text = "because" in table
        pairs = [self._part(path, part, rule_has_text=rule_has_text) for part in tables]
        if not tables and verbs:
            pairs = [self._own_part(path, table, verbs)]
        rule = Rule(name, source_ids(check, table, self.sources), tuple(part for part, _ in pairs))
        self.rules[name] = rule
        for part, effects in pairs:
            for verb, value in effects:
                self.effects.setdefault(verb, []).append(Effect(verb, value, rule, part))

    def _explain(self, name: str, table: Table) -> None:
        check, texts = self.check, self.check.table(table, "texts")
        events = [event for event in check.words(table, "explains") if check.known("event", event, EVENTS)]
        for key in texts:
            if key not in events:
                check.fault_at(texts, key, f"rule {name!r} has a text for {key!r}, which it does not explain")
            check.text(texts, key, f"rules.{name}.{key}")
        for event in events:
            if event in self.explains:
                first = self.explains[event][0]
                check.fault(event, f"{str(event)!r} is explained twice; first by {first}")
            own = str(event) in texts
            if not own and "because" not in table:
                check.fault(event, f"missing text 'rules.{name}.{event}'")
            self.explains[str(event)] = (name, f"rules.{name}.{event if own else 'because'}")

    def _own_part(self, path: str, table: Table, verbs: list[str]) -> tuple[Part, list[tuple[str, Any]]]:
        """Read a rule without parts as its own one part."""
        if "because" not in table:
            self.check.fault(table, f"missing text '{path}.because'")
        return self._effects(table, verbs, f"{path}.because")

    def _part(self, path: str, table: Table, *, rule_has_text: bool) -> tuple[Part, list[tuple[str, Any]]]:
        check, key = self.check, f"{path}.because"
        check.keys(table, f"a part of {path!r}", (), ("id", "source", "when", "because", *VERBS))
        if "because" in table:
            if "id" not in table:
                check.fault(table, f"a part of {path!r} with its own 'because' needs an 'id'")
            key = f"{path}.{check.word(table, 'id')}.because"
            if key in check.texts:
                check.fault_at(table, "id", f"two parts of {path!r} have the id {str(table['id'])!r}")
            check.text(table, "because", key)
        elif not rule_has_text:
            check.fault(table, f"missing text {key!r}")
        verbs = [verb for verb in table if verb in VERBS]
        if not verbs:
            check.fault(table, f"a part of {path!r} has no effect")
        return self._effects(table, verbs, key, source_ids(check, table, self.sources))

    def _effects(
        self, table: Table, verbs: list[str], key: str, source: tuple[str, ...] = ()
    ) -> tuple[Part, list[tuple[str, Any]]]:
        stage = min((VERBS[verb].stage for verb in verbs), key=STAGES.index, default="closing")
        when = self.parser.parse(table.get("when"), stage)
        reads = when.questions()
        for verb in verbs:
            if THIS in reads and not VERBS[verb].each:
                said = f"{verb!r} speaks of no single tactic, so its rule cannot read {THIS!r}"
                self.check.fault_at(table, verb, said)
        answers = tuple(sorted(reads)) if reads <= self.parser.answers - {GRID} else None
        part = Part(when, key, reads, answers, split(when, self.parser.answers), source)
        return part, [(verb, self.reader.read(table, verb)) for verb in verbs]
