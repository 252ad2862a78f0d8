"""The plan as files at addresses of their own, and what the result page offers to take away."""

from __future__ import annotations

import importlib.util
import json
import re
import struct
from datetime import date
from html import escape, unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar

from app import create_app
from somerec.rulebook.model import Rulebook
from somerec.takeaways.shapes import WRITERS
from somerec.web import takeaways
from somerec.web.page import Frame
from somerec.web.templating import environment
from somerec.words.catalogue import translations
from somerec.words.languages import LANGUAGES
from somerec.words.speaker import speaker
from tests.takeaways.tags import pages, squeezed
from tests.web.cases import CARPENTERS, HAIRDRESSER, but

DAY = date(2027, 1, 11)
ROOT = Path(__file__).parents[2]
WHOLE = f"{CARPENTERS}&start=2027-01-11&edition=2026-1"
"""The carpenters' answers at their right address."""

NAMES = {
    "nb": {"plan": "nettplan", "tasks": "nettplan-oppgaver"},
    "sv": {"plan": "webbplan", "tasks": "webbplan-uppgifter"},
    "en": {"plan": "web-plan", "tasks": "web-plan-tasks"},
}
each_ending = pytest.mark.parametrize("ending", list(WRITERS))
each_language = pytest.mark.parametrize("lang", list(LANGUAGES))


def make(rulebook: Rulebook, base_url: str = "") -> Flask:
    """Make the application with its take-aways."""
    app = create_app({"TODAY": lambda: DAY, "RULEBOOK": rulebook, "BASE_URL": base_url})
    if takeaways.blueprint.name not in app.blueprints:
        app.register_blueprint(takeaways.blueprint, url_prefix="/<lang:lang>")
    return app


@pytest.fixture(scope="module", name="app")
def _app(rulebook: Rulebook) -> Flask:
    return make(rulebook)


@pytest.fixture(name="client")
def _client(app: Flask) -> FlaskClient:
    return app.test_client()


# Files


@each_language
@each_ending
def test_each_file_has_its_kind_its_name_in_the_language_and_no_place_in_a_search_engine(
    client: FlaskClient, lang: str, ending: str
) -> None:
    response = client.get(f"/{lang}/advice.{ending}?{WHOLE}")
    assert response.status_code == 200
    assert response.mimetype == takeaways.KINDS[ending]
    name = NAMES[lang]["tasks" if ending == "csv" else "plan"]
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}-2027-01-11.{ending}"'
    assert response.headers["Content-Language"] == lang
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "Set-Cookie" not in response.headers


@each_ending
def test_a_file_without_a_first_day_gets_todays_so_that_its_dates_never_drift(
    client: FlaskClient, ending: str
) -> None:
    response = client.get(f"/nb/advice.{ending}?{CARPENTERS}")
    assert response.status_code == 302
    assert response.headers["Location"] == f"/nb/advice.{ending}?{WHOLE}"


@each_ending
def test_answers_that_are_spelt_otherwise_lead_to_the_right_address(client: FlaskClient, ending: str) -> None:
    keys = WHOLE.split("&")
    response = client.get(f"/sv/advice.{ending}?{'&'.join([*keys[3:], *keys[:3]])}")
    assert response.status_code == 302
    assert response.headers["Location"] == f"/sv/advice.{ending}?{WHOLE}"


@each_ending
def test_what_is_missing_is_asked_for(client: FlaskClient, ending: str) -> None:
    response = client.get(f"/en/advice.{ending}?{but(CARPENTERS, size=None)}")
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/en/questions/")
    assert response.headers["Location"].endswith("#size")


@each_ending
def test_where_an_answer_cannot_be_read_the_page_says_so_before_any_file_is_made(
    client: FlaskClient, ending: str
) -> None:
    response = client.get(f"/nb/advice.{ending}?{WHOLE}&colour=blue")
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/nb/advice?")
    assert "colour=blue" in response.headers["Location"]


def test_another_ending_is_no_page(client: FlaskClient) -> None:
    assert client.get(f"/nb/advice.docx?{WHOLE}").status_code == 404


