"""What differs between two editions, part by part, and by which names a changelog can tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from somerec.rulebook.described import Plain, described
from somerec.rulebook.history import Change, Moves
from somerec.rulebook.model import Rulebook
from somerec.rulebook.renamed import renamed

Name = tuple[str, str]
"""A kind that a change can name, `rules`, `tactics` or `questions`, and an id."""

_ENGINE: Mapping[str, tuple[str, ...]] = {
    "social": ("social_cap", "no_social"),
    "tactics": ("tactic_cap", "no_tactics"),
    "raise_to": ("raised",),
    "threshold": ("below_threshold",),
    "trial_threshold": ("trial",),
    "usable_percent": ("usable",),
    "weeks_a_month": ("usable",),
    "bought_skill_kr": ("skill_bought", "no_money"),
    "most_then": ("then",),
}
"""Which events the numbers of tiers and settings decide; the rules that explain them speak of the numbers."""

_VERBS: Mapping[str, tuple[str, ...]] = {
    "actions": ("act", "act_only"),
    "packs": ("pack",),
    "law": ("law",),
    "stops": ("stop",),
    "usual_buying": ("guess_buying",),
}
"""By which verbs a rule brings about what is no rule itself."""

_QUESTIONS = {"goals": "goal", "wishes": "wishes", "hour_value": "market", "currency": "market"}
"""Questions whose answers are what is no question itself."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A part that two editions do not share; `part` is its kind and id, as in `rules.R36`.

    A change tells it that names one of `told_by`.
    """

    part: str
    how: Literal["new", "gone", "changed"]
    told_by: frozenset[Name]


def changed(old: Rulebook, new: Rulebook, moves: Moves) -> tuple[Difference, ...]:
    """Return what differs between an edition and a later one; what merely got another name does not."""
    return differences(renamed(old, moves), new)


def differences(old: Rulebook, new: Rulebook) -> tuple[Difference, ...]:
    """Return what differs between two editions that call the same things by the same names."""
    before, after = described(old), described(new)
    return tuple(
        Difference(
            part,
            "new" if part not in before else "gone" if part not in after else "changed",
            frozenset(_told_by(part, before.get(part), after.get(part), (old, new))),
        )
        for part in {**before, **after}
        if part not in before or part not in after or not _same(part, before[part], after[part])
    )


def named(change: Change) -> frozenset[Name]:
    """Return what a change names."""
    kinds = {"rules": change.rules, "tactics": change.tactics, "questions": change.questions}
    return frozenset((kind, name) for kind, names in kinds.items() for name in names)


def moved(moves: Moves) -> frozenset[Name]:
    """Return what got another name or is gone, by the names of either edition; a change may tell that too."""
    found: set[Name] = {("questions", question) for question, _ in moves.options}
    kinds = {"rules": moves.rules, "tactics": moves.tactics, "questions": moves.questions}
    for kind, names in kinds.items():
        found |= {(kind, name) for pair in names.items() for name in pair if name}
    if moves.rows:
        found.add(("questions", "channels_now"))
    return frozenset(found)


def _same(part: str, before: Plain, after: Plain) -> bool:
    return not _displaced(before, after) if part.startswith("order.") else bool(before == after)


def _displaced(before: Iterable[str], after: Iterable[str]) -> set[str]:
    """Return what stands elsewhere in the other order; what only one of them has does not count."""
    old, new = list(before), list(after)
    old, new = [name for name in old if name in new], [name for name in new if name in old]
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return set(old) - {name for block in blocks for name in old[block.a : block.a + block.size]}


def _told_by(part: str, before: Plain, after: Plain, books: tuple[Rulebook, Rulebook]) -> Iterator[Name]:
    """Yield the names by which a change can tell a difference."""
    kind, _, name = part.partition(".")
    last = name.rpartition(".")[2]
    if kind in ("rules", "tactics", "questions"):
        yield kind, name
    elif kind == "order":
        yield from ((name, moved_) for moved_ in _displaced(before, after))
    elif kind == "steps":
        yield from (("questions", question) for question in _restepped(before, after))
    elif kind == "checks":
        asked = {
            question
            for book in books
            for doubt in book.doubts
            if doubt.id == name
            for question in doubt.questions
        }
        yield from (("questions", question) for question in asked)
    elif kind in _QUESTIONS or last in _QUESTIONS:
        yield "questions", _QUESTIONS.get(kind) or _QUESTIONS[last]
    for book in books:
        yield from (("rules", rule) for rule in _rules(kind, name, last, book))


def _restepped(before: Plain, after: Plain) -> set[str]:
    """Return the questions that are asked in another step, or at another place in it."""
    old, new = (
        [(step, question) for step, questions in steps for question in questions] for steps in (before, after)
    )
    return {question for _, question in set(old) ^ set(new)} | _displaced(
        [question for _, question in old], [question for _, question in new]
    )


def _rules(kind: str, name: str, last: str, book: Rulebook) -> Iterator[str]:
    """Yield the rules of an edition that speak of a part which is no rule."""
    if kind in ("tiers", "settings"):
        for event in _ENGINE.get(last, ()):
            yield book.explains[event][0]
    if kind == "stops":
        yield book.explains["wind_down"][0]
    if last == "hired_hour_kr":
        yield from (effect.rule.id for effect in book.having("hours") if "paid" in effect.value)
    if kind == "proposals":
        found = (*book.having("propose"), *book.having("steer"))
        yield from (effect.rule.id for effect in found if effect.value == "trade")
    wanted = book.law[name].topic if kind == "law" and name in book.law else name
    for verb in _VERBS.get(kind, ()):
        for effect in book.having(verb):
            if kind in ("stops", "usual_buying") or wanted in _several(effect.value):
                yield effect.rule.id


def _several(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)
