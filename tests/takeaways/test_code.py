"""An address as a code: whole, with white around it, and nothing that our own policy would refuse."""

from __future__ import annotations

import zlib
from xml.etree import ElementTree as ET

import pytest
import segno

from somerec.takeaways.code import QUIET, as_png, as_svg
from somerec.takeaways.qr import MASK, squares


def test_it_is_a_drawing_of_squares_with_white_around() -> None:
    drawing = ET.fromstring(as_svg("https://somerec.example/nb/k/abcdefghijklmnopqrstuv"))  # noqa: S314
    _, _, width, height = drawing.attrib["viewBox"].split()
    assert width == height == str(29 + 2 * QUIET)


def test_it_has_no_style_that_the_content_policy_would_block() -> None:
    drawing = as_svg("https://somerec.example/" + "x" * 900)
    assert "style" not in drawing
    assert "class" not in drawing
    assert "script" not in drawing


def test_the_longest_address_we_accept_has_a_code_or_none_at_all() -> None:
    assert as_svg("x" * 2900)
    assert as_svg("x" * 3000) == ""


def test_what_is_dark_is_what_the_code_says_and_nothing_else() -> None:
    """Drawn onto squares, the strokes are the modules that the library made, white ones around them."""
    text = "https://somerec.example/nb/k/abcdefghijklmnopqrstuv"
    strokes = ET.fromstring(as_svg(text))[1].attrib["d"]  # noqa: S314
    drawn: set[tuple[int, int]] = set()
    for row in strokes.split("M")[1:]:
        start, *runs = row.split("m")
        x, y = int(start.split()[0]), int(start.split()[1].removesuffix(".5"))
        for light, dark in (run.split(" 0h") for run in runs):
            drawn |= {(x + int(light) + more, y) for more in range(int(dark))}
            x += int(light) + int(dark)
    matrix = segno.make_qr(text, error="l", boost_error=False, mask=MASK).matrix
    assert drawn == {
        (x, y) for y, row in enumerate(matrix, QUIET) for x, dark in enumerate(row, QUIET) if dark
    }


@pytest.mark.parametrize("length", [20, 100, 700, 2800])
def test_the_picture_for_paper_has_a_dot_for_each_square_with_white_around(length: int) -> None:
    """Sides of different lengths leave different bits over in the last byte of a row."""
    text = f"https://somerec.example/{'x' * length}"
    picture = as_png(text)
    rows = squares(text)
    assert rows is not None
    side = len(rows) + 2 * QUIET
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert picture[16:26] == side.to_bytes(4) + side.to_bytes(4) + bytes((1, 0))
    size = int.from_bytes(picture[33:37])
    lines = zlib.decompress(picture[41 : 41 + size])
    wide = len(lines) // side
    drawn = [f"{int.from_bytes(lines[at : at + wide]):0{8 * wide}b}"[8:] for at in range(0, len(lines), wide)]
    dark = {(x, y) for y, line in enumerate(drawn) for x, bit in enumerate(line) if bit == "0"}
    assert dark == {
        (x, y) for y, row in enumerate(rows, QUIET) for x, square in enumerate(row, QUIET) if square
    }


def test_a_text_too_long_for_a_code_has_no_picture_either() -> None:
    assert as_png("x" * 3000) == b""
