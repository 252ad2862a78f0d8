"""The pages of a frame: what the agency has fixed, what stays within, and the kind pages where it fails."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient

from app import create_app
from somerec.rulebook.library import Library
from tests.editions.test_as_given import THEN
from tests.web.cases import CARPENTERS, HAIRDRESSER, but
from tests.web.conftest import LANGUAGES
from tests.web.embed.frames import AGENCY, OPENED, WITHIN, write
from tests.web.reader import Page, Visitor

SALONS = (
    AGENCY.replace('key = "lund"', 'key = "salons"')
    .replace(
        "[colours]",
        'languages = ["sv", "en"]\nlanguage = "sv"\nprivacy = "https://www.lund.example/p"\n\n[colours]',
    )
    .replace('label.nb = "Ta en prat med oss"\n', "")
    + """
[answers]
prefilled.size = "solo"
locked.business_type = "care"

[introduction]
sv = "Välkommen till **salongerna**. <script>alert(1)</script>[Läs](https://www.lund.example/mer)"
"""
)
"""A chain whose visitors are all in the same trade, mostly alone, and read Swedish or English."""

INSIDE = ("questions/", "check", "compare", "contact", "advice")


@pytest.fixture(name="salons", autouse=True)
def _salons(settings: dict[str, object]) -> None:
    data = settings["DATA"]
    assert isinstance(data, Path)
    write(data, SALONS, "salons")
    closed = AGENCY.replace('"lund"', '"closed"').replace("[colours]", "enabled = false\n\n[colours]")
    write(data, closed, "closed")


def page(client: FlaskClient, address: str, **headers: str) -> Page:
    """Open a page as a frame does."""
    return Page(client.get(address, headers={**OPENED, **headers}), address)


# What the agency has fixed


def test_a_frame_opens_with_the_answers_that_the_agency_has_filled_in(visitor: Visitor) -> None:
    first = visitor.open("/e/salons/sv/")
    assert urlsplit(first.address).path == "/e/salons/sv/questions/1"
    assert ("size", "solo") in parse_qsl(first.query)
    third = visitor.open("/e/salons/sv/questions/3?size=solo")
    assert third.values("size") == ["solo"]
    assert "micro" in third.offered("size"), "what is filled in can be changed"


def test_what_is_locked_today_leaves_the_advice_of_an_old_edition_alone(
    settings: dict[str, object], two_editions: Library
) -> None:
    visitor = Visitor(create_app({**settings, "EDITIONS": two_editions}).test_client())

    assert visitor.open(f"/e/salons/en/advice?{THEN}").query == THEN
    assert set(visitor.open(f"/e/salons/en/check?{THEN}").values("business_type")) == {"care"}


def test_what_is_locked_is_not_asked(visitor: Visitor) -> None:
    assert "business_type" in visitor.open("/sv/questions/1").ids
    assert "business_type" in visitor.open("/e/lund/sv/questions/1").ids
    first = visitor.open("/e/salons/sv/questions/1")
    assert "business_type" not in first.ids
    assert all(kind == "hidden" for kind in kinds(first, "business_type"))


def kinds(shown: Page, name: str) -> list[str]:
    """Return the kinds of the fields that send an answer."""
    return [control.kind for form in shown.forms for control in form.controls if control.name == name]


@pytest.mark.parametrize("place", ["questions/2", "check", "advice"])
def test_what_is_locked_cannot_be_changed_by_the_address(visitor: Visitor, place: str) -> None:
    shown = visitor.open(f"/e/salons/sv/{place}?{but(HAIRDRESSER, business_type='trades')}")
    assert shown.response.status_code == 200
    assert "business_type=care" in shown.response.text
    assert "business_type=trades" not in shown.response.text


def test_the_check_page_offers_no_change_of_what_is_locked(visitor: Visitor) -> None:
    assert "#business_type" in visitor.open(f"/e/lund/sv/check?{HAIRDRESSER}").response.text
    assert "#business_type" not in visitor.open(f"/e/salons/sv/check?{HAIRDRESSER}").response.text


def test_a_step_with_a_locked_question_goes_on_without_it(visitor: Visitor) -> None:
    second = visitor.send(visitor.open("/e/salons/sv/questions/1"), {"market": "no"})
    assert urlsplit(second.address).path == "/e/salons/sv/questions/2"
    assert dict(parse_qsl(second.query))["business_type"] == "care"


def test_a_language_that_the_agency_has_not_chosen_leads_to_its_first(visitor: Visitor) -> None:
    shown = visitor.open("/e/salons/nb/questions/2?market=no")
    assert shown.lang == "sv"
    assert "market=no" in shown.query
    assert set(shown.alternates) == {"sv", "en", "x-default"}
    assert [href for words, href in shown.links if words == "Norsk"] == []


def test_the_introduction_stands_above_the_first_question_without_its_script(visitor: Visitor) -> None:
    first = visitor.open("/e/salons/sv/questions/1")
    assert "Välkommen till salongerna." in first.text
    assert "alert" not in first.response.text
    assert ("Läs", "https://www.lund.example/mer") in first.links
    assert "salongerna" not in visitor.open("/e/salons/sv/questions/2").text
    assert "salongerna" not in visitor.open("/e/salons/en/questions/1").text


# What stays within


@pytest.mark.parametrize("place", ["questions/1", "questions/7", "check", "advice", "advice/why", "compare"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_link_stays_in_the_frame_or_opens_a_tab(visitor: Visitor, lang: str, place: str) -> None:
    shown = visitor.open(f"/e/lund/{lang}/{place}?{CARPENTERS}")
    assert shown.response.status_code == 200
    for tag, attributes, text in shown.found:
        href = attributes.get("href" if tag == "a" else "action", "")
        if tag not in ("a", "form") or href.startswith(("#", "?")):
            continue
        if attributes.get("target") == "_blank":
            assert not href.startswith("/e/"), text
        elif not (tag == "form" and href == "contact"):
            assert href.startswith("/e/lund/"), (text, href)
            assert href.split("/", 4)[4].startswith(INSIDE) or href.endswith("/"), href


@pytest.mark.parametrize("ending", ["pdf", "ics", "csv", "md", "json"])
def test_what_can_be_taken_away_is_taken_from_the_site(client: FlaskClient, ending: str) -> None:
    """In a tab of its own: a frame may not be allowed to download."""
    shown = page(client, f"/e/lund/sv/advice?{CARPENTERS}&start=2027-01-11&edition=2026-1")
    (link,) = {
        (attributes["href"], attributes.get("target"))
        for tag, attributes, _ in shown.found
        if tag == "a" and f"/advice.{ending}?" in attributes["href"]
    }
    assert link[0].startswith("/sv/advice.")
    assert link[1] == "_blank"
    assert client.get(link[0]).status_code == 200


@pytest.mark.parametrize("place", ["questions/3", "check", "advice", "compare"])
def test_every_page_leads_to_itself_on_the_site(client: FlaskClient, visitor: Visitor, place: str) -> None:
    shown = visitor.open(f"/e/lund/en/{place}?{CARPENTERS}")
    whole = shown.link("Open the full page, to print or keep")
    assert whole == shown.address.removeprefix("/e/lund").partition("#")[0]
    assert client.get(whole).status_code == 200


@pytest.mark.parametrize("place", ["rules", "about", "privacy", "advice.pdf", "k/" + "a" * 22])
def test_a_page_that_no_frame_shows_offers_itself_in_a_tab(client: FlaskClient, place: str) -> None:
    shown = page(client, f"/e/lund/en/{place}")
    assert shown.response.status_code == 404
    assert shown.link("Open the page") == f"/en/{place}"


# Where it fails


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("/e/nobody/{lang}/", {}, 404),
        ("/e/nobody/{lang}/advice", {}, 404),
        ("/e/Not-A-Key/{lang}/", {}, 404),
        ("/e/closed/{lang}/", {}, 410),
        ("/e/lund/{lang}/", {"Referer": "https://thief.example/"}, 403),
        ("/e/lund/{lang}/", {"Referer": "https://www.lund.example.thief.example/"}, 403),
        ("/e/lund/{lang}/", {"Referer": "http://www.lund.example/"}, 403),
        ("/e/lund/{lang}/", {"Referer": "https://kunder.example/"}, 403),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_frame_that_cannot_be_shown_is_a_kind_page_with_a_link(
    client: FlaskClient, address: str, headers: dict[str, str], status: int, lang: str
) -> None:
    shown = page(client, address.format(lang=lang), **headers)
    assert (shown.response.status_code, shown.lang) == (status, lang)
    assert f"/{lang}/" in [href for _, href in shown.links]
    assert "Lund" not in shown.response.text
    assert not shown.forms
    tabs = [attributes.get("target") for tag, attributes, _ in shown.found if tag == "a"]
    assert set(tabs[1:]) == {"_blank"}, (
        "no page of the site can be shown in a frame; the first skips to the text"
    )


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Referer": "https://a.kunder.example/page"},
        {"Referer": ""},
        {"Sec-Fetch-Dest": "document", "Referer": "https://thief.example/"},
        WITHIN,
    ],
)
def test_a_listed_host_or_one_that_the_browser_does_not_name_gets_the_questions(
    client: FlaskClient, headers: dict[str, str]
) -> None:
    """Where it is not named, the policy of the page decides. A tab of its own is no frame."""
    assert page(client, "/e/lund/nb/questions/1", **headers).forms


def test_an_answer_for_one_host_is_not_kept_for_another(client: FlaskClient) -> None:
    for _ in range(2):
        assert page(client, "/e/lund/nb/questions/1").response.status_code == 200
        elsewhere = page(client, "/e/lund/nb/questions/1", Referer="https://thief.example/").response
        assert elsewhere.status_code == 403
        assert {"Referer", "Sec-Fetch-Dest"} <= set(elsewhere.vary)


def test_a_page_that_may_be_refused_tells_caches_so(client: FlaskClient) -> None:
    """A cache between us and the visitor must not show one host what another was sent."""
    shown = page(client, "/e/lund/nb/questions/1").response
    assert "must-revalidate" in shown.headers["Cache-Control"]
