"""What an edition must have as a whole: all that is asked is used, and all that the engine needs is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from somerec.rulebook.checking import Checker
from somerec.rulebook.conditions import GRID
from somerec.rulebook.model import Rulebook
from somerec.rulebook.parse import STOP_KINDS
from somerec.rulebook.parse_effects import POINTS
from somerec.rulebook.parse_questions import option_ids
from somerec.rulebook.parse_rules import EVENTS
from somerec.rulebook.reader import Table

_ALWAYS_USED = ("target_months",)
"""Questions whose options are figures of the result themselves."""

_NO_WISH = "nothing"
_NO_GOAL = "no_goal"
_TERMS = ("bought_help",)
"""Terms that the engine itself asks for."""

_WAYS_FOR_ALL = ("pointer_or_close", "pointer_only", "answer_only", "closing")
"""Ways of stopping that every kind of channel may meet."""


def check_whole(check: Checker, files: Mapping[str, Table], book: Rulebook) -> None:
    """Note what no rule uses, and what rules or engine would miss."""
    whole = _Whole(check, files, book)
    whole.engine()
    whole.wishes()
    whole.options()
    whole.texts()


class _Whole:
    """Looks at an edition as a whole."""

    def __init__(self, check: Checker, files: Mapping[str, Table], book: Rulebook) -> None:
        self.check, self.files, self.book = check, files, book

    def engine(self) -> None:
        """What the engine does itself is explained, and what it asks for is there."""
        check, book = self.check, self.book
        for event in EVENTS:
            if event not in book.explains:
                check.fault(self.files["plan"], f"no rule explains {event!r}")
        given = [kind for effect in book.having("points") for kind in effect.value]
        for kind in POINTS:
            if given.count(kind) != 1:
                check.fault(
                    self.files["aim"], f"one rule gives the points for {kind!r}, not {given.count(kind)}"
                )
        for term in _TERMS:
            if term not in book.terms:
                check.fault_at(self.files["scope"], "terms", f"the engine needs the term {term!r}")

    def wishes(self) -> None:
        """Every wish has a place and words."""
        placed = {wish for effect in self.book.having("place") for wish in effect.value}
        for option, table in self._items("wishes", "options"):
            if option == _NO_WISH:
                continue
            if option not in self.book.wishes:
                self.check.fault(table, f"missing text 'wishes.{option}'")
            if option not in placed:
                self.check.fault(table, f"no rule places the wish {option!r}")

    def options(self) -> None:
        """Every option decides something, and every row belongs to a tactic."""
        check, book = self.check, self.book
        used = check.used | {(GRID, tactic.channel or "") for tactic in book.tactics.values()}
        for question in book.questions.values():
            if question.kind in ("one", "many") and question.id not in (*_ALWAYS_USED, "wishes"):
                for option, table in self._items(question.id, "options"):
                    if (question.id, option) not in used:
                        said = f"no rule and no output uses option {option!r} of {question.id!r}"
                        check.fault(table, said)
        for row, table in self._items(GRID, "rows"):
            if (GRID, row) not in used:
                check.fault(table, f"no tactic uses row {row!r} of {GRID!r}")

    def texts(self) -> None:
        """Words are there for everything that a result may have to say."""
        questions = self.book.questions
        rows = questions[GRID].rows if GRID in questions else ()
        goals = [goal for goal in option_ids(questions, "goal") if goal != _NO_GOAL]
        self._need("goals", "goals", (f"goals.{goal}.name" for goal in goals))
        purposes = option_ids(questions, "purpose")
        self._need("goals", "purposes", (f"purposes.{name}.name" for name in purposes))
        self._need("plan", "themes", (f"themes.{name}" for name in option_ids(questions, "content")))
        self._need("stop", "channels", (f"stop.channels.{row}" for row in rows))
        for way in _WAYS_FOR_ALL:
            self._need("stop", way, (f"stop.{way}.{kind}" for kind in STOP_KINDS))

    def _need(self, file: str, key: str, paths: Iterable[str]) -> None:
        table = self.files[file]
        for path in paths:
            if path not in self.check.texts and key in table:
                self.check.fault_at(table, key, f"missing text {path!r}")

    def _items(self, question: str, key: str) -> Iterable[tuple[str, Table]]:
        """Yield a question's options or rows with the tables in which they stand."""
        for table in self.check.tables(self.files["questions"], "questions"):
            if self.check.word(table, "id") == question:
                for item in self.check.tables(table, key):
                    yield str(self.check.word(item, "id")), item
