"""An address as a square code that the camera of a phone can read: drawn for pages, in dots for paper."""

from __future__ import annotations

import re
import struct
import zlib
from functools import lru_cache

from somerec.takeaways.qr import squares

QUIET = 4
"""Modules of white around a code; readers ask for four."""

LIGHT_AND_DARK = bytes.maketrans(b"\0\1", b"10")
"""A square as a bit of a picture: one is white."""

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


def as_png(text: str) -> bytes:
    """Return the code of a text as a picture with a dot for each square, or nothing where it is too long.

    To typeset it takes a tenth of the time that the drawing takes, and it is as sharp at any size.
    """
    rows = squares(text)
    if rows is None:
        return b""
    side = len(rows) + 2 * QUIET
    wide = -(-side // 8)
    white = [b"\0" + b"\xff" * wide] * QUIET
    lines = [*white, *(b"\0" + _bits(row, wide) for row in rows), *white]
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    body = zlib.compress(b"".join(lines), 1)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _bits(row: bytes, wide: int) -> bytes:
    """Return a row with white around as bits, in so many bytes."""
    bits = "1" * QUIET + row.translate(LIGHT_AND_DARK).decode()
    return int(bits.ljust(8 * wide, "1"), 2).to_bytes(wide)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
