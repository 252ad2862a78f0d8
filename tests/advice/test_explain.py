"""What explains is what decided: cuts, near misses and changes, held to `recommend` and to brute force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from somerec import Answers, Recommendation
from somerec.advice.changes import Change, changed
from somerec.advice.cuts import why_not
from somerec.advice.decide import decide
from somerec.advice.explain import GATE, TIER, explain
from somerec.advice.search import Search
from somerec.advice.trials import Outcome, trials_of
from somerec.advice.versus import versus
from somerec.advice.ways import MOST_OF_A_QUESTION, MOST_SHOWN, Way, Ways
from somerec.proof.lot import businesses as drawn
from somerec.rulebook.model import TIERS
from tests.advice.brute_force import Edit, asks_for_less, brute_force
from tests.strategies import RULEBOOK, Business, advised, businesses
from tests.takeaways.businesses import EIGHT, advice

FEW = settings().max_examples // 30

THIRTY = 30


def outcome(advice: Recommendation) -> Outcome:
    """Return what was decided, as `recommend` told it."""
    return Outcome(advice.scope.tier, advice.gate, tuple(tactic.id for tactic in advice.chosen))


def after(advice: Recommendation, made: Iterable[Change]) -> Outcome | None:
    """Return what `recommend` decides once changes are made, the answers read anew."""
    answers = changed(advice.answers, list(made), RULEBOOK)
    return None if answers is None else outcome(advised(answers))


SELLS_ON_ITS_WEBSITE = Business(
    Answers.from_query(
        "business_type=tech&size=small&who=set_time&hours=h6&skills=write&goal=sales&customers=businesses&area=world"
        "&buying=compare&website=converts",
        RULEBOOK,
    )
)
"""No other trade’s website decides on the goal to steer by."""


class TestTheCallThatExplains:
    """It is the call that decided."""

    @given(businesses())
    @example(SELLS_ON_ITS_WEBSITE)
    def test_what_is_decided_is_what_recommend_tells(self, business: Business) -> None:
        decision = decide(business.answers, RULEBOOK)

        assert Outcome(decision.tier, decision.gate, decision.chosen) == outcome(business.advice)
        values = business.answers.facts(RULEBOOK).values
        assert trials_of(RULEBOOK).outcome(values) == outcome(business.advice)

    @settings(max_examples=FEW)
    @given(businesses(), st.data())
    def test_every_change_that_is_tried_leads_where_recommend_leads(
        self, business: Business, data: st.DataObject
    ) -> None:
        advice, search = business.advice, Search(business.answers, RULEBOOK)
        for tried in search.singles:
            assert tried.outcome == after(advice, [tried.change]), tried.change
        for change in search.not_alone:
            assert after(advice, [change]) is None, change
        among, every = search.singles, list(RULEBOOK.tactics)
        one = data.draw(st.sampled_from(among))
        for two in among:
            if one.change.slot != two.change.slot:
                pair = search.together(one.change, two.change, every)
                assert (pair.outcome if pair else None) == after(advice, [one.change, two.change])

    @settings(max_examples=FEW)
    @given(businesses())
    def test_two_changes_laid_over_each_other_lead_where_recommend_leads(self, business: Business) -> None:
        search = Search(business.answers, RULEBOOK)
        some = search.singles[:: max(1, len(search.singles) // 12)]
        for pair in search.pairs(some, list(RULEBOOK.tactics)):
            assert pair.outcome == after(business.advice, [pair.one, pair.two]), pair

    @given(businesses())
    def test_every_cut_is_among_the_reasons_that_recommend_gave(self, business: Business) -> None:
        told = {tactic.id: tactic for tactic in business.advice.tactics}
        skipped = why_not(decide(business.answers, RULEBOOK), RULEBOOK)

        assert {item.tactic for item in skipped} == {
            tactic.id for tactic in business.advice.tactics if tactic.status != "chosen"
        }
        for item in skipped:
            tactic = told[item.tactic]
            assert (item.status, item.score) == (tactic.status, tactic.score)
            assert item.cuts, item.tactic
            reasons = [why.text.key for why in tactic.reasons]
            cuts = list(dict.fromkeys(cut.reason.text.key for cut in item.cuts))
            assert cuts == reasons[: len(cuts)], "the cuts come first, in the same order"

    @given(businesses())
    def test_the_figures_of_a_cut_say_that_there_is_too_little(self, business: Business) -> None:
        for item in why_not(decide(business.answers, RULEBOOK), RULEBOOK):
            for cut in item.cuts:
                if cut.needed is not None and cut.left is not None and not cut.kind.endswith("_cap"):
                    assert cut.left < cut.needed, (item.tactic, cut)
                if cut.kind == "score":
                    assert cut.left == item.score


class TestWhatWouldChangeIt:
    """Every claim holds when it is put to `recommend`."""

    @settings(max_examples=FEW)
    @given(businesses())
    def test_every_way_that_is_told_leads_where_it_is_said_to_lead(self, business: Business) -> None:
        advice = business.advice
        now, found = outcome(advice), explain(advice, RULEBOOK)
        for name, ways in found.gains.items():
            for way in {*ways.shown, *[ways.nearest]} - {None}:
                assert way
                then = after(advice, way.changes)
                assert then, way
                assert reaches(name, now, then), (name, way)
                assert way.tier == then.tier
        for name, ways in found.losses.items():
            for way in ways.shown:
                then = after(advice, way.changes)
                assert then
                assert name in now.chosen
                assert name not in then.chosen

    @settings(max_examples=FEW)
    @given(businesses())
    def test_a_few_are_shown_the_easiest_first_and_not_all_about_one_question(
        self, business: Business
    ) -> None:
        found = explain(business.advice, RULEBOOK)
        for ways in (*found.gains.values(), *found.losses.values()):
            shown = ways.shown
            assert len(shown) <= MOST_SHOWN
            assert bool(shown) == bool(ways.told)
            assert [way.effort for way in shown] == sorted(way.effort for way in shown)
            for name in {name for way in shown for name in way.questions}:
                assert sum(name in way.questions for way in shown) <= MOST_OF_A_QUESTION
            assert len({way.questions for way in shown}) == len(shown)

    @settings(max_examples=FEW)
    @given(businesses())
    def test_two_answers_are_told_only_where_no_one_that_a_person_can_change_is_enough(
        self, business: Business
    ) -> None:
        for ways in explain(business.advice, RULEBOOK).gains.values():
            alone = [way for way in ways.all if len(way.changes) == 1]
            twos = [way for way in ways.all if len(way.changes) == 2]
            assert not any(way.is_life for way in twos)
            assert not twos or all(way.is_life for way in alone)

    @settings(max_examples=FEW)
    @given(businesses())
    def test_that_a_channel_is_in_use_is_never_told_as_the_way_to_it(self, business: Business) -> None:
        found = explain(business.advice, RULEBOOK)
        for name, ways in {**found.gains, **found.losses}.items():
            row = RULEBOOK.tactics[name].row if name in RULEBOOK.tactics else "-"
            assert not any(row in way.questions for way in ways.all)

    @settings(max_examples=FEW)
    @given(businesses())
    def test_a_nearest_way_is_the_one_answer_where_there_is_one(self, business: Business) -> None:
        for ways in explain(business.advice, RULEBOOK).gains.values():
            nearest = ways.nearest
            assert (nearest is None) == (not ways.told)
            if nearest:
                assert len(nearest.changes) == min(len(way.changes) for way in ways.told)

    @settings(max_examples=FEW)
    @given(businesses())
    def test_nobody_is_told_to_have_less_of_something_good(self, business: Business) -> None:
        found = explain(business.advice, RULEBOOK)
        for ways in found.gains.values():
            for way in (*ways.shown, *filter(None, [ways.nearest])):
                for change in way.changes:
                    edit = (change.match.question, change.option)
                    assert not asks_for_less(edit, business.answers), way
        assert all(ways.told == ways.all for ways in found.losses.values()), "a loss is told whatever it is"


def reaches(name: str, now: Outcome, then: Outcome) -> bool:
    """Say whether an outcome has what is wanted."""
    if name == TIER:
        return TIERS.index(then.tier) > TIERS.index(now.tier)
    if name == GATE:
        return (now.gate, then.gate) == ("closed", "open")
    return name in then.chosen


class TestOneAndNotTheOther:
    """Of two tactics only what differs is told."""

    @given(businesses(), st.sampled_from(sorted(RULEBOOK.tactics)), st.sampled_from(sorted(RULEBOOK.tactics)))
    def test_the_points_that_differ_make_up_the_difference_in_score(
        self, business: Business, one: str, two: str
    ) -> None:
        found = versus(business.advice, one, two, RULEBOOK)
        first, second = (sum(why.points for why in side.points) for side in (found.one, found.two))

        assert found.one.score - found.two.score == first - second
        told = {tactic.id: tactic for tactic in business.advice.tactics}
        for side in (found.one, found.two):
            assert (side.status, side.score) == (told[side.tactic].status, told[side.tactic].score)
        shared = {cut.reason.text.key for cut in found.one.cuts} & {
            cut.reason.text.key for cut in found.two.cuts
        }
        assert all(_figures(found.one.cuts, key) != _figures(found.two.cuts, key) for key in shared)


def _figures(cuts: Iterable[object], key: str) -> list[tuple[object, object]]:
    return [(cut.needed, cut.left) for cut in cuts if cut.reason.text.key == key]  # type: ignore[attr-defined]


EXAMPLES = {name: advice(name).answers for name in EIGHT}
RANDOM = {f"drawn_{number}": answers for number, answers in enumerate(drawn(RULEBOOK, THIRTY))}


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [*EXAMPLES, *(pytest.param(name, marks=pytest.mark.proof) for name in RANDOM)]
)
def test_changes_and_near_misses_equal_brute_force(name: str) -> None:
    """Every change of one answer, and every two that a person can make: all of them, for each business."""
    answers = {**EXAMPLES, **RANDOM}[name]
    found, expected = explain(advised(answers), RULEBOOK), brute_force(answers)

    assert (found.same, found.tried) == (expected.same, expected.tried)
    assert _edits(found.gains) == expected.gains
    assert _edits(found.losses) == expected.losses
    for target, ways in expected.gains.items():
        told = [way for way in ways if not any(asks_for_less(edit, answers) for edit in way)]
        least = min(map(len, told), default=0)
        nearest = found.gains[target].nearest
        assert len(nearest.changes if nearest else ()) == least


def _edits(ways: Mapping[str, Ways]) -> dict[str, set[frozenset[Edit]]]:
    return {name: {_edit(way) for way in found.all} for name, found in ways.items()}


def _edit(way: Way) -> frozenset[Edit]:
    return frozenset((change.match.question, change.option) for change in way.changes)


def test_how_firm_a_plan_is_counts_every_change_of_one_answer() -> None:
    for name in EIGHT:
        found = explain(advice(name), RULEBOOK)
        assert 0 < found.same < found.tried
        assert found.tried - found.same == len(found.points)
