"""What is said around a consultant's own words, wherever a shared plan is shown or taken away."""

from __future__ import annotations

from collections.abc import Mapping

BESIDE: Mapping[str, str] = {
    "beside.from": "From {name}",
    "beside.notes": "Notes from {name}",
    "beside.changes": "What {name} has changed, and why",
    "beside.whose": "These changes and the reasons for them come from {name}, and not from the rulebook.",
    "beside.by": "Changed by {name}",
    "beside.left_out": "The rules had left this out, for these reasons:",
    "beside.reason": "Why {name} has changed it",
    # What a change does: {name} is a tactic
    "beside.add": "Added: {name}. It takes {time} a week and starts in week {week} of the plan.",
    "beside.add_once": "Added: {name}. It starts in week {week} of the plan.",
    "beside.drop": "Taken out: {name}.",
    "beside.move": "Moved: {name}. It starts in week {week} of the plan instead of week {before}.",
    "beside.hours": "Other hours: {name}. It takes {time} a week instead of {minutes}.",
    "beside.over": (
        "With these changes the plan takes {time} a week, which is {minutes} more than there is time for."
    ),
}
