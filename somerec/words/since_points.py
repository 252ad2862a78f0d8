"""One point at which today's advice differs, as a sentence, with a text of the rulebook where need be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from somerec.advice.points import LISTS, text
from somerec.advice.recommendation import Msg, Recommendation, TacticAdvice
from somerec.advice.since import Differs
from somerec.words import verdict
from somerec.words.speaker import Speaker

_NAMED = {"tier": "tiers.{}.name", "purpose": "purposes.{}.name", "pack": "packs.{}.name"}
"""Subjects whose values have a name, and the key of it."""

_TIMES = ("planned", "setup", "weekly", "tactic_setup")
"""Subjects whose values are minutes."""

_TURNS: Mapping[tuple[object, object], str] = {
    ("chosen", "later"): "tactic_later",
    ("chosen", "rejected"): "tactic_rejected",
    ("rejected", "later"): "tactic_may_wait",
    ("later", "rejected"): "tactic_ruled_out",
    (None, "later"): "tactic_new_later",
    (None, "rejected"): "tactic_new_rejected",
}
"""What is said of a tactic by where it stood and where it would stand, outside today's plan."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence; one that ends in a colon goes on in `detail`, a text of the rulebook."""

    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PointTeller:
    """Tells points in the words of today, and in those of then where today has none."""

    before: Recommendation
    after: Recommendation
    now: Speaker
    then: Speaker

    def lines(self, item: Differs) -> Iterator[Line]:
        """Yield the sentences for a point, mostly one."""
        subject = item.point.subject
        if subject in _TIMES:
            yield self._line(subject, name=self._name(item.point.id), time=item.after, minutes=item.before)
        elif subject in _NAMED:
            before, after = (self._text(_NAMED[subject].format(value)) for value in (item.before, item.after))
            yield self._line(subject, before=before, after=after)
        elif subject in LISTS or subject == "themes":
            yield self._listed(item)
        else:
            yield from _TELLERS[subject](self, item)

    def _line(self, key: str, detail: str = "", /, **params: Any) -> Line:
        return Line(self.now.phrase(f"since.{key}", **params), detail)

    def _text(self, key: str) -> str:
        """Return a text of today, or of then where there is none any more."""
        return self.now.texts.get(key) or self.then.text(key)

    def _say(self, message: Msg) -> str:
        return (self.now if message.key in self.now.texts else self.then).say(message)

    def _name(self, tactic: str) -> str:
        return self._text(f"tactics.{tactic}.name") if tactic else ""

    def _label(self, question: str, option: str) -> str:
        return self._text(f"questions.{question}.options.{option}.label")

    def _listed(self, item: Differs) -> Line:
        """Return a line of a list that only one result has, or that takes other time."""
        name, point = item.point.subject, item.point
        if item.before is None or item.after is None:
            key = f"{name}_{'in' if item.before is None else 'out'}"
            found = text(self.after if item.before is None else self.before, point)
            return self._line(key, self._say(found) if found else "")
        (before, _), (after, done) = _pair(item.before), _pair(item.after)
        found = text(self.after, point)
        detail = self._say(found) if found else ""
        if before != after:
            return self._line("line_time", detail, time=after, minutes=before)
        return self._line("line_done" if done else "line_open", detail)

    def gate(self, item: Differs) -> Iterator[Line]:
        """Tell whether new channels could open."""
        yield self._line(f"gate_{item.after}")

    def goal(self, item: Differs) -> Iterator[Line]:
        """Tell the goal, and whether it is a draft."""
        before, after = self.before.aim, self.after.aim
        if before.goal != after.goal:
            names = (self._label("goal", goal) for goal in (before.goal, after.goal))
            yield self._line("goal", **dict(zip(("before", "after"), names, strict=True)))
        elif item.before != item.after:
            yield self._line("goal_draft" if after.draft else "goal_firm")

    def steering(self, item: Differs) -> Iterator[Line]:
        """Tell which goal to steer by."""
        if item.after:
            yield self._line("steering", after=self._label("goal", str(item.after)))
        else:
            yield self._line("steering_none")

    def kpi(self, _: Differs) -> Iterator[Line]:
        """Tell the most important figure."""
        yield self._line("kpi", self._say(self.after.aim.kpi[1]))

    def supporting(self, _: Differs) -> Iterator[Line]:
        """Tell the figures that help to understand it."""
        said = [self._say(message) for _, message in self.after.aim.supporting]
        yield self._line("supporting", "; ".join(said))

    def target(self, _: Differs) -> Iterator[Line]:
        """Tell how much better by when."""
        yield self._line("target", verdict.target(self.after, self.now))

    def depth(self, item: Differs) -> Iterator[Line]:
        """Tell how the plan is written."""
        yield self._line("depth", self._text(f"depth.{item.after}"))

    def first_step(self, _: Differs) -> Iterator[Line]:
        """Tell what to do this week."""
        yield self._line("first_step", self._say(self.after.first_step.text))

    def review(self, _: Differs) -> Iterator[Line]:
        """Tell when to look at the plan again."""
        before, after = self.before.review, self.after.review
        if before.after_days != after.after_days:
            yield self._line("review", before=before.after_days, after=after.after_days)
        if after.first_check and after.first_check != before.first_check:
            yield self._line("first_check", date=after.first_check)
        if before.first_check and not after.first_check:
            yield self._line("first_check_none")

    def tactic(self, item: Differs) -> Iterator[Line]:
        """Tell where a tactic would stand, and why it would no longer be in the plan."""
        name, today = self._name(item.point.id), self._today(item.point.id)
        if today is None:
            yield self._line("tactic_gone", name=name)
        elif today.status == "chosen":
            key = "tactic_chosen" if today.weekly else "tactic_chosen_once"
            yield self._line(key, name=name, time=today.weekly)
        else:
            why = today.reasons[0] if item.before == "chosen" and today.reasons else None
            yield self._line(
                _TURNS[item.before, item.after], self.now.say(why.text) if why else "", name=name
            )

    def start(self, item: Differs) -> Iterator[Line]:
        """Tell in which week a tactic begins."""
        yield self._line("start", name=self._name(item.point.id), week=item.after, before=item.before)

    def tasks(self, item: Differs) -> Iterator[Line]:
        """Tell that a tactic has other tasks; other minutes are told by the week that they add up to."""
        before = next(one for one in self.before.tactics if one.id == item.point.id)
        today = self._today(item.point.id)
        if today is None or before.weekly == today.weekly:
            yield self._line("tasks", name=self._name(item.point.id))

    def trial(self, item: Differs) -> Iterator[Line]:
        """Tell whether a tactic is on trial, and whether more than its facts are looked after."""
        (was_trial, had_facts), (trial, facts) = _pair(item.before), _pair(item.after)
        name = self._name(item.point.id)
        if was_trial != trial:
            yield self._line("trial" if trial else "trial_over", name=name)
        if had_facts != facts:
            yield self._line("facts_only" if facts else "facts_more", name=name)

    def wishes(self, item: Differs) -> Iterator[Line]:
        """Tell the answer to a wish."""
        wish, answer = self._label("wishes", item.point.id), text(self.after, item.point)
        yield (
            self._line("wish", self._say(answer), wish=wish) if answer else self._line("wish_gone", wish=wish)
        )

    def _today(self, tactic: str) -> TacticAdvice | None:
        return next((one for one in self.after.tactics if one.id == tactic), None)


def _pair(value: object) -> tuple[Any, Any]:
    """Return a value that is a pair as one."""
    return cast("tuple[Any, Any]", value)


_TELLERS: Mapping[str, Callable[[PointTeller, Differs], Iterator[Line]]] = {
    "gate": PointTeller.gate,
    "goal": PointTeller.goal,
    "steering": PointTeller.steering,
    "kpi": PointTeller.kpi,
    "supporting": PointTeller.supporting,
    "target": PointTeller.target,
    "depth": PointTeller.depth,
    "first_step": PointTeller.first_step,
    "review": PointTeller.review,
    "tactic": PointTeller.tactic,
    "start": PointTeller.start,
    "tasks": PointTeller.tasks,
    "trial": PointTeller.trial,
    "wishes": PointTeller.wishes,
}
"""Who tells what is neither a time, a name nor a line of a list."""
