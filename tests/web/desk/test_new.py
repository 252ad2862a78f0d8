"""How a share begins, and what is said of an address that cannot be used."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask.testing import FlaskClient

from somerec import Answers
from somerec.rulebook.model import Rulebook
from somerec.store import Consultant, KeptResult, Share, Store
from tests.web.cases import CARPENTERS, but
from tests.web.desk.conftest import place, read
from tests.web.running import Clock

PLAN = f"https://somerec.example/nb/advice?{CARPENTERS}&start=2027-02-01&hour_value=600&edition=2026-1"


def begin(desk: FlaskClient, **sent: str) -> tuple[int, str, str]:
    """Fill in a fresh form and send it; return the status, where it leads and what the page says."""
    page = read(desk.get("/desk/en/new"))
    form = {"form": page.values("form")[0], "client": "Berg", "way": "address", "language": "", **sent}
    response = desk.post("/desk/en/new", data=form)
    text = read(response).text if response.status_code != 303 else ""
    return response.status_code, response.headers.get("Location", ""), text


def only(store: Store, kari: Consultant) -> Share:
    """Return the one share that there is."""
    (share,) = store.desk.shares(kari.id)
    return share


@pytest.mark.parametrize(
    "pasted",
    [
        PLAN,
        f"  {PLAN}#hours \n",
        PLAN.partition("?")[2],
        f"http://elsewhere.example/sv/check?{PLAN.partition('?')[2]}",
        f"https://somerec.example/nb/advice/why?{PLAN.partition('?')[2]}",
    ],
)
def test_a_share_begins_from_any_address_that_holds_a_result(
    desk: FlaskClient, store: Store, kari: Consultant, rulebook: Rulebook, pasted: str
) -> None:
    status, where, _ = begin(desk, address=pasted, client=" Berg   Snekkeri ", language="sv")
    share = only(store, kari)
    assert (status, where) == (303, place(share))
    assert (share.client, share.state, share.language) == ("Berg Snekkeri", "draft", "sv")
    assert (share.edition, share.start, share.hour_value) == ("2026-1", date(2027, 2, 1), 600)
    given = Answers.from_query(share.answers, rulebook).given
    assert given == Answers.from_query(CARPENTERS, rulebook).given


def test_a_share_begins_from_a_kept_result(
    desk: FlaskClient, store: Store, kari: Consultant, clock: Clock
) -> None:
    kept = store.keep(KeptResult("2026-1", CARPENTERS, date(2027, 2, 1)), clock.today())
    status, _, _ = begin(desk, address=f"https://somerec.example/nb/k/{kept.token}")
    assert (status, only(store, kari).answers) == (303, CARPENTERS)
    store.delete_kept(kept.delete_token, clock.today())
    status, _, text = begin(desk, address=f"https://somerec.example/nb/k/{kept.token}")
    assert status == 422
    assert "The result behind this link is no longer kept." in text
    assert "This link opens nothing here." in begin(desk, address=f"/nb/k/{'a' * 22}")[2]


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        ("", "Paste the address of a result."),
        ("hello", "There are no answers in this address."),
        ("https://somerec.example/nb/", "There are no answers in this address."),
        ("http://[broken?size=solo", "This is no finished result."),
        ("javascript:alert(1)", "There are no answers in this address."),
        ("a=" * 4001, "The text has 8,002 characters. At most 8,000 can be saved."),
        (PLAN.replace("&size=micro", ""), "Questions without an answer: 1. The first of them is “How many"),
    ],
)
def test_what_is_wrong_with_an_address_is_said_and_everything_typed_is_still_there(
    desk: FlaskClient, store: Store, kari: Consultant, pasted: str, said: str
) -> None:
    page = read(desk.get("/desk/en/new"))
    sent = {
        "form": page.values("form")[0],
        "client": "Berg",
        "way": "address",
        "language": "sv",
        "address": pasted,
    }
    response = desk.post("/desk/en/new", data=sent)
    again = read(response)
    assert response.status_code == 422
    assert said in again.text
    assert again.values("client") == ["Berg"]
    assert again.values("way") == ["address"]
    assert again.values("language") == ["sv"]
    assert pasted in "".join(again.texts("textarea"))
    assert store.desk.shares(kari.id) == ()


def test_what_cannot_be_used_of_an_address_is_told_before_the_rest_is_used(
    desk: FlaskClient, store: Store, kari: Consultant
) -> None:
    odd = f"{PLAN}&colour=blue"
    status, _, text = begin(desk, address=odd)
    assert status == 422
    assert "Part of the address could not be used" in text
    assert "colour" in text
    assert store.desk.shares(kari.id) == ()
    assert begin(desk, address=odd, accept=odd)[0] == 303
    assert only(store, kari).state == "draft"
    assert begin(desk, address=f"{odd}&more=1", accept=odd)[0] == 422


def test_of_a_comparison_the_first_plan_is_used_and_that_is_told(
    desk: FlaskClient, store: Store, kari: Consultant
) -> None:
    both = f"/nb/compare?{CARPENTERS}&b.hours=h0&b.who=nobody"
    status, _, text = begin(desk, address=both)
    assert status == 422
    assert "The address compares two plans. The answers of plan A are used." in text
    assert begin(desk, address=both, accept=both)[0] == 303
    assert only(store, kari).answers == CARPENTERS


def test_answers_are_filled_in_at_the_desk(desk: FlaskClient, store: Store, kari: Consultant) -> None:
    status, where, _ = begin(desk, way="questions")
    share = only(store, kari)
    assert status == 303
    assert where.startswith(f"/desk/answers/{share.id}")
    assert share.state == "waiting"


def test_an_intake_link_is_shown_for_the_client_in_the_language_that_was_chosen(
    desk: FlaskClient, store: Store, kari: Consultant
) -> None:
    status, where, _ = begin(desk, way="intake", language="sv")
    share = only(store, kari)
    assert (status, where) == (303, place(share))
    page = read(desk.get(where))
    assert f"https://somerec.example/i/{store.desk.intake_link(share)}/sv/" in page.text
    assert "Waiting for the client" in page.text


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"client": "  "}, "Write what the client is called."),
        ({"client": "x" * 101}, "The text has 101 characters. At most 100 can be saved."),
        ({"client": "Be\0rg"}, "Some characters could not be read and have been left out."),
        ({"way": "magic"}, "Choose how the plan begins."),
    ],
)
def test_a_form_that_lacks_something_says_so(
    desk: FlaskClient, store: Store, kari: Consultant, sent: dict[str, str], said: str
) -> None:
    status, _, text = begin(desk, **{"address": PLAN, **sent})
    assert status == 422
    assert said in text
    assert store.desk.shares(kari.id) == ()


def test_a_form_that_is_sent_twice_begins_one_share(
    desk: FlaskClient, store: Store, kari: Consultant
) -> None:
    form = {"form": read(desk.get("/desk/en/new")).values("form")[0], "client": "Berg", "way": "intake"}
    first, second = (desk.post("/desk/en/new", data=form) for _ in range(2))
    assert first.headers["Location"] == place(only(store, kari))
    assert (second.status_code, second.headers["Location"]) == (303, "/desk/en/")


def test_the_name_of_a_client_stands_in_no_address(desk: FlaskClient, store: Store, kari: Consultant) -> None:
    _, where, _ = begin(desk, address=PLAN, client="Hemmelig AS")
    page = desk.get(where)
    hrefs = re.findall(r'(?:href|action|src|data-copy)="([^"]*)"', page.text)
    assert hrefs
    assert not [href for href in hrefs if "emmelig" in href]


def test_an_address_can_be_brought_along(desk: FlaskClient) -> None:
    page = read(desk.get("/desk/en/new", query_string={"address": PLAN}))
    assert page.values("way") == ["address"]
    assert CARPENTERS[:40] in page.texts("textarea")[0]


def test_other_answers_make_another_plan(desk: FlaskClient, store: Store, kari: Consultant) -> None:
    begin(desk, address=f"/nb/advice?{but(CARPENTERS, hours='h0')}")
    assert "hours=h0" in only(store, kari).answers
    assert only(store, kari).start == date(2027, 1, 11)
