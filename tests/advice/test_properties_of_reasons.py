"""What holds for every business there could be: statuses, reasons, form, and what would change."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal

from hypothesis import given, settings

from somerec import Answers, Recommendation
from somerec.advice.answers import answer_json, read_json
from somerec.advice.explain import TippingPoint, tipping_points
from somerec.advice.recommendation import Reason, TacticAdvice
from somerec.proof.advised import reasons
from somerec.rulebook.conditions import GRID, Match
from tests.strategies import RULEBOOK, Business, advised, businesses, with_answer

ALWAYS = frozenset(("R05", "R16", "R20", "R53", "R55", "R60", "R66", "R67", "R69", "R72", "R73"))
"""Rules that always apply, and so may name no answer (contract.md)."""

REJECTING = frozenset(
    (
        "R21e",
        "R23",
        "R24",
        "R26",
        "R32",
        "R33",
        "R36",
        "R39b",
        "R42",
        "R44",
        "R44b",
        "R46",
        "R48",
        "R49",
        "R77",
        "R78",
    )
)
WAITING = frozenset(
    ("R02b", "R21b", "R27b", "R31", "R45", "R47", "R47b", "R55", "R56", "R57", "R57b", "R62b")
)
EITHER = frozenset(("R26", "R37", "R40", "R41", "R43", "R44b", "R48", "R51"))
"""Decision 2: which rule gives which status; these give both, by what is missing."""

WHO_DECIDES = frozenset(("R36", "R37", "R38", "R39", "R39b", "R77b"))
"""Minuses for age, urgency and confidentiality: with one of them a low score is a rejection (decision 3)."""

FEW = settings().max_examples // 30
"""Examples where each takes hundreds of recommendations."""


class TestReasons:
    """Nothing is decided silently."""

    @given(businesses())
    def test_every_reason_names_a_rule_and_sources_that_exist(self, business: Business) -> None:
        advice = business.advice
        for why in reasons(advice):
            assert why.rule in RULEBOOK.rules
            assert why.text.key in RULEBOOK.texts
            assert why.source
            assert set(why.source) <= RULEBOOK.sources.keys()

    @given(businesses())
    def test_every_reason_rests_on_answers_as_they_were_given_or_assumed(self, business: Business) -> None:
        advice = business.advice
        for why in reasons(advice):
            for match in why.answers:
                assert _agrees(match, advice.answers), (why.rule, match)

    @given(businesses())
    def test_only_rules_that_always_apply_rest_on_no_answer(self, business: Business) -> None:
        advice = business.advice
        assert {why.rule for why in reasons(advice) if not why.answers} <= ALWAYS

    @given(businesses())
    def test_every_tactic_of_the_catalogue_is_judged_once_with_at_least_one_reason(
        self, business: Business
    ) -> None:
        advice = business.advice
        assert sorted(tactic.id for tactic in advice.tactics) == sorted(RULEBOOK.tactics)
        assert [tactic.id for tactic in advice.tactics if not tactic.reasons] == []


def _agrees(match: Match, answers: Answers) -> bool:
    """Say whether a match tells the truth about an answer that was not hidden."""
    name, _, row = match.question.partition(".")
    answer = answers.complete[name]
    if answer is None:
        return False
    if isinstance(answer, Mapping):
        return name == GRID and match.options == (answer.get(row, "no"),)
    if isinstance(answer, Decimal):
        return match.holds and Decimal(match.options[0]) == answer
    if isinstance(answer, str):
        return match.holds and match.options == (answer,)
    if match.holds:
        return answer.issuperset(match.options) and bool(match.options or not answer)
    return answer.isdisjoint(match.options)


class TestStatuses:
    """Chosen, later or not for you: each for the causes that decisions 2 and 3 name."""

    @given(businesses())
    def test_what_is_rejected_is_ruled_out_by_goal_audience_trade_or_law(self, business: Business) -> None:
        advice = business.advice
        for tactic in advice.tactics:
            if tactic.status == "rejected":
                low = _rules(tactic, "R55.below_threshold") and any(
                    why.points < 0 and why.rule in WHO_DECIDES for why in tactic.reasons
                )
                assert low or _rule_ids(tactic) & (REJECTING | EITHER), tactic

    @given(businesses())
    def test_what_comes_later_lacks_only_hours_money_skill_or_foundation(self, business: Business) -> None:
        advice = business.advice
        for tactic in advice.tactics:
            if tactic.status == "later":
                against = {why.rule for why in tactic.reasons if not why.points and why.rule != "R71"}
                assert against & (WAITING | EITHER), tactic
                assert not against & (REJECTING - EITHER), tactic
                assert tactic.score >= 0 or against

    @given(businesses())
    def test_what_is_chosen_has_the_score_for_it_or_a_rule_that_says_why_it_needs_none(
        self, business: Business
    ) -> None:
        advice = business.advice
        for tactic in advice.chosen[1:]:
            least = 3 if tactic.trial else 4
            assert tactic.facts_only or tactic.score >= least, tactic
            assert not any(why.points < 0 for why in tactic.reasons) or tactic.score >= least

    @given(businesses())
    def test_the_website_is_always_chosen(self, business: Business) -> None:
        advice = business.advice
        assert advice.chosen[0].id == "website_basics"

    @given(businesses())
    def test_a_channel_in_use_behind_a_closed_gate_only_answers_until_it_opens(
        self, business: Business
    ) -> None:
        advice = business.advice
        for tactic in advice.tactics:
            if tactic.answer_only:
                assert (advice.gate, tactic.in_use) == ("closed", True)
                assert tactic.status in ("later", "rejected")
                assert tactic.job.key == "jobs.answer_only"


def _rule_ids(tactic: TacticAdvice) -> set[str]:
    return {why.rule for why in tactic.reasons}


def _rules(tactic: TacticAdvice, text: str) -> list[Reason]:
    return [why for why in tactic.reasons if why.text.key == f"rules.{text}"]


class TestAlwaysThere:
    """A plan is whole or it is none."""

    @given(businesses())
    def test_purpose_goal_figure_and_review_are_always_there(self, business: Business) -> None:
        advice = business.advice
        aim = advice.aim
        assert aim.purpose in {option.id for option in RULEBOOK.questions["purpose"].options}
        assert aim.goal in RULEBOOK.goals
        assert aim.kpi[0] == RULEBOOK.goals[aim.lead].kpi
        assert 1 <= len(aim.supporting) <= 2
        assert aim.steering is None or aim.supporting[0][0] == RULEBOOK.goals[aim.goal].kpi
        assert (advice.review.date - advice.start).days == advice.review.after_days == 90
        assert advice.review.triggers

    @given(businesses())
    def test_there_is_something_to_do_this_week_that_takes_at_most_three_quarters_of_an_hour(
        self, business: Business
    ) -> None:
        advice = business.advice
        assert advice.first_step.text.key in RULEBOOK.texts
        assert 1 <= advice.first_step.minutes <= 45

    @given(businesses())
    def test_every_wish_is_placed_once_on_its_level(self, business: Business) -> None:
        advice = business.advice
        wished = advice.answers.complete["wishes"]
        assert isinstance(wished, frozenset)
        assert [wish.id for wish in advice.wishes] == [option for option in wished if option != "nothing"]

    @given(businesses())
    def test_the_same_answers_always_give_the_same_advice(self, business: Business) -> None:
        answers = business.answers
        assert advised(answers) == advised(answers)


class TestCanonicalForm:
    """An address, and an object of answers, say the same again when they are read."""

    @given(businesses())
    def test_a_canonical_address_is_read_as_itself(self, business: Business) -> None:
        answers = business.answers
        again = Answers.from_query(answers.to_query(), RULEBOOK)

        assert again.to_query() == answers.to_query()
        assert (again.given, again.complete) == (answers.given, answers.complete)
        # The market is always written out, so once it has been in an address it is no longer assumed.
        assert {*again.assumed, "market"} == {*answers.assumed, "market"}

    @given(businesses())
    def test_a_canonical_object_is_read_as_itself(self, business: Business) -> None:
        answers = business.answers
        again = Answers.from_json(json.loads(json.dumps(answers.to_json())), RULEBOOK)

        assert again.to_json() == answers.to_json()
        assert again.to_query() == answers.to_query()

    @given(businesses())
    def test_canonical_keys_stand_in_the_order_of_the_questionnaire(self, business: Business) -> None:
        answers = business.answers
        asked = [key.partition(".")[0] for key, _ in answers.pairs(edition=False)]
        order = list(RULEBOOK.questions)

        assert asked == sorted(asked, key=order.index)
        assert "market" in asked


class TestTippingPoints:
    """What is said to change the advice changes it, and what is not said does not."""

    @settings(max_examples=FEW)
    @given(businesses())
    def test_each_tipping_point_flips_exactly_what_it_says(self, business: Business) -> None:
        advice = business.advice
        for point in tipping_points(advice, RULEBOOK):
            values = {**advice.answers.to_json(), **_as_json(point)}
            for name, value in advised(_reread(values)).answers.complete.items():
                assert name != point.change.question or value == point.change.value
            then = advised(_reread(values))
            assert point.tier == (then.scope.tier if then.scope.tier != advice.scope.tier else None)
            assert point.gate == (then.gate if then.gate != advice.gate else None)
            assert set(point.gained) == _chosen(then) - _chosen(advice)
            assert set(point.lost) == _chosen(advice) - _chosen(then)
            assert point.tier or point.gate or point.gained or point.lost

    @settings(max_examples=FEW)
    @given(businesses())
    def test_no_other_answer_to_a_question_of_one_choice_flips_anything(self, business: Business) -> None:
        advice = business.advice
        changes = [point.change for point in tipping_points(advice, RULEBOOK)]
        told = {(change.question, str(change.value)) for change in changes}
        for question in RULEBOOK.questions.values():
            for option in question.options if question.kind == "one" else ():
                other = with_answer(advice.answers, question.id, option.id)
                if other and (question.id, option.id) not in told:
                    then = advised(other)
                    assert (then.scope.tier, then.gate) == (advice.scope.tier, advice.gate)
                    assert _chosen(then) == _chosen(advice)


def _chosen(advice: Recommendation) -> set[str]:
    return {tactic.id for tactic in advice.chosen}


def _as_json(point: TippingPoint) -> dict[str, object]:
    return {point.change.question: answer_json(point.change.value)}


def _reread(values: dict[str, object]) -> Answers:
    """Return what can be read of the changed answers; what branching hides by the change is dropped."""
    return read_json(values, RULEBOOK).answers
