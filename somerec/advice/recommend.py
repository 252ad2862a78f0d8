"""From answers to advice: the stages in their order, and nothing else.

`recommend` is a pure function: no clock, no chance, no files, no language. The same answers under the
same edition give the same advice on any machine in any year.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from somerec.advice import closing
from somerec.advice.answers import Answers
from somerec.advice.decide import Decision, decide, pack
from somerec.advice.firing import explain, firing, reason
from somerec.advice.fit import Fitted, serves_beyond_foundation
from somerec.advice.planned import Setup, advice, setup_minutes, usable_minutes
from somerec.advice.recommendation import Item, Recommendation, TacticAdvice
from somerec.advice.telling import Teller
from somerec.rulebook.conditions import Facts, Matches, Value, joined
from somerec.rulebook.model import Rulebook


def recommend(answers: Answers, rulebook: Rulebook, start: date) -> Recommendation:
    """Return the right-sized strategy for a business, with its reasons.

    `start` is the plan's first day. `answers` must be whole (see `Answers.from_query`).
    """
    decision = decide(answers, rulebook)
    facts = decision.facts
    plan = _plan(decision, rulebook)
    value = closing.hour_value(answers, facts, rulebook)
    actions = closing.list_actions(facts, rulebook, value)
    return Recommendation(
        answers=answers,
        start=start,
        hours=decision.hours.planning_for(decision.spare),
        scope=decision.scope,
        aim=decision.aim,
        gate="closed" if decision.gate_reasons else "open",
        gate_reasons=decision.gate_reasons,
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
        spare=decision.spare,
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
    open_week: int | None
    """The first week after all set-up, when a pause ends; None where nothing waits for it."""


def _plan(decision: Decision, rulebook: Rulebook) -> _Plan:
    """See what follows from what was decided, and let later stages see that too."""
    facts, fitted = decision.facts, decision.fitted
    pack = closing.choose_pack(facts, rulebook)
    setup = Setup.of(fitted, pack, facts, rulebook)
    teller = Teller(facts, rulebook)
    _derive_plan(decision, setup, teller)
    sprint = max((effect.value for effect in firing("sprint", rulebook, facts)), default=0)
    setup.begin(fitted, sprint)
    open_week = setup.end(sprint)
    then = _open_then(facts, rulebook, fitted, open_week)
    facts.derive("opens_later", "yes" if then else "no", facts.matches("gate"))
    stop = closing.wind_down(facts, rulebook, fitted)
    tactics = tuple([advice(item, teller) for item in fitted])
    return _Plan(pack, tactics, stop, setup.total, sprint, open_week if then else None)


def _derive_plan(decision: Decision, setup: Setup, teller: Teller) -> None:
    """Let the closing stages see what the plan holds; each chosen tactic keeps its own origin."""
    facts, fitted = decision.facts, decision.fitted
    chosen: dict[str, Matches] = {}
    for item in fitted:
        if item.status == "chosen":
            chosen[item.stands.tactic.id] = _origin(item, teller)
    in_use = {
        item.stands.tactic.id: facts.matches(item.stands.tactic.row) for item in fitted if item.stands.in_use
    }
    _derive_set("chosen", chosen, facts)
    # What is in use already needs no other reason, so that answer is the one to name.
    _derive_set("in_plan_or_use", {**chosen, **in_use}, facts)
    hours = facts.matches("planning")
    planning = max(1, int(facts.values["planning"]))  # type: ignore[arg-type]
    facts.derive("spare", decision.spare, hours)
    facts.derive("setup_minutes", setup.total, hours)
    facts.derive("setup_weeks", setup.total / planning, hours)
    serves = any(item.status == "chosen" and serves_beyond_foundation(item) for item in fitted)
    facts.derive("nothing_serves", "no" if serves else "yes", facts.matches("working_goal"))


def _origin(item: Fitted, teller: Teller) -> Matches:
    """Return the answers that brought a tactic into the plan, those that weighed most first."""
    for_it = [ground for ground in item.stands.points if ground.points > 0]
    reasons = teller.grounds(item.stands, for_it)
    return joined([why.answers for why in reasons]) or teller.facts.matches("website")


def _derive_set(name: str, members: dict[str, Matches], facts: Facts) -> None:
    facts.derive(name, frozenset(members), ())
    for member, origin in members.items():
        facts.origin[f"{name}.{member}"] = origin


def _open_then(facts: Facts, rulebook: Rulebook, now: list[Fitted], week: int) -> bool:
    """Find what opens when the foundation stands: the plan for an open gate, as later advice (R31b)."""
    for effect in firing("open_then", rulebook, facts):
        later = {item.stands.tactic.id: item for item in now if item.status == "later"}
        why = explain("then", rulebook, effect.part.when.matched(facts))
        opened = _opened(facts, effect.value)
        fitted, _ = pack(opened, rulebook)
        teller = Teller(opened, rulebook)
        opening = [item for item in fitted if item.status == "chosen" and item.stands.tactic.id in later]
        before = 0
        for item in opening[: rulebook.settings.most_then]:
            item.setup = setup_minutes(item, opened)
            item.start_week = week + before // usable_minutes(facts)
            before += item.setup
            waiting = later[item.stands.tactic.id]
            waiting.then, waiting.told_last = item, (why, *teller.notes(item))
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
