"""A shared plan is taken away: whatever the shape, the consultant's part is in it, with the same numbers."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import BytesIO, StringIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar
from jsonschema import Draft202012Validator
from pypdf import PdfReader

from somerec.takeaways.schema import SCHEMA
from somerec.words.languages import LANGUAGES
from tests.takeaways.tags import squeezed
from tests.web.reader import Page
from tests.web.share.conftest import CHANGES, DROPPED, NAME, REASON, Give, Shared

MOVED = [*CHANGES, {"tactic": "gbp", "verb": "hours", "minutes": 35, "reason": "Mye å svare på."}]


@pytest.fixture(name="file")
def _file(client: FlaskClient) -> Callable[[Shared, str, str], bytes]:
    """Fetch a plan in a language and a shape."""

    def file(shared: Shared, lang: str, ending: str) -> bytes:
        response = client.get(shared.path(lang, ending))
        assert response.status_code == 200
        assert response.headers["Content-Disposition"].endswith(f'.{ending}"')
        data: bytes = response.data
        return data

    return file


def paper(data: bytes) -> str:
    """Return the letters of a PDF without gaps."""
    return squeezed("".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages))


def rows(data: bytes, lang: str) -> list[list[str]]:
    """Return the rows of the table."""
    text = data.decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline=""), delimiter="," if lang == "en" else ";"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_shape_has_her_words_and_each_change_with_its_reason(
    file: Callable[..., bytes], give: Give, lang: str
) -> None:
    """What the page says of her changes stands word for word in the text, on paper, in calendar and table."""
    shared = give(changes=MOVED)
    adviser = json.loads(file(shared, lang, "json"))["adviser"]
    assert [change["reason"] for change in adviser["changes"]] == [REASON, DROPPED, "Mye å svare på."]
    said = [change["text"] for change in adviser["changes"]]
    calendar = "".join(
        str(event.get("description", "")) for event in Calendar.from_ical(file(shared, lang, "ics")).events
    )
    table = "".join("".join(row) for row in rows(file(shared, lang, "csv"), lang))
    shapes = [squeezed(text) for text in (file(shared, lang, "md").decode(), calendar, table)]
    shapes.append(paper(file(shared, lang, "pdf")))
    for shape in shapes:
        for words in (*said, REASON, DROPPED, NAME, "Takk for", "praten", "forsiden"):
            assert squeezed(words) in shape.replace("**", "").replace("*", ""), words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_numbers_are_those_of_the_changed_plan_everywhere(
    client: FlaskClient, file: Callable[..., bytes], give: Give, lang: str
) -> None:
    """Hours of the week, minutes of tasks and weeks of start agree between data, page, table and text."""
    shared = give(changes=MOVED)
    data: dict[str, Any] = json.loads(file(shared, lang, "json"))
    chosen = [tactic for tactic in data["tactics"] if tactic["status"] == "chosen"]
    assert [tactic["id"] for tactic in data["tactics"] if tactic["status"] == "dropped"] == ["reviews"]
    assert data["hours"]["planned"] == pytest.approx(sum(one["weekly_hours"] for one in chosen), abs=0.03)
    news = next(tactic for tactic in chosen if tactic["id"] == "newsletter")
    assert (news["weekly_hours"], news["start_week"]) == (2.0, 6)
    assert sum(task["minutes"] for task in news["tasks"]) == 120
    table = rows(file(shared, lang, "csv"), lang)
    mine = [row for row in table if row[0] == news["name"]]
    assert [row[1] for row in mine] == [task["text"] for task in news["tasks"]]
    assert all(row[-1] == REASON for row in mine)
    assert all(row[-1] == "" for row in table[1:] if row[0] == chosen[0]["name"])
    assert not [row for row in table if row[0] and row[-1] == DROPPED and len(row) > 2]
    shapes = [paper(file(shared, lang, "pdf")), squeezed(file(shared, lang, "md").decode())]
    shapes.append(squeezed(Page(client.get(shared.path(lang)), "").text))
    times = [one["weekly_hours"] for one in chosen if one["weekly_hours"]]
    for hours in (*times, data["hours"]["planned"], data["adviser"]["over_hours"]):
        time = squeezed(LANGUAGES[lang].minutes(round(hours * 60)))
        assert hours == 0 or all(time in shape for shape in shapes), time


def test_the_data_keep_to_their_schema(file: Callable[..., bytes], give: Give) -> None:
    """Programs can rely on the consultant's part as on the rest."""
    for changes in (MOVED, []):
        data = json.loads(file(give(changes=changes), "en", "json"))
        Draft202012Validator(SCHEMA).validate(data)
        assert data["adviser"]["name"] == NAME


