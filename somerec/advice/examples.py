"""Example businesses: for each rule and tactic one that brings it about, and one that just misses it.

They stand in `examples.json` beside the edition's files: businesses with all their answers, and for each
rule or tactic which of them to start from (`of`), what to answer otherwise there (`with`), and the one answer
more (`but`) that takes it away. `scripts/examples.py` finds them with the real engine, and a test holds them
to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from somerec.advice.answers import Answers, answer_pairs, read_json, read_pairs
from somerec.advice.recommend import recommend
from somerec.advice.recommendation import Reason, Recommendation
from somerec.advice.standing import FOUNDATION
from somerec.rulebook.conditions import GRID, Facts
from somerec.rulebook.model import Effect, Rulebook, Tactic
from somerec.rulebook.overview import effects_by_rule

DAY = date(2027, 1, 4)
"""A first day for plans; nothing that is asked here depends on it."""

DECIDED_BY_THE_FIRST = ("propose", "steer", "pack", "guess_buying")
"""Verbs of which only the first effect that fires has a say."""

Change = Mapping[str, tuple[str, ...]]
"""New answers, complete, by question or row of the grid."""

Stored = Mapping[str, Mapping[str, Any]]
"""What stands in the file: `businesses`, `rules` and `tactics`."""

_HARMLESS = ("hidden", "preset")
"""Problems that a change brings with it where another answer is asked no longer."""


@dataclass(frozen=True, slots=True)
class Example:
    """A business that something applies to, and the one change by which it no longer does."""

    hit: Answers
    miss: Answers
    question: str
    """The question, or row of the grid, whose answer differs."""


@dataclass(frozen=True, slots=True, eq=False)
class _Watched(Answers):
    """Answers that let the facts be seen which the engine derives from them."""

    seen: list[Facts] = field(default_factory=list)

    def facts(self, rulebook: Rulebook) -> Facts:
        facts = Answers.facts(self, rulebook)
        self.seen.append(facts)
        return facts


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What the engine advised, and the facts that it ended with."""

    advice: Recommendation
    facts: Facts


def see(answers: Answers, rulebook: Rulebook) -> Seen:
    """Ask the real engine for advice, and keep its facts."""
    watched = _Watched(
        answers.edition, answers.given, answers.complete, answers.assumed, answers.missing, answers.start
    )
    return Seen(recommend(watched, rulebook, DAY), watched.seen[0])


def part_name(rule: str, number: int) -> str:
    """Return what a part of a rule is called: parts are counted from one."""
    return f"{rule}.{number}"


def fired(seen: Seen, rulebook: Rulebook) -> frozenset[str]:
    """Return the parts of rules that had a say, and the rules that explain what the engine itself did."""
    found = {reason.rule for reason in _reasons(seen.advice)}
    first: set[str] = set()
    for effect, name, subject in _effects(rulebook):
        if name not in found and subject not in first and _holds(effect, seen, rulebook):
            found.add(name)
            first.update((subject,) if subject else ())
    return frozenset(found)


@lru_cache(maxsize=4)
def _effects(rulebook: Rulebook) -> tuple[tuple[Effect, str, str], ...]:
    """Return every effect with its part's name and, where only the first has a say, in what."""
    found = []
    for effects in effects_by_rule(rulebook).values():
        for effect in effects:
            subject = effect.verb if effect.verb in DECIDED_BY_THE_FIRST else ""
            if effect.verb == "place":
                subject = f"place {next(iter(effect.value))}"
            name = part_name(effect.rule.id, effect.rule.parts.index(effect.part) + 1)
            found.append((effect, name, subject))
    return tuple(found)


def _holds(effect: Effect, seen: Seen, rulebook: Rulebook) -> bool:
    """Say whether an effect fired; where it looks at the tactic in question, for one of its tactics."""
    if effect.verb == "lower":  # By now the scope is the lower one, which its condition does not speak of.
        return any(cap.reason.rule == effect.rule.id for cap in seen.advice.scope.binding)
    values = seen.facts.values
    if effect.part.split.own is None:
        return effect.part.when.test(values)
    rows = {rulebook.tactics[name].row for name in effect.value}
    states = {values.get(row, "no") for row in rows}
    return any(effect.part.when.test({**values, "this_channel": state}) for state in states)


def _reasons(advice: Recommendation) -> Iterable[Reason]:
    yield from advice.hours.reasons
    for tactic in advice.tactics:
        yield from tactic.reasons
    for item in (*advice.stop, *advice.actions):
        yield from item.reasons


def leads(tactic: Tactic, seen: Seen, rulebook: Rulebook) -> bool:
    """Say whether a tactic leads the plan: a basic one after the website, any other beyond the basics."""
    chosen = [rulebook.tactics[item.id] for item in seen.advice.chosen if item.id != FOUNDATION]
    alike = [item for item in chosen if tactic.basic or not item.basic]
    return alike[:1] == [tactic]


def is_chosen(tactic: Tactic, seen: Seen) -> bool:
    """Say whether a tactic is in the plan."""
    return any(item.id == tactic.id for item in seen.advice.chosen)


def is_dropped(tactic: Tactic, seen: Seen) -> bool:
    """Say whether a tactic is not in the plan."""
    return not is_chosen(tactic, seen)


def changed(answers: Answers, change: Change, rulebook: Rulebook) -> Answers | None:
    """Return other answers, or None where the change leaves them incomplete or wrong."""
    pairs = [pair for pair in answer_pairs(answers.given) if pair[0] not in change]
    pairs += [
        (name, value)
        for name, values in change.items()
        for value in values
        if value != "no" or not name.startswith(f"{GRID}.")
    ]
    reading = read_pairs(pairs, rulebook)
    if reading.answers.missing or any(problem.kind not in _HARMLESS for problem in reading.problems):
        return None
    return reading.answers


def differing(one: Answers, other: Answers) -> set[str]:
    """Return the questions that both answer, each in its own way."""
    pairs = ((name, value, other.complete[name]) for name, value in one.complete.items())
    return {name for name, mine, theirs in pairs if mine != theirs and None not in (mine, theirs)}


def example(kind: str, name: str, stored: Stored, rulebook: Rulebook) -> Example | None:
    """Return the example for a part of a rule (`rules`) or for a tactic (`tactics`), if there is one."""
    entry = stored[kind].get(name)
    if entry is None:
        return None
    base = start_from(stored["businesses"][entry["of"]], rulebook)
    hit = changed(base, entry.get("with", {}), rulebook)
    miss = changed(hit, entry["but"], rulebook) if hit else None
    return Example(hit, miss, next(iter(entry["but"]))) if hit and miss else None


def start_from(given: Mapping[str, Any], rulebook: Rulebook) -> Answers:
    """Return the answers of a business as they stand in the file."""
    return read_json(given, rulebook).whole()
