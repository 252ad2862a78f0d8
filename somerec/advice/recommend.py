"""From answers to advice: the stages in their order, and nothing else.

`recommend` is a pure function: no clock, no chance, no files, no language. The same answers under the
same edition give the same advice on any machine in any year.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from somerec.advice import closing
from somerec.advice.answers import Answers
from somerec.advice.choosing import FOUNDATION, in_order, judge
from somerec.advice.firing import explain, firing, joined, reason
from somerec.advice.fit import Fitted, Packer
from somerec.advice.recommendation import (
    Hours,
    Msg,
    PlannedTask,
    Reason,
    Recommendation,
    TacticAdvice,
)
from somerec.advice.stages import count_hours, set_aim, set_gate, set_scope
from somerec.rulebook.conditions import GRID, Facts, Matches, Value
from somerec.rulebook.model import Rulebook, Tactic


def recommend(answers: Answers, rulebook: Rulebook, start: date) -> Recommendation:
    """Return the right-sized strategy for a business, with its reasons.

    `start` is the plan's first day. `answers` must be whole (see `Answers.from_query`).
    """
    facts = answers.facts(rulebook)
    hours = count_hours(facts, rulebook)
    scope = set_scope(facts, rulebook)
    aim = set_aim(facts, rulebook, answers)
    gate_reasons = set_gate(facts, rulebook)
    fitted, room = _packed(facts, rulebook)
    pack = closing.choose_pack(facts, rulebook)
    setup = _Setup.of(fitted, pack[0], facts, rulebook)
    _derive_plan(facts, fitted, room, setup, rulebook)
    wishes = closing.place_wishes(facts, rulebook)
    hour_value = closing.hour_value(answers, facts, rulebook)
    actions = closing.list_actions(facts, rulebook, hour_value)
    sprint = max((effect.value for effect in firing("sprint", rulebook, facts)), default=0)
    tactics = _advice(fitted, setup.weeks(sprint, facts), facts, rulebook)
    tactics += _then(facts, rulebook, {item.id: item for item in tactics}, setup.end(sprint))
    tactics = _merged(tactics)
    stop, tactics = closing.wind_down(facts, rulebook, tactics, fitted)
    review_weeks = setup.end(sprint) if gate_reasons else None
    return Recommendation(
        answers=answers,
        start=start,
        hours=Hours(
            hours.stated, hours.planning, hours.usable, hours.answering, hours.usable - room, hours.reasons
        ),
        scope=scope,
        aim=aim,
        gate="closed" if gate_reasons else "open",
        gate_reasons=gate_reasons,
        pack=pack[0],
        wishes=wishes,
        actions=actions,
        tactics=tactics,
        safeguards=closing.list_safeguards(facts, rulebook),
        stop=(*stop, *closing.list_stops(facts, rulebook)),
        law=closing.list_law(facts, rulebook),
        measure=closing.list_measures(facts, rulebook),
        themes=closing.list_themes(facts, rulebook),
        depth=closing.choose_depth(facts, rulebook),
        review=closing.plan_review(facts, rulebook, start, review_weeks),
        first_step=closing.first_step(facts, rulebook, actions, tactics),
        setup=setup.total,
        sprint=sprint,
        spare=room,
        nothing_serves=facts.values["nothing_serves"] == "yes",
        principles=tuple(reason(effect, facts) for effect in firing("principle", rulebook, facts)),
        hour_value=hour_value,
        currency=rulebook.settings.currency[str(facts.values["market"])],
    )


def _packed(facts: Facts, rulebook: Rulebook) -> tuple[list[Fitted], int]:
    """Judge and pack the catalogue; return it with the minutes left."""
    packer = Packer(facts, rulebook)
    fitted = packer.pack(in_order(judge(facts, rulebook), rulebook, facts))
    return fitted, packer.room.minutes


@dataclass(frozen=True)
class _Setup:
    """Set-up in minutes, foundation and safeguards first, then tactics in order (decision 12)."""

    minutes: dict[str, int]
    total: int
    usable: int
    pack: int

    @classmethod
    def of(cls, fitted: list[Fitted], pack: str, facts: Facts, rulebook: Rulebook) -> _Setup:
        chosen = [item for item in fitted if item.status == "chosen"]
        minutes = {item.candidate.tactic.id: setup_minutes(item, facts) for item in chosen}
        pack_minutes = rulebook.packs[pack].minutes
        usable = max(1, int(facts.values["usable"]))  # type: ignore[arg-type]
        return cls(minutes, sum(minutes.values()) + pack_minutes, usable, pack_minutes)

    def weeks(self, sprint: int, facts: Facts) -> dict[str, int]:
        """Return the week in which each tactic starts."""
        before, weeks = 0, {}
        for name, minutes in self.minutes.items():
            weeks[name] = self._week(before, sprint)
            before += minutes + (self.pack if name == FOUNDATION else 0)
        return weeks

    def end(self, sprint: int) -> int:
        """Return the first week after all set-up."""
        return self._week(self.total, sprint) + (1 if self.total else 0)

    def _week(self, before: int, sprint: int) -> int:
        if sprint and before <= sprint // 2:
            return 1
        if sprint and before <= sprint:
            return 2
        return 1 + (2 if sprint else 0) + (before - sprint) // self.usable


def setup_minutes(item: Fitted, facts: Facts) -> int:
    """Return the set-up of a tactic: none where it is in use, or where the facts already stand (decision 8)."""
    candidate, tactic = item.candidate, item.candidate.tactic
    if candidate.in_use or "no_setup" in candidate.marks:
        return 0
    if tactic.id == FOUNDATION and facts.values["website"] not in ("none", "thin"):
        return 0
    minutes = tactic.setup_solo if facts.values["size"] == "solo" else tactic.setup
    return minutes * (2 if "double" in candidate.marks else 1)


def _derive_plan(
    facts: Facts, fitted: list[Fitted], room: int, setup: _Setup, rulebook: Rulebook
) -> None:
    """Let the closing stages see what the plan holds; each chosen tactic keeps its own origin."""
    chosen: dict[str, Matches] = {}
    for item in fitted:
        if item.status == "chosen":
            chosen[item.candidate.tactic.id] = _origin(item, facts)
    in_use = {
        item.candidate.tactic.id: facts.matches(f"{GRID}.{item.candidate.tactic.channel}")
        for item in fitted
        if item.candidate.in_use
    }
    _derive_set("chosen", chosen, facts)
    _derive_set("in_plan_or_use", {**in_use, **chosen}, facts)
    hours = facts.matches("planning")
    planning = max(1, int(facts.values["planning"]))  # type: ignore[arg-type]
    facts.derive("spare", room, hours)
    facts.derive("setup_minutes", setup.total, hours)
    facts.derive("setup_weeks", setup.total / planning, hours)
    serves = any(item.candidate.serves for item in fitted if item.status == "chosen" and _beyond(item))
    facts.derive("nothing_serves", "no" if serves else "yes", facts.matches("working_goal"))


def _beyond(item: Fitted) -> bool:
    return item.candidate.tactic.id != FOUNDATION


def _origin(item: Fitted, facts: Facts) -> Matches:
    """Return the answers that brought a tactic into the plan."""
    best = max(item.candidate.points, key=lambda why: why.points, default=None)
    return best.answers if best and best.answers else facts.matches("website")


def _derive_set(name: str, members: dict[str, Matches], facts: Facts) -> None:
    facts.derive(name, frozenset(members), ())
    for member, origin in members.items():
        facts.origin[f"{name}.{member}"] = origin


def _advice(
    fitted: list[Fitted], weeks: dict[str, int], facts: Facts, rulebook: Rulebook
) -> tuple[TacticAdvice, ...]:
    return tuple(_tactic(item, weeks, facts, rulebook) for item in fitted)


def _tactic(item: Fitted, weeks: dict[str, int], facts: Facts, rulebook: Rulebook) -> TacticAdvice:
    candidate, tactic = item.candidate, item.candidate.tactic
    chosen = item.status == "chosen"
    answer_only = candidate.answer_only is not None and not chosen
    job = Msg("jobs.answer_only") if answer_only else Msg(f"tactics.{tactic.id}.job")
    return TacticAdvice(
        id=tactic.id,
        status=item.status,
        score=candidate.score,
        weekly=item.weekly,
        setup=setup_minutes(item, facts),
        start_week=weeks.get(tactic.id),
        pace=item.pace,
        job=job,
        tasks=_tasks(tactic, item),
        reasons=_reasons(item, facts, rulebook),
        trial=item.trial,
        facts_only=chosen and candidate.facts_only,
        answer_only=answer_only,
        in_use=candidate.in_use,
    )


def _reasons(item: Fitted, facts: Facts, rulebook: Rulebook) -> tuple[Reason, ...]:
    """Return the reasons in order of weight: blocks and cuts first, then the points."""
    candidate = item.candidate
    points = sorted(candidate.points, key=lambda why: -why.points)
    if item.status != "chosen":
        answer_only = (candidate.answer_only,) if candidate.answer_only else ()
        against = [why for why in points if why.points < 0]
        return _once((*candidate.rejects, *candidate.waits, *item.cuts, *answer_only, *against))
    reasons: list[Reason] = []
    if candidate.tactic.id == FOUNDATION:
        reasons.append(explain("foundation", rulebook, facts.matches("website")))
        points = [why for why in points if why.points > 2]
    reasons += [*points, *candidate.mentions, *item.notes]
    if candidate.tactic.channel and not candidate.tactic.basic:
        reasons.append(explain("one_job", rulebook, facts.matches("working_goal")))
    return _once(reasons)


def _once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Say the same thing only once, even where two parts of a rule or two lists give it."""
    seen: dict[tuple[str, str], Reason] = {}
    for why in reasons:
        key = (why.rule, why.text.key)
        known = seen.get(key)
        seen[key] = replace(known, answers=joined((known.answers, why.answers))) if known else why
    return tuple(seen.values())


