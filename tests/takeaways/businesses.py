"""The businesses whose plans are taken away in the tests: those of `tests/cases`, read once."""

from __future__ import annotations

from functools import cache

from somerec.advice.recommendation import Recommendation
from somerec.rulebook.load import load_rulebook
from somerec.rulebook.model import Rulebook
from tests.advice.cases import Case, all_cases

LANGUAGES = ("nb", "sv", "en")

EIGHT = (
    "plumber_small_town",
    "hairdresser_town",
    "carpenters_region",
    "fjord_hotel",
    "retail_group",
    "gift_shop_opening",
    "craft_brewery_norway",
    "cider_maker_sweden",
)
"""One of each depth that matters, in both countries, with open and closed gates."""


@cache
def cases() -> dict[str, Case]:
    """Return every case by its name, variants too."""
    return {case.id: case for case in all_cases()}


def advice(name: str) -> Recommendation:
    """Return what a business is advised."""
    return cases()[name].advice


def rulebook() -> Rulebook:
    """Return the rulebook that the advice comes from."""
    return load_rulebook()
