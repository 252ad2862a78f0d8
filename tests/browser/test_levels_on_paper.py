"""The plan in five levels has all five on a sheet of paper, as its heading says."""

from __future__ import annotations

from tests.browser.conftest import Visit
from tests.browser.test_advice import place

LEVELS = ["Strategy", "Concrete goal", "Tactic", "Technique", "Task"]


def test_the_tree_keeps_its_tasks_on_paper(visit: Visit) -> None:
    page = visit(place("en", "hairdresser"))
    page.emulate_media(media="print")
    labels = page.locator(".tree .level")
    shown = [label.inner_text() for label in labels.all() if label.is_visible()]
    assert list(dict.fromkeys(shown)) == LEVELS
