"""What an edition changed, on the pages of the rules: every change, in every language."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask

from app import create_app
from somerec.rulebook.history import Change, History, Moves
from somerec.rulebook.library import Library
from somerec.rulebook.model import Rulebook, Text
from somerec.words.speaker import speaker
from tests.web.conftest import DAY, LANGUAGES
from tests.web.reader import Visitor

EVERY = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture(scope="module", name="site")
def _site(two_editions: Library, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    data: Path = tmp_path_factory.mktemp("data")
    return create_app({"TODAY": lambda: DAY, "EDITIONS": two_editions, "DATA": data})


@pytest.fixture(name="reader")
def _reader(site: Flask) -> Visitor:
    return Visitor(site.test_client())


def said(change: Change, rulebook: Rulebook, lang: str) -> str:
    """Return a change in words, as a reader sees it."""
    return " ".join(speaker(rulebook, lang, {}).text(change.key).split())


@EVERY
def test_the_overview_tells_every_change_of_every_edition_the_latest_first(
    reader: Visitor, two_editions: Library, lang: str
) -> None:
    text = reader.open(f"/{lang}/rules").text
    first, second = (two_editions.get(edition) for edition in two_editions.editions)
    assert first
    assert second
    changes = [
        said(change, rulebook, lang) for rulebook in (second, first) for change in rulebook.history.changes
    ]

    missing = [change for change in changes if change not in text]

    assert missing == []
    assert text.index(changes[0]) < text.index(changes[-1])


@EVERY
def test_a_rule_tells_the_changes_that_name_it_and_no_other(
    reader: Visitor, two_editions: Library, second: Rulebook, lang: str
) -> None:
    first = two_editions.get("2026-1")
    assert first
    text = reader.open(f"/{lang}/rules/R37").text
    named = {
        said(change, rulebook, lang): "R37" in change.rules
        for rulebook in (first, second)
        for change in rulebook.history.changes
    }

    assert {change for change in named if change in text} == {
        change for change, told in named.items() if told
    }
    assert sum(named.values()) == 4


def test_a_tactic_tells_what_changed_while_it_had_another_name(reader: Visitor) -> None:
    text = reader.open("/en/tactics/neighbour_groups").text

    assert "Local groups take twenty minutes a week instead of thirty." in text


def test_the_page_of_a_renamed_tactic_leads_to_its_page_of_today(reader: Visitor) -> None:
    page = reader.open("/en/tactics/facebook_groups")

    assert urlsplit(page.address).path == "/en/tactics/neighbour_groups"


def test_a_change_links_to_the_rules_and_tactics_that_it_names(reader: Visitor) -> None:
    links = [href for _, href in reader.open("/en/rules").links]

    assert "/en/rules/R44c" in links
    assert "/en/tactics/neighbour_groups" in links


def test_what_is_asked_stands_in_a_group_of_its_own(reader: Visitor) -> None:
    groups = reader.open("/en/rules").texts("summary")

    assert "What is asked (2)" in groups


def test_a_rule_that_is_no_more_says_so_and_why(second: Rulebook, tmp_path: Path) -> None:
    third = replace(
        second,
        edition="2026-3",
        history=History("2026-2", Moves(rules={"R44c": ""}), (Change("no_markets", rules=("R44c",)),)),
        rules={name: rule for name, rule in second.rules.items() if name != "R44c"},
        texts={
            **second.texts,
            "changes.no_markets": Text(
                "Markets have gone.", "Markets have gone.", personal=False, file="", line=1
            ),
        },
    )
    app = create_app({"EDITIONS": Library.of(second, third), "DATA": tmp_path})

    response = app.test_client().get("/en/rules/R44c")

    assert response.status_code == 410
    assert "R44c is no longer part of the rules" in response.text
    assert "Markets have gone." in response.text
    assert app.test_client().get("/en/rules/R44d").status_code == 404
