"""What a rulebook edition is made of: frozen values without behaviour beyond look-ups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import compress
from typing import Any, Literal

from somerec.rulebook.conditions import Condition, Facts
from somerec.rulebook.history import History
from somerec.rulebook.index import Index, Split
from somerec.rulebook.properties import Property

Kind = Literal["one", "many", "grid", "number"]

TIERS = ("T0", "T1", "T2", "T3", "T4")
"""Scope tiers from the smallest to the largest (domain model, section b)."""

STAGES = (
    "asking",
    "hours",
    "scope",
    "lowering",
    "goal",
    "gate",
    "tactics",
    "plan",
    "safeguards",
    "closing",
    "proof",
)
"""The order in which a recommendation is decided; in the last, properties look at what was advised.

A condition may only look at earlier stages.
"""


@dataclass(frozen=True, slots=True)
class Text:
    """An English source text: `one` speaks to (or as) one person, `many` to several."""

    one: str
    many: str
    personal: bool
    """Whether the text is translated in two forms."""
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question. `shown_when` hides it for some (solo has no team)."""

    id: str
    exclusive: bool = False
    shown_when: Condition | None = None
    minutes: int = 0
    """Planning value in minutes a week (question `hours`)."""
    kr: int = 0
    """Planning value in kroner a month (question `money`)."""
    percent: int = 0
    """How much better, in per cent (question `target_size`)."""


@dataclass(frozen=True, slots=True)
class Preset:
    """An answer that another answer already gives: recruiting presets whom to reach."""

    when: Condition
    value: str


@dataclass(frozen=True, slots=True)
class Rewording:
    """Other words for the same question under a condition; `options` lists the reworded ones."""

    when: Condition
    key: str
    options: frozenset[str]


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `default` is what an unanswered one counts as; None where it is required."""

    id: str
    kind: Kind
    step: str
    required: bool
    default: str | frozenset[str] | None
    change: Literal["now", "effort", "life"]
    """Whether a person can change the answer now, with effort, or not at all."""
    options: tuple[Option, ...] = ()
    rows: tuple[str, ...] = ()
    ordered: bool = False
    compact: bool = False
    shown_when: Condition | None = None
    presets: tuple[Preset, ...] = ()
    reworded: tuple[Rewording, ...] = ()

    def option(self, option_id: str) -> Option | None:
        """Return the option with that id, or None."""
        for option in self.options:
            if option.id == option_id:
                return option
        return None


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the questionnaire."""

    id: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tier:
    """A scope tier and its caps (domain model, section b; T4's social cap is decision A16)."""

    id: str
    social: int
    tactics: int
    raise_to: int
    """How many times its hours a chosen tactic may be deepened (R59); 1 means not at all."""


