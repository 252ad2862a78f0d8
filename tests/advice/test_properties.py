"""What holds for every business there could be: hours, money, caps, gate, tiers, law and order.

Each test draws businesses until it finds one against it, and shows the smallest.
"""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given

from somerec import Answers
from somerec.advice.recommendation import TacticAdvice
from somerec.rulebook.model import TIERS, Tactic
from tests.strategies import RULEBOOK, Business, advised, businesses, with_answer

WHO = ("nobody", "spare_time", "set_time", "one_full", "team_2_4", "team_5_plus")

ALCOHOL_BAN = (
    "facebook_page",
    "instagram",
    "linkedin_personal",
    "linkedin_page",
    "tiktok",
    "youtube",
    "snapchat",
    "newsletter",
    "search_ads",
    "social_ads",
    "linkedin_ads",
    "influencer",
    "facebook_groups",
    "employee_voices",
)
"""What a Norwegian maker of alcohol may not use (R78 with amendment A8)."""

OPENED_BY_THE_GATE = (
    "facebook_page",
    "instagram",
    "linkedin_personal",
    "linkedin_page",
    "tiktok",
    "youtube",
    "snapchat",
    "facebook_groups",
    "newsletter",
    "social_ads",
    "linkedin_ads",
    "influencer",
)
"""What waits until the foundation stands (R31 with amendment A4)."""


def book(tactic: TacticAdvice) -> Tactic:
    """Return what the catalogue holds about a tactic."""
    return RULEBOOK.tactics[tactic.id]


def ticked(answers: Answers, question: str) -> frozenset[str]:
    """Return the options ticked."""
    found = answers.complete[question]
    return frozenset(found) if isinstance(found, frozenset) else frozenset()


