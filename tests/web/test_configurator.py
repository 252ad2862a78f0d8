"""The page for agencies: what it offers, what it says of keys, and the lines that it writes."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from somerec.agencies.shelf import agency_folder
from somerec.rulebook.model import Rulebook
from somerec.words.catalogue import translations
from tests.web.conftest import LANGUAGES
from tests.web.embed.frames import write
from tests.web.reader import Page

Visit = Callable[[str], Page]

_LINES = re.compile(r'<textarea id="lines-(\w+)"[^>]*>(.*?)</textarea>', re.DOTALL)
_TAG = re.compile(r"<(\w+) ([^>]*)>([^<]*)")


@pytest.fixture(name="served")
def _served(tmp_path: Path, rulebook: Rulebook) -> Flask:
    """Make the application of a site that knows its name, with one agency."""
    write(tmp_path)
    return create_app({"DATA": tmp_path, "RULEBOOK": rulebook, "BASE_URL": "https://somerec.example"})


@pytest.fixture(name="site")
def _site(served: Flask) -> FlaskClient:
    return served.test_client()


def lines(page: str) -> dict[str, str]:
    """Return what a page offers to be pasted, by the field’s name."""
    return {name: unescape(text) for name, text in _LINES.findall(page)}


def tag(text: str, name: str) -> tuple[dict[str, str], str]:
    """Return the attributes of an element in lines to paste, and its text."""
    attributes, inside = next((rest, inside) for tag, rest, inside in _TAG.findall(text) if tag == name)
    return {key: unescape(value) for key, value in re.findall(r'([\w-]+)="([^"]*)"', attributes)}, inside


def test_without_a_choice_it_shows_the_trial_in_the_pages_language(visit: Visit) -> None:
    page = visit("/sv/embed")
    sources = [attributes["src"] for name, attributes, _ in page.found if name == "iframe"]
    assert sources == ["/e/test/sv/"] * 3
    assert len({attributes["title"] for name, attributes, _ in page.found if name == "iframe"}) == 3
    assert page.title == "Frågorna på din egen hemsida – somerec"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_lines_are_a_titled_frame_and_a_link_in_the_frames_language(site: FlaskClient, lang: str) -> None:
    page = site.get(f"/en/embed?key=lund&language={lang}&business_type=care&market=se&area=").text
    found, say = lines(page)["frame"], translations(lang).gettext
    frame, _ = tag(found, "iframe")
    assert frame == {
        "src": f"https://somerec.example/e/lund/{lang}/?market=se&business_type=care",
        "title": say("Questionnaire: how much internet strategy is right?"),
        "width": "100%",
        "height": "720",
        "loading": "lazy",
        "allow": "clipboard-write",
        "referrerpolicy": "strict-origin",
    }
    link, text = tag(found, "a")
    assert link["href"] == f"https://somerec.example/{lang}/questions/1?market=se&business_type=care"
    assert text == say("Open the questionnaire on a page of its own")
    assert len("".join(lines(page).values())) < 1000, "So the guide to Webflow says."


def test_the_link_beside_the_frame_opens_the_questionnaire_with_its_answers(site: FlaskClient) -> None:
    link, _ = tag(lines(site.get("/nb/embed?size=solo").text)["frame"], "a")
    page = site.get(link["href"].removeprefix("https://somerec.example"))
    assert page.status_code == 200
    bare, _ = tag(lines(site.get("/nb/embed").text)["frame"], "a")
    assert bare["href"] == "https://somerec.example/nb/"


def test_a_site_without_a_name_takes_the_one_that_it_was_asked_under(client: FlaskClient) -> None:
    for host in ("https://one.example", "https://other.example:8443"):
        found = lines(client.get("/nb/embed", base_url=host).text)
        assert tag(found["frame"], "iframe")[0]["src"] == f"{host}/e/test/nb/"
        assert tag(found["loader"], "script")[0]["src"] == f"{host}/embed/v1.js"


def test_the_lasting_script_is_the_one_that_its_digest_says(site: FlaskClient) -> None:
    script, _ = tag(lines(site.get("/nb/embed").text)["lasting"], "script")
    sent = site.get(script["src"].removeprefix("https://somerec.example"))
    assert sent.status_code == 200
    assert sent.cache_control.immutable
    digest = base64.b64encode(hashlib.sha384(sent.data).digest()).decode()
    assert script["integrity"] == f"sha384-{digest}"
    assert script["crossorigin"] == "anonymous"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_key_that_opens_nothing_is_named_at_its_field_and_the_form_is_kept(
    site: FlaskClient, lang: str
) -> None:
    page = site.get(f"/{lang}/embed?key=nobody&language=sv&business_type=care&size=solo").text
    assert 'aria-describedby="key-error key-help" aria-invalid="true"' in page
    assert 'value="nobody"' in page
    assert re.findall(r'<option value="(\w+)"[^>]* selected>', page) == ["sv", "care", "solo"]
    assert "<iframe" not in page
    assert lines(page) == {}
    say = translations(lang).gettext
    assert f"<title>{say('Error:')} " in page


def test_of_a_key_nothing_is_told_but_whether_it_opens_and_its_name(
    site: FlaskClient, tmp_path: Path
) -> None:
    page = site.get("/nb/embed?key=LUND").text
    assert "Lund Reklam" in page
    assert not [said for said in ("lund.example", "kunder", "kontakt?", "#24389c") if said in page]
    path = agency_folder(tmp_path) / "lund.toml"
    unknown = site.get("/nb/embed?key=dunl").text
    path.write_text(f"enabled = false\n{path.read_text('utf-8')}", "utf-8")
    assert site.get("/nb/embed?key=lund").text.replace("lund", "dunl") == unknown, (
        "Closed is as if never there."
    )


@pytest.mark.parametrize(
    "query", ["key=%22%3E%3Cb%3E", "language=%3Cb%3E", "size=%22%3E%3Cb%3E", "market=zz&key="]
)
def test_what_nobody_could_have_chosen_does_no_harm(client: FlaskClient, query: str) -> None:
    response = client.get(f"/en/embed?{query}")
    assert response.status_code == 200
    assert "<b>" not in response.text
    known = re.findall(r'<option value="(\w+)"[^>]* selected>', response.text)
    assert known == ["en"], "The language of the page, and nothing is known beforehand."


def test_search_engines_are_shown_the_page_and_nobodys_choices(client: FlaskClient) -> None:
    assert "X-Robots-Tag" not in client.get("/nb/embed").headers
    assert client.get("/nb/embed?key=test").headers["X-Robots-Tag"] == "noindex, nofollow"
    assert 'href="/nb/embed"' in client.get("/nb/about").text


def test_the_trial_is_shown_on_the_site_itself_and_nowhere_else(client: FlaskClient) -> None:
    own = {"Sec-Fetch-Dest": "iframe", "Referer": "http://localhost/nb/embed"}
    inside = client.get("/e/test/nb/", headers=own, follow_redirects=True)
    assert inside.status_code == 200
    assert inside.headers["Content-Security-Policy"].endswith("frame-ancestors 'self'")
    assert "responsive-embedded-sizing" not in inside.text
    other = client.get("/e/test/nb/", headers={**own, "Referer": "https://www.example.no/"})
    assert other.status_code == 403


def test_a_file_in_the_data_folder_takes_the_trials_place(site: FlaskClient, tmp_path: Path) -> None:
    path = agency_folder(tmp_path) / "lund.toml"
    assert "Lund Reklam" not in site.get("/e/test/nb/questions/1").text
    path.with_name("test.toml").write_text(path.read_text("utf-8").replace('"lund"', '"test"'), "utf-8")
    assert "Lund Reklam" in site.get("/e/test/nb/questions/1").text
    path.with_name("test.toml").unlink()
    assert "Lund Reklam" not in site.get("/e/test/nb/questions/1").text


OPENS = {
    "market=se&business_type=care": "market=se&business_type=care",
    "area=local": "market=no&business_type=trades&area=local",
    "market=se&size=zz&nonsense=1&go=x": "market=se&business_type=trades",
    "": "market=no&business_type=trades",
}
"""What a frame's address says, and what it opens with where the file has filled in a market and a trade."""


@pytest.mark.parametrize("said", OPENS)
def test_a_frame_opens_with_the_answers_of_its_address_and_of_its_file(
    site: FlaskClient, tmp_path: Path, said: str
) -> None:
    path = agency_folder(tmp_path) / "lund.toml"
    known = '\n[answers.prefilled]\nmarket = "no"\nbusiness_type = "trades"\n'
    path.write_text(path.read_text("utf-8") + known, "utf-8")
    first = site.get(f"/e/lund/nb/?{said}")
    assert first.location == f"/e/lund/nb/questions/1?{OPENS[said]}"
    assert site.get(first.location).status_code == 200, "It leads there at once."


def test_a_locked_answer_stands_whatever_the_address_says(site: FlaskClient, tmp_path: Path) -> None:
    path = agency_folder(tmp_path) / "lund.toml"
    path.write_text(path.read_text("utf-8") + '\n[answers.locked]\nbusiness_type = "care"\n', "utf-8")
    opened = site.get("/e/lund/nb/?business_type=trades&market=se")
    assert opened.location == "/e/lund/nb/questions/1?market=se&business_type=care"
