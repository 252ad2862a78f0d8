"""What stands beside the engine's advice: a consultant's own words and changes, always under her name.

Nothing here is mixed with the engine's reasons. Whoever writes a plan, on a page or as a file, takes the
consultant's part from here, so that every shape says the same with the same numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from somerec.advice.adjust import Adjusted, Made
from somerec.advice.since import Since
from somerec.words.speaker import Speaker


@dataclass(frozen=True)
class Adviser:
    """A consultant's part of a plan. Greeting and notes are Markdown, in a language of their own."""

    name: str
    greeting: str
    notes: str
    language: str
    adjusted: Adjusted

    @property
    def speaks(self) -> bool:
        """Whether there is anything of the consultant's to show."""
        return bool(self.greeting.strip() or self.notes.strip() or self.adjusted.made)

    @cached_property
    def by_tactic(self) -> Mapping[str, tuple[Made, ...]]:
        """The changes that were made, by tactic."""
        found: dict[str, tuple[Made, ...]] = {}
        for made in self.adjusted.made:
            name = made.adjustment.tactic
            found[name] = (*found.get(name, ()), made)
        return found

    def reasons(self, tactic: str) -> str:
        """Return why a tactic was changed, in the consultant's own words; empty where it was not."""
        return " ".join(made.adjustment.reason for made in self.by_tactic.get(tactic, ()))


@dataclass(frozen=True)
class Beside:
    """What stands beside the advice, if anything does."""

    adviser: Adviser | None = None
    since: Since | None = None
    """Where the plan is of an old edition: what today's rules would say differently."""


ALONE = Beside()
"""Nothing stands beside the advice."""


def change_text(made: Made, speaker: Speaker) -> str:
    """Return what a change does to a plan, with the numbers that the plan has now."""
    verb, before, after = made.adjustment.verb, made.before, made.after
    key = "add_once" if verb == "add" and not after.weekly else verb
    return speaker.phrase(
        f"beside.{key}",
        name=speaker.text(f"tactics.{after.id}.name"),
        time=after.weekly,
        minutes=before.weekly,
        week=after.start_week or 1,
        before=before.start_week or 1,
    )


def over_text(adjusted: Adjusted, speaker: Speaker) -> str:
    """Return by how much the changed plan takes more time than there is; empty where it fits."""
    if not adjusted.over:
        return ""
    return speaker.phrase("beside.over", time=adjusted.advice.hours.planned, minutes=adjusted.over)


def left_out(adviser: Adviser | None, tactic: str) -> bool:
    """Say whether a consultant added a tactic that the rules had left out of the plan."""
    made = adviser.by_tactic.get(tactic, ()) if adviser else ()
    return bool(made) and made[0].before.status != "chosen" and made[0].after.status == "chosen"
