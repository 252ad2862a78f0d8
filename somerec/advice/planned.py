"""What became of each tactic, said in full: when it starts, its tasks and its reasons.

Packing has decided by now; nothing here changes a decision (domain model, decisions 12 and 23, rules R31b,
R59 and R71).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from operator import attrgetter

from somerec.advice.firing import explain, firing, said
from somerec.advice.fit import Fitted
from somerec.advice.recommendation import Msg, PlannedTask, Reason, TacticAdvice
from somerec.advice.standing import FOUNDATION
from somerec.advice.telling import Teller
from somerec.rulebook.conditions import Facts
from somerec.rulebook.model import Rulebook, Tactic

RHYTHMS = {"half": "fortnightly", "quarter": "monthly"}
"""How often the tasks of a tactic come round at a smaller pace (decision 23)."""

_TEXT = attrgetter("text.key")

_HARDLY_NEWS = 2
"""Up to so many points are not told of the foundation, which is always chosen."""


@dataclass(slots=True)
class Setup:
    """Set-up in minutes, foundation and safeguards first, then tactics in order (decision 12)."""

    total: int
    pack: int
    usable: int

    @classmethod
    def of(cls, fitted: list[Fitted], pack: str, facts: Facts, rulebook: Rulebook) -> Setup:
        """Find the set-up of every tactic, and add up what is chosen."""
        total = pack_minutes = rulebook.packs[pack].minutes
        for item in fitted:
            item.setup = setup_minutes(item, facts)
            if item.status == "chosen":
                total += item.setup
        return cls(total, pack_minutes, usable_minutes(facts))

    def begin(self, fitted: list[Fitted], sprint: int) -> None:
        """Give each chosen tactic the week in which it starts."""
        before = 0
        for item in fitted:
            if item.status == "chosen":
                # What is already running, or needs no set-up, waits for nothing.
                item.start_week = self.week(before, sprint) if item.setup else 1
                before += item.setup + (self.pack if item.stands.tactic.id == FOUNDATION else 0)

    def end(self, sprint: int) -> int:
        """Return the first week after all set-up."""
        return self.week(self.total, sprint) + (1 if self.total else 0)

    def week(self, before: int, sprint: int) -> int:
        """Return the week that comes after so many minutes of set-up."""
        if sprint and before <= sprint // 2:
            return 1
        if sprint and before <= sprint:
            return 2
        return 1 + (2 if sprint else 0) + (before - sprint) // self.usable


def usable_minutes(facts: Facts) -> int:
    """Return the usable minutes a week, at least one so that set-up ends some day."""
    return max(1, int(facts.values["usable"]))  # type: ignore[arg-type]


def setup_minutes(item: Fitted, facts: Facts) -> int:
    """Return the set-up of a tactic: none where it is in use or the facts already stand (decision 8)."""
    stands, tactic = item.stands, item.stands.tactic
    if stands.in_use or "no_setup" in stands.marks:
        return 0
    if tactic.id == FOUNDATION and facts.values["website"] not in ("none", "thin"):
        return 0
    minutes = tactic.setup_solo if facts.values["size"] == "solo" else tactic.setup
    return 2 * minutes if "double" in stands.marks else minutes


def advice(item: Fitted, teller: Teller) -> TacticAdvice:
    """Return what became of one tactic, with all its reasons."""
    stands, tactic = item.stands, item.stands.tactic
    planned = item.then or item
    chosen = item.status == "chosen"
    answer_only = stands.answer_only is not None and item.status == "later"
    reasons = _why_chosen(item, teller) if chosen else _why_not(item, teller)
    reasons += item.told_last
    # In the order of its fields: by name it would take three times as long, and there are 28.
    return TacticAdvice(
        tactic.id,
        item.status,
        stands.score,
        planned.weekly,
        planned.setup,
        planned.start_week,
        planned.pace,
        said("jobs.answer_only") if answer_only else _job(tactic),
        _tasks(tactic, planned) if planned.pace != "quarter" else _left(tactic, planned, teller),
        _once(reasons),
        planned.trial,
        chosen and stands.facts_only,
        item.then is not None,
        answer_only,
        stands.in_use,
    )


@cache
def _job(tactic: Tactic) -> Msg:
    return said(f"tactics.{tactic.id}.job")


def _why_not(item: Fitted, teller: Teller) -> list[Reason]:
    """Return what stood against a tactic in order of weight: blocks or cuts, then minus points."""
    # What is blocked is never packed, so nothing has both blocks and cuts.
    reasons = teller.grounds(item.stands, item.stands.against)
    return [*map(teller.cut, item.cuts), *reasons] if item.cuts else reasons


def _why_chosen(item: Fitted, teller: Teller) -> list[Reason]:
    """Return what spoke for a tactic in order of weight, then what is worth knowing."""
    stands, tactic = item.stands, item.stands.tactic
    points = teller.grounds(stands, stands.points)
    reasons: list[Reason] = []
    if tactic.id == FOUNDATION:
        reasons.append(explain("foundation", teller.rulebook, teller.facts.matches("website")))
        points = [why for why in points if why.points > _HARDLY_NEWS]
    reasons += points
    reasons += teller.grounds(stands, stands.mentions)
    reasons += teller.notes(item)
    if tactic.channel and not tactic.basic:
        reasons.append(explain("one_job", teller.rulebook, teller.facts.matches("working_goal")))
    return reasons


def _once(reasons: list[Reason]) -> tuple[Reason, ...]:
    """Say the same thing only once, even where two parts of a rule or two lists give it."""
    if len(reasons) <= 1 or len(set(map(_TEXT, reasons))) == len(reasons):
        return tuple(reasons)
    seen: dict[str, Reason] = {}
    for why in reasons:
        known = seen.setdefault(why.text.key, why)
        if known is not why:
            seen[why.text.key] = known.resting_also_on(why.answers)
    return tuple(seen.values())


def _tasks(tactic: Tactic, item: Fitted) -> tuple[PlannedTask, ...]:
    """Return the tasks; a smaller pace changes the rhythm, a larger one the minutes (decision 23, R59)."""
    rhythm = RHYTHMS.get(item.pace)
    if item.pace != "raised" and item.weekly != 2 * tactic.weekly:
        return _usual_tasks(tactic, rhythm)
    made, left = [], item.weekly
    for number, task in enumerate(tactic.tasks, start=1):
        minutes = left if number == len(tactic.tasks) else task.minutes * item.weekly // tactic.weekly
        left -= minutes
        made.append(PlannedTask(task.id, minutes, rhythm or task.rhythm, task.delegable))
    return tuple(made)


def _left(tactic: Tactic, item: Fitted, teller: Teller) -> tuple[PlannedTask, ...]:
    """Return the tasks at a quarter of the pace; one that a rule leaves alone gets all the time (R57b)."""
    tasks = _tasks(tactic, item)
    for effect in firing("only_task", teller.rulebook, teller.facts):
        kept = [task for task in tasks if task.id == effect.value.get(tactic.id)]
        if kept:
            minutes = sum(task.minutes for task in tasks)
            return (PlannedTask(kept[0].id, minutes, kept[0].rhythm, kept[0].delegable),)
    return tasks


@cache
def _usual_tasks(tactic: Tactic, rhythm: str | None) -> tuple[PlannedTask, ...]:
    """Return the tasks with the catalogue's minutes, in their own rhythm or another."""
    return tuple(
        PlannedTask(task.id, task.minutes, rhythm or task.rhythm, task.delegable) for task in tactic.tasks
    )
