"""What is to be done, on the page: the five levels, the tactics and the channels."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property

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
        """Return a tactic with its technique and tasks as a branch of the tree."""
        slots = {
            "name": self.text(f"tactics.{tactic.id}.name"),
            "technique": capital(self.text(f"tactics.{tactic.id}.technique")),
            "tasks": self._tasks(tactic, "leaf"),
        }
        return self.pages.fill("advice/rows.html#branch", slots, has_tasks=bool(tactic.tasks))

    def _tasks(self, tactic: TacticAdvice, row: str) -> Html:
        """Return tasks, each with its time and who does it."""
        rows = []
        for task in tactic.tasks:
            slots = {
                "task": self.text(f"tactics.{tactic.id}.tasks.{task.id}"),
                "time": self.reasons.rhythm(task.rhythm, calendar.sitting(tactic, task)),
                "who": self.text(f"phrases.who.{self.helper if task.delegable else 'keep'}"),
            }
            rows.append(self.pages.fill(f"advice/rows.html#{row}", slots))
        return b"".join(rows)

    def _article(self, tactic: TacticAdvice) -> Html:
        """Return a tactic's article: when it starts, what it takes, how it is done, and why."""
        r, money = self.r, self.s.language.money
        starts = calendar.start_date(r, tactic)
        fee = workload.fee(self.s.rulebook.tactics[tactic.id].monthly, r)
        # Who closes sets nothing up.
        steps = b"" if r.flagged("closing") else self._steps(tactic.id)
        slots = {
            "id": tactic.id.encode(),
            "week": b"%d" % (tactic.start_week or 1),
            "date": html(self.s.language.date(starts)),
            "name": self.text(f"tactics.{tactic.id}.name"),
            "job": self._job(tactic),
            "weekly": self.reasons.minutes(tactic.weekly),
            "setup": self.reasons.minutes(tactic.setup),
            "cost": html(money(details.worth(tactic.weekly, r, self.s.rulebook), r.currency)),
            "fee": html(money(fee.amount, fee.currency)) if fee else b"",
            "trial": html(self.s.language.date(starts + timedelta(days=TRIAL_DAYS))) if tactic.trial else b"",
            "kpi": self.reasons.say(r.aim.kpi[1]),
            "stop_date": html(self.s.language.date(r.review.date)),
            "tasks": self._tasks(tactic, "task"),
            "steps": steps,
            "reasons": self.reasons.list(tactic.reasons),
        }
        return self.pages.fill(
            "advice/tactic.html",
            slots,
            pace=tactic.pace,
            in_use=tactic.in_use,
            on_trial=tactic.trial,
            facts_only=tactic.facts_only,
            works=bool(tactic.weekly),
            sets_up=bool(tactic.setup),
            pays=bool(fee),
            owned=self._needs_owner(tactic),
            has_tasks=bool(tactic.tasks),
            number=len(steps) and self.s.rulebook.tactics[tactic.id].steps,
        )

    def _steps(self, tactic: str) -> Html:
        numbers = range(1, self.s.rulebook.tactics[tactic].steps + 1)
        return b"".join([self.line(self.text(f"tactics.{tactic}.steps.{number}")) for number in numbers])

    def _job(self, tactic: TacticAdvice) -> Html:
        return html(details.job(tactic, self.r, self.s))

    def _needs_owner(self, tactic: TacticAdvice) -> bool:
        return self.r.scope.tier == TIERS[-1] and self.s.rulebook.tactics[tactic.id].channel is not None

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
        slots = {
            "id": tactic.id.encode(),
            "name": self.text(f"tactics.{tactic.id}.name"),
            "job": self._job(tactic),
        }
        return self.pages.fill("advice/rows.html#channel", slots)

    def _later(self, tactic: TacticAdvice, most: int) -> Html:
        opens = self.s.rulebook.explains["then"][1]
        slots = {
            "name": self.text(f"tactics.{tactic.id}.name"),
            "week": b"%d" % (tactic.start_week or 0),
            "job": self.text("jobs.answer_only"),
            "reasons": self.reasons.list((why for why in tactic.reasons if why.text.key != opens), most),
        }
        answers = tactic.answer_only
        return self.pages.fill("advice/rows.html#later", slots, opens=tactic.then, answers=answers)

    def _rejected(self, tactic: TacticAdvice, most: int) -> Html:
        slots = {
            "name": self.text(f"tactics.{tactic.id}.name"),
            "reasons": self.reasons.list(tactic.reasons, most),
        }
        return self.pages.fill("advice/rows.html#rejected", slots)
