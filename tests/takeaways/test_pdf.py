"""The plan on paper: readable for everybody, whole on page one, and made of data alone."""

from __future__ import annotations

import itertools
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from somerec.advice.recommendation import Recommendation
from somerec.takeaways import pdf as made
from somerec.takeaways.document import document
from somerec.takeaways.pdf import as_pdf, compiler, font_folder
from somerec.words import calendar, verdict
from somerec.words.speaker import speaker_for
from tests.strategies import Business, businesses
from tests.takeaways.businesses import EIGHT, LANGUAGES, advice, cases, rulebook
from tests.takeaways.tags import pages, reader, squeezed, tree
from tests.turns import in_turn

LINK = "https://somerec.example/nb/advice?size=solo&edition=2026-1"

each_in_turn = pytest.mark.parametrize(("name", "language"), in_turn(EIGHT))
each_language = pytest.mark.parametrize("language", LANGUAGES)


@cache
def pdf(name: str, language: str, link: str = LINK) -> bytes:
    """Return the PDF of a business, made once."""
    return as_pdf(advice(name), rulebook(), language, link)


@each_in_turn
def test_it_is_pdf_ua_in_the_language_of_the_page_with_a_title(name: str, language: str) -> None:
    """The compiler refuses what PDF/UA-1 forbids, so that what it wrote has passed."""
    file = reader(pdf(name, language))
    catalogue: Any = file.trailer["/Root"]
    assert catalogue["/Lang"] == language
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in catalogue["/Metadata"].get_data().decode()
    words = speaker_for(advice(name), rulebook(), language)
    assert file.metadata is not None
    assert str(file.metadata.title).startswith(words.text(f"tiers.{advice(name).scope.tier}.name"))


