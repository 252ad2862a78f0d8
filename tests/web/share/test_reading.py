"""A client opens the link: the plan as it was made, with the consultant's part under her name."""

from __future__ import annotations

import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from somerec.store import Consultant, Store
from somerec.web.share.link import preview
from tests.web.reader import Page
from tests.web.running import Clock
from tests.web.share.conftest import (
    CHANGES,
    CLIENT,
    DROPPED,
    NAME,
    NOTES,
    REASON,
    Give,
)

LANGUAGES = ("nb", "sv", "en")


def read(client: FlaskClient, address: str) -> Page:
    """Open a page that is there."""
    response = client.get(address)
    assert response.status_code == 200
    return Page(response, address)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_her_words_stand_under_her_name_in_her_language(client: FlaskClient, give: Give, lang: str) -> None:
    """Greeting, notes and reasons are marked as Norwegian, whatever the page around them is written in."""
    page = read(client, give().path(lang))
    assert page.lang == lang
    headings = page.texts("h2")
    assert sum(NAME in heading for heading in headings) == 3
    in_norwegian = "".join(re.findall(r'lang="nb">(.*?)</(?:div|blockquote)>', page.response.text, re.DOTALL))
    for words in ("<strong>praten</strong>", "<em>forsiden</em>", REASON, DROPPED):
        assert words in in_norwegian


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_changed_tactic_bears_her_mark_and_the_rules_stay_the_rules(
    client: FlaskClient, give: Give, lang: str
) -> None:
    """An added tactic has her reason first, and what the rules say of it under a heading of its own."""
    text = read(client, give().path(lang)).response.text
    article = re.search(r'<article class="tactic" id="newsletter">.*?</article>', text, re.DOTALL)
    assert article
    mine, rules = article[0].index(REASON), article[0].index('<ul class="because">')
    heading = {
        "nb": "Reglene hadde holdt dette utenfor",
        "sv": "Reglerna hade lämnat det här utanför",
        "en": "The rules had left this out",
    }[lang]
    assert article[0].index(NAME) < mine < article[0].index(heading) < rules
    assert 'id="reviews"' not in text
    others = re.findall(r'<article class="tactic".*?</article>', text, re.DOTALL)
    assert sum(NAME in other for other in others) == 1


def test_a_plan_that_no_longer_fits_says_by_how_much_wherever_hours_are_told(
    client: FlaskClient, give: Give
) -> None:
    """The warning stands with the changes and with the hours, and it is in the sum of the table."""
    shared = give(changes=[{**CHANGES[0], "minutes": 600}])
    page = read(client, shared.path("en"))
    told = [text for text in page.texts("p", "note") if "more than there is time for" in text]
    assert len(told) == 2
    data = json.loads(client.get(shared.path("en", "json")).data)
    hours, over = data["hours"], data["adviser"]["over_hours"]
    assert over == pytest.approx(hours["planned"] - hours["usable"], abs=0.01)
    assert read(client, give(changes=[]).path("en")).text.count("more than there is time for") == 0


def test_without_notes_or_changes_it_says_who_made_the_plan(client: FlaskClient, give: Give) -> None:
    """A share that holds nothing but answers is still somebody's."""
    page = read(client, give(greeting="", notes="", changes=[]).path("en"))
    assert f"This plan has been made for you by {NAME}." in page.text
    assert [heading for heading in page.texts("h2") if NAME in heading] == [f"From {NAME}"]


def test_nothing_that_is_hers_alone_is_told(client: FlaskClient, give: Give) -> None:
    """The client's name at the desk, the share's id there, her login and the count of views are not there."""
    shared = give()
    for ending in ("", "pdf", "ics", "csv", "md", "json"):
        body = client.get(shared.path("nb", ending)).data
        assert CLIENT.encode() not in body
        assert shared.share.id.encode() not in body


def test_no_address_on_the_page_holds_an_answer(client: FlaskClient, give: Give) -> None:
    """The page is a record: it leads to no form with its answers, and none of them can be changed on it."""
    page = read(client, give().path())
    assert not [href for _, href in page.links if "business_type" in href or "/questions/" in href]
    assert not page.forms
    assert "business_type" not in page.response.text


def test_it_is_kept_and_found_by_nobody(client: FlaskClient, give: Give) -> None:
    """No cache, no search engine, no other site's log and no cookie; nothing from elsewhere is loaded."""
    shared = give()
    for address in (shared.path(), shared.path("nb", "pdf"), shared.path("nb", "json")):
        response = client.get(address)
        assert response.headers["Cache-Control"] == "private, no-store"
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert "Set-Cookie" not in response.headers
    text = client.get(shared.path()).text
    assert not re.findall(r'(?:src|srcset)="(?:https?:)?//', text)
    assert 'property="og:title" content="Hvor mye' in text


