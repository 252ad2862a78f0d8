"""What a rule may not say, and how the loader says so: where, what is wrong and the nearest valid name."""

from __future__ import annotations

import pytest

from tests.rulebook.broken import Break, Edition, condition, rule

CONDITIONS = [
    condition(
        "a condition names a question that does not exist",
        "unknown question 'sizes'; did you mean 'size'?",
        "{sizes: solo}",
    ),
    condition(
        "a condition names an option that does not exist",
        "unknown option of 'size' 'sole'; did you mean 'solo'?",
        "{size: [micro, sole]}",
    ),
    condition(
        "a condition asks for a tick that does not exist",
        "unknown option of 'skills' 'writing'; did you mean 'write'?",
        "{skills: {has: writing}}",
    ),
    condition(
        "a condition names a row of the grid that does not exist",
        "unknown row 'instagrams' of 'channels_now'; did you mean 'instagram'?",
        "{channels_now.instagrams: active}",
    ),
    condition(
        "a condition names a state of a channel that does not exist",
        "unknown state 'busy'; known are active, no, quiet",
        "{channels_now.instagram: busy}",
    ),
    condition(
        "a condition names a term that does not exist",
        "unknown term 'served_nearby'; did you mean 'served_locally'?",
        "{is: served_nearby}",
    ),
    condition(
        "a condition names a value that a derived fact never has",
        "unknown value of 'gate' 'shut'; known are closed, open",
        "{gate: shut}",
    ),
    condition(
        "a condition names a tactic that does not exist",
        "unknown tactic 'instagrams'; did you mean 'instagram'?",
        "{chosen: {has: instagrams}}",
    ),
    condition(
        "a condition uses an operator that does not exist",
        "unknown operator 'atleast'; did you mean 'at_least'?",
        "{hours: {atleast: h3}}",
    ),
    condition(
        "a condition uses two operators on one question",
        "one operator a question; use `any` or `not` to combine",
        "{hours: {at_least: h3, at_most: h6}}",
    ),
    condition(
        "a condition asks for at least of a scale that has no order",
        "'at_least' needs an ordered scale, and 'who' has none",
        "{who: {at_least: set_time}}",
    ),
    condition(
        "a condition asks for at least an option that does not exist",
        "unknown option of 'hours' 'h4'; did you mean 'h41'?",
        "{hours: {at_least: h4}}",
    ),
    condition(
        "a condition asks whether a question with one answer has an option",
        "'size' has one answer: 'has' is for questions with several",
        "{size: {has: solo}}",
    ),
    condition(
        "a condition asks whether a question with one answer lacks an option",
        "'size' has one answer: 'lacks' is for questions with several",
        "{size: {lacks: solo}}",
    ),
    condition(
        "a condition gives one value to a question with several answers",
        "'skills' may have several answers: write `has` or `lacks`",
        "{skills: write}",
    ),
    condition(
        "a condition compares a number without an operator",
        "'planning' is a number: write `at_least` or `below`",
        "{planning: 90}",
    ),
    condition(
        "a condition compares a number with a word",
        "'at_least' must be a whole number, not 'many'",
        "{planning: {at_least: many}}",
    ),
    condition(
        "a condition reads a figure of the visitor’s own",
        "'target_today' is a number; read the fact 'growth' instead",
        "{target_today: 40}",
    ),
    condition(
        "a condition reads the whole grid as if it were one answer",
        "'channels_now' is a grid: write channels_now.<row>, or `any`",
        "{channels_now: active}",
    ),
    condition(
        "a condition offers only one way out",
        "'any' must be a list of at least two conditions",
        "{any: [{size: solo}]}",
    ),
    condition("a condition is a list", "'when' must be a mapping of questions to answers", "[size, solo]"),
    condition("a condition is empty", "'when' is empty; leave it out where a rule always applies", "{}"),
    rule(
        "a rule reads a derived fact of a later stage",
        "'chosen' is decided in stage 'plan', so a rule of stage 'gate' cannot read it",
        "when: {chosen: {has: gbp}}; close_gate: true",
        at="when:",
    ),
    rule(
        "a rule reads a derived fact of its own stage",
        "'tier' is decided in stage 'scope', so a rule of stage 'scope' cannot read it",
        "when: {tier: T4}; cap: T3",
        at="when:",
    ),
    rule(
        "a rule that speaks of no single tactic reads the state of one",
        "'act' speaks of no single tactic, so its rule cannot read 'this_channel'",
        "when: {this_channel: active}; act: [counter]",
        at="act:",
    ),
]

