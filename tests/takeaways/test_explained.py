"""Why not and what would change it, as JSON, as Markdown and on the command line."""

from __future__ import annotations

from typing import Any

import pytest
from click.testing import CliRunner

from somerec import Answers, recommend
from somerec.advice.explain import explain
from somerec.cli import main
from somerec.takeaways.markdown import as_markdown
from somerec.takeaways.result_json import as_json
from somerec.words import explaining
from somerec.words.speaker import in_one_breath, speaker_for
from tests.takeaways.businesses import EIGHT, LANGUAGES, advice, rulebook


def explanation(name: str, language: str = "en") -> dict[str, Any]:
    """Return the explanation in the JSON of a business."""
    found: dict[str, Any] = as_json(advice(name), rulebook(), language)["explanation"]
    return found


def ways(found: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Return every way of an explanation that changes something, with what it leads to."""
    listed = [("tier", way) for way in found["tier"]] + [("gate", way) for way in found["gate"]]
    for tactic in found["tactics"]:
        listed += [(tactic["id"], way) for way in (*tactic["changes"], tactic["near_miss"])]
    return [(name, way) for name, way in listed if way["change"]]


@pytest.mark.parametrize("name", EIGHT)
def test_a_change_in_the_json_can_be_sent_back_and_does_what_its_text_says(name: str) -> None:
    now = as_json(advice(name), rulebook(), "en")
    for target, way in ways(now["explanation"]):
        changed = {key: value for key, value in now["answers"].items() if key not in hidden(way["change"])}
        answers = Answers.from_json({**changed, **way["change"]}, rulebook())
        then = recommend(answers, rulebook(), advice(name).start)
        if target == "tier":
            assert then.scope.tier > now["tier"]
        elif target == "gate":
            assert (now["gate"], then.gate) == ("closed", "open")
        else:
            assert target in {tactic.id for tactic in then.chosen}, way["text"]


def hidden(change: dict[str, Any]) -> set[str]:
    """Return what the branching hides after a change."""
    preset = change.get("goal") in ("recruit", "support")
    at_work = change.get("customers") in ("businesses", "public")
    figures = {"target_size", "target_months", "target_today", "target_wanted"}
    return {
        *({"customers"} if preset else ()),
        *({"age"} if at_work else ()),
        *(figures if change.get("goal") == "no_goal" else ()),
    }


@pytest.mark.parametrize("name", EIGHT)
def test_every_tactic_is_either_in_the_plan_or_explained(name: str) -> None:
    found = explanation(name)
    chosen = {tactic.id for tactic in advice(name).chosen}
    assert {tactic["id"] for tactic in found["tactics"]} == set(rulebook().tactics) - chosen
    assert set(found["losses"]) == chosen - {"website_basics"}
    for tactic in found["tactics"]:
        for cut in tactic["cuts"]:
            assert (cut["unit"] is None) == (cut["needed"] is None)


def test_a_fact_of_life_is_told_as_what_would_differ() -> None:
    """A hairdresser is told of booking sites what would differ in another trade, not what to do."""
    booking = next(item for item in explanation("hairdresser_town")["tactics"] if item["id"] == "ota_listing")
    assert booking["near_miss"]["effort"] == "life"
    assert booking["near_miss"]["text"].startswith("In another trade this would differ. It comes in if ")


@pytest.mark.parametrize("name", EIGHT)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_sentence_of_an_explanation_can_be_said_in_one_breath(name: str, language: str) -> None:
    found, result = explain(advice(name), rulebook()), advice(name)
    words = speaker_for(result, rulebook(), language)
    texts = [explaining.stability(found, words)]
    for target, all_ways in found.gains.items():
        texts += [explaining.way_to(target, way, result, words) for way in all_ways.shown]
        texts.append(explaining.near_miss(all_ways, result, words))
    for tactic, all_ways in found.losses.items():
        texts += [explaining.way_out(tactic, way, result, words) for way in all_ways.shown]
    for text in texts:
        for sentence in text.replace("? ", ". ").split(". "):
            assert in_one_breath(sentence), sentence


@pytest.mark.parametrize("name", EIGHT)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_markdown_tells_each_cut_and_what_would_change_the_plan(name: str, language: str) -> None:
    result = advice(name)
    words, found = speaker_for(result, rulebook(), language), explain(result, rulebook())
    lines = as_markdown(result, rulebook(), language).splitlines()
    assert f"## {words.phrase('explain.changes')}" in lines
    assert f"- {explaining.stability(found, words)}" in lines
    for item in found.skipped:
        first = item.cuts[0]
        assert f"  - {explaining.cut(first, result, words)} ({first.reason.rule})" in lines


def run(*arguments: str) -> tuple[int, str]:
    """Run `somerec explain` and return its exit code and what it says."""
    found = CliRunner().invoke(main, ["explain", *arguments])
    return found.exit_code, found.output


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_explains_the_whole_plan_one_tactic_or_two_side_by_side(language: str) -> None:
    query = advice("plumber_small_town").answers.to_query()
    words = speaker_for(advice("plumber_small_town"), rulebook(), language)
    instagram = words.text("tactics.instagram.name")

    code, whole = run("--lang", language, query)
    assert code == 0
    assert f"## {words.phrase('explain.skipped')}" in whole
    assert f"- **{instagram}**" in whole
    code, one = run("--lang", language, "--tactic", "instagram", query)
    assert code == 0
    assert one.startswith(f"# {instagram}\n")
    code, two = run("--lang", language, "--tactic", "instagram", "--versus", "gbp", query)
    assert code == 0
    assert words.phrase("versus.cuts") in two


def test_a_tactic_that_there_is_not_is_answered_with_the_nearest() -> None:
    query = advice("plumber_small_town").answers.to_query()

    code, said = run("--tactic", "instagramm", query)
    assert (code, said) == (2, "There is no tactic called “instagramm”. Did you mean “instagram”?\n")
    assert run("--tactic", "xyz", query) == (2, "There is no tactic called “xyz”.\n")
    code, said = run("--versus", "gbp", query)
    assert code == 2
    assert "--versus needs --tactic" in said
