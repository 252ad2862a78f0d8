"""Each expectation of each business in `tests/cases` is a test of its own."""

from __future__ import annotations

import pytest

from tests.advice.cases import CHECKS, Case, all_cases

CASES = list(all_cases())


def _expectations() -> list[object]:
    return [pytest.param(case, name, id=f"{case.id}-{name}") for case in CASES for name in case.expect]


def test_cases_are_there_and_differ() -> None:
    names = [case.title for case in CASES]
    assert len(names) == len(set(names)), "Two cases have the same title."
    assert len(names) >= 28


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_case_states_only_what_can_be_checked(case: Case) -> None:
    assert case.expect, f"{case.title} expects nothing."
    assert not set(case.expect) - set(CHECKS)


@pytest.mark.parametrize(("case", "name"), _expectations())
def test_advice_is_as_expected(case: Case, name: str) -> None:
    wrong = case.wrong(name)
    assert not wrong, wrong
