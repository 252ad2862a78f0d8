"""Who may send the form that keeps a result, what may be in it, and how often."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from somerec.store import Store
from tests.web.cases import CARPENTERS, HAIRDRESSER
from tests.web.conftest import LANGUAGES
from tests.web.kept.conftest import HOST, keep, links
from tests.web.reader import Page
from tests.web.running import Clock

# Who may send


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": ""}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": HOST}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 303),
        ({"Origin": HOST}, 303),
        ({"Origin": "https://localhost"}, 303),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "https://localhost.evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Origin": "https://[evil"}, 403),
        ({}, 303),
    ],
)
def test_a_form_is_taken_from_our_own_pages_only(
    client: FlaskClient, query: str, headers: dict[str, str], status: int
) -> None:
    _, delete_link = links(client, query)
    assert client.post("/en/keep", data={"answers": query}, headers=headers).status_code == status
    deleted = client.post(delete_link, headers=headers).status_code
    assert deleted == (200 if status == 303 else 403)


def test_a_foreign_form_stores_nothing_and_is_answered_with_a_way_on(
    client: FlaskClient, query: str, store: Store
) -> None:
    page = Page(keep(client, query, Sec_Fetch_Site="cross-site"), "")
    assert page.link("Back to the advice") == f"/en/advice?{query}"
    assert not store.path.exists()


# What is sent


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({}, 400),
        ({"answers": ""}, 400),
        ({"answers": "size=solo"}, 400),
        ({"answers": "hello"}, 400),
        ({"answers": [HAIRDRESSER, CARPENTERS]}, 400),
        ({"answers": f"{HAIRDRESSER}&name=Kari+Nordmann"}, 400),
        ({"answers": f"{HAIRDRESSER}&size=large"}, 400),
        ({"answers": f"{HAIRDRESSER}&start=tomorrow"}, 400),
        ({"answers": f"{HAIRDRESSER}&edition=1999-1"}, 400),
        ({"answers": "a&" * 3000}, 400),
        ({"answers": "\0\ud800".encode("utf-8", "surrogatepass")}, 400),
        ({"answers": "x" * 8001}, 413),
        ({"answers": "x" * 100_000}, 413),
    ],
)
def test_what_is_no_whole_set_of_answers_is_not_stored(
    client: FlaskClient, store: Store, sent: dict[str, object], status: int
) -> None:
    response = client.post("/sv/keep", data=sent)
    assert (response.status_code, response.headers["Content-Language"]) == (status, "sv")
    assert not store.path.exists()


def test_answers_in_json_or_in_the_address_are_not_the_form(client: FlaskClient, store: Store) -> None:
    assert client.post("/en/keep", json={"answers": HAIRDRESSER}).status_code == 400
    assert client.post(f"/en/keep?{urlencode({'answers': HAIRDRESSER})}").status_code == 400
    assert client.put("/en/keep").status_code == 405
    assert not store.path.exists()


# How many


@pytest.mark.parametrize("lang", LANGUAGES)
def test_after_twenty_results_in_an_hour_a_network_has_to_wait(
    client: FlaskClient, query: str, clock: Clock, lang: str
) -> None:
    assert {keep(client, query).status_code for _ in range(20)} == {303}
    refused = keep(client, query, lang)
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, str(50 * 60 + 1))
    assert f"/{lang}/advice?{query}" in dict.fromkeys(href for _, href in Page(refused, "").links)
    for address, status in (("203.0.113.1", 429), ("198.51.100.7", 303), ("2001:db8::1", 303)):
        sent = client.post("/en/keep", data={"answers": query}, environ_base={"REMOTE_ADDR": address})
        assert sent.status_code == status
    clock.now += timedelta(seconds=int(refused.headers["Retry-After"]))
    assert keep(client, query).status_code == 303


def test_forms_that_are_refused_for_other_reasons_are_not_counted(client: FlaskClient, query: str) -> None:
    for _ in range(25):
        keep(client, "size=solo")
        keep(client, query, Sec_Fetch_Site="cross-site")
    assert keep(client, query).status_code == 303
