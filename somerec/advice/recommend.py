"""From answers to advice: the stages in their order, and nothing else.

`recommend` is a pure function: no clock, no chance, no files, no language. The same answers under the
same edition give the same advice on any machine in any year.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from somerec.advice import closing
from somerec.advice.answers import Answers
from somerec.advice.choosing import FOUNDATION, in_order, judge
from somerec.advice.firing import explain, firing, reason
from somerec.advice.fit import Fitted, Packer
from somerec.advice.planned import Setup, advice, setup_minutes, usable_minutes
from somerec.advice.recommendation import Item, Recommendation, TacticAdvice
from somerec.advice.stages import count_hours, set_aim, set_gate, set_scope
from somerec.rulebook.conditions import Facts, Matches, Value
from somerec.rulebook.model import Rulebook


def recommend(answers: Answers, rulebook: Rulebook, start: date) -> Recommendation:
    """Return the right-sized strategy for a business, with its reasons.

    `start` is the plan's first day. `answers` must be whole (see `Answers.from_query`).
    """
    facts = answers.facts(rulebook)
    hours = count_hours(facts, rulebook)
    scope = set_scope(facts, rulebook)
    aim = set_aim(facts, rulebook, answers)
    gate_reasons = set_gate(facts, rulebook)
    plan = _plan(facts, rulebook)
    value = closing.hour_value(answers, facts, rulebook)
    actions = closing.list_actions(facts, rulebook, value)
    return Recommendation(
        answers=answers,
        start=start,
        hours=hours.planning_for(plan.spare),
        scope=scope,
        aim=aim,
        gate="closed" if gate_reasons else "open",
        gate_reasons=gate_reasons,
        pack=plan.pack,
        wishes=closing.place_wishes(facts, rulebook),
        actions=actions,
        tactics=plan.tactics,
        safeguards=closing.list_safeguards(facts, rulebook),
        stop=(*plan.stop, *closing.list_stops(facts, rulebook)),
        law=closing.list_law(facts, rulebook),
        measure=closing.list_measures(facts, rulebook),
        themes=closing.list_themes(facts, rulebook),
        depth=closing.choose_depth(facts, rulebook),
        review=closing.plan_review(facts, rulebook, start, plan.open_week),
        first_step=closing.first_step(facts, actions, plan.tactics),
        setup=plan.setup,
        sprint=plan.sprint,
        spare=plan.spare,
        nothing_serves=facts.values["nothing_serves"] == "yes",
        principles=tuple([reason(effect, facts) for effect in firing("principle", rulebook, facts)]),
        hour_value=value,
        currency=rulebook.settings.currency[str(facts.values["market"])],
    )


@dataclass(slots=True)
class _Plan:
    """What packing led to."""

    pack: str
    tactics: tuple[TacticAdvice, ...]
    stop: tuple[Item, ...]
    setup: int
    sprint: int
    spare: int
    open_week: int | None
    """The first week after all set-up, when a pause ends; None where nothing waits for it."""


def _plan(facts: Facts, rulebook: Rulebook) -> _Plan:
    """Judge and pack the catalogue, see what follows from it, and let later stages see that too."""
    fitted, room = _packed(facts, rulebook)
    pack = closing.choose_pack(facts, rulebook)
    setup = Setup.of(fitted, pack, facts, rulebook)
    _derive_plan(facts, fitted, room, setup)
    sprint = max((effect.value for effect in firing("sprint", rulebook, facts)), default=0)
    setup.begin(fitted, sprint)
    open_week = setup.end(sprint)
    then = _open_then(facts, rulebook, fitted, open_week)
    facts.derive("opens_later", "yes" if then else "no", facts.matches("gate"))
    stop = closing.wind_down(facts, rulebook, fitted)
    tactics = tuple([advice(item, facts, rulebook) for item in fitted])
    return _Plan(pack, tactics, stop, setup.total, sprint, room, open_week if then else None)


def _packed(facts: Facts, rulebook: Rulebook) -> tuple[list[Fitted], int]:
    """Judge and pack the catalogue; return it with the minutes left."""
    packer = Packer(facts, rulebook)
    fitted = packer.pack(in_order(judge(facts, rulebook), rulebook, facts))
    return fitted, packer.room.minutes


def _derive_plan(facts: Facts, fitted: list[Fitted], room: int, setup: Setup) -> None:
    """Let the closing stages see what the plan holds; each chosen tactic keeps its own origin."""
    chosen: dict[str, Matches] = {}
    for item in fitted:
        if item.status == "chosen":
            chosen[item.candidate.tactic.id] = _origin(item, facts)
    in_use = {
        item.candidate.tactic.id: facts.matches(item.candidate.tactic.row)
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


def _open_then(facts: Facts, rulebook: Rulebook, now: list[Fitted], week: int) -> bool:
    """Find what opens when the foundation stands: the plan for an open gate, as later advice (R31b)."""
    for effect in firing("open_then", rulebook, facts):
        later = {item.candidate.tactic.id: item for item in now if item.status == "later"}
        why = explain("then", rulebook, effect.part.when.matched(facts))
        opened = _opened(facts, effect.value)
        fitted, _ = _packed(opened, rulebook)
        opening = [item for item in fitted if item.status == "chosen" and item.candidate.tactic.id in later]
        before = 0
        for item in opening[: rulebook.settings.most_then]:
            item.setup = setup_minutes(item, opened)
            item.start_week = week + before // usable_minutes(facts)
            before += item.setup
            waiting = later[item.candidate.tactic.id]
            waiting.then, waiting.told_last = item, (why, *item.notes)
        return bool(opening)
    return False


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
