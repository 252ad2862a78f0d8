"""What all checks of one rulebook share: its answer sets, its clauses, and businesses with their advice."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from somerec.advice.answers import read_pairs
from somerec.advice.recommend import recommend
from somerec.advice.recommendation import Recommendation, TacticAdvice
from somerec.proof.advised import advised, reasons
from somerec.proof.cases import START, frozen
from somerec.proof.lot import draw
from somerec.proof.plan_encoding import PlanEncoding
from somerec.proof.result import Counterexample
from somerec.proof.solving import Solving, solver_there
from somerec.proof.space import Space, total
from somerec.proof.variables import Case, facts_of
from somerec.rulebook.conditions import GRID, Value
from somerec.rulebook.model import Rulebook

POOL = 1200
"""So many businesses are kept with their advice, to look for examples among."""


@dataclass(frozen=True, eq=False)
class Advised:
    """A business with its advice."""

    pairs: tuple[tuple[str, str], ...]
    advice: Recommendation

    @property
    def query(self) -> str:
        """The one address of the business."""
        return self.advice.answers.to_query(edition=False)


class Context:
    """One rulebook under proof."""

    def __init__(
        self, rulebook: Rulebook, *, sample: int, pool: int = POOL, rules: Collection[str] = ()
    ) -> None:
        """Prepare to draw so many businesses by lot; `rules` limits what is asked of each rule to these."""
        self.rules = frozenset(rules)
        self.rulebook, self.sample, self._pool_size = rulebook, sample, pool
        self.space = Space(rulebook)
        self._values: dict[Advised, dict[str, Value]] = {}

    @cached_property
    def encoding(self) -> PlanEncoding | None:
        """The clauses, where there is a solver to ask."""
        return PlanEncoding(self.space) if solver_there() else None

    @cached_property
    def solving(self) -> Solving | None:
        """The solver with the clauses."""
        return Solving(self.encoding) if self.encoding else None

    @cached_property
    def total(self) -> int:
        """The number of valid answer sets, own figures aside."""
        return total(self.space)

    @cached_property
    def pool(self) -> list[Advised]:
        """Businesses drawn by lot, with their advice."""
        return [one for drawn in draw(self.rulebook, self._pool_size) if (one := self.advised(drawn.pairs))]

    def advised(self, pairs: Iterable[tuple[str, str]], rulebook: Rulebook | None = None) -> Advised | None:
        """Return what the engine says to a business; None where the answers are not whole or it fails."""
        book = rulebook or self.rulebook
        reading = read_pairs(list(pairs), book)
        if reading.problems or reading.answers.missing:
            return None
        try:
            return Advised(tuple(pairs), recommend(reading.answers, book, START))
        except (ValueError, IndexError, KeyError):
            return None

    def repaired(self, pairs: Iterable[tuple[str, str]]) -> Advised | None:
        """Return the advice to a business whose answers another answer has made partly invalid.

        What is now hidden or settled is dropped; what is now asked gets the first option that is offered.
        """
        kept = list(pairs)
        for _ in self.rulebook.questions:
            reading = read_pairs(kept, self.rulebook)
            wrong = {problem.key for problem in reading.problems}
            if not wrong and not reading.answers.missing:
                return self.advised(kept)
            kept = [pair for pair in kept if pair[0] not in wrong]
            if not wrong:
                name = reading.answers.missing[0]
                options = self.rulebook.questions[name].options
                kept = in_order_of_questions(
                    [*kept, (name, options[0].id if options else "60")], self.rulebook
                )
        return None

    def values(self, one: Advised) -> dict[str, Value]:
        """Return the advice to a business as facts."""
        return advised(one.advice, self.rulebook)

    def values_of(self, one: Advised) -> dict[str, Value]:
        """Return the same, remembered: many rules are held against the same businesses."""
        if one not in self._values:
            self._values[one] = self.values(one)
        return self._values[one]

    def against(self, one: Advised, said: str = "", rules: Iterable[str] = ()) -> Counterexample:
        """Return a business as a counterexample: its address, the rules involved and a ready-made case."""
        case = frozen(one.query, self.rulebook)
        return Counterexample(one.query, said, tuple(dict.fromkeys(rules)), case)


def whole_pairs(case: Case, space: Space) -> list[tuple[str, str]]:
    """Return a case as whole answers: the first options elsewhere, and what branching hides left out."""
    values = {**space.others, **facts_of(case, space.rulebook)}
    pairs: list[tuple[str, str]] = []
    for question in space.rulebook.questions.values():
        value = values.get(question.id)
        if question.kind == "grid":
            keys = [f"{GRID}.{row}" for row in question.rows]
            pairs += [(key, str(values[key])) for key in keys if values.get(key, "no") != "no"]
        elif isinstance(value, frozenset):
            pairs += [(question.id, option.id) for option in question.options if option.id in value]
        elif question.kind == "one" and value is not None:
            pairs.append((question.id, str(value)))
    return pairs


def in_order_of_questions(pairs: list[tuple[str, str]], rulebook: Rulebook) -> list[tuple[str, str]]:
    """Return answers in the order of the questionnaire."""
    places = {name: place for place, name in enumerate(rulebook.questions)}
    return sorted(pairs, key=lambda pair: places[pair[0].partition(".")[0]])


Outcome = tuple[Any, ...]


def outcome(advice: Recommendation) -> Outcome:
    """Return everything that was decided and listed, without reasons and without the answers themselves."""
    aim, items = advice.aim, (advice.actions, advice.safeguards, advice.stop, advice.law, advice.measure)
    return (
        advice.scope.tier,
        tuple(flag for flag, _ in advice.scope.flags),
        (aim.goal, aim.draft, aim.steering, aim.purpose, aim.kpi, aim.supporting, aim.target),
        (advice.gate, advice.pack, advice.depth, advice.review.after_days, advice.review.first_check),
        tuple((wish.id, wish.level, wish.text.key) for wish in advice.wishes),
        tuple(_decided(tactic) for tactic in advice.chosen),
        frozenset(_decided(tactic) for tactic in advice.tactics),
        tuple(tuple((item.id, item.text) for item in part) for part in items),
        (advice.themes, advice.first_step, advice.sprint, advice.hours.planning, advice.hours.usable),
        (advice.hour_value, advice.currency),
    )


def _decided(tactic: TacticAdvice) -> Outcome:
    """Return what became of a tactic."""
    plan = (tactic.weekly, tactic.setup, tactic.start_week, tactic.pace)
    return (tactic.id, tactic.status, plan, tactic.trial, tactic.facts_only, tactic.then, tactic.answer_only)


def told(advice: Recommendation) -> Outcome:
    """Return everything that was decided, with every reason."""
    return (outcome(advice), tuple(why.text.key for why in reasons(advice)))


Look = Callable[[Recommendation], Outcome]