EFFECTS = [
    rule(
        "a rule uses a verb that does not exist",
        "unknown key 'rejects' in rule 'R900'; did you mean 'reject'?",
        "rejects: [gbp]; act: [counter]",
        at="rejects",
    ),
    rule(
        "a rule names a tactic that does not exist",
        "unknown tactic 'facebook'; did you mean 'facebook_page'?",
        "reject: [instagram, facebook]",
        at="reject",
    ),
    rule(
        "a rule gives points to a tactic that does not exist",
        "unknown tactic 'newsletters'; did you mean 'newsletter'?",
        "score: {newsletters: 2}",
        at="score",
    ),
    rule(
        "a rule gives points that are no number",
        "'gbp' must be a whole number, not 'two'",
        "score: {gbp: two}",
        at="score",
    ),
    rule(
        "a rule puts a tactic after one that does not exist",
        "unknown tactic 'linkedin_profile'; did you mean 'linkedin_page'?",
        "after: {linkedin_page: linkedin_profile}",
        at="after",
    ),
    rule(
        "a rule asks for an action that does not exist",
        "unknown action 'counters'; did you mean 'counter'?",
        "act: [counters]",
        at="act",
    ),
    rule(
        "a rule asks for a safeguard that does not exist",
        "unknown safeguard line 'pause_rules'; did you mean 'pause_rule'?",
        "safeguard: [pause_rules]",
        at="safeguard",
    ),
    rule(
        "a rule points to a law topic that does not exist",
        "unknown law topic 'cookie'; did you mean 'cookies'?",
        "law: [cookie]",
        at="law",
    ),
    rule(
        "a rule caps at a tier that does not exist",
        "unknown tier 'T5'; did you mean 'T4'?",
        "cap: T5",
        at="cap",
    ),
    rule(
        "a rule proposes a goal that does not exist",
        "unknown goal 'sale'; did you mean 'sales'?",
        "propose: sale",
        at="propose",
    ),
    rule(
        "a rule chooses a pack that does not exist",
        "unknown pack 'small'; known are P1, P2, P3",
        "pack: small",
        at="pack",
    ),
    rule(
        "a rule chooses a depth that does not exist",
        "unknown depth 'two_page'; did you mean 'one_page'?",
        "depth: two_page",
        at="depth",
    ),
    rule(
        "a rule chooses a way of measuring that does not exist",
        "unknown text of measure 'readers'; did you mean 'reader'?",
        "measure: [readers]",
        at="measure",
    ),
    rule(
        "a rule stops something that has no text",
        "unknown text of stop.general 'weekend'; did you mean 'weekend_promise'?",
        "stop: [weekend]",
        at="stop",
    ),
    rule(
        "a rule places a wish that does not exist",
        "unknown wish 'follower'; did you mean 'followers'?",
        "place: {follower: {level: task, say: text}}",
        at="place",
    ),
    rule(
        "a rule places a wish on a level that does not exist",
        "unknown level 'tasks'; did you mean 'task'?",
        "place: {followers: {level: tasks, say: text}}",
        at="place",
    ),
    rule(
        "a rule says a text that the wish does not have",
        "unknown text of wish 'followers' 'later'; known are text",
        "place: {followers: {level: task, say: later}}",
        at="place",
    ),
    rule(
        "a rule explains an event that does not exist",
        "unknown event 'trials'; did you mean 'trial'?",
        "explains: [trials]",
        at="explains",
    ),
    rule(
        "an event is explained by two rules",
        "'trial' is explained twice; first by R55",
        "explains: [trial]",
        at="explains",
    ),
    rule(
        "a rule has a text for something that it does not explain",
        "rule 'R900' has a text for 'trial', which it does not explain",
        "texts: {trial: Try it.}; act: [counter]",
        at="texts",
    ),
    rule(
        "a rule caps by a question that does not exist",
        "unknown question 'sizes'; did you mean 'size'?",
        "cap_by: {sizes: {solo: T2}}",
        at="cap_by",
    ),
    rule(
        "a rule caps by an option that does not exist",
        "unknown option of 'size' 'tiny'; known are large, medium, micro, small, solo",
        "cap_by: {size: {tiny: T2}}",
        at="cap_by",
    ),
    rule(
        "a rule caps by planning minutes that are no number",
        "'planning' is counted in whole minutes, not 'h1'",
        "cap_by: {planning: {h1: T2}}",
        at="cap_by",
    ),
    rule(
        "a rule caps by two questions at once",
        "'cap_by' names one question",
        "cap_by: {size: {solo: T2}, hours: {h0: T0}}",
        at="cap_by",
    ),
    rule(
        "a rule counts the hours in two ways at once",
        "'hours' says one of exactly, percent and paid_from_money",
        "hours: {exactly: 30, percent: 50}",
        at="hours",
    ),
    rule(
        "a rule opens the gate with an answer that does not exist",
        "unknown option of 'website' 'fact'; did you mean 'facts'?",
        "open_then: {website: fact}",
        at="open_then",
    ),
    rule(
        "a rule says yes where only true or false will do",
        "'draft' must be true or false, not 'yes'",
        "draft: yes",
        at="draft",
    ),
]


@pytest.mark.parametrize("broken", [*CONDITIONS, *EFFECTS], ids=lambda broken: broken.behaviour)
def test_the_loader_names_the_fault_its_line_and_the_nearest_valid_name_when(
    edition: Edition, broken: Break
) -> None:
    expected = edition.break_with(broken)

    assert edition.faults() == [expected]


def test_the_real_edition_has_no_fault(edition: Edition) -> None:
    assert edition.faults() == []
