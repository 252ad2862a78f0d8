"""Properties of the advice that few answers decide: the limit that is named, the answer to each wish."""

from __future__ import annotations

from somerec.advice.stages import count_hours, set_scope
from somerec.proof.closings import go_through, scene
from somerec.proof.context import Context, whole_pairs
from somerec.proof.result import Found
from somerec.proof.space import TooLargeError
from somerec.rulebook.conditions import All, Has, Not


def limits_named(context: Context) -> Found:
    """Find an answer set whose scope is set by nothing, or by something that allows another scope."""
    try:
        rows = context.space.table(frozenset(("tier",)))
    except TooLargeError:
        return Found("sampled")
    found = Found("enumerated", len(rows.counts))
    for values in rows.counts:
        case = dict(zip(rows.names[:-1], values, strict=False))
        facts = context.space.facts(case)
        count_hours(facts, context.rulebook)
        scope = set_scope(facts, context.rulebook)
        if not scope.binding or any(cap.cap != scope.tier for cap in scope.binding):
            one = context.advised(whole_pairs(case, context.space))
            rules = [cap.reason.rule for cap in scope.binding]
            return found.against(context.against(one, rules=rules) if one else None)
    return found


def wishes_answered(context: Context) -> Found:
    """Find for each wish an answer set in which no rule places it."""
    found = Found("enumerated")
    for option in context.rulebook.questions["wishes"].options:
        if option.exclusive:
            continue
        mine = frozenset((option.id,))
        answered = Not(All((Has("wishes", mine), Not(Has("placed", mine)))))
        try:
            case, count = go_through(scene([answered], context.rulebook), answered.test, context.space)
        except TooLargeError:
            found.method = "sampled"
            continue
        found.sets += count
        if case is not None:
            one = context.advised(whole_pairs(case, context.space))
            found.against(context.against(one) if one else None, f"no rule answers {option.id}")
    return found