def test_files_can_only_be_fetched(client: FlaskClient) -> None:
    assert client.post(f"/nb/advice.pdf?{WHOLE}").status_code == 405


def test_a_browser_that_has_the_file_already_is_told_so(client: FlaskClient) -> None:
    first = client.get(f"/nb/advice.pdf?{WHOLE}")
    again = client.get(f"/nb/advice.pdf?{WHOLE}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_the_data_are_those_of_the_api(client: FlaskClient) -> None:
    file = client.get(f"/nb/advice.json?{WHOLE}")
    api = client.get(f"/api/v1/recommendation?lang=nb&{WHOLE}")
    assert json.loads(file.data) == api.get_json()


@each_language
def test_every_file_states_the_same_time_for_the_plan(
    client: FlaskClient, rulebook: Rulebook, lang: str
) -> None:
    data = json.loads(client.get(f"/{lang}/advice.json?{WHOLE}").data)
    minutes = sum(
        task["minutes"]
        for tactic in data["tactics"]
        if tactic["status"] == "chosen"
        for task in tactic["tasks"]
    )
    assert minutes == round(data["hours"]["planned"] * 60)
    said = speaker(rulebook, lang, {}).language.minutes(minutes)
    assert squeezed(said) in squeezed(pages(client.get(f"/{lang}/advice.pdf?{WHOLE}").data)[0])
    assert said in client.get(f"/{lang}/advice.md?{WHOLE}").text
    rows = client.get(f"/{lang}/advice.csv?{WHOLE}").text.splitlines()[1:]
    tasks = [task for tactic in data["tactics"] if tactic["status"] == "chosen" for task in tactic["tasks"]]
    assert len(rows) == len(tasks)
    summaries = {
        event.summary for event in Calendar.from_ical(client.get(f"/{lang}/advice.ics?{WHOLE}").data).events
    }
    assert {task["text"].removesuffix(".") for task in tasks} <= summaries


def test_a_document_leads_back_to_the_configured_site_whatever_host_was_asked(rulebook: Rulebook) -> None:
    client = make(rulebook, "https://somerec.example").test_client()
    response = client.get(f"/nb/advice.pdf?{WHOLE}", headers={"Host": "evil.example"})
    text = squeezed(" ".join(pages(response.data)))
    assert "https://somerec.example/nb/advice?market=no" in text
    assert "evil.example" not in text


def test_where_no_site_is_configured_a_document_is_made_anew_for_each_host(client: FlaskClient) -> None:
    for host in ("one.example", "two.example"):
        text = squeezed(" ".join(pages(client.get(f"/nb/advice.pdf?{WHOLE}", headers={"Host": host}).data)))
        assert f"http://{host}/nb/advice?market=no" in text


def test_the_code_is_a_drawing_that_pages_may_show(client: FlaskClient) -> None:
    response = client.get(f"/nb/advice.svg?{WHOLE}")
    assert response.mimetype == "image/svg+xml"
    assert response.text.startswith("<svg")
    assert "Content-Disposition" not in response.headers


# What the result page offers


@pytest.fixture(scope="module", name="configured")
def _configured(rulebook: Rulebook) -> Flask:
    return make(rulebook, "https://somerec.example")


def offered(app: Flask, lang: str, query: str = WHOLE) -> str:
    """Return the part of the result page that is about taking the plan away."""
    text = app.test_client().get(f"/{lang}/advice?{query}").text
    return text[text.index('<section class="part" id="take">') :].partition("</section>")[0]


def addresses(html: str) -> list[str]:
    """Return what a piece of HTML links to and shows."""
    return [unescape(found) for found in re.findall(r'(?:href|src)="([^"]+)"', html)]


@each_language
def test_every_file_and_the_code_can_be_fetched_from_the_page(configured: Flask, lang: str) -> None:
    here = [address for address in addresses(offered(configured, lang)) if address.startswith("/")]
    endings = [urlsplit(address).path.rpartition(".")[2] for address in here]
    assert endings == [*WRITERS, "svg"]
    client = configured.test_client()
    assert [client.get(address).status_code for address in here] == [200] * len(here)


@each_language
def test_the_address_stands_there_to_be_selected(configured: Flask, lang: str) -> None:
    whole = f"https://somerec.example/{lang}/advice?{WHOLE}"
    assert f">{escape(whole)}<" in offered(configured, lang)


@each_language
def test_what_needs_a_script_stays_hidden_until_the_script_is_there(configured: Flask, lang: str) -> None:
    html = offered(configured, lang)
    assert html.count("<span hidden><button") == html.count('type="button"') == 2
    assert "onclick" not in html
    assert "style=" not in html


@each_language
def test_the_message_to_oneself_opens_in_the_visitors_own_program(
    configured: Flask, rulebook: Rulebook, lang: str
) -> None:
    link = next(address for address in addresses(offered(configured, lang)) if address.startswith("mailto:"))
    mail = urlsplit(link)
    said = parse_qs(mail.query)
    assert mail.path == ""
    assert said["subject"] == [speaker(rulebook, lang, {}).phrase("calendar.name")]
    assert said["body"][0].startswith(f"https://somerec.example/{lang}/advice?{WHOLE}\r\n")
    assert "+" not in mail.query


def test_without_a_configured_site_there_is_no_message_with_an_address_that_opens_nothing(app: Flask) -> None:
    assert "mailto:" not in offered(app, "nb")


def test_one_person_and_several_are_each_spoken_to(configured: Flask) -> None:
    solo = configured.test_client().get(f"/nb/advice?{HAIRDRESSER}").headers["Location"].partition("?")[2]
    assert "Ta planen med deg" in offered(configured, "nb", solo)
    assert "Ta planen med dere" in offered(configured, "nb")


@each_language
def test_on_paper_the_address_and_its_code_are_left(configured: Flask, lang: str) -> None:
    html = offered(configured, lang)
    assert '<ul class="rows no-print">' in html
    assert '<p class="note" translate="no">' in html
    assert '<details class="more">' in html


# What a link looks like when it is sent on


def head(lang: str, base_url: str = "https://somerec.example") -> str:
    """Return what every page says of itself to those who preview links."""
    frame = Frame(home=f"/{lang}/", versions=(), default="/", base_url=base_url, style="", icon="")
    return environment(lang, solo=True).get_template("_preview.html").render(frame=frame)


@each_language
def test_a_preview_says_what_the_site_is_in_the_language_of_the_page(lang: str) -> None:
    html = head(lang)
    place = {"nb": "nb_NO", "sv": "sv_SE", "en": "en_GB"}[lang]
    assert f'<meta property="og:locale" content="{place}">' in html
    assert html.count("og:locale:alternate") == 2
    question = translations(lang).gettext("How much internet strategy is right for a small business?")
    assert f'<meta property="og:title" content="{question}">' in html


@each_language
def test_a_preview_has_a_whole_address_for_its_picture_or_none(lang: str) -> None:
    picture = f'<meta property="og:image" content="https://somerec.example/static/preview.{lang}.png">'
    assert picture in head(lang)
    assert "og:image" not in head(lang, base_url="")


@each_language
def test_the_picture_is_there_in_the_size_that_previews_want(client: FlaskClient, lang: str) -> None:
    response = client.get(f"/static/preview.{lang}.png")
    assert response.mimetype == "image/png"
    assert struct.unpack(">II", response.data[16:24]) == (1200, 630)
    assert len(response.data) < 100_000


@each_language
def test_the_picture_is_the_one_that_the_script_draws(lang: str) -> None:
    spec = importlib.util.spec_from_file_location("previews", ROOT / "scripts" / "previews.py")
    assert spec is not None
    assert spec.loader is not None
    previews = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(previews)
    assert previews.draw(lang) == (ROOT / "static" / f"preview.{lang}.png").read_bytes()


def test_a_single_person_is_not_told_from_several_by_a_preview() -> None:
    """The words of a page say whether one person answered; those of its preview must not."""
    template = (ROOT / "templates" / "_preview.html").read_text(encoding="utf-8")
    assert "you(" not in template
    assert HAIRDRESSER not in head("sv")
