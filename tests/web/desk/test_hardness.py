"""What no form of ours sends: it is refused in words, soon, and never ends in a fault of the program."""

from __future__ import annotations

from errno import ENOSPC
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from somerec.store import Consultant, Share, Store
from somerec.web.desk.common import MOST_FIELDS
from tests.web.desk.conftest import browser, place


@pytest.mark.parametrize(
    "adjustments",
    [
        "5",
        "null",
        "[" * 100_000,
        f'[{{"minutes": {"9" * 400}}}]',
        r'[{"tactic": "\ud800", "verb": "add", "reason": "\ud800"}]',
    ],
)
@pytest.mark.parametrize("do", ["save", "look", "more"])
def test_changes_that_no_page_has_sent_are_no_fault_of_the_program(
    desk: FlaskClient, draft: Share, adjustments: str, do: str
) -> None:
    sent = {"adjustments": adjustments, "do": do, "version": str(draft.version)}
    assert desk.post(place(draft, "/changes"), data=sent).status_code < 500


def test_a_week_of_five_thousand_digits_is_a_fault_of_the_form(desk: FlaskClient, draft: Share) -> None:
    row = {"tactic.0": "newsletter", "verb.0": "add", "week.0": "9" * 5000, "reason.0": "Why"}
    assert desk.post(place(draft, "/changes"), data={**row, "do": "save"}).status_code == 422


def test_a_form_shows_no_more_changes_than_a_plan_can_have(desk: FlaskClient, draft: Share) -> None:
    many = f"[{', '.join(['{}'] * 40_000)}]"
    answer = desk.post(place(draft, "/changes"), data={"adjustments": many, "do": "more"})
    assert answer.text.count("<fieldset") == 61


def test_a_version_that_no_number_can_hold_is_no_page(desk: FlaskClient, draft: Share) -> None:
    assert desk.get(f"/desk/answers/{draft.id}/{'9' * 5000}/en/check").status_code == 404


def test_a_form_that_the_disk_refused_begins_its_share_when_it_is_sent_again(
    desk: FlaskClient, store: Store, kari: Consultant, draft: Share, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = {"client": "Nye AS", "way": "intake", "form": "f" * 22}

    def full(_folder: Path) -> bytes:
        raise OSError(ENOSPC, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("somerec.store.desk_links.key_of", full)
        assert desk.post("/desk/en/new", data=sent).status_code == 503
    made = [desk.post("/desk/en/new", data=sent).headers["Location"] for _ in range(2)]
    assert [one.client for one in store.desk.shares(kari.id)] == ["Nye AS", draft.client]
    assert made[1] == "/desk/en/"


@pytest.mark.parametrize("path", ["/desk/en/login", "/desk/en/new"])
def test_a_stranger_cannot_have_thousands_of_fields_written_into_a_page(app: Flask, path: str) -> None:
    fields = [("kept.notes", "x")] * (MOST_FIELDS + 1)
    body = "&".join(f"{name}={value}" for name, value in fields)
    form = "application/x-www-form-urlencoded"
    assert browser(app).post(path, data=body, content_type=form).status_code == 413


def test_nor_by_way_of_the_questionnaire_at_the_desk(app: Flask, draft: Share) -> None:
    body = "&".join(["answers=x"] * (MOST_FIELDS + 1))
    form = "application/x-www-form-urlencoded"
    path = f"/desk/answers/{draft.id}/1/en/use"
    assert browser(app).post(path, data=body, content_type=form).status_code == 413


def test_whoever_opens_the_desk_in_a_tab_cannot_lead_that_tab_elsewhere(
    app: Flask, desk: FlaskClient, draft: Share
) -> None:
    for path in ("/desk/en/", place(draft), f"/desk/answers/{draft.id}/1/en/check"):
        assert desk.get(path).headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert browser(app).get("/desk/en/login").headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Cross-Origin-Opener-Policy" not in browser(app).get("/en/").headers
