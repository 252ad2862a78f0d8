"""Signing in: by one link first, then by password, and never without saying what goes on."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from somerec.store import Consultant, Store
from somerec.web.desk.session import COOKIE
from tests.web.desk.conftest import PASSWORD, browser, read, signed_in
from tests.web.running import HIDDEN, Clock, says


@pytest.fixture(name="visitor")
def _visitor(app: Flask) -> FlaskClient:
    return browser(app)


def enter(client: FlaskClient, login: str = "kari", password: str = PASSWORD, **more: str) -> tuple[int, str]:
    """Fill in the form; return the status and where it leads."""
    response = client.post("/desk/en/login", data={"login": login, "password": password, **more})
    return response.status_code, response.headers.get("Location", "")


@pytest.fixture(name="link")
def _link(store: Store, clock: Clock) -> str:
    return welcome(store, clock)


def welcome(store: Store, clock: Clock) -> str:
    """Return where the one-time link of a new consultant leads."""
    return f"/desk/en/welcome/{store.desk.invite('eva', 'Eva Lund', 'nb', '', clock.now)}"


def test_the_door_leads_to_the_desk_in_the_browsers_language(visitor: FlaskClient) -> None:
    response = visitor.get("/desk/", headers={"Accept-Language": "nn-NO"})
    assert (response.status_code, response.headers["Location"]) == (302, "/desk/nb/")
    assert "Accept-Language" in response.headers["Vary"]


def test_whoever_is_not_signed_in_is_led_to_the_form_and_back(visitor: FlaskClient, kari: Consultant) -> None:
    response = visitor.get("/desk/sv/?state=draft")
    assert response.status_code == 303
    assert response.headers["Location"] == "/desk/sv/login?back=%2Fdesk%2Fsv%2F%3Fstate%3Ddraft"
    page = read(visitor.get(response.headers["Location"]))
    assert page.lang == "sv"
    assert enter(visitor, back=page.values("back")[0]) == (303, "/desk/sv/?state=draft")
    assert kari.name in visitor.get("/desk/sv/?state=draft").text


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example/desk/en/",
        "//evil.example/desk/en/",
        "/\\evil.example",
        "/desk//evil.example",
        "/desk/../en/",
        "/en/",
        "/desk/en/\r\nSet-Cookie: a=b",
        "/desk/en/login?back=/desk/en/",
        "/desk/en/logout",
        "javascript:alert(1)",
    ],
)
def test_the_way_back_leads_to_the_desk_and_nowhere_else(
    visitor: FlaskClient, kari: Consultant, back: str
) -> None:
    assert enter(visitor, back=back) == (303, "/desk/en/")


def test_the_cookie_is_one_and_cannot_be_read_sent_elsewhere_or_had_without_https(
    visitor: FlaskClient, kari: Consultant
) -> None:
    assert "Set-Cookie" not in visitor.get("/desk/en/login").headers
    response = visitor.post("/desk/en/login", data={"login": " KARI ", "password": PASSWORD})
    (cookie,) = response.headers.getlist("Set-Cookie")
    parts = {part.strip().partition("=")[0] for part in cookie.split(";")[1:]}
    assert cookie.startswith(f"{COOKIE}=")
    assert parts == {"Expires", "Max-Age", "Secure", "HttpOnly", "Path", "SameSite"}
    assert "SameSite=Lax" in cookie
    assert "Max-Age=43200" in cookie
    assert "Path=/;" in f"{cookie};"


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(
    visitor: FlaskClient, kari: Consultant
) -> None:
    wrong = visitor.post("/desk/en/login", data={"login": "kari", "password": "wrong password"})
    unknown = visitor.post("/desk/en/login", data={"login": "nobody", "password": "wrong password"})
    assert wrong.status_code == unknown.status_code == 403
    assert wrong.text == unknown.text.replace('value="nobody"', 'value="kari"')
    assert "The login name or the password is not right" in wrong.text
    assert "Set-Cookie" not in wrong.headers
    assert "wrong password" not in wrong.text


def test_an_eleventh_try_in_an_hour_is_refused_even_with_the_right_password(
    visitor: FlaskClient, kari: Consultant, clock: Clock
) -> None:
    assert [enter(visitor, "kari", "guess")[0] for _ in range(10)] == [403] * 10
    refused = visitor.post("/desk/en/login", data={"login": "kari", "password": PASSWORD})
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "3001"
    assert "You can try again in 51\N{NO-BREAK SPACE}minutes" in refused.text
    clock.wait(hours=1)
    assert enter(visitor)[0] == 303


def test_whoever_guesses_elsewhere_keeps_no_consultant_out(
    visitor: FlaskClient, desk: FlaskClient, kari: Consultant
) -> None:
    elsewhere = {"REMOTE_ADDR": "198.51.100.1"}
    for _ in range(11):
        guessed = visitor.post(
            "/desk/en/login", data={"login": "kari", "password": "guess"}, environ_base=elsewhere
        )
    assert guessed.status_code == 429
    assert enter(visitor)[0] == 303
    assert desk.get("/desk/en/new").status_code == 200


def test_whoever_guesses_from_many_networks_ends_no_session_and_a_new_link_lets_in_all_the_same(
    visitor: FlaskClient, desk: FlaskClient, store: Store, clock: Clock
) -> None:
    for number in range(50):
        assert store.desk.may_try_login("kari", f"network {number}", clock.now)
    assert enter(visitor)[0] == 429
    assert desk.get("/desk/en/new").status_code == 200
    link = f"/desk/en/welcome/{store.desk.reset('kari', clock.now)}"
    assert visitor.post(link, data={"password": PASSWORD, "again": PASSWORD}).status_code == 303
    assert visitor.get("/desk/en/new").status_code == 200


def test_a_right_password_lets_the_tries_begin_anew(visitor: FlaskClient, kari: Consultant) -> None:
    for _ in range(2):
        assert [enter(visitor, "kari", "guess")[0] for _ in range(9)] == [403] * 9
        assert enter(visitor)[0] == 303


def test_a_network_that_tries_many_names_is_refused_and_others_are_not(
    visitor: FlaskClient, kari: Consultant
) -> None:
    assert [enter(visitor, login=f"name{number}")[0] for number in range(30)] == [403] * 30
    assert enter(visitor)[0] == 429
    response = visitor.post(
        "/desk/en/login",
        data={"login": "kari", "password": PASSWORD},
        environ_base={"REMOTE_ADDR": "198.51.100.1"},
    )
    assert response.status_code == 303


def test_signing_out_ends_the_session_on_the_server(desk: FlaskClient) -> None:
    cookie = desk.get_cookie(COOKIE)
    assert cookie is not None
    response = desk.post("/desk/en/logout")
    assert response.headers["Location"] == "/desk/en/login"
    desk.set_cookie(COOKIE, cookie.value, secure=True)
    assert desk.get("/desk/en/").status_code == 303


def test_signing_in_anew_ends_the_session_that_the_browser_had(desk: FlaskClient) -> None:
    before = desk.get_cookie(COOKIE)
    assert before is not None
    assert enter(desk)[0] == 303
    desk.set_cookie(COOKIE, before.value, secure=True)
    assert desk.get("/desk/en/").status_code == 303


def test_a_session_ends_after_twelve_hours(desk: FlaskClient, clock: Clock) -> None:
    clock.wait(hours=11, minutes=59)
    assert desk.get("/desk/en/").status_code == 200
    clock.wait(minutes=1)
    assert desk.get("/desk/en/").status_code == 303


def test_a_disabled_consultant_is_signed_out_at_once_and_stays_out(
    desk: FlaskClient, store: Store, clock: Clock
) -> None:
    store.desk.disable("kari", clock.now)
    assert desk.get("/desk/en/").status_code == 303
    assert enter(desk)[0] == 403


@pytest.mark.parametrize("cookie", ["", "x", "a" * 22, "\x7f" * 22, "a" * 5000])
def test_a_cookie_of_somebody_elses_making_opens_nothing(app: Flask, kari: Consultant, cookie: str) -> None:
    response = browser(app).get("/desk/en/", headers={"Cookie": f"{COOKIE}={cookie}"})
    assert response.status_code == 303


def test_a_link_is_used_up_by_the_password_and_not_by_being_opened(
    visitor: FlaskClient, store: Store, clock: Clock
) -> None:
    link = welcome(store, clock)
    for _ in range(3):
        page = visitor.get(link)
        assert page.status_code == 200
        assert "Eva Lund" in page.text
    sent = {"password": "a password of mine", "again": "a password of mine"}
    response = visitor.post(link, data=sent)
    assert (response.status_code, response.headers["Location"]) == (303, "/desk/en/")
    assert "Eva Lund" in visitor.get("/desk/en/").text
    for again in (visitor.get(link), visitor.post(link, data=sent)):
        assert again.status_code == 410
        assert "ask whoever runs this service" in again.text
    assert enter(visitor, "eva", "a password of mine")[0] == 303


def test_a_link_works_for_seven_days_and_a_reset_replaces_it(
    visitor: FlaskClient, store: Store, clock: Clock
) -> None:
    first = welcome(store, clock)
    second = f"/desk/en/welcome/{store.desk.reset('eva', clock.now)}"
    assert visitor.get(first).status_code == 410
    assert visitor.get(second).status_code == 200
    clock.wait(days=7)
    assert visitor.get(second).status_code == 410


@pytest.mark.parametrize("token", ["x", "a" * 22, "%00" * 22, "..%2f..%2fetc%2fpasswd"])
def test_a_guessed_link_is_unknown(visitor: FlaskClient, kari: Consultant, token: str) -> None:
    assert visitor.get(f"/desk/en/welcome/{token}").status_code == 404
    assert visitor.post(f"/desk/en/welcome/{token}", data={"password": PASSWORD}).status_code == 404


@pytest.mark.parametrize(
    ("password", "again", "fault"),
    [
        ("too little", "too little", "The password is too short. It needs at least 12 characters."),
        ("p" * 201, "p" * 201, "The password is too long. It can have 200 characters at most."),
        ("a good long one", "another long one", "The two passwords are not the same."),
    ],
)
def test_what_is_wrong_with_a_password_is_said_and_it_is_not_repeated(
    visitor: FlaskClient, link: str, password: str, again: str, fault: str
) -> None:
    response = visitor.post(link, data={"password": password, "again": again})
    assert response.status_code == 422
    assert fault in read(response).text
    assert password not in response.text
    assert visitor.get(link).status_code == 200


def test_forms_that_other_sites_send_do_nothing(
    visitor: FlaskClient, desk: FlaskClient, store: Store, clock: Clock
) -> None:
    foreign = {"Sec-Fetch-Site": "cross-site"}
    sent = {"login": "kari", "password": PASSWORD, "again": PASSWORD}
    for path in ("/desk/en/login", welcome(store, clock)):
        response = visitor.post(path, data=sent, headers=foreign)
        assert response.status_code == 403
        assert "Set-Cookie" not in response.headers
        assert PASSWORD not in response.text
    assert desk.post("/desk/en/logout", headers=foreign).status_code == 403
    assert desk.get("/desk/en/").status_code == 200


def test_without_https_the_page_says_that_nobody_will_stay_signed_in(app: Flask) -> None:
    warning = "This page was not opened over https"
    open_page = app.test_client()
    assert warning in open_page.get("/desk/en/login", base_url="http://desk.example").text
    assert warning not in open_page.get("/desk/en/login", base_url="https://desk.example").text
    for here in ("http://localhost:8000", "http://127.0.0.1", "http://[::1]:8000"):
        assert warning not in open_page.get("/desk/en/login", base_url=here).text


def test_the_page_says_what_the_cookie_is_for(visitor: FlaskClient) -> None:
    assert "It ends after 12 hours, or when you sign out." in visitor.get("/desk/en/login").text


def test_no_page_of_the_desk_is_kept_found_or_passed_on(visitor: FlaskClient, desk: FlaskClient) -> None:
    for response in (visitor.get("/desk/en/login"), visitor.get("/desk/en/"), desk.get("/desk/en/new")):
        assert says(response) == HIDDEN
        assert "ETag" not in response.headers or response.headers["Cache-Control"] == HIDDEN[0]


def test_each_browser_is_its_own_consultants(
    app: Flask, store: Store, clock: Clock, kari: Consultant, ola: Consultant
) -> None:
    pages = [signed_in(app, store, one, clock.now).get("/desk/en/").text for one in (kari, ola)]
    assert [[one.name in page for one in (kari, ola)] for page in pages] == [[True, False], [False, True]]
