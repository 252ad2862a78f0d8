"""The editions there are: their order, the latest, and which one an address names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from somerec.rulebook.library import Library
from somerec.rulebook.load import EDITIONS, LATEST, SHIPPED, load_folder, load_rulebook
from somerec.rulebook.model import Rulebook


def called(edition: str) -> Rulebook:
    """Return a rulebook under another name."""
    return replace(load_rulebook(), edition=edition)


def test_editions_follow_each_other_by_year_and_number_not_by_letters() -> None:
    library = Library.of(called("2027-1"), called("2026-10"), called("2026-9"))

    assert library.editions == ("2026-9", "2026-10", "2027-1")
    assert library.latest.edition == "2027-1"
    assert [book.edition for book in library.path("2026-9")] == ["2026-10", "2027-1"]
    assert library.path("2027-1") == ()


def test_what_is_shipped_is_read_when_it_is_asked_for_and_once() -> None:
    library = Library.shipped()

    assert library.editions == SHIPPED
    assert library.latest is load_rulebook(LATEST) is load_rulebook()
    assert library.get(LATEST) is library.latest
    assert library.get("1999-1") is None


@pytest.mark.parametrize("edition", SHIPPED)
def test_a_folder_is_called_like_the_edition_in_it(edition: str) -> None:
    assert load_folder(EDITIONS / edition).edition == edition


def test_each_shipped_edition_follows_the_one_right_before_it() -> None:
    assert [load_rulebook(edition).history.before for edition in SHIPPED] == ["", *SHIPPED[:-1]]


def test_an_address_is_of_the_edition_that_it_names_first_and_else_of_the_latest() -> None:
    library = Library.of(called("2026-1"), called("2026-2"))

    def named(*editions: str) -> str:
        pairs = [("size", "2026-1"), *(("edition", edition) for edition in editions)]
        return library.named(pairs).edition

    assert named() == "2026-2"
    assert named("2026-1") == "2026-1"
    assert named("2025-1") == "2026-2"
    assert named("2025-1", "2026-1", "2026-2") == "2026-1"
