"""What differs between two results: told completely, the same from either side, and with real reasons."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given

from somerec import Answers
from somerec.advice.compare import compare
from somerec.advice.comparison import Comparison
from somerec.advice.recommendation import Reason
from somerec.rulebook.conditions import Match
from tests.strategies import RULEBOOK, Business, advised, businesses
from tests.web.cases import CARPENTERS, but


def between(before: str, after: str) -> Comparison:
    """Compare the advice for two addresses."""
    old, new = (advised(Answers.from_query(query, RULEBOOK)) for query in (before, after))
    return compare(old, new, RULEBOOK)


def of(one: Business, other: Business) -> Comparison:
    """Compare the advice for two businesses."""
    return compare(one.advice, other.advice, RULEBOOK)


def chosen(business: Business) -> set[str]:
    """Return the tactics that a business is advised."""
    return {tactic.id for tactic in business.advice.chosen}


class TestAnyTwo:
    """What holds for every pair of businesses."""

    @given(businesses())
    def test_a_result_does_not_differ_from_itself(self, business: Business) -> None:
        again = advised(business.answers)
        assert compare(business.advice, again, RULEBOOK).empty

    @given(businesses(), businesses())
    def test_every_tactic_of_either_plan_is_gained_lost_or_kept(self, one: Business, other: Business) -> None:
        found = of(one, other)
        assert {turn.id for turn in found.gained} == chosen(other) - chosen(one)
        assert {turn.id for turn in found.lost} == chosen(one) - chosen(other)
        assert {tactic.id for tactic in found.kept} == chosen(one) & chosen(other)
        assert [turn.chosen for turn in found.gained] == [
            tactic for tactic in other.advice.chosen if tactic.id not in chosen(one)
        ], "They stand in the order of the plan that has them."

    @given(businesses(), businesses())
    def test_put_the_other_way_round_it_is_its_own_mirror(self, one: Business, other: Business) -> None:
        there, back = of(one, other), of(other, one)
        assert (there.gained, there.lost) == (back.lost, back.gained)
        assert {tactic.id for tactic in there.kept} == {tactic.id for tactic in back.kept}
        assert [(item.question, item.before, item.after) for item in there.answers] == [
            (item.question, item.after, item.before) for item in back.answers
        ]
        assert (there.tier is None, there.gate is None, there.hours is None) == (
            back.tier is None,
            back.gate is None,
            back.hours is None,
        )
        assert [(item.name, item.gained, item.lost) for item in there.lists] == [
            (item.name, item.lost, item.gained) for item in back.lists
        ]
        assert there.same_plan == back.same_plan

    @given(businesses(), businesses())
    def test_every_reason_is_one_that_a_result_gave_and_names_a_rule_that_exists(
        self, one: Business, other: Business
    ) -> None:
        found = of(one, other)
        for turn in (*found.gained, *found.lost):
            assert turn.obstacle in turn.left_out.reasons
        assert all(tactic.reason in tactic.after.reasons for tactic in found.kept)
        assert all(tactic.reason in tactic.after.reasons for tactic in found.moved)
        for why in reasons(found):
            assert why.rule in RULEBOOK.rules
            assert why.text.key in RULEBOOK.texts

    @given(businesses(), businesses())
    def test_a_tactic_turns_on_answers_that_were_changed(self, one: Business, other: Business) -> None:
        found = of(one, other)
        changed = [item.question for item in found.answers]
        assert changed == [name for name in RULEBOOK.questions if name in changed]
        for turn in (*found.gained, *found.lost):
            assert turn.deciding
            assert list(turn.deciding) == [name for name in changed if name in turn.deciding]

    @given(businesses(), businesses())
    def test_where_the_plan_is_called_the_same_it_is(self, one: Business, other: Business) -> None:
        found = of(one, other)
        if found.same_plan:
            assert one.advice.scope.tier == other.advice.scope.tier
            assert one.advice.hours.planned == other.advice.hours.planned
            assert {tactic.id: tactic.weekly for tactic in one.advice.chosen} == {
                tactic.id: tactic.weekly for tactic in other.advice.chosen
            }
            assert [item.text.key for item in one.advice.actions] == [
                item.text.key for item in other.advice.actions
            ]


def reasons(found: Comparison) -> Iterator[Reason]:
    """Yield every reason of a comparison."""
    yield from (turn.obstacle for turn in (*found.gained, *found.lost))
    yield from (tactic.reason for tactic in found.kept)
    yield from (tactic.reason for tactic in found.moved)
    if found.tier:
        yield from (cap.reason for cap in (*found.tier.bound_before, *found.tier.bound_after))
    for part in (found.aim, found.hours):
        if part:
            yield from (*part.reasons_before, *part.reasons_after)
    if found.gate:
        yield from found.gate.reasons
    for items in found.lists:
        for item in (*items.gained, *items.lost):
            yield from item.reasons


class TestCarpenters:
    """Six people with 3 to 5 hours a week, who change one thing."""

    def test_less_than_an_hour_leaves_the_basics_and_says_which_cap_binds(self) -> None:
        found = between(CARPENTERS, but(CARPENTERS, hours="h0"))
        assert found.tier is not None
        assert (found.tier.before, found.tier.after) == ("T1", "T0")
        assert [cap.reason.rule for cap in found.tier.bound_after] == ["R02"]
        lost = {turn.id: turn for turn in found.lost}
        assert set(lost) == {"facebook_page", "facebook_groups", "referrals"}
        assert lost["facebook_page"].obstacle.rule == "R56"
        assert lost["facebook_page"].deciding == ("hours",)
        assert found.gained == ()

    def test_without_a_website_the_gate_closes_and_that_is_why_a_channel_falls_away(self) -> None:
        found = between(CARPENTERS, but(CARPENTERS, website="none"))
        assert found.gate is not None
        assert (found.gate.before, found.gate.after) == ("open", "closed")
        assert "website" in {question for why in found.gate.reasons for question in why.questions}
        page = next(turn for turn in found.lost if turn.id == "facebook_page")
        assert page.obstacle.rule == "R31"
        assert page.deciding == ("website",)

    def test_another_goal_brings_other_tactics_and_another_figure(self) -> None:
        recruiting = but(CARPENTERS, goal="recruit", customers="jobseekers")
        found = between(CARPENTERS, recruiting)
        assert found.aim is not None
        assert {"goal", "kpi"} <= set(found.aim.parts)
        assert "job_pages" in {turn.id for turn in found.gained}
        assert found.tier is None
        assert found.hours is not None, "The hours are the same, and the plan takes fewer of them."
        assert found.hours.before.planning == found.hours.after.planning
        assert found.hours.before.planned > found.hours.after.planned

    def test_what_a_date_changes_is_the_target_and_nothing_else(self) -> None:
        found = between(CARPENTERS, but(CARPENTERS, target_months="12"))
        assert found.aim is not None
        assert found.aim.parts == ("target",)
        assert (found.gained, found.lost, found.lists) == ((), (), ())

    def test_nobody_with_three_hours_is_counted_as_half_an_hour_by_its_rule(self) -> None:
        found = between(CARPENTERS, but(CARPENTERS, who="nobody"))
        assert found.hours is not None
        assert (found.hours.before.planning, found.hours.after.planning) == (240, 30)
        assert [why.rule for why in found.hours.reasons_after] == ["R01"]

    def test_a_tick_more_is_told_as_that_tick_and_back_as_its_lack(self) -> None:
        writing = f"{CARPENTERS}&skills=write"
        skills = next(item for item in between(CARPENTERS, writing).answers if item.question == "skills")
        assert skills.after == (Match("skills", ("write",)),)
        assert skills.before == (Match("skills", ("write",), holds=False),)

    def test_that_nothing_is_ticked_is_told_as_that_alone(self) -> None:
        nothing = CARPENTERS.replace("skills=photo_video&skills=talk", "skills=none")
        skills = next(item for item in between(CARPENTERS, nothing).answers if item.question == "skills")
        assert skills.after == (Match("skills", ("none",)),)
        assert [match.options for match in skills.before] == [("photo_video",), ("talk",)]

    def test_only_the_rows_that_differ_are_told_of_the_channels(self) -> None:
        one = f"{CARPENTERS}&channels_now.gbp=active&channels_now.instagram=active"
        other = f"{CARPENTERS}&channels_now.gbp=active&channels_now.instagram=quiet"
        (channels,) = between(one, other).answers
        assert channels.before == (Match("channels_now.instagram", ("active",)),)
        assert channels.after == (Match("channels_now.instagram", ("quiet",)),)

    def test_an_answer_that_the_plan_does_not_rest_on_changes_nothing(self) -> None:
        assert not between(CARPENTERS, but(CARPENTERS, hours="h6")).same_plan
        same = between(but(CARPENTERS, who="nobody"), but(CARPENTERS, who="nobody", hours="h6"))
        assert [item.question for item in same.answers] == ["hours"]
        assert same.same_plan
        assert not same.empty
