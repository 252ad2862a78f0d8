"""The first four stages: hours and scope, goal, gate. Each reads earlier facts and adds its own.

Order and meaning follow the domain model, section c, with the amendments of c2.
"""

from __future__ import annotations

from decimal import Decimal

from somerec.advice.answers import Answers
from somerec.advice.firing import explain, firing, reason, resting_on, said
from somerec.advice.recommendation import Aim, Binding, Hours, Msg, Reason, Scope, Target
from somerec.rulebook.conditions import Facts, Matches, joined
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
        # Money is a cause only where it pays for less than was ticked.
        short = "paid" in effect.value and planning < stated
        origin = joined((origin, why.answers, facts.matches("money") if short else ()))
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
    """Find the tier with what binds it, and what is to be flagged."""
    binding = set_tier(facts, rulebook)
    flags = {effect.value: reason(effect, facts) for effect in firing("flag", rulebook, facts)}
    return Scope(str(facts.values["tier"]), binding, tuple(flags.items()))


def set_tier(facts: Facts, rulebook: Rulebook) -> tuple[Binding, ...]:
    """Find the tier: the lowest cap decides, and is returned with its reasons (R02 to R05, R10)."""
    caps = [(effect.value, effect) for effect in firing("cap", rulebook, facts)]
    caps += [(cap, effect) for effect in firing("cap_by", rulebook, facts) if (cap := _cap(effect, facts))]
    lowest = min((cap for cap, _ in caps), key=TIERS.index, default=TIERS[-1])
    binding = tuple(Binding(_why_capped(effect, facts), cap) for cap, effect in caps if cap == lowest)
    facts.derive("tier", lowest, joined([cap.reason.answers for cap in binding]))
    for effect in firing("lower", rulebook, facts):
        # The people and hours would carry more; what is lacking is what the visitor can mend.
        matched = effect.part.when.matched(facts)
        lacking = tuple(match for match in matched if match not in facts.origin["tier"])
        binding = (Binding(resting_on(lacking, effect), effect.value),)
        facts.derive("tier", effect.value, lacking)
    return binding


def _cap(effect: Effect, facts: Facts) -> str | None:
    name: str = effect.value[0]
    table: dict[str, str] = effect.value[1]
    value = facts.values.get(name)
    if name != "planning":
        return table.get(str(value))
    steps = [
        (int(least), tier) for least, tier in table.items() if isinstance(value, int) and value >= int(least)
    ]
    return max(steps)[1] if steps else None


def _why_capped(effect: Effect, facts: Facts) -> Reason:
    """Return why a cap binds: a table of caps rests on the question it is read by."""
    if effect.verb == "cap":
        return reason(effect, facts)
    own = facts.matches(effect.value[0])
    if effect.value[0] != "planning":
        return resting_on(own, effect)
    return resting_on(joined([effect.part.when.matched(facts), own]), effect)


def set_aim(facts: Facts, rulebook: Rulebook, answers: Answers) -> Aim:
    """Find the working goal, the goal to steer by, and the figures (R16 to R22)."""
    goal, steering, reasons = set_goal(facts, rulebook)
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


def set_goal(facts: Facts, rulebook: Rulebook) -> tuple[str, str | None, list[Reason]]:
    """Find the working goal and the goal to steer by, if another is; return why where they are proposed."""
    goal, origin, reasons = str(facts.values["goal"]), facts.matches("goal"), []
    for effect in firing("propose", rulebook, facts):
        goal, trade = _proposed(effect.value, facts, rulebook)
        origin = joined([effect.part.when.matched(facts), trade])
        reasons.append(resting_on(origin, effect))
        break
    facts.derive("working_goal", goal, origin)
    steering = None
    for effect in firing("steer", rulebook, facts):
        proposed, trade = _proposed(effect.value, facts, rulebook)
        if proposed != goal:
            steering = proposed
            reasons.append(resting_on(joined([effect.part.when.matched(facts), trade]), effect))
        break
    facts.derive("steering", steering, origin)
    return goal, steering, reasons


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
    """Return the lead figure and at most two more (R20); a steered goal keeps its own as the first."""
    lead = rulebook.goals[steering or goal]
    more = []
    if steering:
        own = rulebook.goals[goal]
        more.append((own.kpi, said(f"goals.{goal}.kpi")))
    more += [
        (figure.id, said(f"goals.{lead.id}.supporting.{figure.id}"))
        for figure in lead.supporting
        if figure.when is None or figure.when.test(facts.values)
    ]
    return (lead.kpi, said(f"goals.{lead.id}.kpi")), tuple(more[:2])


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
    if reasons:
        facts.derive("gate", "closed", joined([why.answers for why in reasons]))
    else:
        facts.derive("gate", "open", joined([facts.matches("website"), facts.matches("content")]))
    return reasons


def set_buying(facts: Facts, rulebook: Rulebook) -> None:
    """Find how people come to choose the business, and by which rule it is guessed, if it is (R35c)."""
    buying, origin, guess = read_buying(facts, rulebook)
    facts.derive("working_buying", buying, origin)
    facts.derive("guesses_by", guess.text.key if guess else None, ())


def read_buying(facts: Facts, rulebook: Rulebook) -> tuple[str, Matches, Reason | None]:
    """Return how people choose: as answered, or as usual in the trade, marked as a guess (R35c)."""
    for effect in firing("guess_buying", rulebook, facts):
        for usual in rulebook.usual_buying:
            if usual.when.test(facts.values):
                answers = joined([effect.part.when.matched(facts), usual.when.matched(facts)])
                return usual.value, answers, resting_on(answers, effect)
    return str(facts.values["buying"]), facts.matches("buying"), None