class TestRoom:
    """Hours, money and caps are limits and not wishes."""

    @given(businesses())
    def test_the_planned_time_never_exceeds_the_usable_time(self, business: Business) -> None:
        advice = business.advice
        assert sum(tactic.weekly for tactic in advice.chosen) == advice.hours.planned
        assert advice.hours.planned <= advice.hours.usable <= advice.hours.planning * 85 / 100
        assert advice.spare == advice.hours.usable - advice.hours.planned >= 0

    @given(businesses())
    def test_the_chosen_tactics_and_the_skills_bought_never_cost_more_than_the_money(
        self, business: Business
    ) -> None:
        advice = business.advice
        complete, chosen = advice.answers.complete, advice.chosen
        money = str(complete["money"])
        there = {"m0": 0, "m1": 1000, "m2": 6000, "m3": 25_000, "m4": 60_000}[money]
        if complete["who"] == "hired":
            there = max(0, there - advice.hours.planning * 4000 // 60)
        lacking = [tactic for tactic in chosen if _lacks_skill(tactic, advice.answers)]
        bought = lacking if money in ("m3", "m4") else []

        assert sum(book(tactic).monthly for tactic in chosen) + 4000 * len(bought) <= there

    @given(businesses())
    def test_the_caps_on_tactics_and_on_social_channels_are_kept(self, business: Business) -> None:
        advice = business.advice
        beyond = [tactic.id for tactic in advice.chosen if book(tactic).group != "basic"]
        social = [tactic.id for tactic in advice.chosen if book(tactic).group == "social"]

        assert len(beyond) <= {"T0": 0, "T1": 2, "T2": 4, "T3": 6, "T4": 10}[advice.scope.tier]
        assert len(social) <= {"T0": 0, "T1": 1, "T2": 2, "T3": 4, "T4": 5}[advice.scope.tier]

    @given(businesses())
    def test_the_minutes_of_the_tasks_add_up_to_the_week_at_full_and_raised_pace(
        self, business: Business
    ) -> None:
        advice = business.advice
        for tactic in advice.chosen:
            if tactic.pace in ("full", "raised"):
                assert sum(task.minutes for task in tactic.tasks) == tactic.weekly, tactic.id
            else:
                assert sum(task.minutes for task in tactic.tasks) >= tactic.weekly, tactic.id

    @given(businesses())
    def test_what_is_to_be_set_up_starts_in_its_turn_and_the_rest_at_once(self, business: Business) -> None:
        advice = business.advice
        weeks = [tactic.start_week or 0 for tactic in advice.chosen if tactic.setup]

        assert weeks == sorted(weeks)
        assert all(week >= 1 for week in weeks)
        assert all(tactic.start_week == 1 for tactic in advice.chosen if not tactic.setup)
        assert all(tactic.start_week is None for tactic in advice.tactics if tactic.status == "rejected")


def _lacks_skill(tactic: TacticAdvice, answers: Answers) -> bool:
    """Say whether nobody has the skill; writing that goes on already has its writer (amendment A7)."""
    if tactic.in_use and book(tactic).group == "content":
        return False
    return bool(book(tactic).skills) and book(tactic).skills.isdisjoint(ticked(answers, "skills"))


class TestTier:
    """More capacity never makes the plan smaller."""

    @pytest.mark.parametrize(
        ("question", "steps"),
        [
            ("hours", ("h0", "h1", "h3", "h6", "h11", "h21", "h41")),
            ("who", WHO),
            ("size", ("solo", "micro", "small", "medium", "large")),
        ],
    )
    @given(business=businesses())
    def test_one_step_more_of_hours_people_or_size_never_lowers_the_tier(
        self, business: Business, question: str, steps: tuple[str, ...]
    ) -> None:
        answers = business.answers
        here = str(answers.complete[question])
        after = dict(itertools.pairwise(steps)).get(here)
        more = with_answer(answers, question, after) if after else None
        if more:
            assert advised(answers).scope.tier <= advised(more).scope.tier

    @given(businesses())
    def test_the_limit_is_named_by_a_rule_and_by_answers(self, business: Business) -> None:
        advice = business.advice
        assert advice.scope.tier in TIERS
        for cap in advice.scope.binding:
            assert cap.cap == advice.scope.tier
            assert cap.reason.answers
        assert advice.scope.binding


class TestGateAndLaw:
    """What must not be, is not."""

    @given(businesses())
    def test_a_closed_gate_opens_no_channel_and_no_newsletter(self, business: Business) -> None:
        advice = business.advice
        chosen = {tactic.id for tactic in advice.chosen if not tactic.in_use}

        assert advice.gate == "open" or chosen.isdisjoint(OPENED_BY_THE_GATE)

    @given(businesses())
    def test_behind_a_closed_gate_only_goals_that_need_the_regulars_keep_a_channel_going(
        self, business: Business
    ) -> None:
        advice = business.advice
        kept = [tactic for tactic in advice.chosen if tactic.id in OPENED_BY_THE_GATE]

        assert advice.gate == "open" or not kept or advice.aim.goal in ("repeat", "support")
        assert advice.gate == "open" or all(tactic.pace == "half" for tactic in kept)

    @given(businesses())
    def test_no_norwegian_maker_of_alcohol_gets_a_social_channel_a_newsletter_or_ads(
        self, business: Business
    ) -> None:
        answers = business.answers
        brewer = with_answer(answers, "special", "alcohol_make")
        brewer = with_answer(brewer, "market", "no") if brewer else None
        assert brewer

        statuses = {tactic.id: tactic.status for tactic in advised(brewer).tactics}

        assert {statuses[name] for name in ALCOHOL_BAN} == {"rejected"}

    @given(businesses())
    def test_no_advertising_is_aimed_at_children(self, business: Business) -> None:
        answers = business.answers
        young = with_answer(answers, "age", "under18")
        if young:
            statuses = {tactic.id: tactic.status for tactic in advised(young).tactics}
            assert (statuses["social_ads"], statuses["influencer"]) == ("rejected", "rejected")
