"""A record: what an old edition advised, with what today's rules would say, on pages and in every file."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from itertools import product
from pathlib import Path

import jsonschema
import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from app import create_app
from somerec.rulebook.library import Library
from somerec.takeaways.schema import SCHEMA
from tests.html import vnu
from tests.web.conftest import DAY, LANGUAGES
from tests.web.reader import Page, Visitor
from tests.words.test_since import FOURTH, QUIET

THEN = f"{FOURTH}&start=2027-01-11&edition=2026-1"
SAME = f"{QUIET}&start=2027-01-11&edition=2026-1"

GIVEN = {
    "en": "This is the advice as it was given, under edition 2026-1 of the rules.",
    "nb": "Dette er rådene slik de ble gitt, etter utgave 2026-1 av reglene.",
    "sv": "Det här är råden så som de gavs, enligt utgåva 2026-1 av reglerna.",
}
LEAVES = {
    "en": "‘Personal LinkedIn profile’ would leave the plan and wait for later.",
    "nb": "«Personlig LinkedIn-profil» ville gått ut av planen og ventet til senere.",
    "sv": "”Personlig LinkedIn-profil” skulle lämna planen och vänta till senare.",
}
HOLDS = {
    "en": "Today’s rules would give you the same advice, so your plan still holds.",
    "nb": "Dagens regler ville ha gitt deg de samme rådene, så planen din holder fortsatt.",
    "sv": "Dagens regler skulle ge dig samma råd, så din plan håller fortfarande.",
}
CHANGE = "A plan of the middle size has three tactics beyond the basics, not four. Few managed the fourth."


@pytest.fixture(scope="module", name="site")
def _site(two_editions: Library, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    data = tmp_path_factory.mktemp("data")
    return create_app({"TODAY": lambda: DAY, "EDITIONS": two_editions, "DATA": data})


@pytest.fixture(name="program")
def _program(site: Flask) -> FlaskClient:
    return site.test_client()


@pytest.fixture(name="reader")
def _reader(program: FlaskClient) -> Visitor:
    return Visitor(program)


def body(page: Page) -> str:
    """Return a page as it was sent."""
    return page.response.get_data(as_text=True)


def banner(page: Page) -> str:
    """Return the part of a page that says that it is a record."""
    (found,) = re.findall(r'<div class="part" id="since">.*?</div></div>', body(page), re.DOTALL)
    return str(found)


def today(page: Page) -> str:
    """Return where its button leads."""
    (found,) = re.findall(r'class="button quiet" href="(/../advice\?[^"]*edition=2026-2)"', banner(page))
    return str(found)


def kept(program: FlaskClient, query: str, lang: str) -> Page:
    """Keep a result and open its link."""
    sent = program.post(f"/{lang}/keep", data={"answers": query}, headers={"Sec-Fetch-Site": "same-origin"})
    place = f"/{lang}/k/{sent.headers['Location'].split('/')[3]}"
    return Page(program.get(place), place)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_old_address_says_that_it_is_a_record_and_what_differs_today(reader: Visitor, lang: str) -> None:
    page = reader.open(f"/{lang}/advice?{THEN}")

    assert GIVEN[lang] in page.text
    assert LEAVES[lang] in page.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_kept_result_of_an_old_edition_says_so_too(program: FlaskClient, lang: str) -> None:
    page = kept(program, THEN, lang)

    assert GIVEN[lang] in page.text
    assert LEAVES[lang] in page.text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("place", ["why", "why/reviews/newsletter"])
def test_all_reasons_of_an_old_edition_stand_below_the_same_banner_with_its_link(
    reader: Visitor, lang: str, place: str
) -> None:
    above = reader.open(f"/{lang}/advice?{THEN}")
    reasons = reader.open(f"/{lang}/advice/{place}?{THEN}")

    assert banner(reasons) == banner(above)
    assert GIVEN[lang] in reasons.text
    assert LEAVES[lang] in reasons.text
    assert reader.open(today(reasons).replace("&amp;", "&")).response.status_code == 200


@pytest.mark.parametrize("place", ["advice", "advice/why"])
def test_a_record_leads_to_advice_that_begins_on_the_day_of_the_reader(
    two_editions: Library, tmp_path: Path, place: str
) -> None:
    days = [DAY, DAY + timedelta(days=40)]
    site = create_app({"TODAY": lambda: days[0], "EDITIONS": two_editions, "DATA": tmp_path})
    reader = Visitor(site.test_client())
    for _ in range(2):
        assert f"start={days[0]}" in today(reader.open(f"/en/{place}?{THEN}"))
        days.reverse()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_nothing_differs_the_plan_still_holds(reader: Visitor, program: FlaskClient, lang: str) -> None:
    for page in (reader.open(f"/{lang}/advice?{SAME}"), kept(program, SAME, lang)):
        assert HOLDS[lang] in page.text
        assert LEAVES[lang] not in page.text


def test_the_change_that_does_it_stands_in_its_plain_words_with_a_way_to_all_of_them(reader: Visitor) -> None:
    page = reader.open(f"/en/advice?{THEN}")

    assert f"This comes from one change to the rules: {CHANGE}" in page.text
    assert "/en/rules#edition-2026-2" in body(page)


def test_what_could_not_be_carried_over_is_said(reader: Visitor) -> None:
    page = reader.open(f"/en/advice?{THEN}")

    assert "We took “Restaurant, café or bar”." in page.text
    assert "is no longer asked" in page.text


def test_from_a_record_one_comes_to_todays_advice_which_is_none(reader: Visitor) -> None:
    page = reader.open(f"/en/advice?{THEN}")
    (today,) = re.findall(r'href="(/en/advice\?[^"]*edition=2026-2)">See today’s advice', body(page))

    now = reader.open(today.replace("&amp;", "&"))

    assert now.response.status_code == 200
    assert "business_type=food_serve" in now.query
    assert "edition=2026-2" in now.query
    assert 'id="since"' not in body(now)


def test_todays_advice_does_not_begin_on_a_day_that_is_over(reader: Visitor) -> None:
    for start, begun in (("2026-07-06", DAY.isoformat()), ("2027-02-01", "2027-02-01")):
        page = reader.open(f"/en/advice?{FOURTH}&start={start}&edition=2026-1")
        (today,) = re.findall(r'href="(/en/advice\?[^"]*edition=2026-2)">See today’s advice', body(page))
        assert f"start={begun}" in today


def test_under_todays_rules_nothing_is_said_of_editions_past(program: FlaskClient, reader: Visitor) -> None:
    query = FOURTH.replace("food_drink", "food_make").replace("&target_months=6", "")

    page = reader.open(f"/en/advice?{query}&start=2027-01-11&edition=2026-2")
    data = program.get(f"/api/v1/recommendation?lang=en&{query}").get_json()

    assert 'id="since"' not in body(page)
    assert 'id="since"' not in body(reader.open(f"/en/advice/why?{query}&start=2027-01-11&edition=2026-2"))
    assert "since" not in data


# Files


def of_paper(program: FlaskClient, lang: str, query: str) -> str:
    """Return the text of the PDF, with single spaces."""
    response = program.get(f"/{lang}/advice.pdf?{query}")
    assert response.mimetype == "application/pdf"
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(response.data)).pages)
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pdf_of_an_old_edition_says_so_and_what_differs_today(program: FlaskClient, lang: str) -> None:
    text = of_paper(program, lang, THEN)

    assert GIVEN[lang] in text
    assert LEAVES[lang] in text


def test_the_pdf_says_that_the_plan_still_holds_where_it_does(program: FlaskClient) -> None:
    text = of_paper(program, "nb", SAME)

    assert GIVEN["nb"] in text
    assert HOLDS["nb"] in text
    assert "Hva dagens regler ville ha sagt" not in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_markdown_says_both_with_the_change(program: FlaskClient, lang: str) -> None:
    text = program.get(f"/{lang}/advice.md?{THEN}").get_data(as_text=True)

    assert f"**{GIVEN[lang]}**" in text
    assert f"- {LEAVES[lang]}" in text
    assert lang != "en" or f"This comes from one change to the rules: **{CHANGE}**" in text


@pytest.mark.parametrize("place", ["/en/advice.json?", "/api/v1/recommendation?lang=en&"])
def test_programs_get_what_differs_with_the_changes(program: FlaskClient, place: str) -> None:
    found = program.get(f"{place}{THEN}").get_json()

    jsonschema.Draft202012Validator(SCHEMA).validate(found)
    since = found["since"]
    assert since["edition"] == "2026-2"
    assert not since["same"]
    assert "business_type=food_serve" in since["query"]
    leaves = next(item for item in since["differs"] if item["id"] == "linkedin_personal")
    assert leaves["subject"] == "tactic"
    assert leaves["text"].startswith(LEAVES["en"])
    assert leaves["changes"] == [{"edition": "2026-2", "id": "three_tactics", "text": CHANGE}]
    assert not leaves["follows"]


def test_a_plan_that_holds_is_one_without_differences_for_programs(program: FlaskClient) -> None:
    found = program.get(f"/api/v1/recommendation?lang=en&{SAME}").get_json()

    jsonschema.Draft202012Validator(SCHEMA).validate(found)
    assert found["since"]["same"]
    assert found["since"]["differs"] == []


@pytest.mark.parametrize("ending", ["ics", "csv"])
def test_calendar_and_table_hold_the_plan_and_nothing_else(program: FlaskClient, ending: str) -> None:
    text = program.get(f"/en/advice.{ending}?{THEN}").get_data(as_text=True)

    assert GIVEN["en"] not in text


# Markup


def test_the_html_of_a_record_is_without_faults(program: FlaskClient, tmp_path: Path) -> None:
    files = []
    for number, (lang, place, query) in enumerate(product(LANGUAGES, ("", "/why"), (THEN, SAME))):
        file = tmp_path / f"{number}.html"
        file.write_bytes(program.get(f"/{lang}/advice{place}?{query}").data)
        files.append(file)

    assert vnu(files) == []
