"""A published edition never changes: its digest is held here, and its wording may still be mended."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from somerec.rulebook.digest import digest
from somerec.rulebook.load import EDITIONS, LATEST, load_folder, load_rulebook
from tests.rulebook.broken import Edition

PUBLISHED: dict[str, str] = json.loads(Path(__file__).with_name("published.json").read_text("utf-8"))

WHAT_TO_DO = """
Edition {edition} is published, and what it decides by has changed. Addresses, kept results and shares hold
advice that was given under it, and it must stay as it was given. So take the change back, and make it in a
new edition: copy the folder, give it the next number, and tell the change in its changes.yaml. Before its
first release, an edition's digest is not in tests/rulebook/published.json."""


@pytest.mark.parametrize("edition", PUBLISHED)
def test_a_published_edition_decides_by_what_it_was_published_with(edition: str) -> None:
    assert digest(load_rulebook(edition)) == PUBLISHED[edition], WHAT_TO_DO.format(edition=edition)


def test_every_published_edition_comes_with_the_program() -> None:
    assert set(PUBLISHED) <= {path.name for path in EDITIONS.iterdir()}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("scope.yaml", "threshold: 4", "threshold: 5"),
        ("scope.yaml", "social: 1\n", "social: 2\n"),
        ("scope.yaml", "hours: {percent: 50, least: 30}", "hours: {percent: 60, least: 30}"),
        ("scope.yaml", "{h0: T0, h1: T1, h3: T1", "{h0: T0, h1: T1, h3: T2"),
        ("scope.yaml", "      - {business_type: [shop, tourism]}", "      - {business_type: [shop]}"),
        (
            "scope.yaml",
            "when: {who: hired, money: {at_least: m2}}",
            "when: {who: hired, money: {at_least: m3}}",
        ),
    ],
)
def test_a_number_an_effect_or_a_condition_that_changes_is_seen(
    edition: Edition, file: str, old: str, new: str
) -> None:
    edition.replace(file, old, new)

    assert digest(load_folder(edition.folder)) != digest(load_rulebook(LATEST))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Hours count only where somebody has them.", "Hours only count where somebody has them."),
        ("source: [F36, judgement]", "source: [F36]"),
    ],
)
def test_wording_and_sources_may_be_mended(edition: Edition, old: str, new: str) -> None:
    edition.replace("scope.yaml", old, new)

    assert digest(load_folder(edition.folder)) == digest(load_rulebook(LATEST))
