"""An address as a square code that the camera of a phone can read: drawn for pages, in dots for paper."""

from __future__ import annotations

import re
from functools import lru_cache

import segno

QUIET = 4
"""Modules of white around a code; readers ask for four."""

MASK = 4
"""Which of the eight patterns breaks up the code. Trying out all would take 40 ms, and readers know each."""

RUN = re.compile(rb"(\x00*)(\x01+)")
"""Light modules, if any, and the dark ones after them."""

_INK = bytes.maketrans(b"\0\1", b"\xff\0")


@lru_cache(maxsize=64)
def as_svg(text: str) -> str:
    """Return the code of a text as an SVG of its own, or nothing where the text is too long for one."""
    code = _code(text)
    if code is None:
        return ""
    side = len(code.matrix) + 2 * QUIET
    dark = "".join(f"M{QUIET} {y}.5{_row(row)}" for y, row in enumerate(code.matrix, QUIET))
    white = f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'{white}<path stroke="#000" d="{dark}"/></svg>'
    )


def as_dots(text: str) -> tuple[bytes, ...]:
    """Return the code of a text as rows of dots: a byte each, 0 black and 255 white. Too long, it has none.

    To typeset them takes a tenth of the time that the drawing takes, and they are as sharp at any size.
    """
    code = _code(text)
    if code is None:
        return ()
    side = bytes(QUIET)
    white = [bytes(len(code.matrix) + 2 * QUIET)] * QUIET
    rows = (*white, *(side + row + side for row in code.matrix), *white)
    return tuple(row.translate(_INK) for row in rows)


def _code(text: str) -> segno.QRCode | None:
    try:
        return segno.make_qr(text, error="l", boost_error=False, mask=MASK)
    except segno.DataOverflowError:
        return None


def _row(modules: bytearray) -> str:
    """Return a row as strokes through the middle of its dark modules.

    segno can write the whole drawing, but takes a third as long for it again as for the code itself.
    """
    return "".join(f"m{len(light)} 0h{len(dark)}" for light, dark in RUN.findall(modules))
