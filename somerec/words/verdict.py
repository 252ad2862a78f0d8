"""The sentences that sum a recommendation up: the verdict, the one-sentence strategy, target and review.

Pure words over one recommendation. Numbers come from it and from nowhere else.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from somerec.advice.standing import FOUNDATION
from somerec.advice.recommendation import Binding, Msg, Recommendation, TacticAdvice
from somerec.rulebook.conditions import Match
from somerec.rulebook.model import TIERS
from somerec.words.speaker import MOST_CLAUSES, Speaker

MOST_TACTICS = 4
"""The one sentence names at most this many tactics."""

MOST_TECHNIQUES = 2
"""The one sentence names at most this many techniques (decision 15)."""

MONTHS_A_YEAR = 12

_NOT_SAID = frozenset(("directories",))
"""Tactics that need no room in the one sentence: done once, then left alone."""

_FREES_FROM_CHANNELS = {"T0": "basics", "T1": "small", "T2": "channels"}
"""How the wish for a strategy for a channel is answered below T3 (R08, the flagship case)."""


def verdict(recommendation: Recommendation, speaker: Speaker) -> tuple[str, str, str]:
    """Return three sentences: what is right, what sets the limit, and what to do this week."""
    step = speaker.phrase("verdict.this_week", step=(recommendation.first_step.text,))
    return _scope(recommendation, speaker), _limit(recommendation, speaker), step


def _scope(recommendation: Recommendation, speaker: Speaker) -> str:
    tier = recommendation.scope.tier
    if recommendation.flagged("closing"):
        return speaker.phrase("verdict.closing")
    if recommendation.flagged("full_diary"):
        return speaker.phrase("verdict.full")
    wished = any(wish.id == "channel_strategy" for wish in recommendation.wishes)
    if wished and tier in _FREES_FROM_CHANNELS:
        return speaker.phrase(f"verdict.no_channel_strategy_{_FREES_FROM_CHANNELS[tier]}")
    return speaker.text(f"tiers.{tier}.what")


def _limit(recommendation: Recommendation, speaker: Speaker) -> str:
    scope, hours = recommendation.scope, recommendation.hours
    # Whoever closes or has a full diary has read in the first sentence what sets the limit.
    if recommendation.flagged("closing"):
        return speaker.phrase("verdict.limit_closing", time=hours.planned)
    if recommendation.flagged("full_diary"):
        return speaker.phrase("verdict.limit_full", time=hours.planned)
    clauses = speaker.language.clauses(_binding_clauses(scope.binding, speaker))
    if all(cap.reason.rule == "R10" for cap in scope.binding):
        return speaker.phrase("verdict.limit_base", clauses=clauses)
    if scope.tier == TIERS[-1]:
        return speaker.phrase("verdict.room", clauses=clauses, usable=hours.usable)
    return speaker.phrase("verdict.limit", clauses=clauses, usable=hours.usable)


def _binding_clauses(binding: Iterable[Binding], speaker: Speaker) -> list[str]:
    """Return one clause for each answer that binds; of several options of one answer, all."""
    matches: dict[Match, None] = {}
    for cap in binding:
        matches.update(dict.fromkeys(cap.reason.answers))
    return speaker.clauses(matches)[:MOST_CLAUSES]


def sentence(recommendation: Recommendation, speaker: Speaker) -> str:
    """Return the whole strategy in one breath (R73)."""
    techniques = tuple(Msg(f"tactics.{name}.technique") for name in techniques_said(recommendation))
    tactics = tuple(Msg(f"tactics.{name}.inline") for name in tactics_said(recommendation))
    if recommendation.flagged("closing"):
        return speaker.phrase(
            "sentence_closing", tactics=tactics, time=recommendation.hours.planned, techniques=techniques
        )
    return speaker.phrase(
        "sentence",
        date=target_date(recommendation),
        goal=(Msg(f"goals.{recommendation.aim.lead}.slot"),),
        tactics=tactics,
        time=recommendation.hours.planned,
        techniques=techniques,
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
    """Return how much better it should get, and by when."""
    aim, by = recommendation.aim.target, target_date(recommendation)
    lead = recommendation.aim.lead
    if recommendation.flagged("closing"):
        return speaker.phrase("target.closing")
    if aim.kind == "number":
        return speaker.phrase("target.number", today=aim.today, wanted=aim.wanted, date=by)
    if aim.kind == "percent":
        key = "target.percent_down" if lead == "save_time" else "target.percent"
        return speaker.phrase(key, percent=aim.percent, date=by)
    return speaker.phrase(f"target.measure_first{_counting(recommendation, lead)}", months=aim.months_counted)


def _counting(recommendation: Recommendation, lead: str) -> str:
    situation = recommendation.answers.complete.get("situation")
    if isinstance(situation, frozenset) and "new" in situation:
        return "_new"
    return {"save_time": "_down", "reputation": "_reviews"}.get(lead, "")


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
