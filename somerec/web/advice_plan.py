"""What is to be done, on the page: the five levels, the tactics and the channels."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from markupsafe import Markup

from somerec.advice.recommendation import TacticAdvice
from somerec.rulebook.model import TIERS
from somerec.web.advice_part import Part, capital
from somerec.web.skeleton import Html, html
from somerec.words import calendar, details, verdict, workload

SHOWN = 3
"""Tactics that are shown of those for later and of those that are not for the visitor."""

UNFOLDED = 2
"""Reasons of a tactic that is shown."""

FOLDED = 1
"""Reasons of a tactic that is folded away, the weightiest; all of them stand under Why."""

TRIAL_DAYS = 90


class Plan(Part):
    """What is to be done, said to one visitor."""

    @cached_property
    def helper(self) -> str:
        """To whom tasks can be handed on."""
        return workload.hand_on(self.r)

    def plan(self) -> Html:
        """Return the five levels, the tactics and the channels."""
        aim, chosen = self.r.aim, self.r.chosen
        return self.pages.fill(
            "advice/plan.html",
            {
                "tier": self.text(f"tiers.{self.r.scope.tier}.name"),
                "purpose": self.text(f"purposes.{aim.purpose}.name"),
                "goal": capital(self.text(f"goals.{aim.lead}.name")),
                "target": html(verdict.target(self.r, self.s)),
                "levels": b"".join([self._branch(tactic) for tactic in chosen]),
                "tactics": b"".join([self._article(tactic) for tactic in chosen]),
                "channels": self._channels(),
            },
        )

    def _branch(self, tactic: TacticAdvice) -> Html:
        key = (tactic.id, tactic.pace, tactic.weekly)
        return self.pages.piece("advice/rows.html#branch", key, lambda: self._technique(tactic))

    def _technique(self, tactic: TacticAdvice) -> Mapping[str, Any]:
        technique = capital(self.text(f"tactics.{tactic.id}.technique")).decode()
        return {
            "name": self.markup(f"tactics.{tactic.id}.name"),
            "technique": Markup(technique),  # noqa: S704  Escaped already.
            "tasks": self._tasks(tactic),
        }

    def _tasks(self, tactic: TacticAdvice) -> list[tuple[Markup, str, str]]:
        """Return tasks, each with its time and who does it."""
        return [
            (
                self.markup(f"tactics.{tactic.id}.tasks.{task.id}"),
                workload.rhythm(tactic, task, self.s),
                workload.who(task, self.r, self.s),
            )
            for task in tactic.tasks
        ]

    def _article(self, tactic: TacticAdvice) -> Html:
        """Return a tactic's article: when it starts, what is the same for all in its case, and why."""
        starts = calendar.start_date(self.r, tactic)
        slots = {
            "id": tactic.id.encode(),
            "week": b"%d" % (tactic.start_week or 1),
            "date": html(self.s.language.date(starts)),
            "body": self.pages.piece(
                "advice/tactic.html", self._case(tactic, starts), lambda: self._body(tactic, starts)
            ),
            "reasons": self.reasons.list(tactic.reasons),
        }
        return self.pages.fill("advice/rows.html#tactic", slots)

    def _case(self, tactic: TacticAdvice, starts: date) -> tuple[Hashable, ...]:
        """Return all that the body of a tactic's article depends on."""
        r = self.r
        return (
            tactic.id,
            tactic.pace,
            tactic.weekly,
            tactic.setup,
            tactic.in_use,
            tactic.facts_only,
            starts if tactic.trial else None,
            self.helper,
            r.hour_value,
            r.answers.complete["market"],
            r.flagged("closing"),
            (r.aim.kpi[0], r.review.date) if self._needs_owner(tactic) else None,
        )

    def _needs_owner(self, tactic: TacticAdvice) -> bool:
        return self.r.scope.tier == TIERS[-1] and self.s.rulebook.tactics[tactic.id].channel is not None

    def _body(self, tactic: TacticAdvice, starts: date) -> Mapping[str, Any]:
        language, book = self.s.language, self.s.rulebook.tactics[tactic.id]
        hours = tactic.weekly / details.MINUTES_AN_HOUR
        cost = round(hours * self.s.rulebook.settings.weeks_a_month * self.r.hour_value)
        fee = workload.fee(book.monthly, self.r)
        steps = 0 if self.r.flagged("closing") else book.steps  # Who closes sets nothing up.
        return {
            "name": self.markup(f"tactics.{tactic.id}.name"),
            "job": details.job(tactic, self.r, self.s),
            "weekly": language.minutes(tactic.weekly) if tactic.weekly else "",
            "setup": language.minutes(tactic.setup) if tactic.setup else "",
            "cost": language.money(cost, self.r.currency) if tactic.weekly else "",
            "fee": language.money(fee.amount, fee.currency) if fee else "",
            "pace": tactic.pace,
            "in_use": tactic.in_use,
            "trial": language.date(starts + timedelta(days=TRIAL_DAYS)) if tactic.trial else "",
            "facts_only": tactic.facts_only,
            "owner": self._needs_owner(tactic),
            "kpi": self.s.say(self.r.aim.kpi[1]),
            "stop_date": language.date(self.r.review.date),
            "steps": [self.markup(f"tactics.{tactic.id}.steps.{number + 1}") for number in range(steps)],
            "tasks": self._tasks(tactic),
        }

    def _channels(self) -> Html:
        """Return chosen channels with their one job, what comes later, and what is not for the visitor."""
        book = self.s.rulebook.tactics
        chosen = [self._channel(tactic) for tactic in self.r.chosen if book[tactic.id].channel]
        later = [
            self._later(tactic, UNFOLDED if number < SHOWN else FOLDED)
            for number, tactic in enumerate(workload.others(self.r, self.s.rulebook, "later"))
        ]
        rejected = [
            self._rejected(tactic, UNFOLDED if number < SHOWN else FOLDED)
            for number, tactic in enumerate(workload.others(self.r, self.s.rulebook, "rejected"))
        ]
        themes = [] if self.r.flagged("closing") else self.r.themes
        told = self.lines(themes)
        return self.pages.fill(
            "advice/channels.html",
            {
                "chosen": b"".join(chosen),
                "later": b"".join(later[:SHOWN]),
                "later_more": b"".join(later[SHOWN:]),
                "rejected": b"".join(rejected[:SHOWN]),
                "rejected_more": b"".join(rejected[SHOWN:]),
                "themes": told,
            },
            has_chosen=bool(chosen),
            has_later=bool(later),
            more_later=max(0, len(later) - SHOWN),
            has_rejected=bool(rejected),
            more_rejected=max(0, len(rejected) - SHOWN),
            has_themes=bool(told),
        )

    def _channel(self, tactic: TacticAdvice) -> Html:
        key = (tactic.id, self.r.answers.complete["market"], self.r.flagged("closing"))
        return self.pages.piece(
            "advice/rows.html#channel",
            key,
            lambda: {
                "id": tactic.id,
                "name": self.markup(f"tactics.{tactic.id}.name"),
                "job": details.job(tactic, self.r, self.s),
            },
        )

    def _later(self, tactic: TacticAdvice, most: int) -> Html:
        opens = self.s.rulebook.explains["then"][1]
        reasons = (why for why in tactic.reasons if why.text.key != opens)
        week = tactic.start_week if tactic.then else None
        before, after = self.pages.ends(
            "advice/rows.html#later",
            (tactic.id, week, tactic.answer_only),
            lambda: {**self._named(tactic), "week": week, "answers": tactic.answer_only},
            "reasons",
        )
        return before + self.reasons.list(reasons, most) + after

    def _rejected(self, tactic: TacticAdvice, most: int) -> Html:
        before, after = self.pages.ends(
            "advice/rows.html#rejected", tactic.id, lambda: self._named(tactic), "reasons"
        )
        return before + self.reasons.list(tactic.reasons, most) + after

    def _named(self, tactic: TacticAdvice) -> Mapping[str, Any]:
        return {"name": self.markup(f"tactics.{tactic.id}.name"), "job": self.markup("jobs.answer_only")}
