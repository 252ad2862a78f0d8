"""What is to be done, on the page: the five levels, the tactics in order and the channels."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property

from somerec.advice.recommendation import TacticAdvice
from somerec.rulebook.model import TIERS
from somerec.web.advice.part import Part, capital
from somerec.web.skeleton import Html, html
from somerec.words import calendar, details, verdict, workload

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
        return self.reasons.kept(
            ("branch", tactic.id, tactic.pace, tactic.weekly), lambda: self._made_branch(tactic)
        )

    def _made_branch(self, tactic: TacticAdvice) -> Html:
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
        begun = details.begins_now(tactic, r, self.s)
        fee = workload.fee(self.s.rulebook.tactics[tactic.id].monthly, r)
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
            "mark": self.shown.marks.get(tactic.id, b""),
            "begun": html(begun),
            "work": self._work(tactic),
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
            begins=bool(begun),
            owned=self._needs_owner(tactic),
            added=tactic.id in self.shown.added,
        )

    def _work(self, tactic: TacticAdvice) -> Html:
        """Return a tactic's tasks and steps. Who closes sets nothing up, and is shown no steps."""
        closing = self.r.flagged("closing")
        key = ("work", tactic.id, tactic.pace, tactic.weekly, self.helper, closing)
        return self.reasons.kept(key, lambda: self._made_work(tactic))

    def _made_work(self, tactic: TacticAdvice) -> Html:
        numbers = details.steps(tactic.id, self.r, self.s.rulebook)
        steps = [self.line(self.text(f"tactics.{tactic.id}.steps.{number}")) for number in numbers]
        slots = {"tasks": self._tasks(tactic, "task"), "steps": b"".join(steps)}
        return self.pages.fill(
            "advice/rows.html#work", slots, has_tasks=bool(tactic.tasks), number=len(numbers)
        )

    def _job(self, tactic: TacticAdvice) -> Html:
        return html(details.job(tactic, self.r, self.s))

    def _needs_owner(self, tactic: TacticAdvice) -> bool:
        return self.r.scope.tier == TIERS[-1] and self.s.rulebook.tactics[tactic.id].channel is not None

    def _channels(self) -> Html:
        """Return chosen channels, each with its one job, and what there is to tell in them."""
        book = self.s.rulebook.tactics
        chosen = [self._channel(tactic) for tactic in self.r.chosen if book[tactic.id].channel]
        themes = b"" if self.r.flagged("closing") else self.lines(self.r.themes)
        return self.pages.fill(
            "advice/channels.html",
            {"chosen": b"".join(chosen), "themes": themes},
            has_chosen=bool(chosen),
            has_themes=bool(themes),
        )

    def _channel(self, tactic: TacticAdvice) -> Html:
        slots = {
            "id": tactic.id.encode(),
            "name": self.text(f"tactics.{tactic.id}.name"),
            "job": self._job(tactic),
        }
        return self.pages.fill("advice/rows.html#channel", slots)
