"""The advice as facts: what properties read of a plan as it was given."""

from __future__ import annotations

from collections.abc import Iterator

from somerec.advice.recommendation import Reason, Recommendation
from somerec.proof.variables import NO, YES
from somerec.rulebook.conditions import Value
from somerec.rulebook.model import Rulebook


def advised(advice: Recommendation, rulebook: Rulebook) -> dict[str, Value]:
    """Return the answers, what followed from them, and what was advised."""
    values = dict(advice.answers.facts(rulebook).values)
    chosen = frozenset(tactic.id for tactic in advice.chosen)
    in_use = frozenset(tactic.id for tactic in advice.tactics if tactic.in_use)
    values.update(
        planning=advice.hours.planning,
        usable=advice.hours.usable,
        tier=advice.scope.tier,
        working_goal=advice.aim.goal,
        gate=advice.gate,
        chosen=chosen,
        in_plan_or_use=chosen | in_use,
        new_in_plan=chosen - in_use,
        pack=advice.pack,
        setup_minutes=advice.setup,
        setup_weeks=advice.setup / max(1, advice.hours.planning),
        spare=advice.spare,
        nothing_serves=_yes(advice.nothing_serves),
        opens_later=_yes(any(tactic.then for tactic in advice.tactics)),
        depth=advice.depth,
    )
    values.update(_lists(advice, rulebook))
    values.update(_answers(advice, rulebook))
    return values


def _lists(advice: Recommendation, rulebook: Rulebook) -> dict[str, Value]:
    law = {rulebook.law[item.id].topic for item in advice.law if item.id in rulebook.law}
    return {
        "actions": frozenset(item.id for item in advice.actions),
        "safeguards": frozenset(item.id for item in advice.safeguards),
        "stops": frozenset(item.id for item in advice.stop),
        "law": frozenset(law),
        "flags": frozenset(flag for flag, _ in advice.scope.flags),
        "strategies": frozenset(wish.id for wish in advice.wishes if wish.level == "strategy"),
    }


def _answers(advice: Recommendation, rulebook: Rulebook) -> dict[str, Value]:
    return {
        "this_week": _yes(this_week(advice, rulebook)),
        "limit_named": _yes(limit_named(advice)),
        "judged_once": _yes(judged_once(advice, rulebook)),
        "reasons_given": _yes(reasons_given(advice, rulebook)),
        "wishes_answered": _yes(wishes_answered(advice, rulebook)),
        "starts_in_turn": _yes(starts_in_turn(advice)),
        "blocked_chosen": NO,
        "texts_filled": YES,
    }


def _yes(value: bool) -> str:  # noqa: FBT001 - a fact is said in words
    return YES if value else NO


def reasons(advice: Recommendation) -> Iterator[Reason]:
    """Yield every reason of a recommendation, wherever it stands."""
    yield from (cap.reason for cap in advice.scope.binding)
    yield from (why for _, why in advice.scope.flags)
    for items in (advice.wishes, advice.actions, advice.tactics, advice.safeguards, advice.stop, advice.law):
        yield from (why for item in items for why in item.reasons)
    yield from (why for item in advice.measure for why in item.reasons)
    for some in (advice.hours.reasons, advice.aim.reasons, advice.gate_reasons, advice.review.reasons):
        yield from some
    yield from advice.principles


def this_week(advice: Recommendation, rulebook: Rulebook) -> bool:
    """Say whether there is a first step of at least a minute, in words that are there."""
    return advice.first_step.text.key in rulebook.texts and advice.first_step.minutes > 0


def limit_named(advice: Recommendation) -> bool:
    """Say whether what binds the scope is named, and allows just this scope."""
    return bool(advice.scope.binding) and all(cap.cap == advice.scope.tier for cap in advice.scope.binding)


def judged_once(advice: Recommendation, rulebook: Rulebook) -> bool:
    """Say whether every tactic stands in the advice once, with a reason."""
    ids = [tactic.id for tactic in advice.tactics]
    return sorted(ids) == sorted(rulebook.tactics) and all(tactic.reasons for tactic in advice.tactics)


def reasons_given(advice: Recommendation, rulebook: Rulebook) -> bool:
    """Say whether every reason names a rule of the edition and answers that were given."""
    complete = advice.answers.complete
    return all(
        why.rule in rulebook.rules and all(complete.get(name) is not None for name in why.questions)
        for why in reasons(advice)
    )


def wishes_answered(advice: Recommendation, rulebook: Rulebook) -> bool:
    """Say whether exactly the wishes that were ticked have got an answer."""
    ticked = advice.answers.complete["wishes"]
    alone = {option.id for option in rulebook.questions["wishes"].options if option.exclusive}
    wished = set(ticked) - alone if isinstance(ticked, frozenset) else set()
    return {wish.id for wish in advice.wishes} == wished


def starts_in_turn(advice: Recommendation) -> bool:
    """Say whether what has to be set up starts one after the other, from the first week on."""
    weeks = [tactic.start_week or 0 for tactic in advice.chosen if tactic.setup]
    return weeks == sorted(weeks) and all((tactic.start_week or 0) >= 1 for tactic in advice.chosen)


def figures(advice: Recommendation, rulebook: Rulebook) -> dict[str, int]:
    """Return what can be counted in a plan: minutes a week, kroner a month, tactics."""
    chosen = [rulebook.tactics[tactic.id] for tactic in advice.chosen]
    option = rulebook.questions["money"].option(str(advice.answers.complete["money"]))
    tier = rulebook.tiers[advice.scope.tier]
    return {
        "planned": sum(tactic.weekly for tactic in advice.chosen),
        "usable": advice.hours.usable,
        "planning": advice.hours.planning,
        "spent": sum(tactic.monthly for tactic in chosen),
        "money": option.kr if option else 0,
        "social_channels": sum(tactic.social for tactic in chosen),
        "social_cap": tier.social,
        "tactics_beyond": sum(not tactic.basic for tactic in chosen),
        "tactics_cap": tier.tactics,
        "first_minutes": advice.first_step.minutes,
    }
