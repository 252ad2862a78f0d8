"""An intake link that has been used or closed, and what is not to get out of one."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from somerec.store import Share, Store
from tests.html import vnu
from tests.web.cases import CARPENTERS, HAIRDRESSER
from tests.web.conftest import LANGUAGES
from tests.web.intake.client import CLASHING, OURS, send
from tests.web.reader import Page, Visitor
from tests.web.running import Clock

# Afterwards


@pytest.mark.parametrize("place", ["", "questions/1", f"check?{CARPENTERS}"])
def test_a_used_link_says_when_the_answers_were_sent(
    visitor: Visitor, client: FlaskClient, clock: Clock, link: str, place: str
) -> None:
    send(client, visitor.open(f"{link}/nb/check?{CARPENTERS}"))
    clock.now += timedelta(days=3)
    page = visitor.open(f"{link}/nb/{place}")
    assert page.response.status_code == 200
    assert "Svarene ble sendt 11. januar 2027." in page.text
    assert page.texts("dl") == []
    assert page.forms == []


def test_answers_that_the_consultant_filled_in_are_not_said_to_be_sent(
    visitor: Visitor, store: Store, clock: Clock, waiting: Share, link: str
) -> None:
    store.desk.save(replace(waiting, edition="2026-1", answers=CARPENTERS), clock.now)
    assert visitor.open(f"{link}/en/").texts("h1") == ["The questions have been answered"]


@pytest.fixture(name="close", params=["withdrawn", "expired", "erased", "replaced", "disabled"])
def _close(
    request: pytest.FixtureRequest, store: Store, clock: Clock, waiting: Share
) -> Callable[[], object]:
    """Return what closes the share’s intake link, in each of the ways that there are."""

    def expire() -> None:
        clock.now += timedelta(days=91)

    desk, asked = store.desk, (waiting.consultant, waiting.id)
    ways: dict[str, Callable[[], object]] = {
        "withdrawn": lambda: desk.withdraw(*asked, clock.now),
        "expired": expire,
        "erased": lambda: desk.erase(*asked, clock.now),
        "replaced": lambda: desk.new_link(*asked, clock.now),
        "disabled": lambda: desk.disable("kari", clock.now),
    }
    return ways[request.param]


def test_a_closed_link_is_a_kind_410_whatever_was_shown_before(
    client: FlaskClient, link: str, close: Callable[[], object]
) -> None:
    assert client.get(f"{link}/sv/check?{CARPENTERS}").status_code == 200
    close()
    for response in (
        client.get(f"{link}/sv/"),
        client.get(f"{link}/sv/check?{CARPENTERS}"),
        client.post(f"{link}/sv/send", data={"answers": CARPENTERS}, headers=OURS),
    ):
        assert response.status_code == 410
        page = Page(response, link)
        assert page.texts("h1") == ["Länken är stängd"]
        assert page.link("English").startswith(f"{link}/en/")


@pytest.mark.parametrize("token", ["", "x", "A" * 22, "A" * 21 + "%00"])
@pytest.mark.parametrize("place", ["", "/en/", "/en/questions/1", "/en/check"])
def test_an_unknown_link_is_404_and_leads_to_the_site(
    client: FlaskClient, waiting: Share, token: str, place: str
) -> None:
    response = client.get(f"/i/{token}{place}")
    assert response.status_code == 404
    assert 'href="/i/' not in response.text
    assert waiting.id not in response.text


# What is not to get out


@pytest.mark.parametrize("place", ["", "/nb/", "/nb/questions/1", f"/nb/check?{CARPENTERS}", "/nb/nothing"])
def test_nothing_of_the_mount_is_kept_found_or_framed(client: FlaskClient, link: str, place: str) -> None:
    for _ in range(2):
        headers = client.get(f"{link}{place}").headers
        assert headers["Cache-Control"] == "private, no-store"
        assert headers["X-Robots-Tag"] == "noindex, nofollow"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "Set-Cookie" not in headers


def test_no_token_gets_into_the_log(
    app: Flask, visitor: Visitor, link: str, caplog: pytest.LogCaptureFixture
) -> None:
    token = link.removeprefix("/i/")
    with caplog.at_level(logging.INFO, "somerec.access"):
        send(app.test_client(), visitor.open(f"{link}/nb/check?{CARPENTERS}"))
    assert "/i/-" in caplog.text
    assert token not in caplog.text
    assert token[:10] not in caplog.text


def test_nobody_who_answers_gets_a_cookie(client: FlaskClient, link: str) -> None:
    data = {"answers": CARPENTERS}
    for _ in range(2):
        assert "Set-Cookie" not in client.post(f"{link}/nb/send", data=data, headers=OURS).headers
    assert "Set-Cookie" not in client.get(f"{link}/nb/").headers


def test_the_html_is_without_faults(visitor: Visitor, client: FlaskClient, link: str, tmp_path: Path) -> None:
    texts = [
        visitor.open(f"{link}/{lang}/{place}").response.text
        for lang in LANGUAGES
        for place in ("", "questions/2", f"check?{CARPENTERS}", f"check?{CLASHING}&go=advice")
    ]
    first, other = (visitor.open(f"{link}/en/check?{answers}") for answers in (CARPENTERS, HAIRDRESSER))
    foreign = client.post(f"{link}/sv/send", data={"answers": CARPENTERS}, headers={"Origin": "null"})
    texts += [foreign.text, send(client, first).response.text, send(client, other).response.text]
    files = [tmp_path / f"{number}.html" for number, _ in enumerate(texts)]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, encoding="utf-8")
    assert vnu(files) == []
