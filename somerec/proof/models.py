"""Businesses that the solver finds for what is wanted of them, each advised by the real engine."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from somerec.advice.standing import FOUNDATION
from somerec.proof.context import Advised, Context, in_order_of_questions
from somerec.proof.lot import ANY, ROOMY, Drawn, draw
from somerec.proof.plan_encoding import PlanEncoding
from somerec.proof.solving import Solving
from somerec.rulebook.conditions import GRID
from somerec.rulebook.model import Rulebook

_FIGURES = (("40", "60"), ("40", "30"), ("3", "60"), ("1000", "7.5"), ("40", ""), ("", "60"))
"""Own figures, today and wanted, that bring about everything that rules read of them."""

Pairs = list[tuple[str, str]]


def models(
    context: Context, literals: Iterable[int], count: int, alone: Collection[str] = ()
) -> Iterator[Advised]:
    """Yield so many businesses for which the solver says that the literals hold.

    By turns they have room for tactics and have not; the tactics named have as few rivals as can be.
    """
    encoding, solving = context.encoding, context.solving
    if encoding is None or solving is None:
        return
    wanted = list(literals)
    if not solving.possible(wanted):
        return
    for turn in range(count):
        solving.possible([*wanted, *as_many(wanted, preferred(context, turn, alone), solving)])
        yield from _with_figures(context, decode(encoding, solving.model(), context.rulebook))


def preferred(context: Context, turn: int, alone: Collection[str]) -> list[int]:
    """Return what is liked of a business beside what is wanted, the most important first."""
    encoding = context.encoding
    if encoding is None:
        return []
    room, rest = _answers(next(iter(draw(context.rulebook, 1, f"liked {turn}"))), ANY if turn % 2 else ROOMY)
    rivals = [literal for name in alone for literal in _alone(name, encoding)]
    return [
        *(_literal(encoding, *pair) for pair in room),
        *rivals,
        *(_literal(encoding, *pair) for pair in rest),
    ]


def as_many(wanted: list[int], liked: Iterable[int], solving: Solving) -> list[int]:
    """Return as many of the literals liked as can hold together with those wanted, earlier ones first."""
    kept: list[int] = []
    for literal in liked:
        if solving.possible([*wanted, *kept, literal]):
            kept.append(literal)
    return kept


def _alone(tactic: str, encoding: PlanEncoding) -> list[int]:
    """Return that much speaks for a tactic, and that no other can take its room, the nearest rivals first."""
    catalogue = encoding.rulebook.tactics
    mine = catalogue[tactic]
    others = [name for name in catalogue if name not in (tactic, FOUNDATION)]
    others.sort(
        key=lambda name: (catalogue[name].social != mine.social, -len(mine.goals & catalogue[name].goals))
    )
    high = [encoding.reaches(encoding.points[tactic], least) for least in (5, 4)]
    return [*high, *(-encoding.eligible[name] for name in others)]


def _answers(drawn: Drawn, among: Mapping[str, tuple[str, ...]]) -> tuple[Pairs, Pairs]:
    """Return answers to begin from: those that leave room, and the others. A tick has a sign before it."""
    found: Pairs = []
    for name, value in drawn.answers.complete.items():
        options = among.get(name)
        if isinstance(value, str):
            liked = [value, *reversed(options)] if options and value in options else [*(options or ()), value]
            found += [(name, option) for option in liked]
        elif isinstance(value, frozenset):
            found += [(name, f"={option}") for option in sorted(options or value)]
        elif isinstance(value, Mapping):
            found += [(f"{GRID}.{row}", state) for row, state in value.items()]
    return [pair for pair in found if pair[0] in among], [pair for pair in found if pair[0] not in among]


def _literal(encoding: PlanEncoding, name: str, value: str) -> int:
    return encoding.tick(name, value[1:]) if value.startswith("=") else encoding.is_value(name, value)


def decode(encoding: PlanEncoding, model: frozenset[int], rulebook: Rulebook) -> Pairs:
    """Return the answers of a model as key-value pairs."""
    pairs: Pairs = []
    for question in rulebook.questions.values():
        name, options = question.id, [option.id for option in question.options]
        if question.kind == "grid":
            keys = [(f"{GRID}.{row}", state) for row in question.rows for state in options if state != "no"]
            pairs += [key for key in keys if encoding.is_value(*key) in model]
        elif question.kind == "many":
            pairs += [(name, option) for option in options if encoding.tick(name, option) in model]
        elif question.kind == "one":
            pairs += [(name, option) for option in options if encoding.is_value(name, option) in model]
    return pairs


def _with_figures(context: Context, pairs: Pairs) -> Iterator[Advised]:
    """Yield the advice to a business, where it has figures of its own once with each that rules look at."""
    own = ("target_size", "own_number") in pairs
    for today, wanted in _FIGURES if own else [("", "")]:
        figures = [pair for pair in (("target_today", today), ("target_wanted", wanted)) if pair[1]]
        one = context.advised(in_order_of_questions([*pairs, *figures], context.rulebook))
        if one is not None:
            yield one
