"""The second edition itself: it is whole, tells what became of every id, and speaks three languages."""

from __future__ import annotations

import pytest

from somerec.rulebook.library import Library
from somerec.rulebook.model import Rulebook
from somerec.words.catalogue import MANY, ONE, texts


def test_it_follows_the_first(second: Rulebook, two_editions: Library) -> None:
    assert second.history.before == "2026-1"
    assert two_editions.editions == ("2026-1", "2026-2")
    assert two_editions.latest is second
    assert two_editions.path("2026-1") == (second,)


@pytest.mark.parametrize("number", [ONE, MANY])
@pytest.mark.parametrize("language", ["nb", "sv"])
def test_no_text_of_it_stays_english(language: str, number: int, second: Rulebook) -> None:
    english, translated = texts(second, "en", number), texts(second, language, number)
    new = [key for key in second.texts if key.startswith(("changes.", "tactics.neighbour_groups", "rules."))]

    left = [key for key in new if translated[key] == english[key]]

    assert left == []
