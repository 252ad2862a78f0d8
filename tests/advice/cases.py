"""Businesses with the advice they should get: `tests/cases/*.yaml`, read and held against the engine.

A case has a title, its answers, what is expected and, under `sense`, why that is good advice. `variants`
change some answers and expect something of what then comes out. What may be expected is listed in `CHECKS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from somerec.advice.answers import Answers, read_json
from somerec.advice.flow import doubts
from somerec.advice.recommend import recommend
from somerec.advice.recommendation import Reason, Recommendation, TacticAdvice
from somerec.rulebook.load import load_rulebook

FOLDER = Path(__file__).parents[1] / "cases"

START = date(2026, 11, 23)
"""The first day of every plan; nothing that is expected depends on it."""

KEYS = {"title", "sense", "answers", "expect"}


@dataclass(frozen=True, eq=False)
class Case:
    """One business, its answers and what is expected of its advice."""

    id: str
    title: str
    sense: str
    answers: Mapping[str, Any]
    expect: Mapping[str, Any]
    exact: bool = True
    """Whether every answer must be valid as it stands; a variant may leave answers that are then hidden."""

    @cached_property
    def advice(self) -> Recommendation:
        """What the engine says."""
        rulebook = load_rulebook()
        reading = read_json(self.answers, rulebook)
        answers: Answers = reading.whole() if self.exact else reading.answers
        return recommend(answers, rulebook, START)

    def wrong(self, name: str) -> str:
        """Return what is not as expected, or nothing."""
        found = CHECKS[name](self.advice, self.expect[name])
        return f"{self.title}: {found}\n{self.sense}" if found else ""


def all_cases() -> Iterator[Case]:
    """Read every case, and each variant as a case of its own."""
    for path in sorted(FOLDER.glob("*.yaml")):
        raw = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - strings only, no objects
        assert KEYS <= set(raw) <= KEYS | {"variants"}, f"{path.name} has the keys {sorted(raw)}"
        yield Case(path.stem, raw["title"], raw["sense"].strip(), raw["answers"], raw["expect"])
        for number, variant in enumerate(raw.get("variants", []), start=1):
            answers = {**raw["answers"], **variant["change"]}
            name, title = f"{path.stem}-{number}", f"{raw['title']}. {variant['title']}"
            yield Case(name, title, "", answers, variant["expect"], exact=False)


# What may be expected --------------------------------------------------------------------------------------

Check: TypeAlias = Callable[[Recommendation, Any], str]


def _equal(what: str, read: Callable[[Recommendation], object]) -> Check:
    """Return a check that one value is exactly so."""

    def check(advice: Recommendation, expected: Any) -> str:
        found = read(advice)
        return "" if found == expected else f"{what} is {found}, not {expected}"

    return check


def _same(what: str, read: Callable[[Recommendation], Iterable[str]]) -> Check:
    """Return a check that a list holds exactly these, in any order."""

    def check(advice: Recommendation, expected: Any) -> str:
        found, wanted = set(read(advice)), set(expected)
        over, lacking = sorted(found - wanted), sorted(wanted - found)
        return f"{what}: {over} too much, {lacking} missing" if over or lacking else ""

    return check


def _holds(what: str, read: Callable[[Recommendation], Iterable[str]]) -> Check:
    """Return a check that a list holds at least these."""

    def check(advice: Recommendation, expected: Any) -> str:
        found = set(read(advice))
        lacking = sorted(set(expected) - found)
        return f"{what}: {lacking} missing among {sorted(found)}" if lacking else ""

    return check


def _lacks(what: str, read: Callable[[Recommendation], Iterable[str]]) -> Check:
    """Return a check that a list holds none of these."""

    def check(advice: Recommendation, expected: Any) -> str:
        over = sorted(set(expected) & set(read(advice)))
        return f"{what}: {over} should not be there" if over else ""

    return check


def _each(what: str, read: Callable[[Recommendation], Mapping[str, str]]) -> Check:
    """Return a check that a mapping has at least these values."""

    def check(advice: Recommendation, expected: Any) -> str:
        found = read(advice)
        wrong = {key: found.get(key) for key, value in expected.items() if found.get(key) != value}
        wanted = {key: expected[key] for key in wrong}
        return f"{what}: {wrong}, not {wanted}" if wrong else ""

    return check


def _most(what: str, read: Callable[[Recommendation], int]) -> Check:
    """Return a check that a number is not exceeded."""

    def check(advice: Recommendation, expected: Any) -> str:
        found = read(advice)
        return "" if found <= int(expected) else f"{found} {what}, at most {expected} were expected"

    return check


def _with(status: str) -> Callable[[Recommendation], Iterable[str]]:
    return lambda advice: [tactic.id for tactic in advice.tactics if tactic.status == status]


def _marked(mark: str) -> Callable[[Recommendation], Iterable[str]]:
    return lambda advice: [tactic.id for tactic in advice.tactics if getattr(tactic, mark)]


def _ids(part: str) -> Callable[[Recommendation], Iterable[str]]:
    return lambda advice: [item.id for item in getattr(advice, part)]


def _binding(advice: Recommendation) -> Iterable[str]:
    return [question for cap in advice.scope.binding for question in cap.reason.questions]


def _of_group(*, social: bool) -> Callable[[Recommendation], int]:
    """Count the chosen tactics that are social channels, or all beyond the basics."""

    def count(advice: Recommendation) -> int:
        catalogue = [load_rulebook().tactics[tactic.id] for tactic in advice.chosen]
        return sum(tactic.social if social else not tactic.basic for tactic in catalogue)

    return count


def _reasons(advice: Recommendation, expected: Any) -> str:
    """Check that a tactic's reasons name these rules."""
    lines = []
    for name, rules in expected.items():
        tactic = _tactic(advice, name)
        found = {why.rule for why in tactic.reasons}
        if not set(rules) <= found:
            lacking = sorted(set(rules) - found)
            lines.append(f"{name} is {tactic.status} for {sorted(found)}, without {lacking}")
    return "; ".join(lines)


