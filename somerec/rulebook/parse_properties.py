"""Reading `properties.yaml`: what must hold for every business, in the condition language of the rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import get_args

from somerec.rulebook.checking import Checker
from somerec.rulebook.conditions import Condition, Has
from somerec.rulebook.model import Source
from somerec.rulebook.parse import TOPICS
from somerec.rulebook.parse_conditions import FACTS, ConditionParser, Fact
from somerec.rulebook.parse_effects import Names
from somerec.rulebook.parse_questions import option_ids
from somerec.rulebook.parse_tactics import source_ids
from somerec.rulebook.properties import (
    ASPECTS,
    EACH,
    FIGURES,
    KEPT,
    ONE_ANSWER,
    Apart,
    AtMost,
    Claim,
    Each,
    Known,
    Monotone,
    OneAnswer,
    OnlyIf,
    Property,
    PropertyKind,
    SameFor,
)
from somerec.rulebook.reader import Row, Table

KINDS: tuple[PropertyKind, ...] = get_args(PropertyKind)

YES_OR_NO = (
    "this_week",
    "limit_named",
    "judged_once",
    "reasons_given",
    "wishes_answered",
    "starts_in_turn",
    "blocked_chosen",
    "texts_filled",
)
"""What the whole advice is asked, and answers with yes or no."""

_STAGE = "proof"
_FEWEST = 2


def result_facts(names: Names) -> dict[str, Fact]:
    """Return what a property may read beside what rules read: the advice as it was given."""
    several = {
        "actions": names.actions,
        "safeguards": names.lines,
        "law": TOPICS,
        "stops": names.stops,
        "flags": names.flags,
        "strategies": names.wishes,
    }
    made = {name: Fact("closing", tuple(sorted(found)), many=True) for name, found in several.items()}
    made["new_in_plan"] = Fact("closing", (), many=True, about="tactics")
    made["depth"] = Fact("closing", tuple(sorted(names.depths)))
    made.update({name: Fact("closing", ("yes", "no")) for name in YES_OR_NO})
    return made


class PropertyParser:
    """Reads the properties of an edition."""

    def __init__(
        self, check: Checker, parser: ConditionParser, names: Names, sources: Mapping[str, Source]
    ) -> None:
        """Keep what properties may name."""
        self.check, self.names, self.sources = check, names, sources
        self.questions = parser.questions
        self.parser = ConditionParser(check, parser.questions, parser.tactics)
        self.parser.terms = parser.terms
        self.parser.facts = {**FACTS, **result_facts(names)}

    def properties(self, file: Table) -> dict[str, Property]:
        """Read all properties. What they name does not count as used: rules have to use it."""
        used = set(self.check.used)
        made = self.check.named(file, "properties", "property", self._property)
        self.check.used = used
        return made

    def _property(self, name: str, table: Table) -> Property:
        check, key = self.check, f"properties.{name}"
        check.keys(
            table, f"property {name!r}", ("id", "because"), ("when", "known", "shown", "source", *KINDS)
        )
        kinds = [kind for kind in KINDS if kind in table]
        if len(kinds) != 1:
            check.fault(table, f"property {name!r} is of one kind: {', '.join(KINDS)}")
        check.text(table, "because", f"{key}.because")
        kind: PropertyKind = kinds[0] if kinds else "always"
        return Property(
            id=name,
            kind=kind,
            when=self.parser.parse(table.get("when"), _STAGE),
            claim=self._claims[kind](self, table),
            known=tuple(self._known(key, item) for item in check.tables(table, "known")),
            shown=tuple(map(str, check.words(table, "shown"))),
            source=source_ids(check, table, self.sources) if "source" in table else (),
            key=f"{key}.because",
        )

    def _known(self, key: str, table: Table) -> Known:
        """Read exceptions that are kept, with the reason for keeping them."""
        check = self.check
        name = str(check.word(table, "id"))
        check.keys(table, f"a known exception of {key!r}", ("id", "because"), ("items", "count"))
        check.text(table, "because", f"{key}.known.{name}")
        items = tuple(map(str, check.words(table, "items")))
        count = check.number(table, "count") if "count" in table else len(items)
        return Known(name, items, count, f"{key}.known.{name}")

    def _always(self, table: Table) -> Claim:
        return self.parser.parse(table.get("always"), _STAGE)

    def _only_if(self, table: Table) -> Claim:
        parts = self.check.table(table, "only_if")
        self.check.keys(parts, "'only_if'", ("what", "if"))
        what, needs = (self.parser.parse(parts.get(key), _STAGE) for key in ("what", "if"))
        return OnlyIf(what, needs)

    def _never_together(self, table: Table) -> Claim:
        value = table["never_together"]
        if isinstance(value, Row):
            parts = self.check.tables(table, "never_together")
            conditions = [self.parser.parse(part, _STAGE) for part in parts]
            names = [" ".join(part) for part in parts]
        elif isinstance(value, Table) and "answers_of" in value:
            self.check.keys(value, "'never_together'", ("answers_of",))
            return OneAnswer(
                tuple(self._known_words(value, "answers_of", "verb with one answer", ONE_ANSWER))
            )
        else:
            conditions, names = self._apart(self.check.table(table, "never_together"))
        if len(conditions) < _FEWEST:
            self.check.fault_at(table, "never_together", "'never_together' needs at least two things")
        return Apart(tuple(names), tuple(conditions))

    def _apart(self, value: Table) -> tuple[list[Condition], list[str]]:
        """Read several values of one fact, of which a business may get only one."""
        conditions: list[Condition] = []
        names: list[str] = []
        for fact in value:
            several = self.parser.parse(_has(value, fact), _STAGE)
            for option in self.check.words(value, fact):
                if isinstance(several, Has) and str(option) in several.options:
                    conditions.append(Has(fact, frozenset((str(option),))))
                    names.append(str(option))
        return conditions, names

    def _known_words(self, table: Table, key: str, kind: str, valid: tuple[str, ...]) -> list[str]:
        return [str(word) for word in self.check.words(table, key) if self.check.known(kind, word, valid)]

    def _at_most(self, table: Table) -> Claim:
        value = self.check.table(table, "at_most")
        if len(value) != 1:
            self.check.fault_at(table, "at_most", "'at_most' names one figure and its limit")
            return AtMost(FIGURES[0], FIGURES[0])
        figure = next(iter(value))
        self.check.known_key("figure", value, figure, FIGURES)
        word = self.check.word(value, figure)
        if word.isdecimal():
            return AtMost(figure, int(word))
        self.check.known("figure", word, FIGURES)
        return AtMost(figure, str(word))

    def _monotone(self, table: Table) -> Claim:
        value = self.check.table(table, "monotone")
        self.check.keys(value, "'monotone'", ("more", "keeps"), ("steps",))
        more = self.check.choice(value, "more", tuple(self.questions))
        options = option_ids(self.questions, more)
        steps = tuple(self._known_words(value, "steps", f"option of {more!r}", options)) or options
        if more in self.questions and not self.questions[more].ordered and "steps" not in value:
            self.check.fault_at(value, "more", f"{more!r} has no order, so 'steps' must say what is more")
        return Monotone(more, steps, self.check.choice(value, "keeps", KEPT))

    def _reachable(self, table: Table) -> Claim:
        value = self.check.table(table, "reachable")
        if "each" not in value:
            return self.parser.parse(value, _STAGE)
        self.check.keys(value, "'reachable'", ("each", "can"))
        each = self.check.choice(value, "each", tuple(EACH))
        return Each(each, self.check.choice(value, "can", EACH.get(each, ())))

    def _same_for(self, table: Table) -> Claim:
        value = self.check.table(table, "same_for")
        self.check.keys(value, "'same_for'", ("question", "keeps"))
        question = self.check.choice(value, "question", tuple(self.questions))
        return SameFor(question, tuple(self._known_words(value, "keeps", "part of the advice", ASPECTS)))

    _claims: Mapping[PropertyKind, Callable[[PropertyParser, Table], Claim]] = {
        "always": _always,
        "only_if": _only_if,
        "never_together": _never_together,
        "at_most": _at_most,
        "monotone": _monotone,
        "reachable": _reachable,
        "same_for": _same_for,
    }


def _has(value: Table, fact: str) -> Table:
    """Return the condition that one of several values of a fact is there."""
    inner, outer = Table(), Table()
    for made in (inner, outer):
        made.file, made.line, made.lines = (
            value.file,
            value.line,
            {"has": value.line, fact: value.lines[fact]},
        )
    inner["has"] = value[fact]
    outer[fact] = inner
    return outer
