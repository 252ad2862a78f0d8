"""A consultant’s own account: she changes her password, and nobody else does."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from somerec.store import Consultant, Store
from somerec.web.desk.session import COOKIE
from tests.web.desk.conftest import PASSWORD, browser, read, signed_in
from tests.web.running import Clock

NEW = "four words and a half"


def change(desk: FlaskClient, old: str = PASSWORD, new: str = NEW, **headers: str) -> TestResponse:
    """Fill in the form."""
    return desk.post("/desk/en/account", data={"old": old, "password": new}, headers=headers)


def opens(app: Flask, password: str) -> bool:
    """Say whether Kari gets in with a password, in a browser that knows nobody."""
    sent = {"login": "kari", "password": password}
    return browser(app).post("/desk/en/login", data=sent).status_code == 303


def test_the_new_password_opens_the_desk_from_now_on_and_the_old_one_does_not(
    app: Flask, desk: FlaskClient
) -> None:
    response = change(desk)
    assert response.status_code == 200
    assert "The password is changed" in read(response).texts("h1")
    assert (opens(app, PASSWORD), opens(app, NEW)) == (False, True)


def test_every_other_session_ends_and_this_one_gets_another_cookie(  # noqa: PLR0913, PLR0917  Three browsers.
    app: Flask, desk: FlaskClient, store: Store, kari: Consultant, ola: Consultant, clock: Clock
) -> None:
    other, stranger = (signed_in(app, store, one, clock.now) for one in (kari, ola))
    before = desk.get_cookie(COOKIE)
    assert before is not None
    change(desk)
    assert [one.get("/desk/en/new").status_code for one in (desk, other, stranger)] == [200, 303, 200]
    desk.set_cookie(COOKIE, before.value, secure=True)
    assert desk.get("/desk/en/new").status_code == 303


def test_a_wrong_old_password_changes_nothing_and_no_password_is_written_into_a_page(
    app: Flask, desk: FlaskClient
) -> None:
    response = change(desk, old="a guess of somebody")
    assert response.status_code == 403
    assert "This is not the current password." in read(response).text
    assert "a guess of somebody" not in response.text
    assert NEW not in response.text
    assert (opens(app, PASSWORD), opens(app, NEW)) == (True, False)


@pytest.mark.parametrize(
    ("new", "fault"),
    [
        ("", "The password is too short. It needs at least 12 characters."),
        ("too little", "The password is too short. It needs at least 12 characters."),
        ("p" * 201, "The password is too long. It can have 200 characters at most."),
    ],
)
def test_a_new_password_keeps_the_rules_of_the_invitation_and_asking_costs_no_try(
    app: Flask, desk: FlaskClient, new: str, fault: str
) -> None:
    for _ in range(12):
        response = change(desk, new=new)
        assert response.status_code == 422
        assert fault in read(response).text
    assert opens(app, PASSWORD)


def test_wrong_old_passwords_count_as_tries_at_signing_in(
    app: Flask, desk: FlaskClient, clock: Clock
) -> None:
    assert [change(desk, old="a guess").status_code for _ in range(10)] == [403] * 10
    refused = change(desk)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "3001"
    assert PASSWORD not in refused.text
    assert not opens(app, PASSWORD)
    assert desk.get("/desk/en/new").status_code == 200
    clock.wait(hours=1)
    assert change(desk).status_code == 200


def test_a_right_old_password_costs_no_try(desk: FlaskClient) -> None:
    old, new = PASSWORD, NEW
    for _ in range(11):
        assert change(desk, old, new).status_code == 200
        old, new = new, old


def test_what_is_done_to_an_account_stands_on_its_page_and_on_nobody_elses(
    app: Flask, desk: FlaskClient, store: Store, ola: Consultant, clock: Clock
) -> None:
    clock.wait(minutes=5)
    change(desk)
    lines = read(desk.get("/desk/sv/account")).text
    assert "12:10Lösenord valt" in lines
    assert "12:15Lösenord bytt" in lines
    assert "Lösenord bytt" not in signed_in(app, store, ola, clock.now).get("/desk/sv/account").text


def test_a_form_of_another_site_changes_nothing(app: Flask, desk: FlaskClient) -> None:
    response = change(desk, **{"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert NEW not in response.text
    assert opens(app, PASSWORD)


def test_a_form_whose_session_has_ended_leads_to_the_sign_in_and_keeps_no_password(
    desk: FlaskClient, clock: Clock
) -> None:
    clock.wait(hours=12)
    for sent in ({"old": PASSWORD, "password": NEW}, {"old": PASSWORD}):
        response = desk.post("/desk/en/account", data=sent)
        assert response.status_code == 303
        assert response.headers["Location"] == "/desk/en/login?back=%2Fdesk%2Fen%2F"
        assert PASSWORD not in response.text


@pytest.mark.parametrize("shut", ["disable", "reset"])
def test_whoever_is_shut_out_while_the_old_password_is_checked_stays_out(
    desk: FlaskClient, store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch, shut: str
) -> None:
    def check(*_: object) -> bool:
        getattr(store.desk, shut)("kari", clock.now)
        return True

    monkeypatch.setattr("somerec.web.desk.password.is_right", check)
    response = change(desk)
    assert response.status_code == 303
    assert response.headers["Location"].startswith("/desk/en/login")
    assert store.desk.login("kari") is None


@pytest.mark.parametrize(
    ("lang", "heading", "button"),
    [
        ("nb", "Kontoen din", "Bytt passord"),
        ("sv", "Ditt konto", "Byt lösenord"),
        ("en", "Your account", "Change the password"),
    ],
)
def test_the_account_is_one_step_from_every_page_of_the_desk(
    desk: FlaskClient, lang: str, heading: str, button: str
) -> None:
    start = read(desk.get(f"/desk/{lang}/"))
    (way,) = [href for text, href in start.links if "Kari Hansen" in text]
    page = read(desk.get(way))
    assert page.texts("h1") == [heading]
    assert button in page.texts("button")
