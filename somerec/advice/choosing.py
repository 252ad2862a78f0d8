"""Which tactics are possible, and how much speaks for each: eligibility, waiting and score.

Every block and every point is collected with its reason; nothing is decided silently
(domain model, section d and rules R23 to R52, decisions 1 to 6).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from somerec.advice.firing import explain, reason
from somerec.advice.recommendation import Reason
from somerec.advice.stages import read_buying
from somerec.rulebook.conditions import GRID, Facts, Match, Matches
from somerec.rulebook.model import Effect, Rulebook, Tactic

_LISTED = ("first", "last", "facts_only", "facts_later", "half_pace", "monthly", "may_halve", "double", "no_setup")
"""Verbs that merely mark the tactics they name."""

_DECIDED_BY_WHO = frozenset(("age", "buying", "special"))
"""A low score with a minus that rests on one of these is a rejection, not a wait (decision 3)."""

FOUNDATION = "website_basics"
"""The tactic that is always chosen (decision 8)."""


@dataclass(slots=True)
class Candidate:
    """One tactic while it is being judged."""

    tactic: Tactic
    in_use: bool
    skill: str = "there"
    serves: bool = False
    score: int = 0
    rejects: list[Reason] = field(default_factory=list)
    waits: list[Reason] = field(default_factory=list)
    points: list[Reason] = field(default_factory=list)
    mentions: list[Reason] = field(default_factory=list)
    marks: dict[str, Effect] = field(default_factory=dict)
    answer_only: Reason | None = None
    rejected_by_minus: bool = False

    @property
    def eligible(self) -> bool:
        """Whether nothing rejects it and nothing makes it wait."""
        return not self.rejects and not self.waits

    @property
    def facts_only(self) -> bool:
        """Whether only its facts are kept right, since it serves no goal here (R26)."""
        return "facts_only" in self.marks and not self.serves


def judge(facts: Facts, rulebook: Rulebook) -> dict[str, Candidate]:
    """Return every tactic of the catalogue with what speaks for and against it."""
    pool = {name: _candidate(tactic, facts) for name, tactic in rulebook.tactics.items()}
    _mark(pool, facts, rulebook)
    _base_score(pool, facts, rulebook)
    _blocks(pool, facts, rulebook)
    _scores(pool, facts, rulebook)
    for candidate in pool.values():
        candidate.score = sum(why.points for why in candidate.points)
    return pool


def _candidate(tactic: Tactic, facts: Facts) -> Candidate:
    row = f"{GRID}.{tactic.channel}"
    return Candidate(tactic, in_use=facts.values.get(row) == "active")


def _look_at(tactic: Tactic, facts: Facts) -> None:
    """Let conditions that say `this_channel` speak of this tactic."""
    row = f"{GRID}.{tactic.channel}"
    state = str(facts.values.get(row, "no"))
    # Not having a channel in use is no cause; what keeps it from opening is.
    facts.derive("this_channel", state, (Match(row, (state,)),) if state == "active" else ())


def _fired(
    verb: str, pool: dict[str, Candidate], facts: Facts, rulebook: Rulebook
) -> list[tuple[Candidate, Effect, int]]:
    """Return the candidates that effects with that verb fire on; the number is the points, if any."""
    found = []
    for effect in rulebook.having(verb):
        when = effect.part.when
        if effect.part.per_tactic:
            for name in effect.value:
                _look_at(pool[name].tactic, facts)
                if when.test(facts.values):
                    found.append((pool[name], effect, _points_of(effect, name)))
        elif when.test(facts.values):
            found += [(pool[name], effect, _points_of(effect, name)) for name in effect.value]
    return found


def _points_of(effect: Effect, name: str) -> int:
    return int(effect.value[name]) if effect.verb == "score" else 0


def _because(effect: Effect, candidate: Candidate, facts: Facts, points: int = 0) -> Reason:
    if effect.part.per_tactic:
        _look_at(candidate.tactic, facts)
    return reason(effect, facts, points)


def _mark(pool: dict[str, Candidate], facts: Facts, rulebook: Rulebook) -> None:
    for verb in _LISTED:
        for candidate, effect, _ in _fired(verb, pool, facts, rulebook):
            candidate.marks[verb] = effect
    for candidate, effect, _ in _fired("mention", pool, facts, rulebook):
        candidate.mentions.append(_because(effect, candidate, facts))
    for candidate, effect, _ in _fired("answer_only", pool, facts, rulebook):
        candidate.answer_only = _because(effect, candidate, facts)


def _base_score(pool: dict[str, Candidate], facts: Facts, rulebook: Rulebook) -> None:
    """Give the four parts of the base score (R26 and R26a to R26d)."""
    points = {kind: (effect, n) for effect in rulebook.having("points") for kind, n in effect.value.items()}
    goals = {str(facts.values["working_goal"]), str(facts.values.get("steering"))}
    aim = facts.matches("working_goal")
    buying, buying_origin, guess = read_buying(facts, rulebook)
    skills = facts.values["skills"]

    def give(candidate: Candidate, kind: str, answers: Matches) -> None:
        effect, number = points[kind]
        why = reason(effect, facts, number)
        candidate.points.append(Reason(why.rule, why.text, answers, why.source, number))

    for candidate in pool.values():
        tactic = candidate.tactic
        candidate.serves = not goals.isdisjoint(tactic.goals)
        if candidate.serves:
            give(candidate, "serves", aim)
        elif "facts_later" in candidate.marks:
            candidate.waits.append(explain("facts_later", rulebook, aim))
        elif "facts_only" not in candidate.marks:
            candidate.rejects.append(explain("serves_nothing", rulebook, aim))
        if buying in tactic.buying:
            give(candidate, "fits_buying", buying_origin)
            if guess:
                candidate.mentions.append(guess)
        if candidate.in_use:
            give(candidate, "in_use", facts.matches(f"{GRID}.{tactic.channel}"))
        if tactic.skills and isinstance(skills, frozenset) and tactic.skills.isdisjoint(skills):
            candidate.skill = _skill(candidate, facts, rulebook)
            if candidate.skill == "missing":
                give(candidate, "skill_missing", _lacking(tactic))


def _skill(candidate: Candidate, facts: Facts, rulebook: Rulebook) -> str:
    """Say what becomes of a missing skill: bought in, made do without where writing goes on (A7), or missing."""
    if rulebook.terms["bought_help"].test(facts.values):
        candidate.mentions.append(explain("skill_bought", rulebook, facts.matches("money")))
        return "bought"
    return "there" if candidate.in_use and candidate.tactic.group == "content" else "missing"


def _lacking(tactic: Tactic) -> Matches:
    return tuple(Match("skills", (skill,), holds=False) for skill in sorted(tactic.skills))


def _blocks(pool: dict[str, Candidate], facts: Facts, rulebook: Rulebook) -> None:
    for verb in ("reject", "wait"):
        for candidate, effect, _ in _fired(verb, pool, facts, rulebook):
            _block(candidate, verb, _because(effect, candidate, facts))
    for verb in ("reject_others", "wait_others"):
        for effect in rulebook.having(verb):
            if effect.part.when.test(facts.values):
                why = reason(effect, facts)
                for name, candidate in pool.items():
                    if name not in effect.value:
                        _block(candidate, verb.partition("_")[0], why)


def _block(candidate: Candidate, verb: str, why: Reason) -> None:
    (candidate.rejects if verb == "reject" else candidate.waits).append(why)


def _scores(pool: dict[str, Candidate], facts: Facts, rulebook: Rulebook) -> None:
    for candidate, effect, points in _fired("score", pool, facts, rulebook):
        candidate.points.append(_because(effect, candidate, facts, points))
        if points < 0 and not _DECIDED_BY_WHO.isdisjoint(effect.part.when.questions()):
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
    for effect in rulebook.having("after"):
        if effect.part.when.test(facts.values):
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
