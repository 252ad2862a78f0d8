"""The questionnaire at the desk: who gets there, what it begins with, and what two tabs do to each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from somerec.store import Consultant, Desk, Share, Store
from tests.web.cases import CARPENTERS, but
from tests.web.conftest import LANGUAGES
from tests.web.intake.client import OURS
from tests.web.intake.conftest import CLIENT, hired, signed_in
from tests.web.reader import Page, Visitor
from tests.web.running import Clock


def answers(store: Store, share: Share) -> dict[str, str]:
    """Return the answers of a share as they are stored."""
    return dict(parse_qsl(store.desk.share(share.consultant, share.id).answers))


def place(share: Share, rest: str = "") -> str:
    """Return where a share’s answers are filled in; `rest` comes after the language."""
    return f"/desk/answers/{share.id}/nb/{rest}"


def press(desk: FlaskClient, page: Page) -> Page:
    """Press the button that uses the answers."""
    (form, *_) = [form for form in page.forms if form.action.endswith("/use")]
    fields = {control.name: control.value for control in form.controls if control.name}
    response = desk.post(form.action, data=fields, headers=OURS)
    return Page(response, response.headers.get("Location", form.action))


# Who gets there


def test_whoever_is_not_signed_in_is_led_to_where_that_is_done_and_back(
    client: FlaskClient, draft: Share
) -> None:
    response = client.get(place(draft, f"check?{CARPENTERS}"))
    assert response.status_code == 303
    at, _, query = response.headers["Location"].partition("?")
    assert at == "/desk/nb/login"
    assert dict(parse_qsl(query))["back"] == place(draft, f"check?{CARPENTERS}")


def test_what_was_answered_survives_a_session_that_has_ended(
    desk: FlaskClient, store: Store, clock: Clock, draft: Share
) -> None:
    page = Visitor(desk).open(place(draft, f"check?{but(CARPENTERS, hours='h6')}"))
    store.desk.disable("kari", clock.now)
    shown = press(desk, page)
    assert shown.response.status_code == 403
    assert "hours=h6" in shown.response.text
    assert answers(store, draft)["hours"] == "h3"


@pytest.mark.parametrize("rest", ["", "questions/1", f"check?{CARPENTERS}", "use"])
def test_somebody_elses_share_is_not_there(
    app: Flask, store: Store, clock: Clock, draft: Share, rest: str
) -> None:
    other = hired(store, clock, "per", "Per Lund")
    client = signed_in(app.test_client(), store, other, clock.now)
    client.environ_base["wsgi.url_scheme"] = "https"
    response = client.get(place(draft, rest))
    assert response.status_code == 404
    assert CLIENT not in response.text
    sent = client.post(
        f"/desk/answers/{draft.id}/1/nb/use", data={"answers": but(CARPENTERS, hours="h6")}, headers=OURS
    )
    assert sent.status_code == 404
    assert answers(store, draft)["hours"] == "h3"


@pytest.mark.parametrize("share", ["", "x", "A" * 16, "nb"])
def test_a_share_that_is_none_is_404(desk: FlaskClient, share: str) -> None:
    assert desk.get(f"/desk/answers/{share}/nb/check?{CARPENTERS}").status_code == 404


@pytest.mark.parametrize("rest", ["", "questions/1", "check", f"check?{CARPENTERS}", "nothing"])
def test_nothing_of_it_is_kept_found_or_framed(desk: FlaskClient, draft: Share, rest: str) -> None:
    headers = desk.get(place(draft, rest)).headers
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


# What it begins with


def test_a_draft_begins_with_the_answers_that_it_has(desk: FlaskClient, draft: Share) -> None:
    page = Visitor(desk).open(place(draft))
    assert urlsplit(page.address).path == f"/desk/answers/{draft.id}/{draft.version}/nb/check"
    assert dict(parse_qsl(page.query)) == dict(parse_qsl(CARPENTERS))
    assert page.texts("button")[0] == "Bruk disse svarene"
    assert f"Svar for {CLIENT}" in page.text


def test_a_single_question_begins_with_them_too_and_returns_to_the_answers(
    desk: FlaskClient, draft: Share
) -> None:
    page = Visitor(desk).open(place(draft, "questions/3"))
    assert page.values("hours") == ["h3"]
    page = Visitor(desk).send(page, {"hours": "h6"})
    assert urlsplit(page.address).path.endswith("/nb/check")
    assert "hours=h6" in page.query


def test_a_share_without_answers_begins_with_the_first_question(desk: FlaskClient, waiting: Share) -> None:
    assert urlsplit(Visitor(desk).open(place(waiting)).address).path.endswith("/1/nb/questions/1")
    assert urlsplit(Visitor(desk).open(place(waiting, "questions/1")).address).path.endswith("/questions/1")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rest", ["questions/1", f"check?{CARPENTERS}"])
def test_links_stay_at_the_desk_or_open_a_tab(desk: FlaskClient, draft: Share, lang: str, rest: str) -> None:
    page = Visitor(desk).open(place(draft, rest).replace("/nb/", f"/{lang}/"))
    for tag, attributes, text in page.found:
        href = attributes.get("href" if tag == "a" else "action", "")
        if tag in ("a", "form") and not href.startswith("#"):
            assert href.startswith("/desk/") or attributes.get("target") == "_blank", (text, href)


def test_the_way_back_from_the_first_question_leads_to_the_share(desk: FlaskClient, draft: Share) -> None:
    page = Visitor(desk).open(place(draft, f"questions/1?{CARPENTERS}"))
    response = desk.get(page.link("Tilbake"))
    assert response.headers["Location"] == f"/desk/nb/shares/{draft.id}"


# Saving


def test_changed_answers_are_used_once_the_button_is_pressed(
    desk: FlaskClient, store: Store, draft: Share
) -> None:
    page = Visitor(desk).open(place(draft, f"check?{but(CARPENTERS, hours='h6')}"))
    assert answers(store, draft)["hours"] == "h3"
    done = press(desk, page)
    assert done.address == f"/desk/nb/shares/{draft.id}"
    assert answers(store, draft)["hours"] == "h6"
    stored = store.desk.share(draft.consultant, draft.id)
    assert (stored.state, stored.start, stored.version) == ("draft", draft.start, draft.version + 1)
    assert [entry.what for entry in store.desk.log(draft.id)] == ["created", "saved"]


def test_a_waiting_share_that_is_filled_in_at_the_desk_becomes_a_draft(
    desk: FlaskClient, store: Store, waiting: Share
) -> None:
    press(desk, Visitor(desk).open(place(waiting, f"check?{CARPENTERS}")))
    assert store.desk.share(waiting.consultant, waiting.id).state == "draft"


def test_a_live_share_says_that_readers_see_the_change_and_stays_live(
    desk: FlaskClient, store: Store, clock: Clock, draft: Share
) -> None:
    store.desk.publish(draft.consultant, draft.id, clock.now)
    page = Visitor(desk).open(place(draft, f"check?{but(CARPENTERS, hours='h6')}"))
    assert "Lenken er åpen." in page.text
    token = store.desk.link(draft)
    assert token is not None
    assert "hours=h3" in store.desk.shared(token, clock.today()).answers
    press(desk, page)
    assert "hours=h6" in store.desk.shared(token, clock.today()).answers


def test_the_same_answers_pressed_twice_are_saved_once(desk: FlaskClient, store: Store, draft: Share) -> None:
    page = Visitor(desk).open(place(draft, f"check?{but(CARPENTERS, hours='h6')}"))
    assert press(desk, page).response.status_code == press(desk, page).response.status_code == 303
    assert store.desk.share(draft.consultant, draft.id).version == draft.version + 1


def test_the_second_of_two_tabs_gets_both_sets_of_answers_and_a_choice(
    desk: FlaskClient, store: Store, draft: Share
) -> None:
    first = Visitor(desk).open(place(draft, f"check?{but(CARPENTERS, hours='h6')}"))
    second = Visitor(desk).open(place(draft, f"check?{but(CARPENTERS, hours='h11')}"))
    press(desk, first)
    both = press(desk, second)
    assert both.response.status_code == 409
    assert both.texts("h1") == ["Planen ble lagret i en annen fane"]
    assert "6–10 timer" in both.text
    assert "11–20 timer" in both.text
    assert answers(store, draft)["hours"] == "h6"
    look = Visitor(desk).open(both.link("Se på dem en gang til"))
    assert "hours=h11" in look.query
    press(desk, both)
    assert answers(store, draft)["hours"] == "h11"


def test_a_tab_that_was_opened_before_a_change_of_the_notes_overwrites_nothing(
    desk: FlaskClient, store: Store, clock: Clock, draft: Share
) -> None:
    page = Visitor(desk).open(place(draft, f"check?{but(CARPENTERS, hours='h6')}"))
    store.desk.save(replace(draft, notes="Ring på tirsdag."), clock.now)
    both = press(desk, page)
    assert both.response.status_code == 409
    press(desk, both)
    stored = store.desk.share(draft.consultant, draft.id)
    assert stored.notes == "Ring på tirsdag."
    assert "hours=h6" in stored.answers


@pytest.mark.parametrize("sent", ["", "hours=h3", f"{CARPENTERS}&nonsense=1"])
def test_answers_that_are_not_whole_are_refused(
    desk: FlaskClient, store: Store, draft: Share, sent: str
) -> None:
    response = desk.post(f"/desk/answers/{draft.id}/1/nb/use", data={"answers": sent}, headers=OURS)
    assert response.status_code == 400
    assert answers(store, draft)["hours"] == "h3"


def test_a_form_from_elsewhere_changes_nothing(desk: FlaskClient, store: Store, draft: Share) -> None:
    response = desk.post(
        f"/desk/answers/{draft.id}/1/nb/use",
        data={"answers": but(CARPENTERS, hours="h6")},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert response.status_code == 403
    assert answers(store, draft)["hours"] == "h3"


def test_a_get_changes_nothing(desk: FlaskClient, store: Store, kari: Consultant, draft: Share) -> None:
    for rest in ("use", f"use?answers={but(CARPENTERS, hours='h6')}", f"check?{CARPENTERS}&go=advice"):
        desk.get(place(draft, rest))
    assert store.desk.share(kari.id, draft.id) == draft


def test_two_presses_at_the_same_moment_are_one(
    desk: FlaskClient, store: Store, draft: Share, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other press is stored after this one has found the share, and before it is stored itself."""
    save = Desk.save

    def twice(self: Desk, share: Share, now: datetime) -> Share:
        save(self, share, now)
        return save(self, share, now)

    monkeypatch.setattr(Desk, "save", twice)
    page = Visitor(desk).open(place(draft, f"check?{but(CARPENTERS, hours='h6')}"))
    assert press(desk, page).response.status_code == 303
    assert store.desk.share(draft.consultant, draft.id).version == draft.version + 1
