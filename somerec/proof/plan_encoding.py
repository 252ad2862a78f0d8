"""What the rules say of each tactic, as clauses, and what the engine can make of it.

Which rules fire, what blocks a tactic and whether enough speaks for it follows from the answers. Which of the
tactics that are left the plan holds is not settled here: a tactic may be in the plan only where nothing
blocks it, enough speaks for it, and the scope and the money allow it at all. So the plans of the engine are
among those of the clauses, and what holds for all of these holds for those. Businesses drawn by lot check
just that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from somerec.advice.standing import FOUNDATION
from somerec.proof.encoding import Encoding
from somerec.proof.space import Space
from somerec.rulebook.conditions import GRID, Value
from somerec.rulebook.model import Effect, Question, Tactic
from somerec.rulebook.parse_conditions import FACTS

_OTHERS = {"reject": "reject_others", "wait": "wait_others"}

LISTED = {"act": "actions", "safeguard": "safeguards", "stop": "stops", "law": "law"}
"""Lists of the advice by the verb that fills them."""


class PlanEncoding(Encoding):
    """All valid answer sets with every plan that the rules leave possible."""

    def __init__(self, space: Space) -> None:
        """Write down answers, rules, tactics and what the finished plan says."""
        super().__init__(space)
        self._fires: dict[tuple[Effect, str], int] = {}
        self._answers: dict[tuple[str, Value], list[int]] = {}
        tactics = self.rulebook.tactics
        self.serves = {name: self._serves(tactic) for name, tactic in tactics.items()}
        self.skill_missing = {name: self._missing(tactic) for name, tactic in tactics.items()}
        self.blocks = {name: self._blocks(tactic) for name, tactic in tactics.items()}
        self.points = {name: self._points(tactic) for name, tactic in tactics.items()}
        self.eligible = {name: -self.either(lit for _, lit in found) for name, found in self.blocks.items()}
        self.worth_it = {name: self._worth_it(tactic) for name, tactic in tactics.items()}
        self.room = {name: self._room(tactic) for name, tactic in tactics.items()}
        self.chosen = {name: self._chosen(tactic) for name, tactic in tactics.items()}
        self._plan()

    def fires(self, effect: Effect, tactic: str = "") -> int:
        """Return the literal that an effect fires, on a tactic if it looks at single ones."""
        own = tactic if effect.part.split.own is not None else ""
        if (effect, own) not in self._fires:
            row = self.rulebook.tactics[own].row if own else ""
            self.called = {"tier": "tier_before"} if effect.verb == "lower" else {}
            self._fires[effect, own] = self.condition(effect.part.when, row)
            self.called = {}
        return self._fires[effect, own]

    def in_use(self, tactic: Tactic) -> int:
        """Return the literal that a tactic's channel is in use."""
        return self.is_value(tactic.row, "active") if tactic.channel else -self.TRUE

    @property
    def known(self) -> frozenset[str]:
        """The questions and facts that the clauses speak of; of others they know nothing."""
        rows = [f"{GRID}.{row}" for row in self.rulebook.questions[GRID].rows]
        return frozenset((*self.rulebook.questions, *rows, *FACTS, "new_in_plan", *LISTED.values()))

    # One tactic

    def _serves(self, tactic: Tactic) -> int:
        aims = [
            self.is_value(name, goal)
            for name in ("working_goal", "steering")
            for goal in sorted(tactic.goals)
        ]
        return self.either(aims)

    def _missing(self, tactic: Tactic) -> int:
        if not tactic.skills:
            return -self.TRUE
        there = [self.tick("skills", skill) for skill in sorted(tactic.skills)]
        bought = self.condition(self.rulebook.terms["bought_help"])
        goes_on = self.in_use(tactic) if tactic.group == "content" else -self.TRUE
        return -self.either([*there, bought, goes_on])

    def marked(self, verb: str, tactic: Tactic) -> int:
        """Return the literal that some effect marks a tactic."""
        return self.either([self.fires(effect, tactic.id) for effect in self._naming(verb, tactic)])

    def _naming(self, verb: str, tactic: Tactic) -> Iterable[Effect]:
        return [effect for effect in self.rulebook.having(verb) if tactic.id in effect.value]

    def _blocks(self, tactic: Tactic) -> list[tuple[Effect | str, int]]:
        """Return everything that rejects a tactic or lets it wait, with its literal."""
        found: list[tuple[Effect | str, int]] = []
        for verb, others in _OTHERS.items():
            found += [(effect, self.fires(effect, tactic.id)) for effect in self._naming(verb, tactic)]
            rest = [effect for effect in self.rulebook.having(others) if tactic.id not in effect.value]
            found += [(effect, self.fires(effect)) for effect in rest]
        later = self.marked("facts_later", tactic)
        facts_only = self.marked("facts_only", tactic)
        serves = self.serves[tactic.id]
        found.append(("facts_later", self.both((-serves, later))))
        found.append(("serves_nothing", self.both((-serves, -later, -facts_only))))
        return found

    def _points(self, tactic: Tactic) -> list[tuple[int, int]]:
        """Return what speaks for and against a tactic: literals with their points."""
        worth = {
            kind: points for effect in self.rulebook.having("points") for kind, points in effect.value.items()
        }
        fits = self.either([self.is_value("working_buying", buying) for buying in sorted(tactic.buying)])
        found = [
            (self.serves[tactic.id], worth["serves"]),
            (fits, worth["fits_buying"]),
            (self.in_use(tactic), worth["in_use"]),
            (self.skill_missing[tactic.id], worth["skill_missing"]),
        ]
        scored = self._naming("score", tactic)
        return [*found, *((self.fires(effect, tactic.id), effect.value[tactic.id]) for effect in scored)]

    def reaches(self, terms: Iterable[tuple[int, int]], least: int) -> int:
        """Return the literal that points add up to so many, without terms that cannot hold."""
        return super().reaches([term for term in terms if term[0] != -self.TRUE], least)

    def _chosen(self, tactic: Tactic) -> int:
        """Return the literal that a tactic is in the plan, which not every tactic can be."""
        if tactic.id == FOUNDATION:
            return self.TRUE
        chosen = self.new()
        self.add(-chosen, self.eligible[tactic.id])
        self.add(-chosen, self.worth_it[tactic.id])
        self.add(-chosen, self.room[tactic.id])
        return chosen

    def _worth_it(self, tactic: Tactic) -> int:
        """Return the literal that enough speaks for a tactic to take it, or to try it."""
        settings, points = self.rulebook.settings, self.points[tactic.id]
        on_trial = (
            self.reaches(points, settings.trial_threshold),
            self.serves[tactic.id],
            -self.skill_missing[tactic.id],
            self.is_value("gate", "open"),
            -self.TRUE if tactic.basic else self.TRUE,
        )
        return self.either((self.reaches(points, settings.threshold), self.both(on_trial)))

    def _room(self, tactic: Tactic) -> int:
        """Return the literal that the scope has a place for such a tactic, and that there is money for it."""
        tiers = self.rulebook.tiers.values()
        full = [t.id for t in tiers if (tactic.social and not t.social) or not (tactic.basic or t.tactics)]
        options = self.rulebook.questions["money"].options
        paid = [self.is_value("money", option.id) for option in options if option.kr >= tactic.monthly]
        return self.both((self.either(paid), *(-self.is_value("tier", tier) for tier in full)))

    # The whole plan

    def _plan(self) -> None:
        """Tie the facts of the plan to its tactics, as far as they follow from these."""
        tactics = self.rulebook.tactics
        for name, tactic in tactics.items():
            in_use = self.in_use(tactic)
            self.same(self.tick("chosen", name), self.chosen[name])
            self.same(self.tick("in_plan_or_use", name), self.either((self.chosen[name], in_use)))
            self.same(self.tick("new_in_plan", name), self.both((self.chosen[name], -in_use)))
        serving = [
            self.both((self.chosen[name], self.serves[name])) for name in tactics if name != FOUNDATION
        ]
        self.same(self.is_value("nothing_serves", "no"), self.either(serving))
        self.exactly_one([self.is_value("nothing_serves", value) for value in ("yes", "no")])
        self.exactly_one([self.is_value("opens_later", value) for value in ("yes", "no")])
        opening = [self.fires(effect) for effect in self.rulebook.having("open_then")]
        self.add(-self.is_value("opens_later", "yes"), self.either(opening))
        self._pack()
        for verb, name in LISTED.items():
            self._list(verb, name)

    def _pack(self) -> None:
        """The first rule that fires gives the pack."""
        before = -self.TRUE
        given: dict[str, list[int]] = {}
        for effect in self.rulebook.having("pack"):
            fires = self.fires(effect)
            given.setdefault(effect.value, []).append(self.both((fires, -before)))
            before = self.either((before, fires))
        for name in self.rulebook.packs:
            self.same(self.is_value("pack", name), self.either(given.get(name, [])))

    def _list(self, verb: str, name: str) -> None:
        """Say what stands in a list: what some rule gives, but of actions nothing that another leaves out."""
        given: dict[str, list[int]] = {}
        for effect in self.rulebook.having(verb):
            for item in effect.value:
                given.setdefault(item, []).append(self.fires(effect))
        only = self.rulebook.having("act_only") if verb == "act" else ()
        for item, fired in given.items():
            left_out = [self.fires(effect) for effect in only if item not in effect.value]
            self.same(self.tick(name, item), self.both((self.either(fired), -self.either(left_out))))

    def answers(self, values: Mapping[str, Value]) -> list[int]:
        """Return the literals of whole answers, given as the values that conditions read."""
        literals: list[int] = []
        for question in self.rulebook.questions.values():
            if question.kind == "grid":
                rows = [f"{GRID}.{row}" for row in question.rows]
                literals += [self._literals[row, values.get(row, "no")] for row in rows]
            elif question.kind != "number":
                literals += self._said(question, values.get(question.id))
        return literals

    def _said(self, question: Question, value: Value) -> list[int]:
        """Return the literals of one answer, remembered for whoever gives the same."""
        key = (question.id, value)
        if key not in self._answers:
            if question.kind == "one":
                self._answers[key] = [self.is_value(question.id, value)]
            else:
                ticked = value if isinstance(value, frozenset) else frozenset[str]()
                ticks = {option.id: self.tick(question.id, option.id) for option in question.options}
                self._answers[key] = [tick if name in ticked else -tick for name, tick in ticks.items()]
        return self._answers[key]
