"""Six months later the link shows what was advised, her part too, and what would be today."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from app import create_app
from somerec.rulebook.library import Library
from somerec.web.keeping import keeping
from tests.editions.test_record import GIVEN, LEAVES
from tests.takeaways.tags import squeezed
from tests.web.reader import Page
from tests.web.running import Clock
from tests.web.share.conftest import NAME, REASON, Give
from tests.words.test_since import FOURTH

CHANGES = [{"tactic": "newsletter", "verb": "add", "minutes": 60, "reason": REASON}]


@pytest.fixture(name="app")
def _app(tmp_path: Path, two_editions: Library, clock: Clock) -> Iterator[Flask]:
    app = create_app(
        {"DATA": tmp_path, "NOW": lambda: clock.now, "TODAY": clock.today, "EDITIONS": two_editions}
    )
    yield app
    with app.app_context():
        keeping().store.close()


@pytest.mark.parametrize("lang", ["nb", "sv", "en"])
def test_the_page_and_every_document_say_what_was_advised_and_what_would_be(
    client: FlaskClient, give: Give, clock: Clock, lang: str
) -> None:
    """Her part stands beside the old advice; whoever wants today's asks her, so no link leads to it."""
    shared = give(answers=FOURTH, edition="2026-1", changes=CHANGES)
    clock.wait(days=60)
    address = shared.path(lang)
    page = Page(client.get(address), address)
    for words in (GIVEN[lang], LEAVES[lang], NAME, REASON):
        assert words in page.text
    assert not [href for _, href in page.links if "business_type" in href]
    data = json.loads(client.get(shared.path(lang, "json")).data)
    assert (data["edition"], data["adviser"]["changes"][0]["reason"]) == ("2026-1", REASON)
    paper = "".join(
        found.extract_text() for found in PdfReader(BytesIO(client.get(shared.path(lang, "pdf")).data)).pages
    )
    for text in (client.get(shared.path(lang, "md")).text, paper):
        assert squeezed(GIVEN[lang]) in squeezed(text)
        assert squeezed(LEAVES[lang]) in squeezed(text)
        assert squeezed(REASON) in squeezed(text)


def test_under_todays_rules_there_is_nothing_to_tell(client: FlaskClient, give: Give) -> None:
    """A share of the present edition has no such part."""
    text = client.get(give(answers=FOURTH, edition="2026-2", changes=[]).path("en")).text
    assert GIVEN["en"] not in text
    assert 'id="since"' not in text
