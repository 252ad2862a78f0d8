"""Turning the catalogue's tables into tactics."""

from __future__ import annotations

from collections.abc import Mapping

from somerec.rulebook.checking import Checker
from somerec.rulebook.conditions import GRID
from somerec.rulebook.model import Question, Source, Tactic, Task
from somerec.rulebook.parse_questions import MONEY, option_ids
from somerec.rulebook.reader import Row, Table

GROUPS = ("basic", "social", "content", "people", "listing", "ads")
RHYTHMS = ("daily", "twice_weekly", "weekly", "fortnightly", "monthly")

FEWEST_STEPS, MOST_STEPS = 3, 7

_REQUIRED = ("id", "name", "inline", "technique", "group", "setup", "weekly", "money", "goals", "buying")
_ALSO_REQUIRED = ("source", "pitch", "job", "steps", "tasks")
_OPTIONAL = ("channel", "setup_solo", "monthly", "skills")


def source_ids(check: Checker, table: Table, known: Mapping[str, Source]) -> tuple[str, ...]:
    """Read the ids of the sources of a rule, tactic or law topic."""
    words = [word for word in check.words(table, "source") if check.known("source", word, known)]
    if "source" in table and not table["source"]:
        check.fault_at(table, "source", "at least one source, or `judgement`")
    return tuple(map(str, words))


class TacticParser:
    """Reads the catalogue."""

    def __init__(
        self, check: Checker, questions: Mapping[str, Question], known: Mapping[str, Source]
    ) -> None:
        """Keep what a tactic may name."""
        self.check, self.questions, self.sources = check, questions, known

    def tactics(self, file: Table) -> dict[str, Tactic]:
        """Read all tactics, in the order of the file."""
        return self.check.named(file, "tactics", "tactic", self._make)

    def _make(self, name: str, table: Table) -> Tactic:
        check = self.check
        check.keys(table, f"tactic {name!r}", (*_REQUIRED, *_ALSO_REQUIRED), _OPTIONAL)
        for key in ("name", "inline", "technique", "pitch", "job"):
            check.text(table, key, f"tactics.{name}.{key}")
        channel = self._channel(table)
        made = Tactic(
            id=name,
            group=check.choice(table, "group", GROUPS),
            channel=channel,
            row=f"{GRID}.{channel}" if channel else "",
            setup=check.number(table, "setup"),
            setup_solo=check.number(table, "setup_solo", check.number(table, "setup")),
            weekly=check.number(table, "weekly"),
            money=check.choice(table, "money", MONEY),
            monthly=check.number(table, "monthly"),
            skills=self._names(table, "skills", "skills"),
            goals=self._names(table, "goals", "goal"),
            buying=self._names(table, "buying", "buying"),
            source=source_ids(check, table, self.sources),
            steps=self._steps(name, table),
            tasks=tuple(self._tasks(name, table)),
        )
        total = sum(task.minutes for task in made.tasks)
        if total != made.weekly:
            said = f"the tasks of {name!r} take {total} minutes a week, but 'weekly' says {made.weekly}"
            check.fault_at(table, "tasks", said)
        return made

    def _steps(self, name: str, table: Table) -> int:
        steps = table.get("steps")
        if not isinstance(steps, Row):
            if steps is not None:
                self.check.fault_at(table, "steps", "'steps' must be a list")
            return 0
        for number, step in enumerate(steps, start=1):
            self.check.register(step, f"tactics.{name}.steps.{number}")
        if not FEWEST_STEPS <= len(steps) <= MOST_STEPS:
            said = f"tactic {name!r} must have three to seven steps, not {len(steps)}"
            self.check.fault_at(table, "steps", said)
        return len(steps)

    def _channel(self, table: Table) -> str | None:
        if "channel" not in table:
            return None
        rows = self.questions[GRID].rows if GRID in self.questions else ()
        word = self.check.word(table, "channel")
        self.check.known(f"row of {GRID!r}", word, rows)
        return str(word)

    def _names(self, table: Table, key: str, question: str) -> frozenset[str]:
        options = option_ids(self.questions, question)
        words = self.check.words(table, key)
        kept = [word for word in words if self.check.known(f"option of {question!r}", word, options)]
        self.check.used.update((question, str(word)) for word in kept)
        return frozenset(map(str, kept))

    def _tasks(self, tactic: str, table: Table) -> list[Task]:
        def make(name: str, task: Table) -> Task:
            keys = ("id", "text", "minutes", "rhythm", "delegable")
            self.check.keys(task, f"task {name!r} of {tactic!r}", keys)
            self.check.text(task, "text", f"tactics.{tactic}.tasks.{name}")
            rhythm = self.check.choice(task, "rhythm", RHYTHMS)
            return Task(name, self.check.number(task, "minutes"), rhythm, self.check.yes(task, "delegable"))

        return list(self.check.named(table, "tasks", f"task of {tactic!r}", make).values())
