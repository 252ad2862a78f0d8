"""Conditions in natural sentences, for people who have never seen the rulebook.

Every condition becomes a clause in the subordinate word order of its language, as it stands after ‘when’,
‘that’ or ‘except when’. One clause, or two short ones, make a sentence; more become a list that goes on from
‘This applies’. What merely leaves some cases out (`not` before several lines) comes last, as ‘but not when’.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from somerec.advice.recommendation import Msg
from somerec.rulebook.conditions import All, Always, AnyOf, Condition, Not, Term
from somerec.words.conditions_clauses import alternatives, single
from somerec.words.speaker import Speaker

MOST_LETTERS = 150
"""A sentence longer than this is easier to read as a list."""

MOST_CLAUSES = 2
"""A sentence with more clauses than this is, too."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, or a line of a list; `items` go on from it."""

    text: str
    items: tuple[Line, ...] = ()


def applies(condition: Condition, words: Speaker) -> Line:
    """Say when a rule with this condition applies."""
    if isinstance(condition, Always):
        return Line(words.phrase("when.always"))
    wanted, exceptions = _parted(condition)
    if not wanted:
        return Line(words.phrase("when.except", exception=_either(exceptions, words)))
    return _sentence(wanted, exceptions, words) or Line(
        words.phrase("when.several"), _lines(wanted, exceptions, words)
    )


def clause(condition: Condition, words: Speaker) -> str:
    """Return any condition as one clause."""
    condition = _plain(condition)
    if isinstance(condition, All):
        return words.language.clauses([clause(part, words) for part in condition.parts])
    if isinstance(condition, AnyOf):
        return alternatives([clause(part, words) for part in condition.parts], words.language)
    if isinstance(condition, Term):
        return words.text(f"terms.{condition.name}.means")
    if isinstance(condition, Not) and _is_exception(condition):
        return words.phrase("when.not_so", clause=clause(condition.part, words))
    return single(condition, words)


def _sentence(wanted: Sequence[Condition], exceptions: Sequence[Condition], words: Speaker) -> Line | None:
    """Return one whole sentence, or nothing where it would be too long or could be read in two ways."""
    if len(wanted) + len(exceptions) > MOST_CLAUSES or any(isinstance(part, AnyOf) for part in wanted):
        return None
    clauses = [clause(part, words) for part in wanted]
    if exceptions:
        exception = clause(exceptions[0], words)
        text = words.phrase("when.one_except", clause=clauses[0], exception=exception)
    elif len(clauses) == 1:
        return Line(words.phrase("when.one", clause=clauses[0]))
    else:
        text = words.phrase("when.two", first=clauses[0], second=clauses[1])
    return Line(text) if len(text) <= MOST_LETTERS else None


def _lines(wanted: Sequence[Condition], exceptions: Sequence[Condition], words: Speaker) -> tuple[Line, ...]:
    """Return a line for each part, the simple ones first and the exceptions last."""
    if len(wanted) == 1 and isinstance(wanted[0], AnyOf) and not exceptions:
        return tuple(
            Line(words.phrase("when.or" if number else "when.first", clause=clause(part, words)))
            for number, part in enumerate(wanted[0].parts)
        )
    ordered = sorted(wanted, key=lambda part: isinstance(part, AnyOf))
    lines = [_line(part, words, first=number == 0) for number, part in enumerate(ordered)]
    lines += [Line(words.phrase("when.but_not", clause=clause(part, words))) for part in exceptions]
    return tuple(lines)


def _line(part: Condition, words: Speaker, *, first: bool) -> Line:
    if not isinstance(part, AnyOf):
        return Line(words.phrase("when.first" if first else "when.and", clause=clause(part, words)))
    items = tuple(Line(words.phrase("when.that", clause=clause(item, words))) for item in part.parts)
    return Line(words.phrase("when.first_any" if first else "when.and_any"), items)


def _either(exceptions: Sequence[Condition], words: Speaker) -> str:
    return alternatives([clause(part, words) for part in exceptions], words.language)


def _parted(condition: Condition) -> tuple[list[Condition], list[Condition]]:
    """Return what must hold, and what must not hold and has no clause of its own for that."""
    wanted: list[Condition] = []
    exceptions: list[Condition] = []
    condition = _plain(condition)
    for part in map(_plain, condition.parts if isinstance(condition, All) else (condition,)):
        if isinstance(part, Not) and _is_exception(part):
            exceptions.append(part.part)
        elif isinstance(part, All):
            inner, outer = _parted(part)
            wanted += inner
            exceptions += outer
        else:
            wanted.append(part)
    return wanted, exceptions


def _plain(condition: Condition) -> Condition:
    """Return a condition without a double no."""
    while isinstance(condition, Not) and isinstance(condition.part, Not):
        condition = condition.part.part
    return condition


def _is_exception(condition: Not) -> bool:
    """Say whether what must not hold is more than one plain line."""
    return isinstance(condition.part, (All, AnyOf, Term))


def flat(line: Line) -> str:
    """Return a line with its list as running text, for places that know no lists."""
    return " ".join([line.text, *(flat(item) for item in line.items)])


def quoted(names: Sequence[str]) -> tuple[Msg, ...]:
    """Return names to stand in a list, each in the quotation marks of its language."""
    return tuple(Msg("phrases.when.quoted", {"name": name}) for name in names)
