"""An address as a square code that the camera of a phone can read."""

from __future__ import annotations

import re
from functools import lru_cache

from somerec.takeaways.qr import squares

QUIET = 4
"""Modules of white around a code; readers ask for four."""

RUN = re.compile(rb"(\x00*)(\x01+)")
"""Light modules, if any, and the dark ones after them."""


@lru_cache(maxsize=64)
def as_svg(text: str) -> str:
    """Return the code of a text as an SVG of its own, or nothing where the text is too long for one."""
    rows = squares(text)
    if rows is None:
        return ""
    side = len(rows) + 2 * QUIET
    dark = "".join(f"M{QUIET} {y}.5{_row(row)}" for y, row in enumerate(rows, QUIET))
    white = f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'{white}<path stroke="#000" d="{dark}"/></svg>'
    )


def _row(modules: bytes) -> str:
    """Return a row as strokes through the middle of its dark modules."""
    return "".join(f"m{len(light)} 0h{len(dark)}" for light, dark in RUN.findall(modules))
