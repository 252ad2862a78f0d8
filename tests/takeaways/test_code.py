"""An address as a code: whole, with white around it, and nothing that our own policy would refuse."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from somerec.takeaways.code import QUIET, as_svg


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
