"""A business frozen as a case: its answers and what the engine advises, in the form of the tests' cases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from somerec.advice.answers import Answers, read_query
from somerec.advice.recommend import recommend
from somerec.advice.recommendation import Recommendation
from somerec.rulebook.model import Rulebook

START = date(2026, 11, 23)
"""The first day of every plan in a case; nothing that a case expects depends on it."""

TITLE = "What the business is, in a few words"
SENSE = "Why this is good advice, in a sentence."


def frozen(query: str, rulebook: Rulebook, title: str = TITLE, sense: str = SENSE) -> str:
    """Return an address as a case. Raises AnswersError where the answers are not whole."""
    advice = recommend(Answers.from_query(query, rulebook), rulebook, START)
    lines = [f"title: {_words(title)}", f"sense: {_words(sense)}", "answers:"]
    lines += [f"  {name}: {_answer(value)}" for name, value in advice.answers.to_json().items()]
    lines.append("expect:")
    lines += [f"  {name}: {_answer(value)}" for name, value in _expected(advice).items()]
    return "\n".join(lines) + "\n"


def _expected(advice: Recommendation) -> dict[str, object]:
    """Return what was decided; lists of words are told by other tests."""
    by_status: dict[str, list[str]] = {"later": [], "rejected": []}
    for tactic in advice.tactics:
        by_status.setdefault(tactic.status, []).append(tactic.id)
    expected: dict[str, object] = {
        "tier": advice.scope.tier,
        "binding": list(dict.fromkeys(name for cap in advice.scope.binding for name in cap.reason.questions)),
        "gate": advice.gate,
        "pack": advice.pack,
        "flags": [flag for flag, _ in advice.scope.flags],
        "goal": advice.aim.goal,
        "kpi": advice.aim.kpi[0],
        "only": [tactic.id for tactic in advice.chosen],
        "later": sorted(by_status["later"]),
        "rejected": sorted(by_status["rejected"]),
        "weekly_minutes": {tactic.id: tactic.weekly for tactic in advice.chosen},
        "wishes": {wish.id: wish.level for wish in advice.wishes},
        "only_actions": [action.id for action in advice.actions],
        "depth": advice.depth,
        "first_step": advice.first_step.text.key,
    }
    return {name: value for name, value in expected.items() if value or name == "flags"}


def _answer(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {item}" for name, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(str, value)) + "]"
    return str(value)


def _words(text: str) -> str:
    """Write a sentence so that YAML takes it for one whatever it holds."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def canonical(query: str, rulebook: Rulebook) -> str:
    """Return the one address of a business, without the edition."""
    return read_query(query, rulebook).answers.to_query(edition=False)
