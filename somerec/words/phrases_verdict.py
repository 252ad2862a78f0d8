"""The three sentences that a plan begins with: what is right, what sets the limit, and the first step.

Each has at most 25 words with the longest clauses, hours or goals that can stand in it, or `verdict.py` takes
another that has.
"""

from __future__ import annotations

from collections.abc import Mapping

VERDICT: Mapping[str, str | tuple[str, str]] = {
    # What is right. Where no phrase says it, `tiers.….what` does.
    "verdict.no_channel_strategy_basics": (
        "You need no strategy for Facebook or any other channel, and you have not missed anything: "
        "the basics are enough."
    ),
    "verdict.no_channel_strategy_small": (
        "You need no strategy for Facebook or any other channel, and you have not missed anything: "
        "one small web strategy is enough."
    ),
    "verdict.no_channel_strategy_one": (
        "You need no strategy for Facebook or any other channel, and you have not missed anything: "
        "one web strategy is enough."
    ),
    "verdict.no_channel_strategy_channels": (
        "You need no strategy for Facebook or any other channel, and have missed nothing: "
        "one web strategy is enough, with social media inside it."
    ),
    "verdict.T2_then": (
        "One web strategy is right for you, and social media come into it when the foundation stands."
    ),
    "verdict.T2_none": "One web strategy is right for you, with no social channel in it for now.",
    "verdict.T3_then": (
        "You have people for social media as one part of your marketing plan, "
        "and they begin when the foundation stands."
    ),
    "verdict.T3_none": "You have people for a whole marketing plan, with no social channel in it for now.",
    "verdict.full": (
        "You need next to nothing: correct facts, what already works, and a good conscience about the rest."
    ),
    "verdict.closing": "Correct facts and a kind notice are all that you need now.",
    # The same, where another goal is the way to the goal of the business.
    "verdict.no_channel_strategy_basics_steered": (
        "You need no Facebook strategy and have missed nothing: the basics are enough to {steering}, "
        "and so {goal}."
    ),
    "verdict.no_channel_strategy_small_steered": (
        "You need no Facebook strategy and have missed nothing: "
        "one small web strategy is enough to {steering}, and so {goal}."
    ),
    "verdict.no_channel_strategy_one_steered": (
        "You need no Facebook strategy and have missed nothing: one web strategy is enough to {steering}, "
        "and so {goal}."
    ),
    "verdict.T0_steered": "Correct facts where people look you up are enough to {steering}, and so {goal}.",
    "verdict.T1_steered": "One small web strategy with a few tactics is enough to {steering}, and so {goal}.",
    "verdict.T2_steered": (
        "One web strategy with room for tactics in social media is enough to {steering}, and so {goal}."
    ),
    "verdict.T2_then_steered": (
        "One web strategy, with social media in it when the foundation stands, is enough to {steering}, "
        "and so {goal}."
    ),
    "verdict.T2_none_steered": (
        "One web strategy, with no social channel in it for now, is enough to {steering}, and so {goal}."
    ),
    "verdict.T3_steered": (
        "You have people for a social-media strategy as part of a marketing plan to {steering}, "
        "and so {goal}."
    ),
    "verdict.T3_then_steered": (
        "You have people for a marketing plan, with social media when the foundation stands, "
        "to {steering}, and so {goal}."
    ),
    "verdict.T3_none_steered": (
        "You have people for a marketing plan, with no social channel for now, to {steering}, and so {goal}."
    ),
    "verdict.T4_steered": (
        "You have what it takes for a strategy and an owner for each channel, to {steering} and so {goal}."
    ),
    # What sets the limit
    "verdict.limit": "What sets the limit is that {clauses}, which leaves {usable} a week.",
    "verdict.limit_answering": "What sets the limit is that {clauses}, and answering leaves {usable} a week.",
    "verdict.limit_only": "What sets the limit is that {clauses}.",
    "verdict.limit_short": "The limit is that {clauses}.",
    "verdict.limit_part": "Part of what sets the limit is that {clauses}.",
    "verdict.limit_also": "Another limit is that {clauses}.",
    "verdict.limit_full": "What sets the limit is that {clauses}, and the plan takes {time} a week.",
    "verdict.limit_closing": (
        "What sets the limit is that {clauses}, and until then the plan takes {time} a week."
    ),
    "verdict.room": "You have the capacity for it, because {clauses}.",
    "verdict.room_also": "It helps that {clauses}.",
    # Right below, where the second sentence has no room for the hours
    "verdict.time": "The plan has {usable} a week.",
    "verdict.time_answering": "When answering has had its share, the plan has {usable} a week.",
    # The first step
    "verdict.this_week": "This week: {step}",
    "verdict.this_week_begin": "This week, begin with {tactic}: {step}",
}
