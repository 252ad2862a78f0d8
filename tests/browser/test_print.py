"""The result page on paper, as Chromium prints it."""

from __future__ import annotations

from io import BytesIO

import pytest
from playwright.sync_api import Page
from pypdf import PageObject, PdfReader

from somerec import Answers, load_rulebook, recommend
from somerec.words import verdict
from somerec.words.speaker import speaker_for
from tests.browser.conftest import Visit
from tests.browser.test_advice import OTHERS, REPRESENTATIVE, WHERE, place
from tests.turns import in_turn
from tests.web.conftest import DAY

MOST_SHEETS = {
    "plumber": 6,
    "hairdresser": 6,
    "carpenters": 8,
    "full": 7,
    "closing": 5,
    "hotel": 8,
    "chain": 12,
}
"""Sheets that a plan may take; what one person follows in an hour a week is never a booklet."""

MARGIN = 15 / 25.4 * 72
"""The margin at the foot of a sheet, in points."""


def printed(page: Page) -> list[str]:
    """Print a page and return what each sheet says."""
    reader = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    return [close(sheet.extract_text()) for sheet in reader.pages]


def close(text: str) -> str:
    """Return a text without spaces, since a PDF has them at the ends of lines too."""
    return "".join(text.split())


@pytest.mark.parametrize(("name", "lang"), in_turn(REPRESENTATIVE, spare=OTHERS))
def test_it_is_short_and_whole(visit: Visit, lang: str, name: str) -> None:
    sheets = printed(visit(place(lang, name)))
    assert len(sheets) <= MOST_SHEETS[name]
    text = "".join(sheets)
    rulebook = load_rulebook()
    found = recommend(Answers.from_query(WHERE[name], rulebook), rulebook, DAY)
    words = speaker_for(found, rulebook, lang)
    for said in (*verdict.verdict(found, words), verdict.sentence(found, words), words.language.date(DAY)):
        assert close(said) in text
    for tactic in found.tactics:
        assert close(words.text(f"tactics.{tactic.id}.name")) in text
    for tactic in found.chosen:
        for why in tactic.reasons:
            assert close(words.say(why.text)) in text, "Folded reasons are open on paper."


def test_date_address_and_answers_are_on_it_and_nothing_to_click(visit: Visit) -> None:
    sheets = printed(visit(place("en", "carpenters")))
    text = "".join(sheets)
    assert close("It begins on 11 January 2027.") in sheets[0]
    assert place("en", "carpenters") in text
    assert close("How many of you are there, counting yourself? 2–9") in text
    for words in (
        "Change answers",
        "Start again",
        "Work it out",
        "In this plan",
        "Skip to content",
        "Privacy",
    ):
        assert close(words) not in text
    assert all(f"{number}/{len(sheets)}" in sheet for number, sheet in enumerate(sheets, start=1))


@pytest.mark.parametrize(
    "name", [*REPRESENTATIVE, *(pytest.param(name, marks=pytest.mark.proof) for name in OTHERS)]
)
def test_no_heading_stands_at_the_foot_of_a_sheet(visit: Visit, name: str) -> None:
    page = visit(place("nb", name))
    page.emulate_media(media="print")
    headings = {close(text) for text in page.locator("h2, h3, h4").all_inner_texts()} - {""}
    reader = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    feet = [foot(sheet) for sheet in reader.pages]
    assert all(feet)
    assert not headings.intersection(feet)


def foot(sheet: PageObject) -> str:
    """Return the lowest line of a sheet above the number in its margin."""
    found: list[tuple[float, str]] = []

    def note(text: str, matrix: list[float], place: list[float], *_: object) -> None:
        height = place[4] * matrix[1] + place[5] * matrix[3] + matrix[5]
        if text.strip() and height > MARGIN:
            found.append((height, text))

    sheet.extract_text(visitor_text=note)
    lowest = min(height for height, _ in found)
    return close("".join(text for height, text in found if height - lowest < 1))
