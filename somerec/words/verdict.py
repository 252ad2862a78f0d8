"""The sentences that sum a recommendation up: the verdict, the one-sentence strategy, target and review.

Pure words over one recommendation. Numbers come from it and from nowhere else.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
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

MOST_CAUSES = 2
"""The verdict names at most this many answers that set the limit; the ledger below it names them all."""

MONTHS_A_YEAR = 12

_NOT_SAID = frozenset(("directories",))
"""Tactics that need no room in the one sentence: done once, then left alone."""

_FREES_FROM_CHANNELS = {"T0": "basics", "T1": "small", "T2": "one"}
"""How the wish for a strategy for a channel is answered below T3 (R08, the flagship case)."""

_OTHER_WAYS = {"save_time": "_down", "repeat": "_share"}
"""Goals whose most important figure is to fall, or is a share; the others count something that is to grow."""

_PROMISE_CHANNELS = ("T2", "T3")
"""Scopes whose sentence speaks of social media, and so must see whether the plan has any."""

_SITUATIONS = {"closing": "closing", "full_diary": "full"}
"""Flags of a situation that sets the limit whatever else there is, and the option that raises each."""

_OF_TIME = ("hours", "who", "money")
"""Questions whose answers leave so many hours; from any other cause the hours do not follow."""

_NOBODY = Match("who", ("nobody",))
"""The answer that leaves no hours, although a few are counted (R01)."""

_TO_THE_END = ("triggers.hours_change", "triggers.crisis")
"""What still calls for a look at the plan of who closes: nothing new is offered, and there is no target."""

_LEFT_OUT = ("hours", "money", "guidelines")
"""Questions and options that the verdict leaves out first where more bind than it names.

The hours stand right below it then, and of the foundation one begins with who answers and what is counted.
"""


def verdict(recommendation: Recommendation, speaker: Speaker) -> tuple[str, str, str]:
    """Return three sentences: what is right, what sets the limit, and what to do this week."""
    return opening(recommendation, speaker)[:3]


def opening(recommendation: Recommendation, speaker: Speaker) -> tuple[str, str, str, str]:
    """Return the verdict, and what stands right below it: the hours of the plan, where the limit has no room.

    That is a sentence of its own, or nothing.
    """
    limit, below = _limit(recommendation, speaker)
    return _scope(recommendation, speaker), limit, _step(recommendation.first_step.text, speaker), below


def _step(step: Msg, speaker: Speaker) -> str:
    if step.key == "first.begin":
        return speaker.phrase("verdict.this_week_begin", **step.params)
    return speaker.phrase("verdict.this_week", step=(step,))


def _scope(recommendation: Recommendation, speaker: Speaker) -> str:
    if recommendation.flagged("closing"):
        return speaker.phrase("verdict.closing")
    if recommendation.flagged("full_diary"):
        return speaker.phrase("verdict.full")
    name = _right(recommendation, speaker)
    aim = recommendation.aim
    # Where another goal steers, it is the way to the business’s own, and both are named (decision 9).
    if aim.steering:
        slots = {"goal": (_slot(aim.goal),), "steering": (_slot(aim.steering),)}
        return speaker.phrase(f"verdict.{name}_steered", **slots)
    return speaker.text(f"tiers.{name}.what" if name in TIERS else f"phrases.verdict.{name}")


def _right(recommendation: Recommendation, speaker: Speaker) -> str:
    """Return the name of what is right: a scope, or the phrase that says it better for this business."""
    # What is said promises social media only where the plan has any.
    tier = recommendation.scope.tier
    social = _social(recommendation, speaker) if tier in _PROMISE_CHANNELS else ""
    if tier in _FREES_FROM_CHANNELS and any(wish.id == "channel_strategy" for wish in recommendation.wishes):
        # Two goals leave no room for social media, which the name of the scope has.
        with_channels = social == "now" and not recommendation.aim.steering
        return f"no_channel_strategy_{'channels' if with_channels else _FREES_FROM_CHANNELS[tier]}"
    return f"{tier}_{social}" if social in ("then", "none") else tier


def _social(recommendation: Recommendation, speaker: Speaker) -> str:
    """Return when the plan has a social channel: now, then (when the foundation stands), or none."""
    channels = [tactic for tactic in recommendation.tactics if speaker.rulebook.tactics[tactic.id].social]
    if any(channel.status == "chosen" for channel in channels):
        return "now"
    return "then" if any(channel.then for channel in channels) else "none"


def _slot(goal: str) -> Msg:
    """Return a goal as it stands after ‘we will’ or ‘to’."""
    return Msg(f"goals.{goal}.slot")


def _limit(recommendation: Recommendation, speaker: Speaker) -> tuple[str, str]:
    """Return what sets the limit, and the hours of the plan where that sentence does not hold them."""
    hours = recommendation.hours
    for flag, option in _SITUATIONS.items():
        if recommendation.flagged(flag):
            cause = speaker.clauses((Match("situation", (option,)),))
            return speaker.with_clauses(f"verdict.limit_{option}", cause, time=hours.planned), ""
    answering = "_answering" if hours.answering else ""
    with_hours = f"verdict.limit{answering}"
    causes = _causes(recommendation.scope.binding)
    named = _named(causes)
    clauses = speaker.clauses(named)
    name, said = "", ""
    for name in _frames(recommendation.scope.tier, causes, named, with_hours):
        said = speaker.with_clauses(name, clauses, usable=hours.usable)
        if in_one_breath(said):
            break
    held = name == with_hours
    return said, "" if held else speaker.phrase(f"verdict.time{answering}", usable=hours.usable)


def _causes(binding: Iterable[Binding]) -> list[Match]:
    """Return each answer that binds, once."""
    found: dict[Match, None] = {}
    for cap in binding:
        found.update(dict.fromkeys(cap.reason.answers))
    # Where money pays for fewer hours than were ticked, these set no limit (R03b).
    paid = any(match.question == "money" for match in found)
    return [match for match in found if not (paid and match.question == "hours")]


def _named(causes: list[Match]) -> list[Match]:
    """Return the causes that the verdict names, the same ones in every language."""
    named = causes
    for name in _LEFT_OUT:
        if len(named) > MOST_CAUSES:
            named = [match for match in named if name not in (match.question, *match.options)]
    return named[:MOST_CAUSES]


def _frames(tier: str, causes: list[Match], named: list[Match], with_hours: str) -> Iterator[str]:
    """Yield the phrases that the causes can be said in, the best first and the shortest last."""
    if tier == TIERS[-1]:
        yield "verdict.room"
    elif named != causes:
        yield "verdict.limit_part"
    else:
        if _NOBODY not in causes and all(match.question in _OF_TIME for match in causes):
            yield with_hours
        yield from ("verdict.limit_only", "verdict.limit_short")


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


def triggers(recommendation: Recommendation) -> tuple[Msg, ...]:
    """Return what calls for a look at the plan before its date; to who closes, what an end can still meet."""
    found = recommendation.review.triggers
    if recommendation.flagged("closing"):
        return tuple(trigger for trigger in found if trigger.key in _TO_THE_END)
    return found


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
