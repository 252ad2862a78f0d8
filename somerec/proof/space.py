"""All answer sets over the questions that something can depend on, through derived facts to what is beneath.

What hours, scope, goal and gate make of the answers is found by the engine's own stages, once for all cases
(`Tables`). Where a condition then reads only what they made of them, cases that agree are gone through
together; the count is that of the answer sets.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from somerec.advice.answers import Answers
from somerec.advice.flow import option_shown, preset, shown
from somerec.advice.stages import count_hours, set_aim, set_buying, set_gate, set_scope
from somerec.proof.lot import ANY, business
from somerec.proof.variables import (
    NO,
    OTHER_ROWS,
    YES,
    Case,
    facts_of,
    in_order,
    question_of,
    variables,
    with_branching,
)
from somerec.rulebook.conditions import GRID, Condition, Facts, Value
from somerec.rulebook.model import Question, Rulebook

MOST_ROWS = 400_000
"""So many answer sets of one stage are still gone through; where there are more, a solver has to do."""

DERIVED = ("planning", "usable", "tier", "tier_before", "working_goal", "steering", "gate", "working_buying")
"""What the stages before the tactics make of the answers."""


class TooLargeError(Exception):
    """Raised where there are too many answer sets to go through."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Cases over some variables; each stands for so many answer sets."""

    names: tuple[str, ...]
    counts: Mapping[tuple[Value, ...], int]
    shown: Mapping[tuple[Value, ...], Case] = field(default_factory=dict)
    """For rows that stand for several answer sets, the answers of one of them."""

    def example(self, values: tuple[Value, ...]) -> Case:
        """Return answers for which a row holds."""
        return self.shown.get(values) or dict(zip(self.names, values, strict=True))


@dataclass(eq=False)
class Space:
    """The answer sets of one rulebook."""

    rulebook: Rulebook
    _tables: dict[frozenset[str], Rows] = field(default_factory=dict)

    @cached_property
    def others(self) -> dict[str, Value]:
        """Answers for the questions that a case leaves out: always the first option."""
        answers = business(self.rulebook, lambda options: options[0], ANY)
        return answers.facts(self.rulebook).values

    def facts(self, case: Case) -> Facts:
        """Return a case as facts for the engine."""
        return Facts({**self.others, **facts_of(case, self.rulebook)})

    def cases(
        self, found: Collection[str], free: Mapping[str, tuple[Value, ...]]
    ) -> Iterator[tuple[Case, int, Case]]:
        """Yield all cases over some variables, with how many answer sets each stands for and one of them.

        `free` gives the values of facts that only the finished plan has; they are all gone through, also
        those that no plan brings together. Raises TooLargeError.
        """
        facts = [name for name in DERIVED if name in found]
        direct = with_branching(
            (name for name in found if name not in facts and name not in free), self.rulebook
        )
        rows = Rows((), {(): 1})
        beneath = [(group, self.beneath(group)) for group in _groups(facts)]
        for group, names in beneath:
            others = [more for other, more in beneath if other is not group]
            rows = _joined(rows, _projected(self.table(group), {*group, *(names & direct.union(*others))}))
        rest, open_facts = in_order(direct, self.rulebook), [name for name in free if name in found]
        for values, count in rows.counts.items():
            start = dict(zip(rows.names, values, strict=True))
            for case in self._spread(start, rest):
                yield from ((one, count, rows.example(values)) for one in _free(case, open_facts, free))

    def table(self, wanted: frozenset[str]) -> Rows:
        """Return what the engine's stages make of every answer set beneath some derived facts."""
        if wanted not in self._tables:
            names = in_order(self.beneath(wanted), self.rulebook)
            order = (*names, *sorted(wanted))
            found: dict[tuple[Value, ...], int] = {}
            for case in self._spread({}, names):
                facts = self.facts(case)
                made = derive(facts, self.rulebook, wanted)
                found[(*(case[name] for name in names), *(made[name] for name in sorted(wanted)))] = 1
                if len(found) > MOST_ROWS:
                    raise TooLargeError(", ".join(sorted(wanted)))
            self._tables[wanted] = Rows(order, found)
        return self._tables[wanted]

    def beneath(self, wanted: Collection[str]) -> set[str]:
        """Return the variables from which derived facts follow."""
        left, known, found = list(wanted), set(wanted), set[str]()
        while left:
            for name in _sources(left.pop(), self.rulebook):
                if name not in DERIVED:
                    found.add(name)
                elif name not in known:
                    known.add(name)
                    left.append(name)
        return with_branching(found, self.rulebook)

    def _spread(self, start: dict[str, Value], names: list[str]) -> Iterator[dict[str, Value]]:
        """Yield every valid way to fill in the variables that are not set yet."""
        if not names:
            yield start
            return
        name, rest = names[0], names[1:]
        values = (start[name],) if name in start else self.values(name, start)
        for value in values:
            yield from self._spread({**start, name: value}, rest)

    def values(self, name: str, case: Case) -> tuple[Value, ...]:
        """Return the values that a variable can have after earlier ones, as the questionnaire branches."""
        question = self.rulebook.questions[question_of(name)]
        if question.kind == "grid":
            if name == OTHER_ROWS:
                named = sum(variable.startswith(f"{GRID}.") for variable in case)
                return (NO,) if named == len(question.rows) else (NO, YES)
            return tuple(option.id for option in question.options)
        known = facts_of(case, self.rulebook)
        given = preset(question, known)
        if given is not None or not shown(question, known):
            return (given,)
        offered = [option for option in question.options if option_shown(option, known)]
        if question.kind == "one":
            return tuple(option.id for option in offered)
        return self._tick(name, case, {option.id: option.exclusive for option in offered})

    def _tick(self, name: str, case: Case, offered: Mapping[str, bool]) -> tuple[Value, ...]:
        """Return whether an option can be ticked beside those that are: an exclusive one stands alone."""
        own, _, option = name.partition("=")
        if option not in offered:
            return (NO,)
        ticked = [other for other, value in case.items() if question_of(other) == own and value == YES]
        alone = offered[option] or any(offered.get(other.partition("=")[2]) for other in ticked)
        return (NO,) if ticked and alone else (NO, YES)


