"""Every answer matters to somebody: for any two options a business whose advice differs between them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from somerec.proof.context import Advised, Context, told
from somerec.proof.reach import listed
from somerec.proof.result import Found
from somerec.rulebook.conditions import GRID
from somerec.rulebook.model import Question
from somerec.rulebook.properties import Property

MOST_TRIES = 150
"""So many businesses with one of two answers are given the other before they count as alike."""

Pairs = list[tuple[str, str]]


def told_apart(context: Context, found: Property) -> Found:
    """Find for any two options of a question a business that gets other advice with the other."""
    result = Found("witness")
    alike: list[str] = []
    for question in context.rulebook.questions.values():
        for name, one, two in _pairs_of(question):
            result.sets += 1
            if not any(
                _differs((question, name), business, (one, two), context)
                for business in _with(name, one, context)
            ):
                alike.append(f"{name} {one} {two}".strip())
    return listed(result, found, alike, "no advice tells them apart")


def _pairs_of(question: Question) -> Iterator[tuple[str, str, str]]:
    """Yield the name of an answer with two values that it can have; a tick is there or is not."""
    options = [option.id for option in question.options]
    if question.kind == "grid":
        for row in question.rows:
            yield from ((f"{GRID}.{row}", one, two) for one, two in itertools.combinations(options, 2))
    elif question.kind == "many":
        yield from ((question.id, option.id, "") for option in question.options if not option.exclusive)
    elif question.kind == "one":
        yield from ((question.id, one, two) for one, two in itertools.combinations(options, 2))


def _with(name: str, option: str, context: Context) -> Iterable[Advised]:
    """Return businesses that gave an answer, those whose plans hold the most first."""
    pool = [one for one in context.pool if _gave(one, name, option)]
    pool.sort(key=lambda one: -len(one.advice.chosen))
    return pool[:MOST_TRIES]


def _gave(one: Advised, name: str, option: str) -> bool:
    if name.startswith(f"{GRID}.") and option == "no":
        return all(key != name for key, _ in one.pairs)
    return (name, option) in one.pairs


def _differs(
    asked: tuple[Question, str], business: Advised, values: tuple[str, str], context: Context
) -> bool:
    other = context.repaired(_changed(*asked, list(business.pairs), *values))
    return other is not None and told(other.advice) != told(business.advice)


def _changed(question: Question, name: str, pairs: Pairs, one: str, two: str) -> Pairs:
    """Return the answers with the other value."""
    if question.kind == "many":
        alone = [option.id for option in question.options if option.exclusive]
        kept = [pair for pair in pairs if pair != (name, one)]
        return kept if any(key == name for key, _ in kept) else [*kept, (name, alone[0])]
    if question.kind == "grid" and one == "no":
        return [*pairs, (name, two)]
    return [(key, two if key == name else value) for key, value in pairs]
