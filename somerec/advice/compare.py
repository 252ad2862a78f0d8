"""What differs between two results, and the rules and answers that make the difference.

Nothing is decided here: both results come from the engine, and whatever differs is explained by the reasons
that stand in one of them and not in the other. Put the other way round, a comparison is its own mirror.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from somerec.advice.answers import Given, answer_pairs
from somerec.advice.comparison import (
    LISTS,
    AimChange,
    Answered,
    Comparison,
    GateChange,
    HoursChange,
    Kept,
    ListChange,
    Moved,
    TierChange,
    Turn,
    WishChange,
)
from somerec.advice.recommendation import Aim, Hours, Item, Reason, Recommendation, TacticAdvice, Wish
from somerec.rulebook.conditions import GRID, Match, Matches
from somerec.rulebook.model import Question, Rulebook


def compare(before: Recommendation, after: Recommendation, rulebook: Rulebook) -> Comparison:
    """Return what differs between two results of the same edition, and why."""
    answers = _answered(before, after, rulebook)
    changed = tuple(answer.question for answer in answers)
    old = {tactic.id: tactic for tactic in before.tactics}
    new = {tactic.id: tactic for tactic in after.tactics}
    return Comparison(
        before=before,
        after=after,
        answers=answers,
        tier=_tier(before, after),
        gate=_gate(before, after),
        aim=_aim(before.aim, after.aim),
        hours=_hours(before.hours, after.hours),
        gained=_turns(after.chosen, old, changed),
        lost=_turns(before.chosen, new, changed),
        kept=tuple(
            Kept(old[tactic.id], tactic, tactic.reasons[0])
            for tactic in after.chosen
            if old[tactic.id].status == "chosen"
        ),
        moved=tuple(
            Moved(old[tactic.id], tactic, tactic.reasons[0])
            for tactic in after.tactics
            if {tactic.status, old[tactic.id].status} == {"later", "rejected"}
        ),
        wishes=_wishes(before, after),
        lists=_lists(before, after),
    )


def _answered(before: Recommendation, after: Recommendation, rulebook: Rulebook) -> tuple[Answered, ...]:
    """Return the questions that are answered differently, in the order of the questionnaire."""
    old, new = before.answers.complete, after.answers.complete
    return tuple(
        Answered(name, _worded(question, new[name], old[name]), _worded(question, old[name], new[name]))
        for name, question in rulebook.questions.items()
        if old[name] != new[name]
    )


def _worded(question: Question, other: Given | None, value: Given | None) -> Matches:
    """Return the answer as far as it differs from the other one."""
    if value is None:
        return ()
    if isinstance(value, Mapping):
        rows = other if isinstance(other, Mapping) else {}
        return tuple(
            Match(f"{GRID}.{row}", (value.get(row, "no"),))
            for row in question.rows
            if value.get(row, "no") != rows.get(row, "no")
        )
    if isinstance(value, (str, Decimal)):
        return tuple(Match(name, (text,)) for name, text in answer_pairs({question.id: value}))
    return _ticks(question, other if isinstance(other, frozenset) else frozenset(), value)


def _ticks(question: Question, other: frozenset[str], value: frozenset[str]) -> Matches:
    """Return the ticks that only this answer has, then those that it lacks."""
    if not value:
        return (Match(question.id, ()),)
    order = [option.id for option in question.options]
    alone = {option.id for option in question.options if option.exclusive}
    more = [Match(question.id, (option,)) for option in order if option in value - other]
    less = [option for option in order if option in other - value and option not in alone]
    if not value.isdisjoint(alone):
        # That nothing applies says of each single thing that it does not.
        return tuple(more)
    return (*more, *(Match(question.id, (option,), holds=False) for option in less))


def _tier(before: Recommendation, after: Recommendation) -> TierChange | None:
    old, new = before.scope, after.scope
    return TierChange(old.tier, new.tier, old.binding, new.binding) if old.tier != new.tier else None


def _gate(before: Recommendation, after: Recommendation) -> GateChange | None:
    if before.gate == after.gate:
        return None
    return GateChange(before.gate, after.gate, before.gate_reasons or after.gate_reasons)


def _aim(before: Aim, after: Aim) -> AimChange | None:
    names = ("purpose", "goal", "draft", "steering", "kpi", "supporting", "target")
    parts = tuple(name for name in names if getattr(before, name) != getattr(after, name))
    if not parts:
        return None
    return AimChange(before, after, parts, *_told_once(before.reasons, after.reasons))


def _hours(before: Hours, after: Hours) -> HoursChange | None:
    """Return the hours where the plan has others; what was ticked is an answer and not a plan."""

    def counted(hours: Hours) -> tuple[int, int, int]:
        return hours.planning, hours.usable, hours.planned

    if counted(before) == counted(after):
        return None
    return HoursChange(before, after, *_told_once(before.reasons, after.reasons))


def _told_once(
    before: Iterable[Reason], after: Iterable[Reason]
) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """Return the reasons that only the one side has, and those that only the other has."""
    old, new = {_told(why): why for why in before}, {_told(why): why for why in after}
    return (
        tuple(why for key, why in old.items() if key not in new),
        tuple(why for key, why in new.items() if key not in old),
    )


def _told(why: Reason) -> tuple[str, str]:
    """Return what a reason is known by: its rule and its sentence."""
    return why.rule, why.text.key


def _turns(
    chosen: Iterable[TacticAdvice], others: Mapping[str, TacticAdvice], changed: tuple[str, ...]
) -> tuple[Turn, ...]:
    """Return the tactics of a plan that are outside the other."""
    return tuple(
        _turn(tactic, others[tactic.id], changed) for tactic in chosen if others[tactic.id].status != "chosen"
    )


def _turn(chosen: TacticAdvice, left_out: TacticAdvice, changed: tuple[str, ...]) -> Turn:
    against, for_it = _told_once(left_out.reasons, chosen.reasons)
    obstacles = [why for why in against if why.points <= 0] or list(left_out.reasons)
    # An obstacle that rests on a changed answer explains more than one that stands only because
    # something else took the room.
    telling = next((why for why in obstacles if _resting(why, changed)), None)
    support = next((why for why in for_it if why.points > 0 and _resting(why, changed)), None)
    deciding = _resting(telling, changed) or _resting(support, changed) or changed
    return Turn(chosen, left_out, telling or obstacles[0], deciding)


def _resting(why: Reason | None, changed: tuple[str, ...]) -> tuple[str, ...]:
    """Return the changed questions whose answers a reason rests on."""
    return tuple(name for name in changed if why is not None and name in why.questions)


def _wishes(before: Recommendation, after: Recommendation) -> tuple[WishChange, ...]:
    old, new = ({wish.id: wish for wish in found.wishes} for found in (before, after))

    def said(wish: Wish | None) -> tuple[str, str] | None:
        return (wish.level, wish.text.key) if wish else None

    return tuple(
        WishChange(old.get(name), new.get(name))
        for name in {**new, **old}
        if said(old.get(name)) != said(new.get(name))
    )


def _lists(before: Recommendation, after: Recommendation) -> tuple[ListChange, ...]:
    found = []
    for name in LISTS:
        old, new = _lines(getattr(before, name)), _lines(getattr(after, name))
        gained = tuple(item for key, item in new.items() if key not in old)
        lost = tuple(item for key, item in old.items() if key not in new)
        if gained or lost:
            found.append(ListChange(name, gained, lost))
    return tuple(found)


def _lines(items: Iterable[Item]) -> dict[tuple[str, str, bool], Item]:
    """Return lines by what they say; what is done already is another line than what is to be done."""
    return {(item.id, item.text.key, item.done): item for item in items}
