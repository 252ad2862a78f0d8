"""Templates that are rendered once and then only filled."""

from __future__ import annotations

from pathlib import Path

import pytest

from somerec.web.skeleton import Skeletons, html, nothing, slot
from somerec.web.templating import TranslatedEnvironment
from somerec.words.catalogue import MANY


@pytest.fixture(name="skeletons")
def _skeletons(tmp_path: Path) -> Skeletons:
    (tmp_path / "row.html").write_text(
        "{% block row %}<li>{% if loud %}!{% endif %}{{ text }} 100 % {{ text }}{{ after }}</li>"
        "{% endblock %}"
    )
    (tmp_path / "link.html").write_text('<a href="{{ address }}">{{ text }}</a>')
    return Skeletons(TranslatedEnvironment("en", MANY, tmp_path))


def test_a_slot_is_filled_wherever_it_stands(skeletons: Skeletons) -> None:
    slots = {"text": html("a & b"), "after": b"<br>"}
    assert skeletons.fill("row.html#row", slots, loud=False) == b"<li>a &amp; b 100 % a &amp; b<br></li>"


def test_a_flag_belongs_to_what_is_kept(skeletons: Skeletons) -> None:
    slots = {"text": b"x", "after": b""}
    assert skeletons.fill("row.html#row", slots, loud=True) == b"<li>!x 100 % x</li>"
    assert skeletons.fill("row.html#row", slots, loud=False) == b"<li>x 100 % x</li>"
    assert skeletons.fill("row.html#row", slots, loud=True) == b"<li>!x 100 % x</li>"


def test_what_fills_a_slot_is_never_looked_at(skeletons: Skeletons) -> None:
    slots = {"text": b"%b {{ text }} \\0 %", "after": b"%%"}
    assert skeletons.fill("row.html#row", slots, loud=False).startswith(b"<li>%b {{ text }} \\0 % 100 % ")


def test_a_constant_may_hold_a_slot(skeletons: Skeletons) -> None:
    made = skeletons.fill(
        "link.html", {"text": b"x", "query": b"a=1"}, lambda: {"address": f"/nb?{slot('query')}"}
    )
    assert made == b'<a href="/nb?a=1">x</a>'


def test_a_piece_is_rendered_once_for_its_key(skeletons: Skeletons) -> None:
    first = skeletons.piece("link.html", 1, lambda: {"address": "/1", "text": "one"})
    assert skeletons.piece("link.html", 1, nothing) is first
    assert skeletons.piece("link.html", 2, lambda: {"address": "/2", "text": "two"}) != first
