"""Turning the tables of an edition's files into the values of the model."""

from __future__ import annotations

from collections.abc import Mapping

from somerec.rulebook.checking import Checker
from somerec.rulebook.model import (
    Action,
    Goal,
    Kpi,
    LawTopic,
    Option,
    Pack,
    Question,
    Settings,
    Source,
    Step,
    Tactic,
    Task,
    Tier,
)
from somerec.rulebook.parse_conditions import ConditionParser
from somerec.rulebook.parse_questions import MONEY
from somerec.rulebook.reader import Table, Word

GROUPS = ("basic", "social", "content", "people", "listing", "ads")
RHYTHMS = ("daily", "twice_weekly", "weekly", "fortnightly", "monthly")
LEVELS = (
    "strategy",
    "section",
    "goal",
    "tactic",
    "technique",
    "task",
    "supporting_number",
    "resource",
    "no_plan",
)
MARKETS = ("no", "se", "other")
TOPICS = (
    "newsletter endorsements ads_marking reviews cookies prices pictures minors confidential alcohol_make "
    "alcohol_serve music page_statistics staff_speech"
).split()


def steps(check: Checker, file: Table) -> tuple[Step, ...]:
    """Read the pages of the questionnaire."""

    def make(name: str, table: Table) -> Step:
        check.keys(table, f"step {name!r}", ("id", "title", "intro", "questions"))
        check.text(table, "title", f"steps.{name}.title")
        check.text(table, "intro", f"steps.{name}.intro")
        return Step(name, tuple(map(str, check.words(table, "questions"))))

    return tuple(check.named(file, "steps", "step", make).values())


def tiers(check: Checker, file: Table) -> dict[str, Tier]:
    """Read the scope tiers with their caps."""

    def make(name: str, table: Table) -> Tier:
        check.keys(table, f"tier {name!r}", ("id", "social", "tactics", "raise_to", "name", "what"))
        check.text(table, "name", f"tiers.{name}.name")
        check.text(table, "what", f"tiers.{name}.what")
        caps = (check.number(table, key) for key in ("social", "tactics", "raise_to"))
        return Tier(name, *caps)

    return check.named(file, "tiers", "tier", make)


def settings(check: Checker, file: Table) -> Settings:
    """Read the numbers that no rule carries."""
    table = check.table(file, "settings")
    numbers = (
        "threshold",
        "trial_threshold",
        "usable_percent",
        "bought_skill_kr",
        "hired_hour_kr",
        "most_then",
    )
    check.keys(table, "settings", (*numbers, "weeks_a_month", "hour_value", "currency"))
    hour_value, currency = check.table(table, "hour_value"), check.table(table, "currency")
    return Settings(
        **{name: check.number(table, name) for name in numbers},
        weeks_a_month=float(check.word(table, "weeks_a_month", "0")),
        hour_value={market: check.number(hour_value, market) for market in MARKETS},
        currency={market: str(check.word(currency, market)) for market in MARKETS},
    )


def sources(check: Checker, file: Table) -> dict[str, Source]:
    """Read where statements come from, and the texts that were read."""

    def make(name: str, table: Table) -> Source:
        check.keys(table, f"source {name!r}", ("id", "title"), ("text", "publisher", "year", "mark"))
        check.text(table, "title", f"sources.{name}.title")
        if "publisher" in table:
            check.text(table, "publisher", f"sources.{name}.publisher")
        return Source(
            name, *(str(check.word(table, key)) for key in ("publisher", "year", "mark"))
        )

    for table in check.tables(file, "texts"):
        name = check.word(table, "id")
        for key in ("name", "note", "kind"):
            check.text(table, key, f"texts_read.{name}.{key}")
    return check.named(file, "sources", "source", make)


