"""What the proof rests on: the lot, the table of the stages, and the solver's account of the rules."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from somerec import load_rulebook
from somerec.advice.answers import read_pairs
from somerec.advice.decide import decide
from somerec.proof import context as contexts
from somerec.proof.check import Asked, check
from somerec.proof.context import Context
from somerec.proof.lot import draw
from somerec.proof.report import line, number
from somerec.proof.sampling import sampled

RULEBOOK = load_rulebook()


def test_the_lot_always_falls_on_the_same_businesses_and_rarely_twice_on_one() -> None:
    one, two = ([drawn.query for drawn in draw(RULEBOOK, 50)] for _ in range(2))

    assert one == two
    assert len(set(one)) == 50


def test_a_business_as_drawn_is_the_business_as_read_from_its_address() -> None:
    for drawn in draw(RULEBOOK, 200):
        read = read_pairs(drawn.pairs, RULEBOOK).whole()

        assert read.complete.keys() == drawn.answers.complete.keys()
        for name, value in read.complete.items():
            found = drawn.answers.complete[name]
            assert found == (dict(value) if isinstance(value, Mapping) else value), name


def test_every_condition_means_the_same_to_the_solver_and_to_the_engine() -> None:
    context = Context(RULEBOOK, sample=0)
    encoding, solving = context.encoding, context.solving
    assert encoding is not None
    assert solving is not None
    early = ("cap", "close_gate", "hours", "answering", "guess_buying", "propose", "steer", "draft")
    effects = [effect for verb in early for effect in RULEBOOK.having(verb)]
    fires = {effect: encoding.fires(effect) for effect in effects}

    for drawn in draw(RULEBOOK, 100):
        values = decide(drawn.answers, RULEBOOK).facts.values
        known = encoding.answers(values)
        for effect, literal in fires.items():
            holds = effect.part.when.test(values)
            assert solving.possible([*known, literal]) == holds, effect.part.key
            assert solving.possible([*known, -literal]) != holds, effect.part.key


def test_the_engine_s_decisions_are_among_the_plans_of_the_clauses() -> None:
    found = sampled(Context(RULEBOOK, sample=300))

    assert found.compared == found.count == 300
    assert found.against == {}


def test_without_a_solver_a_property_is_sampled_and_called_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contexts, "solver_there", lambda: False)

    result = next(iter(check(RULEBOOK, Asked(sample=400, only=("gate_closed",)))))

    assert result.method == "sampled"
    assert result.sets == 400
    assert "sampled, 400 businesses" in line(result)
    assert "proved" not in line(result)


def test_the_same_properties_hold_for_any_number_of_businesses_drawn() -> None:
    result = next(iter(check(RULEBOOK, Asked(sample=0, only=("gate_closed",)))))

    assert result.method == "solver"
    assert "proved by solver for all 3." in line(result)


def test_large_numbers_are_written_so_that_they_can_be_read() -> None:
    assert number(34_160) == "34,160"
    assert number(304_142_023_510_639) == "3.04 · 10^14"
