"""Turning the tables of an edition's files into the values of the model."""

from __future__ import annotations

from collections.abc import Mapping

from somerec.rulebook.checking import Checker
from somerec.rulebook.conditions import GRID
from somerec.rulebook.model import (
    TIERS,
    Action,
    Goal,
    Kpi,
    LawTopic,
    Pack,
    Question,
    Settings,
    Source,
    Step,
    Tier,
)
from somerec.rulebook.parse_conditions import ConditionParser
from somerec.rulebook.parse_questions import option_ids
from somerec.rulebook.parse_tactics import source_ids
from somerec.rulebook.reader import Table

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
    "newsletter",
    "endorsements",
    "ads_marking",
    "reviews",
    "cookies",
    "prices",
    "pictures",
    "minors",
    "confidential",
    "alcohol_make",
    "alcohol_serve",
    "music",
    "page_statistics",
    "staff_speech",
)
STOP_MODES = (
    "pointer_or_close",
    "pointer_only",
    "run_down",
    "answer_only",
    "by_law",
    "closing",
    "answer_until_open",
    "general",
    "channels",
)
STOP_KINDS = ("social", "list", "site", "ads", "listing", "map")


def steps(check: Checker, file: Table) -> tuple[Step, ...]:
    """Read the pages of the questionnaire."""

    def make(name: str, table: Table) -> Step:
        check.keys(table, f"step {name!r}", ("id", "title", "intro", "questions"))
        check.text(table, "title", f"steps.{name}.title")
        check.text(table, "intro", f"steps.{name}.intro")
        return Step(name, tuple(map(str, check.words(table, "questions"))))

    return tuple(check.named(file, "steps", "step", make).values())


def tiers(check: Checker, file: Table) -> dict[str, Tier]:
    """Read the scope tiers with their caps; the engine knows which there are."""

    def make(name: str, table: Table) -> Tier:
        check.known("tier", check.word(table, "id"), TIERS)
        check.keys(table, f"tier {name!r}", ("id", "social", "tactics", "raise_to", "name", "what"))
        check.text(table, "name", f"tiers.{name}.name")
        check.text(table, "what", f"tiers.{name}.what")
        caps = (check.number(table, key) for key in ("social", "tactics", "raise_to"))
        return Tier(name, *caps)

    made = check.named(file, "tiers", "tier", make)
    for name in TIERS:
        if name not in made:
            check.fault_at(file, "tiers", f"tier {name!r} is missing")
    return made


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
    check.keys(hour_value, "'hour_value'", MARKETS)
    check.keys(currency, "'currency'", MARKETS)
    return Settings(
        **{name: check.number(table, name) for name in numbers},
        weeks_a_month=check.decimal(table, "weeks_a_month"),
        hour_value={market: check.number(hour_value, market) for market in MARKETS},
        currency={market: str(check.word(currency, market)) for market in MARKETS},
    )


def sources(check: Checker, file: Table) -> dict[str, Source]:
    """Read where statements come from, and the texts that were read."""

    def make(name: str, table: Table) -> Source:
        check.keys(table, f"source {name!r}", ("id", "title"), ("text", "publisher", "year", "mark"))
        if "text" in table:
            check.choice(table, "text", numbers)
        check.text(table, "title", f"sources.{name}.title")
        if "publisher" in table:
            check.text(table, "publisher", f"sources.{name}.publisher")
        return Source(name, *(str(check.word(table, key)) for key in ("publisher", "year", "mark")))

    def text_read(name: str, table: Table) -> str:
        keys = ("id", "number", "author", "name", "short", "language", "kind", "note")
        check.keys(table, f"text {name!r}", keys)
        for key in ("name", "short", "note", "kind"):
            check.text(table, key, f"texts_read.{name}.{key}")
        return str(check.word(table, "number"))

    numbers = tuple(check.named(file, "texts", "text", text_read).values())
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
        check.known("option of 'goal'", check.word(table, "id"), option_ids(parser.questions, "goal"))
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
        if not check.known_key("option of 'wishes'", texts, name, known):
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


def stops(check: Checker, file: Table, rows: tuple[str, ...]) -> frozenset[str]:
    """Register the texts on what to stop; return their keys, `<mode>.<kind>`."""
    keys: set[str] = set()
    for mode in file:
        if mode == "rules" or not check.known_key("way of stopping", file, mode, STOP_MODES):
            continue
        table = check.table(file, mode)
        for kind in table:
            if mode == "channels":
                check.known_key(f"row of {GRID!r}", table, kind, rows)
            elif mode != "general":
                check.known_key("kind of channel", table, kind, STOP_KINDS)
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
            since=check.day(table, "since") or None,
            checked=check.day(table, "checked"),
            verified=check.yes(table, "verified"),
            source=source_ids(check, table, known),
        )

    return check.named(file, "topics", "law topic", make)


def local_names(check: Checker, file: Table) -> dict[str, dict[str, tuple[str, ...]]]:
    """Read what services are called in each market."""
    table = check.table(file, "local_names")
    check.keys(table, "'local_names'", MARKETS)
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
            check.known_key(f"id in {key!r}", table, name, valid)
        check.text(table, name, f"{key}.{name}")
    return frozenset(table)
