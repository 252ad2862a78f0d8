"""Reading an edition's files into a rulebook, or saying everything that is wrong with them at once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from somerec.rulebook import parse
from somerec.rulebook.checking import Checker
from somerec.rulebook.conditions import GRID
from somerec.rulebook.model import Doubt, Proposal, Question, Rulebook
from somerec.rulebook.parse_conditions import ConditionParser
from somerec.rulebook.parse_questions import QuestionParser, grid_faults
from somerec.rulebook.parse_rules import EVENTS, Names, RuleParser
from somerec.rulebook.reader import Fault, RulebookError, Table, read

EDITIONS = Path(__file__).parent / "editions"
LATEST = "2026-1"

FILES = (
    "scope questions sources goals tactics actions wishes safeguards stop law aim foundation choosing plan care placing"
).split()
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
    "plan": ("first", "jobs", "themes", "measure", "depth", "triggers", "checks"),
}


@lru_cache(maxsize=4)
def load_rulebook(edition: str = LATEST) -> Rulebook:
    """Return an edition that came with the program."""
    return load_folder(EDITIONS / edition)


def load_folder(folder: Path) -> Rulebook:
    """Read an edition from a folder.

    Raises RulebookError with every fault, each with file, line and the nearest valid name.
    """
    check = Checker()
    files = {name: _file(folder / f"{name}.yaml", check) for name in FILES}
    book = _Loader(check, files).rulebook()
    if check.faults:
        raise RulebookError(check.faults)
    return book


def _file(path: Path, check: Checker) -> Table:
    if path.is_file():
        table = read(path, check.faults)
    else:
        check.faults.append(Fault(path.name, 1, "the file is missing"))
        table = Table()
        table.file, table.line, table.lines = path.name, 1, {}
    if path.stem != "stop":
        check.keys(table, path.name, _TOP_KEYS.get(path.stem, ()), ("rules",))
    return table


class _Loader:
    """Reads the files in the order in which they may name one another."""

    def __init__(self, check: Checker, files: dict[str, Table]) -> None:
        self.check, self.files = check, files

    def rulebook(self) -> Rulebook:
        check, files = self.check, self.files
        steps = parse.steps(check, files["questions"])
        reader = QuestionParser(check, files["questions"])
        questions = reader.questions({name: step.id for step in steps for name in step.questions})
        grid_faults(check, questions, files["questions"])
        self._step_faults(questions, [name for step in steps for name in step.questions])
        sources = parse.sources(check, files["sources"])
        tactics = parse.TacticParser(check, questions, sources).tactics(files["tactics"])
        parser = ConditionParser(check, questions, tuple(tactics))
        self._terms(parser)
        goals = parse.goals(check, files["goals"], parser)
        packs, lines = parse.packs_and_lines(check, files["safeguards"])
        law = parse.law(check, files["law"], sources)
        stops = parse.stops(check, files["stop"])
        actions = parse.actions(check, files["actions"])
        wishes = parse.wishes(check, files["wishes"], questions)
        themes = parse.simple_texts(check, files["plan"], "themes", parse.option_ids(questions, "content"))
        check.used.update(("content", theme) for theme in themes)
        names = Names(
            tactics=frozenset(tactics),
            actions=frozenset(actions),
            wishes=wishes,
            lines=lines,
            packs=frozenset(packs),
            topics=frozenset(topic.topic for topic in law.values()),
            stops=frozenset(key.removeprefix("general.") for key in stops if key.startswith("general.")),
            goals=frozenset(goals),
            depths=parse.simple_texts(check, files["plan"], "depth"),
            measures=parse.simple_texts(check, files["plan"], "measure"),
            levels=parse.LEVELS,
        )
        for key in ("triggers", "first", "jobs"):
            parse.simple_texts(check, files["plan"], key)
        rules = RuleParser(check, parser, names, sources)
        for file in files.values():
            rules.read(file)
        book = Rulebook(
            edition=str(check.word(files["scope"], "edition")),
            steps=steps,
            questions=questions,
            tiers=parse.tiers(check, files["scope"]),
            goals=goals,
            tactics=tactics,
            rules=rules.rules,
            effects={verb: tuple(effects) for verb, effects in rules.effects.items()},
            explains=rules.explains,
            terms=parser.terms,
            proposals=self._proposals(parser, "propose", "goal"),
            usual_buying=self._proposals(parser, "usual_buying", "buying"),
            doubts=self._doubts(parser),
            actions=actions,
            wishes=wishes,
            packs=packs,
            law=law,
            local_names=parse.local_names(check, files["law"]),
            stops=stops,
            sources=sources,
            settings=parse.settings(check, files["scope"]),
            texts=check.texts,
        )
        self._completeness(book)
        return book

    def _step_faults(self, questions: dict[str, Question], order: list[str]) -> None:
        file = self.files["questions"]
        for name in order:
            if name not in questions:
                self.check.fault(file, f"a step asks {name!r}, which is no question")
        if [name for name in order if name in questions] != list(questions):
            self.check.fault(file, "the steps must ask every question once, in the order of the questions")

    def _terms(self, parser: ConditionParser) -> None:
        def make(name: str, table: Table) -> None:
            self.check.keys(table, f"term {name!r}", ("means", "when"))
            self.check.text(table, "means", f"terms.{name}.means")
            parser.terms[name] = parser.parse(table.get("when"), "hours")

        terms = self.check.table(self.files["scope"], "terms")
        for name in terms:
            make(name, self.check.table(terms, name))

    def _proposals(self, parser: ConditionParser, key: str, question: str) -> tuple[Proposal, ...]:
        made = []
        options = parse.option_ids(parser.questions, question)
        for table in self.check.tables(self.files["aim"], key):
            self.check.keys(table, key, ("when", question))
            word = self.check.word(table, question)
            self.check.known(f"option of {question!r}", word, options)
            made.append(Proposal(parser.parse(table.get("when"), "hours"), str(word)))
        return tuple(made)

    def _doubts(self, parser: ConditionParser) -> tuple[Doubt, ...]:
        def make(name: str, table: Table) -> Doubt:
            self.check.keys(table, f"check {name!r}", ("id", "when", "questions", "text"))
            self.check.text(table, "text", f"checks.{name}.text")
            when = parser.parse(table.get("when"), "hours")
            questions = self.check.words(table, "questions")
            kept = [str(word) for word in questions if self.check.known("question", word, parser.questions)]
            return Doubt(name, when, tuple(kept))

        return tuple(self.check.named(self.files["plan"], "checks", "check", make).values())

    def _completeness(self, book: Rulebook) -> None:
        """Every event is explained, every wish answered, every option used."""
        check = self.check
        for event in EVENTS:
            if event not in book.explains:
                check.fault(self.files["plan"], f"no rule explains {event!r}")
        placed = {wish for effect in book.having("place") for wish in effect.value}
        for option in parse.option_ids(book.questions, "wishes"):
            if option not in placed and option != "nothing":
                check.fault(self.files["wishes"], f"no rule places the wish {option!r}")
        used = check.used | {(GRID, row.channel or "") for row in book.tactics.values()}
        for question in book.questions.values():
            for item in question.options if question.kind in ("one", "many") else ():
                if (question.id, item.id) not in used and question.id not in _ALWAYS_USED:
                    check.fault(
                        self.files["questions"],
                        f"no rule and no output uses option {item.id!r} of {question.id!r}",
                    )
            for row in question.rows:
                if (GRID, row) not in used:
                    check.fault(self.files["questions"], f"no tactic uses row {row!r} of {GRID!r}")


_ALWAYS_USED = ("target_months",)
"""Questions whose options are figures of the result themselves."""
