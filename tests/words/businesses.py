"""Six businesses as unlike as can be, and everything that is said to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from somerec import Answers, load_rulebook, recommend
from somerec.advice.explain import tipping_points
from somerec.advice.recommendation import Reason, Recommendation
from somerec.words.details import tipping_point
from somerec.words.speaker import Speaker
from somerec.words.verdict import review, sentence, target, verdict

RULEBOOK = load_rulebook()
START = date(2027, 1, 11)

BUSINESSES = {
    "hairdresser": (
        "market=se&business_type=care&size=solo&who=set_time&hours=h3&goal=visits_bookings&customers=consumers"
        "&area=local&age=a30_44&buying=inspired&website=converts&channels_now.instagram=active"
        "&wishes=channel_strategy&skills=photo_video&base=answer_owner"
    ),
    "carpenters": (
        "market=no&business_type=trades&size=micro&who=spare_time&hours=h1&goal=sales&target_size=t25"
        "&target_months=6&customers=consumers&area=region&buying=recommended&website=thin&wishes=ads"
    ),
    "chain": (
        "market=se&business_type=shop&size=large&who=team_5_plus&hours=h41&money=m4&goal=sales"
        "&target_size=own_number&target_months=12&target_today=20000&target_wanted=23000.5&customers=consumers"
        "&area=national&buying=inspired&website=converts&skills=write&skills=photo_video&skills=ads"
        "&content=products&content=people&base=answer_owner&base=answer_time&base=guidelines&base=criticism"
        "&base=crisis&base=monitoring&base=insights&base=measuring&channels_now.newsletter=active&inbound=flood"
    ),
    "closing": (
        "market=no&business_type=food_drink&situation=closing&size=solo&who=nobody&hours=h0&goal=no_goal"
        "&customers=both&area=local&buying=habit&website=facts&channels_now.facebook_page=active"
    ),
    "full": (
        "market=other&business_type=advice&situation=full&size=small&who=hired&hours=h6&money=m3&goal=recruit"
        "&area=world&website=useful&buying=unknown&wishes=plan&wishes=like_big"
    ),
    "new": (
        "market=no&business_type=culture&situation=new&size=micro&who=one_full&hours=h21&goal=reputation"
        "&customers=members&area=visitors&buying=compare&website=none&wishes=viral&wishes=followers"
    ),
}


@cache
def advice(name: str) -> Recommendation:
    """Return the advice for one of the businesses above."""
    return recommend(Answers.from_query(BUSINESSES[name], RULEBOOK), RULEBOOK, START)


def reasons(found: Recommendation) -> Iterator[Reason]:
    """Yield every reason of a recommendation."""
    items = (*found.actions, *found.safeguards, *found.stop, *found.law, *found.measure)
    yield from (reason for item in items for reason in item.reasons)
    yield from (reason for tactic in found.tactics for reason in tactic.reasons)
    yield from (reason for wish in found.wishes for reason in wish.reasons)
    yield from (*found.hours.reasons, *found.aim.reasons, *found.gate_reasons, *found.review.reasons)
    yield from found.principles


def summed_up(found: Recommendation, words: Speaker) -> list[str]:
    """Return the sentences that sum a recommendation up, and what would change it."""
    points = (tipping_point(point, words) for point in tipping_points(found, RULEBOOK))
    return [
        *verdict(found, words),
        sentence(found, words),
        target(found, words),
        *review(found, words),
        *points,
    ]


def reasoned(found: Recommendation, words: Speaker) -> list[str]:
    """Return every reason of a recommendation as it is said."""
    return [words.why(reason) for reason in reasons(found)]
