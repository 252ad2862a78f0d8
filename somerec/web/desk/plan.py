"""The advice of a share, as the consultant's pages tell it: under its edition, with her changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from urllib.parse import parse_qsl

from somerec.advice.adjust import Adjusted, adjust
from somerec.advice.adjustments import read_adjustments
from somerec.advice.answers import read_query
from somerec.advice.ceiling import ceiling
from somerec.advice.recommend import recommend
from somerec.advice.recommendation import Recommendation
from somerec.advice.since import is_same
from somerec.rulebook.model import Rulebook
from somerec.store import Share
from somerec.web.site import site
from somerec.web.visit import Visit

_ANY_DAY = date(2027, 1, 4)


@dataclass(frozen=True, eq=False)
class Plan:
    """What a share shows: the answers, the engine's advice, and the same with the consultant's changes."""

    visit: Visit
    engine: Recommendation
    adjusted: Adjusted


def rules_of(share: Share) -> Rulebook:
    """Return the rules that a share was made under; those of today where its edition is not known here."""
    return site().library.get(share.edition) or site().rulebook


def visit_of(share: Share, lang: str) -> Visit:
    """Return the visit that the address of a share's answers would be."""
    pairs = parse_qsl(share.answers, keep_blank_values=True)
    if share.start:
        pairs.append(("start", share.start.isoformat()))
    if share.hour_value is not None:
        pairs.append(("hour_value", str(share.hour_value)))
    return Visit.then(lang, [*pairs, ("edition", share.edition)])


def plan_of(share: Share, lang: str) -> Plan | None:
    """Return the advice of a share, or None while answers are missing."""
    visit = visit_of(share, lang)
    if not share.answers or visit.answers.missing:
        return None
    engine = recommend(visit.answers, visit.rulebook, share.start or site().today())
    found = read_adjustments(share.adjustments, visit.rulebook)
    return Plan(visit, engine, adjust(engine, found.adjustments, visit.rulebook))


def tier_of(share: Share) -> str:
    """Return the id of the scope of a share's plan; nothing while answers are missing."""
    return _tier(share.answers, rules_of(share)) if share.answers else ""


@lru_cache(maxsize=4096)
def _tier(answers: str, rulebook: Rulebook) -> str:
    reading = read_query(answers, rulebook)
    scope = None if reading.answers.missing else ceiling(reading.answers, rulebook)
    return scope.tier if scope else ""


def differs(share: Share) -> bool:
    """Say whether a share that was made under older rules would get other advice under those of today."""
    if not share.answers or share.edition in ("", site().rulebook.edition) or tier_of(share) == "":
        return False
    then = rules_of(share)
    return not _same(share.answers, share.hour_value, then, site().library.path(then.edition))


@lru_cache(maxsize=4096)
def _same(answers: str, hour_value: int | None, then: Rulebook, later: tuple[Rulebook, ...]) -> bool:
    """Compare the advice; on which day a plan begins decides nothing but its dates."""
    if not later:
        return True
    found = replace(read_query(answers, then).answers, hour_value=hour_value)
    return is_same(found, then, later, _ANY_DAY)
