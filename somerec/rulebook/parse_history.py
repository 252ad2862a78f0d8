"""Reading `changes.yaml`: what an edition changed in plain words, and what became of the ids before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from somerec.rulebook.checking import Checker, nearest
from somerec.rulebook.conditions import GRID
from somerec.rulebook.history import Change, History, Moves
from somerec.rulebook.model import Question, Rulebook
from somerec.rulebook.parse_questions import option_ids
from somerec.rulebook.reader import Table, Word, word_at

EDITION = re.compile(r"(20\d\d)-([1-9]\d*)")
"""How an edition is called: its year and its number in that year."""

_KINDS = ("questions", "options", "rows", "tactics", "rules")
_FEWEST = 2


def edition_order(edition: str) -> tuple[int, int]:
    """Return the year and number of an edition, by which editions follow each other."""
    found = EDITION.fullmatch(edition)
    return (int(found[1]), int(found[2])) if found else (0, 0)


class Ids(NamedTuple):
    """All ids of an edition that answers or changes may name."""

    questions: Collection[str]
    rows: Collection[str]
    tactics: Collection[str]
    rules: Collection[str]
    options: Mapping[str, Collection[str]]
    """By question."""

    @classmethod
    def of(cls, questions: Mapping[str, Question], tactics: Iterable[str], rules: Iterable[str]) -> Ids:
        """Return the ids of an edition with these questions, tactics and rules."""
        rows = questions[GRID].rows if GRID in questions else ()
        options = {name: option_ids(questions, name) for name in questions if name != GRID}
        return cls(tuple(questions), rows, tuple(tactics), tuple(rules), options)


class HistoryParser:
    """Reads the history of an edition whose ids are known."""

    def __init__(
        self, check: Checker, file: Table, edition: Word, load: Callable[[str], Rulebook | None]
    ) -> None:
        """Keep the file. `load` returns an earlier edition, or None where there is no such."""
        self.check, self.file, self.edition, self.load = check, file, edition, load

    def history(self, now: Ids) -> History:
        """Read what changed, and hold every id that is named to both editions."""
        check, file = self.check, self.file
        check.keys(file, file.file, ("changes",), ("before", "renamed", "dropped", "split"))
        if not EDITION.fullmatch(self.edition):
            said = f"'edition' must be a year and a number such as 2026-1, not {str(self.edition)!r}"
            check.fault(self.edition, said)
        before = self._before()
        old = Ids.of(before.questions, before.tactics, before.rules) if before else None
        moves = _MovesReader(check, file, old, now).moves() if old else Moves()
        return History(str(check.word(file, "before")), moves, tuple(self._changes(now, moves)))

    def _before(self) -> Rulebook | None:
        """Return the edition before, if one is named; only then can anything have moved."""
        check, file = self.check, self.file
        if "before" not in file:
            for key in ("renamed", "dropped", "split"):
                if key in file:
                    check.fault_at(file, key, f"{key!r} needs 'before': the edition whose ids it names")
            return None
        before = check.word(file, "before")
        if edition_order(before) >= edition_order(self.edition):
            said = f"the edition before {str(self.edition)!r} is an earlier one, not {str(before)!r}"
            check.fault(before, said)
            return None
        found = self.load(before)
        if found is None:
            check.fault(before, f"there is no edition {str(before)!r} without faults")
        return found

    def _changes(self, now: Ids, moves: Moves) -> Iterator[Change]:
        """Read the changelog. It may name what the edition has, and what it no longer has."""
        check = self.check
        valid = {
            "rules": (*now.rules, *moves.rules),
            "tactics": (*now.tactics, *moves.tactics),
            "questions": (*now.questions, *moves.questions),
        }

        def make(name: str, table: Table) -> Change:
            check.keys(table, f"change {name!r}", ("id", "text"), valid)
            change = Change(name, **{kind: self._named(table, kind, valid[kind]) for kind in valid})
            check.text(table, "text", change.key)
            if not any(kind in table for kind in valid):
                check.fault(table, f"change {name!r} names no rule, no tactic and no question")
            return change

        yield from check.named(self.file, "changes", "change", make).values()

    def _named(self, table: Table, kind: str, valid: Collection[str]) -> tuple[str, ...]:
        words = self.check.words(table, kind)
        return tuple(str(word) for word in words if self.check.known(kind.removesuffix("s"), word, valid))


class _MovesReader:
    """Reads what became of the ids of the edition before; all that is gone must be accounted for."""

    def __init__(self, check: Checker, file: Table, old: Ids, now: Ids) -> None:
        self.check, self.old, self.now = check, old, now
        self.file, self.before = file, str(file["before"])
        self.renamed, self.dropped = check.table(file, "renamed"), check.table(file, "dropped")
        self.split = check.table(file, "split")

    def moves(self) -> Moves:
        """Read all moves, and note what is gone without a word."""
        for part in ("renamed", "dropped"):
            self.check.keys(self.check.table(self.file, part), repr(part), (), _KINDS)
        questions = self._plain("questions")
        return Moves(
            questions=questions,
            options=self._options(questions),
            rows=self._plain("rows"),
            tactics=self._plain("tactics"),
            rules=self._plain("rules"),
        )

    def _plain(self, kind: str) -> dict[str, str]:
        """Read what became of ids of one kind: the new id, or nothing."""
        old, now, one = getattr(self.old, kind), getattr(self.now, kind), kind.removesuffix("s")
        made: dict[str, str] = {}
        for word, new in self._pairs(self.renamed, kind):
            if self._is_gone(one, word, old, now) and self.check.known(one, new, now):
                made[str(word)] = str(new)
        for word in self.check.words(self.dropped, kind):
            if self._is_gone(one, word, old, now):
                made[str(word)] = ""
        self._all_told(one, [name for name in old if name not in now and name not in made])
        return made

    def _pairs(self, table: Table, key: str) -> Iterator[tuple[Word, Word]]:
        """Yield the old and the new ids of a mapping, each with its place."""
        names = self.check.table(table, key)
        for name in names:
            yield word_at(name, names.file, names.lines[name]), self.check.word(names, name)

    def _options(self, questions: Mapping[str, str]) -> dict[tuple[str, str], tuple[str, ...]]:
        """Read what became of options, by the old ids of question and option."""
        check, made = self.check, dict[tuple[str, str], tuple[str, ...]]()
        renamed, dropped = (check.table(part, "options") for part in (self.renamed, self.dropped))
        for part in (renamed, dropped, self.split):
            for question in part:
                check.known_key("question", part, question, self.old.options)
        for question, options in self.old.options.items():
            new = questions.get(question, question)
            now = self.now.options.get(new, ())
            one = f"option of {new!r}"
            moved = dict(self._parts(question, options, now))
            for word, name in self._pairs(renamed, question):
                if self._is_gone(one, word, options, now) and check.known(one, name, now):
                    moved[str(word)] = (str(name),)
            for word in check.words(dropped, question):
                if self._is_gone(one, word, options, now):
                    moved[str(word)] = ()
            if new in self.now.options:
                self._all_told(one, [name for name in options if name not in now and name not in moved])
            made.update(((question, name), became) for name, became in moved.items())
        return made

    def _parts(
        self, question: str, old: Collection[str], now: Collection[str]
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the options that were split, each with what it was split into; one part may keep its id."""
        check, one = self.check, f"option of {question!r}"
        table = check.table(self.split, question)
        for name in table:
            became = [word for word in check.words(table, name) if check.known(one, word, now)]
            if len(check.words(table, name)) < _FEWEST:
                check.fault_at(table, name, f"{one} {name!r} is split into at least two")
            if self._is_gone(one, word_at(name, table.file, table.lines[name]), old, ()):
                yield name, tuple(map(str, became))

    def _is_gone(self, kind: str, word: Word, old: Collection[str], now: Collection[str]) -> bool:
        """Check that an id was there before and is there no more."""
        if str(word) not in old:
            near = nearest(str(word), old)
            self.check.fault(word, f"edition {self.before} has no {kind} {str(word)!r}{near}")
        elif str(word) in now:
            self.check.fault(word, f"{kind} {str(word)!r} is still there, so it cannot have moved")
        else:
            return True
        return False

    def _all_told(self, kind: str, gone: list[str]) -> None:
        for name in gone:
            said = f"{kind} {name!r} of edition {self.before} is gone; say what became of it"
            self.check.fault_at(self.file, "before", said)
