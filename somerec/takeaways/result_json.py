"""A recommendation as the JSON that other programs rely on.

Texts are in the language asked for, ids never are. Inside, time is whole minutes; here it is hours with
two decimals.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from somerec.advice.answers import answer_json
from somerec.advice.explain import TippingPoint, explain
from somerec.advice.recommendation import Item, Reason, Recommendation, TacticAdvice, Wish
from somerec.rulebook.model import Rulebook
from somerec.takeaways import record
from somerec.takeaways.adviser import as_data
from somerec.takeaways.explained import ExplanationWriter
from somerec.words import details, verdict
from somerec.words.beside import ALONE, Beside
from somerec.words.speaker import Speaker, speaker_for

MINUTES_AN_HOUR = 60


def as_json(
    recommendation: Recommendation, rulebook: Rulebook, language: str, beside: Beside = ALONE
) -> dict[str, Any]:
    """Return the recommendation as an object of plain values, with what stands beside it."""
    speaker = speaker_for(recommendation, rulebook, language)
    whole = _Writer(recommendation, rulebook, speaker).whole()
    if beside.since:
        whole["since"] = record.as_data(beside.since, language)
    return {**whole, "adviser": as_data(beside.adviser, speaker)} if beside.adviser else whole


def hours(minutes: int) -> float:
    """Return minutes as hours with two decimals."""
    return round(minutes / MINUTES_AN_HOUR, 2)


class _Writer:
    """Writes one recommendation with one speaker."""

    def __init__(self, recommendation: Recommendation, rulebook: Rulebook, speaker: Speaker) -> None:
        self.r, self.rulebook, self.s = recommendation, rulebook, speaker

    def whole(self) -> dict[str, Any]:
        found = explain(self.r, self.rulebook)
        return {
            **self._summary(),
            **self._lists(),
            "tipping_points": [self._tipping_point(point) for point in found.points],
            "explanation": ExplanationWriter(found, self.r, self.s).whole(),
        }

    def _summary(self) -> dict[str, Any]:
        r, s = self.r, self.s
        return {
            "edition": r.answers.edition,
            "lang": s.language.code,
            "answers": r.answers.to_json(),
            "assumed": list(r.answers.assumed),
            "start": r.start.isoformat(),
            "tier": r.scope.tier,
            "tier_name": s.text(f"tiers.{r.scope.tier}.name"),
            "binding": self._binding(),
            "gate": r.gate,
            "gate_reasons": self._reasons(r.gate_reasons),
            "pack": r.pack,
            "flags": [flag for flag, _ in r.scope.flags],
            "hours": {
                "stated": hours(r.hours.stated),
                "usable": hours(r.hours.usable),
                "planned": hours(r.hours.planned),
            },
            "time_cost": self._time_cost(),
            "verdict": list(verdict.verdict(r, s)),
            "goal": self._goal(),
            "depth": r.depth,
            "review": self._review(),
            "sentence": verdict.sentence(r, s),
        }

    def _lists(self) -> dict[str, Any]:
        r = self.r
        return {
            "wishes": [self._wish(wish) for wish in r.wishes],
            "actions": [{**self._item(item), "hours": hours(item.minutes)} for item in r.actions],
            "tactics": [self._tactic(tactic) for tactic in r.tactics],
            "safeguards": [self._item(item) for item in r.safeguards],
            "stop": [self._item(item) for item in r.stop],
            "law": [self._item(item) for item in r.law],
        }

    def _wish(self, wish: Wish) -> dict[str, Any]:
        text, reasons = self.s.say(wish.text), self._reasons(wish.reasons)
        return {"id": wish.id, "level": wish.level, "text": text, "reasons": reasons}

    def _binding(self) -> list[dict[str, Any]]:
        return [
            {
                "rule": cap.reason.rule,
                "answers": list(cap.reason.questions),
                "cap": cap.cap,
                "text": self.s.why(cap.reason),
            }
            for cap in self.r.scope.binding
        ]

    def _reasons(self, reasons: Iterable[Reason]) -> list[dict[str, Any]]:
        return [
            {
                "rule": reason.rule,
                "text": self.s.why(reason),
                "answers": list(reason.questions),
                "source": list(reason.source),
            }
            for reason in reasons
        ]

    def _item(self, item: Item) -> dict[str, Any]:
        return {"id": item.id, "text": self.s.say(item.text), "reasons": self._reasons(item.reasons)}

    def _time_cost(self) -> dict[str, Any]:
        monthly, yearly = details.time_cost(self.r, self.rulebook)
        return {
            "monthly": monthly,
            "yearly": yearly,
            "currency": self.r.currency,
            "hour_value": self.r.hour_value,
        }

    def _goal(self) -> dict[str, Any]:
        aim, target = self.r.aim, self.r.aim.target
        return {
            "id": aim.goal,
            "draft": aim.draft,
            "steering": aim.steering,
            "purpose": aim.purpose,
            "kpi": {
                "id": aim.kpi[0],
                "text": self.s.say(aim.kpi[1]),
                "supporting": [{"id": name, "text": self.s.say(text)} for name, text in aim.supporting],
            },
            "target": {
                "kind": target.kind,
                "today": target.today,
                "wanted": target.wanted,
                "percent": target.percent,
                "months": target.months,
            },
            "reasons": self._reasons(aim.reasons),
        }

    def _tactic(self, tactic: TacticAdvice) -> dict[str, Any]:
        s, book = self.s, self.rulebook.tactics[tactic.id]
        return {
            "id": tactic.id,
            "name": s.text(f"tactics.{tactic.id}.name"),
            "status": tactic.status,
            "score": tactic.score,
            "weekly_hours": hours(tactic.weekly),
            "setup_hours": hours(tactic.setup),
            "start_week": tactic.start_week,
            "pace": tactic.pace,
            "trial": tactic.trial,
            "then": tactic.then,
            "job": details.job(tactic, self.r, s),
            "steps": [s.text(f"tactics.{tactic.id}.steps.{number}") for number in range(1, book.steps + 1)],
            "tasks": [
                {
                    "text": s.text(f"tactics.{tactic.id}.tasks.{task.id}"),
                    "minutes": task.minutes,
                    "rhythm": task.rhythm,
                    "delegable": task.delegable,
                }
                for task in tactic.tasks
            ],
            "reasons": self._reasons(tactic.reasons),
        }

    def _review(self) -> dict[str, Any]:
        review = self.r.review
        return {
            "after_days": review.after_days,
            "date": review.date.isoformat(),
            "first_check": review.first_check.isoformat() if review.first_check else None,
            "triggers": [self.s.say(trigger) for trigger in verdict.triggers(self.r)],
        }

    def _tipping_point(self, point: TippingPoint) -> dict[str, Any]:
        becomes: dict[str, Any] = {}
        if point.tier:
            becomes["tier"] = point.tier
        if point.gate:
            becomes["gate"] = point.gate
        if point.gained:
            becomes["gained"] = list(point.gained)
        if point.lost:
            becomes["lost"] = list(point.lost)
        return {
            "change": {point.change.question: answer_json(point.change.value)},
            "becomes": becomes,
            "text": details.tipping_point(point, self.s),
        }
