"""Words and sums for the finer parts of a recommendation: local names, what time costs, what would change."""

from __future__ import annotations

from somerec.advice.explain import TippingPoint
from somerec.advice.recommendation import Item, Msg, ParamValue, Recommendation, TacticAdvice
from somerec.rulebook.model import Rulebook
from somerec.words.speaker import Speaker, in_one_breath

MINUTES_AN_HOUR = 60
MONTHS_A_YEAR = 12

REMARKS = frozenset(
    (
        *("more_hours_or_scope", "yearly_cost", "pause_ends"),
        *("deepen_or_rest", "basics_are_plan", "answering_is_plan"),
    )
)
"""Actions that say how the plan stands: none comes before anything else, and none can be ticked off."""


_FIRST_OF = {"first.gbp": "gbp"}
"""The tactic that a first step is part of, where it is not the foundation itself."""


def foundation(recommendation: Recommendation) -> tuple[list[Item], list[Item]]:
    """Return what is to be put in place first, and what is to be known of the plan beside it."""
    to_do = [action for action in recommendation.actions if action.id not in REMARKS]
    return to_do, [action for action in recommendation.actions if action.id in REMARKS]


def time_cost(recommendation: Recommendation, rulebook: Rulebook) -> tuple[int, int]:
    """Return what the planned hours cost a month and a year, in whole units of the currency (R60)."""
    monthly = worth(recommendation.hours.planned, recommendation, rulebook)
    return monthly, monthly * MONTHS_A_YEAR


def worth(minutes: int, recommendation: Recommendation, rulebook: Rulebook) -> int:
    """Return what some minutes a week are worth a month, in whole units of the currency."""
    hours = minutes / MINUTES_AN_HOUR
    return round(hours * rulebook.settings.weeks_a_month * recommendation.hour_value)


def job(tactic: TacticAdvice, recommendation: Recommendation, speaker: Speaker) -> str:
    """Return the one job of a tactic, with the names of local services where it has any."""
    if recommendation.flagged("closing") and tactic.status == "chosen":
        return speaker.phrase("closing_job")
    text = speaker.say(tactic.job)
    local = local_names(tactic.id, recommendation, speaker)
    return f"{text} {local}" if local else text


def steps(tactic: str, recommendation: Recommendation, rulebook: Rulebook) -> range:
    """Return the numbers of the steps that a tactic shows: none to who closes, and so sets nothing up."""
    number = 0 if recommendation.flagged("closing") else rulebook.tactics[tactic].steps
    return range(1, number + 1)


def begins_now(tactic: TacticAdvice, recommendation: Recommendation, speaker: Speaker) -> str:
    """Return that a tactic which starts in a later week has its first step this week, or nothing.

    The first step may belong to a tactic whose set-up waits for the foundation (decisions 12 and 16).
    """
    week = tactic.start_week or 1
    if week == 1 or _FIRST_OF.get(recommendation.first_step.text.key) != tactic.id:
        return ""
    return speaker.phrase("first_now", week=week)


def local_names(tactic: str, recommendation: Recommendation, speaker: Speaker) -> str:
    """Return a sentence that names the country's services for a tactic, or nothing."""
    market = str(recommendation.answers.complete["market"])
    names = speaker.rulebook.local_names[market].get(tactic, ())
    if not names:
        return ""
    return speaker.phrase(tactic, names=tuple(Msg("phrases.name", {"name": name}) for name in names))


def tipping_point(point: TippingPoint, speaker: Speaker) -> str:
    """Return what one other answer would change: the answer once, then each thing that differs."""
    clause = speaker.clauses((point.change.match,))[0]
    (first, params), *more = _differences(point, speaker)
    begun = speaker.phrase(f"tipping.{first}", clause=clause, **params)
    if not in_one_breath(begun):
        begun = speaker.phrase("tipping.changes", clause=clause)
        more = [(first, params), *more]
    return " ".join([begun, *(speaker.phrase(f"tipping.then_{name}", **rest) for name, rest in more)])


def _differences(point: TippingPoint, speaker: Speaker) -> list[tuple[str, dict[str, ParamValue]]]:
    """Return what differs: the name of its phrase, and what fills that phrase beside the answer."""
    found: list[tuple[str, dict[str, ParamValue]]] = []
    if point.tier:
        found.append(("tier", {"tier": speaker.text(f"tiers.{point.tier}.name")}))
    if point.gate:
        found.append((f"gate_{point.gate}", {}))
    for verb, tactics in (("gained", point.gained), ("lost", point.lost)):
        if tactics:
            names = tuple(Msg(f"tactics.{tactic}.inline") for tactic in tactics)
            found.append((verb, {"tactics": names}))
    return found
