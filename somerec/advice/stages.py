"""The first four stages: hours and scope, goal, gate. Each reads earlier facts and adds its own.

Order and meaning follow the domain model, section c, with the amendments of c2.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from somerec.advice.answers import Answers
from somerec.advice.firing import explain, firing, joined, reason
from somerec.advice.recommendation import Aim, Binding, Hours, Msg, Reason, Scope, Target
from somerec.rulebook.conditions import Facts, Matches
from somerec.rulebook.model import TIERS, Effect, Rulebook

MONTHS_UNLESS_SAID = 6
"""Months to the target date where the visitor did not say (decision 14)."""


def count_hours(facts: Facts, rulebook: Rulebook) -> Hours:
    """Find the planning hours (R01, R03b) and the usable ones (R53, R54), in minutes a week."""
    stated = _option_number(facts, rulebook, "hours", "minutes")
    planning, origin, reasons = stated, facts.matches("hours"), []
    for effect in firing("hours", rulebook, facts):
        planning = _counted(effect, stated, _option_number(facts, rulebook, "money", "kr"), rulebook)
        why = reason(effect, facts)
        reasons.append(why)
        origin = joined((origin, why.answers))
        if "paid" in effect.value:
            origin = joined((origin, facts.matches("money")))
    facts.derive("planning", planning, origin)
    answering = 0
    for effect in firing("answering", rulebook, facts):
        answering = min(effect.value, planning // 2)
        why = reason(effect, facts)
        reasons.append(why)
        origin = joined((origin, why.answers))
    usable = planning * rulebook.settings.usable_percent // 100 - answering
    facts.derive("usable", usable, origin)
    reasons.append(explain("usable", rulebook, ()))
    return Hours(stated, planning, usable, answering, 0, tuple(reasons))


def _option_number(facts: Facts, rulebook: Rulebook, question: str, number: str) -> int:
    option = rulebook.questions[question].option(str(facts.values[question]))
    return int(getattr(option, number)) if option else 0


def _counted(effect: Effect, stated: int, kr: int, rulebook: Rulebook) -> int:
    value = effect.value
    if "exactly" in value:
        return int(value["exactly"])
    if "paid" in value:
        paid = kr * 60 // rulebook.settings.hired_hour_kr
        return int(max(min(stated, paid), value["least"]))
    return int(max(stated * value["percent"] // 100, value["least"]))


def set_scope(facts: Facts, rulebook: Rulebook) -> Scope:
    """Find the tier: the lowest cap decides and is named (R02 to R05, R10)."""
    caps = [Binding(reason(effect, facts), effect.value) for effect in firing("cap", rulebook, facts)]
    for effect in firing("cap_by", rulebook, facts):
        name, table = effect.value
        cap = _cap(name, table, facts)
        if cap:
            caps.append(Binding(_because_of(name, effect, facts), cap))
    lowest = min((TIERS.index(cap.cap) for cap in caps), default=len(TIERS) - 1)
    binding = tuple(cap for cap in caps if TIERS.index(cap.cap) == lowest)
    facts.derive("tier", TIERS[lowest], joined(cap.reason.answers for cap in binding))
    for effect in firing("lower", rulebook, facts):
        why = reason(effect, facts)
        # The people and hours would carry more; what is lacking is what the visitor can mend.
        why = replace(why, answers=tuple(m for m in why.answers if m not in facts.origin["tier"]))
        binding = (Binding(why, effect.value),)
        facts.derive("tier", effect.value, why.answers)
    flags = {effect.value: reason(effect, facts) for effect in firing("flag", rulebook, facts)}
    return Scope(str(facts.values["tier"]), binding, tuple(flags.items()))


def _cap(name: str, table: dict[str, str], facts: Facts) -> str | None:
    value = facts.values.get(name)
    if name != "planning":
        return table.get(str(value))
    steps = [(int(least), tier) for least, tier in table.items() if isinstance(value, int) and value >= int(least)]
    return max(steps)[1] if steps else None


def _because_of(name: str, effect: Effect, facts: Facts) -> Reason:
    why = reason(effect, facts)
    own = facts.matches(name)
    return replace(why, answers=own if name != "planning" else joined((why.answers, own)))


def set_aim(facts: Facts, rulebook: Rulebook, answers: Answers) -> Aim:
    """Find the working goal, the goal to steer by, and the figures (R16 to R22)."""
    goal, origin, reasons = str(facts.values["goal"]), facts.matches("goal"), []
    for effect in firing("propose", rulebook, facts):
        why = reason(effect, facts)
        proposed, trade = _proposed(effect.value, facts, rulebook)
        goal, origin = proposed, joined((why.answers, trade))
        reasons.append(replace(why, answers=origin))
        break
    facts.derive("working_goal", goal, origin)
    steering = None
    for effect in firing("steer", rulebook, facts):
        proposed, trade = _proposed(effect.value, facts, rulebook)
        if proposed != goal:
            steering = proposed
            reasons.append(replace(why := reason(effect, facts), answers=joined((why.answers, trade))))
        break
    facts.derive("steering", steering, origin)
    drafts = [reason(effect, facts) for effect in firing("draft", rulebook, facts)]
    reasons += [why for why in drafts if why.rule not in {known.rule for known in reasons}]
    kpi, supporting = _figures(goal, steering, facts, rulebook)
    return Aim(
        goal=goal,
        draft=bool(drafts),
        steering=steering,
        purpose=str(facts.values["purpose"]),
        kpi=kpi,
        supporting=supporting,
        target=_target(facts, rulebook, answers),
        reasons=tuple(reasons),
    )


def _proposed(value: str, facts: Facts, rulebook: Rulebook) -> tuple[str, Matches]:
    if value != "trade":
        return value, ()
    for proposal in rulebook.proposals:
        if proposal.when.test(facts.values):
            return proposal.value, proposal.when.matched(facts)
    return "enquiries", ()


def _figures(
    goal: str, steering: str | None, facts: Facts, rulebook: Rulebook
) -> tuple[tuple[str, Msg], tuple[tuple[str, Msg], ...]]:
    """Return the lead figure and at most two more (R20); a goal that is steered keeps its own as the first."""
    lead = rulebook.goals[steering or goal]
    more = []
    if steering:
        own = rulebook.goals[goal]
        more.append((own.kpi, Msg(f"goals.{goal}.kpi")))
    for figure in lead.supporting:
        if figure.when is None or figure.when.test(facts.values):
            more.append((figure.id, Msg(f"goals.{lead.id}.supporting.{figure.id}")))
    return (lead.kpi, Msg(f"goals.{lead.id}.kpi")), tuple(more[:2])


def _target(facts: Facts, rulebook: Rulebook, answers: Answers) -> Target:
    said = facts.values.get("target_months")
    months = int(said) if isinstance(said, str) and said.isdigit() else None
    counted = months or MONTHS_UNLESS_SAID
    size = facts.values.get("target_size")
    new = facts.values.get("situation")
    if size in (None, "unknown") or (isinstance(new, frozenset) and "new" in new):
        return Target("measure_first", None, None, None, months, counted)
    if size == "own_number":
        today, wanted = answers.complete.get("target_today"), answers.complete.get("target_wanted")
        figures = [float(value) if isinstance(value, Decimal) else None for value in (today, wanted)]
        return Target("number", figures[0], figures[1], None, months, counted)
    percent = _option_number(facts, rulebook, "target_size", "percent")
    return Target("percent", None, None, percent, months, counted)


def set_gate(facts: Facts, rulebook: Rulebook) -> tuple[Reason, ...]:
    """Close the gate where the foundation is missing (R27, R28); return why."""
    reasons = tuple(reason(effect, facts) for effect in firing("close_gate", rulebook, facts))
    origin = joined(why.answers for why in reasons)
    if reasons:
        facts.derive("gate", "closed", origin)
    else:
        facts.derive("gate", "open", joined((facts.matches("website"), facts.matches("content"))))
    return reasons


def read_buying(facts: Facts, rulebook: Rulebook) -> tuple[str, Matches, Reason | None]:
    """Return how people choose: as answered, or as usual in the trade, marked as a guess (R35c)."""
    for effect in firing("guess_buying", rulebook, facts):
        why = reason(effect, facts)
        for usual in rulebook.usual_buying:
            if usual.when.test(facts.values):
                answers = joined((why.answers, usual.when.matched(facts)))
                return usual.value, answers, replace(why, answers=answers)
    return str(facts.values["buying"]), facts.matches("buying"), None
