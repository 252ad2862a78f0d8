"""The engine's short cuts, held against the plain reading of the same conditions.

The index rules out effects by the answers before anything is tested, and reasons that rest on answers alone
are kept for the next who gives them. Neither may ever be noticed.
"""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import example, given
from hypothesis import strategies as st

from somerec.advice.firing import firing, reason, resting_on
from somerec.rulebook.conditions import All, AnyOf, Condition, Facts, Has, Held, Not, OneOf, Term, Value
from somerec.rulebook.index import Index, split
from somerec.rulebook.parse_conditions import FACTS, THIS
from tests.strategies import RULEBOOK, Business, businesses

OPTIONS = ("a", "b", "c")

TWO_TICKS_WANTED = All((Has("many", frozenset("a")), Has("many", frozenset("b"))))
ONE_TICK: dict[str, Value] = {
    "many": frozenset("a"),
    "more": None,
    "first": "a",
    "second": None,
    "tier": None,
}


def _later_facts() -> st.SearchStrategy[dict[str, Value]]:
    """Draw what later stages could find out, whether or not it goes with the answers."""
    values: dict[str, st.SearchStrategy[Value]] = {}
    for name, fact in FACTS.items():
        if fact.options is None:
            values[name] = st.integers(0, 5000)
        elif fact.many:
            values[name] = st.frozensets(st.sampled_from(sorted(RULEBOOK.tactics)))
        elif fact.about:
            question = RULEBOOK.questions[fact.about]
            values[name] = st.sampled_from([option.id for option in question.options])
        else:
            values[name] = st.sampled_from(fact.options)
    return st.fixed_dictionaries(values)


@given(businesses(), _later_facts())
def test_the_effects_that_fire_are_those_whose_whole_condition_holds(
    business: Business, later: Mapping[str, Value]
) -> None:
    facts = business.answers.facts(RULEBOOK)
    facts.values.update(later)

    for verb, effects in RULEBOOK.effects.items():
        fired = [
            effect for effect in firing(verb, RULEBOOK, facts) if _own_holds(effect.part.split.own, facts)
        ]
        assert fired == [effect for effect in effects if effect.part.when.test(facts.values)], verb


def _own_holds(own: Condition | None, facts: Facts) -> bool:
    return own is None or own.test(facts.values)


@given(businesses())
def test_a_reason_that_is_kept_is_the_one_that_would_be_made_anew(business: Business) -> None:
    facts = business.answers.facts(RULEBOOK)

    for effects in RULEBOOK.effects.values():
        for effect in effects:
            if effect.part.answers is not None and effect.part.when.test(facts.values):
                for points in (0, 2):
                    anew = resting_on(effect.part.when.matched(facts), effect, points)
                    assert reason(effect, facts, points) == anew


def _some_options() -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(OPTIONS))


def _conditions() -> st.SearchStrategy[Condition]:
    """Draw conditions on a small questionnaire, on a later fact and on the tactic in question."""
    lines: st.SearchStrategy[Condition] = st.one_of(
        st.builds(OneOf, st.sampled_from(("first", "second", "tier", THIS)), _some_options()),
        st.builds(Has, st.sampled_from(("many", "more")), _some_options()),
        st.just(Held("many")),
    )
    return st.recursive(lines, _combined, max_leaves=6)


def _combined(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Not, inner),
        st.builds(All, several),
        st.builds(AnyOf, several),
        st.builds(Term, st.just("term"), inner),
    )


def _facts() -> st.SearchStrategy[dict[str, Value]]:
    """Draw answers and later facts; a hidden question has no answer."""
    one = st.sampled_from((None, *OPTIONS))
    many = st.none() | _some_options()
    return st.fixed_dictionaries(
        {"first": one, "second": one, "many": many, "more": many, "tier": one, THIS: one}
    )


@given(st.lists(_conditions(), max_size=5), _facts())
@example([TWO_TICKS_WANTED, Not(TWO_TICKS_WANTED)], ONE_TICK)
def test_the_index_and_what_it_leaves_to_test_say_what_the_condition_says(
    conditions: list[Condition], values: dict[str, Value]
) -> None:
    splits = [split(condition, {"first", "second", "many", "more"}) for condition in conditions]
    possible = Index({"act": splits}).possible(values)

    for condition, parted, byte in zip(conditions, splits, possible, strict=True):
        left = [part for part in (parted.rest, parted.own) if part is not None]
        assert (byte == 1 and all(part.test(values) for part in left)) == condition.test(values)
