"""When the store fails, and what is never told to a log."""

from __future__ import annotations

import logging
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from app import create_app
from somerec.store import Store, StoreUnavailable
from somerec.store.connection import wal_is_sound
from tests.store.conftest import nobody
from tests.web.conftest import LANGUAGES
from tests.web.kept.conftest import NETWORK, keep, links
from tests.web.reader import Page
from tests.web.running import HIDDEN, Clock, says

# When the store fails


@pytest.fixture(name="closed")
def _closed(store: Store) -> Store:
    """A store in the place of whose folder there is a file."""
    store.path.parent.write_text("")
    return store


@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_the_store_cannot_be_used_everything_else_is_served(
    client: FlaskClient, query: str, lang: str, closed: Store
) -> None:
    refused = keep(client, query, lang)
    assert (refused.status_code, refused.headers["Content-Language"]) == (503, lang)
    assert f"/{lang}/advice?{query}" in [href for _, href in Page(refused, "").links]
    token = "A" * 22
    for path in (f"/{lang}/k/{token}", f"/{lang}/k/delete/{token}", f"/{lang}/keep/{token}/{token}"):
        answer = client.get(path)
        assert (answer.status_code, says(answer)) == (503, HIDDEN)
    assert client.post(f"/{lang}/k/delete/{token}").status_code == 503
    for path in ("", "questions/1", f"check?{query}", f"advice?{query}"):
        assert client.get(f"/{lang}/{path}", follow_redirects=True).status_code == 200


def test_a_full_disk_is_answered_kindly_and_loses_nothing(
    client: FlaskClient, query: str, store: Store
) -> None:
    link, _ = links(client, query)
    with store.reading() as database:
        pages = database.execute("PRAGMA page_count").fetchone()[0]
        database.execute(f"PRAGMA max_page_count = {pages}").close()
    statuses = []
    for number in range(200):
        address = f"198.18.{number}.1"
        sent = client.post("/en/keep", data={"answers": query}, environ_base={"REMOTE_ADDR": address})
        statuses.append(sent.status_code)
    assert set(statuses) == {303, 503}
    assert client.get(link).status_code == 200
    assert client.get(f"/en/advice?{query}").status_code == 200
    with store.reading() as database:
        assert database.execute("SELECT count(*) FROM kept").fetchone()[0] == 1 + statuses.count(303)
        database.execute("PRAGMA max_page_count = 1000000").close()
    assert keep(client, query).status_code == 303


def test_on_a_disk_that_may_only_be_read_the_advice_is_served_and_nothing_is_kept(
    settings: dict[str, object], query: str
) -> None:
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o555)
    client = create_app({**settings, "DATA": folder / "data"}).test_client()
    client.get(f"/nb/advice?{query}")
    client.get("/nb/questions/1")
    with nobody():
        assert keep(client, query, "nb").status_code == 503
        assert client.get(f"/nb/advice?{query}").status_code == 200
        assert client.get("/nb/questions/1").status_code == 200
    folder.rmdir()


def test_on_a_disk_that_has_become_read_only_results_still_open_and_none_is_lost(
    settings: dict[str, object], query: str, common: Path, clock: Clock
) -> None:
    if wal_is_sound(sqlite3.sqlite_version_info):
        pytest.skip("A write-ahead log cannot be read where its index cannot be written.")
    client = create_app({**settings, "DATA": common / "data"}).test_client()
    with nobody():
        link, delete_link = links(client, query)
        before = client.get(link).text
        (common / "data" / "somerec.db").chmod(0o400)
        (common / "data").chmod(0o500)
        clock.now += timedelta(days=40)
        fresh = create_app({**settings, "DATA": common / "data"}).test_client()
        assert fresh.get(link).text == before
        assert fresh.get(delete_link).status_code == 200
        refused = fresh.post(delete_link)
        assert (refused.status_code, says(refused)) == (503, HIDDEN)
        assert keep(fresh, query).status_code == 503
        assert fresh.get(f"/en/advice?{query}").status_code == 200
        (common / "data").chmod(0o700)
        (common / "data" / "somerec.db").chmod(0o600)
        assert fresh.get(link).text == before
        assert fresh.post(delete_link).status_code == 200


def test_questions_and_advice_never_open_the_store(
    client: FlaskClient, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("The store was opened.")

    monkeypatch.setattr(Store, "reading", refuse)
    monkeypatch.setattr(Store, "writing", refuse)
    for lang in LANGUAGES:
        for path in ("", "questions/1", f"check?{query}", f"advice?{query}"):
            assert client.get(f"/{lang}/{path}", follow_redirects=True).status_code == 200


def test_a_fault_of_the_store_is_noted_for_whoever_runs_it(
    client: FlaskClient, query: str, closed: Store, caplog: pytest.LogCaptureFixture
) -> None:
    keep(client, query)
    assert "The store cannot be used: missing" in caplog.text


# Logs


def test_no_token_no_answer_and_no_whole_address_is_ever_logged(
    client: FlaskClient,
    app: Flask,
    query: str,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    link, delete_link = links(client, query)
    both = keep(client, query).headers["Location"]
    secrets = [part for path in (link, delete_link, both) for part in path.split("/") if len(part) == 22]
    assert len(secrets) == 4
    for secret in secrets:
        for path in (
            f"/en/k/{secret}",
            f"/en/k/delete/{secret}",
            f"/en/keep/{secret}/{secret}",
            f"/xx/k/{secret}",
            f"/k/{secret}",
            f"/en//k/{secret}",
            f"/en/K/{secret}",
            f"/en/k%2f{secret}",
            f"/en/k/{secret}?token={secret}",
            f"/{secret}",
            f"/en/advice?{query}&token={secret}",
        ):
            client.get(path, environ_base={"REMOTE_ADDR": NETWORK})
            client.post(path, environ_base={"REMOTE_ADDR": NETWORK})

    def fail(*_: object) -> None:
        raise StoreUnavailable("broken", "the disk is on fire")

    monkeypatch.setattr(Store, "open_kept", fail)
    client.get(link)
    monkeypatch.setattr(Store, "open_kept", lambda *_: 1 / 0)
    assert client.get(link).status_code == 500
    assert "on fire" in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert "GET /en/k/- " in caplog.text
    assert "203.0.113.0" in caplog.text
    assert not [secret for secret in secrets if secret in caplog.text]
    assert NETWORK not in caplog.text
    assert "business_type" not in caplog.text
