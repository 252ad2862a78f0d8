"""What a consultant changes in a plan: tactics added, dropped or moved, and their hours.

The engine's advice stays what it was: its reasons, its scope and its goal are taken over as they stand. What
follows from the plan by arithmetic is worked out anew: minutes a week, set-up, weeks of start, tasks. So does
what the law asks of a tactic that has come in. Nothing here says why; that is the consultant's to say.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from somerec.advice import closing
from somerec.advice.adjusted_tasks import pace_of, tasks_of
from somerec.advice.adjustments import Adjustment
from somerec.advice.decide import decide
from somerec.advice.firing import said
from somerec.advice.planned import Setup
from somerec.advice.recommendation import Hours, Item, Recommendation, TacticAdvice
from somerec.advice.standing import FOUNDATION
from somerec.rulebook.conditions import Facts
from somerec.rulebook.model import Rulebook


@dataclass(frozen=True, slots=True)
class Made:
    """An adjustment with the tactic as the engine had it, and as the plan has it now."""

    adjustment: Adjustment
    before: TacticAdvice
    after: TacticAdvice


@dataclass(frozen=True, slots=True)
class Adjusted:
    """The advice with a consultant's changes."""

    advice: Recommendation
    made: tuple[Made, ...]
    idle: tuple[tuple[Adjustment, str], ...]
    """Adjustments that change nothing in this plan, each with why (see `misfit`)."""
    over: int
    """Minutes a week by which the changes make the plan larger than the usable hours; 0 where it fits."""


def adjust(recommendation: Recommendation, adjustments: Iterable[Adjustment], rulebook: Rulebook) -> Adjusted:
    """Return a recommendation with adjustments made in their order, under its own edition."""
    before = {tactic.id: tactic for tactic in recommendation.tactics}
    now, weeks = dict(before), dict[str, int]()
    done: list[Adjustment] = []
    idle: list[tuple[Adjustment, str]] = []
    for wanted in adjustments:
        why = misfit(wanted, now[wanted.tactic], rulebook)
        if why:
            idle.append((wanted, why))
            continue
        now[wanted.tactic] = _changed(now[wanted.tactic], before[wanted.tactic], wanted, rulebook)
        if wanted.verb == "drop":
            weeks.pop(wanted.tactic, None)
        elif wanted.week:
            weeks[wanted.tactic] = wanted.week
        done.append(wanted)
    advice = _recomputed(recommendation, now, weeks, rulebook)
    after = {tactic.id: tactic for tactic in advice.tactics}
    made = tuple(Made(wanted, before[wanted.tactic], after[wanted.tactic]) for wanted in done)
    over = max(0, advice.hours.planned - advice.hours.usable)
    return Adjusted(advice, made, tuple(idle), over)


def misfit(wanted: Adjustment, tactic: TacticAdvice, rulebook: Rulebook) -> str:
    """Return why an adjustment can change nothing about a tactic as it stands, or nothing.

    `there` and `absent`: it is in the plan already, or is not; `foundation`: every plan rests on it;
    `timeless`: it takes no time once it is done; `same`: it is so already.
    """
    chosen = tactic.status == "chosen"
    if chosen == (wanted.verb == "add"):
        return "there" if chosen else "absent"
    if wanted.verb == "drop" and tactic.id == FOUNDATION:
        return "foundation"
    if wanted.minutes and not rulebook.tactics[tactic.id].tasks:
        return "timeless"
    if wanted.verb == "hours" and wanted.minutes == tactic.weekly:
        return "same"
    if wanted.verb == "move" and wanted.week == tactic.start_week:
        return "same"
    return ""


def _changed(now: TacticAdvice, engine: TacticAdvice, wanted: Adjustment, rulebook: Rulebook) -> TacticAdvice:
    """Return a tactic after one adjustment; its reasons stay those of the engine."""
    if wanted.verb == "drop":
        return replace(engine, status="dropped", start_week=None, then=False)
    if wanted.verb == "add":
        now = engine if engine.status == "chosen" else _added(engine)
    if wanted.minutes is None or wanted.minutes == now.weekly:
        return now
    pace = pace_of(wanted.minutes, now, rulebook)
    tasks = tasks_of(wanted.minutes, pace, now, rulebook)
    return replace(now, weekly=wanted.minutes, pace=pace, tasks=tasks)


def _added(engine: TacticAdvice) -> TacticAdvice:
    """Return a tactic from outside the plan as one in it, with the minutes that the engine counted on."""
    job = said(f"tactics.{engine.id}.job")
    return replace(engine, status="chosen", job=job, then=False, answer_only=False)


def _recomputed(
    r: Recommendation, now: dict[str, TacticAdvice], weeks: dict[str, int], rulebook: Rulebook
) -> Recommendation:
    """Work out anew what follows from the plan; `weeks` holds the start of each tactic that was moved."""
    queue = _queue(r, now)
    total = rulebook.packs[r.pack].minutes + sum(tactic.setup for tactic in queue)
    setup = Setup(total, rulebook.packs[r.pack].minutes, max(1, r.hours.usable))
    queue = _placed(_begun(queue, setup, r.sprint), weeks)
    planned = sum(tactic.weekly for tactic in queue)
    outside = [now[tactic.id] for tactic in r.tactics if now[tactic.id].status != "chosen"]
    tactics = _in_order(r.tactics, queue, outside)
    spare = max(0, r.hours.usable - planned)
    changed = replace(r, hours=_hours(r.hours, planned), spare=spare, setup=total, tactics=tactics)
    facts = _facts(r, changed, rulebook)
    actions = _actions(r, facts, rulebook)
    changed = replace(
        changed,
        actions=actions,
        stop=_stop(changed, rulebook),
        law=_law(r, facts, rulebook),
        first_step=closing.first_step(facts, actions, tactics),
    )
    return _opening(r, changed, setup.end(r.sprint))