def derive(facts: Facts, rulebook: Rulebook, wanted: Collection[str]) -> dict[str, Value]:
    """Run the engine's own stages as far as wanted, and return what they derived."""
    if not _HOURS.isdisjoint(wanted):
        count_hours(facts, rulebook)
    if "tier_before" in wanted:
        set_scope(facts, _not_lowered(rulebook))
        facts.values["tier_before"] = facts.values["tier"]
    if "tier" in wanted:
        set_scope(facts, rulebook)
    if not {"working_goal", "steering"}.isdisjoint(wanted):
        set_aim(facts, rulebook, _NOBODY)
    if "gate" in wanted:
        set_gate(facts, rulebook)
    if "working_buying" in wanted:
        set_buying(facts, rulebook)
    return {name: facts.values.get(name) for name in wanted}


@lru_cache(maxsize=4)
def _not_lowered(rulebook: Rulebook) -> Rulebook:
    """Return the rulebook as it is while the rules that lower a tier are still to come."""
    return replace(
        rulebook, effects={verb: made for verb, made in rulebook.effects.items() if verb != "lower"}
    )


_HOURS = frozenset(("planning", "usable", "tier", "tier_before"))
"""Facts that are found in one table, since they rest on the same answers."""

_NOBODY = Answers(edition="", given={}, complete={}, assumed=())
"""Answers whose own figures are not looked at."""


def _sources(fact: str, rulebook: Rulebook) -> set[str]:
    """Return the variables and facts from which a fact follows: what rules read, and the engine."""
    verbs, own = _MADE_BY[fact]
    effects = [effect for verb in verbs for effect in rulebook.having(verb)]
    conditions: list[Condition] = [effect.part.when for effect in effects]
    if fact in ("working_goal", "steering"):
        conditions += [proposal.when for proposal in rulebook.proposals]
    if fact == "working_buying":
        conditions += [usual.when for usual in rulebook.usual_buying]
    found = variables(conditions) | set(own)
    found |= {effect.value[0] for effect in effects if effect.verb == "cap_by"}
    if any(effect.verb == "hours" and "paid" in effect.value for effect in effects):
        found.add("money")
    return found - {fact}


_MADE_BY: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "planning": (("hours",), ("hours",)),
    "usable": (("answering",), ("planning",)),
    "tier": (("cap", "cap_by", "lower"), ()),
    "tier_before": (("cap", "cap_by"), ()),
    "working_goal": (("propose",), ("goal",)),
    "steering": (("steer",), ("working_goal",)),
    "gate": (("close_gate",), ()),
    "working_buying": (("guess_buying",), ("buying",)),
}
"""For each derived fact the verbs that make it, and what the engine reads beside them."""


