"""What every answer says besides its body, and what is kept as bytes."""

from __future__ import annotations

import gzip
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from somerec.rulebook.model import Rulebook
from tests.web.cases import CARPENTERS, but

EVERYWHERE = (
    "/",
    "/nb/",
    "/nb/questions/1",
    f"/nb/check?{CARPENTERS}",
    "/nb/compare",
    f"/nb/compare?{CARPENTERS}&start=2027-01-11&b.hours=h0&edition=2026-1",
    "/nb/nothing",
    "/static/style.css",
    "/healthz",
    "/api/v1/openapi.json",
    "/api/v1/recommendation",
)
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_says_what_browsers_may_do_with_it(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Cross-Origin-Opener-Policy" not in headers  # Tabs opened from sandboxed frames would fail.
    assert "X-Frame-Options" not in headers
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert "Strict-Transport-Security" not in headers
    assert "Set-Cookie" not in headers
    assert "X-Frame-Options" not in headers


def test_over_https_browsers_are_told_to_stay_there(client: FlaskClient) -> None:
    headers = client.get("/nb/", base_url="https://somerec.example").headers
    assert headers["Strict-Transport-Security"].startswith("max-age=63072000")
    assert "Strict-Transport-Security" not in client.get("/nb/", base_url="http://somerec.example").headers


def test_only_pages_without_answers_may_be_indexed(client: FlaskClient) -> None:
    assert "X-Robots-Tag" not in client.get("/nb/").headers
    assert 'name="robots"' not in client.get("/nb/").text
    advice = f"/nb/advice?{CARPENTERS}&start=2027-01-11&edition=2026-1"
    for path in ("/nb/questions/1", f"/nb/check?{CARPENTERS}", advice, "/nb/nothing"):
        response = client.get(path)
        assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert response.text.count('<meta name="robots" content="noindex, nofollow">') == 1


@pytest.mark.parametrize("path", ["/sv/", "/sv/questions/3", f"/sv/check?{CARPENTERS}", "/static/style.css"])
def test_a_page_that_the_browser_has_already_is_not_sent_again(client: FlaskClient, path: str) -> None:
    for _ in range(2):
        whole = client.get(path)
        etag = whole.headers["ETag"]
        assert etag.startswith('"')
        again = client.get(path, headers={"If-None-Match": f'W/"other", {etag}'})
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == etag
        assert again.headers["Content-Security-Policy"] == POLICY
        assert client.get(path, headers={"If-None-Match": '"other"'}).data == whole.data


@pytest.mark.parametrize(
    "path", ["/sv/", f"/sv/check?{CARPENTERS}", "/sv/nothing", "/", "/api/v1/openapi.json"]
)
def test_whoever_asks_for_headers_gets_those_of_the_whole(client: FlaskClient, path: str) -> None:
    head, whole = client.head(path), client.get(path)
    assert (head.status_code, head.data) == (whole.status_code, b"")
    assert dict(head.headers) == dict(whole.headers)


def test_pages_are_checked_again_each_time_and_versioned_files_never(client: FlaskClient) -> None:
    page = client.get("/nb/")
    assert page.headers["Cache-Control"] == "max-age=0, must-revalidate"
    style = next(part for part in page.text.split('"') if part.startswith("/static/style.css?v="))
    assert client.get(style).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get("/static/style.css?v=old").headers["Cache-Control"] == "public, max-age=3600"


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [("gzip, deflate, br", True), ("GZIP;q=0.5", True), ("gzip;q=0", False), ("br", False), ("", False)],
)
def test_a_page_is_packed_where_the_browser_can_unpack_it(
    client: FlaskClient,
    accepted: str,
    packed: bool,  # noqa: FBT001
) -> None:
    plain = client.get("/en/")
    response = client.get("/en/", headers={"Accept-Encoding": accepted})
    assert response.headers.get("Content-Encoding") == ("gzip" if packed else None)
    assert (gzip.decompress(response.data) if packed else response.data) == plain.data
    assert (response.headers["ETag"] != plain.headers["ETag"]) == packed
    assert "Accept-Encoding" in response.headers["Vary"]
    assert response.content_length == len(response.data)


def test_what_is_kept_is_what_would_be_made_anew(app: Flask, client: FlaskClient) -> None:
    path = f"/nb/questions/5?{CARPENTERS}"
    first, kept = client.get(path), client.get(path)
    assert kept.data == first.data
    assert sorted(kept.headers) == sorted(first.headers)
    assert client.get(path, base_url="http://elsewhere.example").data == first.data


@pytest.mark.parametrize(
    "place", ["", f"check?{CARPENTERS}", f"advice?{CARPENTERS}&start=2027-01-11&edition=2026-1"]
)
def test_no_page_repeats_the_host_that_it_was_asked_under(client: FlaskClient, place: str) -> None:
    response = client.get(f"/sv/{place}", base_url="http://elsewhere.example")
    assert response.status_code == 200
    assert "elsewhere.example" not in response.text


def test_a_page_that_depends_on_the_day_is_made_anew(rulebook: Rulebook) -> None:
    days = iter([date(2027, 1, 11), date(2027, 1, 12)])
    client = create_app({"RULEBOOK": rulebook, "TODAY": lambda: next(days)}).test_client()
    path = f"/nb/check?{but(CARPENTERS, who='nobody')}&go=advice"
    assert "start=2027-01-11" in client.get(path).text
    assert "start=2027-01-12" in client.get(path).text


def test_a_host_that_is_not_ours_is_refused_even_for_what_is_kept(rulebook: Rulebook) -> None:
    client = create_app({"RULEBOOK": rulebook, "TRUSTED_HOSTS": ["somerec.example"]}).test_client()
    assert client.get("/nb/", base_url="http://somerec.example").status_code == 200
    assert client.get("/nb/", base_url="http://evil.example").status_code == 400


def test_addresses_are_whole_where_the_site_knows_its_name(rulebook: Rulebook) -> None:
    client = create_app({"RULEBOOK": rulebook, "BASE_URL": "https://somerec.example/"}).test_client()
    assert (
        '<link rel="alternate" hreflang="sv" href="https://somerec.example/sv/">' in client.get("/nb/").text
    )


def test_a_name_that_is_no_web_address_is_refused_at_the_start(rulebook: Rulebook) -> None:
    with pytest.raises(ValueError, match="SOMEREC_BASE_URL must begin with http"):
        create_app({"RULEBOOK": rulebook, "BASE_URL": "somerec.example"})


def test_the_process_says_that_it_answers(client: FlaskClient) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.text) == (200, "ok\n")
    assert response.headers["Cache-Control"] == "no-store"
