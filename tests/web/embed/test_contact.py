"""The agency's contact button: where it leads, what goes along, and that it leads there whatever happens."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from somerec import Answers
from somerec.agencies import Agency
from somerec.rulebook.model import Rulebook
from somerec.store import KEPT, Counted, Store
from somerec.web.embed.agency import Embedding
from somerec.web.embed.contact import form_targets, with_advice
from somerec.web.mount import FRAME, NAME
from somerec.web.templating import environment
from tests.web.conftest import LANGUAGES
from tests.web.embed.conftest import DAY, Counts
from tests.web.embed.frames import AGENCY, PRESSED, WITHIN, write
from tests.web.reader import Page

PLAIN = "https://www.lund.example/kontakt?fra=somerec#skjema"
SANDBOXED = {"Sec-Fetch-Dest": "document", "Sec-Fetch-Site": "cross-site", "Origin": "null"}
CONTACT = Counted(DAY, "lund", "contact", "nb")


def press(
    client: FlaskClient, query: str, *, along: bool, lang: str = "nb", headers: dict[str, str] = PRESSED
) -> TestResponse:
    """Press the button on the result page."""
    tick = {"along": "yes"} if along else {}
    return client.post(f"/e/lund/{lang}/contact", data={"answers": query, **tick}, headers=headers)


def kept(store: Store) -> int:
    """Return how many results are stored."""
    if not store.path.is_file():
        return 0
    with store.reading() as database:
        count: int = database.execute("SELECT count(*) FROM kept").fetchone()[0]
        return count


def plain_links(response: TestResponse) -> list[tuple[str, str]]:
    """Return the links of a page that lead to the agency."""
    return [(text, href) for text, href in Page(response, "").links if href == PLAIN]


# Without the tick


def test_without_the_tick_it_leads_to_the_agency_and_nothing_is_stored_or_sent(
    client: FlaskClient, query: str, store: Store
) -> None:
    answer = press(client, query, along=False)
    assert (answer.status_code, answer.headers["Location"]) == (303, PLAIN)
    assert not store.path.exists()


def test_without_the_tick_a_sandboxed_page_leads_there_too(client: FlaskClient, query: str) -> None:
    assert press(client, query, along=False, headers=SANDBOXED).headers["Location"] == PLAIN


# With it


@pytest.mark.parametrize("lang", LANGUAGES)
def test_with_the_tick_the_link_carries_the_whole_address_of_the_kept_result(
    client: FlaskClient, query: str, store: Store, lang: str
) -> None:
    answer = press(client, query, along=True, lang=lang)
    assert answer.status_code == 303
    parts = urlsplit(answer.headers["Location"])
    assert (parts.netloc, parts.path, parts.fragment) == ("www.lund.example", "/kontakt", "skjema")
    sent = parse_qs(parts.query)
    assert sent.keys() == {"fra", "advice"}
    (address,) = sent["advice"]
    assert re.fullmatch(rf"http://localhost/{lang}/k/[A-Za-z0-9_-]{{22}}", address)
    shown = client.get(address)
    assert (shown.status_code, kept(store)) == (200, 1)
    assert query.partition("&")[0] not in answer.headers["Location"]


def test_what_is_kept_is_the_result_that_was_shown(
    client: FlaskClient, query: str, store: Store, rulebook: Rulebook
) -> None:
    (address,) = parse_qs(urlsplit(press(client, query, along=True).headers["Location"]).query)["advice"]
    result = store.open_kept(address.rpartition("/")[2], DAY)
    answers = Answers.from_query(query, rulebook)
    assert result.start == answers.start
    assert Answers.from_query(result.answers, rulebook).given == answers.given


def test_no_cache_or_search_engine_holds_the_answer(client: FlaskClient, query: str) -> None:
    headers = press(client, query, along=True).headers
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://a.example", "https://a.example?advice=http%3A%2F%2Fh%2Fk%2Ft"),
        ("https://a.example/x?", "https://a.example/x?advice=http%3A%2F%2Fh%2Fk%2Ft"),
        ("https://a.example/x?a=%C3%A5&b", "https://a.example/x?a=%C3%A5&b&advice=http%3A%2F%2Fh%2Fk%2Ft"),
        ("https://a.example/#/kontakt?x=1", "https://a.example/?advice=http%3A%2F%2Fh%2Fk%2Ft#/kontakt?x=1"),
    ],
    ids=["bare", "empty query", "query", "fragment"],
)
def test_the_rest_of_the_link_stays_as_it_is_written(link: str, expected: str) -> None:
    assert with_advice(link, "http://h/k/t") == expected


# Where the result cannot go along


@pytest.mark.parametrize("lang", LANGUAGES)
def test_from_a_sandboxed_page_a_kind_page_offers_the_plain_link(
    client: FlaskClient, query: str, store: Store, lang: str
) -> None:
    answer = press(client, query, along=True, lang=lang, headers=SANDBOXED)
    label = {"nb": "Ta en prat med oss", "sv": "Prata med oss", "en": "Talk to us"}[lang]
    assert answer.status_code == 200
    assert plain_links(answer) == [(label, PLAIN)]
    assert kept(store) == 0


def test_a_store_that_fails_loses_the_visitor_nothing(client: FlaskClient, query: str, store: Store) -> None:
    store.path.mkdir()
    answer = press(client, query, along=True)
    assert (answer.status_code, len(plain_links(answer))) == (503, 1)
    assert press(client, query, along=False).headers["Location"] == PLAIN


def test_the_limit_is_that_of_keeping_and_loses_the_visitor_nothing(
    client: FlaskClient, query: str, store: Store
) -> None:
    for _ in range(19):
        client.post("/nb/keep", data={"answers": query})
    assert press(client, query, along=True).status_code == 303
    answer = press(client, query, along=True)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "3001")
    assert len(plain_links(answer)) == 1
    assert kept(store) == 20
    assert client.post("/nb/keep", data={"answers": query}).status_code == 429


def test_answers_that_cannot_be_read_are_not_sent(client: FlaskClient, store: Store) -> None:
    answer = press(client, "size=enormous", along=True)
    assert (answer.status_code, len(plain_links(answer))) == (400, 1)
    assert kept(store) == 0


# Where there is a button


def test_on_the_site_itself_there_is_no_such_page(client: FlaskClient, query: str) -> None:
    assert client.post("/nb/contact", data={"answers": query}).status_code == 404
    assert client.get("/nb/contact").status_code == 404


def test_an_agency_without_a_contact_has_no_such_page(
    client: FlaskClient, query: str, settings: dict[str, object]
) -> None:
    data = settings["DATA"]
    assert isinstance(data, Path)
    write(data, AGENCY.partition("[contact]")[0])
    assert press(client, query, along=False).status_code == 404


def test_whoever_reloads_the_tab_comes_to_the_start(client: FlaskClient) -> None:
    answer = client.get("/e/lund/sv/contact")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/e/lund/sv/")


# What is counted


@pytest.mark.parametrize("along", [True, False])
def test_a_press_of_the_button_is_counted_once(
    client: FlaskClient, query: str, counts: Counts, *, along: bool
) -> None:
    press(client, query, along=along)
    assert counts() == {CONTACT: 1}


def test_a_press_whose_result_could_not_go_along_is_counted_too(
    client: FlaskClient, query: str, counts: Counts
) -> None:
    press(client, query, along=True, headers=SANDBOXED)
    assert counts() == {CONTACT: 1}


def test_what_was_no_press_is_not_counted(client: FlaskClient, counts: Counts) -> None:
    client.get("/e/lund/nb/contact")
    press(client, "size=enormous", along=True)
    assert counts() == {}


# The form


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("solo", [True, False])
def test_the_form_says_what_is_sent_and_sends_it(
    client: FlaskClient, query: str, agency: Agency, lang: str, *, solo: bool
) -> None:
    template = environment(lang, solo=solo).get_template("embedded/contact.html")
    form = template.render(agency=agency, query=query, months=KEPT.months)
    assert 'action="contact" method="post" target="_blank" rel="noopener"' in form
    assert f'name="answers" value="{query.replace("&", "&amp;")}"' in form
    assert "Lund Reklam" in form
    assert " www.lund.example/kontakt " in form
    assert "checked" not in form
    sent = client.post(f"/e/lund/{lang}/contact", data={"answers": query, "along": "yes"})
    assert "advice=" in sent.headers["Location"]


def test_the_policy_of_a_page_lets_the_form_lead_on_only_where_there_is_one(
    app: Flask, agency: Agency
) -> None:
    with app.test_request_context("/", environ_overrides={NAME: Embedding(FRAME, agency.key, agency, "")}):
        assert form_targets() == ("https:",)
    with app.test_request_context("/"):
        assert form_targets() == ()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_result_page_in_the_frame_has_the_form_and_a_policy_that_lets_it_lead_on(
    client: FlaskClient, query: str, lang: str
) -> None:
    """Its answers are the whole canonical ones, so that what is kept is what is seen."""
    page = client.get(f"/e/lund/{lang}/advice?{query}", headers=WITHIN)
    (answers,) = re.findall(
        r'<form[^>]* action="contact".*?name="answers" value="([^"]*)"', page.text, re.DOTALL
    )
    assert unescape(answers) == query
    assert "; form-action 'self' https:; " in page.headers["Content-Security-Policy"]


def test_the_result_page_on_the_site_has_no_such_form(client: FlaskClient, query: str) -> None:
    page = client.get(f"/nb/advice?{query}")
    assert 'action="contact"' not in page.text
    assert "; form-action 'self'; " in page.headers["Content-Security-Policy"]
