"""Taking an edition's rules apart into what each part does, and putting an edition together of such parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from somerec.rulebook.conditions import GRID, Condition
from somerec.rulebook.index import Index, split
from somerec.rulebook.model import Effect, Part, Rule, Rulebook
from somerec.rulebook.overview import effects_by_rule


@dataclass(frozen=True, slots=True)
class Did:
    """What one part of a rule does: its condition, the text that says why, and verbs with what they name."""

    when: Condition
    key: str
    source: tuple[str, ...]
    effects: tuple[tuple[str, Any], ...]


OF_TACTICS = frozenset(
    (
        *(
            "reject",
            "reject_others",
            "wait",
            "wait_others",
            "answer_only",
            "score",
            "mention",
            "first",
            "last",
        ),
        *("after", "facts_only", "facts_later", "half_pace", "monthly", "may_halve", "double", "only_task"),
        *("no_setup", "deepen"),
    )
)
"""Verbs that name tactics."""

Deeds = Mapping[str, Sequence[Did]]
"""What rules do, by rule, part by part."""


def deeds(rulebook: Rulebook) -> dict[str, list[Did]]:
    """Return what every rule does."""
    effects = effects_by_rule(rulebook)
    return {
        name: [Did(part.when, part.key, part.source, _of(part, effects[name])) for part in rule.parts]
        for name, rule in rulebook.rules.items()
    }


def _of(part: Part, effects: Sequence[Effect]) -> tuple[tuple[str, Any], ...]:
    return tuple((effect.verb, effect.value) for effect in effects if effect.part is part)


def assembled(book: Rulebook, sources: Mapping[str, tuple[str, ...]], done: Deeds) -> Rulebook:
    """Return an edition whose rules do this, in this order; everything else is as in `book`.

    `sources` are those of each rule.
    """
    grid = book.questions.get(GRID)
    answers = frozenset((*book.questions, *(f"{GRID}.{row}" for row in (grid.rows if grid else ()))))
    rules: dict[str, Rule] = {}
    effects: dict[str, list[Effect]] = {verb: [] for verb in book.effects}
    for name, deeds_ in done.items():
        parts = [_part(deed, answers) for deed in deeds_]
        rules[name] = rule = Rule(name, sources[name], tuple(parts))
        for part, deed in zip(parts, deeds_, strict=True):
            for verb, value in deed.effects:
                effects.setdefault(verb, []).append(Effect(verb, value, rule, part))
    return replace(
        book,
        rules=rules,
        effects={verb: tuple(found) for verb, found in effects.items()},
        index=Index({verb: [effect.part.split for effect in found] for verb, found in effects.items()}),
    )


def _part(deed: Did, answers: frozenset[str]) -> Part:
    reads = deed.when.questions()
    given = tuple(sorted(reads)) if reads <= answers - {GRID} else None
    return Part(deed.when, deed.key, reads, given, split(deed.when, answers), deed.source)