def _queue(r: Recommendation, now: dict[str, TacticAdvice]) -> list[TacticAdvice]:
    """Return the plan in the order of set-up: what the consultant adds delays nothing the engine chose."""
    engine = {tactic.id for tactic in r.chosen}
    chosen = [now[tactic.id] for tactic in r.tactics if now[tactic.id].status == "chosen"]
    return sorted(chosen, key=lambda tactic: tactic.id not in engine)


def _begun(queue: list[TacticAdvice], setup: Setup, sprint: int) -> list[TacticAdvice]:
    """Give each tactic of the plan the week in which it starts, by the engine's own reckoning."""
    begun, before = [], 0
    for tactic in queue:
        begun.append(replace(tactic, start_week=setup.week(before, sprint) if tactic.setup else 1))
        before += tactic.setup + (setup.pack if tactic.id == FOUNDATION else 0)
    return begun


def _placed(queue: list[TacticAdvice], weeks: dict[str, int]) -> list[TacticAdvice]:
    """Give moved tactics their weeks, before what starts later; no other tactic moves with them."""
    placed = [tactic for tactic in queue if tactic.id not in weeks]
    for tactic in queue:
        if tactic.id in weeks:
            week = weeks[tactic.id]
            later = (place for place, other in enumerate(placed) if (other.start_week or 1) > week)
            placed.insert(next(later, len(placed)), replace(tactic, start_week=week, moved=True))
    return placed


def _in_order(
    engine: tuple[TacticAdvice, ...], queue: list[TacticAdvice], outside: list[TacticAdvice]
) -> tuple[TacticAdvice, ...]:
    """Return the whole catalogue: the plan in its order, each other tactic where the engine has it."""
    rank = {tactic.id: number for number, tactic in enumerate(engine)}
    tactics, rest = [], list(queue)
    for tactic in sorted(outside, key=lambda tactic: rank[tactic.id]):
        while rest and rank[rest[0].id] < rank[tactic.id]:
            tactics.append(rest.pop(0))
        tactics.append(tactic)
    return (*tactics, *rest)


def _hours(hours: Hours, planned: int) -> Hours:
    """Return the hours with what the plan takes now."""
    return Hours(hours.stated, hours.planning, hours.usable, hours.answering, planned, hours.reasons)


def _facts(r: Recommendation, changed: Recommendation, rulebook: Rulebook) -> Facts:
    """Return what the closing rules may read, with the changed plan in it."""
    facts = decide(r.answers, rulebook).facts
    plan = {tactic.id for tactic in (*r.chosen, *changed.chosen)}
    in_use = {tactic.id for tactic in r.tactics if tactic.in_use}
    planning = facts.matches("planning")
    for name, members in (("chosen", plan), ("in_plan_or_use", plan | in_use)):
        facts.derive(name, frozenset(members), ())
        # What the consultant wanted rests on no answer.
        facts.origin.update({f"{name}.{member}": () for member in members})
    facts.derive("spare", changed.spare, planning)
    facts.derive("setup_minutes", changed.setup, planning)
    facts.derive("setup_weeks", changed.setup / max(1, r.hours.planning), planning)
    facts.derive("nothing_serves", "yes" if r.nothing_serves else "no", facts.matches("working_goal"))
    facts.derive("opens_later", "yes" if any(tactic.then for tactic in changed.tactics) else "no", ())
    facts.derive("pack", r.pack, ())
    return facts


def _actions(r: Recommendation, facts: Facts, rulebook: Rulebook) -> tuple[Item, ...]:
    """Return the engine's actions without those that the changed plan leaves no room for."""
    still = {item.id for item in closing.list_actions(facts, rulebook, r.hour_value)}
    return tuple([item for item in r.actions if item.id in still])


def _law(r: Recommendation, facts: Facts, rulebook: Rulebook) -> tuple[Item, ...]:
    """Return the engine's law pointers as they stand, with those that a tactic from outside brings along."""
    known = {item.id: item for item in r.law}
    return tuple([known.get(item.id, item) for item in closing.list_law(facts, rulebook)])


def _stop(changed: Recommendation, rulebook: Rulebook) -> tuple[Item, ...]:
    """Return what to stop, without the channels that are in the plan now."""
    rows = {rulebook.tactics[tactic.id].channel for tactic in changed.chosen} - {None}
    ended = {item for row in rows for item in closing.winding_down(str(row))}
    return tuple([item for item in changed.stop if item.id not in ended])


def _opening(r: Recommendation, changed: Recommendation, week: int) -> Recommendation:
    """Return the advice with what opens once all set-up is done as much later as that now is (R31b)."""
    opens = [tactic.start_week or 1 for tactic in r.tactics if tactic.then]
    if not opens or week == min(opens):
        return changed
    tactics = tuple(
        replace(tactic, start_week=(tactic.start_week or 1) + week - min(opens)) if tactic.then else tactic
        for tactic in changed.tactics
    )
    first = closing.first_check(changed.start, week, changed.review.after_days)
    return replace(changed, tactics=tactics, review=replace(changed.review, first_check=first))
