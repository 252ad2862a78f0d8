"""A plan behind a PIN: nothing before it, few tries, and a grant that stands for it for half an hour."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from somerec.store import Consultant, Store
from somerec.store.passwords import hashed
from tests.web.reader import Page
from tests.web.running import Clock
from tests.web.share.conftest import NAME, PIN, REASON, Give, Shared

SECRETS = (NAME, "praten", "forsiden", REASON, "business_type", "Lund", "én per kanal", "tel:")
"""What a page before the PIN must not hold: of the consultant, of the plan, of the answers."""


def grant_on(response: TestResponse) -> str:
    """Return the grant that the buttons of a page send."""
    found = set(re.findall(r'name="grant" value="([^"]+)"', response.text))
    assert len(found) == 1
    return str(found.pop())


def enter(client: FlaskClient, shared: Shared, pin: str = PIN) -> TestResponse:
    """Send a PIN."""
    return client.post(shared.path(), data={"pin": pin})


def told_nothing(response: TestResponse) -> bool:
    """Say whether no byte of an answer, headers and all, tells anything of the share."""
    whole = response.data + str(response.headers).encode()
    return not any(secret.encode() in whole for secret in SECRETS)


def test_before_the_pin_no_byte_tells_anything(client: FlaskClient, give: Give) -> None:
    """The form, a wrong PIN, one of no shape, a refused one and a file are all silent on the share."""
    shared = give(PIN)
    answers = [client.get(shared.path(lang)) for lang in ("nb", "sv", "en")]
    answers += [client.get(shared.path("nb", ending)) for ending in ("pdf", "ics", "csv", "md", "json")]
    answers += [client.post(shared.path("nb", "md"), data={"grant": "x"})]
    answers += [enter(client, shared, pin) for pin in ("", "12", "abcdef", *["111111"] * 6)]
    assert all(told_nothing(answer) for answer in answers)
    assert [answer.status_code for answer in answers] == [200] * 3 + [303] * 5 + [403] + [422] * 3 + [
        403
    ] * 5 + [429]
    assert all("Set-Cookie" not in answer.headers for answer in answers)
    assert all(answer.headers["Cache-Control"] == "private, no-store" for answer in answers)


def test_the_right_pin_answers_the_page_itself(
    client: FlaskClient, give: Give, store: Store, consultant: Consultant
) -> None:
    """It comes at once, at the same address, sets no cookie and counts as a view."""
    shared = give(PIN)
    response = enter(client, shared, " 246 810 ")
    assert response.status_code == 200
    assert NAME in response.text
    assert "Set-Cookie" not in response.headers
    assert store.desk.share(consultant.id, shared.share.id).views == 1
    assert PIN not in response.text


def test_the_buttons_open_the_other_languages_and_the_files(client: FlaskClient, give: Give) -> None:
    """Each form sends the grant, and no address on the page has it; a change of language is no new view."""
    shared = give(PIN)
    page = Page(enter(client, shared), shared.path())
    grant = grant_on(page.response)
    assert not [href for _, href in page.links if grant in href]
    actions = {form.action for form in page.forms}
    assert actions == {
        *(shared.path(lang) for lang in ("nb", "sv", "en")),
        *(shared.path("nb", ending) for ending in ("pdf", "ics", "csv", "md", "json")),
    }
    for action in actions:
        assert client.post(action, data={"grant": grant}).status_code == 200
    assert client.post(shared.path("sv"), data={"grant": grant}).headers["Content-Language"] == "sv"


def test_a_grant_ends_after_half_an_hour_and_leads_back_kindly(
    client: FlaskClient, give: Give, clock: Clock
) -> None:
    """Before that it may be sent as often as one likes, as by going back and forth."""
    shared = give(PIN)
    grant = {"grant": grant_on(enter(client, shared))}
    clock.wait(minutes=29)
    assert client.post(shared.path("en"), data=grant).status_code == 200
    assert client.post(shared.path("en"), data=grant).status_code == 200
    clock.wait(minutes=2)
    for address in (shared.path("en"), shared.path("en", "pdf")):
        response = client.post(address, data=grant)
        assert response.status_code == 403
        assert told_nothing(response)
        page = Page(response, address)
        assert page.texts("h1") == ["Please enter the PIN again"]
        assert [form.action for form in page.forms] == [shared.path("en")]
    assert enter(client, shared).status_code == 200


def test_a_grant_opens_no_other_share_and_dies_with_its_pin(
    client: FlaskClient, give: Give, store: Store, consultant: Consultant, clock: Clock
) -> None:
    """It belongs to one share, and to the PIN that it was given for."""
    one, two = give(PIN), give(PIN)
    grant = {"grant": grant_on(enter(client, one))}
    assert client.post(two.path(), data=grant).status_code == 403
    assert client.post(two.path("nb", "md"), data=grant).status_code == 403
    store.desk.set_pin(consultant.id, one.share.id, hashed("135790"), clock.now)
    assert client.post(one.path(), data=grant).status_code == 403
    for forged in ("", "x" * 22, "\ud800", "\x00", "é" * 4000):
        assert client.post(one.path(), data={"grant": forged.encode("utf-8", "replace")}).status_code == 403


def test_five_tries_an_hour_whoever_tries(app: Flask, give: Give, clock: Clock) -> None:
    """After that even the right PIN has to wait, the answer says how long, and other shares open."""
    shared, other = give(PIN), give(PIN)
    for number in range(5):
        somebody = app.test_client()
        somebody.environ_base["REMOTE_ADDR"] = f"198.51.{number}.7"
        assert enter(somebody, shared, "111111").status_code == 403
    client = app.test_client()
    refused = enter(client, shared)
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) == 50 * 60 + 1
    assert "51 minutter" in refused.text.replace("\u00a0", " ")
    assert enter(client, other).status_code == 200
    clock.wait(minutes=51)
    assert enter(client, shared).status_code == 200


def test_twenty_tries_a_day_and_then_the_page_says_how_long_it_is_to_the_next(
    client: FlaskClient, give: Give, clock: Clock
) -> None:
    """The right PIN has to wait as well."""
    shared = give(PIN)
    for _ in range(4):
        assert [enter(client, shared, "111111").status_code for _ in range(6)] == [403] * 5 + [429]
        clock.wait(hours=1)
    refused = enter(client, shared)
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) == (7 * 60 + 50) * 60 + 1
    assert "7 timer og 51 minutter" in refused.text.replace("\u00a0", " ")
    assert "tjue om dagen" in refused.text
    clock.wait(hours=7, minutes=51)
    assert enter(client, shared).status_code == 200


def test_a_right_pin_forgets_the_wrong_ones(client: FlaskClient, give: Give) -> None:
    """Whoever mistypes now and then is never shut out."""
    shared = give(PIN)
    for _ in range(4):
        assert [enter(client, shared, "111111").status_code for _ in range(4)] == [403] * 4
        assert enter(client, shared).status_code == 200


def test_what_is_no_pin_is_no_try(client: FlaskClient, give: Give) -> None:
    """Six empty forms shut nobody out."""
    shared = give(PIN)
    assert [enter(client, shared, "").status_code for _ in range(6)] == [422] * 6
    assert enter(client, shared).status_code == 200


def test_another_sites_page_cannot_use_up_the_tries(client: FlaskClient, give: Give) -> None:
    """A form that was sent from elsewhere is not looked at."""
    shared = give(PIN)
    for _ in range(6):
        response = client.post(
            shared.path(), data={"pin": "111111"}, headers={"Sec-Fetch-Site": "cross-site"}
        )
        assert response.status_code == 403
        assert told_nothing(response)
    assert enter(client, shared).status_code == 200


def test_a_fixed_language_holds_behind_the_pin_too(client: FlaskClient, give: Give) -> None:
    """The form and the page are in that language, and no button leads to another."""
    shared = give(PIN, language="sv")
    assert client.get(shared.path("nb")).location == shared.path("sv")
    assert not Page(client.get(shared.path("sv")), "").texts("nav", "langs")
    page = Page(client.post(shared.path("nb"), data={"pin": PIN}), shared.path("nb"))
    assert page.lang == "sv"
    assert not [form for form in page.forms if "/plan." not in form.action]


@pytest.mark.parametrize("lang", ["nb", "sv", "en"])
def test_a_form_for_a_pin_that_is_no_more_leads_to_the_page(
    client: FlaskClient, give: Give, lang: str
) -> None:
    """Where the consultant has taken the PIN away meanwhile, the link simply opens."""
    shared = give()
    response = client.post(shared.path(lang), data={"pin": PIN})
    assert (response.status_code, response.location) == (303, shared.path(lang))
