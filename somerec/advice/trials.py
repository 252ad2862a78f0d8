"""What would be decided under other answers: the stages of `decide`, each gone through only once.

Trying thousands of answers must be cheap, and must be the same call that decides. So each stage is handed
exactly the answers that its rules read and nothing else, and what it found is remembered by them: a stage
cannot read what is not part of its key. Tactics are judged and packed by the same judge and packer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from somerec.advice.choosing import judge_of
from somerec.advice.fit import Packer, Room
from somerec.advice.stages import count_hours, set_buying, set_gate, set_goal, set_tier
from somerec.rulebook.conditions import Condition, Facts, Value, named_options
from somerec.rulebook.model import Rulebook

MOST_REMEMBERED = 20_000
"""So many findings of a stage, and so many plans, are kept for whoever asks next."""


class Outcome(NamedTuple):
    """What a change is looked at for: the scope tier, the gate and the chosen tactics, in order."""

    tier: str
    gate: str
    chosen: tuple[str, ...]


class _Stage(NamedTuple):
    """How a stage is run, the verbs it looks at, what it reads of its own accord, and what it finds out."""

    run: Callable[[Facts, Rulebook], Any]
    verbs: tuple[str, ...]
    reads: tuple[str, ...]
    finds: tuple[str, ...]


_STAGES = (
    _Stage(count_hours, ("hours", "answering"), ("hours", "money"), ("planning", "usable")),
    _Stage(set_tier, ("cap", "cap_by", "lower"), (), ("tier",)),
    _Stage(set_goal, ("propose", "steer"), ("goal",), ("working_goal", "steering")),
    _Stage(set_gate, ("close_gate",), (), ("gate",)),
    _Stage(set_buying, ("guess_buying",), ("buying",), ("working_buying", "guesses_by")),
)

ROOM = ("tier", "usable", "situation", "money", "who", "planning", "gate")
"""What decides how much room there is for a plan."""

_FULL_DIARY = ("situation", frozenset(("full",)))
"""The one option that packing itself looks at."""


class Trials:
    """Decides for many sets of answers to one rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        """Find what each stage can read, and begin with nothing remembered."""
        self.rulebook, self.judge = rulebook, judge_of(rulebook)
        self.stages = tuple(_whole(stage, rulebook) for stage in _STAGES)
        self._found: list[dict[tuple[Value, ...], tuple[Value, ...]]] = [{} for _ in self.stages]
        self._chosen: dict[tuple[int, Room], tuple[str, ...]] = {}

    def outcome(self, values: dict[str, Value]) -> Outcome:
        """Return what is decided for some answers, and let `values` have the facts found on the way."""
        lines = self.find(values)
        room = Room.of(values, self.rulebook)
        return Outcome(room.tier, str(values["gate"]), self.chosen(lines, room))

    def find(self, values: dict[str, Value]) -> int:
        """Go through the stages: let `values` have what they find, and return the lines that hold then."""
        get = values.get
        for stage, known in zip(self.stages, self._found, strict=True):
            key = tuple(map(get, stage.reads))
            found = known.get(key)
            if found is None:
                found = self._run(stage, key, known)
            values.update(zip(stage.finds, found, strict=True))
        return self.judge.lines(values)

    def chosen(self, lines: int, room: Room) -> tuple[str, ...]:
        """Return the tactics that are chosen where they stand so and there is so much room."""
        found = self._chosen.get((lines, room))
        if found is None:
            if len(self._chosen) >= MOST_REMEMBERED:
                self._chosen.clear()
            fitted = Packer(room, self.rulebook).pack(self.judge.eligible(lines))
            found = tuple([item.stands.tactic.id for item in fitted if item.status == "chosen"])
            self._chosen[lines, room] = found
        return found

    def _run(
        self,
        stage: _Stage,
        answers: tuple[Value, ...],
        known: dict[tuple[Value, ...], tuple[Value, ...]],
    ) -> tuple[Value, ...]:
        if len(known) >= MOST_REMEMBERED:
            known.clear()
        facts = Facts(dict(zip(stage.reads, answers, strict=True)))
        stage.run(facts, self.rulebook)
        found = known[answers] = tuple([facts.values[name] for name in stage.finds])
        return found

    @property
    def reads(self) -> frozenset[str]:
        """Every question and fact that tier, gate and chosen tactics can depend on."""
        stages = chain.from_iterable(stage.reads for stage in self.stages)
        return frozenset((*chain.from_iterable(self.judge.columns), *stages, *ROOM))

    def names(self) -> Mapping[str, frozenset[str]]:
        """Return, by question, the options that can make a difference to what is decided."""
        found: dict[str, frozenset[str]] = {}
        verbs = chain.from_iterable(stage.verbs for stage in self.stages)
        stages = chain.from_iterable(_conditions(verb, self.rulebook) for verb in verbs)
        conditions = chain(self.judge.conditions, stages)
        for name, options in chain([_FULL_DIARY], *map(named_options, conditions)):
            found[name] = found.get(name, frozenset()) | options
        return found


@lru_cache(maxsize=4)
def trials_of(rulebook: Rulebook) -> Trials:
    """Return the trials of a rulebook, which remember what anybody has asked."""
    return Trials(rulebook)


def _whole(stage: _Stage, rulebook: Rulebook) -> _Stage:
    """Return a stage with everything that it can read."""
    conditions = chain.from_iterable(_conditions(verb, rulebook) for verb in stage.verbs)
    read = frozenset(stage.reads).union(*(condition.questions() for condition in conditions))
    tables = {effect.value[0] for verb in stage.verbs if verb == "cap_by" for effect in rulebook.having(verb)}
    return stage._replace(reads=tuple(sorted((read | tables).difference(stage.finds))))


def _conditions(verb: str, rulebook: Rulebook) -> Iterator[Condition]:
    """Yield the conditions on which what a verb does can depend."""
    yield from (effect.part.when for effect in rulebook.having(verb))
    lines: Iterable[Any] = ()
    if verb in ("propose", "steer"):
        lines = rulebook.proposals
    elif verb == "guess_buying":
        lines = rulebook.usual_buying
    yield from (line.when for line in lines)
