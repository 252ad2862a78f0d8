"""The plan of a recommendation as rows: tactics, levels, channels, hours and calendar."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from markupsafe import Markup, escape

from somerec.advice.recommendation import Msg, PlannedTask, Recommendation, TacticAdvice
from somerec.rulebook.conditions import GRID
from somerec.rulebook.model import TIERS
from somerec.web.advice_reasons import Reasons
from somerec.web.advice_view import capital
from somerec.words import calendar, details, verdict
from somerec.words.languages import HARD_SPACE
from somerec.words.speaker import Speaker

Context = dict[str, Any]
Rows = list[tuple[Any, ...]]

SHOWN = 3
"""Tactics that are shown of those for later and of those that are not for the visitor."""

UNFOLDED = 2
"""Reasons of a tactic that is shown."""

FOLDED = 1
"""Reasons of a tactic that is folded away, the weightiest; all of them stand under Why."""

TRIAL_DAYS = 90

KR_FOR_A_EURO = 11.5
"""Of the money bands: 2 000 kr are EUR 175."""

PATTERNS = 5
"""Patterns that tell the parts of the bar apart; they come round again."""

_BAR = 99.0
"""The width that the bar's parts share, of 100; the rest is its edge."""


@dataclass(frozen=True, eq=False)
class Plan:
    """What is to be done, said to one visitor."""

    r: Recommendation
    s: Speaker
    reasons: Reasons

    def text(self, key: str) -> Markup:
        """Return a text without slots, escaped."""
        return self.reasons.html[key]

    def name(self, tactic: TacticAdvice) -> Markup:
        """Return what a tactic is called."""
        return self.text(f"tactics.{tactic.id}.name")

    def plan(self) -> Context:
        """Return the five levels, the tactics and the channels."""
        aim = self.r.aim
        return {
            "tier_name": self.text(f"tiers.{self.r.scope.tier}.name"),
            "purpose": self.text(f"purposes.{aim.purpose}.name"),
            "goal": capital(self.text(f"goals.{aim.lead}.name")),
            "target": verdict.target(self.r, self.s),
            "levels": [self._branch(tactic) for tactic in self.r.chosen],
            "tactics": [self._article(tactic) for tactic in self.r.chosen],
            **self._channels(),
        }

    def _article(self, tactic: TacticAdvice) -> tuple[Any, ...]:
        """Return a tactic's article: when it starts, what is the same for all in the same case, and why."""
        starts = calendar.start_date(self.r, tactic)
        body = self.reasons.piece(
            "advice/tactic.html", self._case(tactic, starts), lambda: self._body(tactic)
        )
        return (
            tactic.id,
            tactic.start_week or 1,
            self.s.language.date(starts),
            body,
            self.reasons.list(tactic.reasons),
        )

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

    def _body(self, tactic: TacticAdvice) -> Context:
        language, book = self.s.language, self.s.rulebook.tactics[tactic.id]
        trial = calendar.start_date(self.r, tactic) + timedelta(days=TRIAL_DAYS)
        steps = 0 if self.r.flagged("closing") else book.steps  # Who closes sets nothing up.
        return {
            "name": self.name(tactic),
            "job": details.job(tactic, self.r, self.s),
            "weekly": language.minutes(tactic.weekly) if tactic.weekly else "",
            "setup": language.minutes(tactic.setup) if tactic.setup else "",
            "cost": self.money(self._cost(tactic.weekly)) if tactic.weekly else "",
            "fee": self.kroner(book.monthly) if book.monthly else "",
            "pace": tactic.pace,
            "in_use": tactic.in_use,
            "trial": language.date(trial) if tactic.trial else "",
            "facts_only": tactic.facts_only,
            "owner": self._needs_owner(tactic),
            "kpi": self.reasons.say(self.r.aim.kpi[1]),
            "stop_date": language.date(self.r.review.date),
            "steps": [self.text(f"tactics.{tactic.id}.steps.{number + 1}") for number in range(steps)],
            "tasks": self.tasks(tactic),
        }

    def _needs_owner(self, tactic: TacticAdvice) -> bool:
        return self.r.scope.tier == TIERS[-1] and self.s.rulebook.tactics[tactic.id].channel is not None

    def tasks(self, tactic: TacticAdvice) -> Rows:
        """Return tasks, each with its time and who does it."""
        by = self.text(f"phrases.who.{self.helper}")
        keep = self.text("phrases.who.keep")
        return [
            (
                self.text(f"tactics.{tactic.id}.tasks.{task.id}"),
                self.rhythm(tactic, task),
                by if task.delegable else keep,
            )
            for task in tactic.tasks
        ]

    def rhythm(self, tactic: TacticAdvice, task: PlannedTask) -> str:
        """Return how long a task takes, and how often."""
        return self.s.phrase(f"task.{task.rhythm}", minutes=calendar.sitting(tactic, task))

    @cached_property
    def helper(self) -> str:
        """To whom tasks can be handed on."""
        complete = self.r.answers.complete
        if complete["who"] == "hired":
            return "hired"
        if complete["size"] != "solo":
            return "colleague"
        return "helper" if complete["money"] in ("m0", "m1") else "paid"

    def _branch(self, tactic: TacticAdvice) -> Markup:
        def make() -> Context:
            return {
                "name": self.name(tactic),
                "technique": capital(self.text(f"tactics.{tactic.id}.technique")),
                "tasks": self.tasks(tactic),
            }

        return self.reasons.piece("advice/branch.html", (tactic.id, tactic.pace, tactic.weekly), make)

    def _channels(self) -> Context:
        """Return chosen channels with their one job, what comes later, and what is not for the visitor."""
        chosen = [
            (tactic.id, self.name(tactic), details.job(tactic, self.r, self.s))
            for tactic in self.r.chosen
            if self.s.rulebook.tactics[tactic.id].channel
        ]
        later = [
            self._later(tactic, UNFOLDED if number < SHOWN else FOLDED)
            for number, tactic in enumerate(self._in_order("later"))
        ]
        rejected = [
            (self.name(tactic), self.reasons.list(tactic.reasons, UNFOLDED if number < SHOWN else FOLDED))
            for number, tactic in enumerate(self._in_order("rejected"))
        ]
        return {
            "channels": chosen,
            "later": later[:SHOWN],
            "later_more": later[SHOWN:],
            "rejected": rejected[:SHOWN],
            "rejected_more": rejected[SHOWN:],
            "themes": []
            if self.r.flagged("closing")
            else [self.reasons.say(theme) for theme in self.r.themes],
        }

    def _in_order(self, status: str) -> list[TacticAdvice]:
        """Return tactics with what opens next first, then what the visitor has, then by what speaks for it."""
        held = self.r.answers.complete[GRID] or {}
        book = self.s.rulebook.tactics

        def key(tactic: TacticAdvice) -> tuple[bool, int, bool, bool, int]:
            opens = tactic.start_week or 0
            return (
                not tactic.then,
                opens,
                book[tactic.id].channel not in held,
                not book[tactic.id].social,
                -tactic.score,
            )

        return sorted((tactic for tactic in self.r.tactics if tactic.status == status), key=key)

    def _later(self, tactic: TacticAdvice, most: int) -> tuple[Any, ...]:
        opens = self.s.rulebook.explains["then"]
        reasons = [why for why in tactic.reasons if (why.rule, why.text.key) != opens]
        week = tactic.start_week if tactic.then else None
        job = self.reasons.say(Msg("jobs.answer_only")) if tactic.answer_only else ""
        weekly = self.s.language.minutes(tactic.weekly) if tactic.weekly else ""
        return (self.name(tactic), week, weekly, job, self.reasons.list(reasons, most))

    def hours(self) -> Context:
        """Return the week as a bar and a table, and what the time costs: one set of numbers for both."""
        r, minutes = self.r, self.s.language.minutes
        parts: Rows = [
            (self.name(tactic), tactic.weekly, f"w{number % PATTERNS + 1}")
            for number, tactic in enumerate(tactic for tactic in r.chosen if tactic.weekly)
        ]
        parts.append((self.text("phrases.hours.reserve"), r.hours.planning - r.hours.usable, "w6"))
        parts.append((self.text("phrases.hours.free"), r.spare, ""))
        monthly, yearly = details.time_cost(r, self.s.rulebook)
        value = r.answers.complete["hours"]
        return {
            "bar": self._bar(parts, r.hours.planning),
            "hours": [(label, self._short(number), fill) for label, number, fill in parts if number],
            "total": minutes(r.hours.planning),
            "total_short": self._short(r.hours.planning),
            "planned": minutes(r.hours.planned),
            "stated": self.s.label("hours", str(value)) if r.hours.planning != r.hours.stated else "",
            "hour_reasons": self.reasons.list(why for why in r.hours.reasons if why.answers),
            "monthly": self.money(monthly),
            "yearly": self.money(yearly),
            "value": self.money(r.hour_value),
            "hour_value": r.hour_value,
            "edition": r.answers.edition,
            "hidden": self._hidden(),
            "currency": "kr" if r.currency == self.s.language.own_currency else r.currency,
            "setup": minutes(r.setup) if r.setup else "",
            "fees": self._fees(),
        }

    def _hidden(self) -> Markup:
        """Return the fields that keep all answers where the hour value is changed."""
        pairs = [pair for pair in self.r.answers.pairs(edition=False) if pair[0] != "hour_value"]
        fields = [
            f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">\n' for name, value in pairs
        ]
        return Markup("".join(fields))  # noqa: S704  Each is escaped.

    def _short(self, minutes: int) -> str:
        """Return a length of time as a table has it: 3 h 45 min."""
        hours, rest = divmod(minutes, details.MINUTES_AN_HOUR)
        said = [self.s.phrase("short.hours", number=hours)] if hours else []
        said += [self.s.phrase("short.minutes", number=rest)] if rest or not hours else []
        return HARD_SPACE.join(part.replace(" ", HARD_SPACE) for part in said)

    def _bar(self, parts: Rows, total: int) -> Rows:
        """Return the parts of the bar, each with where it begins and how wide it is."""
        found, x = [], 0.5
        for _, number, fill in parts:
            if number:
                width = _BAR * number / total
                found.append((f"{x:.2f}", f"{width:.2f}", fill))
                x += width
        return found

    def _fees(self) -> str:
        fees = sum(self.s.rulebook.tactics[tactic.id].monthly for tactic in self.r.chosen)
        return self.kroner(fees) if fees else ""

    def _cost(self, minutes: int) -> int:
        """Return what minutes a week cost a month."""
        hours = minutes / details.MINUTES_AN_HOUR
        return round(hours * self.s.rulebook.settings.weeks_a_month * self.r.hour_value)

    def money(self, amount: int) -> str:
        """Return an amount in the visitor's currency."""
        return self.s.language.money(amount, self.r.currency)

    def kroner(self, amount: int) -> str:
        """Return an amount that the rulebook holds in kroner, in the visitor's currency."""
        if self.r.currency == "EUR":
            return self.money(10 * round(amount / KR_FOR_A_EURO / 10))
        return self.money(amount)

    def calendar(self) -> Context:
        """Return as much of a calendar as the depth of the plan allows."""
        r = self.r
        return {
            "depth": self.text(f"depth.{r.depth}"),
            "month": self._month() if calendar.reaches(r, "month") else [],
            "quarter": self._quarter() if calendar.reaches(r, "quarter") else [],
            "days": self._days() if calendar.reaches(r, "day_plan") else [],
        }

    def _month(self) -> Rows:
        return [
            (self.name(row.tactic), self.text(f"tactics.{row.tactic.id}.tasks.{row.task.id}"), row.minutes)
            for row in calendar.ordinary_month(self.r)
        ]

    def _quarter(self) -> Rows:
        said = self.s.language.date
        return [
            (
                said(month.first),
                said(month.last),
                [self.name(tactic) for tactic in month.starts],
                month.review,
            )
            for month in calendar.first_quarter(self.r)
        ]

    def _days(self) -> Rows:
        names = self.s.language.locale.days["stand-alone"]["wide"]
        every = self.text("phrases.day.every")
        minutes, rows = self.s.language.minutes, []
        for tactic, tasks in calendar.days_by_channel(self.r, self.s.rulebook):
            by_day: dict[int | None, list[tuple[Markup, str]]] = {}
            for item in tasks:
                text = self.text(f"tactics.{tactic.id}.tasks.{item.task.id}")
                by_day.setdefault(item.day, []).append((text, minutes(item.minutes)))
            days = [(every if day is None else names[day].capitalize(), said) for day, said in by_day.items()]
            rows.append((self.name(tactic), days))
        return rows
