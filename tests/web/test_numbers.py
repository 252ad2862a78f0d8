"""Figures as people type them into the questionnaire: with a comma, with spaces, or not at all."""

from __future__ import annotations

import pytest

from tests.web.reader import Visitor


@pytest.mark.parametrize("typed", ["12 500,5", " 12\u00a0500,50 ", "12\u202f500.5", "12500,5"])
def test_a_number_may_have_a_comma_and_spaces_as_people_write_it(visitor: Visitor, typed: str) -> None:
    opened = visitor.open("/nb/questions/4?goal=sales&target_size=own_number")
    page = visitor.send(opened, {"target_today": typed, "target_wanted": "1 000 000"})
    assert page.query == ("goal=sales&target_size=own_number&target_today=12500.5&target_wanted=1000000")


@pytest.mark.parametrize("typed", ["12 5", "1 2345", "1,234.5", "1e9", "9" * 13, "-4", "١٢"])
def test_what_could_mean_two_numbers_or_none_is_asked_for_again(visitor: Visitor, typed: str) -> None:
    opened = visitor.open("/nb/questions/4?goal=sales&target_size=own_number")
    page = visitor.send(opened, {"target_today": typed, "target_wanted": "60"})
    assert page.title.startswith("Feil: ")
    assert page.values("target_today") == [typed]
    assert page.values("target_wanted") == ["60"]


def test_another_language_says_the_same_error_and_keeps_what_was_typed(visitor: Visitor) -> None:
    opened = visitor.open("/nb/questions/4?goal=sales&target_size=own_number")
    page = visitor.send(opened, {"target_today": "førti", "target_wanted": "60"})
    page = visitor.open(page.link("Svenska"))
    assert page.title.startswith("Fel: ")
    assert page.values("target_today") == ["førti"]
    assert page.values("target_wanted") == ["60"]