def test_on_paper_her_words_are_marked_with_their_language(file: Callable[..., bytes], give: Give) -> None:
    """The tags of a Swedish plan say that her notes are Norwegian, and page one whose changes these are."""
    for shared in (give(changes=[]), give(changes=MOVED, greeting="", notes="")):
        root: Any = PdfReader(BytesIO(file(shared, "sv", "pdf"))).trailer["/Root"]
        assert root["/Lang"] == "sv"
        assert "nb" in languages(root["/StructTreeRoot"])
    reader = PdfReader(BytesIO(file(give(changes=MOVED), "sv", "pdf")))
    first = squeezed(reader.pages[0].extract_text())
    assert squeezed(f"med ändringar från {NAME}") in first
    assert first.count(squeezed(f"Ändrat av {NAME}")) == 2


def languages(node: Any) -> set[str]:
    """Return the languages that stand in a tree of tags."""
    node = node.get_object() if hasattr(node, "get_object") else node
    found: set[str] = set()
    if isinstance(node, list):
        for child in node:
            found |= languages(child)
    elif isinstance(node, dict):
        found |= {str(node["/Lang"])} if "/Lang" in node else set()
        found |= languages(node["/K"]) if "/K" in node else set()
    return found


def test_the_calendar_moves_entries_and_doubles_none(file: Callable[..., bytes], give: Give) -> None:
    """Whoever has the plan in the calendar and gets it with other hours finds the same entries again."""
    uids = []
    for changes in (CHANGES, MOVED):
        events = Calendar.from_ical(file(give(changes=changes), "nb", "ics")).events
        found = [str(event["uid"]) for event in events]
        assert len(set(found)) == len(found)
        uids.append(set(found))
    assert len(uids[0] ^ uids[1]) <= 2


NASTY = """# Hei

[klikk](javascript:alert(1)) <script>alert(1)</script> ![x](https://track.example/x.png)
<img src="https://track.example/y.png"> <b onclick="x()">fet</b> [bort](//track.example)
\x1b\u202e 😀 \ufffe 漢字

=cmd|' /C calc'!A0
"""


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_nasty_notes_harm_nobody_in_any_shape(
    client: FlaskClient, file: Callable[..., bytes], give: Give, lang: str
) -> None:
    """No script, no picture from elsewhere, no formula and no letter that the paper's fonts lack."""
    reason = "=HYPERLINK(javascript:x) </blockquote><script>alert(2)</script> 😀 漢"
    changes = [{**CHANGES[0], "reason": reason}]
    shared = give(changes=changes, greeting=NASTY, notes=NASTY)
    text = client.get(shared.path(lang)).text
    assert "alert(1)" not in text
    assert "track.example" not in text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(2)" in text
    written = file(shared, lang, "md").decode()
    assert "track.example" not in written
    assert "<script>" not in written
    cells = [cell for row in rows(file(shared, lang, "csv"), lang) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert squeezed("fet") in paper(file(shared, lang, "pdf"))
    Calendar.from_ical(file(shared, lang, "ics"))
    json.loads(file(shared, lang, "json"))
