"""Whatever colours an agency asks for, what is shown can be read, in the nearest shade that can."""

from __future__ import annotations

import re

import pytest
from coloraide import Color
from hypothesis import given, settings
from hypothesis import strategies as st

from somerec.agencies.colours import (
    CONTROL,
    DARK,
    LIGHT,
    TEXT,
    Inks,
    accent_passes,
    band,
    dark,
    nearest_accent,
    nearest_paper,
    on,
    paper_passes,
    tint,
)
from somerec.agencies.model import Scheme, Theme
from somerec.agencies.theme import stylesheet

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")
SCHEMES = pytest.mark.parametrize("inks", [LIGHT, DARK], ids=["light", "dark"])


def ratio(one: str, other: str) -> float:
    """Work contrast out anew, by the formula of WCAG 2.2 on sRGB."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@SCHEMES
@settings(max_examples=20)
@given(paper=COLOURS, accent=COLOURS)
def test_what_is_offered_can_be_read_wherever_it_stands(inks: Inks, paper: str, accent: str) -> None:
    paper = nearest_paper(paper, inks)
    accent = nearest_accent(accent, paper, inks)
    slack = 0.005  # The library rounds the formula’s constants.
    assert all(ratio(ink, paper) >= TEXT - slack for ink in inks.text)
    assert all(ratio(edge, paper) >= CONTROL - slack for edge in inks.controls)
    assert all(ratio(accent, ground) >= TEXT - slack for ground in (paper, inks.card, tint(accent, paper)))
    assert ratio(on(accent), accent) >= TEXT - slack
    assert ratio("#ffffff", band(accent)) >= TEXT - slack


@SCHEMES
def test_the_site_s_own_colours_pass(inks: Inks) -> None:
    assert paper_passes(inks.paper, inks)
    assert accent_passes("#24389c" if inks is LIGHT else "#b4c1ff", inks.paper, inks)


def test_a_colour_that_passes_is_offered_as_it_is() -> None:
    assert nearest_accent("#24389c", "#ffffff", LIGHT) == "#24389c"
    assert nearest_paper("#ffffff", LIGHT) == "#ffffff"


@settings(max_examples=20)
@given(accent=COLOURS)
def test_no_shade_closer_to_the_one_asked_for_would_have_passed(accent: str) -> None:
    offered = nearest_accent(accent, "#ffffff", LIGHT)
    base, found = Color(accent).convert("oklch"), Color(offered).convert("oklch")
    gap = abs(base["lightness"] - found["lightness"])
    for share in (0.25, 0.5, 0.75):
        for lightness in (base["lightness"] - gap * share, base["lightness"] + gap * share):
            shade = base.clone().set("lightness", lightness).convert("srgb").fit(method="oklch-chroma")
            closer = shade.to_string(hex=True, names=False)
            if gap * share > 0.01 and gap * (1 - share) > 0.02:
                assert not accent_passes(closer, "#ffffff", LIGHT)


@settings(max_examples=20)
@given(accent=COLOURS, radius=st.integers(0, 32))
def test_the_style_sheet_holds_colours_and_a_number_and_nothing_else(accent: str, radius: int) -> None:
    light = Scheme("#ffffff", nearest_accent(accent, "#ffffff", LIGHT))
    sheet = stylesheet(Theme(light, dark(light), radius))
    properties = r"(--(paper|accent|on|tint|band):#[0-9a-f]{6};){5}"
    light_rule = rf":root\{{{properties}--r:\d+px\}}\n"
    dark_rule = rf"@media \(prefers-color-scheme:dark\)\{{:root\{{{properties}\}}\}}\n"
    assert re.fullmatch(light_rule + dark_rule, sheet)
