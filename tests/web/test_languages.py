"""Which language a page speaks, and how it leads to the others."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient

from tests.web.cases import CARPENTERS
from tests.web.conftest import LANGUAGES
from tests.web.reader import Visitor

PLACES = (
    "/",
    "/questions/3?size=solo",
    f"/check?{CARPENTERS}",
    "/questions/2?go=special&special=none&special=minors",
)


@pytest.mark.parametrize(
    ("asked_for", "spoken"),
    [
        ("nb-NO,nb;q=0.9,en;q=0.5", "nb"),
        ("no", "nb"),
        ("nn-NO,no;q=0.8", "nb"),
        ("da-DK,en;q=0.7", "nb"),
        ("sv-FI", "sv"),
        ("fi,sv;q=0.8,en;q=0.6", "sv"),
        ("de-DE,de;q=0.9", "en"),
        ("no,en;q=0.5", "nb"),
        ("", "en"),
        ("*", "en"),
        (";;;q=x,\x7f", "en"),
    ],
)
def test_the_front_door_leads_to_the_language_that_the_browser_asks_for(
    client: FlaskClient, asked_for: str, spoken: str
) -> None:
    response = client.get("/", headers={"Accept-Language": asked_for})
    assert (response.status_code, response.headers["Location"]) == (302, f"/{spoken}/")
    assert response.headers["Vary"] == "Accept-Language"


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_says_which_language_it_speaks(visitor: Visitor, lang: str, place: str) -> None:
    page = visitor.open(f"/{lang}{place}")
    assert page.lang == page.response.headers["Content-Language"] == lang


@pytest.mark.parametrize("place", PLACES)
def test_a_page_leads_to_itself_in_the_other_languages_with_every_answer(
    visitor: Visitor, place: str
) -> None:
    page = visitor.open(f"/nb{place}")
    there = visitor.open(page.link("Svenska"))
    assert urlsplit(there.address).path == urlsplit(f"/sv{place}").path
    assert sorted(parse_qsl(there.query)) == sorted(parse_qsl(page.query))
    assert page.alternates == {
        "nb": page.link("Norsk"),
        "sv": page.link("Svenska"),
        "en": page.link("English"),
        "x-default": "/" if place == "/" else page.link("English"),
    }


@pytest.mark.parametrize(
    ("path", "header", "lang", "title"),
    [
        ("/nb/tull", "sv", "nb", "Det er ingen side her"),
        ("/sv/questions/8", "nb", "sv", "Det finns ingen sida här"),
        ("/en/questions/0", "nb", "en", "There is no page here"),
        ("/de/", "sv", "sv", "Det finns ingen sida här"),
        ("/no/check", "nn", "nb", "Det er ingen side her"),
        ("/NB/", "de", "en", "There is no page here"),
    ],
)
def test_a_page_that_is_not_there_says_so_in_the_language_of_the_address_or_else_of_the_browser(
    client: FlaskClient, path: str, header: str, lang: str, title: str
) -> None:
    response = client.get(path, headers={"Accept-Language": header})
    assert response.status_code == 404
    assert response.headers["Content-Language"] == lang
    assert f'<html lang="{lang}">' in response.text
    assert f"<title>{title} – somerec</title>" in response.text
    assert response.text.count("hreflang=") >= 4
    assert "Accept-Language" in response.headers["Vary"]


def test_one_person_is_addressed_as_one_and_several_as_several(visitor: Visitor) -> None:
    assert "Virksomheten din" in visitor.open("/nb/questions/1?size=solo").texts("h1")
    assert "Virksomheten deres" in visitor.open("/nb/questions/1?size=micro").texts("h1")
    assert "Vad du vill" in visitor.open("/sv/questions/4?size=solo").texts("h1")
    assert "Vad ni vill" in visitor.open("/sv/questions/4?size=small").texts("h1")
