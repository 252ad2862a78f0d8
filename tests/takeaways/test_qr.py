"""A code made quickly is the same, square by square, as the one that the library makes."""

from __future__ import annotations

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from somerec.takeaways.qr import MASK, VERSIONS, room, squares


def made_by_segno(data: str | bytes, version: int | None = None) -> list[bytes]:
    """Return the rows of a code by the library alone."""
    code = segno.make_qr(data, error="l", boost_error=False, mask=MASK, mode="byte", version=version)
    return [bytes(row) for row in code.matrix]


@pytest.mark.parametrize("version", VERSIONS)
def test_of_every_size_it_is_the_code_that_the_library_makes(version: int) -> None:
    """Full to the last byte, so that every block and every check counts."""
    text = ("https://somerec.example/nb/advice?size=solo&goal=enquiries&hours=h3&" * 50)[: room(version)]
    assert squares(text) == made_by_segno(text, version)


@given(st.text("abcdefghij/?=&%.:-_0123456789", max_size=900))
def test_any_address_has_the_code_that_the_library_makes(rest: str) -> None:
    assert squares(f"https://{rest}") == made_by_segno(f"https://{rest}")


def test_one_letter_more_than_a_size_holds_takes_the_next_size() -> None:
    for version in (1, 9, 26, 39):
        whole, more = squares("x" * room(version)), squares("x" * (room(version) + 1))
        assert whole is not None
        assert more is not None
        assert len(more) == len(whole) + 4


def test_a_text_longer_than_any_code_has_none() -> None:
    assert squares("x" * (room(40) + 1)) is None


def test_letters_outside_ascii_are_bytes_of_utf_8() -> None:
    text = ("ørret på hytta å " * 10).encode()[: room(5)].decode(errors="ignore")
    assert len(text.encode()) == room(5)
    assert squares(text) == made_by_segno(text.encode(), 5)
