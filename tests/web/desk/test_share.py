"""A share's page and its forms: what is saved, what is refused, and that nothing that was typed is lost."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from somerec.store import Share, Store
from tests.web.desk.conftest import place, read
from tests.web.reader import Page
from tests.web.running import Clock


def version(desk: FlaskClient, share: Share, form: str) -> str:
    """Open a form; return the state of the share that it was made from."""
    return read(desk.get(place(share, f"/{form}"))).values("version")[0]


def write(desk: FlaskClient, share: Share, made_from: str = "", **sent: str) -> TestResponse:
    """Send greeting and notes, from a form that was opened just now or before."""
    form = {"greeting": "", "notes": "", "notes_language": "nb", "do": "save", **sent}
    form["version"] = made_from or version(desk, share, "words")
    return desk.post(place(share, "/words"), data=form)


def change(desk: FlaskClient, share: Share, *rows: dict[str, str], do: str = "save") -> TestResponse:
    """Send changes of the plan."""
    form = {f"{name}.{number}": text for number, row in enumerate(rows) for name, text in row.items()}
    return desk.post(
        place(share, "/changes"), data={**form, "version": version(desk, share, "changes"), "do": do}
    )


def now(store: Store, share: Share) -> Share:
    """Return a share as it is stored."""
    return store.desk.share(share.consultant, share.id)


def typed(page: Page) -> list[str]:
    """Return what stands in the fields for longer texts."""
    return page.texts("textarea")


def test_a_share_says_how_it_stands_and_what_its_reader_will_see(desk: FlaskClient, draft: Share) -> None:
    page = read(desk.get(place(draft)))
    assert page.texts("h1") == [draft.client]
    assert "Only you can see this." in page.text
    assert "From 18 January 2027, under edition 2026-1" in page.text
    assert page.link("Preview") == place(draft, "/preview")
    assert page.texts("dt") == [
        "The advice",
        "Greeting",
        "Notes",
        "Changes to the plan",
        "Language",
    ]


def test_words_are_saved_and_shown_as_markdown(desk: FlaskClient, store: Store, draft: Share) -> None:
    response = write(desk, draft, greeting="Hei **du**", notes="- én\r\n- to\r\n", notes_language="nb")
    assert (response.status_code, response.headers["Location"]) == (303, f"{place(draft)}#words")
    saved = now(store, draft)
    assert (saved.greeting, saved.notes, saved.notes_language) == ("Hei **du**", "- én\n- to", "nb")
    page = read(desk.get(place(draft)))
    assert "du" in page.texts("strong")
    assert {"én", "to"} <= set(page.texts("li"))
    assert '<div class="prose brief" lang="nb">' in page.response.text


def test_words_can_be_looked_at_before_they_are_saved(desk: FlaskClient, store: Store, draft: Share) -> None:
    response = write(desk, draft, notes="# Neste *steg*", do="preview")
    page = read(response)
    assert response.status_code == 200
    assert "Neste steg" in page.texts("h3")
    assert "# Neste *steg*" in typed(page)
    assert now(store, draft).notes == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("n" * 10_001, "The text has 10,001 characters. At most 10,000 can be saved."),
        ("æ" * 100_000, "The text has 100,000 characters. At most 10,000 can be saved."),
        ("[x](javascript:alert(1))", "Readers cannot follow the link to “javascript:alert(1)”."),
        ("[x](JAVA&#115;CRIPT:alert(1))", "Readers cannot follow the link to"),
        ("<data:text/html,x> [y](data:text/html,x)", "Readers cannot follow the link to “data:"),
        ("[x](http://example.com)", "Readers cannot follow the link to “http://example.com”."),
    ],
)
def test_words_that_cannot_be_saved_are_refused_clearly_and_stay_in_the_form(
    desk: FlaskClient, store: Store, draft: Share, text: str, said: str
) -> None:
    response = write(desk, draft, notes=text)
    page = read(response)
    assert response.status_code == 422
    assert said in page.text
    assert text in typed(page)
    assert page.title.startswith("Error:")
    assert now(store, draft).notes == ""


def test_a_greeting_has_a_limit_of_its_own(desk: FlaskClient, store: Store, draft: Share) -> None:
    refused = read(write(desk, draft, greeting="g" * 1001))
    assert "The text has 1,001 characters. At most 1,000 can be saved." in refused.text
    assert "g" * 1001 in typed(refused)
    assert write(desk, draft, greeting="g" * 1000).status_code == 303


def test_ten_thousand_letters_of_any_kind_are_saved(desk: FlaskClient, store: Store, draft: Share) -> None:
    text = "💡" * 10_000
    assert write(desk, draft, notes=text).status_code == 303
    assert now(store, draft).notes == text


def test_a_form_of_more_than_a_megabyte_is_refused_with_a_page(desk: FlaskClient, draft: Share) -> None:
    response = write(desk, draft, notes="n" * 1_100_000)
    assert response.status_code == 413
    assert "What was sent is larger than anything we ask for." in response.text


@pytest.mark.parametrize("odd", [b"a%FFb", b"a%C3b", b"a%ED%A0%80b"])
def test_bytes_that_make_no_letter_are_kept_as_they_were_sent(
    desk: FlaskClient, store: Store, draft: Share, odd: bytes
) -> None:
    body = b"do=save&notes_language=nb&version=1&greeting=Hei&notes=" + odd
    form = "application/x-www-form-urlencoded"
    assert desk.post(place(draft, "/words"), data=body, content_type=form).status_code == 303
    assert now(store, draft).notes == odd.decode()
    assert odd.decode() in read(desk.get(place(draft))).text


@pytest.mark.parametrize("odd", [b"a%00b", b"a%EF%BF%BDb", b"a%1Bb", b"a%C2%85b"])
def test_what_is_no_letter_is_left_out_said_and_the_rest_is_kept_in_the_form(
    desk: FlaskClient, store: Store, draft: Share, odd: bytes
) -> None:
    body = b"do=save&notes_language=nb&version=1&greeting=Hei&notes=" + odd
    response = desk.post(place(draft, "/words"), data=body, content_type="application/x-www-form-urlencoded")
    page = read(response)
    assert response.status_code == 422
    assert "Some characters could not be read and have been left out." in page.text
    assert typed(page)[:2] == ["Hei", "ab"]
    assert now(store, draft).notes == ""


def test_the_second_of_two_tabs_gets_both_texts_and_a_choice(
    desk: FlaskClient, store: Store, draft: Share
) -> None:
    opened = version(desk, draft, "words")
    assert write(desk, draft, opened, notes="From the first tab").status_code == 303
    response = write(desk, draft, opened, notes="From the <second> tab", greeting="Hei")
    page = read(response)
    assert response.status_code == 409
    assert {"From the first tab", "From the <second> tab"} <= set(typed(page))
    assert page.link("Keep what is saved") == place(draft)
    assert now(store, draft).notes == "From the first tab"
    again = {name: page.values(name)[0] for name in ("version", "do", "notes_language")}
    sent = {**again, "greeting": "Hei", "notes": "Both, put together by hand"}
    assert desk.post(page.forms[1].action, data=sent).status_code == 303
    assert now(store, draft).notes == "Both, put together by hand"


def test_a_form_that_is_sent_again_changes_nothing_and_asks_nothing(
    desk: FlaskClient, store: Store, draft: Share
) -> None:
    opened = version(desk, draft, "words")
    answers = [write(desk, draft, opened, notes="Once").status_code for _ in range(3)]
    assert answers == [303, 303, 303]
    assert now(store, draft).version == draft.version + 1


@pytest.mark.parametrize("made_from", ["", "0", "99", "-1", "one", "1" * 400, "²"])
def test_a_form_that_is_none_of_ours_overwrites_nothing(
    desk: FlaskClient, store: Store, draft: Share, made_from: str
) -> None:
    form = {"greeting": "", "notes": "Mine", "notes_language": "nb", "version": made_from}
    response = desk.post(place(draft, "/words"), data=form)
    assert response.status_code == 409
    assert "Mine" in typed(read(response))
    assert now(store, draft).notes == ""


def test_a_change_of_the_plan_is_saved_with_its_reason(desk: FlaskClient, store: Store, draft: Share) -> None:
    row = {"tactic": "newsletter", "verb": "add", "hours": "1,5", "week": "3", "reason": "De vil det"}
    looked = read(change(desk, draft, row, do="look"))
    assert "Added: Newsletter. It takes 1 hour and 30 minutes a week" in looked.text
    assert "which is" in looked.text  # It no longer fits.
    assert json.loads(now(store, draft).adjustments) == []
    assert change(desk, draft, row).status_code == 303
    assert json.loads(now(store, draft).adjustments) == [
        {"tactic": "newsletter", "verb": "add", "minutes": 90, "week": 3, "reason": "De vil det"}
    ]
    page = read(desk.get(place(draft, "/changes")))
    assert [page.values(f"{name}.0")[0] for name in ("tactic", "verb", "hours", "week")] == [
        "newsletter",
        "add",
        "1.5",
        "3",
    ]
    assert typed(page)[0] == "De vil det"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"tactic": "", "verb": "drop", "reason": "r"}, "Choose a tactic for change 1."),
        ({"tactic": "nothing", "verb": "drop", "reason": "r"}, "Choose a tactic for change 1."),
        ({"tactic": "newsletter", "verb": "", "reason": "r"}, "Choose what to do in change 1."),
        ({"tactic": "newsletter", "verb": "add", "reason": " "}, "Change 1 needs a reason"),
        (
            {"tactic": "newsletter", "verb": "add", "hours": "many", "reason": "r"},
            "Write the hours a week for change 1 as a number",
        ),
        (
            {"tactic": "newsletter", "verb": "add", "week": "0", "reason": "r"},
            "Write the week for change 1 as a whole number",
        ),
        ({"tactic": "newsletter", "verb": "drop", "reason": "r"}, "Newsletter is not in the plan."),
        ({"tactic": "newsletter", "verb": "add", "reason": "r" * 1001}, "is longer than 1,000 characters"),
    ],
)
def test_a_change_that_cannot_be_made_is_refused_clearly_and_stays_in_the_form(
    desk: FlaskClient, store: Store, draft: Share, row: dict[str, str], said: str
) -> None:
    response = change(desk, draft, row)
    page = read(response)
    assert response.status_code == 422
    assert said in page.text
    assert typed(page)[0] == row["reason"].strip()
    for name in ("hours", "week"):
        assert page.values(f"{name}.0") == [row.get(name, "")]
    assert now(store, draft).adjustments == draft.adjustments


def test_rows_come_and_go_without_scripts_and_without_losing_what_was_typed(
    desk: FlaskClient, store: Store, draft: Share
) -> None:
    rows = [
        {"tactic": "newsletter", "verb": "add", "reason": "one"},
        {"tactic": "", "verb": "", "reason": "two"},
    ]
    assert typed(read(change(desk, draft, *rows, do="more"))) == ["one", "two", ""]
    assert typed(read(change(desk, draft, *rows, do="remove.0"))) == ["two"]
    assert typed(read(change(desk, draft, *rows, do="remove.1"))) == ["one"]
    assert typed(read(change(desk, draft, rows[0], do="remove.0"))) == [""]
    assert now(store, draft).version == draft.version


def test_two_tabs_with_changes_get_both_in_words(desk: FlaskClient, store: Store, draft: Share) -> None:
    opened = version(desk, draft, "changes")
    row = {"tactic": "newsletter", "verb": "add", "hours": "1", "week": "3", "reason": "first"}
    change(desk, draft, row)
    form = {f"{name}.0": text for name, text in {**row, "hours": "2", "reason": "second"}.items()}
    response = desk.post(place(draft, "/changes"), data={**form, "version": opened, "do": "save"})
    page = read(response)
    assert response.status_code == 409
    assert {"first", "second"} <= set(page.text.split())
    names = ("version", "do", "adjustments")
    sent = {name: page.values(name)[0] for name in names}
    assert desk.post(page.forms[1].action, data=sent).status_code == 303
    assert [entry["reason"] for entry in json.loads(now(store, draft).adjustments)] == ["second"]


def test_changes_wait_until_there_is_a_plan(desk: FlaskClient, waiting: Share) -> None:
    for response in (desk.get(place(waiting, "/changes")), desk.get(place(waiting, "/preview"))):
        assert response.status_code in (302, 303)
        assert response.headers["Location"] == place(waiting)


def test_name_and_language_are_saved(desk: FlaskClient, store: Store, draft: Share) -> None:
    form = {"client": "Berg & Sønn", "language": "sv", "version": version(desk, draft, "settings")}
    assert desk.post(place(draft, "/settings"), data=form).status_code == 303
    assert (now(store, draft).client, now(store, draft).language) == ("Berg & Sønn", "sv")
    assert read(desk.get(place(draft))).texts("h1") == ["Berg & Sønn"]
    refused = desk.post(place(draft, "/settings"), data={**form, "client": " "})
    assert refused.status_code == 422
    assert "Write what the client is called." in refused.text


def test_the_preview_is_what_the_reader_sees_and_counts_as_no_view(
    desk: FlaskClient, store: Store, draft: Share
) -> None:
    write(desk, draft, greeting="Hei fra meg")
    page = read(desk.get(place(draft, "/preview")))
    assert page.response.status_code == 200
    assert "Hei fra meg" in page.text
    assert page.link("Back to the desk") == place(draft)
    assert now(store, draft).views == 0


def test_the_log_says_who_did_what_and_when(desk: FlaskClient, live: Share, clock: Clock) -> None:
    clock.now = datetime(2027, 1, 11, 15, 30, tzinfo=UTC)
    write(desk, live, greeting="Hei")
    log = [text for text in read(desk.get(place(live))).texts("p") if text.endswith("kari")]
    assert log == ["Begun kari", "Published kari", "Saved kari"]


def test_what_clients_write_into_names_is_no_markup(desk: FlaskClient, store: Store, draft: Share) -> None:
    form = {
        "client": "<script>alert(1)</script>",
        "language": "",
        "version": version(desk, draft, "settings"),
    }
    desk.post(place(draft, "/settings"), data=form)
    write(
        desk,
        draft,
        notes="<img src=x onerror=alert(1)><script>alert(1)</script>",
        greeting="![x](https://a.b/c.png)",
    )
    for path in ("", "/words", "/changes", "/settings", "/erase", "/preview"):
        text = desk.get(place(draft, path)).text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "https://a.b/c.png" not in text.partition("<textarea")[0]


def test_answers_that_do_not_fit_the_changes_any_longer_are_told(
    desk: FlaskClient, store: Store, draft: Share
) -> None:
    row = {"tactic": "newsletter", "verb": "add", "reason": "De vil"}
    change(desk, draft, row)
    saved = now(store, draft)
    idle = {"tactic": "search_ads", "verb": "drop", "reason": "De har ikke råd"}
    both = json.dumps([*json.loads(saved.adjustments), idle])
    store.desk.save(replace(saved, adjustments=both), saved.changed)
    assert "Search ads is not in the plan. It has to be added first." in read(desk.get(place(draft))).text
