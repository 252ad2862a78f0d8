"""The drawing of how questions lead to decisions: where each label, box and line stands.

Every stage is a row: the questions that feed it on the left, and on the right the stage, which hands on to
the next. The same drawing is laid out twice, for a small phone and for a wide page. Lengths are in pixels at
that width; text is measured by its number of letters, with room to spare.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

LETTER = 6.9
"""Width of a letter of a label, on the safe side for the fonts of the style sheet at 12 pixels."""

TITLE_LETTER = 8.4
"""The same for the title of a stage, at 14 pixels and bold."""

LABEL_HEIGHT = 22
LINE_HEIGHT = 18
GAP = 6
BETWEEN_ROWS = 30
PADDING = 10


@dataclass(frozen=True, slots=True)
class Layout:
    """How wide a drawing is, and how much of that its left side takes."""

    name: str
    width: int
    left: int
    channel: int
    """Room for the lines between the sides."""


LAYOUTS = (Layout("narrow", 288, 156, 26), Layout("wide", 680, 420, 44))


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a question."""

    x: float
    y: float
    width: float
    text: str


@dataclass(frozen=True, slots=True)
class Box:
    """A stage, its title in lines."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[tuple[float, str], ...]
    """Each line with the height at which it stands."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line and its head, each as the data of a path."""

    line: str
    head: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that is drawn."""

    name: str
    width: int
    height: float
    labels: tuple[Label, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def draw(rows: Sequence[tuple[str, Sequence[str]]], layout: Layout) -> Drawing:
    """Draw rows of a stage's title and the names of the questions that feed it."""
    labels: list[Label] = []
    boxes: list[Box] = []
    arrows: list[Arrow] = []
    top = 1.0
    for title, names in rows:
        mine = _labels(names, layout.left, top)
        height = (mine[-1].y + LABEL_HEIGHT - top) if mine else LABEL_HEIGHT
        box = _box(title, layout, top, height)
        if boxes:
            arrows.append(_down(boxes[-1], box))
        arrows.append(_across(top, height, box, layout))
        labels += mine
        boxes.append(box)
        top += max(height, box.height) + BETWEEN_ROWS
    end = top - BETWEEN_ROWS + 1
    return Drawing(layout.name, layout.width, end, tuple(labels), tuple(boxes), tuple(arrows))


def _labels(names: Sequence[str], room: int, top: float) -> list[Label]:
    """Set names one after the other, in as many lines as they need."""
    found: list[Label] = []
    x, y = 0.0, top
    for name in names:
        width = min(room, len(name) * LETTER + 2 * PADDING)
        if x and x + width > room:
            x, y = 0.0, y + LABEL_HEIGHT + GAP
        found.append(Label(x, y, width, name))
        x += width + GAP
    return found


def _box(title: str, layout: Layout, top: float, beside: float) -> Box:
    """Return the box of a stage, in the middle of what stands beside it."""
    x = layout.left + layout.channel
    width = layout.width - x - 1
    words = wrap(title, int((width - PADDING) / TITLE_LETTER), break_long_words=False)
    height = len(words) * LINE_HEIGHT + 2 * PADDING
    y = top + max(0, (beside - height) / 2)
    lines = tuple((y + PADDING + 13 + number * LINE_HEIGHT, line) for number, line in enumerate(words))
    return Box(x, y, width, height, lines)


def _down(above: Box, below: Box) -> Arrow:
    """Return the arrow from a stage to the next."""
    x = above.x + above.width / 2
    return Arrow(f"M{x:g} {above.y + above.height:g}V{below.y - 6:g}", f"M{x:g} {below.y:g}l-4 -7h8z")


def _across(top: float, height: float, box: Box, layout: Layout) -> Arrow:
    """Return a bracket behind the questions, and the arrow from it to the stage."""
    x, middle = layout.left + GAP, box.y + box.height / 2
    upper, lower = min(top + 2, middle), max(top + height - 2, middle)
    return Arrow(
        f"M{x:g} {upper:g}V{lower:g}M{x:g} {middle:g}H{box.x - 6:g}",
        f"M{box.x:g} {middle:g}l-7 -4v8z",
    )