@each_in_turn
def test_the_tags_are_headings_lists_tables_and_figures_with_words_for_them(name: str, language: str) -> None:
    tags = tree(pdf(name, language))
    roles = tags.roles()
    levels = [int(role[1]) for role in roles if role in ("H1", "H2", "H3", "H4")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    for needed in ("P", "L", "LI", "Lbl", "LBody", "Table", "THead", "TH", "TD", "Link"):
        assert needed in roles
    figures = [tag for tag in tags.all() if tag.role == "Figure"]
    assert len(figures) == 2
    assert all(tag.alt for tag in figures)
    assert advice(name).chosen[0].id in ("website_basics", "gbp")


@each_in_turn
def test_lists_and_tables_are_built_as_a_screen_reader_expects(name: str, language: str) -> None:
    root = tree(pdf(name, language))
    assert [tag.role for tag in root.inside] == ["Document"]
    for tag in root.all():
        inside = {kid.role for kid in tag.inside}
        if tag.role == "L":
            assert inside <= {"LI", "Caption"}
            assert len(tag.inside) > 0
        elif tag.role == "LI":
            assert [kid.role for kid in tag.inside] == ["Lbl", "LBody"]
        elif tag.role == "Table":
            assert inside <= {"Caption", "THead", "TBody", "TFoot"}
            assert "THead" in inside
        elif tag.role in ("THead", "TBody"):
            assert inside == {"TR"}
        elif tag.role == "TH":
            assert tag.scope in ("Column", "Row", "Both")


@each_in_turn
def test_the_bar_says_each_part_of_the_week_in_words(name: str, language: str) -> None:
    result = advice(name)
    words = speaker_for(result, rulebook(), language)
    bar = next(tag for tag in tree(pdf(name, language)).all() if tag.role == "Figure")
    for tactic in result.chosen:
        if tactic.weekly:
            time = words.language.minutes(tactic.weekly)
            assert f"{words.text(f'tactics.{tactic.id}.name')}: {time}" in bar.alt


def missing(result: Recommendation, language: str) -> list[str]:
    """Return what of the plan is not on page one."""
    words = speaker_for(result, rulebook(), language)
    scope, limit, _, below = verdict.opening(result, words)
    wanted = [
        words.text(f"tiers.{result.scope.tier}.name"),
        f"{scope} {limit} {below}".strip(),
        verdict.sentence(result, words),
        words.say(result.aim.kpi[1]),
        verdict.target(result, words),
        words.say(result.first_step.text),
        *verdict.review(result, words),
        words.language.minutes(result.hours.planned),
    ]
    for tactic in result.chosen:
        wanted.append(words.text(f"tactics.{tactic.id}.name"))
        wanted += [words.text(f"tactics.{tactic.id}.tasks.{task.id}") for task in tactic.tasks]
    first = squeezed(pages(as_pdf(result, rulebook(), language))[0])
    return [text for text in wanted if squeezed(text) not in first]


@pytest.mark.parametrize(("name", "language"), in_turn(name for name in cases() if "-" not in name))
def test_page_one_holds_the_whole_plan(name: str, language: str) -> None:
    assert missing(advice(name), language) == []


@settings(max_examples=20, deadline=None)
@given(businesses(), st.sampled_from(LANGUAGES))
def test_page_one_holds_the_plan_of_any_business(business: Business, language: str) -> None:
    assert missing(business.advice, language) == []


@each_language
def test_as_many_pages_follow_as_the_depth_of_the_plan_asks_for(language: str) -> None:
    by_depth: dict[str, list[int]] = {}
    for name, case in cases().items():
        if "-" not in name:
            by_depth.setdefault(case.advice.depth, []).append(len(reader(pdf(name, language)).pages))
    longest = {"half_page": 5, "one_page": 6, "month": 9, "quarter": 9, "day_plan": 10}
    assert {depth: max(found) <= longest[depth] for depth, found in by_depth.items()} == dict.fromkeys(
        by_depth, True
    )


def test_it_is_as_long_and_as_large_as_the_page_says() -> None:
    """The result page promises four to ten pages and less than 300 kB."""
    for name in ("gift_shop_closing", "retail_group"):
        file = pdf(name, "sv", f"https://somerec.example/sv/advice?{'x' * 900}")
        assert 4 <= len(pages(file)) <= 10
        assert len(file) < 300_000


def test_reasons_foundation_care_law_sources_and_edition_come_after_the_plan() -> None:
    words = speaker_for(advice("plumber_small_town"), rulebook(), "nb")
    rest = squeezed(" ".join(pages(pdf("plumber_small_town", "nb"))[1:]))
    for key in (
        "phrases.document.why",
        "phrases.markdown.actions",
        "phrases.document.how",
        "phrases.markdown.safeguards",
        "phrases.markdown.law",
        "phrases.document.sources",
        "phrases.document.about",
    ):
        assert squeezed(words.text(key)) in rest
    assert squeezed(words.why(advice("plumber_small_town").scope.binding[0].reason)) in rest
    assert rulebook().edition in rest


def test_a_plan_for_a_month_has_its_calendar_and_a_smaller_one_has_none() -> None:
    for name in EIGHT:
        words = speaker_for(advice(name), rulebook(), "sv")
        heading = squeezed(words.phrase("document.month_minutes"))
        found = heading in squeezed(" ".join(pages(pdf(name, "sv"))))
        assert found == calendar.reaches(advice(name), "month")


@pytest.mark.parametrize("name", ["lawyers_without_time", "hairdresser_town"])
@each_language
def test_what_to_stop_comes_with_reasons_except_in_a_plan_of_half_a_page(name: str, language: str) -> None:
    said = calendar.reaches(advice(name), "one_page")
    words = speaker_for(advice(name), rulebook(), language)
    text = squeezed(" ".join(pages(pdf(name, language))))
    reasons = [why for item in advice(name).stop for why in item.reasons]
    assert reasons
    assert all(squeezed(words.say(item.text)) in text for item in advice(name).stop)
    assert [squeezed(words.why(why)) in text for why in reasons] == [said] * len(reasons)


def test_the_link_can_be_followed_and_stands_beside_its_code() -> None:
    file = reader(pdf("plumber_small_town", "nb"))
    annotations: list[Any] = [item.get_object() for page in file.pages for item in page.get("/Annots", [])]
    assert LINK in {str(item["/A"]["/URI"]) for item in annotations}
    words = speaker_for(advice("plumber_small_town"), rulebook(), "nb")
    alts = [tag.alt for tag in tree(pdf("plumber_small_town", "nb")).all()]
    assert words.phrase("document.code") in alts


def test_without_a_link_there_is_neither_address_nor_code() -> None:
    plain = pdf("plumber_small_town", "nb", "")
    assert "Link" not in tree(plain).roles()
    assert [tag.role for tag in tree(plain).all()].count("Figure") == 1


def test_what_comes_from_outside_is_never_taken_for_markup() -> None:
    """The link is the only part of a document that a stranger has a hand in."""
    wild = 'https://somerec.example/#panic("out")*bold*_it_$x$`raw`@ref<label>\\ #read("/etc/passwd")'
    text = squeezed(" ".join(pages(pdf("plumber_small_town", "nb", wild))))
    assert squeezed(wild) in text


def test_the_same_plan_gives_the_same_bytes() -> None:
    compiler.cache_clear()
    assert as_pdf(advice("carpenters_region"), rulebook(), "en", LINK) == pdf("carpenters_region", "en")


def test_nothing_of_a_longer_plan_is_left_for_a_shorter_one_after_it() -> None:
    alone = pdf("gift_shop_closing", "en")
    as_pdf(advice("retail_group"), rulebook(), "en", f"{LINK}{'x' * 900}")
    assert as_pdf(advice("gift_shop_closing"), rulebook(), "en", LINK) == alone


def test_a_system_without_files_in_memory_makes_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    here = pdf("plumber_small_town", "nb")
    monkeypatch.setattr(made, "sheet", lambda: None)
    assert as_pdf(advice("plumber_small_town"), rulebook(), "nb", LINK) == here


def test_only_fonts_with_an_open_licence_are_inside() -> None:
    fonts: set[str] = set()
    for page in reader(pdf("retail_group", "sv")).pages:
        resources: Any = page["/Resources"]
        fonts |= {str(font.get_object()["/BaseFont"]) for font in resources.get("/Font", {}).values()}
    families = {name.partition("+")[2].partition("-")[0] for name in fonts}
    assert families == {"SourceSansPro", "LibertinusSerif"}
    licence = font_folder().joinpath("LICENSE.txt").read_text(encoding="utf-8")
    assert "SIL Open Font License, Version 1.1" in licence


def test_a_missing_font_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made, "FONT_PACKAGE", "no_such_fonts")
    with pytest.raises(made.FontsMissingError, match="font-source-sans-pro"):
        font_folder()


@each_language
def test_the_layout_adds_no_words_of_its_own(language: str) -> None:
    """Every word of the document stands in its data; only numbers of pages are the layout's."""
    data = str(document(advice("fjord_hotel"), rulebook(), language, LINK))
    found = " ".join(pages(pdf("fjord_hotel", language))).replace("somerec", "")
    strange = [word for word in found.split() if word.isalpha() and word not in data]
    # Words that are parted at the end of a line in the margin.
    assert len(strange) <= 12
    assert all(word in squeezed(data) or len(word) < 12 for word in strange)