@dataclass(frozen=True, slots=True)
class Kpi:
    """A figure to count. `when` limits a supporting figure to some businesses."""

    id: str
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """An operational goal with its most important figure and supporting ones."""

    id: str
    kpi: str
    supporting: tuple[Kpi, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """What is done on a day. `minutes` is the average a week at full pace."""

    id: str
    minutes: int
    rhythm: str
    delegable: bool


@dataclass(frozen=True, slots=True, eq=False)
class Tactic:
    """One tactic of the catalogue. Times are whole minutes, money is kroner a month."""

    id: str
    group: str
    channel: str | None
    row: str
    """The fact that says whether its channel is held: `channels_now.<channel>`, or nothing."""
    setup: int
    setup_solo: int
    weekly: int
    money: str
    monthly: int
    skills: frozenset[str]
    goals: frozenset[str]
    buying: frozenset[str]
    source: tuple[str, ...]
    steps: int
    tasks: tuple[Task, ...]
    social: bool = field(init=False)
    """Whether it counts against the cap on social channels."""
    basic: bool = field(init=False)
    """Whether it stands outside the cap on tactics."""
    publishes: bool = field(init=False)
    """Whether it puts out posts or pages that need something to be about."""

    def __post_init__(self) -> None:
        """See what follows from the group."""
        object.__setattr__(self, "social", self.group == "social")
        object.__setattr__(self, "basic", self.group == "basic")
        object.__setattr__(self, "publishes", self.group in ("social", "content"))


@dataclass(frozen=True, slots=True, eq=False)
class Effect:
    """One thing that a rule does, at the stage that its verb belongs to."""

    verb: str
    value: Any
    rule: Rule
    part: Part


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A condition with its effects. `key` is the text that says why."""

    when: Condition
    key: str
    reads: frozenset[str]
    """The questions and derived facts that the condition reads."""
    answers: tuple[str, ...] | None
    """The same, where it reads nothing but answers."""
    split: Split
    """The same condition, made ready for the index."""
    source: tuple[str, ...] = ()
    """Sources of its own; where it has none, those of its rule support it."""


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A rule of the domain model, with the sources that support it."""

    id: str
    source: tuple[str, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """Something to put in place once. `minutes` is what it takes."""

    id: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Pack:
    """A safeguard pack and the minutes it takes to write down."""

    id: str
    minutes: int


@dataclass(frozen=True, slots=True)
class LawTopic:
    """One pointer of a country's checklist. Dates are ISO strings."""

    id: str
    topic: str
    market: str
    authority: str
    since: str | None
    checked: str
    verified: bool
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from. `mark` holds V (vendor), D (dated), U (unverified)."""

    id: str
    publisher: str
    year: str
    mark: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Answers that contradict each other, and the questions to look at again."""

    id: str
    when: Condition
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is usual under a condition; the first that holds counts."""

    when: Condition
    value: str


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of the edition that no rule carries (domain model, decisions 5 to 16)."""

    threshold: int
    trial_threshold: int
    usable_percent: int
    bought_skill_kr: int
    hired_hour_kr: int
    weeks_a_month: float
    hour_value: Mapping[str, int]
    currency: Mapping[str, str]
    most_then: int
    """How many tactics at most are printed for the time when the foundation stands."""


@dataclass(frozen=True, eq=False)
class Rulebook:
    """A whole edition. Built by `load_rulebook`, never changed afterwards."""

    edition: str
    history: History
    """Which edition it follows, and what it changed."""
    steps: tuple[Step, ...]
    questions: Mapping[str, Question]
    tiers: Mapping[str, Tier]
    goals: Mapping[str, Goal]
    tactics: Mapping[str, Tactic]
    rules: Mapping[str, Rule]
    effects: Mapping[str, tuple[Effect, ...]]
    """By verb, in the order of the files."""
    index: Index
    """Which effects the answers rule out."""
    explains: Mapping[str, tuple[str, str]]
    """Which rule and text explain what the engine itself does: event -> (rule id, text key)."""
    terms: Mapping[str, Condition]
    proposals: tuple[Proposal, ...]
    """The goal proposed by trade (R18, R19)."""
    usual_buying: tuple[Proposal, ...]
    """How people usually choose, by trade (R35c)."""
    doubts: tuple[Doubt, ...]
    actions: Mapping[str, Action]
    wishes: Mapping[str, frozenset[str]]
    """The texts that each wish has, by wish."""
    packs: Mapping[str, Pack]
    law: Mapping[str, LawTopic]
    local_names: Mapping[str, Mapping[str, tuple[str, ...]]]
    """What services are called: market -> kind of service -> proper names."""
    stops: frozenset[str]
    """Keys of the texts on what to stop, `<mode>.<kind>`."""
    sources: Mapping[str, Source]
    settings: Settings
    properties: Mapping[str, Property]
    """What must hold for every business."""
    texts: Mapping[str, Text] = field(repr=False)
    """Every English text by its key path, which is also its gettext context."""

    def having(self, verb: str) -> tuple[Effect, ...]:
        """Return the effects with that verb, in file order."""
        return self.effects.get(verb, ())

    def possible(self, verb: str, facts: Facts) -> Iterable[Effect]:
        """Return the effects with that verb that the answers do not rule out, in file order."""
        flags = facts.possible
        if flags is None:
            flags = facts.possible = self.index.possible(facts.values)
        place = self.index.places.get(verb)
        return () if place is None else compress(self.having(verb), flags[place])
