"""Which tactics are possible, and how much speaks for each: eligibility, waiting and score.

Every block and every point is collected with its reason; nothing is decided silently
(domain model, section d and rules R23 to R52, decisions 1 to 6).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from somerec.advice.firing import explain, firing, reason, resting_on
from somerec.advice.recommendation import Reason
from somerec.advice.stages import read_buying
from somerec.rulebook.conditions import Facts, Match, Matches
from somerec.rulebook.model import Effect, Rulebook, Tactic

_LISTED = (
    "first",
    "last",
    "facts_only",
    "facts_later",
    "half_pace",
    "monthly",
    "may_halve",
    "double",
    "no_setup",
)
"""Verbs that merely mark the tactics they name."""

_DECIDED_BY_WHO = frozenset(("age", "buying", "special"))
"""A low score with a minus that rests on one of these is a rejection, not a wait (decision 3)."""

FOUNDATION = "website_basics"
"""The tactic that is always chosen (decision 8)."""


class Candidate:
    """One tactic while it is being judged."""

    __slots__ = (
        "answer_only",
        "facts_only",
        "has_minus",
        "in_use",
        "marks",
        "mentions",
        "points",
        "rejected_by_minus",
        "rejects",
        "score",
        "serves",
        "skill",
        "tactic",
        "waits",
    )

    def __init__(self, tactic: Tactic, *, in_use: bool) -> None:
        """Begin with nothing said for or against it."""
        self.tactic = tactic
        self.in_use = in_use
        self.skill = "there"
        self.serves = False
        self.facts_only = False
        self.score = 0
        self.has_minus = False
        self.rejects: list[Reason] = []
        self.waits: list[Reason] = []
        self.points: list[Reason] = []
        self.mentions: list[Reason] = []
        self.marks: dict[str, Effect] = {}
        self.answer_only: Reason | None = None
        self.rejected_by_minus = False

    def give(self, why: Reason) -> None:
        """Add the points of a reason."""
        self.points.append(why)
        self.score += why.points
        if why.points < 0:
            self.has_minus = True

    @property
    def eligible(self) -> bool:
        """Whether nothing rejects it and nothing makes it wait."""
        return not self.rejects and not self.waits


def judge(facts: Facts, rulebook: Rulebook) -> dict[str, Candidate]:
    """Return every tactic of the catalogue with what speaks for and against it."""
    values = facts.values
    pool = {
        name: Candidate(tactic, in_use=values.get(tactic.row) == "active")
        for name, tactic in rulebook.tactics.items()
    }
    _mark(pool, facts, rulebook)
    _base_score(pool, facts, rulebook)
    _blocks(pool, facts, rulebook)
    _scores(pool, facts, rulebook)
    facts.derive("this_channel", "no", ())
    return pool


def _fired(
    verb: str, pool: dict[str, Candidate], facts: Facts, rulebook: Rulebook
) -> Iterator[tuple[Effect, list[Candidate]]]:
    """Yield the effects with that verb that fire, and the candidates they fire on."""
    for effect in firing(verb, rulebook, facts):
        candidates = list(map(pool.__getitem__, effect.value))
        own = effect.part.split.own
        if own is None:
            yield effect, candidates
        else:
            for alike in _looked_at(candidates, facts):
                if own.test(facts.values):
                    yield effect, alike


def _looked_at(candidates: list[Candidate], facts: Facts) -> Iterator[list[Candidate]]:
    """Let `this_channel` speak of candidates, all at once where it says the same of them.

    Not having a channel in use is no cause; what keeps it from opening is. So only those in use differ.
    """
    groups: dict[tuple[str, str], list[Candidate]] = {}
    for candidate in candidates:
        row = candidate.tactic.row
        state = str(facts.values.get(row, "no"))
        groups.setdefault((state, row if candidate.in_use else ""), []).append(candidate)
    for (state, row), alike in groups.items():
        facts.derive("this_channel", state, facts.matches(row))
        yield alike


def _mark(pool: dict[str, Candidate], facts: Facts, rulebook: Rulebook) -> None:
    for verb in _LISTED:
        for effect, candidates in _fired(verb, pool, facts, rulebook):
            for candidate in candidates:
                candidate.marks[verb] = effect
    for effect, candidates in _fired("mention", pool, facts, rulebook):
        why = reason(effect, facts)
        for candidate in candidates:
            candidate.mentions.append(why)
    for effect, candidates in _fired("answer_only", pool, facts, rulebook):
        why = reason(effect, facts)
        for candidate in candidates:
            candidate.answer_only = why


def _base_score(pool: dict[str, Candidate], facts: Facts, rulebook: Rulebook) -> None:
    """Give the four parts of the base score (R26 and R26a to R26d)."""
    goals = {str(facts.values["working_goal"]), str(facts.values.get("steering"))}
    aim = facts.matches("working_goal")
    buying, buying_origin, guess = read_buying(facts, rulebook)
    serves = _worth("serves", aim, rulebook)
    fits_buying = _worth("fits_buying", buying_origin, rulebook)
    serves_later = explain("facts_later", rulebook, aim)
    serves_nothing = explain("serves_nothing", rulebook, aim)
    for candidate in pool.values():
        tactic = candidate.tactic
        if not goals.isdisjoint(tactic.goals):
            candidate.serves = True
            candidate.give(serves)
        else:
            candidate.facts_only = "facts_only" in candidate.marks
            if "facts_later" in candidate.marks:
                candidate.waits.append(serves_later)
            elif not candidate.facts_only:
                candidate.rejects.append(serves_nothing)
        if buying in tactic.buying:
            candidate.give(fits_buying)
            if guess:
                candidate.mentions.append(guess)
        if candidate.in_use:
            candidate.give(_worth("in_use", facts.matches(tactic.row), rulebook))
    _skills(pool, facts, rulebook)


@lru_cache(maxsize=1024)
def _worth(kind: str, answers: Matches, rulebook: Rulebook) -> Reason:
    """Return the reason for a part of the base score, with its points."""
    for effect in rulebook.having("points"):
        if kind in effect.value:
            return resting_on(answers, effect, effect.value[kind])
    raise ValueError(f"no rule gives points for {kind}")


def _skills(pool: dict[str, Candidate], facts: Facts, rulebook: Rulebook) -> None:
    """See to missing skills: bought in, made do without where writing goes on (A7), or missing."""
    skills = facts.values["skills"]
    if not isinstance(skills, frozenset):
        return
    bought = rulebook.terms["bought_help"].test(facts.values)
    skill_bought = explain("skill_bought", rulebook, facts.matches("money"))
    for candidate in pool.values():
        tactic = candidate.tactic
        if not tactic.skills or not skills.isdisjoint(tactic.skills):
            continue
        if candidate.in_use and tactic.group == "content":
            continue
        if bought:
            candidate.skill = "bought"
            candidate.mentions.append(skill_bought)
        else:
            candidate.skill = "missing"
            candidate.give(_worth("skill_missing", _lacking(tactic), rulebook))


@cache
def _lacking(tactic: Tactic) -> Matches:
    return tuple(Match("skills", (skill,), holds=False) for skill in sorted(tactic.skills))


def _blocks(pool: dict[str, Candidate], facts: Facts, rulebook: Rulebook) -> None:
    for effect, candidates in _fired("reject", pool, facts, rulebook):
        why = reason(effect, facts)
        for candidate in candidates:
            candidate.rejects.append(why)
    for effect, candidates in _fired("wait", pool, facts, rulebook):
        why = reason(effect, facts)
        for candidate in candidates:
            candidate.waits.append(why)
    for effect in firing("reject_others", rulebook, facts):
        why = reason(effect, facts)
        for candidate in _others(effect, pool):
            candidate.rejects.append(why)
    for effect in firing("wait_others", rulebook, facts):
        why = reason(effect, facts)
        for candidate in _others(effect, pool):
            candidate.waits.append(why)


def _others(effect: Effect, pool: dict[str, Candidate]) -> list[Candidate]:
    """Return the candidates that an effect does not name."""
    return [candidate for name, candidate in pool.items() if name not in effect.value]


def _scores(pool: dict[str, Candidate], facts: Facts, rulebook: Rulebook) -> None:
    for effect, candidates in _fired("score", pool, facts, rulebook):
        by_who = not _DECIDED_BY_WHO.isdisjoint(effect.part.reads)
        for candidate in candidates:
            points = effect.value[candidate.tactic.id]
            candidate.give(reason(effect, facts, points))
            if points < 0 and by_who:
                candidate.rejected_by_minus = True


def order_key(candidate: Candidate) -> tuple[int, int, int, int, int, str]:
    """Return the sort key of decisions 5 and 6; a new social channel stands a point lower (R56)."""
    tactic = candidate.tactic
    if tactic.id == FOUNDATION:
        group = 0
    elif candidate.facts_only:
        group = 4 if "last" in candidate.marks else 1
    else:
        group = 2 if "first" in candidate.marks else 3
    score = candidate.score - (1 if tactic.social and not candidate.in_use else 0)
    return (group, -score, not candidate.in_use, tactic.monthly > 0, tactic.weekly, tactic.id)


def in_order(pool: dict[str, Candidate], rulebook: Rulebook, facts: Facts) -> list[Candidate]:
    """Return the candidates in the order in which they are packed."""
    ordered = sorted(pool.values(), key=order_key)
    for effect in firing("after", rulebook, facts):
        for later, earlier in effect.value.items():
            ordered = _after(ordered, pool[later], pool[earlier])
    return ordered


def _after(ordered: list[Candidate], later: Candidate, earlier: Candidate) -> list[Candidate]:
    # R43 holds between two that may both be taken; a blocked profile must not hold the page back.
    if not earlier.eligible or later.in_use or ordered.index(later) > ordered.index(earlier):
        return ordered
    moved = [candidate for candidate in ordered if candidate is not later]
    moved.insert(moved.index(earlier) + 1, later)
    return moved
