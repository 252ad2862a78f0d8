"""Reading an edition's files into a rulebook, or saying everything that is wrong with them at once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from somerec.rulebook import parse
from somerec.rulebook.checking import Checker, nearest
from somerec.rulebook.completeness import check_whole
from somerec.rulebook.index import Index
from somerec.rulebook.model import Doubt, Proposal, Rulebook
from somerec.rulebook.parse_conditions import ConditionParser
from somerec.rulebook.parse_effects import Names
from somerec.rulebook.parse_history import HistoryParser, Ids, edition_order
from somerec.rulebook.parse_properties import PropertyParser
from somerec.rulebook.parse_questions import QuestionParser, option_ids, step_faults
from somerec.rulebook.parse_rules import RuleParser
from somerec.rulebook.parse_tactics import TacticParser
from somerec.rulebook.reader import Fault, RulebookError, Table, empty_table, read

EDITIONS = Path(__file__).parent / "editions"
SHIPPED = tuple(sorted((folder.name for folder in EDITIONS.glob("20*")), key=edition_order))
"""The editions that came with the program, oldest first."""
LATEST = SHIPPED[-1]

FILES = (
    "scope",
    "questions",
    "sources",
    "goals",
    "tactics",
    "actions",
    "wishes",
    "safeguards",
    "stop",
    "law",
    "aim",
    "foundation",
    "choosing",
    "plan",
    "care",
    "placing",
    "properties",
    "changes",
)
"""The files of an edition; rules may stand in any of them."""

_TOP_KEYS = {
    "questions": ("steps", "questions"),
    "sources": ("sources", "texts"),
    "goals": ("goals", "purposes"),
    "tactics": ("tactics",),
    "actions": ("actions",),
    "wishes": ("levels", "wishes"),
    "safeguards": ("packs", "lines"),
    "law": ("note", "local_names", "topics"),
    "scope": ("edition", "settings", "tiers", "terms"),
    "aim": ("propose", "usual_buying"),
    "properties": ("properties",),
    "plan": ("first", "jobs", "themes", "measure", "depth", "triggers", "checks"),
}

_CHECKED_LATER = ("stop", "changes")
"""Files whose keys are checked by those who read them."""


def load_rulebook(edition: str = LATEST) -> Rulebook:
    """Return an edition that came with the program: one and the same, however the latest is asked for."""
    return _shipped(edition)


@cache
def _shipped(edition: str) -> Rulebook:
    return load_folder(EDITIONS / edition)


def load_folder(folder: Path) -> Rulebook:
    """Read an edition from a folder.

    Raises RulebookError with every fault, each with file, line and the nearest valid name.
    """
    check = Checker()
    files = {name: _file(folder / f"{name}.yaml", check) for name in FILES}
    for path in folder.glob("*.yaml"):
        if path.stem not in FILES:
            check.faults.append(
                Fault(path.name, 1, f"an edition has no such file{nearest(path.stem, FILES)}")
            )
    book = _Loader(check, files, folder).rulebook()
    check_whole(check, files, book)
    if check.faults:
        raise RulebookError(check.faults)
    return book


def _earlier(edition: str, folder: Path) -> Rulebook | None:
    """Return an earlier edition: one that stands beside a folder, or came with the program."""
    for place in (folder.parent, EDITIONS):
        if (place / edition / "changes.yaml").is_file():
            try:
                return load_rulebook(edition) if place == EDITIONS else load_folder(place / edition)
            except RulebookError:
                return None
    return None


def _file(path: Path, check: Checker) -> Table:
    if path.is_file():
        table = read(path, check.faults)
    else:
        check.faults.append(Fault(path.name, 1, "the file is missing"))
        return empty_table(path.name, 1)
    if path.stem not in _CHECKED_LATER:
        check.keys(table, path.name, _TOP_KEYS.get(path.stem, ()), ("rules",))
    return table


class _Loader:
    """Reads the files in the order in which they may name one another."""

    def __init__(self, check: Checker, files: dict[str, Table], folder: Path) -> None:
        self.check, self.files, self.folder = check, files, folder
        self.steps = parse.steps(check, files["questions"])
        reader = QuestionParser(check, files["questions"])
        self.questions = reader.questions({name: step.id for step in self.steps for name in step.questions})
        step_faults(check, files["questions"], self.questions)
        self.sources = parse.sources(check, files["sources"])
        self.tactics = TacticParser(check, self.questions, self.sources).tactics(files["tactics"])
        self.parser = ConditionParser(check, self.questions, tuple(self.tactics))
        self._terms()
        self.goals = parse.goals(check, files["goals"], self.parser)
        self.packs, self.lines = parse.packs_and_lines(check, files["safeguards"])
        self.law = parse.law(check, files["law"], self.sources)
        self.stops = parse.stops(check, files["stop"], self.parser.rows)
        self.actions = parse.actions(check, files["actions"])
        self.wishes = parse.wishes(check, files["wishes"], self.questions)

    def rulebook(self) -> Rulebook:
        """Return the edition as far as it could be read."""
        check, files = self.check, self.files
        names = self._names()
        rules = self._rules(names)
        edition = check.word(files["scope"], "edition")
        history = HistoryParser(
            check, files["changes"], edition, lambda earlier: _earlier(earlier, self.folder)
        )
        return Rulebook(
            edition=str(edition),
            history=history.history(Ids.of(self.questions, self.tactics, rules.rules)),
            steps=self.steps,
            questions=self.questions,
            tiers=parse.tiers(check, files["scope"]),
            goals=self.goals,
            tactics=self.tactics,
            rules=rules.rules,
            effects={verb: tuple(effects) for verb, effects in rules.effects.items()},
            index=Index(
                {verb: [effect.part.split for effect in found] for verb, found in rules.effects.items()}
            ),
            explains=rules.explains,
            terms=self.parser.terms,
            proposals=self._proposals("propose", "goal"),
            usual_buying=self._proposals("usual_buying", "buying"),
            doubts=self._doubts(),
            actions=self.actions,
            wishes=self.wishes,
            packs=self.packs,
            law=self.law,
            local_names=parse.local_names(check, files["law"]),
            stops=self.stops,
            sources=self.sources,
            settings=parse.settings(check, files["scope"]),
            properties=PropertyParser(check, self.parser, names, self.sources).properties(
                files["properties"]
            ),
            texts=check.texts,
        )

    def _rules(self, names: Names) -> RuleParser:
        """Read the rules of all files."""
        rules = RuleParser(self.check, self.parser, names, self.sources)
        for file in self.files.values():
            rules.read(file)
        return rules

    def _names(self) -> Names:
        """Return what rules may name, with the short texts that they choose between."""
        check, plan = self.check, self.files["plan"]
        themes = parse.simple_texts(check, plan, "themes", option_ids(self.questions, "content"))
        check.used.update(("content", theme) for theme in themes)
        depths, measures = (parse.simple_texts(check, plan, key) for key in ("depth", "measure"))
        for key in ("triggers", "first", "jobs"):
            parse.simple_texts(check, plan, key)
        return Names(
            tactics={
                name: frozenset(task.id for task in tactic.tasks) for name, tactic in self.tactics.items()
            },
            actions=frozenset(self.actions),
            wishes=self.wishes,
            lines=self.lines,
            packs=frozenset(self.packs),
            topics=frozenset(topic.topic for topic in self.law.values()),
            stops=frozenset(key.removeprefix("general.") for key in self.stops if key.startswith("general.")),
            goals=frozenset(self.goals),
            depths=depths,
            measures=measures,
            themes=themes,
            levels=parse.LEVELS,
        )

    def _terms(self) -> None:
        def make(name: str, table: Table) -> None:
            self.check.keys(table, f"term {name!r}", ("means", "when"))
            self.check.text(table, "means", f"terms.{name}.means")
            self.parser.terms[name] = self.parser.parse(table.get("when"), "hours")

        terms = self.check.table(self.files["scope"], "terms")
        for name in terms:
            make(name, self.check.table(terms, name))

    def _proposals(self, key: str, question: str) -> tuple[Proposal, ...]:
        made = []
        options = option_ids(self.questions, question)
        for table in self.check.tables(self.files["aim"], key):
            self.check.keys(table, f"a line of {key!r}", ("when", question))
            word = self.check.word(table, question)
            if question in table:
                self.check.known(f"option of {question!r}", word, options)
            made.append(Proposal(self.parser.parse(table.get("when"), "hours"), str(word)))
        return tuple(made)

    def _doubts(self) -> tuple[Doubt, ...]:
        def make(name: str, table: Table) -> Doubt:
            self.check.keys(table, f"check {name!r}", ("id", "when", "questions", "text"))
            self.check.text(table, "text", f"checks.{name}.text")
            when = self.parser.parse(table.get("when"), "hours")
            questions = self.check.words(table, "questions")
            kept = [str(word) for word in questions if self.check.known("question", word, self.questions)]
            return Doubt(name, when, tuple(kept))

        return tuple(self.check.named(self.files["plan"], "checks", "check", make).values())