def _groups(facts: Collection[str]) -> list[frozenset[str]]:
    """Return which facts are found in one table: those of the hours together, the others alone."""
    hours = _HOURS.intersection(facts)
    goals = frozenset(facts) & {"working_goal", "steering"}
    alone = [frozenset((name,)) for name in facts if name in ("gate", "working_buying")]
    return [group for group in (hours, goals) if group] + alone


def _projected(rows: Rows, kept: Collection[str]) -> Rows:
    places = [place for place, name in enumerate(rows.names) if name in kept]
    counts: dict[tuple[Value, ...], int] = {}
    shown: dict[tuple[Value, ...], Case] = {}
    for values, count in rows.counts.items():
        key = tuple(values[place] for place in places)
        if key not in counts:
            shown[key] = rows.example(values)
        counts[key] = counts.get(key, 0) + count
    return Rows(tuple(rows.names[place] for place in places), counts, shown)


def _joined(one: Rows, two: Rows) -> Rows:
    """Return the cases in which two tables agree on what both hold."""
    common = [name for name in two.names if name in one.names]
    mine, theirs = ([rows.names.index(name) for name in common] for rows in (one, two))
    new = [place for place, name in enumerate(two.names) if name not in common]
    alike: dict[tuple[Value, ...], list[tuple[Value, ...]]] = {}
    for values in two.counts:
        alike.setdefault(tuple(values[place] for place in theirs), []).append(values)
    counts: dict[tuple[Value, ...], int] = {}
    shown: dict[tuple[Value, ...], Case] = {}
    for values, count in one.counts.items():
        for more in alike.get(tuple(values[place] for place in mine), ()):
            key = (*values, *(more[place] for place in new))
            counts[key] = count * two.counts[more]
            shown[key] = {**two.example(more), **one.example(values)}
    return Rows((*one.names, *(two.names[place] for place in new)), counts, shown)


def _free(case: dict[str, Value], names: list[str], free: Mapping[str, tuple[Value, ...]]) -> Iterator[Case]:
    if not names:
        yield case
        return
    for value in free[names[0]]:
        yield from _free({**case, names[0]: value}, names[1:], free)


def total(space: Space) -> int:
    """Return how many valid answer sets there are; what business figures visitors state is not counted."""
    questions = space.rulebook.questions.values()
    count, left = 1, list(questions)
    for names in _together([_branches(question, space.rulebook) for question in questions]):
        mine = [question for question in left if names & _with_own(question, space.rulebook)]
        left = [question for question in left if question not in mine]
        count *= sum(_product(mine, case) for case, _, _ in space.cases(names, {}))
    return count * _product(left, {})


def _product(questions: list[Question], case: Case) -> int:
    count: int = 1
    for question in questions:
        count *= _ways(question, case)
    return count


def _together(groups: list[set[str]]) -> list[set[str]]:
    """Return the groups, those with something in common made into one."""
    found: list[set[str]] = []
    for group in filter(None, groups):
        apart = [other for other in found if not other & group]
        found = [*apart, group.union(*(other for other in found if other & group))]
    return found


def _with_own(question: Question, rulebook: Rulebook) -> set[str]:
    own = {OTHER_ROWS} if question.kind == "grid" else {question.id}
    return own | _branches(question, rulebook)


def _branches(question: Question, rulebook: Rulebook) -> set[str]:
    """Return the variables on which it depends whether a question is asked and what it offers."""
    own = {question.id} if question.kind == "one" else set[str]()
    beneath = with_branching(own, rulebook) - own
    hidden = [option.shown_when for option in question.options if option.shown_when is not None]
    beneath |= with_branching(variables(hidden), rulebook)
    return beneath | own if beneath else set()


def _ways(question: Question, case: Case) -> int:
    """Return in how many ways a question can be answered beside what a case settles."""
    if question.id in case or question.kind == "number":
        return 1
    if question.kind == "grid":
        states = int(len(question.options) ** len(question.rows))
        return states if OTHER_ROWS not in case else states - 1 if case[OTHER_ROWS] == YES else 1
    offered = [option for option in question.options if option_shown(option, case)]
    if question.kind == "one":
        return len(offered)
    alone = sum(option.exclusive for option in offered)
    # Nothing ticked counts as the default; where that is an option of its own, the two are one answer.
    return int(2 ** (len(offered) - alone)) + (0 if question.default else alone)
