"""An address as a code: whole, with white around it, and nothing that our own policy would refuse."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
import segno

from somerec.takeaways.code import MASK, QUIET, as_dots, as_svg


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
def test_for_paper_there_is_a_dot_for_each_square_with_white_around(length: int) -> None:
    text = f"https://somerec.example/{'x' * length}"
    dots = as_dots(text)
    rows = segno.make_qr(text, error="l", boost_error=False, mask=MASK).matrix
    side = len(rows) + 2 * QUIET
    assert [len(row) for row in dots] == [side] * side
    assert {dot for row in dots for dot in row} == {0, 255}
    dark = {(x, y) for y, row in enumerate(dots) for x, dot in enumerate(row) if not dot}
    assert dark == {
        (x, y) for y, row in enumerate(rows, QUIET) for x, square in enumerate(row, QUIET) if square
    }


def test_a_text_too_long_for_a_code_has_no_dots_either() -> None:
    assert as_dots("x" * 3000) == ()
