"""From the button on the result page to a short link, and to its end."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from somerec import Answers
from somerec.rulebook.model import Rulebook
from somerec.store import Store
from somerec.takeaways.code import as_svg
from tests.html import vnu
from tests.web.cases import CARPENTERS, HAIRDRESSER
from tests.web.conftest import LANGUAGES
from tests.web.kept.conftest import HOST, keep, links
from tests.web.reader import Page
from tests.web.running import HIDDEN, Clock, says


def shown(client: FlaskClient, link: str) -> str:
    """Return the answers whose advice a link opens, as the page's calendar file has them."""
    page = Page(client.get(link), link)
    assert page.response.status_code == 200
    return page.link("In the calendar").removeprefix("/en/advice.ics?")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_result_is_kept_opened_and_deleted(client: FlaskClient, query: str, lang: str) -> None:
    response = keep(client, query, lang, Sec_Fetch_Site="same-origin")
    assert response.status_code == 303
    assert re.fullmatch(rf"/{lang}/keep/[\w-]{{22}}/[\w-]{{22}}", response.headers["Location"])
    link, delete_link = links(client, query, lang)
    opened = client.get(link)
    assert (opened.status_code, opened.headers["Content-Language"]) == (200, lang)
    asked = Page(client.get(delete_link), delete_link)
    assert (asked.response.status_code, asked.forms[0].action) == (200, delete_link)
    assert client.get(link).status_code == 200
    assert client.post(delete_link).status_code == 200
    for path in (link, delete_link):
        gone = client.get(path)
        assert (gone.status_code, gone.headers["Content-Language"]) == (410, lang)
    assert client.post(delete_link).status_code == 410


def test_the_links_stand_as_text_that_can_be_selected_and_are_whole(client: FlaskClient, query: str) -> None:
    page = Page(client.get(keep(client, query).headers["Location"]), "")
    notes = page.texts("p", "note")
    assert re.fullmatch(rf"{HOST}/en/k/[\w-]{{22}}", notes[0])
    assert re.fullmatch(rf"{HOST}/en/k/delete/[\w-]{{22}}", notes[1])
    assert "Until 12 months after somebody last opened it." in page.text
    assert "What an hour is worth." in page.text


def test_the_page_of_the_links_names_only_what_is_stored(client: FlaskClient, rulebook: Rulebook) -> None:
    without = Answers.from_query(f"{CARPENTERS}&start=2027-02-01", rulebook).to_query()
    page = Page(client.get(keep(client, without).headers["Location"]), "")
    assert "What an hour is worth." not in page.text


@pytest.mark.parametrize(
    ("answers", "lang", "words"), [(HAIRDRESSER, "sv", "dina svar"), (CARPENTERS, "sv", "era svar")]
)
def test_one_person_and_several_are_spoken_to_as_such(
    client: FlaskClient, answers: str, lang: str, words: str
) -> None:
    page = client.get(keep(client, answers, lang).headers["Location"]).text
    assert words in page


def test_a_kept_result_opens_with_its_own_start_and_hour_value(
    client: FlaskClient, query: str, clock: Clock
) -> None:
    link, _ = links(client, query)
    clock.now += timedelta(days=40)
    assert shown(client, link) == query


def test_a_kept_result_shows_the_page_of_its_answers_under_its_own_address(
    client: FlaskClient, query: str
) -> None:
    link, _ = links(client, query)
    kept, plain = (Page(client.get(path), path) for path in (link, f"/en/advice?{query}"))
    assert kept.texts("h1") == plain.texts("h1")
    assert kept.texts("h2") == [*plain.texts("h2")[:-2], "Link to the result", *plain.texts("h2")[-2:]]
    assert HOST + link in kept.texts("p", "note")
    assert kept.alternates["sv"] == link.replace("/en/", "/sv/")
    assert "/en/keep" in [form.action for form in plain.forms]
    assert [form.action for form in kept.forms] == [
        form.action for form in plain.forms if "keep" not in form.action
    ]
    assert query.partition("&edition")[0] in next(
        href for text, href in kept.links if text == "Change answers"
    )


