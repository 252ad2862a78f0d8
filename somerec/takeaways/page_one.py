"""How large page one can be set so that it holds the whole plan, judged from the lengths of its texts.

To measure the page itself at several sizes would take longer than to typeset the whole document. The
figures belong to `plan.typ`: after a change of its page one, the tests say whether they still hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

SIZES = (11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
"""Points, the largest first."""

WIDTH, HEIGHT = 498.0, 712.0
"""Points of the page that hold text, with some kept back for what the estimate does not see."""

LETTER = 0.47
"""Width of an average letter, of the size it is set in."""

LINE = 1.3
"""From one line to the next."""

GAP = 0.15
"""Above and below a row."""


def size(front: dict[str, Any]) -> float:
    """Return the size in points."""
    return next((found for found in SIZES if height(front, found) <= HEIGHT), SIZES[-1])


def height(front: dict[str, Any], points: float) -> float:
    """Return about how many points high page one is at a size."""
    page = WIDTH / points
    whole = (
        2.6 * _lines(front["tier"], page / 2.25)
        + 1.1 * LINE * _lines(front["lead"], page / 1.1)
        + 1.55 * _lines(front["sentence"]["text"], page / 1.3)
        + max(_goal(front, page * 0.48), _beside(front, page * 0.44))
        + LINE * _lines(" ".join(front["week"]["texts"]), page)
        + sum(_row(row, page) for row in front["tactics"]["rows"])
        + 17.5
    )
    return whole * points


def _goal(front: dict[str, Any], width: float) -> float:
    return sum(LINE * _lines(f"{term} {value}", width) + 0.1 for term, value in front["goal"]["facts"])


def _beside(front: dict[str, Any], width: float) -> float:
    texts = (front["step"]["text"], " ".join(front["check"]["texts"]))
    return 2.6 + sum(LINE * _lines(text, width) for text in texts)


def _row(row: dict[str, Any], page: float) -> float:
    """Return the height of a tactic's rows: its name beside its tasks, whichever is higher."""
    name = LINE * (_lines(row["name"], page * 0.27 - 2.1) + _lines(row["when"], page * 0.27 - 2.1)) + GAP
    return max(name, sum(_tasks(row["tasks"], page)))


def _tasks(tasks: Iterable[list[str]], page: float) -> Iterable[float]:
    for text, time in tasks:
        yield LINE * max(_lines(text, page * 0.49 - 1.3), _lines(time, page * 0.16)) + GAP


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes at a width in units of its own size."""
    return -int(-len(text) * LETTER // width)
