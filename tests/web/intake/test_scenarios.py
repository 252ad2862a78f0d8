"""Scenarios: a share is copied, the copy’s answers are changed, and the two stand side by side."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from somerec.store import Consultant, Draft, Share, Store
from tests.html import vnu
from tests.web.cases import CARPENTERS, but
from tests.web.conftest import LANGUAGES
from tests.web.intake.client import OURS
from tests.web.intake.conftest import CLIENT, hired, signed_in
from tests.web.intake.test_filling import press
from tests.web.reader import Page, Visitor
from tests.web.running import Clock


def scenarios(share: Share, lang: str = "nb") -> str:
    """Return where a share’s scenarios are."""
    return f"/desk/{lang}/shares/{share.id}/scenarios"


def copy(desk: FlaskClient, page: Page, name: str = "") -> TestResponse:
    """Press the button that copies, with another name if one is given."""
    (form,) = [form for form in page.forms if form.action.endswith("/scenarios")]
    fields = {control.name: control.value for control in form.controls if control.name}
    return desk.post(form.action, data={**fields, **({"client": name} if name else {})}, headers=OURS)


@pytest.fixture(name="other")
def _other(store: Store, clock: Clock, kari: Consultant, draft: Share) -> Share:
    """A copy of the draft, with more hours."""
    made = store.desk.copy(kari.id, draft.id, "Berg med flere timer", clock.now)
    return store.desk.save(replace(made, answers=but(CARPENTERS, hours="h11")), clock.now)


def test_a_copy_is_made_and_its_answers_are_changed_and_the_two_compared(
    desk: FlaskClient, store: Store, kari: Consultant, draft: Share
) -> None:
    made = copy(desk, Visitor(desk).open(scenarios(draft)), "Berg med flere timer")
    answers = Visitor(desk).open(made.headers["Location"])
    (new,) = [one for one in store.desk.shares(kari.id) if one.copied_from == draft.id]
    assert (new.client, new.state) == ("Berg med flere timer", "draft")
    assert urlsplit(answers.address).path == f"/desk/answers/{new.id}/{new.version}/nb/check"
    press(desk, Visitor(desk).open(f"{answers.address.partition('?')[0]}?{but(CARPENTERS, hours='h11')}"))
    page = Visitor(desk).open(Visitor(desk).open(scenarios(draft)).link("Sammenlign Berg med flere timer"))
    assert page.texts("h1") == ["To planer side ved side"]
    assert "11–20 timer" in page.text
    assert CLIENT in page.text
    assert "hours=h3" in store.desk.share(kari.id, draft.id).answers


def test_the_button_pressed_twice_copies_once(
    desk: FlaskClient, store: Store, kari: Consultant, draft: Share
) -> None:
    page = Visitor(desk).open(scenarios(draft))
    assert copy(desk, page).status_code == copy(desk, page).status_code == 303
    assert len(store.desk.shares(kari.id)) == 2


def test_a_copy_needs_a_name(desk: FlaskClient, store: Store, kari: Consultant, draft: Share) -> None:
    page = Visitor(desk).open(scenarios(draft))
    assert page.values("client") == [f"{CLIENT} (2)"]
    refused = copy(desk, page, " ")
    assert refused.status_code == 422
    assert len(store.desk.shares(kari.id)) == 1


def test_a_get_copies_nothing(desk: FlaskClient, store: Store, kari: Consultant, draft: Share) -> None:
    desk.get(f"{scenarios(draft)}?client=x&form={'a' * 22}")
    assert len(store.desk.shares(kari.id)) == 1


def test_copies_of_copies_belong_together_and_other_plans_do_not(
    desk: FlaskClient, store: Store, clock: Clock, draft: Share, other: Share
) -> None:
    third = store.desk.copy(draft.consultant, other.id, "Berg tredje", clock.now)
    store.desk.create(draft.consultant, Draft(client="Dal Rør", answers=CARPENTERS), clock.now)
    for share, found in ((draft, {other.id, third.id}), (third, {draft.id, other.id})):
        page = Visitor(desk).open(scenarios(share))
        ends = {href.rpartition("/")[2] for text, href in page.links if text.startswith("Sammenlign")}
        assert ends == found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_address_of_a_comparison_holds_a_name(
    desk: FlaskClient, draft: Share, other: Share, lang: str
) -> None:
    page = Visitor(desk).open(f"{scenarios(draft, lang)}/{other.id}")
    assert page.response.status_code == 200
    assert page.lang == lang
    assert not [href for _, href in page.links if "Berg" in href]
    assert page.response.headers["Cache-Control"] == "private, no-store"


def test_two_plans_with_the_same_answers_are_said_to_be_so(
    desk: FlaskClient, store: Store, clock: Clock, kari: Consultant, draft: Share
) -> None:
    same = store.desk.copy(kari.id, draft.id, "Likt", clock.now)
    page = Visitor(desk).open(f"{scenarios(draft)}/{same.id}")
    assert "Svarene er de samme." in page.text
    assert page.link("Endre svarene i Likt") == f"/desk/answers/{same.id}/nb/"


def test_a_plan_without_answers_is_not_compared(desk: FlaskClient, draft: Share, waiting: Share) -> None:
    response = desk.get(f"{scenarios(draft)}/{waiting.id}")
    assert response.headers["Location"] == scenarios(draft)


@pytest.mark.parametrize("whose", ["first", "second", "both"])
def test_plans_of_somebody_else_are_not_compared(
    app: Flask, store: Store, clock: Clock, draft: Share, whose: str
) -> None:
    per = hired(store, clock, "per", "Per Lund")
    client = signed_in(app.test_client(), store, per, clock.now)
    client.environ_base["wsgi.url_scheme"] = "https"
    own = store.desk.create(per.id, Draft(client="Dal", answers=CARPENTERS), clock.now)
    one = own if whose == "second" else draft
    two = own if whose == "first" else draft
    assert client.get(f"{scenarios(one)}/{two.id}").status_code == 404
    assert client.get(scenarios(draft)).status_code == 404
    assert client.post(scenarios(draft), data={"client": "x"}, headers=OURS).status_code == 404


def test_the_html_is_without_faults(desk: FlaskClient, draft: Share, other: Share, tmp_path: Path) -> None:
    waiting = f"/desk/answers/{draft.id}/nb/check?{but(CARPENTERS, hours='h6')}"
    tabs = [Visitor(desk).open(waiting), Visitor(desk).open(waiting.replace("h6", "h11"))]
    pages = [
        *tabs,
        *(press(desk, tab) for tab in tabs),
        *(
            Visitor(desk).open(f"{scenarios(draft, lang)}{rest}")
            for lang in LANGUAGES
            for rest in ("", f"/{other.id}", f"/{draft.id}")
        ),
    ]
    assert [page.response.status_code for page in pages[:4]] == [200, 200, 303, 409]
    files = [tmp_path / f"{number}.html" for number, _ in enumerate(pages)]
    del pages[2], files[2]
    for file, page in zip(files, pages, strict=True):
        file.write_text(page.response.text, encoding="utf-8")
    assert vnu(files) == []
