"""What would change the advice, and what stands between it and every tactic: exact, and as data.

Nothing is guessed: what a change leads to is decided by the same stages that gave the advice.

`explain` gives everything; `tipping_points` the changes of one answer, and `near_misses` what stands between.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from somerec.advice.changes import Change
from somerec.advice.cuts import WhyNot, why_not
from somerec.advice.decide import decide
from somerec.advice.recommendation import Recommendation
from somerec.advice.search import Search, Tried
from somerec.advice.standing import FOUNDATION
from somerec.advice.trials import Outcome, trials_of
from somerec.advice.ways import Ranking, Way, Ways, by_target, changeable
from somerec.rulebook.model import TIERS, Rulebook

TIER, GATE = "tier", "gate"
"""What a way may lead to besides a tactic: a larger scope, and the gate opened."""


@dataclass(frozen=True, slots=True)
class TippingPoint:
    """A change that flips the tier, the gate or a chosen tactic, and what then differs."""

    change: Change
    tier: str | None
    gate: str | None
    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why not, and what would change it."""

    skipped: tuple[WhyNot, ...]
    """Every tactic outside the plan with its exact cuts, in the order of packing."""
    gains: Mapping[str, Ways]
    """What brings each of them in; and under `tier` what gives a larger scope, under `gate` what opens it.

    That a tactic's own channel is in use is not told as a way to it.
    """
    losses: Mapping[str, Ways]
    """What one answer would drive each chosen tactic out; the foundation always stays."""
    points: tuple[TippingPoint, ...]
    same: int
    """How many changes of one answer leave tier, gate and chosen tactics as they are ..."""
    tried: int
    """... of so many that can be made."""


def explain(now: Recommendation, rulebook: Rulebook) -> Explanation:
    """Return why each tactic is not chosen, what would bring it in, and how stable the plan is."""
    search = Search(now.answers, rulebook)
    ranking = Ranking(now.answers, rulebook)
    points = _points(search)
    return Explanation(
        skipped=why_not(decide(now.answers, rulebook), rulebook),
        gains=by_target(_gains(search, rulebook), ranking),
        losses=by_target(_losses(search, rulebook), ranking, wanted=False),
        points=points,
        same=len(search.singles) - len(points),
        tried=len(search.singles),
    )


def tipping_points(now: Recommendation, rulebook: Rulebook) -> tuple[TippingPoint, ...]:
    """Return the exact single-answer changes that flip the tier, the gate or a chosen tactic."""
    return _points(Search(now.answers, rulebook))


def _points(search: Search) -> tuple[TippingPoint, ...]:
    found = (_point(tried, search.now) for tried in search.singles)
    return tuple(point for point in found if point.tier or point.gate or point.gained or point.lost)


def _point(tried: Tried, before: Outcome) -> TippingPoint:
    after = tried.outcome
    return TippingPoint(
        change=tried.change,
        tier=after.tier if after.tier != before.tier else None,
        gate=after.gate if after.gate != before.gate else None,
        gained=tuple(tactic for tactic in after.chosen if tactic not in before.chosen),
        lost=tuple(tactic for tactic in before.chosen if tactic not in after.chosen),
    )


def _losses(search: Search, rulebook: Rulebook) -> dict[str, list[Way]]:
    found: dict[str, list[Way]] = {name: [] for name in search.now.chosen if name != FOUNDATION}
    for tried in search.singles:
        way = Way((tried.change,), tried.outcome.tier)
        for name in found.keys() - tried.outcome.chosen:
            if not _own(name, way, rulebook):
                found[name].append(way)
    return found


def _own(name: str, way: Way, rulebook: Rulebook) -> bool:
    """Say whether a way changes the tactic's own channel: to use it is no way to begin, nor to stop."""
    tactic = rulebook.tactics.get(name)
    return tactic is not None and tactic.row in way.questions


def _gains(search: Search, rulebook: Rulebook) -> dict[str, list[Way]]:
    """Return the smallest ways to every tactic that is not chosen, to a larger scope and to an open gate."""
    now = search.now
    found: dict[str, list[Way]] = {name: [] for name in rulebook.tactics if name not in now.chosen}
    if now.tier != TIERS[-1]:
        found[TIER] = []
    if now.gate != "open":
        found[GATE] = []
    for tried in search.singles:
        way = Way((tried.change,), tried.outcome.tier)
        for name in _reached(now, tried.outcome, found):
            if not _own(name, way, rulebook):
                found[name].append(way)
    left = {name for name, ways in found.items() if all(way.is_life for way in ways)}
    for way, outcome in _by_twos(search, left, rulebook):
        for name in _reached(now, outcome, left):
            if not _own(name, way, rulebook):
                found[name].append(way)
    return found


def _reached(now: Outcome, then: Outcome, wanted: Collection[str]) -> Iterator[str]:
    """Yield what an outcome has of what is wanted."""
    if TIER in wanted and TIERS.index(then.tier) > TIERS.index(now.tier):
        yield TIER
    if GATE in wanted and then.gate == "open":
        yield GATE
    for name in then.chosen:
        if name in wanted:
            yield name


def _by_twos(search: Search, wanted: Collection[str], rulebook: Rulebook) -> Iterator[tuple[Way, Outcome]]:
    """Yield every two changes that a person can make together and that can matter, with what they lead to."""
    if not wanted:
        return
    tactics = [name for name in wanted if name not in (TIER, GATE)]
    among = [
        tried for tried in search.singles if changeable((tried.change,)) and _matters(tried.change, rulebook)
    ]
    for pair in search.pairs(among, tactics):
        yield Way((pair.one, pair.two), pair.outcome.tier), pair.outcome
    hidden = [change for change in search.not_alone if changeable((change,)) and _matters(change, rulebook)]
    for pair in search.shown_by_each_other(hidden, among, tactics):
        yield Way((pair.one, pair.two), pair.outcome.tier), pair.outcome


def _matters(change: Change, rulebook: Rulebook) -> bool:
    """Say whether a change can make a difference to anything: some condition names what it changes."""
    return change.question in _deciding(rulebook) or (change.question, change.option) in _deciding(rulebook)


@lru_cache(maxsize=4)
def _deciding(rulebook: Rulebook) -> frozenset[str | tuple[str, str]]:
    """Return the questions that decide, and of questions with ticks the options that conditions name."""
    trials = trials_of(rulebook)
    named = trials.names()
    found: set[str | tuple[str, str]] = set()
    for question in rulebook.questions.values():
        ids = {option.id for option in question.options}
        alone = {option.id for option in question.options if option.exclusive}
        options = named.get(question.id, frozenset())
        if question.kind != "many":
            found.update({question.id} & {name.partition(".")[0] for name in trials.reads})
        elif alone & options:
            found.add(question.id)
        else:
            found.update((question.id, option) for option in ids & options)
    return frozenset(found)
