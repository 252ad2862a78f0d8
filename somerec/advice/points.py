"""What is advised, point by point: plain values that two results can be held against each other by.

A point is a subject and an id within it. Its value is what is advised there; a point that is not there is
nothing advised. Wording, sources and the order in which things are told are no points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple, TypeAlias

from somerec.advice.recommendation import Item, Msg, Reason, Recommendation, TacticAdvice, Target

Subject: TypeAlias = Literal[
    "tier",
    "gate",
    "purpose",
    "goal",
    "steering",
    "kpi",
    "supporting",
    "target",
    "tactic",
    "weekly",
    "start",
    "tactic_setup",
    "tasks",
    "trial",
    "planned",
    "setup",
    "wishes",
    "actions",
    "safeguards",
    "stop",
    "law",
    "measure",
    "themes",
    "pack",
    "depth",
    "review",
    "first_step",
]

SUBJECTS: tuple[Subject, ...] = Subject.__args__  # type: ignore[attr-defined]
"""What can differ, in the order in which it is told."""

OF_THE_CHOSEN: tuple[Subject, ...] = ("weekly", "start", "tactic_setup", "tasks", "trial")
"""What is said of a tactic of the plan; there is nothing to compare where only one plan has it."""

LISTS: tuple[Subject, ...] = ("actions", "safeguards", "stop", "law", "measure")
"""Lists of lines, each of which only one of two results may have."""


class Point(NamedTuple):
    """A subject, and the id of what it is about; empty where there is only one."""

    subject: Subject
    id: str = ""


Value: TypeAlias = object
"""Something that can be compared; None where nothing is advised."""

Points = Mapping[Point, Value]


def points(advice: Recommendation) -> dict[Point, Value]:
    """Return what is advised, point by point."""
    aim = advice.aim
    found: dict[Point, Value] = {
        Point("tier"): advice.scope.tier,
        Point("gate"): advice.gate,
        Point("purpose"): aim.purpose,
        Point("goal"): (aim.goal, aim.draft),
        Point("steering"): aim.steering,
        Point("kpi"): aim.kpi[0],
        Point("supporting"): tuple(name for name, _ in aim.supporting),
        Point("target"): None if advice.flagged("closing") else _target(aim.target),
        Point("planned"): advice.hours.planned,
        Point("setup"): advice.setup,
        Point("pack"): advice.pack,
        Point("depth"): advice.depth,
        Point("review"): (advice.review.after_days, advice.review.first_check),
        Point("first_step"): (advice.first_step.text.key, advice.first_step.minutes),
    }
    for tactic in advice.tactics:
        found[Point("tactic", tactic.id)] = tactic.status
        found.update(_of_the_chosen(tactic) if tactic.status == "chosen" else ())
    found |= {Point("wishes", wish.id): (wish.level, wish.text.key) for wish in advice.wishes}
    for name in LISTS:
        found |= {point: (item.minutes, item.done) for point, item in lines(advice, name).items()}
    return found | {Point("themes", theme.key): theme.key for theme in advice.themes}


def _target(target: Target) -> Value:
    """Return what is told of a target: whether its months were said or are what is usual is not."""
    return target.kind, target.today, target.wanted, target.percent, target.months_counted


def _of_the_chosen(tactic: TacticAdvice) -> Iterator[tuple[Point, Value]]:
    tasks = tuple((task.id, task.minutes, task.rhythm, task.delegable) for task in tactic.tasks)
    yield Point("weekly", tactic.id), tactic.weekly
    yield Point("start", tactic.id), tactic.start_week
    yield Point("tactic_setup", tactic.id), tactic.setup
    yield Point("tasks", tactic.id), tasks
    yield Point("trial", tactic.id), (tactic.trial, tactic.facts_only)


def lines(advice: Recommendation, name: Subject) -> dict[Point, Item]:
    """Return the lines of a list, each by what it says."""
    items: Iterable[Item] = getattr(advice, name)
    return {Point(name, item.text.key): item for item in items}


def differing(before: Points, after: Points) -> list[Point]:
    """Return the points at which two results differ, in the order in which they are told."""
    found = [
        point
        for point in {**before, **after}
        if before.get(point) != after.get(point)
        and (point.subject not in OF_THE_CHOSEN or (point in before and point in after))
    ]
    return sorted(found, key=lambda point: SUBJECTS.index(point.subject))


def reasons(advice: Recommendation, point: Point) -> tuple[Reason, ...]:
    """Return the reasons that a result gives at a point; none where it is no decision of its own."""
    found: Mapping[Subject, tuple[Reason, ...]] = {
        "tier": tuple(cap.reason for cap in advice.scope.binding),
        "gate": advice.gate_reasons,
        "review": advice.review.reasons,
    }
    subject = point.subject
    if subject in found:
        return found[subject]
    if subject in ("purpose", "goal", "steering", "kpi", "supporting"):
        return advice.aim.reasons
    if subject == "tactic" or subject in OF_THE_CHOSEN:
        return next((tactic.reasons for tactic in advice.tactics if tactic.id == point.id), ())
    if subject == "wishes":
        return next((wish.reasons for wish in advice.wishes if wish.id == point.id), ())
    item = lines(advice, subject).get(point) if subject in LISTS else None
    return item.reasons if item else ()


def text(advice: Recommendation, point: Point) -> Msg | None:
    """Return the text that a result has at a point, where it is one of a list, a wish or a theme."""
    if point.subject in LISTS:
        item = lines(advice, point.subject).get(point)
        return item.text if item else None
    if point.subject == "themes":
        return next((theme for theme in advice.themes if theme.key == point.id), None)
    return next((wish.text for wish in advice.wishes if wish.id == point.id), None)
