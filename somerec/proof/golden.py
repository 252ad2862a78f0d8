"""Golden results: the advice for some hundred businesses, told so that a reader sees what has become another.

They guard the engine. Whoever makes it faster or simpler must leave each of them as it is. A business is an
address's query; what it is advised follows in a few lines by ids and minutes, and a short digest of every
reason with its rule, its figures and the answers that it rests on. Wording is not part of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from somerec.advice.answers import Answers
from somerec.advice.examples import fired, see
from somerec.advice.recommend import recommend
from somerec.advice.recommendation import Item, Msg, Reason, Recommendation, TacticAdvice
from somerec.proof.lot import draw
from somerec.rulebook.model import Rulebook

DAY = date(2027, 1, 4)
"""The first day of every golden plan."""

COUNT = 300
"""How many businesses are golden."""

_LOT = 3000
"""How many businesses are drawn to choose from."""

_DIGITS = 12
"""Hexadecimal digits of a digest of reasons: short, and still never twice the same by chance."""


def told(query: str, rulebook: Rulebook) -> str:
    """Return a business with its advice, as it stands in the file of golden results."""
    advice = recommend(Answers.from_query(query, rulebook), rulebook, DAY)
    return "\n  ".join((query, *_lines(advice)))


def _lines(advice: Recommendation) -> Iterator[str]:
    """Yield what is advised, a subject a line; what there is none of is left out."""
    aim, hours, scope = advice.aim, advice.hours, advice.scope
    caps = ",".join(f"{cap.reason.rule}<={cap.cap}" for cap in scope.binding)
    flags = "".join(f" !{flag}" for flag, _ in scope.flags)
    yield f"{scope.tier} gate {advice.gate} pack {advice.pack} by {caps or '-'}{flags}"
    goal = f"{aim.goal}{' (draft)' if aim.draft else ''} steering {aim.steering or '-'}"
    figures = "+".join((aim.kpi[0], *(figure for figure, _ in aim.supporting)))
    yield f"goal {goal} purpose {aim.purpose} kpi {figures} target {_target(advice)}"
    yield (
        f"week {hours.planned} of {hours.usable} usable, {hours.planning} counted; "
        f"set-up {advice.setup}, sprint {advice.sprint}, spare {advice.spare}"
    )
    yield from _list("chosen", [_chosen(tactic) for tactic in advice.chosen])
    yield from _list("later", [_outside(item) for item in advice.tactics if item.status == "later"])
    yield from _list("rejected", [item.id for item in advice.tactics if item.status == "rejected"])
    yield from _list("wishes", [f"{wish.id}:{wish.level}" for wish in advice.wishes])
    for name in ("actions", "safeguards", "stop", "law", "measure"):
        yield from _list(name, [_item(item) for item in getattr(advice, name)])
    yield from _list("themes", [theme.key.partition(".")[2] for theme in advice.themes])
    review = advice.review
    yield (
        f"depth {advice.depth} review {review.after_days} d, first {review.first_check or '-'}; "
        f"this week {advice.first_step.text.key} {advice.first_step.minutes}"
    )
    yield f"reasons {_digest(advice)}"


def _target(advice: Recommendation) -> str:
    target = advice.aim.target
    return f"{target.kind} {target.percent or '-'} % in {target.months_counted}"


def _chosen(tactic: TacticAdvice) -> str:
    """Write a tactic of the plan with its weekly minutes, its pace, its first week and what is special."""
    marks = [name for name in ("trial", "facts_only") if getattr(tactic, name)]
    return "/".join((tactic.id, str(tactic.weekly), tactic.pace, f"w{tactic.start_week}", *marks))


def _outside(tactic: TacticAdvice) -> str:
    marks = [name for name in ("then", "answer_only") if getattr(tactic, name)]
    return "/".join((tactic.id, *marks))


def _item(item: Item) -> str:
    return item.id + (f"/{item.minutes}" if item.minutes else "") + ("/done" if item.done else "")


def _list(name: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield f"{name} {' '.join(items)}"


def _digest(advice: Recommendation) -> str:
    """Return a short digest of every reason, and of every text and task with its figures."""
    text = "\n".join(_spelt(advice))
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def _spelt(advice: Recommendation) -> Iterator[str]:
    """Yield what is said and why, part by part in the order of the result page."""
    for tactic in advice.tactics:
        yield f"{tactic.id} {tactic.score} {tactic.weekly} {tactic.setup} {tactic.start_week}"
        yield _figures(tactic.job)
        yield from (f"{task.id} {task.minutes} {task.rhythm} {task.delegable}" for task in tactic.tasks)
        yield from _why(tactic.reasons)
    for name in ("wishes", "actions", "safeguards", "stop", "law", "measure"):
        for item in getattr(advice, name):
            yield f"{item.id} {_figures(item.text)}"
            yield from _why(item.reasons)
    aim, scope = advice.aim, advice.scope
    said = (aim.kpi[1], *(text for _, text in aim.supporting), *advice.themes, *advice.review.triggers)
    yield from map(_figures, (*said, advice.first_step.text))
    bound = [cap.reason for cap in scope.binding]
    flags = [reason for _, reason in scope.flags]
    yield from _why((*bound, *flags, *aim.reasons, *advice.hours.reasons, *advice.gate_reasons))
    yield from _why((*advice.review.reasons, *advice.principles))


def _why(reasons: Iterable[Reason]) -> Iterator[str]:
    for why in reasons:
        answers = " ".join(f"{name}={','.join(options)}/{holds}" for name, options, holds in why.answers)
        yield f"{why.rule} {why.points} {answers} {_figures(why.text)}"


def _figures(message: Msg) -> str:
    """Return which text it is, with what fills its slots."""
    return f"{message.key} {sorted(message.params.items(), key=lambda pair: pair[0])}"


def choose(rulebook: Rulebook, kinds: Iterable[str]) -> list[str]:
    """Return the queries of golden businesses: those of a kind first, then what adds most that is new.

    From a lot, always the same, that business is taken next which shows most tiers, trades, goals, rules,
    tactics and lines of advice that none before has shown. What is left is filled up in the order of the lot.
    """
    chosen = list(dict.fromkeys(kinds))
    seen = {mark for query in chosen for mark in _marks(query, rulebook)}
    left = {one.query: _marks(one.query, rulebook) for one in draw(rulebook, _LOT, "golden")}
    while len(chosen) < COUNT:
        query = max(left, key=lambda name: len(left[name] - seen))
        seen |= left.pop(query)
        chosen.append(query)
    return chosen


def _marks(query: str, rulebook: Rulebook) -> frozenset[str]:
    """Return what a business shows of the rulebook."""
    answers = Answers.from_query(query, rulebook)
    shown = see(answers, rulebook)
    advice = shown.advice
    found = {f"answer {name}={value}" for name, value in answers.pairs(edition=False)}
    found |= {f"part {part}" for part in fired(shown, rulebook)}
    found |= {f"tactic {item.id} {item.status} {item.pace}" for item in advice.tactics}
    found |= {f"wish {wish.id} {wish.level}" for wish in advice.wishes}
    for name in ("actions", "safeguards", "stop", "law", "measure"):
        found |= {f"{name} {item.id}" for item in getattr(advice, name)}
    found |= {f"trade {answers.given['business_type']} tier {advice.scope.tier}"}
    return frozenset(found | {f"goal {advice.aim.goal} gate {advice.gate}", f"depth {advice.depth}"})