def test_a_preview_of_a_short_link_tells_no_more_than_one_of_the_front_door(
    client: FlaskClient, query: str
) -> None:
    link, _ = links(client, query)
    previews = [
        re.findall(r'<meta (?:property="og:|name="(?:description|twitter)).*', client.get(path).text)
        for path in (link, "/en/")
    ]
    assert len(previews[0]) > 5
    assert previews[0] == previews[1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_ways_to_send_a_result_can_be_mailed_and_read_by_a_phone(
    client: FlaskClient, query: str, lang: str
) -> None:
    location = keep(client, query, lang).headers["Location"]
    page = Page(client.get(location), location)
    link, _, long = page.texts("p", "note")
    assert long == f"{HOST}/{lang}/advice?{query}"
    mails = [unquote(href) for _, href in page.links if href.startswith("mailto:?subject=")]
    assert [mail.partition("&body=")[2].partition("\r\n")[0] for mail in mails] == [link, long]
    codes = [unescape(found) for found in re.findall(r'<img src="([^"]+)"', page.response.text)]
    assert unquote(codes[0].removeprefix("data:image/svg+xml,")) == as_svg(link)
    assert client.get(codes[1]).text == as_svg(long)


def test_a_result_that_is_kept_without_a_start_begins_today(
    client: FlaskClient, rulebook: Rulebook, clock: Clock
) -> None:
    link, _ = links(client, Answers.from_query(CARPENTERS, rulebook).to_query(edition=False))
    clock.now += timedelta(days=40)
    assert "start=2027-01-11" in shown(client, link)


def test_answers_are_kept_in_canonical_form(client: FlaskClient, rulebook: Rulebook) -> None:
    link, _ = links(client, "&".join(reversed(HAIRDRESSER.split("&"))))
    canonical = Answers.from_query(f"{HAIRDRESSER}&start=2027-01-11", rulebook).to_query()
    assert shown(client, link) == canonical


def test_the_pages_are_for_nobodys_cache_nor_search_engine(client: FlaskClient, query: str) -> None:
    created = keep(client, query)
    link, delete_link = links(client, query)
    pages = [
        created,
        client.get(created.headers["Location"]),
        client.get(link),
        client.get(delete_link),
        keep(client, "size=solo"),
        keep(client, query, Sec_Fetch_Site="cross-site"),
        client.post(delete_link),
        client.get(link),
        client.get(f"/en/k/{'A' * 22}"),
        client.get("/en/keep"),
    ]
    assert [page.status_code for page in pages] == [303, 200, 200, 200, 400, 403, 200, 410, 404, 302]
    assert {says(page) for page in pages} == {HIDDEN}
    assert not [page for page in pages if "Set-Cookie" in page.headers]


def test_a_deleted_result_is_not_answered_from_memory(client: FlaskClient, query: str) -> None:
    link, delete_link = links(client, query)
    for _ in range(3):
        assert client.get(link).status_code == 200
    client.post(delete_link)
    assert client.get(link).status_code == 410


def test_a_result_expires_twelve_months_after_its_last_view(
    client: FlaskClient, query: str, clock: Clock
) -> None:
    link, delete_link = links(client, query)
    clock.now = clock.now.replace(year=2028)
    assert client.get(link).status_code == 200
    clock.now = clock.now.replace(year=2029)
    assert client.get(link).status_code == 200
    clock.now = clock.now.replace(year=2030, day=12)
    assert (client.get(link).status_code, client.get(delete_link).status_code) == (410, 410)


def test_opening_the_delete_link_deletes_nothing(client: FlaskClient, query: str) -> None:
    """Mail programs and previews open every link there is."""
    link, delete_link = links(client, query)
    client.get(delete_link)
    client.head(delete_link)
    client.options(delete_link)
    assert client.get(link).status_code == 200


# Tokens that are none


@pytest.mark.parametrize(
    "token",
    [
        "x",
        "A" * 21,
        "A" * 22,
        "A" * 23,
        "A" * 3000,
        "AAAAAAAAAAAAAAAAAAAAA=",
        "%00" * 22,
        "%ff" * 22,
        "%C3%B8" * 22,
        "..%2f..%2fetc%2fpasswd",
        "' OR 1=1 --          ",
        "AAAAAAAAAAAAAAAAAAAAAA%0a",
        "%EF%BC%A1" * 22,
    ],
)
def test_a_forged_token_opens_no_page(client: FlaskClient, query: str, token: str) -> None:
    link, delete_link = links(client, query)
    right = link.rpartition("/")[2]
    for path in (
        f"/en/k/{token}",
        f"/en/k/delete/{token}",
        f"/en/keep/{token}/{token}",
        f"/en/keep/{right}/{token}",
    ):
        assert client.get(path).status_code == 404
    assert client.post(f"/en/k/delete/{token}").status_code == 404
    assert client.get(link).status_code == 200
    assert client.get(delete_link).status_code == 200


def test_a_token_in_the_wrong_place_opens_nothing(client: FlaskClient, query: str) -> None:
    (link, delete_link), (_, other) = links(client, query), links(client, query)
    token, delete_token, other_token = (path.rpartition("/")[2] for path in (link, delete_link, other))
    for path in (
        f"/en/k/{delete_token}",
        f"/en/k/delete/{token}",
        f"/en/keep/{delete_token}/{token}",
        f"/en/keep/{token}/{other_token}",
        f"/en/k/{token[:-1]}",
        f"/en/k/{token}/",
        f"/en/k/{token.swapcase()}",
        f"/en/k/{token}/{token}",
    ):
        assert client.get(path).status_code == 404, path
    assert client.post(f"/en/k/delete/{token}").status_code == 404
    assert client.get(link).status_code == 200


def test_what_no_token_can_be_is_refused_without_opening_the_store(client: FlaskClient, store: Store) -> None:
    assert client.get(f"/en/k/{'A' * 4000}").status_code == 404
    assert not store.path.exists()


# The pages themselves


def test_the_pages_are_valid_in_every_language(
    client: FlaskClient, query: str, tmp_path: Path, store: Store
) -> None:
    files = []
    for lang in LANGUAGES:
        created = keep(client, query, lang)
        link, delete_link = links(client, query, lang)
        pages = {
            "links": client.get(created.headers["Location"]),
            "shown": client.get(link),
            "privacy": client.get(f"/{lang}/privacy"),
            "ask": client.get(delete_link),
            "foreign": client.post(delete_link, headers={"Sec-Fetch-Site": "cross-site"}),
            "unreadable": keep(client, "size=solo", lang),
            "deleted": client.post(delete_link),
            "gone": client.get(link),
        }
        for name, page in pages.items():
            files.append(tmp_path / f"{name}.{lang}.html")
            files[-1].write_text(page.text, encoding="utf-8")
            assert Page(page, name).lang == lang
    assert vnu(files) == []


def test_the_pages_lead_to_themselves_in_the_other_languages(client: FlaskClient, query: str) -> None:
    location = keep(client, query).headers["Location"]
    page = Page(client.get(location), location)
    for lang in LANGUAGES:
        assert page.alternates[lang] == location.replace("/en/", f"/{lang}/")
        assert client.get(location.replace("/en/", f"/{lang}/")).status_code == 200