def _tasks(tactic: Tactic, item: Fitted) -> tuple[PlannedTask, ...]:
    """Return the tasks; a smaller pace changes the rhythm, a larger one the minutes (decision 23, R59)."""
    rhythm = {"half": "fortnightly", "quarter": "monthly"}.get(item.pace)
    made, left = [], item.weekly
    for number, task in enumerate(tactic.tasks, start=1):
        minutes = task.minutes
        if item.pace == "raised" or item.weekly == 2 * tactic.weekly:
            minutes = left if number == len(tactic.tasks) else task.minutes * item.weekly // tactic.weekly
            left -= minutes
        made.append(PlannedTask(task.id, minutes, rhythm or task.rhythm, task.delegable))
    return tuple(made)


def _then(
    facts: Facts, rulebook: Rulebook, now: dict[str, TacticAdvice], week: int
) -> tuple[TacticAdvice, ...]:
    """Return what opens when the foundation stands: the plan for an open gate, as later advice (R31b)."""
    for effect in firing("open_then", rulebook, facts):
        opened = _opened(facts, effect.value)
        fitted, _ = _packed(opened, rulebook)
        why = explain("then", rulebook, effect.part.when.matched(facts))
        then: list[TacticAdvice] = []
        before = 0
        for item in fitted:
            known = now[item.candidate.tactic.id]
            if item.status != "chosen" or known.status != "later" or len(then) == rulebook.settings.most_then:
                continue
            setup = setup_minutes(item, opened)
            usable = max(1, int(facts.values["usable"]))  # type: ignore[arg-type]
            then.append(
                replace(
                    known,
                    weekly=item.weekly,
                    pace=item.pace,
                    setup=setup,
                    start_week=week + before // usable,
                    then=True,
                    tasks=_tasks(item.candidate.tactic, item),
                    reasons=_once((*known.reasons, why)),
                )
            )
            before += setup
        return tuple(then)
    return ()


def _opened(facts: Facts, opening: dict[str, Value]) -> Facts:
    """Return the facts as they will be when the foundation stands."""
    opened = Facts(dict(facts.values), dict(facts.origin))
    for name, value in opening.items():
        old = opened.values[name]
        if isinstance(value, frozenset):
            if isinstance(old, frozenset) and "nothing" in old:
                opened.values[name] = value
        elif old in ("none", "thin"):
            opened.values[name] = value
    opened.derive("gate", "open", facts.origin["gate"])
    return opened


def _merged(tactics: tuple[TacticAdvice, ...]) -> tuple[TacticAdvice, ...]:
    """Keep one entry a tactic, the last said, in the catalogue's packing order."""
    merged: dict[str, TacticAdvice] = {}
    for item in tactics:
        merged[item.id] = item
    return tuple(merged.values())

