"""The sentences that sum a recommendation up: the verdict, the one-sentence strategy, target and review.

Pure words over one recommendation. Numbers come from it and from nowhere else.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from somerec.advice.recommendation import Binding, Msg, Recommendation, TacticAdvice
from somerec.advice.standing import FOUNDATION
from somerec.rulebook.conditions import Match
from somerec.rulebook.model import TIERS
from somerec.words.speaker import Speaker, in_one_breath

MOST_TACTICS = 4
"""The one sentence names at most this many tactics."""

MOST_TECHNIQUES = 2
"""The one sentence names at most this many techniques (decision 15)."""

MONTHS_A_YEAR = 12

_NOT_SAID = frozenset(("directories",))
"""Tactics that need no room in the one sentence: done once, then left alone."""

_FREES_FROM_CHANNELS = {"T0": "basics", "T1": "small", "T2": "one"}
"""How the wish for a strategy for a channel is answered below T3 (R08, the flagship case)."""

_OTHER_WAYS = {"save_time": "_down", "repeat": "_share"}
"""Goals whose most important figure is to fall, or is a share; the others count something that is to grow."""

_PROMISE_CHANNELS = ("T2", "T3")
"""Scopes whose sentence speaks of social media, and so must see whether the plan has any."""


def verdict(recommendation: Recommendation, speaker: Speaker) -> tuple[str, str, str]:
    """Return three parts: what is right, what sets the limit, and what to do this week.

    Each is one sentence, or more where one would be too long to say (two answers that bind) or where a goal
    to steer by needs to be named beside the business’s own (decision 9).
    """
    step = speaker.phrase("verdict.this_week", step=(recommendation.first_step.text,))
    limit = _limit(recommendation, speaker)
    # Whoever closes has no goal to steer by, and a full diary asks what the goal is for.
    if not (recommendation.flagged("closing") or recommendation.flagged("full_diary")):
        limit += _steered(recommendation, speaker)
    return _scope(recommendation, speaker), limit, step


def _scope(recommendation: Recommendation, speaker: Speaker) -> str:
    if recommendation.flagged("closing"):
        return speaker.phrase("verdict.closing")
    if recommendation.flagged("full_diary"):
        return speaker.phrase("verdict.full")
    # What follows promises social media only where the plan has any.
    tier = recommendation.scope.tier
    social = _social(recommendation, speaker) if tier in _PROMISE_CHANNELS else ""
    if tier in _FREES_FROM_CHANNELS and any(wish.id == "channel_strategy" for wish in recommendation.wishes):
        answer = "channels" if social == "now" else _FREES_FROM_CHANNELS[tier]
        return speaker.phrase(f"verdict.no_channel_strategy_{answer}")
    if social in ("then", "none"):
        return speaker.phrase(f"verdict.{tier}_{social}")
    return speaker.text(f"tiers.{tier}.what")


def _steered(recommendation: Recommendation, speaker: Speaker) -> str:
    """Return the sentence that names both goals where another than the business’s own steers (decision 9)."""
    aim = recommendation.aim
    if not aim.steering:
        return ""
    return f" {speaker.phrase('verdict.steered', goal=(_slot(aim.goal),), steering=(_slot(aim.steering),))}"


def _social(recommendation: Recommendation, speaker: Speaker) -> str:
    """Return when the plan has a social channel: now, then (when the foundation stands), or none."""
    channels = [tactic for tactic in recommendation.tactics if speaker.rulebook.tactics[tactic.id].social]
    if any(channel.status == "chosen" for channel in channels):
        return "now"
    return "then" if any(channel.then for channel in channels) else "none"


def _slot(goal: str) -> Msg:
    """Return a goal as it stands after ‘we will’ or ‘to’."""
    return Msg(f"goals.{goal}.slot")


def _limit(recommendation: Recommendation, speaker: Speaker) -> str:
    scope, hours = recommendation.scope, recommendation.hours
    # Whoever closes or has a full diary has read in the first sentence what sets the limit.
    if recommendation.flagged("closing"):
        return speaker.phrase("verdict.limit_closing", time=hours.planned)
    if recommendation.flagged("full_diary"):
        return speaker.phrase("verdict.limit_full", time=hours.planned)
    clauses = _binding_clauses(scope.binding, speaker)
    if all(cap.reason.rule == "R10" for cap in scope.binding):
        return speaker.in_breaths(clauses, "verdict.limit_only", "verdict.limit_also")
    if scope.tier == TIERS[-1]:
        room = speaker.in_breaths(clauses, "verdict.room", "verdict.room_also")
        return f"{room} {speaker.phrase('verdict.room_time', usable=hours.usable)}"
    whole = speaker.phrase("verdict.limit", clauses=clauses[0], usable=hours.usable)
    if len(clauses) == 1 and not hours.answering and in_one_breath(whole):
        return whole
    limits = speaker.in_breaths(clauses, "verdict.limit_only", "verdict.limit_also")
    time = "verdict.limit_time_answering" if hours.answering else "verdict.limit_time"
    return f"{limits} {speaker.phrase(time, usable=hours.usable)}"


def _binding_clauses(binding: Iterable[Binding], speaker: Speaker) -> list[str]:
    """Return one clause for each answer that binds; of several options of one answer, all."""
    matches: dict[Match, None] = {}
    for cap in binding:
        matches.update(dict.fromkeys(cap.reason.answers))
    return speaker.clauses(matches)


def sentence(recommendation: Recommendation, speaker: Speaker) -> str:
    """Return the whole strategy in one breath (R73)."""
    techniques = tuple(Msg(f"tactics.{name}.technique") for name in techniques_said(recommendation))
    tactics = tuple(Msg(f"tactics.{name}.inline") for name in tactics_said(recommendation))
    if recommendation.flagged("closing"):
        return speaker.phrase(
            "sentence_closing", tactics=tactics, time=recommendation.hours.planned, techniques=techniques
        )
    aim = recommendation.aim
    # Where another goal steers, it is the way to the business’s own, and both are named (decision 9).
    business = {"business": (_slot(aim.goal),)} if aim.steering else {}
    return speaker.phrase(
        "sentence_steered" if aim.steering else "sentence",
        date=target_date(recommendation),
        goal=(_slot(aim.lead),),
        tactics=tactics,
        time=recommendation.hours.planned,
        techniques=techniques,
        **business,
    )


def tactics_said(recommendation: Recommendation) -> list[str]:
    """Return the tactics that the one sentence names: the website first, then in order."""
    chosen = [tactic.id for tactic in _sorted(recommendation.chosen) if tactic.id not in _NOT_SAID]
    return chosen[:MOST_TACTICS]


def techniques_said(recommendation: Recommendation) -> list[str]:
    """Return the tactics whose techniques the one sentence names, those beyond the website first."""
    chosen = tactics_said(recommendation)
    return (chosen[1:] + chosen[:1])[:MOST_TECHNIQUES]


def _sorted(chosen: Iterable[TacticAdvice]) -> list[TacticAdvice]:
    return sorted(chosen, key=lambda tactic: tactic.id != FOUNDATION)


def target_date(recommendation: Recommendation) -> date:
    """Return the day by which the goal is to be reached (decision 14)."""
    return months_later(recommendation.start, recommendation.aim.target.months_counted)


def months_later(start: date, months: int) -> date:
    """Return the same day some months on, or the last day of a shorter month."""
    years, month = divmod(start.month - 1 + months, MONTHS_A_YEAR)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def target(recommendation: Recommendation, speaker: Speaker) -> str:
    """Return how much more or less it should be, and by when."""
    aim, by = recommendation.aim.target, target_date(recommendation)
    goal, lead = recommendation.aim.goal, recommendation.aim.lead
    if recommendation.flagged("closing"):
        return speaker.phrase("target.closing")
    if aim.kind == "number" and goal == lead:
        return speaker.phrase("target.number", today=aim.today, wanted=aim.wanted, date=by)
    if aim.kind == "number":
        own = speaker.phrase(
            "target.number_of",
            figure=(Msg(f"goals.{goal}.kpi"),),
            today=aim.today,
            wanted=aim.wanted,
            date=by,
        )
        return f"{own} {speaker.phrase('target.measure_steering')}"
    if aim.kind == "percent":
        return speaker.phrase(f"target.percent{_OTHER_WAYS.get(lead, '')}", percent=aim.percent, date=by)
    return speaker.phrase(f"target.measure_first{_counting(recommendation, lead)}", months=aim.months_counted)


def starting_point(recommendation: Recommendation) -> float | None:
    """Return today’s value of the most important figure, if the visitor has given it.

    Own figures are those of the visitor’s own goal, so where another goal steers they are not its.
    """
    aim = recommendation.aim
    return None if aim.steering else aim.target.today


def _counting(recommendation: Recommendation, lead: str) -> str:
    situation = recommendation.answers.complete.get("situation")
    if isinstance(situation, frozenset) and "new" in situation:
        return "_new"
    return {**_OTHER_WAYS, "reputation": "_reviews"}.get(lead, "")


def review(recommendation: Recommendation, speaker: Speaker) -> list[str]:
    """Return when to look at the plan again, a sentence for each date."""
    plan = recommendation.review
    if recommendation.flagged("closing"):
        return [speaker.phrase("review.closing")]
    lines = []
    if plan.first_check:
        lines.append(speaker.phrase("review.pause", date=plan.first_check))
    lines.append(speaker.phrase("review.date", date=plan.date))
    if TIERS.index(recommendation.scope.tier) >= TIERS.index("T3"):
        lines.append(speaker.phrase("review.monthly"))
    return lines