def test_the_agency_is_seen_and_its_button_is_a_link(client: FlaskClient, give: Give) -> None:
    """The colours and name of the consultant's agency are on the page, and the button leads to it."""
    page = read(client, give().path("nb"))
    assert ("Ta en prat med oss", "https://www.lund.example/kontakt?fra=somerec#skjema") in page.links
    assert "/e/lund/theme.css" in page.response.text
    assert page.texts("p", "brand") == ["Lund Reklam"]


def test_the_reader_may_choose_the_language_unless_it_is_fixed(client: FlaskClient, give: Give) -> None:
    """A fixed language has no way to another, and other addresses of the share lead to it."""
    free, fixed = give(), give(language="sv")
    assert free.path("sv") in [href for _, href in read(client, free.path("nb")).links]
    response = client.get(fixed.path("nb"))
    assert (response.status_code, response.location) == (302, fixed.path("sv"))
    page = read(client, fixed.path("sv"))
    assert not [href for _, href in page.links if "/s/" in href and "plan." not in href]


def test_reading_is_counted_and_looking_is_not(
    client: FlaskClient, give: Give, store: Store, consultant: Consultant
) -> None:
    """A view is a page that somebody asked to see: no HEAD, nothing fetched beforehand, no file."""
    shared = give()

    def views() -> int:
        return store.desk.share(consultant.id, shared.share.id).views

    client.head(shared.path())
    client.get(shared.path(), headers={"Sec-Purpose": "prefetch;prerender"})
    client.get(shared.path(), headers={"Purpose": "prefetch"})
    client.get(shared.path("nb", "md"))
    assert views() == 0
    client.get(shared.path())
    client.get(shared.path("en"))
    assert views() == 2


def test_a_preview_says_that_it_is_one_and_counts_as_no_view(
    app: Flask, give: Give, store: Store, consultant: Consultant
) -> None:
    """The consultant sees what her client will see, before and after the PIN is set, and nothing to send."""
    shared = give("246810")
    with app.test_request_context(f"/desk/nb/shares/{shared.share.id}/preview"):
        response = preview(shared.share, consultant, "nb")
    assert response is not None
    text = response.get_data(as_text=True)
    assert "Slik ser planen ut for den som åpner lenken." in text
    assert REASON in text
    assert shared.token not in text
    assert "/plan.pdf" not in text
    assert store.desk.share(consultant.id, shared.share.id).views == 0


def test_its_last_day_is_told_and_after_it_the_link_is_gone(
    client: FlaskClient, give: Give, clock: Clock
) -> None:
    """The day stands on the page. The day after, and for good, the answer is a kind 410 without a note."""
    shared = give()
    assert "11 April 2027" in read(client, shared.path("en")).text.replace("\u00a0", " ")
    clock.wait(days=90)
    assert client.get(shared.path()).status_code == 200
    clock.wait(days=1)
    assert_gone(client, shared.path())
    assert_gone(client, shared.path("nb", "pdf"))


def assert_gone(client: FlaskClient, address: str) -> None:
    """Fail unless an address answers kindly that the share is gone, and nothing of it."""
    response = client.get(address)
    assert response.status_code == 410
    assert "forsiden" not in response.text
    assert NAME not in response.text
    assert Page(response, address).texts("h1") == ["Denne lenken er ikke lenger i bruk"]


def test_withdrawn_and_erased_are_gone_and_unknown_is_not_there(
    client: FlaskClient, give: Give, store: Store, consultant: Consultant, clock: Clock
) -> None:
    """What was there is told to be gone; what never was is a 404, whatever it looks like."""
    withdrawn, erased = give(), give()
    store.desk.withdraw(consultant.id, withdrawn.share.id, clock.now)
    store.desk.erase(consultant.id, erased.share.id, clock.now)
    for shared in (withdrawn, erased):
        assert_gone(client, shared.path())
        assert client.post(shared.path(), data={"pin": "123456"}).status_code == 410
    for token in ("A" * 22, "A" * 21, "A" * 23, "%00" * 22, "..%2f" * 4):
        assert client.get(f"/nb/s/{token}").status_code == 404
        assert client.get(f"/nb/s/{token}/plan.pdf").status_code == 404
    assert client.get(give().path("nb", "exe")).status_code == 404


def test_a_store_that_fails_is_said_kindly(client: FlaskClient, give: Give, store: Store) -> None:
    """Nothing is lost, and nothing is told of the share."""
    shared = give()
    store.close()
    store.path.write_bytes(b"this is no database" * 100)
    for address in (shared.path(), shared.path("nb", "pdf")):
        response = client.get(address)
        assert response.status_code == 503
        assert NOTES.split("*")[1] not in response.text
