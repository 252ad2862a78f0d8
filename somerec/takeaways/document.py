"""A recommendation as a document on paper: the plan on page one, and after it what the plan rests on.

How much comes after it is the depth of the plan. Page one always holds all of the plan.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from somerec.advice.recommendation import Money, Msg, Recommendation, TacticAdvice
from somerec.rulebook.model import Rulebook
from somerec.takeaways import page_one, record
from somerec.takeaways.adviser import as_blocks
from somerec.takeaways.document_parts import Parts
from somerec.takeaways.letters import on_paper
from somerec.words import calendar, details, verdict, workload
from somerec.words.beside import ALONE, Adviser, Beside, over_text
from somerec.words.speaker import Speaker, speaker_for

Data = dict[str, Any]


def document(
    recommendation: Recommendation, rulebook: Rulebook, language: str, link: str = "", beside: Beside = ALONE
) -> Data:
    """Return the document as data. With a link, it says where the plan can be opened again."""
    speaker = speaker_for(recommendation, rulebook, language)
    parts, first = Parts(recommendation, speaker), front(recommendation, speaker, beside.adviser)
    tier = speaker.text(f"tiers.{recommendation.scope.tier}.name")
    words = as_blocks(beside.adviser, speaker) if beside.adviser else ()
    if beside.since:
        first["check"]["texts"].append(record.said(beside.since, language))
        words = (*record.as_blocks(beside.since, language), *words)
    return {
        "lang": language,
        "title": speaker.phrase("document.title", tier=tier, date=recommendation.start),
        "from": _from(recommendation, speaker, beside.adviser),
        "front": {**first, "size": page_one.size(first)},
        "sections": [*words, *(part for part in parts.sections(link) if part["blocks"])],
    }


def _from(r: Recommendation, s: Speaker, adviser: Adviser | None) -> str:
    """Return of which day the plan is, and whose changes are in it."""
    if adviser and adviser.adjusted.made:
        return s.phrase("document.from_changed", date=r.start, name=on_paper(adviser.name))
    return s.phrase("document.from", date=r.start)


def front(r: Recommendation, s: Speaker, adviser: Adviser | None = None) -> Data:
    """Return page one: verdict, sentence, goal and figure, first step, check, week, tactics with tasks."""
    scope, limit, _, below = verdict.opening(r, s)
    return {
        "tier": s.text(f"tiers.{r.scope.tier}.name"),
        "lead": " ".join(filter(None, (scope, limit, below))),
        "sentence": {"title": s.phrase("document.sentence"), "text": verdict.sentence(r, s)},
        "goal": {"title": s.phrase("document.goal"), "facts": _goal(r, s)},
        "step": {"title": s.phrase("document.first_step"), "text": s.say(r.first_step.text)},
        "check": {"title": s.phrase("markdown.review"), "texts": verdict.review(r, s)},
        "week": _week(r, s, adviser),
        "tactics": {
            "title": s.phrase("document.tactics"),
            "head": [s.phrase(f"document.{column}") for column in ("tactic", "tasks", "minutes")],
            "rows": [_tactic(r, tactic, s, adviser) for tactic in r.chosen],
        },
    }


def _goal(r: Recommendation, s: Speaker) -> list[list[str]]:
    aim = r.aim
    draft = f" ({s.phrase('markdown.draft')})" if aim.draft else ""
    goal = s.text(f"goals.{aim.goal}.name")
    today = verdict.starting_point(r)
    rows = [[s.text("levels.goal.name"), goal[:1].upper() + goal[1:] + draft]]
    if aim.steering:
        steering = s.text(f"goals.{aim.steering}.name")
        rows.append([s.phrase("document.steering"), steering[:1].upper() + steering[1:]])
    rows.append([s.phrase("document.figure"), s.say(aim.kpi[1])])
    if today is not None:
        rows.append([s.phrase("document.baseline"), s.language.number(today)])
    rows.append([s.phrase("document.target"), verdict.target(r, s)])
    return rows


def _week(r: Recommendation, s: Speaker, adviser: Adviser | None) -> Data:
    """Return the bar: its parts are shares of the hours counted on, numbered like the tactics."""
    numbers = {tactic.id: number for number, tactic in enumerate(r.chosen, start=1)}
    parts = workload.week_parts(r, s)
    over = over_text(adviser.adjusted, s) if adviser else ""
    whole = max(r.hours.planning, sum(part.minutes for part in parts))
    said = tuple(Msg("phrases.document.part", {"name": part.name, "time": part.minutes}) for part in parts)
    return {
        "title": s.phrase("document.week"),
        "parts": [
            {
                "label": str(numbers[part.tactic.id]) if part.tactic else part.name,
                "time": s.language.minutes(part.minutes),
                "share": part.minutes / whole,
                "tactic": numbers[part.tactic.id] if part.tactic else 0,
            }
            for part in parts
        ],
        "alt": s.phrase("document.bar", parts=said),
        "texts": _costs(r, s) + ([over] if over else []),
    }


def _costs(r: Recommendation, s: Speaker) -> list[str]:
    monthly, yearly = details.time_cost(r, s.rulebook)
    value, month, year = (Money(amount, r.currency) for amount in (r.hour_value, monthly, yearly))
    lines = [s.phrase("document.cost", time=r.hours.planned, value=value, monthly=month, yearly=year)]
    if r.setup:
        lines.append(s.phrase("document.setup", time=r.setup))
    fees = workload.fees(r, s.rulebook)
    if fees:
        lines.append(s.phrase("document.fees", amount=fees))
    return lines


def _tactic(r: Recommendation, tactic: TacticAdvice, s: Speaker, adviser: Adviser | None) -> Data:
    when = [_when(calendar.start_date(r, tactic), r, tactic, s)]
    if adviser and tactic.id in adviser.by_tactic:
        when.append(s.phrase("beside.by", name=on_paper(adviser.name)))
    return {
        "name": s.text(f"tactics.{tactic.id}.name"),
        "when": " · ".join(filter(None, when)),
        "tasks": [
            [
                s.text(f"tactics.{tactic.id}.tasks.{task.id}"),
                s.phrase(f"minutes.{task.rhythm}", number=calendar.sitting(tactic, task)),
            ]
            for task in tactic.tasks
        ],
        "nothing": "" if tactic.tasks else s.phrase("document.nothing_weekly"),
    }


def _when(start: date, r: Recommendation, tactic: TacticAdvice, s: Speaker) -> str:
    """Return from when a tactic runs, if not from the first day, and how long it takes a week."""
    if start == r.start:
        return s.phrase("document.weekly", time=tactic.weekly) if tactic.weekly else ""
    if tactic.weekly:
        return s.phrase("document.runs", date=start, time=tactic.weekly)
    return s.phrase("document.once", date=start)
