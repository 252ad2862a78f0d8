"""An address as a square code that the camera of a phone can read."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

import segno

QUIET = 4
"""Modules of white around a code; readers ask for four."""

MASK = 4
"""Which of the eight patterns breaks up the code. Trying out all would take 40 ms, and readers know each."""


@lru_cache(maxsize=64)
def as_svg(text: str) -> str:
    """Return the code of a text as an SVG of its own, or nothing where the text is too long for one."""
    try:
        code = segno.make_qr(text, error="l", boost_error=False, mask=MASK)
    except segno.DataOverflowError:
        return ""
    file = BytesIO()
    look = {"light": "#fff", "xmldecl": False, "omitsize": True, "svgclass": None, "lineclass": None}
    code.save(file, kind="svg", border=QUIET, **look)
    return file.getvalue().decode("ascii").strip()
