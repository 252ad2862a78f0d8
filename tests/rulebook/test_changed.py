"""What an edition changed is told completely and truthfully in its changes.yaml, and nothing else is."""

from __future__ import annotations

import pytest

from somerec.rulebook.changed import changed, moved, named
from somerec.rulebook.digest import digest
from somerec.rulebook.history import Change, Moves
from somerec.rulebook.library import Library
from somerec.rulebook.load import load_folder, load_rulebook
from somerec.rulebook.model import Rulebook
from somerec.rulebook.renamed import renamed
from tests.rulebook.broken import Edition

LATER = Library.shipped().editions[1:]


def untold(new: Rulebook, old: Rulebook) -> list[str]:
    """Return what differs and no change tells."""
    told = {name for change in new.history.changes for name in named(change)}
    return [item.part for item in changed(old, new, new.history.moves) if not item.told_by & told]


def unfounded(new: Rulebook, old: Rulebook) -> list[tuple[str, str, str]]:
    """Return what changes name and is as it was."""
    differs = {name for item in changed(old, new, new.history.moves) for name in item.told_by}
    true = differs | moved(new.history.moves)
    return [(change.id, *name) for change in new.history.changes for name in named(change) - true]


def test_every_later_edition_that_is_shipped_tells_all_that_it_changed_and_nothing_else() -> None:
    for edition in LATER:
        new = load_rulebook(edition)
        old = load_rulebook(new.history.before)
        assert untold(new, old) == [], edition
        assert unfounded(new, old) == [], edition


def test_the_second_edition_tells_all_that_it_changed_and_nothing_else(second: Rulebook) -> None:
    old = load_rulebook("2026-1")

    assert untold(second, old) == []
    assert unfounded(second, old) == []


@pytest.mark.parametrize("change", ["three_tactics", "half_a_job", "groups", "markets", "no_deadline"])
def test_a_change_that_is_not_told_is_missed(second: Rulebook, change: str) -> None:
    told = [one for one in second.history.changes if one.id != change]
    names = {name for one in told for name in named(one)}
    old = load_rulebook("2026-1")

    assert [item.part for item in changed(old, second, second.history.moves) if not item.told_by & names]


@pytest.mark.parametrize(
    "change",
    [
        Change("invented", rules=("R36",)),
        Change("invented", tactics=("instagram",)),
        Change("invented", questions=("size",)),
    ],
)
def test_a_change_that_names_what_is_as_it_was_is_seen(second: Rulebook, change: Change) -> None:
    moves = second.history.moves
    differs = {name for item in changed(load_rulebook("2026-1"), second, moves) for name in item.told_by}

    assert not named(change) & (differs | moved(moves))


def test_what_merely_got_another_name_does_not_differ(second: Rulebook) -> None:
    old = load_rulebook("2026-1")

    parts = {item.part for item in changed(old, second, second.history.moves)}

    assert "questions.area" not in parts
    assert not [part for part in parts if "facebook_groups" in part]
    assert "tactics.neighbour_groups" in parts  # It has another name and other minutes.


def test_an_edition_without_moves_is_the_same_under_its_own_names() -> None:
    rulebook = load_rulebook()

    assert digest(renamed(rulebook, Moves())) == digest(rulebook)


@pytest.mark.parametrize(
    ("old", "new", "part", "name"),
    [
        ("usable_percent: 85", "usable_percent: 80", "settings.usable_percent", ("rules", "R53")),
        ("hired_hour_kr: 4000", "hired_hour_kr: 5000", "settings.hired_hour_kr", ("rules", "R03b")),
        ("raise_to: 5", "raise_to: 4", "tiers.T4.raise_to", ("rules", "R59")),
        ("no: 500", "no: 600", "settings.hour_value", ("questions", "market")),
    ],
)
def test_a_number_is_told_by_the_rule_or_question_that_speaks_of_it(
    edition: Edition, old: str, new: str, part: str, name: tuple[str, str]
) -> None:
    edition.replace("scope.yaml", old, new)

    (found,) = changed(load_rulebook(), load_folder(edition.folder), Moves())

    assert found.part == part
    assert name in found.told_by


def test_the_minutes_of_an_action_are_told_by_the_rules_that_ask_for_it(edition: Edition) -> None:
    edition.replace("actions.yaml", "minutes: 30", "minutes: 40")

    (found,) = changed(load_rulebook(), load_folder(edition.folder), Moves())

    action = found.part.removeprefix("actions.")
    asking = {item.rule.id for item in load_rulebook().having("act") if action in item.value}
    assert {name for _, name in found.told_by} >= asking > set()
