"""The sentences that say why not, what stands between, and what would change a plan.

Where a sentence holds two answers, the word before the first is said again before the second.
"""

from __future__ import annotations

from collections.abc import Mapping

EXPLAINING: Mapping[str, str | tuple[str, str]] = {
    # The figures of a cut
    "cut.score": "Its score is {score}, and it takes {threshold} to come into the plan.",
    "cut.hours": "It takes at least {needed} a week, and we count on {left}.",
    "cut.money": "It costs about {cost} a month, and {rest} of the money is left.",
    "cut.no_money": "It costs about {cost} a month, and none of the money is left.",
    "cut.scope": "It belongs in a plan of the size ‘{tier}’ or larger.",
    # What stands between a tactic and the plan
    "near.one": "Only one answer stands in the way: it comes in if {clauses}.",
    "near.two": "Two answers stand in the way: it comes in if {clauses}.",
    "near.other": "The other thing it takes is that {clauses}.",
    "near.life": "It comes in if {clauses}.",
    "near.less": "Having less of something would bring it in, and that is no way to it.",
    "near.none": "No single answer would bring it in, nor would any two that you can change.",
    # What would change the plan
    "ways.tier": "The scope becomes ‘{tier}’ if {clauses}.",
    "ways.tier_life": "The scope becomes ‘{tier}’ if {clauses}.",
    "ways.gate": "New channels may open if {clauses}.",
    "ways.gate_life": "New channels may open if {clauses}.",
    "ways.gained": "The plan gets {tactic} if {clauses}.",
    "ways.gained_life": "The plan gets {tactic} if {clauses}.",
    "ways.lost": "The plan loses {tactic} if {clauses}.",
    "ways.lost_life": "The plan loses {tactic} if {clauses}.",
    "ways.nothing": "No single answer that you can change would make the scope larger, nor would any two.",
    # Facts of life: what comes before such a sentence
    "differs.market": "In another country this would differ.",
    "differs.business_type": "In another trade this would differ.",
    "differs.special": "If other rules applied to what you do, this would differ.",
    "differs.situation": "In another situation this would differ.",
    "differs.size_smaller": "With a smaller business this would differ.",
    "differs.size_larger": "With a larger business this would differ.",
    "differs.buying": "If people came to you in another way, this would differ.",
    "differs.inbound": "If more or fewer people wrote to you, this would differ.",
    "differs.other": "This is how things are, but with another answer the plan would differ.",
    # How firm the plan is
    "stability": "We tried {tried} changes of one answer each, and {same} of them leave your plan as it is.",
    "stability_all": "We tried {tried} changes of one answer each, and none of them changes your plan.",
    # One tactic and not another
    "versus.chosen": "‘{one}’ is in the plan, and ‘{two}’ is not.",
    "versus.both": "Both are in the plan, and ‘{one}’ comes first.",
    "versus.neither": "Neither is in the plan, but ‘{one}’ is nearer to it.",
    "versus.alike": (
        "The same speaks for and against both, and then what is in use, free and quick comes first."
    ),
    "versus.scores": "‘{one}’ has a score of {first}, and ‘{two}’ has {second}.",
    "versus.points": "What tells them apart:",
    "versus.cuts": "What keeps one of them out, and not the other:",
    "versus.line": "{tactic}: {text}",
    "versus.plus": "{text} (+{points})",
    "versus.minus": "{text} (−{points})",
    # Headings
    "explain.why": "Why",
    "explain.skipped": "You can skip these for now, and why",
    "explain.changes": "What would change this",
    "explain.larger": "A larger scope",
    "explain.opens": "New channels",
    "explain.gains": "What brings more in",
    "explain.losses": "What would drive something out",
    "explain.firm": "How firm the plan is",
    "explain.versus": "{one} or {two}?",
    "explain.unknown": "There is no tactic called “{key}”.",
    "explain.unknown_near": "There is no tactic called “{key}”. Did you mean “{nearest}”?",
}
"""English, by key, as in `phrases.py`."""
