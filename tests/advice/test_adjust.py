"""What a consultant changes in a plan: the sums follow, and the engine's reasons stay the engine's."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from somerec import Answers
from somerec.advice.adjust import adjust
from somerec.advice.adjusted_tasks import shared
from somerec.advice.adjustments import LAST_WEEK, LEAST_MINUTES, Adjustment
from somerec.advice.recommendation import Recommendation, TacticAdvice
from somerec.advice.standing import FOUNDATION
from somerec.words import calendar
from tests.strategies import RULEBOOK, Business, advised, businesses

WHY = "Because we talked about it."

HAIRDRESSER = (
    "business_type=care&size=solo&who=set_time&hours=h3&goal=visits_bookings&customers=consumers&area=local"
    "&buying=inspired&website=converts"
)

ROUNDS = {"half": 2, "quarter": 4}


@st.composite
def adjustments(draw: st.DrawFn) -> tuple[Adjustment, ...]:
    """Draw any adjustments; many change nothing in the plan that they meet."""
    names = st.sampled_from(sorted(RULEBOOK.tactics))
    minutes, week = st.integers(LEAST_MINUTES, 300), st.integers(1, LAST_WEEK)
    one = st.one_of(
        st.builds(Adjustment, names, st.just("add"), st.just(WHY), st.none() | minutes, st.none() | week),
        st.builds(Adjustment, names, st.just("drop"), st.just(WHY)),
        st.builds(Adjustment, names, st.just("move"), st.just(WHY), st.none(), week),
        st.builds(Adjustment, names, st.just("hours"), st.just(WHY), minutes),
    )
    return tuple(draw(st.lists(one, max_size=8)))


def find(advice: Recommendation, tactic: str) -> TacticAdvice:
    """Return what became of a tactic."""
    return next(one for one in advice.tactics if one.id == tactic)


def hairdresser() -> Recommendation:
    """Return the advice for a hairdresser who works alone."""
    return advised(Answers.from_query(HAIRDRESSER, RULEBOOK))


@given(businesses())
def test_adjusting_nothing_changes_nothing(business: Business) -> None:
    """The arithmetic of adjusting is the engine's own: without a change it comes to the same advice."""
    adjusted = adjust(business.advice, (), RULEBOOK)
    assert adjusted.advice == business.advice
    assert (adjusted.made, adjusted.idle, adjusted.over) == ((), (), 0)


@given(businesses(), adjustments())
def test_sums_are_right_whatever_is_changed(business: Business, wanted: tuple[Adjustment, ...]) -> None:
    """Minutes a week, set-up and spare time are those of the plan as it is now."""
    before, adjusted = business.advice, adjust(business.advice, wanted, RULEBOOK)
    now = adjusted.advice
    planned = sum(tactic.weekly for tactic in now.chosen)
    assert now.hours.planned == planned
    assert now.setup == RULEBOOK.packs[now.pack].minutes + sum(tactic.setup for tactic in now.chosen)
    assert now.spare - adjusted.over == now.hours.usable - planned
    assert 0 in (now.spare, adjusted.over)
    assert sorted(one.id for one in now.tactics) == sorted(one.id for one in before.tactics)
    assert all(tactic.start_week for tactic in now.chosen)


@given(businesses(), adjustments())
def test_tasks_add_up_to_the_hours_that_were_set(business: Business, wanted: tuple[Adjustment, ...]) -> None:
    """Where hours were set, a round of all tasks takes exactly those minutes for each week that it is for."""
    for made in adjust(business.advice, wanted, RULEBOOK).made:
        after = made.after
        if after.status != "chosen" or after.weekly in (
            made.before.weekly,
            RULEBOOK.tactics[after.id].weekly,
        ):
            continue
        assert sum(task.minutes for task in after.tasks) == after.weekly * ROUNDS.get(after.pace, 1)
        assert all(calendar.sitting(after, task) > 0 for task in after.tasks)


@given(businesses(), adjustments())
def test_reasons_stay_those_of_the_engine(business: Business, wanted: tuple[Adjustment, ...]) -> None:
    """No reason is made, lost or changed: each tactic carries the very objects that the engine gave it."""
    before = {tactic.id: tactic for tactic in business.advice.tactics}
    now = adjust(business.advice, wanted, RULEBOOK).advice
    for tactic in now.tactics:
        assert tactic.reasons is before[tactic.id].reasons
    assert now.scope is business.advice.scope
    assert now.aim is business.advice.aim
    assert now.hours.reasons is business.advice.hours.reasons
    assert now.gate_reasons is business.advice.gate_reasons
    for item in business.advice.law:
        assert item in now.law


@given(businesses(), st.data())
def test_what_is_dropped_and_added_back_is_as_it_was(business: Business, data: st.DataObject) -> None:
    """Taking a tactic out and back in leaves the advice as the engine gave it."""
    names = [tactic.id for tactic in business.advice.chosen if tactic.id != FOUNDATION]
    if not names:
        return
    name = data.draw(st.sampled_from(names))
    back = (Adjustment(name, "drop", WHY), Adjustment(name, "add", WHY))
    assert adjust(business.advice, back[:1], RULEBOOK).advice != business.advice
    assert adjust(business.advice, back, RULEBOOK).advice == business.advice


