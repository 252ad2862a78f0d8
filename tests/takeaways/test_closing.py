"""Who closes sets nothing up, offers nothing new and has no target, and no file says otherwise."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from somerec.takeaways.ics import as_ics
from somerec.takeaways.markdown import as_markdown
from somerec.takeaways.pdf import as_pdf
from somerec.takeaways.result_json import as_json
from tests.takeaways.businesses import advice, rulebook
from tests.takeaways.tags import pages, squeezed

CLOSING, GOING_ON = "gift_shop_closing", "gift_shop_opening"
STEP = "Choose the main category that fits best"
OFFER = "You offer something new."
HOURS = "Your hours, or the people doing the work, change."

FILES: dict[str, Callable[[str], str]] = {
    "markdown": lambda name: as_markdown(advice(name), rulebook(), "en"),
    "paper": lambda name: "".join(pages(as_pdf(advice(name), rulebook(), "en", ""))),
    "calendar": lambda name: as_ics(advice(name), rulebook(), "en").decode().replace("\r\n ", ""),
    "json": lambda name: str(as_json(advice(name), rulebook(), "en")),
}


def told(file: str, name: str) -> str:
    """Return what a file says, without its spaces and the marks that a calendar escapes with."""
    return squeezed(FILES[file](name).replace("\\", ""))


@pytest.mark.parametrize("file", FILES)
def test_only_what_an_end_can_still_meet_calls_for_an_earlier_look(file: str) -> None:
    assert squeezed(HOURS) in told(file, CLOSING)
    assert squeezed(OFFER) not in told(file, CLOSING)
    assert squeezed(OFFER) in told(file, GOING_ON)


def test_nobody_who_closes_is_shown_steps_to_set_a_tactic_up() -> None:
    assert squeezed(STEP) not in told("markdown", CLOSING)
    assert squeezed(STEP) in told("markdown", GOING_ON)
