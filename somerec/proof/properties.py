"""Properties of whole recommendations, looked at for businesses drawn by lot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from somerec.advice.recommend import recommend
from somerec.advice.recommendation import Reason, Recommendation
from somerec.proof.lot import SEED, businesses
from somerec.proof.result import Result
from somerec.rulebook.model import Rulebook

SAMPLE = 1000
"""How many businesses are drawn."""

START = date(2027, 1, 4)

Property = Callable[[Recommendation, Rulebook], bool]


def drawn(rulebook: Rulebook) -> Iterator[Result]:
    """Yield what became of all properties, looked at in one pass over the businesses."""
    against: dict[str, str] = {}
    for answers in businesses(rulebook, SAMPLE):
        query = answers.to_query(edition=False)
        try:
            advice = recommend(answers, rulebook, START)
        except Exception as error:  # noqa: BLE001 - whatever a rulebook makes the engine stumble over
            against.setdefault(ANSWERED, f"{query} ({type(error).__name__}: {error})")
            continue
        for title, holds in PROPERTIES.items():
            if title not in against and not holds(advice, rulebook):
                against[title] = query
    for title in (ANSWERED, *PROPERTIES):
        method = f"businesses sampled, seed {SEED}"
        yield Result(title, title not in against, SAMPLE, method, against.get(title, ""))


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


def _time(advice: Recommendation, _: Rulebook) -> bool:
    planned = sum(tactic.weekly for tactic in advice.chosen)
    return planned == advice.hours.planned <= advice.hours.usable <= advice.hours.planning


def _money(advice: Recommendation, rulebook: Rulebook) -> bool:
    option = rulebook.questions["money"].option(str(advice.answers.complete["money"]))
    return sum(rulebook.tactics[tactic.id].monthly for tactic in advice.chosen) <= (
        option.kr if option else 0
    )


def _caps(advice: Recommendation, rulebook: Rulebook) -> bool:
    chosen = [rulebook.tactics[tactic.id] for tactic in advice.chosen]
    tier = rulebook.tiers[advice.scope.tier]
    social, beyond = sum(tactic.social for tactic in chosen), sum(not tactic.basic for tactic in chosen)
    return social <= tier.social and beyond <= tier.tactics


def _gate(advice: Recommendation, rulebook: Rulebook) -> bool:
    new = [rulebook.tactics[tactic.id] for tactic in advice.chosen if not tactic.in_use]
    return advice.gate == "open" or not any(tactic.social or tactic.id == "newsletter" for tactic in new)


def _catalogue(advice: Recommendation, rulebook: Rulebook) -> bool:
    ids = [tactic.id for tactic in advice.tactics]
    return sorted(ids) == sorted(rulebook.tactics) and all(tactic.reasons for tactic in advice.tactics)


def _reasons(advice: Recommendation, rulebook: Rulebook) -> bool:
    complete = advice.answers.complete
    return all(
        why.rule in rulebook.rules and all(complete.get(name) is not None for name in why.questions)
        for why in reasons(advice)
    )


def _aim(advice: Recommendation, rulebook: Rulebook) -> bool:
    aim = advice.aim
    return aim.goal in rulebook.goals and bool(aim.purpose and aim.kpi[0]) and advice.review.after_days > 0


def _this_week(advice: Recommendation, rulebook: Rulebook) -> bool:
    return advice.first_step.text.key in rulebook.texts and advice.first_step.minutes > 0


def _wishes(advice: Recommendation, _: Rulebook) -> bool:
    ticked = advice.answers.complete["wishes"]
    wished = set(ticked) - {"nothing"} if isinstance(ticked, frozenset) else set()
    return {wish.id for wish in advice.wishes} == wished


def _weeks(advice: Recommendation, _: Rulebook) -> bool:
    set_up = [tactic.start_week or 0 for tactic in advice.chosen if tactic.setup]
    return set_up == sorted(set_up) and all((tactic.start_week or 0) >= 1 for tactic in advice.chosen)


ANSWERED = "Every business gets advice"

PROPERTIES: Mapping[str, Property] = {
    "The plan never takes more time than there is": _time,
    "The tactics never cost more money than there is": _money,
    "No more tactics and social channels than the scope holds": _caps,
    "A closed gate opens no new channel and no newsletter": _gate,
    "Every tactic is judged once, with a reason": _catalogue,
    "Every reason names a rule and answers that were given": _reasons,
    "Purpose, goal, figure and review are always there": _aim,
    "There is always something to do this week": _this_week,
    "Every wish finds its level": _wishes,
    "What has to be set up starts one after the other": _weeks,
}
"""What holds for each recommendation by itself."""
