"""The plan as plain text: the same tasks and times as on the page and on paper."""

from __future__ import annotations

import pytest

from somerec.takeaways.markdown import as_markdown
from somerec.words import verdict, workload
from somerec.words.speaker import speaker_for
from tests.takeaways.businesses import EIGHT, LANGUAGES, advice, rulebook


@pytest.mark.parametrize("name", EIGHT)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_task_stands_there_to_be_ticked_with_its_time(name: str, language: str) -> None:
    result = advice(name)
    words = speaker_for(result, rulebook(), language)
    lines = as_markdown(result, rulebook(), language).splitlines()
    for tactic in result.chosen:
        for task in tactic.tasks:
            text = words.text(f"tactics.{tactic.id}.tasks.{task.id}")
            assert f"- [ ] {text} ({workload.rhythm(tactic, task, words)})" in lines


@pytest.mark.parametrize("name", EIGHT)
@pytest.mark.parametrize("language", LANGUAGES)
def test_below_the_verdict_stand_the_hours_it_has_no_room_for_and_every_answer_that_binds(
    name: str, language: str
) -> None:
    result = advice(name)
    words = speaker_for(result, rulebook(), language)
    *said, below = verdict.opening(result, words)
    start = as_markdown(result, rulebook(), language).partition("\n> ")[0].splitlines()
    assert start[2] == " ".join(said)
    assert below in start[3:]
    bound = [f"- {words.why(cap.reason)} ({cap.reason.rule})" for cap in result.scope.binding]
    assert [line for line in start if line.startswith("- ")] == bound


@pytest.mark.parametrize("name", [*EIGHT, "gift_shop_closing"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_when_to_look_again_as_the_page_does(name: str, language: str) -> None:
    result = advice(name)
    text = as_markdown(result, rulebook(), language)
    for line in verdict.review(result, speaker_for(result, rulebook(), language)):
        assert f"\n{line}\n" in text


def test_what_takes_nothing_every_week_is_not_said_to_take_no_minutes() -> None:
    text = as_markdown(advice("plumber_small_town"), rulebook(), "en")
    assert "0 minutes a week" not in text.replace("10 minutes", "").replace("30 minutes", "")
    assert "takes no time each week once it is set up." in text


def test_to_who_closes_it_is_said_once_or_twice_that_closing_rules_the_rest_out() -> None:
    result = advice("gift_shop_closing")
    text = as_markdown(result, rulebook(), "en")
    skipped = text.partition("## Not for you")[2].partition("\n## ")[0]
    assert len([tactic for tactic in result.tactics if tactic.status == "rejected"]) > 20
    assert 1 <= skipped.count("(R21e)") <= 2
    assert "does not serve your goal" not in skipped


@pytest.mark.parametrize("name", EIGHT)
def test_tactics_of_which_the_same_is_to_be_said_share_its_lines(name: str) -> None:
    result = advice(name)
    text = as_markdown(result, rulebook(), "en")
    words = speaker_for(result, rulebook(), "en")
    told = text.partition("## Not for you")[2].partition("\n## ")[0].split("\n- ")[1:]
    assert len({part.partition("\n")[2] for part in told}) == len(told)
    for tactic in result.tactics:
        if tactic.status == "rejected":
            assert words.text(f"tactics.{tactic.id}.name") in "".join(told)


@pytest.mark.parametrize("name", EIGHT)
def test_purpose_goal_figure_and_target_each_stand_beside_their_names(name: str) -> None:
    text = as_markdown(advice(name), rulebook(), "en")
    aim = text.partition("## Purpose, goal and figures\n")[2].partition("\n## ")[0]
    named = [line.partition(": ")[0] for line in aim.splitlines() if line.startswith("- ")]
    assert [line for line in named if line != "- Steer by this meanwhile"] == [
        "- Purpose",
        "- Concrete goal",
        "- Most important figure",
        "- Target",
    ]
