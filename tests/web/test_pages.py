"""The pages of prose, and where every rule has its statement from."""

from __future__ import annotations

import pytest

from somerec.rulebook.model import Rulebook
from somerec.web.pages import FOLDER, prose
from tests.web.conftest import LANGUAGES
from tests.web.reader import Visitor

PAGES = ("about", "sources", "privacy", "accessibility")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_its_heading_as_its_title(visitor: Visitor, lang: str, name: str) -> None:
    page = visitor.open(f"/{lang}/{name}")
    assert page.texts("h1") == [page.title.removesuffix(" – somerec")]
    assert page.lang == lang
    assert "X-Robots-Tag" not in page.response.headers


@pytest.mark.parametrize("name", ["about", "sources-intro", "privacy", "accessibility"])
def test_the_languages_have_the_same_headings(name: str) -> None:
    levels = []
    for lang in LANGUAGES:
        lines = (FOLDER / f"{name}.{lang}.md").read_text("utf-8").splitlines()
        levels.append([line.split(" ", 1)[0] for line in lines if line.startswith("#")])
    assert levels[0] == levels[1] == levels[2]


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