@given(businesses(), st.data())
def test_moving_one_tactic_moves_no_other(business: Business, data: st.DataObject) -> None:
    """A tactic that is moved starts in its week, and every other keeps its own."""
    tactic = data.draw(st.sampled_from(business.advice.chosen))
    week = data.draw(st.integers(1, LAST_WEEK).filter(lambda week: week != tactic.start_week))
    now = adjust(business.advice, (Adjustment(tactic.id, "move", WHY, week=week),), RULEBOOK).advice
    assert find(now, tactic.id).start_week == week
    for other in business.advice.tactics:
        if other.id != tactic.id:
            assert find(now, other.id) == other


@given(businesses(), st.data())
def test_a_tactic_from_outside_comes_after_the_engines_own_and_delays_none(
    business: Business, data: st.DataObject
) -> None:
    """What is added is set up last, unless it is given a week, and nothing starts later because of it."""
    before = business.advice
    outside = [tactic.id for tactic in before.tactics if tactic.status != "chosen"]
    name = data.draw(st.sampled_from(outside))
    now = adjust(before, (Adjustment(name, "add", WHY),), RULEBOOK).advice
    assert now.chosen[:-1] == before.chosen
    added = now.chosen[-1]
    assert (added.id, added.weekly, added.then) == (name, find(before, name).weekly, False)
    assert (added.start_week or 0) >= 1


def test_what_does_not_fit_is_said_in_minutes() -> None:
    """The hours are counted, never cut: how many minutes there are too many is told."""
    before = hairdresser()
    adjusted = adjust(before, (Adjustment("newsletter", "add", WHY, 300),), RULEBOOK)
    assert adjusted.over == before.hours.planned + 300 - before.hours.usable > 0
    assert adjusted.advice.spare == 0


def test_hours_that_are_no_longer_left_are_not_given_away_twice() -> None:
    """A plan that the consultant has filled does not say what to do with the hours that were left."""
    before = hairdresser()
    assert "deepen_or_rest" in {action.id for action in before.actions}
    now = adjust(before, (Adjustment("newsletter", "add", WHY, 300),), RULEBOOK).advice
    assert {action.id for action in before.actions} - {action.id for action in now.actions} == {
        "deepen_or_rest"
    }


def test_the_law_of_what_is_added_comes_along() -> None:
    """Whoever is given a newsletter by the consultant is told of the law on newsletters."""
    before = hairdresser()
    now = adjust(before, (Adjustment("newsletter", "add", WHY),), RULEBOOK).advice
    assert {item.id for item in now.law} > {item.id for item in before.law}


def test_a_channel_that_is_taken_in_is_not_wound_down() -> None:
    """A page that is to be kept is not at the same time one to stop."""
    held = Answers.from_query(f"{HAIRDRESSER}&channels_now.tiktok=active", RULEBOOK)
    before = advised(held)
    assert any(item.id.endswith("_tiktok") for item in before.stop)
    now = adjust(before, (Adjustment("tiktok", "add", WHY),), RULEBOOK).advice
    assert not any(item.id.endswith("_tiktok") for item in now.stop)


def test_what_can_change_nothing_is_told_and_left_alone() -> None:
    """Each adjustment that does not fit the plan is handed back with why; the others are made."""
    wanted = (
        Adjustment(FOUNDATION, "drop", WHY),
        Adjustment(FOUNDATION, "add", WHY),
        Adjustment("newsletter", "drop", WHY),
        Adjustment("directories", "hours", WHY, 30),
        Adjustment("newsletter", "add", WHY),
        Adjustment("newsletter", "hours", WHY, RULEBOOK.tactics["newsletter"].weekly),
    )
    adjusted = adjust(hairdresser(), wanted, RULEBOOK)
    assert [why for _, why in adjusted.idle] == ["foundation", "there", "absent", "timeless", "same"]
    assert [made.adjustment for made in adjusted.made] == [wanted[4]]


def test_less_time_makes_tasks_rarer_and_more_time_makes_them_longer() -> None:
    """At half the time tasks come round every second week, at a quarter once a month."""
    full = RULEBOOK.tactics["newsletter"].weekly
    paces = {}
    for minutes in (full // 4, full // 2, full + 30):
        now = adjust(hairdresser(), (Adjustment("newsletter", "add", WHY, minutes),), RULEBOOK).advice
        added = find(now, "newsletter")
        paces[minutes] = (added.pace, {task.rhythm for task in added.tasks})
    assert paces[full // 4] == ("quarter", {"monthly"})
    assert paces[full // 2] == ("half", {"fortnightly"})
    assert paces[full + 30][0] == "raised"


@given(st.lists(st.integers(1, 90), min_size=1, max_size=5), st.integers(5, 2400))
def test_shares_are_whole_fair_and_complete(weights: list[int], minutes: int) -> None:
    """Every task gets a minute at least, the sum is exact, and more weight never gets less."""
    shares = shared(minutes, weights)
    assert sum(shares) == minutes
    assert min(shares) >= 1
    ordered = sorted(zip(weights, shares, strict=True))
    assert all(low[1] <= high[1] + 1 for low, high in itertools.pairwise(ordered))


def test_five_minutes_are_enough_for_every_tactics_tasks() -> None:
    """The least that can be set leaves no task without a minute."""
    assert max(len(tactic.tasks) for tactic in RULEBOOK.tactics.values()) <= LEAST_MINUTES
