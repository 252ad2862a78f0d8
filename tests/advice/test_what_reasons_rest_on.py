"""What a line of advice rests on: the answers that made it, the goal meant, and the law of the country."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from somerec import Answers, Recommendation, recommend
from somerec.advice.recommendation import Item, Reason, TacticAdvice
from somerec.words.speaker import speaker_for
from tests.strategies import RULEBOOK, START

ORDINARY = {
    "market": "no",
    "business_type": "shop",
    "size": "micro",
    "who": "set_time",
    "hours": "h6",
    "goal": "sales",
    "customers": "consumers",
    "area": "local",
    "buying": "habit",
    "website": "facts",
    "skills": "write",
}


def advised(**changed: str) -> Recommendation:
    """Return the advice for an ordinary shop with some answers changed; two bars stand for a dot."""
    pairs = {**ORDINARY, **{name.replace("__", "."): value for name, value in changed.items()}}
    query = "&".join(f"{name}={value}" for name, value in pairs.items() if value)
    return recommend(Answers.from_query(query, RULEBOOK), RULEBOOK, START)


def tactic(found: Recommendation, name: str) -> TacticAdvice:
    """Return what became of a tactic."""
    return next(item for item in found.tactics if item.id == name)


def why(reasons: tuple[Reason, ...], rule: str) -> Reason:
    """Return the reason that a rule gave."""
    return next(reason for reason in reasons if reason.rule == rule)


def law(found: Recommendation, topic: str) -> Item:
    """Return a pointer to the law."""
    return next(item for item in found.law if item.id.startswith(topic))


# The goal that is meant


def test_what_serves_a_goal_that_is_only_proposed_says_so() -> None:
    """“It serves the goal, because you have no clear goal yet” would contradict itself."""
    proposed, decided = advised(goal="no_goal"), advised(goal="visits_bookings")
    assert why(tactic(proposed, "gbp").reasons, "R26a").text.key == "rules.R26a.serves_proposed"
    assert why(tactic(decided, "gbp").reasons, "R26a").text.key == "rules.R26a.because"


def test_what_serves_no_goal_speaks_of_the_proposed_one_too() -> None:
    proposed, decided = advised(goal="no_goal"), advised(goal="visits_bookings")
    assert why(tactic(proposed, "help_pages").reasons, "R26").text.key == "rules.R26.serves_nothing_proposed"
    assert why(tactic(decided, "help_pages").reasons, "R26").text.key == "rules.R26.because"


# The answers that made it


def test_too_little_for_a_tactic_names_the_goal_and_the_way_of_buying() -> None:
    found = advised(goal="enquiries", buying="habit")
    low = [
        reason
        for item in found.tactics
        for reason in item.reasons
        if reason.text.key == "rules.R55.below_threshold"
    ]
    assert low
    assert all({"goal", "buying"} <= set(reason.questions) for reason in low)


@pytest.mark.parametrize(
    ("row", "topic", "rule"),
    [("newsletter", "newsletter_", "R74"), ("facebook_page", "page_statistics_", "R76b")],
)
def test_the_law_on_a_channel_in_use_rests_on_its_being_in_use(row: str, topic: str, rule: str) -> None:
    found = advised(**{f"channels_now__{row}": "active"})
    assert tactic(found, row).status == "chosen"
    matches = why(law(found, topic).reasons, rule).answers
    assert {match.question for match in matches} == {f"channels_now.{row}"}


def test_the_law_on_a_tactic_that_is_new_rests_on_all_that_brought_it_into_the_plan() -> None:
    found = advised(goal="visits_bookings", buying="urgent")
    assert tactic(found, "reviews").status == "chosen"
    assert {"goal", "buying", "area"} <= set(why(law(found, "reviews_").reasons, "R75").questions)


def test_money_is_a_limit_for_hired_help_only_where_it_pays_for_too_little() -> None:
    def binding(money: str) -> set[str]:
        caps = advised(who="hired", hours="h3", money=money).scope.binding
        return {question for cap in caps for question in cap.reason.questions}

    assert "money" in binding("m2")
    assert "money" not in binding("m4")


# Sources


@pytest.mark.parametrize(("market", "expected"), [("no", "L9"), ("se", "L10"), ("other", "L23")])
def test_a_pointer_to_the_law_gives_the_law_of_its_own_country(market: str, expected: str) -> None:
    found = advised(market=market, special="price_offers")
    assert why(law(found, "prices_").reasons, "R79").source == (expected,)


def test_no_reason_gives_the_law_of_another_country() -> None:
    norwegian = advised(special="alcohol_make", business_type="food_drink", channels_now__instagram="active")
    assert why(tactic(norwegian, "instagram").reasons, "R78").source == ("L17",)
    assert {source for reason in _laws(norwegian) for source in reason.source} <= {
        source for topic in RULEBOOK.law.values() if topic.market == "no" for source in topic.source
    }


def _laws(found: Recommendation) -> Iterator[Reason]:
    for item in found.law:
        yield from item.reasons


def test_a_part_of_a_rule_may_have_sources_of_its_own() -> None:
    found = advised()
    assert why(tactic(found, "job_sites").reasons, "R48").source == ("F31",)
    assert why(tactic(found, "ota_listing").reasons, "R48").source == ("F33",)
    assert RULEBOOK.rules["R48"].source == ("F31", "F33")


# What there is to say


def test_at_the_smallest_scope_reviews_are_only_answered_with_all_their_time() -> None:
    smallest, larger = tactic(advised(hours="h0"), "reviews"), tactic(advised(), "reviews")
    assert [task.id for task in smallest.tasks] == ["answer"]
    assert [task.id for task in larger.tasks] == ["ask", "answer"]
    assert smallest.tasks[0].minutes == sum(task.minutes for task in RULEBOOK.tactics["reviews"].tasks)
    assert smallest.tasks[0].rhythm == "monthly"


def test_themes_are_for_those_who_publish() -> None:
    quiet = advised(hours="h0", content="products")
    assert not any(RULEBOOK.tactics[item.id].publishes for item in quiet.chosen)
    assert quiet.themes == ()
    writing = advised(channels_now__newsletter="active", content="products")
    assert [theme.key for theme in writing.themes] == ["themes.products"]


def test_a_first_step_that_belongs_to_a_tactic_names_it() -> None:
    """“Claim the profile …” alone would leave the reader asking which."""
    ready = {"base": "answer_owner&base=measuring", "target_size": "t10", "goal": "visits_bookings"}
    found = advised(website="converts", size="solo", channels_now__gbp="quiet", **ready)
    assert found.first_step.text.key == "first.begin"
    words = speaker_for(found, RULEBOOK, "en")
    assert words.say(found.first_step.text).startswith("Begin with a Google Business Profile: Claim the ")


def test_the_end_of_a_pause_has_a_reason_of_its_own() -> None:
    found = advised(website="none")
    ends = next(action for action in found.actions if action.id == "pause_ends")
    assert why(ends.reasons, "R31b").text.key == "rules.R31b.ends.because"


def test_ready_replies_and_criticism_have_each_their_reason() -> None:
    lines = {item.id: item.reasons[0].text.key for item in advised().safeguards}
    assert lines["pattern_thanks"] == lines["pattern_out_of_hours"] == "rules.R66.replies.because"
    assert lines["criticism_right"] == "rules.R66.because"
