"""The link by which a client answers: what it says, what it sends, and what it says afterwards."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient

from somerec.store import Consultant, Draft, Share, Store
from tests.web.cases import CARPENTERS, HAIRDRESSER, but
from tests.web.conftest import LANGUAGES
from tests.web.intake.client import CLASHING, OURS, asked, send, state
from tests.web.intake.conftest import CLIENT
from tests.web.reader import Page, Visitor
from tests.web.running import Clock

# Who asks


@pytest.mark.parametrize(
    ("lang", "asks", "until"),
    [
        ("nb", "Kari Hansen har noen spørsmål om virksomheten din", "11. april 2027"),
        ("sv", "Kari Hansen har några frågor om ditt företag", "11 april 2027"),
        ("en", "Kari Hansen has some questions about your business", "11 April 2027"),
    ],
)
def test_the_link_says_who_asks_and_until_when(
    visitor: Visitor, link: str, lang: str, asks: str, until: str
) -> None:
    page = visitor.open(f"{link}/{lang}/")
    assert page.response.status_code == 200
    assert page.texts("h1") == [asks]
    assert until in page.text
    assert CLIENT not in page.response.text


def test_the_page_carries_the_brand_of_the_agency(visitor: Visitor, client: FlaskClient, link: str) -> None:
    page = visitor.open(f"{link}/nb/")
    assert page.texts("p", "brand") == ["Lund Reklam"]
    (theme,) = [part for part in page.response.text.split('"') if "/theme.css" in part]
    assert client.get(theme).status_code == 200


def test_a_link_without_a_language_leads_to_the_one_that_the_browser_asks_for(
    client: FlaskClient, link: str
) -> None:
    for accepted, found in (("sv-SE,sv;q=0.9", "sv"), ("nn-NO", "nb"), ("de", "en")):
        response = client.get(f"{link}/", headers={"Accept-Language": accepted})
        assert response.headers["Location"] == f"{link}/{found}/"


def test_a_plan_with_a_language_of_its_own_begins_in_that(
    client: FlaskClient, store: Store, clock: Clock, kari: Consultant
) -> None:
    share = store.desk.create(kari.id, Draft(client=CLIENT, language="sv"), clock.now)
    link = f"/i/{store.desk.intake_link(share)}"
    response = client.get(f"{link}/", headers={"Accept-Language": "en"})
    assert response.headers["Location"] == f"{link}/sv/"


@pytest.mark.parametrize("place", ["", "questions/1", f"questions/4?{CARPENTERS}", f"check?{CARPENTERS}"])
def test_every_language_is_a_click_away_with_all_answers(visitor: Visitor, link: str, place: str) -> None:
    page = visitor.open(f"{link}/nb/{place}")
    for name, lang in (("Svenska", "sv"), ("English", "en")):
        other = visitor.open(page.link(name))
        assert other.lang == lang
        assert urlsplit(other.address).path.startswith(f"{link}/{lang}/")
        assert other.query == page.query


# The questionnaire


def test_a_client_goes_from_the_first_page_to_the_last_and_the_answers_return_to_the_desk(
    visitor: Visitor, client: FlaskClient, store: Store, waiting: Share, link: str
) -> None:
    page = visitor.open(visitor.open(f"{link}/sv/").link("Till frågorna"))
    answers = dict(parse_qsl(HAIRDRESSER))
    for _ in range(7):
        page = visitor.send(page, {name: answers[name] for name in asked(page) if name in answers})
    assert urlsplit(page.address).path == f"{link}/sv/check"
    assert state(store, waiting) == "waiting"
    page = send(client, page)
    assert page.texts("h1") == ["Tack. Kari Hansen har fått dina svar"]
    assert "11 januari 2027" in page.text
    stored = store.desk.share(waiting.consultant, waiting.id)
    assert stored.state == "draft"
    assert dict(parse_qsl(stored.answers)) == {**answers, "market": "se"}
    assert stored.edition == "2026-1"
    assert [(entry.what, entry.consultant) for entry in store.desk.log(waiting.id)] == [
        ("created", "kari"),
        ("answered", ""),
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "place",
    ["", "questions/1", f"questions/7?{CARPENTERS}", f"check?{CARPENTERS}", f"check?{CLASHING}&go=advice"],
)
def test_every_link_stays_in_the_mount_or_opens_a_tab(
    visitor: Visitor, link: str, lang: str, place: str
) -> None:
    page = visitor.open(f"{link}/{lang}/{place}")
    assert page.response.status_code == 200
    for tag, attributes, text in page.found:
        href = attributes.get("href" if tag == "a" else "action", "")
        if tag in ("a", "form") and not href.startswith("#"):
            assert href.startswith(f"{link}/") or attributes.get("target") == "_blank", (text, href)
    assert "/advice" not in page.response.text


@pytest.mark.parametrize("place", ["advice", "compare", "about", "privacy", "advice/why", "use"])
def test_the_mount_shows_no_advice_and_nothing_else_of_the_site(
    client: FlaskClient, link: str, place: str
) -> None:
    assert client.get(f"{link}/nb/{place}?{CARPENTERS}").status_code == 404


def test_the_check_page_says_to_whom_the_answers_go(visitor: Visitor, link: str) -> None:
    page = visitor.open(f"{link}/en/check?{HAIRDRESSER}")
    assert page.texts("button") == ["Send my answers to Kari Hansen"] * 2
    assert "Your answers go to Kari Hansen." in page.text
    page = visitor.open(f"{link}/nb/check?{CARPENTERS}")
    assert page.texts("button") == ["Send svarene våre til Kari Hansen"] * 2


def test_answers_that_clash_are_asked_about_before_they_can_be_sent(
    visitor: Visitor, client: FlaskClient, store: Store, waiting: Share, link: str
) -> None:
    page = visitor.open(f"{link}/nb/check?{CLASHING}")
    assert not [form for form in page.forms if form.action.endswith("/send")]
    doubt = visitor.send(page, {})
    assert "go=advice" in doubt.query
    assert doubt.texts("h1") == ["Noen svar ser ikke ut til å henge sammen"]
    assert urlsplit(visitor.open(doubt.link("Svenska")).address).query == doubt.query
    send(client, doubt)
    assert state(store, waiting) == "draft"


def test_a_change_returns_to_the_answers_and_never_to_advice(visitor: Visitor, link: str) -> None:
    page = visitor.open(f"{link}/nb/questions/3?{CARPENTERS}&back=advice")
    assert "back=advice" not in page.response.text
    page = visitor.open(f"{link}/nb/questions/3?{CARPENTERS}&back=check")
    assert urlsplit(visitor.send(page, {"hours": "h6"}).address).path == f"{link}/nb/check"


def test_whoever_asks_for_the_advice_all_the_same_gets_the_answers_to_check(
    visitor: Visitor, link: str
) -> None:
    page = visitor.open(f"{link}/nb/check?{CARPENTERS}&go=advice")
    assert urlsplit(page.address).path == f"{link}/nb/check"
    assert page.texts("h1") == ["Sjekk svarene"]


# Sending


def test_opening_anything_stores_nothing(
    client: FlaskClient, store: Store, waiting: Share, link: str
) -> None:
    before = store.desk.share(waiting.consultant, waiting.id)
    for place in ("", "send", f"send?answers={CARPENTERS}", f"check?{CARPENTERS}&go=advice"):
        client.get(f"{link}/nb/{place}")
        client.head(f"{link}/nb/{place}")
    assert store.desk.share(waiting.consultant, waiting.id) == before


def test_sending_twice_is_thanked_for_twice_and_stored_once(
    visitor: Visitor, client: FlaskClient, store: Store, waiting: Share, link: str
) -> None:
    page = visitor.open(f"{link}/nb/check?{CARPENTERS}")
    first, second = send(client, page), send(client, page)
    assert first.texts("h1") == second.texts("h1") == ["Takk. Kari Hansen har svarene dine"]
    assert [entry.what for entry in store.desk.log(waiting.id)] == ["created", "answered"]


def test_other_answers_sent_afterwards_are_shown_and_not_stored(
    visitor: Visitor, client: FlaskClient, store: Store, waiting: Share, link: str
) -> None:
    first = visitor.open(f"{link}/en/check?{CARPENTERS}")
    other = visitor.open(f"{link}/en/check?{but(CARPENTERS, hours='h6')}")
    send(client, first)
    page = send(client, other)
    assert page.response.status_code == 409
    assert page.texts("h1") == ["These answers were not sent"]
    assert "6–10 hours" in page.text
    assert "hours=h3" in store.desk.share(waiting.consultant, waiting.id).answers
    assert "hours=h6" not in page.response.text


def test_what_the_desk_has_changed_since_is_not_told_to_the_link(
    client: FlaskClient, store: Store, clock: Clock, waiting: Share, link: str
) -> None:
    page = Visitor(client).open(f"{link}/en/check?{CARPENTERS}")
    send(client, page)
    sent = store.desk.share(waiting.consultant, waiting.id)
    store.desk.save(replace(sent, answers=but(CARPENTERS, hours="h11")), clock.now)
    assert "11–20 hours" not in send(client, page).text


def test_a_form_from_elsewhere_sends_nothing(
    client: FlaskClient, store: Store, waiting: Share, link: str
) -> None:
    response = client.post(
        f"{link}/nb/send", data={"answers": CARPENTERS}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert response.status_code == 403
    assert state(store, waiting) == "waiting"
    page = Page(response, f"{link}/nb/send")
    assert dict(parse_qsl(urlsplit(page.link("Tilbake til svarene")).query))["hours"] == "h3"


@pytest.mark.parametrize("answers", ["", "hours=h3", f"{CARPENTERS}&nonsense=1", "%zz", "\ud800"])
def test_answers_that_are_not_whole_are_refused_kindly(
    client: FlaskClient, store: Store, waiting: Share, link: str, answers: str
) -> None:
    data = {"answers": answers.encode("utf-8", "surrogatepass")}
    assert client.post(f"{link}/nb/send", data=data, headers=OURS).status_code == 400
    assert state(store, waiting) == "waiting"
