"""A consultant's notes: what Markdown is for comes through, and nothing else does."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from somerec.words.notes import (
    MOST_OPENED,
    TAGS,
    NoteBlock,
    Run,
    note_blocks,
    note_markdown,
    note_text,
    notes_html,
)

DANGEROUS = [
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&colon;alert(1))",
    "<javascript:alert(1)>",
    "[x](data:text/html,hi)",
    "[x](http://plain.example/)",
    "[x](//other.example/)",
    "[x](/desk/en/)",
    "![x](https://track.example/pixel.png)",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "<a href='https://a.example' onclick='x()'>a</a>",
    "<form action=/x><input name=pin></form>",
    "<style>*{display:none}</style>",
    "<iframe src=https://a.example></iframe>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<p style='position:fixed' class=note id=verdict>x</p>",
    "[x]: javascript:alert(1)\n\n[x]",
    "<!-- hidden -->",
]


@pytest.mark.parametrize("source", DANGEROUS)
def test_nothing_but_plain_markup_comes_through(source: str) -> None:
    """No script, picture, form or style, and no link but to where links may lead."""
    html = notes_html(source)
    assert set(re.findall(r"<(\w+)", html)) <= TAGS
    assert set(re.findall(r'\s(\w+)="', html)) <= {"href", "rel"}
    assert all(link.startswith(("https:", "mailto:", "tel:")) for link in re.findall(r'href="([^"]*)"', html))
    assert "alert" not in note_markdown(source)
    assert not any(run.link for block in note_blocks(source) for run in block.runs if "https" not in run.link)


def test_links_tell_nobody_where_the_reader_came_from() -> None:
    """Every link says that it is the writer's, and leads to the web, to mail or to a telephone."""
    html = notes_html("[a](https://a.example/x) [b](mailto:b@b.example) [c](tel:+4712345678)")
    assert html.count('rel="noopener nofollow ugc"') == html.count("<a ") == html.count("href=") == 3


def test_headings_stand_below_the_part_that_they_are_in() -> None:
    """The highest heading of a note is of the third level, however it was written."""
    assert notes_html("# One\n\n## Two\n\nThree\n=====") == "<h3>One</h3>\n<h4>Two</h4>\n<h3>Three</h3>"


def test_no_heading_skips_a_level() -> None:
    """Whoever moves from heading to heading misses none, whatever signs the writer likes."""
    html = notes_html("### One\n\n###### Two\n\n# Three\n\n### Four\n\n### Five")
    assert html.split("\n") == [
        "<h3>One</h3>",
        "<h4>Two</h4>",
        "<h3>Three</h3>",
        "<h4>Four</h4>",
        "<h5>Five</h5>",
    ]


def test_broken_letters_are_left_out() -> None:
    """Halves of letters and control characters, which no page or paper can show, are not there."""
    source = "a\ud800b\x00c\x1bd\ufffee"
    assert notes_html(source) == "<p>abcde</p>"
    note_text(source).encode()


def test_a_note_is_the_same_as_data_and_as_markup() -> None:
    """What is set on paper is read from the very markup that pages show."""
    assert note_blocks("Ring **meg** på [kontoret](tel:+47)\n\n1. først\n2. så\n    - nei\n\n> sagt") == (
        NoteBlock(
            "paragraph", (Run("Ring "), Run("meg", strong=True), Run(" på "), Run("kontoret", link="tel:+47"))
        ),
        NoteBlock("number", (Run("først"),), 1, 1),
        NoteBlock("number", (Run("så"),), 1, 2),
        NoteBlock("bullet", (Run("nei"),), 2),
        NoteBlock("quote", (Run("sagt"),)),
    )


def test_as_text_a_link_keeps_its_address() -> None:
    """Where nothing can be followed, the address stands behind what it was called."""
    assert (
        note_text("- [kontoret](tel:+47)\n- <https://a.example>")
        == "– kontoret (tel:+47)\n– https://a.example"
    )


@pytest.mark.parametrize(
    ("sign", "piece", "tag"),
    [("[", "[a](https://a.example) ", "<a "), ("<", "<https://a.example> ", "<a "), ("`", "`a` ", "<code>")],
)
def test_only_so_many_signs_open_anything_and_none_is_lost(sign: str, piece: str, tag: str) -> None:
    """Markdown looks for the end of each in all the rest, so that thousands would take it minutes."""
    source = piece * 2 * MOST_OPENED
    opened = MOST_OPENED // piece.count(sign)
    assert notes_html(source).count(tag) == opened
    assert note_text(source).count(sign) == MOST_OPENED * 2 * piece.count(sign) - MOST_OPENED
    assert notes_html(sign * 3 * MOST_OPENED).count("&lt;" if sign == "<" else sign) >= 2 * MOST_OPENED


@pytest.mark.parametrize("source", ["1. " * 3000, "**a _b " * 700 + "_**" * 700, "- " * 3000 + "a"])
def test_what_stands_within_itself_a_thousand_times_is_shown_as_letters(source: str) -> None:
    assert _letters(source) == "".join(letter for letter in source if letter.isalnum())


def test_an_address_cannot_end_a_link_and_begin_a_picture() -> None:
    """Notes taken away as Markdown fetch no picture, whoever shows them."""
    written = note_markdown("[a](https://a.example/>![b](https://track.example/p.png))")
    assert written == "[a](<https://a.example/%3E![b](https://track.example/p.png)>)"


@given(st.text(max_size=300))
def test_whatever_is_written_comes_out_whole_and_safe_once_more(source: str) -> None:
    """Notes taken away as Markdown say the same when they are read again, and never more."""
    written = note_markdown(source)
    assert set(re.findall(r"<(\w+)", notes_html(written))) <= TAGS
    assert _letters(written) == _letters(source)


def _letters(source: str) -> str:
    return "".join(letter for block in note_blocks(source) for letter in block.text if letter.isalnum())
