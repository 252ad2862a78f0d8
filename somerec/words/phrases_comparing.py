"""The sentences that tell two plans apart. Plan A is the one that there is, plan B the one beside it.

A key that ends in `_life` is said where the difference rests on a fact of life, which nobody chooses.
"""

from __future__ import annotations

from collections.abc import Mapping

COMPARING: Mapping[str, str | tuple[str, str]] = {
    # What the difference comes to, in a sentence
    "compare.nothing": "This changes nothing in your plan.",
    "compare.nothing_life": "This would change nothing in your plan.",
    "compare.grows": "The scope grows from ‘{before}’ to ‘{after}’.",
    "compare.grows_life": "The scope would grow from ‘{before}’ to ‘{after}’.",
    "compare.shrinks": "The scope shrinks from ‘{before}’ to ‘{after}’.",
    "compare.shrinks_life": "The scope would shrink from ‘{before}’ to ‘{after}’.",
    "compare.tactics": "The scope stays ‘{tier}’, but the plan gets other tactics.",
    "compare.tactics_life": "The scope would stay ‘{tier}’, but the plan would get other tactics.",
    "compare.more": "The scope stays ‘{tier}’, but more tactics come in.",
    "compare.more_life": "The scope would stay ‘{tier}’, but more tactics would come in.",
    "compare.fewer": "The scope stays ‘{tier}’, but some tactics fall away.",
    "compare.fewer_life": "The scope would stay ‘{tier}’, but some tactics would fall away.",
    "compare.details": "The scope and the tactics stay the same. Only some details differ.",
    "compare.details_life": "The scope and the tactics would stay the same. Only some details would differ.",
    # What sets the limit
    "compare.still": "What sets the limit is still that {clauses}.",
    "compare.still_room": "The scope is still the largest there is, because {clauses}.",
    "compare.limit_a": "In plan A, what sets the limit is that {clauses}.",
    "compare.limit_b": "In plan B, what sets the limit is that {clauses}.",
    "compare.room_a": "Plan A has the largest scope there is, because {clauses}.",
    "compare.room_b": "Plan B has the largest scope there is, because {clauses}.",
    # New channels
    "compare.gate_open": "New channels may open, because {clauses}.",
    "compare.gate_open_life": "New channels could open, because {clauses}.",
    "compare.gate_closed": "New channels wait, because {clauses}.",
    "compare.gate_closed_life": "New channels would wait, because {clauses}.",
    # Tactics
    "compare.gained": "It comes in because {clauses}.",
    "compare.gained_life": "It would come in because {clauses}.",
    "compare.gained_all": "They come in because {clauses}.",
    "compare.gained_all_life": "They would come in because {clauses}.",
    "compare.lost": "It falls away because {clauses}.",
    "compare.lost_life": "It would fall away because {clauses}.",
    "compare.lost_all": "They fall away because {clauses}.",
    "compare.lost_all_life": "They would fall away because {clauses}.",
    # Whether an answer can be changed
    "compare.change.now": "You can decide this today.",
    "compare.change.effort": "You can change this with some effort.",
    "compare.change.life": "This is a fact of life, so the comparison only shows what would differ.",
    # The cells of a table
    "compare.no_money": "Nothing",
    "compare.not_asked": "Not asked",
    "compare.open": "May open",
    "compare.closed": "Wait until the foundation stands",
    # Addresses that cannot be compared
    "compare.empty": "Paste the address of a plan here",
    "compare.no_answers": "There are no answers in this address. Open the plan and copy its whole address",
    "compare.unfinished": (
        "This address lacks an answer to ‘{question}’. Finish that plan first, and copy its address"
    ),
}
"""English, by key, as in `phrases.py`."""
