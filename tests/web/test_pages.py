"""The pages of prose, and where every rule has its statement from."""

from __future__ import annotations

from pathlib import Path

import pytest

from somerec.rulebook.model import Rulebook
from somerec.store import KEPT, STORED
from somerec.web import pages
from somerec.web.pages import FOLDER, outline, prose
from somerec.words.catalogue import translations
from somerec.words.speaker import speaker
from tests.web.cases import CARPENTERS
from tests.web.conftest import LANGUAGES
from tests.web.reader import Visitor

PAGES = ("about", "checks", "sources", "privacy", "accessibility")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_its_heading_as_its_title(visitor: Visitor, lang: str, name: str) -> None:
    page = visitor.open(f"/{lang}/{name}")
    assert page.texts("h1") == [page.title.removesuffix(" – somerec")]
    assert page.lang == lang
    assert "X-Robots-Tag" not in page.response.headers


INTROS = ("checks-intro", "embed-intro", "embed-guides", "embed-file", "sources-intro")
"""What begins or explains a page that has more than prose."""


@pytest.mark.parametrize("name", ["start", "about", "privacy", "accessibility", *INTROS])
def test_the_languages_have_the_same_headings(name: str) -> None:
    levels = []
    for lang in LANGUAGES:
        lines = (FOLDER / f"{name}.{lang}.md").read_text("utf-8").splitlines()
        levels.append([line.split(" ", 1)[0] for line in lines if line.startswith("#")])
    assert levels[0] == levels[1] == levels[2]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_start_page_has_a_button_to_the_first_question_five_sizes_and_three_examples(
    visitor: Visitor, rulebook: Rulebook, lang: str
) -> None:
    page, words = visitor.open(f"/{lang}/"), speaker(rulebook, lang, {})
    button = translations(lang).gettext("Start")
    assert page.texts("a", "button") == [button]
    assert page.link(button) == f"/{lang}/questions/1"
    sizes = [words.text(f"tiers.{tier}.name") for tier in rulebook.tiers]
    assert len(sizes) == 5
    assert [item for item in page.texts("li") if item in sizes] == sizes
    examples = [name for name, href in page.links if href.startswith(f"/{lang}/advice?")]
    assert len(set(examples)) == len(examples) == 3


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_start_page_says_all_of_its_markdown_in_the_same_order(visitor: Visitor, lang: str) -> None:
    page = visitor.open(f"/{lang}/")
    lines = (FOLDER / f"start.{lang}.md").read_text("utf-8").splitlines()
    places = {
        "# ": page.texts("h1"),
        "## ": page.texts("h2"),
        "### ": page.texts("span", "when"),
        "": [*page.texts("p"), *page.texts("span", "soft")],
    }
    said = []
    for line in filter(None, lines):
        text = line.lstrip("# ")
        assert text in places[line.removesuffix(text)]
        said.append(page.text.index(text))
    assert len(said) == 12
    assert said == sorted(said)
    assert page.title == f"{page.texts('h1')[0]} – somerec"


def test_a_page_is_cut_at_its_headings_and_a_paragraph_may_hold_links_and_bold_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = "# Whole\n\nOne\nline.\n\n**Two** <b>words</b> and [a link](/en/about).\n"
    parts = "\n## Part\n\n### Piece\n\nText.\n\n## Last\n"
    (tmp_path / "cut.en.md").write_text(opening + parts, "utf-8")
    monkeypatch.setattr(pages, "FOLDER", tmp_path)
    page = outline("cut", "en")
    assert page.heading == "Whole"
    one, two = page.paragraphs
    assert one == "One\nline."
    assert two.startswith('<strong>Two</strong> words and <a href="/en/about"')
    part, last = page.parts
    assert (part.heading, part.paragraphs) == ("Part", ())
    assert [(piece.heading, piece.paragraphs) for piece in part.parts] == [("Piece", ("Text.",))]
    assert (last.heading, last.paragraphs, last.parts) == ("Last", (), ())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_privacy_page_lists_every_field_that_is_stored_why_and_for_how_long(
    visitor: Visitor, rulebook: Rulebook, lang: str
) -> None:
    page, words = visitor.open(f"/{lang}/privacy"), speaker(rulebook, lang, {})
    listed = page.texts("li")
    for field in STORED:
        assert listed.count(words.phrase(field.key)) == 1
        lasting = words.phrase(field.lasting.key, **field.lasting.slots)
        assert " ".join(lasting.split()) in page.texts("strong")
    headings = page.texts("h3")
    assert all(headings)
    assert len(set(headings)) == len(headings) == len({field.lasting for field in STORED})
    assert "stored" in page.ids
    assert "#stored" in [href for _, href in page.links]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_privacy_page_calls_the_button_by_its_name_and_says_how_long_a_result_is_kept(
    visitor: Visitor, lang: str
) -> None:
    page = visitor.open(f"/{lang}/privacy")
    button = translations(lang).gettext("Keep this result")
    assert button in page.texts("em")
    assert f" {KEPT.months} m" in " ".join(page.texts("p"))
    assert button in visitor.open(f"/{lang}/advice?{CARPENTERS}").texts("button")


def test_what_a_text_may_not_hold_is_left_out() -> None:
    assert "<script" not in prose("about", "en").body
    assert prose("about", "en") is prose("about", "en"), "A page is read and written once."


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_source_that_is_used_stands_there_with_the_rules_that_use_it(
    visitor: Visitor, rulebook: Rulebook, lang: str
) -> None:
    page = visitor.open(f"/{lang}/sources")
    used = {source for rule in rulebook.rules.values() for source in rule.source}
    used |= {source for tactic in rulebook.tactics.values() for source in tactic.source}
    used |= {source for topic in rulebook.law.values() for source in topic.source}
    assert used - {"judgement"} <= set(page.ids)
    assert "Google, 2024" in page.text
    assert "R32, R33" not in page.text or "R33" in rulebook.rules
    for rule in rulebook.rules.values():
        assert rule.source == ("judgement",) or rule.id in page.text
