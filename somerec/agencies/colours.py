"""Whether an agency's colours can be read, and the nearest shade that can where they can't.

Contrast is WCAG 2.2’s: 4.5 to 1 for text (1.4.3), 3 to 1 for what shows a control (1.4.11).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from coloraide import Color

from somerec.agencies.model import Scheme

TEXT = 4.5
CONTROL = 3.0

STEP = 0.005
"""How finely lightness is tried, of 1; nobody sees a smaller difference."""

TINT = 0.12
"""How much of the accent the tinted fields hold; the rest is paper."""


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of the style sheet that an agency does not set, and that stand on its own."""

    card: str
    text: tuple[str, ...]
    controls: tuple[str, ...]
    paper: str


LIGHT = Inks(card="#ffffff", text=("#171b26", "#4f5766", "#a3162b"), controls=("#737b8a",), paper="#f4f5f2")
DARK = Inks(card="#1b1f29", text=("#e9eae6", "#b1b7c3", "#ffb3ab"), controls=("#858ea0",), paper="#12151b")

ON_DARK = "#ffffff"
ON_LIGHT = "#10163a"


def is_colour(value: str) -> bool:
    """Say whether a value is a colour in six hexadecimal digits."""
    digits = value.removeprefix("#").lower()
    return value.startswith("#") and len(digits) == len("rrggbb") and set(digits) <= set("0123456789abcdef")


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    return _colour(one).contrast(_colour(other))


def paper_passes(paper: str, inks: Inks) -> bool:
    """Say whether everything that stands on the paper can be read there."""
    readable = all(contrast(ink, paper) >= TEXT for ink in inks.text)
    return readable and all(contrast(edge, paper) >= CONTROL for edge in inks.controls)


def accent_passes(accent: str, paper: str, inks: Inks) -> bool:
    """Say whether links can be read on paper, card and tint, and a button's label on the accent."""
    grounds = (paper, inks.card, tint(accent, paper))
    readable = all(contrast(ink, tint(accent, paper)) >= TEXT for ink in inks.text)
    links = all(contrast(accent, ground) >= TEXT for ground in grounds)
    return links and readable and contrast(on(accent), accent) >= TEXT


def nearest_paper(paper: str, inks: Inks) -> str:
    """Return the shade of the paper, lighter or darker, that passes and differs least."""
    return _nearest(paper, lambda shade: paper_passes(shade, inks)) or inks.paper


def nearest_accent(accent: str, paper: str, inks: Inks) -> str:
    """Return the shade of the accent that passes on a sound paper and differs least."""
    found = _nearest(accent, lambda shade: accent_passes(shade, paper, inks))
    return found or inks.text[0]


def tint(accent: str, paper: str) -> str:
    """Return the colour of tinted fields."""
    return _hex(_colour(paper).mix(_colour(accent), TINT, space="srgb"))


def band(accent: str) -> str:
    """Return the shade of the accent nearest to it on which white text can be read."""
    return _nearest(accent, lambda shade: contrast(ON_DARK, shade) >= TEXT) or ON_LIGHT


def on(accent: str) -> str:
    """Return what is easier to read on the accent: white or the darkest blue."""
    return max((ON_DARK, ON_LIGHT), key=lambda ink: contrast(ink, accent))


def dark(light: Scheme) -> Scheme:
    """Return a dark scheme for who names none: the usual paper, and the accent as light as it takes."""
    return Scheme(DARK.paper, nearest_accent(light.accent, DARK.paper, DARK))


def _nearest(colour: str, passes: Callable[[str], bool]) -> str:
    return next((shade for shade in _shades(colour) if passes(shade)), "")


def _shades(colour: str) -> Iterator[str]:
    """Yield the colour, then its shades a step darker, a step lighter, two steps darker and so on."""
    yield _hex(_colour(colour))
    base = _colour(colour).convert("oklch")
    for step in range(1, round(1 / STEP) + 1):
        for lightness in (base["lightness"] - step * STEP, base["lightness"] + step * STEP):
            if 0 <= lightness <= 1:
                yield _hex(base.clone().set("lightness", lightness))


@lru_cache(maxsize=1024)
def _colour(value: str) -> Color:
    return Color(value)


def _hex(colour: Color) -> str:
    return colour.convert("srgb").fit(method="oklch-chroma").to_string(hex=True, names=False)
