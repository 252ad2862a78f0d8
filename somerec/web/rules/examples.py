"""Example businesses on the pages about rules and tactics: one it applies to, and one that just misses."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from somerec.advice.answers import Answers, Given
from somerec.advice.examples import Example, Stored, example, see
from somerec.rulebook.conditions import GRID, Match, Matches
from somerec.rulebook.facts import ticked
from somerec.rulebook.model import Part
from somerec.words.speaker import Speaker

EDITIONS = Path(__file__).parents[2] / "rulebook" / "editions"


@dataclass(frozen=True, slots=True)
class ExampleView:
    """An example in words, with the addresses of both plans."""

    business: str
    because: str
    hit: str
    miss: str
    missing: str
    """The address of the plan that just misses it."""


def examples_file(edition: str) -> Path:
    """Return where the examples of an edition stand."""
    return EDITIONS / edition / "examples.json"


@lru_cache(maxsize=4)
def stored(edition: str) -> Stored:
    """Return the examples of an edition; none where it has no file."""
    path = examples_file(edition)
    if not path.is_file():
        return {"businesses": {}, "rules": {}, "tactics": {}}
    found: Stored = json.loads(path.read_text("utf-8"))
    return found


def of_rule(name: str, part: Part | None, words: Speaker) -> ExampleView | None:
    """Return the example for a part of a rule, or for a rule that explains what the engine does."""
    found = example("rules", name, stored(words.rulebook.edition), words.rulebook)
    if found is None:
        return None
    because = ""
    if part is not None:
        clauses = words.clauses(part.when.matched(see(found.hit, words.rulebook).facts))
        because = words.phrase("example.hit", clauses=words.language.clauses(clauses)) if clauses else ""
    return _view(found, because, "example.miss", words)


def of_tactic(name: str, words: Speaker) -> ExampleView | None:
    """Return the example for a tactic: a plan that it leads."""
    found = example("tactics", name, stored(words.rulebook.edition), words.rulebook)
    return None if found is None else _view(found, "", "example.miss_tactic", words)


def _view(found: Example, because: str, miss: str, words: Speaker) -> ExampleView:
    clauses = words.language.clauses(words.clauses(_differing(found, words)))
    return ExampleView(
        business=_business(found.hit, words),
        because=because,
        hit=_address(found.hit, words),
        miss=words.phrase(miss, clauses=clauses),
        missing=_address(found.miss, words),
    )


def _address(answers: Answers, words: Speaker) -> str:
    return f"/{words.language.code}/advice?{answers.to_query()}"


def _business(answers: Answers, words: Speaker) -> str:
    said = {
        name: words.label(name, str(answers.complete[name])) for name in ("business_type", "size", "hours")
    }
    return words.phrase(
        "example.business", trade=said["business_type"], size=said["size"], hours=said["hours"]
    )


def _differing(found: Example, words: Speaker) -> Matches:
    """Return what is answered otherwise in the one that just misses."""
    name = found.question
    question, _, row = name.partition(".")
    before, after = found.hit.complete[question], found.miss.complete[question]
    if question == GRID:
        state = after.get(row, "no") if isinstance(after, Mapping) else "no"
        return (Match(name, (state,)),)
    if isinstance(before, frozenset) and isinstance(after, frozenset):
        alone = {option.id for option in words.rulebook.questions[name].options if option.exclusive}
        more = (after - before) - alone
        return ticked(name, more) if more else ticked(name, before - after, holds=False)
    return (Match(name, () if after is None else (_plain(after),)),)


def _plain(value: Given) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)
