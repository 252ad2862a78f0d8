"""The report of the last proof: it fits the rulebook and engine at work, and the page says what it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app import create_app
from somerec import load_rulebook
from somerec.proof import report
from somerec.web.rules import checks
from somerec.words.speaker import speaker
from tests.rulebook.broken import Edition

LANGUAGES = ("en", "nb", "sv")


def page(lang: str) -> str:
    """Return the page of the checks."""
    return create_app({}).test_client().get(f"/{lang}/checks").get_data(as_text=True)


def test_the_report_speaks_of_this_rulebook_and_this_engine() -> None:
    """After a change `make prove` writes it anew."""
    assert report.kept()["digest"] == report.digest()


def test_every_property_stands_in_the_report_and_holds() -> None:
    results = {result["id"]: result for result in report.kept()["results"]}

    assert set(load_rulebook().properties) <= set(results)
    assert [name for name, result in results.items() if not result["holds"]] == []


def test_nothing_is_called_proved_that_was_sampled() -> None:
    for result in report.kept()["results"]:
        assert result["method"] in report.METHODS
        assert result["sets"] > 0
        if result["method"] == "sampled":
            assert result["sets"] == result["sampled"]
            assert "no proof" in page("en")


def test_a_change_of_the_rulebook_changes_the_digest(edition: Edition) -> None:
    before = report.digest(edition.folder)
    edition.replace("scope.yaml", "threshold: 4", "threshold: 5")

    assert report.digest(edition.folder) != before == report.digest()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_states_the_figures_of_the_report(lang: str) -> None:
    rulebook, text = load_rulebook(), page(lang)
    words = speaker(rulebook, lang, {})

    for result in report.kept()["results"]:
        if result["id"] in rulebook.properties:
            assert f'id="{result["id"]}"' in text
            assert words.text(rulebook.properties[result["id"]].key).replace("’", "’") in text
            assert checks.written(result["sets"], words) in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_shows_no_figures_of_another_rulebook(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "_digest", lambda: "another")

    assert "<table" not in page(lang)


def test_the_command_writes_the_report_as_json(tmp_path: Path) -> None:
    from click.testing import CliRunner  # noqa: PLC0415

    from somerec.cli import main  # noqa: PLC0415

    target = tmp_path / "report.json"
    done = CliRunner().invoke(main, ["check", "--only", "one_plan", "--json", str(target)])

    written = json.loads(target.read_text(encoding="utf-8"))
    assert done.exit_code == 0
    assert [result["id"] for result in written["results"]] == ["one_plan"]
    assert written["results"][0]["method"] == "enumerated"
    assert written["answer_sets"] > 10**30
