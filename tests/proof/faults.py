"""Faults to seed in a real edition, and what the checker must then say of which property."""

from __future__ import annotations

from dataclasses import dataclass

_RULES = "care.yaml"
"""A file whose rules stand at its end."""


@dataclass(frozen=True)
class Seeded:
    """A fault: edits of the edition's files, the property that must fail, and words of what is said of it.

    An edit is a file, what stands there and what comes in its place; nothing in its place adds at the end.
    """

    fault: str
    fails: str
    says: str
    edits: tuple[tuple[str, str, str], ...]
    rules: tuple[str, ...] = ()


def rule(*lines: str, name: str = "R900") -> tuple[str, str, str]:
    """Return the edit that adds a rule."""
    head = f"\n  - id: {name}\n    source: [judgement]\n    because: It is said aloud."
    return (_RULES, "", "\n    ".join((head, *lines)) + "\n")


def seeded(fault: str, fails: str, says: str, *edits: tuple[str, str, str], rules: str = "") -> Seeded:
    """Return a fault; `rules` names those that are looked at one by one."""
    return Seeded(fault, fails, says, edits, tuple(rules.split()))


OF_RULES = [
    seeded(
        "a rule that no answers reach",
        "rules_fire",
        "R900 applies to nobody",
        rule("when: {size: solo, who: team_2_4}", "act: [counter]"),
        rules="R900",
    ),
    seeded(
        "a rule masked by one other",
        "rules_unmasked",
        "R900 reject youtube: hidden by R36",
        rule("when: {buying: urgent, working_goal: {not: recruit}}", "reject: [youtube]"),
        rules="R900",
    ),
    seeded(
        "a rule masked by two others together",
        "rules_unmasked",
        "R900 reject youtube: hidden by R36 and R901",
        rule("when: {buying: urgent}", "reject: [youtube]"),
        rule("when: {buying: urgent, working_goal: recruit}", "reject: [youtube]", name="R901"),
        rules="R900",
    ),
    seeded(
        "a bonus for a tactic that is ruled out wherever it is given",
        "rules_unmasked",
        "R900 score instagram: the tactic never gets that far",
        rule("when: {is: brewer_in_norway}", "score: {instagram: 2}"),
        rules="R900",
    ),
    seeded(
        "a rule that makes no difference to anybody",
        "rules_tip",
        "R900 never makes a difference",
        rule("when: {tier: T0}", "monthly: [gbp]"),
        rules="R900",
    ),
    seeded(
        "two depths for the same plan",
        "one_answer",
        "R70 and R900 give different answers (depth)",
        rule("when: {tier: T2}", "depth: half_page"),
    ),
    seeded(
        "two counts of the same hours",
        "one_answer",
        "R01.nobody and R900 give different answers (hours)",
        rule("when: {who: nobody}", "hours: {exactly: 60}"),
    ),
    seeded(
        "a tactic that is put first and last",
        "one_answer",
        "R25 and R900 give different answers (first)",
        rule("when: {working_goal: reputation}", "last: [reviews]"),
    ),
    seeded(
        "an answer that nobody tells from another",
        "options_apart",
        "age a45_59 a60 no advice tells them apart",
        (
            "choosing.yaml",
            "when: {age: a60}\n        score: {instagram",
            "when: {age: [a45_59, a60]}\n        score: {instagram",
        ),
    ),
    seeded(
        "a cap that sinks with more hours",
        "hours_keep_tier",
        "hours=h11 makes",
        ("scope.yaml", "h11: T2, h21: T3", "h11: T1, h21: T3"),
    ),
    seeded(
        "a cap that sinks with more people",
        "people_keep_tier",
        "who=team_2_4 makes",
        ("scope.yaml", "one_full: T3, team_2_4: T3", "one_full: T3, team_2_4: T1"),
    ),
    seeded(
        "two caps swapped",
        "people_keep_tier",
        "who=set_time makes",
        ("scope.yaml", "spare_time: T1, set_time: T2", "spare_time: T2, set_time: T1"),
    ),
    seeded(
        "a cap that sinks with size",
        "size_keeps_tier",
        "size=micro makes",
        ("scope.yaml", "{solo: T2, micro: T3}", "{solo: T2, micro: T1}"),
    ),
    seeded(
        "a cap that sinks with size for those who tick something",
        "size_keeps_tier",
        "size=large makes",
        rule("when: {special: {has: minors}, size: large}", "cap: T0"),
    ),
    seeded(
        "a tactic that nobody can get",
        "tactics_chosen",
        "messaging: no answers at all lead there",
        rule("reject: [messaging]"),
    ),
    seeded(
        "a tactic that can never come first",
        "tactics_first",
        "facebook_groups is first for nobody",
        rule("score: {facebook_groups: -2}"),
    ),
    seeded(
        "an exception that is none any more",
        "tactics_first",
        "influencer is listed as an exception and is none",
        rule("when: {customers: consumers}", "first: [influencer]"),
    ),
    seeded(
        "a text that is not translated",
        "texts_filled",
        "rules.R900.because in nb: not translated",
        rule("act: [counter]"),
    ),
    seeded(
        "a blank that nothing fills",
        "texts_filled",
        "has blanks that nothing fills: needed",
        ("foundation.yaml", "because: Without counting, no one", "because: Without {needed}, no one"),
    ),
    seeded(
        "a blank in a first step that nothing fills",
        "texts_filled",
        "actions.counter.first has blanks that nothing fills: place",
        ("actions.yaml", "first: Hang up a tally sheet", "first: Hang up in {place} a tally sheet"),
    ),
    seeded(
        "a closed gate that lets a new channel through",
        "gate_closed",
        "for example /en/advice?",
        ("foundation.yaml", "gate: closed, this_channel: {not: active}", "gate: closed, size: solo"),
    ),
    seeded(
        "a newsletter for a Norwegian brewery",
        "norwegian_alcohol",
        "special=alcohol_make",
        ("choosing.yaml", "snapchat, newsletter, search_ads", "snapchat, search_ads"),
    ),
    seeded(
        "advertising aimed at children",
        "minors",
        "age=under18",
        ("choosing.yaml", "reject: [social_ads, linkedin_ads, influencer]", "reject: [influencer]"),
    ),
    seeded(
        "something to begin for a business that closes",
        "closing",
        "situation=closing",
        ("aim.yaml", "reject_others: [website_basics, gbp]", "reject_others: [website_basics, gbp, reviews]"),
    ),
    seeded(
        "a full diary that is sent out for customers",
        "full_diary",
        "situation=full",
        (
            "scope.yaml",
            "wait_others: [website_basics, gbp,",
            "wait_others: [website_basics, newsletter, gbp,",
        ),
    ),
    seeded(
        "film for those without the hours",
        "film_needs_hours",
        "for example /en/advice?",
        (
            "choosing.yaml",
            "{planning: {below: 480}}\n        wait: [tiktok]",
            "{planning: {below: 240}}\n        wait: [tiktok]",
        ),
    ),
    seeded(
        "ads without money",
        "ads_need_money",
        "money=m",
        (
            "choosing.yaml",
            "{money: {at_most: m1}}\n        wait: [search_ads",
            "{money: m0}\n        wait: [search_ads",
        ),
        ("tactics.yaml", "monthly: 5000", "monthly: 1000"),
    ),
    seeded(
        "a channel with the basics only",
        "no_channel_at_T0",
        "hours=h",
        ("scope.yaml", "social: 0\n    tactics: 0", "social: 1\n    tactics: 1"),
    ),
    seeded(
        "the largest scope for those who do not carry it",
        "carried_strategy",
        "who=team_5_plus",
        ("scope.yaml", "            - {base: {lacks: measuring}}\n", ""),
    ),
    seeded(
        "a largest scope that nobody reaches",
        "largest_scope",
        "no answers at all lead there",
        ("scope.yaml", "{solo: T2, micro: T3}", "{solo: T2, micro: T3, small: T3, medium: T3, large: T3}"),
    ),
    seeded(
        "a strategy for one channel below the largest scope",
        "no_channel_strategy",
        "wishes=channel_strategy",
        (
            "placing.yaml",
            "channel_strategy: {level: tactic, say: section}",
            "channel_strategy: {level: strategy, say: section}",
        ),
    ),
    seeded(
        "a plan without a depth",
        "depth_of_plan",
        "no advice for",
        ("plan.yaml", "      - {when: {tier: T3}, depth: quarter}\n", ""),
    ),
    seeded(
        "a size without safeguards",
        "safeguard_pack",
        "no advice for",
        (
            "care.yaml",
            "when: {size: [solo, micro]}\n        pack: P1",
            "when: {size: solo}\n        pack: P1",
        ),
    ),
    seeded(
        "a wish that some get no answer to",
        "wishes_answered",
        "no rule answers viral",
        ("placing.yaml", "when: {wishes: {has: viral}}", "when: {wishes: {has: viral}, size: solo}"),
    ),
    seeded(
        "two promises of when to answer",
        "one_answering_time",
        "size=micro",
        (
            "care.yaml",
            "{size: {at_least: small}, planning: {at_least: 480}}",
            "{size: {at_least: micro}, planning: {at_least: 480}}",
        ),
    ),
    seeded(
        "rest while the foundation is to be built",
        "rest_or_build",
        "content=nothing",
        ("plan.yaml", "when: {spare: {at_least: 60}, gate: {not: closed}}", "when: {spare: {at_least: 60}}"),
    ),
    seeded(
        "the basics alone and nobody who says that they are enough",
        "permission",
        "for example /en/advice?",
        (
            "plan.yaml",
            "when: {nothing_serves: yes, inbound: {not: [many, flood]}}",
            "when: {nothing_serves: yes, inbound: few}",
        ),
    ),
    seeded(
        "a country that changes the scope",
        "market",
        "tier",
        rule("when: {market: se}", "cap: T1"),
    ),
    seeded(
        "a purpose that changes the tactics",
        "purpose",
        "chosen",
        rule("when: {purpose: trust}", "score: {reviews: 3, gbp: 3, newsletter: 3, website_content: 3}"),
    ),
    seeded(
        "a wish that changes the plan",
        "wishes",
        "chosen",
        rule("when: {wishes: {has: newsletter}}", "reject: [gbp, reviews, website_content]"),
    ),
    seeded(
        "more usable hours than there are",
        "usable_time",
        "minutes are usable of",
        ("scope.yaml", "usable_percent: 85", "usable_percent: 120"),
    ),
]
"""Faults of the rulebook."""
