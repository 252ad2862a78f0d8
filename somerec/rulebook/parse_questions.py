"""Turning the questionnaire's tables into questions."""

from __future__ import annotations

from collections.abc import Mapping

from somerec.rulebook.checking import Checker
from somerec.rulebook.conditions import GRID, Always, Condition
from somerec.rulebook.model import Option, Preset, Question, Rewording
from somerec.rulebook.parse_conditions import STATES, ConditionParser
from somerec.rulebook.reader import Table

KINDS = ("one", "many", "grid", "number")
CHANGES = ("now", "effort", "life")
MONEY = ("m0", "m1", "m2", "m3", "m4")

_OPTIONAL = (
    "ordered",
    "compact",
    "default",
    "help",
    "shown_when",
    "preset",
    "unanswered",
    "options",
    "rows",
    "reworded",
    "clause",
)


def option_ids(questions: Mapping[str, Question], name: str) -> tuple[str, ...]:
    """Return the ids of a question's options; none where there is no such question."""
    options: tuple[Option, ...] = questions[name].options if name in questions else ()
    return tuple(option.id for option in options)


class QuestionParser:
    """Reads questions in two passes: first ids and options, then the conditions between them."""

    def __init__(self, check: Checker, file: Table) -> None:
        """Keep the file; `bare` is what conditions are checked against."""
        self.check = check
        self.file = file
        self.bare = check.named(file, "questions", "question", self._bare)
        self.parser = ConditionParser(check, self.bare, ())

    def questions(self, steps: dict[str, str]) -> dict[str, Question]:
        """Return the questions with their texts and conditions; `steps` says where each is asked."""
        made: dict[str, Question] = {}
        for table in self.check.tables(self.file, "questions"):
            name = str(self.check.word(table, "id"))
            if name in self.bare and name not in made:
                made[name] = self._question(name, table, steps.get(name, ""))
        return made

    def _bare(self, name: str, table: Table) -> Question:
        check = self.check
        kind = check.choice(table, "kind", KINDS)
        if "options" not in table and kind != "number":
            check.fault(table, f"question {name!r} lacks 'options'")
        options = check.named(table, "options", f"option of {name!r}", lambda option, _: Option(option))
        rows = check.named(table, "rows", f"row of {name!r}", lambda row, _: row)
        if kind == "grid" and (name != GRID or tuple(options) != STATES):
            check.fault(table, f"the one grid is {GRID!r} with the states {', '.join(STATES)}")
        return Question(
            id=name,
            kind=kind,  # type: ignore[arg-type]
            step="",
            required=False,
            default=None,
            change="now",
            options=tuple(options.values()),
            rows=tuple(rows),
            ordered=check.yes(table, "ordered"),
        )

    def _question(self, name: str, table: Table, step: str) -> Question:
        check = self.check
        check.keys(
            table, f"question {name!r}", ("id", "kind", "required", "change", "text", "why"), _OPTIONAL
        )
        if not step:
            check.fault(table, f"question {name!r} stands in no step")
        path = f"questions.{name}"
        check.text(table, "text", f"{path}.text")
        check.text(table, "why", f"{path}.why")
        kind, default = self.bare[name].kind, self._default(name, table)
        check.text(table, "help", f"{path}.help", required=False)
        check.text(
            table, "unanswered", f"{path}.unanswered", required=kind == "many" and default == frozenset()
        )
        check.text(table, "clause", f"{path}.clause", required=kind == "number")
        return Question(
            id=name,
            kind=kind,
            step=step,
            required=check.yes(table, "required"),
            default=default,
            change=check.choice(table, "change", CHANGES),  # type: ignore[arg-type]
            options=tuple(self._options(name, table)),
            rows=self._rows(name, table),
            ordered=self.bare[name].ordered,
            compact=check.yes(table, "compact"),
            shown_when=self._condition(name, table),
            presets=tuple(self._presets(name, table)),
            reworded=tuple(self._rewordings(name, table)),
        )

    def _condition(self, name: str, table: Table, key: str = "shown_when") -> Condition | None:
        """Read a condition that the branching looks at; it can only know what was asked before."""
        if key not in table:
            return None
        condition = self.parser.parse(table[key], "asking")
        order = list(self.bare)
        for read in sorted(condition.questions()):
            asked = read.partition(".")[0]
            if asked in self.bare and order.index(asked) >= order.index(name):
                said = f"{asked!r} is not asked before {name!r}, so its branching cannot read it"
                self.check.fault_at(table, key, said)
        return condition

    def _default(self, name: str, table: Table) -> str | frozenset[str] | None:
        question, check = self.bare[name], self.check
        ids = tuple(option.id for option in question.options)
        if question.kind == "grid":
            return frozenset()
        if "default" not in table:
            if question.kind != "number" and table.get("required") == "false":
                check.fault(table, f"question {name!r} is not required, so it needs a 'default'")
            return None
        words = [
            word for word in check.words(table, "default") if check.known(f"option of {name!r}", word, ids)
        ]
        check.used.update((name, str(word)) for word in words)
        if question.kind == "many":
            return frozenset(map(str, words))
        if question.kind == "one" and len(words) != 1 and len(check.words(table, "default")) != 1:
            check.fault_at(
                table, "default", f"question {name!r} has one answer, so its default is one option"
            )
        return str(words[0]) if words else None

    def _options(self, name: str, table: Table) -> list[Option]:
        check, kind = self.check, self.bare[name].kind
        made = []
        for item in check.tables(table, "options"):
            option = str(check.word(item, "id"))
            path = f"questions.{name}.options.{option}"
            optional = ("exclusive", "shown_when", "minutes", "kr", "percent", "clause", "not_clause")
            check.keys(item, f"option {option!r} of {name!r}", ("id", "label"), optional)
            check.text(item, "label", f"{path}.label")
            if kind != "grid":
                check.text(item, "clause", f"{path}.clause")
            if kind == "many":
                check.text(item, "not_clause", f"{path}.not_clause")
            numbers = {key: check.number(item, key) for key in ("minutes", "kr", "percent")}
            exclusive = check.yes(item, "exclusive")
            if exclusive or any(numbers.values()):
                check.used.add((name, option))
            made.append(Option(option, exclusive, self._condition(name, item), **numbers))
        return made

    def _rows(self, name: str, table: Table) -> tuple[str, ...]:
        check = self.check
        for row in check.tables(table, "rows"):
            word = check.word(row, "id")
            check.keys(row, f"row {str(word)!r} of {name!r}", ("id", "label", "clauses"))
            path = f"questions.{name}.rows.{word}"
            check.text(row, "label", f"{path}.label")
            clauses = check.table(row, "clauses")
            for state in STATES:
                check.text(clauses, state, f"{path}.{state}")
        return self.bare[name].rows

    def _presets(self, name: str, table: Table) -> list[Preset]:
        check = self.check
        ids = tuple(option.id for option in self.bare[name].options)
        made = []
        for item in check.tables(table, "preset"):
            check.keys(item, f"preset of {name!r}", ("when", "value"))
            value = check.word(item, "value")
            if check.known(f"option of {name!r}", value, ids):
                check.used.add((name, str(value)))
                made.append(Preset(self._condition(name, item, "when") or Always(), str(value)))
        return made

    def _rewordings(self, name: str, table: Table) -> list[Rewording]:
        check = self.check
        ids = tuple(option.id for option in self.bare[name].options)
        made = []
        for number, item in enumerate(check.tables(table, "reworded"), start=1):
            path = f"questions.{name}.reworded.{number}"
            check.keys(item, f"reworded of {name!r}", ("when", "text"), ("help", "why", "options"))
            for key in ("text", "help", "why"):
                check.text(item, key, f"{path}.{key}", required=key == "text")
            options = check.table(item, "options")
            for option in options:
                if check.known_key(f"option of {name!r}", options, option, ids):
                    words = check.table(options, option)
                    for key in ("label", "clause"):
                        check.text(words, key, f"{path}.options.{option}.{key}", required=False)
            condition = self._condition(name, item, "when") or Always()
            made.append(Rewording(condition, path, frozenset(options)))
        return made


def step_faults(check: Checker, file: Table, questions: Mapping[str, Question]) -> None:
    """Check that the steps ask every question once, in the order of the questions."""
    order = list(questions)
    asked: list[str] = []
    for step in check.tables(file, "steps"):
        for word in check.words(step, "questions"):
            if not check.known("question", word, order):
                continue
            if str(word) in asked:
                check.fault(word, f"question {str(word)!r} is asked twice")
            elif asked and order.index(str(word)) < order.index(asked[-1]):
                check.fault(
                    word, f"question {str(word)!r} is asked after {asked[-1]!r}, but stands before it below"
                )
            asked.append(str(word))
