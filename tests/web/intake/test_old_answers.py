"""Old answers at the desk: they are carried over to today’s questions, and it is said what could not be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from somerec.advice.adjustments import Adjustment, read_adjustments, write_adjustments
from somerec.rulebook.library import Library
from somerec.store import Consultant, Draft, Share, Store
from somerec.web.keeping import keeping
from tests.editions.test_as_given import GONE, OLD, SPLIT
from tests.web.intake.test_filling import press
from tests.web.reader import Visitor
from tests.web.running import Clock

CHANGED = Adjustment("facebook_groups", "add", "The owner is there every day.", minutes=30)
"""A consultant’s change of a tactic that has another name today."""


@pytest.fixture(name="app")
def _app(tmp_path: Path, two_editions: Library, clock: Clock) -> Iterator[Flask]:
    settings = {"NOW": lambda: clock.now, "TODAY": clock.today, "EDITIONS": two_editions}
    app = create_app({"DATA": tmp_path / "data", **settings})
    yield app
    with app.app_context():
        keeping().store.close()


@pytest.fixture(name="draft")
def _draft(store: Store, clock: Clock, kari: Consultant) -> Share:
    """A share that was made under the first edition."""
    said = Draft(client="Kafé", edition="2026-1", answers=OLD, adjustments=write_adjustments([CHANGED]))
    return store.desk.create(kari.id, said, clock.now)


def test_old_answers_begin_as_todays_and_it_is_said_what_could_not_go_along(
    desk: FlaskClient, draft: Share
) -> None:
    page = Visitor(desk).open(f"/desk/answers/{draft.id}/en/")
    assert page.response.status_code == 200
    assert SPLIT in page.text
    assert GONE in page.text


def test_they_are_used_under_todays_rules_with_the_changes_of_the_consultant(
    desk: FlaskClient, store: Store, draft: Share, two_editions: Library
) -> None:
    press(desk, Visitor(desk).open(f"/desk/answers/{draft.id}/en/"))
    stored = store.desk.share(draft.consultant, draft.id)
    assert stored.edition == "2026-2"
    assert dict(parse_qsl(stored.answers))["business_type"] == "food_serve"
    assert "target_months" not in stored.answers
    (made,) = read_adjustments(stored.adjustments, two_editions.latest).adjustments
    assert (made.tactic, made.reason) == ("neighbour_groups", CHANGED.reason)


def test_until_then_the_share_is_what_it_was(desk: FlaskClient, store: Store, draft: Share) -> None:
    Visitor(desk).open(f"/desk/answers/{draft.id}/en/")
    Visitor(desk).open(f"/desk/answers/{draft.id}/en/questions/4")
    assert store.desk.share(draft.consultant, draft.id) == draft