def _tactic(advice: Recommendation, name: str) -> TacticAdvice:
    return next(tactic for tactic in advice.tactics if tactic.id == name)


def _all_reasons(advice: Recommendation) -> Iterator[Reason]:
    for cap in advice.scope.binding:
        yield cap.reason
    yield from (why for _, why in advice.scope.flags)
    yield from (*advice.aim.reasons, *advice.gate_reasons, *advice.hours.reasons, *advice.principles)
    for tactic in advice.tactics:
        yield from tactic.reasons
    for items in (advice.wishes, advice.actions, advice.safeguards, advice.stop, advice.law, advice.measure):
        for item in items:
            yield from item.reasons


def _rules(advice: Recommendation) -> Iterable[str]:
    """Name every rule that spoke, and every part of one as `R24.linkedin`."""
    for why in _all_reasons(advice):
        yield why.rule
        yield ".".join(why.text.key.split(".")[1:3])


def _doubts(advice: Recommendation) -> Iterable[str]:
    rulebook = load_rulebook()
    return [doubt.id for doubt in doubts(advice.answers.facts(rulebook), rulebook)]


def _hours(minutes: int) -> str:
    return f"{round(minutes / 60, 2):g}"


CHECKS: Mapping[str, Check] = {
    "tier": _equal("the tier", lambda advice: advice.scope.tier),
    "binding": _holds("what sets the limit", _binding),
    "not_binding": _lacks("what sets the limit", _binding),
    "gate": _equal("the gate", lambda advice: advice.gate),
    "pack": _equal("the safeguard pack", lambda advice: advice.pack),
    "flags": _same("the flags", lambda advice: [flag for flag, _ in advice.scope.flags]),
    "usable_hours": _equal("usable hours", lambda advice: _hours(advice.hours.usable)),
    "goal": _equal("the goal", lambda advice: advice.aim.goal),
    "draft": _equal("a draft", lambda advice: "yes" if advice.aim.draft else "no"),
    "steering": _equal("the steering goal", lambda advice: advice.aim.steering or "none"),
    "kpi": _equal("the most important figure", lambda advice: advice.aim.kpi[0]),
    "supporting": _holds("supporting figures", lambda advice: [name for name, _ in advice.aim.supporting]),
    "target": _equal("the target", lambda advice: advice.aim.target.kind),
    "chosen": _holds("chosen", _with("chosen")),
    "only": _same("chosen", _with("chosen")),
    "chosen_any": lambda advice, expected: (
        "" if set(expected) & set(_with("chosen")(advice)) else f"none of {expected} is chosen"
    ),
    "not_chosen": _lacks("chosen", _with("chosen")),
    "later": _holds("later", _with("later")),
    "rejected": _holds("rejected", _with("rejected")),
    "opens_later": _same("what opens when the foundation stands", _marked("then")),
    "answer_only": _same("what only answers for now", _marked("answer_only")),
    "facts_only": _same("what only keeps its facts right", _marked("facts_only")),
    "trial": lambda advice, expected: _same("on trial", _marked("trial"))(advice, [expected]),
    "paces": _each("pace", lambda advice: {tactic.id: tactic.pace for tactic in advice.chosen}),
    "weekly_minutes": _each(
        "minutes a week", lambda advice: {tactic.id: str(tactic.weekly) for tactic in advice.chosen}
    ),
    "setup_hours": _each(
        "set-up hours", lambda advice: {tactic.id: _hours(tactic.setup) for tactic in advice.chosen}
    ),
    "social_at_most": _most("social channels", _of_group(social=True)),
    "tactics_at_most": _most("tactics beyond the basics", _of_group(social=False)),
    "reasons": _reasons,
    "rules_absent": _lacks("the rules that spoke", _rules),
    "wishes": _each("the level of a wish", lambda advice: {wish.id: wish.level for wish in advice.wishes}),
    "wish_texts": _each(
        "the answer to a wish",
        lambda advice: {wish.id: wish.text.key.rpartition(".")[2] for wish in advice.wishes},
    ),
    "actions": _holds("actions", _ids("actions")),
    "only_actions": _same("actions", _ids("actions")),
    "no_actions": _lacks("actions", _ids("actions")),
    "stop": _holds("what to stop", _ids("stop")),
    "no_stop": _lacks("what to stop", _ids("stop")),
    "safeguards": _holds("safeguards", _ids("safeguards")),
    "no_safeguards": _lacks("safeguards", _ids("safeguards")),
    "law": _holds("the law list", _ids("law")),
    "no_law": _lacks("the law list", _ids("law")),
    "first_step": _equal("the first step", lambda advice: advice.first_step.text.key),
    "first_check": _equal("a first check", lambda advice: "yes" if advice.review.first_check else "no"),
    "review_days": _equal("days to the next check", lambda advice: str(advice.review.after_days)),
    "depth": _equal("the depth of the plan", lambda advice: advice.depth),
    "doubts": _same("what is asked again", _doubts),
}
"""Every expectation that a case may state."""
