"""The checker can fail: faults are seeded in rulebook and engine, and each is caught by its property."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from somerec import Answers, load_rulebook, recommend
from somerec.advice import choosing, closing, fit
from somerec.proof.cases import START
from somerec.proof.check import Asked, check
from somerec.proof.context import Context
from somerec.proof.report import lines
from somerec.proof.result import Result
from somerec.proof.sampling import AGREEMENT, sampled
from somerec.rulebook.load import load_folder
from somerec.rulebook.model import Rulebook
from tests.proof.faults import OF_RULES, Seeded
from tests.rulebook.broken import Edition

pytestmark = pytest.mark.proof


def looked_at(rulebook: Rulebook, name: str, *, rules: tuple[str, ...] = (), sample: int = 0) -> Result:
    """Return what became of one property, with so many businesses drawn for it."""
    return next(iter(check(rulebook, Asked(sample, only=(name,), rules=rules))))


@pytest.mark.parametrize("seeded", OF_RULES, ids=lambda seeded: seeded.fault)
def test_a_fault_of_the_rulebook_is_caught(seeded: Seeded, edition: Edition) -> None:
    for file, old, new in seeded.edits:
        edition.replace(file, old, new)
    rulebook = load_folder(edition.folder)

    result = looked_at(rulebook, seeded.fails, rules=seeded.rules)

    said = "\n".join(lines(result))
    assert not result.holds
    assert seeded.says in said
    if result.counterexample is not None:
        recommend(Answers.from_query(result.counterexample.query, rulebook), rulebook, START)
        assert "answers:" in result.counterexample.case


# Faults of the engine ---------------------------------------------------------------------------------------


def caught(name: str, says: str, *, sample: int = 0, rulebook: Rulebook | None = None) -> None:
    """Hold that a property of the real edition fails, and that the checker says so."""
    result = looked_at(rulebook or load_rulebook(), name, sample=sample)
    assert not result.holds
    assert says in "\n".join(lines(result))


def wrapped(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, change: Callable[..., Any]) -> None:
    """Put a function in the place of another, which it gets as its first argument."""
    usual = getattr(owner, name)
    monkeypatch.setattr(owner, name, lambda *args, **kwargs: change(usual, *args, **kwargs))


def test_an_off_by_one_in_the_fit_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def fit_one_more(usual: Callable[..., fit.Fitted], packer: fit.Packer, *rest: Any) -> fit.Fitted:
        packer.minutes += 1
        fitted = usual(packer, *rest)
        packer.minutes -= 1
        return fitted

    wrapped(monkeypatch, fit.Packer, "_take_or_cut", fit_one_more)

    caught("time", "minutes left")


def test_a_trial_that_takes_no_account_of_the_hours_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit.Packer, "_trial_pace", lambda packer, _: (max(0, packer.minutes), "half"))
    monkeypatch.setattr(fit.Packer, "_take", lambda *_: None)

    caught("time", "minutes left")


def test_deepening_beyond_the_hours_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit, "RAISED_PERCENT", 185)

    caught("time", "is deepened beyond")


@pytest.mark.parametrize("name", ["social_cap", "tactics_cap"])
def test_the_two_caps_swapped_in_the_engine_are_caught(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def swapped(usual: Callable[..., None], packer: fit.Packer, *rest: Any) -> None:
        usual(packer, *rest)
        packer.tactics, packer.social = packer.social, packer.tactics

    wrapped(monkeypatch, fit.Packer, "__init__", swapped)

    caught(name, "places left of")


def test_a_cap_that_is_not_counted_down_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit.Packer, "_caps", lambda *_: [])

    caught("social_cap", "with 0 places left")


def test_costs_that_are_left_out_of_account_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit.Packer, "_cost", lambda *_: 0)

    caught("money", "is taken with 0 kroner left")


def test_a_block_that_packing_overlooks_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def overlooking(usual: Callable[..., fit.Fitted], packer: fit.Packer, stands: Any) -> fit.Fitted:
        return packer._take_or_cut(stands, 1) if stands.waits else usual(packer, stands)

    wrapped(monkeypatch, fit.Packer, "_fit", overlooking)

    caught("blocked", "although it is blocked")


def test_a_gate_that_the_engine_ignores_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def open_to_all(usual: Callable[..., Any], tactic: Any, fired: Any) -> Any:
        return usual(
            tactic, [ground for ground in fired if not ground.effect or ground.effect.rule.id != "R31"]
        )

    wrapped(monkeypatch, choosing, "standing", open_to_all)
    choosing.judge_of.cache_clear()

    caught("gate_closed", "for example", sample=2000)
    assert AGREEMENT in sampled(Context(load_rulebook(), sample=200)).against
    choosing.judge_of.cache_clear()


def test_a_first_step_that_is_too_long_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closing, "MOST_FIRST_MINUTES", 90)

    caught("first_step_short", "the first step is")


def test_a_first_step_that_takes_no_time_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closing, "MOST_FIRST_MINUTES", 0)

    caught("this_week", "0 minutes")