def goals(check: Checker, file: Table, parser: ConditionParser) -> dict[str, Goal]:
    """Read the goals with their figures, and the words of the purposes."""

    def kpi(path: str, table: Table) -> Kpi:
        check.keys(table, f"figure of {path}", ("id", "text"), ("when",))
        name = str(check.word(table, "id"))
        check.text(table, "text", f"{path}.supporting.{name}")
        return Kpi(name, parser.parse(table.get("when"), "plan") if "when" in table else None)

    def make(name: str, table: Table) -> Goal:
        path = f"goals.{name}"
        keys = ("id", "slot", "name", "kpi", "supporting", "measure")
        check.keys(table, f"goal {name!r}", keys, ("extra_supporting",))
        check.text(table, "slot", f"{path}.slot")
        check.text(table, "name", f"{path}.name")
        lead = check.table(table, "kpi")
        check.text(lead, "text", f"{path}.kpi")
        measure = check.table(table, "measure")
        for key in ("when", "where", "how"):
            check.text(measure, key, f"{path}.measure.{key}")
        figures = (*check.tables(table, "extra_supporting"), *check.tables(table, "supporting"))
        check.used.add(("goal", name))
        return Goal(name, str(check.word(lead, "id")), tuple(kpi(path, figure) for figure in figures))

    for table in check.tables(file, "purposes"):
        name = check.word(table, "id")
        if check.known("option of 'purpose'", name, option_ids(parser.questions, "purpose")):
            check.text(table, "name", f"purposes.{name}.name")
            check.text(table, "tone", f"purposes.{name}.tone")
            check.used.add(("purpose", str(name)))
    return check.named(file, "goals", "goal", make)


def option_ids(questions: Mapping[str, Question], name: str) -> tuple[str, ...]:
    """Return the ids of a question's options."""
    options: tuple[Option, ...] = questions[name].options if name in questions else ()
    return tuple(option.id for option in options)


class TacticParser:
    """Reads the catalogue."""

    REQUIRED = ("id", "name", "inline", "technique", "group", "setup", "weekly", "money", "goals", "buying")
    ALSO_REQUIRED = ("source", "pitch", "job", "steps", "tasks")
    OPTIONAL = ("channel", "setup_solo", "monthly", "skills")

    def __init__(self, check: Checker, questions: Mapping[str, Question], known: Mapping[str, Source]) -> None:
        """Keep what a tactic may name."""
        self.check, self.questions, self.sources = check, questions, known

    def tactics(self, file: Table) -> dict[str, Tactic]:
        """Read all tactics, in the order of the file."""
        return self.check.named(file, "tactics", "tactic", self._make)

    def _make(self, name: str, table: Table) -> Tactic:
        check = self.check
        check.keys(table, f"tactic {name!r}", (*self.REQUIRED, *self.ALSO_REQUIRED), self.OPTIONAL)
        for key in ("name", "inline", "technique", "pitch", "job"):
            check.text(table, key, f"tactics.{name}.{key}")
        steps = table.get("steps") or []
        for number, step in enumerate(steps, start=1):
            check.register(step, f"tactics.{name}.steps.{number}")  # type: ignore[arg-type]
        if not 3 <= len(steps) <= 7:
            check.fault_at(table, "steps", f"tactic {name!r} must have three to seven steps, not {len(steps)}")
        made = Tactic(
            id=name,
            group=check.choice(table, "group", GROUPS),
            channel=self._channel(table),
            setup=check.number(table, "setup"),
            setup_solo=check.number(table, "setup_solo", check.number(table, "setup")),
            weekly=check.number(table, "weekly"),
            money=check.choice(table, "money", MONEY),
            monthly=check.number(table, "monthly"),
            skills=self._names(table, "skills", "skills"),
            goals=self._names(table, "goals", "goal"),
            buying=self._names(table, "buying", "buying"),
            source=source_ids(check, table, self.sources),
            steps=len(steps),
            tasks=tuple(self._tasks(name, table)),
        )
        total = sum(task.minutes for task in made.tasks)
        if total != made.weekly:
            check.fault_at(
                table, "tasks", f"the tasks of {name!r} take {total} minutes a week, but 'weekly' says {made.weekly}"
            )
        return made

    def _channel(self, table: Table) -> str | None:
        if "channel" not in table:
            return None
        rows = self.questions["channels_now"].rows if "channels_now" in self.questions else ()
        word = self.check.word(table, "channel")
        self.check.known("row of 'channels_now'", word, rows)
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


def source_ids(check: Checker, table: Table, known: Mapping[str, Source]) -> tuple[str, ...]:
    """Read the ids of the sources of a rule, tactic or law topic."""
    words = [word for word in check.words(table, "source") if check.known("source", word, known)]
    if "source" in table and not table["source"]:
        check.fault_at(table, "source", "at least one source, or `judgement`")
    return tuple(map(str, words))


