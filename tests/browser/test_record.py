"""The advice of an old edition in Chromium: what has changed since, on a phone, on a screen and on paper."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader
from werkzeug.serving import make_server

from app import create_app
from somerec.rulebook.library import Library
from tests.browser.conftest import Axe, Visit
from tests.browser.looks import hold
from tests.turns import in_turn
from tests.words.test_since import FOURTH, QUIET

THEN = f"{FOURTH}&start=2027-01-11&edition=2026-1"


@pytest.fixture(scope="module", name="server")
def _server(two_editions: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site whose rules are those of the second edition."""
    site = create_app({"EDITIONS": two_editions, "DATA": tmp_path_factory.mktemp("data")})
    server = make_server("127.0.0.1", 0, site, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(("width", "lang"), in_turn([320], spare=[1280]))
def test_a_record_fits_its_screen_and_axe_finds_nothing(
    visit: Visit, axe: Axe, lang: str, width: int
) -> None:
    for place in ("advice", "advice/why"):
        page = visit(f"/{lang}/{place}?{THEN}", width=width)

        assert page.locator("#since .note").is_visible()
        assert not page.locator("#since ul").first.is_visible()
        hold(page, axe)
        assert page.locator("#since li").first.is_visible()


def test_by_keyboard_one_sees_what_differs_and_comes_to_todays_advice(visit: Visit) -> None:
    page = visit(f"/en/advice?{THEN}")
    summary, button = page.locator("#since summary"), page.locator("#since a.button")

    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#since li").first).to_contain_text(
        "‘Personal LinkedIn profile’ would leave", use_inner_text=True
    )
    button.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert "edition=2026-2" in page.url
    assert page.locator("#since").count() == 0


def test_on_paper_all_that_differs_stands_open_and_no_button(visit: Visit) -> None:
    page = visit(f"/en/advice?{THEN}", width=1280)

    text = " ".join(PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages[0].extract_text().split())

    assert "This is the advice as it was given, under edition 2026-1 of the rules." in text
    assert "Local groups take twenty minutes a week instead of thirty." in text
    assert "See today’s advice" not in text


def test_where_the_plan_still_holds_a_record_is_as_short_as_that(visit: Visit, axe: Axe) -> None:
    page = visit(f"/nb/advice?{QUIET}&start=2027-01-11&edition=2026-1")

    assert page.locator("#since details").count() == 0
    assert "planen din holder fortsatt" in page.locator("#since").inner_text()
    hold(page, axe)
