"""The decision itself: hours, scope, goal, gate, and what becomes of every tactic.

`recommend` tells what was decided here and adds what follows from it. Whoever asks what another answer
would change asks here too, by `Trials` (see `trials.py`), which goes through the same stages.
"""

from __future__ import annotations

from dataclasses import dataclass

from somerec.advice.answers import Answers
from somerec.advice.choosing import judge_of
from somerec.advice.firing import firing
from somerec.advice.fit import Fitted, Packer, Room
from somerec.advice.recommendation import Aim, Hours, Reason, Scope
from somerec.advice.stages import count_hours, set_aim, set_buying, set_gate, set_scope
from somerec.rulebook.conditions import Facts
from somerec.rulebook.model import Rulebook


@dataclass(slots=True)
class Decision:
    """What was decided, with the facts that it rests on.

    `fitted` holds every tactic of the catalogue in the order of packing; `spare` is the minutes a week
    that packing left.
    """

    facts: Facts
    hours: Hours
    scope: Scope
    aim: Aim
    gate_reasons: tuple[Reason, ...]
    fitted: list[Fitted]
    spare: int

    @property
    def tier(self) -> str:
        """The scope tier."""
        return self.scope.tier

    @property
    def gate(self) -> str:
        """`open` or `closed`."""
        return str(self.facts.values["gate"])

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the chosen tactics, in order."""
        return tuple([item.stands.tactic.id for item in self.fitted if item.status == "chosen"])


def decide(answers: Answers, rulebook: Rulebook) -> Decision:
    """Decide everything that `recommend` tells. `answers` must be whole (see `Answers.from_query`)."""
    facts = answers.facts(rulebook)
    hours = count_hours(facts, rulebook)
    scope = set_scope(facts, rulebook)
    aim = set_aim(facts, rulebook, answers)
    gate_reasons = set_gate(facts, rulebook)
    set_buying(facts, rulebook)
    fitted, spare = pack(facts, rulebook)
    return Decision(facts, hours, scope, aim, gate_reasons, fitted, spare)


def pack(facts: Facts, rulebook: Rulebook) -> tuple[list[Fitted], int]:
    """Judge and pack the catalogue; return it in order, with the minutes left."""
    judge = judge_of(rulebook)
    packer = Packer(Room.of(facts.values, rulebook), rulebook)
    fitted = packer.pack(judge.in_order(judge.lines(facts.values)))
    save_time = facts.values["working_goal"] == "save_time"
    for effect in firing("deepen", rulebook, facts):
        packer.deepen(fitted, effect.value, save_time=save_time)
    return fitted, packer.minutes
