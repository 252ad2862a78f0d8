"""What comes out of the engine: frozen values with reasons, in whole minutes, and never a sentence.

Wherever a text is to stand there is a `Msg`: the key path of a rulebook text and its parameters.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeVar, dataclass_transform

from somerec.advice.answers import Answers
from somerec.rulebook.conditions import Matches, joined

_Record = TypeVar("_Record")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[_Record]) -> type[_Record]:
    """Make a dataclass that the type checker holds frozen.

    A recommendation has some four hundred of them, and one that is frozen at run time as well takes four
    times as long to make.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)


Status = Literal["chosen", "later", "rejected", "dropped"]
"""What became of a tactic. The engine never drops one: that is a consultant's doing (see `adjust.py`)."""

Pace = Literal["full", "half", "quarter", "raised"]


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in whole units of a currency (ISO code)."""

    amount: int
    currency: str


ParamValue = int | float | str | dt.date | Money | tuple["Msg", ...] | None


@record
class Msg:
    """A text of the rulebook to be said in some language, with what fills its slots."""

    key: str
    params: Mapping[str, ParamValue] = field(default_factory=dict)


@record
class Reason:
    """Why something was decided: the rule, its text, the answers that matched and the sources."""

    rule: str
    text: Msg
    answers: Matches
    source: tuple[str, ...]
    points: int = 0

    def resting_also_on(self, answers: Matches) -> Reason:
        """Return the same reason with more answers that it rests on."""
        return Reason(self.rule, self.text, joined([self.answers, answers]), self.source, self.points)

    @property
    def questions(self) -> tuple[str, ...]:
        """The ids of the questions whose answers matched, each once."""
        return tuple(dict.fromkeys(match.question.partition(".")[0] for match in self.answers))


@record
class Binding:
    """A cap that binds: the rule, the answers behind it, and the tier it allows."""

    reason: Reason
    cap: str


@record
class Hours:
    """Minutes a week: as ticked, as counted on (R01, R03b), usable (R53, R54) and planned."""

    stated: int
    planning: int
    usable: int
    answering: int
    planned: int
    reasons: tuple[Reason, ...]

    def planning_for(self, spare: int) -> Hours:
        """Return the hours with what the plan takes, which is all but the spare minutes."""
        planned = self.usable - spare
        return Hours(self.stated, self.planning, self.usable, self.answering, planned, self.reasons)


@record
class Scope:
    """How much strategy is right, and what sets the limit."""

    tier: str
    binding: tuple[Binding, ...]
    flags: tuple[tuple[str, Reason], ...]


@record
class Target:
    """How much better by when. Months are None where they were not said."""

    kind: Literal["percent", "number", "measure_first"]
    today: float | None
    wanted: float | None
    percent: int | None
    months: int | None
    months_counted: int
    """Months to the date in the sentence: six where unknown (decision 14)."""


@record
class Aim:
    """Purpose, goal, the goal to steer by, the most important figure and its supporting ones.

    `kpi` and `supporting` are pairs of an id and the key of the text; so that a supporting figure may be
    the goal's own where another goal steers.
    """

    goal: str
    draft: bool
    steering: str | None
    purpose: str
    kpi: tuple[str, Msg]
    supporting: tuple[tuple[str, Msg], ...]
    target: Target
    reasons: tuple[Reason, ...]

    @property
    def lead(self) -> str:
        """The goal whose figure leads."""
        return self.steering or self.goal


@record
class PlannedTask:
    """A task of a tactic as the plan has it. `minutes` is each week's average at full pace."""

    id: str
    minutes: int
    rhythm: str
    delegable: bool


@record
class TacticAdvice:
    """One tactic of the catalogue: what became of it and why. Times are minutes."""

    id: str
    status: Status
    score: int
    weekly: int
    setup: int
    start_week: int | None
    pace: Pace
    job: Msg
    tasks: tuple[PlannedTask, ...]
    reasons: tuple[Reason, ...]
    trial: bool = False
    facts_only: bool = False
    then: bool = False
    """Opens when the foundation stands (R31b)."""
    answer_only: bool = False
    in_use: bool = False
    moved: bool = False
    """Whether a consultant set its week, so that its set-up waits for that too."""


@record
class Item:
    """A line of advice with its reasons: an action, a safeguard, something to stop, a law pointer."""

    id: str
    text: Msg
    reasons: tuple[Reason, ...]
    minutes: int = 0
    done: bool = False


@record
class Wish:
    """A wish on its level (domain model, section b2)."""

    id: str
    level: str
    text: Msg
    reasons: tuple[Reason, ...]


@record
class Review:
    """When to look at the plan again, and what makes it sooner."""

    after_days: int
    date: dt.date
    first_check: dt.date | None
    """When the pause of a closed gate ends (decision 21)."""
    triggers: tuple[Msg, ...]
    reasons: tuple[Reason, ...]


@record
class FirstStep:
    """What to do this week, 45 minutes at most (decision 16)."""

    text: Msg
    minutes: int


@record
class Recommendation:
    """Everything that is advised, and why."""

    answers: Answers
    start: dt.date
    hours: Hours
    scope: Scope
    aim: Aim
    gate: Literal["open", "closed"]
    gate_reasons: tuple[Reason, ...]
    pack: str
    wishes: tuple[Wish, ...]
    actions: tuple[Item, ...]
    tactics: tuple[TacticAdvice, ...]
    safeguards: tuple[Item, ...]
    stop: tuple[Item, ...]
    law: tuple[Item, ...]
    measure: tuple[Item, ...]
    themes: tuple[Msg, ...]
    depth: str
    review: Review
    first_step: FirstStep
    setup: int
    """All set-up in minutes, the safeguard pack included."""
    sprint: int
    """Minutes of a set-up sprint in the first two weeks; none where 0 (R58)."""
    spare: int
    """Usable minutes a week that the plan leaves free (R59)."""
    nothing_serves: bool
    """Whether only the basics serve the goal, so that the basics are the plan (R55)."""
    principles: tuple[Reason, ...]
    hour_value: int
    currency: str

    @property
    def chosen(self) -> tuple[TacticAdvice, ...]:
        """The chosen tactics, in order."""
        return tuple([tactic for tactic in self.tactics if tactic.status == "chosen"])

    def flagged(self, flag: str) -> bool:
        """Say whether a flag is raised."""
        return flag in dict(self.scope.flags)