def actions(check: Checker, file: Table) -> dict[str, Action]:
    """Read what may have to be put in place."""

    def make(name: str, table: Table) -> Action:
        check.keys(table, f"action {name!r}", ("id", "minutes", "text", "first"))
        check.text(table, "text", f"actions.{name}.text")
        check.text(table, "first", f"actions.{name}.first")
        return Action(name, check.number(table, "minutes"))

    return check.named(file, "actions", "action", make)


def wishes(check: Checker, file: Table, questions: Mapping[str, Question]) -> dict[str, frozenset[str]]:
    """Read what is said to each wish, by variant, and the names of the levels."""
    for table in check.tables(file, "levels"):
        level = check.word(table, "id")
        if check.known("level", level, LEVELS):
            check.text(table, "name", f"levels.{level}.name")
            check.text(table, "explain", f"levels.{level}.explain")
    known = option_ids(questions, "wishes")
    variants: dict[str, frozenset[str]] = {}
    texts = check.table(file, "wishes")
    for name in texts:
        if name not in known:
            check.fault_at(texts, name, f"unknown option of 'wishes' {name!r}")
            continue
        table = check.table(texts, name)
        for variant in table:
            check.text(table, variant, f"wishes.{name}.{variant}")
        variants[name] = frozenset(table)
    return variants


def packs_and_lines(check: Checker, file: Table) -> tuple[dict[str, Pack], frozenset[str]]:
    """Read the safeguard packs, and the ids of all safeguard lines."""

    def pack(name: str, table: Table) -> Pack:
        check.keys(table, f"pack {name!r}", ("id", "name", "length", "minutes"))
        check.text(table, "name", f"packs.{name}.name")
        check.text(table, "length", f"packs.{name}.length")
        return Pack(name, check.number(table, "minutes"))

    def line(name: str, table: Table) -> str:
        check.keys(table, f"line {name!r}", ("id", "text"))
        check.text(table, "text", f"lines.{name}")
        return name

    return check.named(file, "packs", "pack", pack), frozenset(check.named(file, "lines", "line", line))


def stops(check: Checker, file: Table) -> frozenset[str]:
    """Register the texts on what to stop; return their keys."""
    keys: set[str] = set()
    for mode in file:
        table = check.table(file, mode)
        for kind in table:
            check.text(table, kind, f"stop.{mode}.{kind}")
            keys.add(f"{mode}.{kind}")
    return frozenset(keys)


def law(check: Checker, file: Table, known: Mapping[str, Source]) -> dict[str, LawTopic]:
    """Read the law checklists."""
    check.text(file, "note", "law.note")

    def make(name: str, table: Table) -> LawTopic:
        required = ("id", "topic", "market", "text", "authority", "look_for", "checked", "verified", "source")
        check.keys(table, f"law topic {name!r}", required, ("since",))
        for key in ("text", "look_for", "authority"):
            check.text(table, key, f"law.{name}.{key}")
        market = check.choice(table, "market", MARKETS)
        check.used.add(("market", market))
        return LawTopic(
            id=name,
            topic=check.choice(table, "topic", TOPICS),
            market=market,
            authority=str(check.word(table, "authority")),
            since=str(check.word(table, "since")) or None,
            checked=str(check.word(table, "checked")),
            verified=check.yes(table, "verified"),
            source=source_ids(check, table, known),
        )

    return check.named(file, "topics", "law topic", make)


def local_names(check: Checker, file: Table) -> dict[str, dict[str, tuple[str, ...]]]:
    """Read what services are called in each market."""
    table = check.table(file, "local_names")
    names: dict[str, dict[str, tuple[str, ...]]] = {}
    for market in MARKETS:
        kinds = check.table(table, market)
        names[market] = {kind: tuple(map(str, check.words(kinds, kind))) for kind in kinds}
    return names


def simple_texts(check: Checker, file: Table, key: str, valid: tuple[str, ...] = ()) -> frozenset[str]:
    """Register a mapping of ids to texts; return the ids."""
    table = check.table(file, key)
    for name in table:
        if valid:
            word = Word(name)
            word.file, word.line = table.file, table.lines[name]
            check.known(f"id in {key!r}", word, valid)
        check.text(table, name, f"{key}.{name}")
    return frozenset(table)
