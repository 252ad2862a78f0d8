"""Whatever is sent, the answer is a page or a problem, never a fault of ours."""

from __future__ import annotations

import string
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from app import create_app
from somerec import load_rulebook
from tests.web.cases import CARPENTERS

RULEBOOK = load_rulebook()
APP = create_app({"RULEBOOK": RULEBOOK})
PATHS = (
    "/nb/questions/1",
    "/sv/questions/4",
    "/en/questions/7",
    "/nb/check",
    "/sv/advice",
    "/en/advice/why",
    "/nb/compare",
    "/sv/embed",
    "/e/test/nb/",
    "/api/v1/recommendation",
)
KEYS = (
    *RULEBOOK.questions,
    *(f"channels_now.{row}" for row in RULEBOOK.questions["channels_now"].rows),
    "edition",
    "key",
    "lang",
    "language",
    "start",
    "hour_value",
    "go",
    "back",
    "a",
    "b",
    "b.",
    "b.hours",
    "b.who",
    "b.goal",
    "b.size",
    "b.skills",
    "b.target_size",
    "b.target_today",
    "b.channels_now.instagram",
    "b.start",
    "b.hour_value",
    "b.edition",
    "b.nothing",
    "channels_now.",
    "channels_now.x",
    "",
)
VALUES = (
    *{option.id for question in RULEBOOK.questions.values() for option in question.options},
    "0",
    "-1",
    "1e9",
    "12,5",
    "999999999999.99",
    "2027-02-30",
    "2026-1",
    "advice",
    "check",
    "/nb/advice?size=solo",
    "http://[",
    "\0",
    "\ud800",
    "\u202e",
    "{0}",
    "%s",
    "<b>",
)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("size=%00", 200),
        ("size=%ED%A0%80", 200),
        ("size=%FF%FE", 200),
        ("%", 302),
        ("size=%zz", 200),
        ("=&=&&&;", 302),
        ("size=" + "x" * 7000, 200),
        ("size=" + "x" * 9000, 414),
        ("&".join(["a=1"] * 501), 400),
        ("a&" * 2500, 400),
        ("go=" + quote("\0,,,"), 303),
        ("size=solo&go=" + "size," * 500, 303),
    ],
)
def test_a_broken_query_gets_a_page(client: FlaskClient, query: str, status: int) -> None:
    for lang, word in (("nb", "Tid og folk"), ("sv", "Tid och människor"), ("en", "Time and people")):
        response = client.get(f"/{lang}/questions/3?{query}")
        assert response.status_code == status
        assert response.headers.get("Content-Language", lang) == lang
        if status == 200:
            assert word in response.text
            assert "\0" not in response.text


@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/nb/%00",
        "/nb/%ED%A0%80",
        "/nb//",
        "/nb/questions/-1",
        "/nb/questions/1/",
        "/nb/questions/99999999999999999999",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/nb/../../etc/passwd",
        "/\N{SNOWMAN}",
    ],
)
def test_a_path_that_leads_nowhere_gets_a_page(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code in (308, 404)
    assert "evil" not in response.headers.get("Location", "")


def test_a_path_with_two_slashes_leads_to_no_other_host(client: FlaskClient) -> None:
    response = client.get("/", environ_overrides={"PATH_INFO": "//evil.example/"})
    assert response.status_code in (308, 404)
    assert "//evil" not in response.headers.get("Location", "")


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_sent(client: FlaskClient, method: str) -> None:
    response = getattr(client, method)("/nb/questions/1", data={"size": "solo"})
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
    assert "<h1>Denne siden kan ikke brukes slik</h1>" in response.text


def test_a_fault_of_ours_is_admitted_without_its_inside(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(lang: str) -> None:
        raise RuntimeError("the inside of things")

    monkeypatch.setitem(app.view_functions, "check.check", fail)
    for lang, title in (
        ("nb", "Noe gikk galt hos oss"),
        ("sv", "Något gick fel hos oss"),
        ("en", "Something went wrong here"),
    ):
        response = app.test_client().get(f"/{lang}/check?{CARPENTERS}&start=2031-01-01")
        assert response.status_code == 500
        assert f"<h1>{title}</h1>" in response.text
        assert "inside of things" not in response.text
        assert "Traceback" not in response.text
        assert response.headers["Content-Security-Policy"]


pairs = st.lists(
    st.tuples(
        st.sampled_from(KEYS) | st.text(max_size=12),
        st.sampled_from(VALUES) | st.text(max_size=20),
    ),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(path=st.sampled_from(PATHS), sent=pairs)
def test_no_set_of_keys_and_values_is_a_fault(path: str, sent: list[tuple[str, str]]) -> None:
    query = "&".join(f"{_quoted(key)}={_quoted(value)}" for key, value in sent)
    _fine(path, query)


@settings(max_examples=150, deadline=None)
@given(
    path=st.sampled_from(PATHS),
    query=st.text(alphabet=string.printable.replace("#", "") + "æø€", max_size=200),
)
def test_no_text_is_a_fault(path: str, query: str) -> None:
    _fine(path, quote(query, safe="%&=+,;.-_~"))


@pytest.mark.parametrize("path", [*PATHS, "/desk/en/", "/desk/en/login", "/desk/en/shares/x"])
def test_bytes_that_no_browser_sends_are_no_fault(path: str) -> None:
    """As a server may hand on what was written into an address without a percent sign."""
    raw = {"QUERY_STRING": "lang=\xff&back=\xe6&q=\x00"}
    for method in ("GET", "PUT"):
        response = APP.test_client().open(path, method=method, environ_overrides=raw)
        assert response.status_code < 500, response.text


def _quoted(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"))


def _fine(path: str, query: str) -> None:
    response = APP.test_client().get(f"{path}?{query}")
    assert response.status_code in (200, 302, 303, 400), response.text
    assert "Traceback" not in response.text
