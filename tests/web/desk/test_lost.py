"""Nothing that a consultant has typed is lost: not with the session, nor with the disk."""

from __future__ import annotations

import sqlite3

import pytest
from flask.testing import FlaskClient

from somerec.store import Consultant, Share, Store
from somerec.store.connection import connect
from tests.web.desk.conftest import PASSWORD, place, read
from tests.web.reader import Page
from tests.web.running import Clock

NOTES = "Notes of an <hour> & more"
FOREIGN = {"Sec-Fetch-Site": "cross-site"}


def form(share: Share) -> dict[str, str]:
    """Return what a consultant has typed for an hour."""
    return {
        "version": str(share.version),
        "do": "save",
        "notes": NOTES,
        "greeting": "",
        "notes_language": "nb",
    }


def sent(page: Page, **typed: str) -> dict[str, str]:
    """Return what a form sends that was filled in with this."""
    hidden = {control.name: control.value for control in page.forms[-1].controls if control.kind == "hidden"}
    return {**hidden, **typed}


def test_what_was_typed_when_the_session_had_ended_is_there_again_after_signing_in(
    desk: FlaskClient, store: Store, draft: Share, clock: Clock
) -> None:
    clock.wait(hours=13)
    ended = desk.post(place(draft, "/words"), data=form(draft))
    page = read(ended)
    assert ended.status_code == 403
    assert page.texts("h1") == ["You have been signed out in the meantime"]
    assert NOTES in page.texts("textarea")
    wrong = desk.post(
        "/desk/en/login",
        data=sent(page, login="kari", password="wrong", **{"kept.notes": NOTES}),  # noqa: S106
    )
    assert NOTES in read(wrong).texts("textarea")
    resumed = desk.post(
        "/desk/en/login", data=sent(read(wrong), login="kari", password=PASSWORD, **{"kept.notes": NOTES})
    )
    again = read(resumed)
    assert again.texts("h1") == ["You are signed in again"]
    assert NOTES in again.texts("textarea")
    assert again.forms[-1].action == place(draft, "/words")
    assert desk.post(again.forms[-1].action, data=sent(again, notes=NOTES)).status_code == 303
    assert store.desk.share(draft.consultant, draft.id).notes == NOTES


def test_after_too_many_tries_what_was_typed_can_still_be_read(
    desk: FlaskClient, draft: Share, clock: Clock
) -> None:
    clock.wait(hours=13)
    page = read(desk.post(place(draft, "/words"), data=form(draft)))
    tries = [
        desk.post("/desk/en/login", data=sent(page, login="kari", password="wrong", **{"kept.notes": NOTES}))  # noqa: S106
        for _ in range(11)
    ]
    assert tries[-1].status_code == 429
    assert NOTES in read(tries[-1]).texts("textarea")


def test_a_form_of_somebody_who_signs_in_as_somebody_else_changes_nothing(
    desk: FlaskClient, store: Store, draft: Share, clock: Clock, ola: Consultant
) -> None:
    clock.wait(hours=13)
    page = read(desk.post(place(draft, "/words"), data=form(draft)))
    kept = sent(page, login="ola", password=PASSWORD, **{"kept.notes": NOTES})
    again = read(desk.post("/desk/en/login", data=kept))
    assert desk.post(again.forms[-1].action, data=sent(again, notes=NOTES)).status_code == 404
    assert store.desk.share(draft.consultant, draft.id).notes == ""


def test_a_pin_is_never_written_into_a_page_that_signs_in(
    desk: FlaskClient, live: Share, clock: Clock
) -> None:
    clock.wait(hours=13)
    response = desk.post(place(live), data={"do": "pin", "pin": "918273"})
    assert (response.status_code, response.headers["Location"]) == (
        303,
        "/desk/en/login?back=%2Fdesk%2Fen%2F",
    )


def test_what_another_site_sends_is_neither_done_nor_repeated(
    desk: FlaskClient, store: Store, draft: Share, clock: Clock
) -> None:
    for path, fields in (
        ("/words", form(draft)),
        ("/settings", {"client": "Evil", "version": "1"}),
        ("/changes", {"do": "save", "version": "1"}),
        ("", {"do": "publish"}),
        ("/erase", {}),
        ("/export", {}),
    ):
        response = desk.post(place(draft, path), data=fields, headers=FOREIGN)
        assert response.status_code == 403
        assert NOTES not in response.text
    assert desk.post("/desk/en/new", data={"client": "x"}, headers=FOREIGN).status_code == 403
    assert store.desk.share(draft.consultant, draft.id) == draft
    clock.wait(hours=13)
    response = desk.post(place(draft, "/words"), data=form(draft), headers=FOREIGN)
    assert response.status_code == 303
    assert len(store.desk.shares(draft.consultant)) == 1


def test_a_pin_is_never_written_into_a_page_that_says_sorry(
    desk: FlaskClient, store: Store, live: Share, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "__kwdefaults__", {"patience": 0.05})
    store.close()
    other = sqlite3.connect(store.path)
    other.execute("BEGIN EXCLUSIVE")
    response = desk.post(place(live), data={"do": "pin", "pin": "918273"})
    other.rollback()
    other.close()
    assert response.status_code == 503
    assert "918273" not in response.text


def test_what_was_typed_when_the_disk_was_busy_can_be_sent_again(
    desk: FlaskClient, store: Store, draft: Share, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "__kwdefaults__", {"patience": 0.05})
    store.close()
    other = sqlite3.connect(store.path)
    other.execute("BEGIN EXCLUSIVE")
    response = desk.post(place(draft, "/words"), data=form(draft))
    other.rollback()
    other.close()
    page = read(response)
    assert response.status_code == 503
    assert NOTES in page.texts("textarea")
    assert desk.post(page.forms[-1].action, data=sent(page, notes=NOTES)).status_code == 303
    assert store.desk.share(draft.consultant, draft.id).notes == NOTES
