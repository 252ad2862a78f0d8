"""Why a tactic stands as it does and was cut as it was, as reasons with the answers that they rest on.

Deciding goes by what fires; this is where each of these things is traced back to answers.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from somerec.advice.firing import explain, reason, resting_on
from somerec.advice.fit import Cut, Fitted
from somerec.advice.recommendation import Reason
from somerec.advice.standing import Ground, Standing
from somerec.rulebook.conditions import Facts, Match, Matches, joined
from somerec.rulebook.model import Effect, Rulebook, Tactic

_RESTS_ON = {
    "serves": "working_goal",
    "serves_nothing": "working_goal",
    "facts_later": "working_goal",
    "facts_only": "working_goal",
    "trial": "working_goal",
    "fits_buying": "working_buying",
    "skill_bought": "money",
    "basics_monthly": "tier",
    "social_cap": "tier",
    "no_social": "tier",
    "tactic_cap": "tier",
    "no_tactics": "tier",
    "too_many_hours": "usable",
    "half_pace": "usable",
    "quarter_pace": "usable",
    "raised": "usable",
}
"""The question or fact whose answers stand behind something that the engine itself found."""

_CAPS = ("social_cap", "no_social", "tactic_cap", "no_tactics")


_OF_ITS_OWN = frozenset(("in_use", "skill_missing"))
"""What rests on other answers for each tactic."""


_BY_GOAL = ("serves", "serves_nothing")
"""What is said in other words of a goal that was proposed to the visitor."""


class Teller:
    """Tells the reasons of one business; what several tactics share is traced back only once."""

    def __init__(self, facts: Facts, rulebook: Rulebook) -> None:
        """Tell from the facts that decided."""
        self.facts, self.rulebook = facts, rulebook
        self._shared: dict[Ground, Reason] = {}
        self._unused: dict[tuple[Ground, str], Reason] = {}
        """What is said of tactics whose channel is not in use, by the state of the channel."""

    def grounds(self, stands: Standing, said: Iterable[Ground]) -> list[Reason]:
        """Return the reasons for what is said of a tactic, in the same order."""
        shared = self._shared
        return [shared.get(ground) or self._told(stands, ground) for ground in said]

    def _told(self, stands: Standing, ground: Ground) -> Reason:
        """Return the reason for one thing that is said of a tactic."""
        effect = ground.effect
        if ground.event in _OF_ITS_OWN or (effect and effect.part.split.own):
            return self._of_its_own(stands, ground)
        why = self._shared[ground] = self._ground(ground)
        return why

    def _ground(self, ground: Ground) -> Reason:
        """Return a reason that is the same for every tactic of which it is given."""
        event, effect, points = ground
        facts = self.facts
        if event in _BY_GOAL and facts.values["working_goal"] != facts.values["goal"]:
            return explain(f"{event}_proposed", self.rulebook, facts.matches("working_goal"), points)
        if effect is None:
            return explain(event, self.rulebook, facts.matches(_RESTS_ON[event]))
        if event == "guess_buying":
            return resting_on(facts.matches("working_buying"), effect)
        if effect.verb == "points":
            return _worth(effect, points, facts.matches(_RESTS_ON[event]))
        return reason(effect, facts, points)

    def _of_its_own(self, stands: Standing, ground: Ground) -> Reason:
        event, effect, points = ground
        if effect is None:
            raise ValueError(f"only a rule says {event!r} of one tactic")
        if event == "in_use":
            return _worth(effect, points, self.facts.matches(stands.tactic.row))
        if event == "skill_missing":
            return _worth(effect, points, _lacking(stands.tactic))
        return self._of_its_channel(stands, ground, effect)

    def _of_its_channel(self, stands: Standing, ground: Ground, effect: Effect) -> Reason:
        """Return why a rule that looks at a tactic's own channel says something of it.

        Not having a channel in use is no cause; what keeps it from opening is, and that is the same for all.
        """
        row, facts = stands.tactic.row, self.facts
        state = str(facts.values.get(row, "no"))
        if stands.in_use:
            facts.derive("this_channel", state, facts.matches(row))
            return reason(effect, facts, ground.points)
        why = self._unused.get((ground, state))
        if why is None:
            facts.derive("this_channel", state, ())
            why = self._unused[ground, state] = reason(effect, facts, ground.points)
        return why

    def cut(self, cut: Cut) -> Reason:
        """Return why a tactic that could be taken was left out, with the figures that its text states."""
        facts, event = self.facts, cut.event
        if event == "below_threshold":
            answers = joined([facts.matches("working_goal"), facts.matches("buying")])
        elif event == "no_money":
            answers = self._purse()
        else:
            answers = facts.matches(_RESTS_ON[event])
        if event in _CAPS:
            return explain(event, self.rulebook, answers, cap=cut.left)
        if event == "too_many_hours":
            return explain(event, self.rulebook, answers, needed=cut.needed, left=cut.left)
        return explain(event, self.rulebook, answers)

    def _purse(self) -> Matches:
        """Return the answers behind the money; who is hired is paid out of it first."""
        hired = self.facts.values["who"] == "hired"
        names = ("money", "who") if hired else ("money",)
        return joined([self.facts.matches(name) for name in names])

    def notes(self, item: Fitted) -> list[Reason]:
        """Return what is worth knowing of a tactic in the plan."""
        if not item.notes:
            return []
        said = [
            Ground(note, None) if isinstance(note, str) else Ground(note.verb, note) for note in item.notes
        ]
        return self.grounds(item.stands, said)


@lru_cache(maxsize=1024)
def _worth(effect: Effect, points: int, answers: Matches) -> Reason:
    """Return the reason for a part of the base score, with its points."""
    return resting_on(answers, effect, points)


@cache
def _lacking(tactic: Tactic) -> Matches:
    return tuple(Match("skills", (skill,), holds=False) for skill in sorted(tactic.skills))
