"""The JSON of a recommendation is what the contract says."""

from __future__ import annotations

from datetime import date

import jsonschema
import pytest

from somerec import Answers, load_rulebook, recommend
from somerec.takeaways.result_json import as_json
from somerec.takeaways.schema import SCHEMA

START = date(2027, 1, 4)
PLUMBER = (
    "market=no&business_type=trades&size=solo&who=spare_time&hours=h1&skills=talk&goal=enquiries&customers=consumers"
    "&area=local&age=a45_59&buying=urgent&website=none&content=before_after&wishes=channel_strategy"
)
HOTEL = (
    "market=no&business_type=tourism&size=small&who=one_full&hours=h21&money=m3&skills=write&skills=ads&goal=sales"
    "&target_size=own_number&target_months=12&target_today=40&target_wanted=60.5&customers=consumers&area=visitors"
    "&buying=compare&website=converts&base=measuring&channels_now.instagram=active&inbound=many"
)


@pytest.mark.parametrize("language", ["nb", "sv", "en"])
@pytest.mark.parametrize("query", [PLUMBER, HOTEL])
def test_the_json_fits_its_schema_in_every_language(query: str, language: str) -> None:
    rulebook = load_rulebook()
    advice = recommend(Answers.from_query(query, rulebook), rulebook, START)
    jsonschema.Draft202012Validator(SCHEMA).validate(as_json(advice, rulebook, language))


@pytest.mark.parametrize("query", [PLUMBER, HOTEL])
def test_a_result_is_accepted_back_as_answers_and_gives_the_same_result(query: str) -> None:
    rulebook = load_rulebook()
    first = as_json(recommend(Answers.from_query(query, rulebook), rulebook, START), rulebook, "en")
    answers = Answers.from_json(first, rulebook)
    assert answers.start == START
    again = as_json(recommend(answers, rulebook, START), rulebook, "en")
    assert {**first, "assumed": []} == {**again, "assumed": []}


def test_times_are_hours_with_two_decimals_and_the_cost_follows_from_them() -> None:
    rulebook = load_rulebook()
    written = as_json(recommend(Answers.from_query(HOTEL, rulebook), rulebook, START), rulebook, "en")
    chosen = [tactic for tactic in written["tactics"] if tactic["status"] == "chosen"]
    assert written["hours"]["planned"] == pytest.approx(
        sum(tactic["weekly_hours"] for tactic in chosen), abs=0.05
    )
    cost = written["time_cost"]
    assert cost["monthly"] == pytest.approx(written["hours"]["planned"] * 4.3 * 500, rel=0.001)
    assert cost["yearly"] == 12 * cost["monthly"]


def test_the_steering_goal_gives_the_lead_figure_and_the_goals_own_is_the_first_supporting_one() -> None:
    rulebook = load_rulebook()
    written = as_json(recommend(Answers.from_query(HOTEL, rulebook), rulebook, START), rulebook, "en")
    assert written["goal"]["steering"] == "visits_bookings"
    assert written["goal"]["kpi"]["id"] == "bookings_visits"
    assert written["goal"]["kpi"]["supporting"][0]["id"] == "web_orders"
    assert len(written["goal"]["kpi"]["supporting"]) <= 2


def test_every_tipping_point_flips_what_it_says() -> None:
    rulebook = load_rulebook()
    answers = Answers.from_query(PLUMBER, rulebook)
    now = as_json(recommend(answers, rulebook, START), rulebook, "en")
    assert now["tipping_points"]
    for point in now["tipping_points"][::7]:
        changed = Answers.from_json({**_still_shown(now["answers"], point), **point["change"]}, rulebook)
        then = recommend(changed, rulebook, START)
        chosen = {tactic.id for tactic in then.chosen}
        assert point["becomes"].get("tier", now["tier"]) == then.scope.tier
        assert point["becomes"].get("gate", now["gate"]) == then.gate
        assert chosen.issuperset(point["becomes"].get("gained", []))
        assert chosen.isdisjoint(point["becomes"].get("lost", []))


def _still_shown(answers: dict[str, object], point: dict[str, dict[str, object]]) -> dict[str, object]:
    """Leave out what the branching hides after the change."""
    changed = point["change"]
    hidden = set()
    if changed.get("goal") == "no_goal":
        hidden |= {"target_size", "target_months", "target_today", "target_wanted"}
    if changed.get("goal") in ("recruit", "support"):
        hidden.add("customers")
    if changed.get("customers") in ("businesses", "public"):
        hidden.add("age")
    return {name: value for name, value in answers.items() if name not in hidden}
