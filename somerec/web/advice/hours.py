"""The time of a plan, on the page: the hours of a week with what they cost, and the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from somerec.web.advice.part import Part
from somerec.web.advice.what_if import what_if
from somerec.web.skeleton import Html, html
from somerec.words import calendar, details, workload

PATTERNS = ("w1", "w2", "w3", "w4", "w5", "w7", "w8")
"""Patterns that tell the tactics in the bar apart; they come round again."""

RESERVE = "w6"
"""The pattern of the time that belongs to no tactic."""

_BAR = 99.0
"""The width that the bar's parts share, of 100; the rest is its edge."""


class Hours(Part):
    """The week as a bar and a table, and what the time costs."""

    def hours(self, state: str) -> Html:
        """Return the week as a bar and a table, and what the time costs: one set of numbers for both.

        `state` is how an address holds the answers.
        """
        r, s = self.r, self.s
        monthly, yearly = details.time_cost(r, s.rulebook)
        fees = workload.fees(r, s.rulebook)
        parts = workload.week_parts(r, s)
        # With a consultant's changes the parts may come to more than there is.
        whole = max(r.hours.planning, sum(part.minutes for part in parts))
        bar, rows = self._week(parts, whole)
        own_currency = r.currency == s.language.own_currency
        return self.pages.fill(
            "advice/hours.html",
            {
                "stated": html(s.label("hours", str(r.answers.complete["hours"]))),
                "total": self.reasons.minutes(r.hours.planning),
                "total_short": self.reasons.short(whole),
                "reasons": self.reasons.list([why for why in r.hours.reasons if why.answers]),
                "bar": bar,
                "rows": rows,
                "planned": self.reasons.minutes(r.hours.planned),
                "value": html(s.language.money(r.hour_value, r.currency)),
                "monthly": html(s.language.money(monthly, r.currency)),
                "yearly": html(s.language.money(yearly, r.currency)),
                "over": self.shown.over,
                "setup": self.reasons.minutes(r.setup),
                "fees": html(s.language.money(fees.amount, fees.currency)) if fees else b"",
                "action": html(f"/{s.language.code}/advice#time"),
                "hidden": _hidden(state.partition("&hour_value=")[0]),
                "hour_value": b"%d" % r.hour_value,
                "currency": b"kr" if own_currency else html(r.currency),
                "edition": html(r.answers.edition),
                "what_if": what_if(self.pages, s, _hidden(state), r.answers),
            },
            counted=r.hours.planning != r.hours.stated,
            sets_up=bool(r.setup),
            pays=bool(fees),
            alone=self.shown.alone,
        )

    def _week(self, parts: Iterable[workload.WeekPart], whole: int) -> tuple[Html, Html]:
        """Return the parts of the bar and the rows of the table."""
        fill, x = self.pages.fill, 0.5
        bar, rows = [], []
        for number, part in enumerate(parts):
            pattern = PATTERNS[number % len(PATTERNS)] if part.tactic else "" if part.free else RESERVE
            width = _BAR * part.minutes / whole
            place = {"x": b"%.2f" % x, "width": b"%.2f" % width}
            bar.append(fill("advice/rows.html#bar", place, pattern=pattern))
            row = {"name": html(part.name), "time": self.reasons.short(part.minutes)}
            rows.append(fill("advice/rows.html#part", row, pattern=pattern))
            x += width
        return b"".join(bar), b"".join(rows)


class Dates(Part):
    """As much of a calendar as the depth of the plan allows, with the next check."""

    def dates(self, check: Mapping[str, Html]) -> Html:
        """Return as much of a calendar as the depth of the plan allows, with the next check."""
        r = self.r
        month, quarter = calendar.reaches(r, "month"), calendar.reaches(r, "quarter")
        days = calendar.reaches(r, "day_plan")
        return self.pages.fill(
            "advice/calendar.html",
            {
                "depth": self.text(f"depth.{r.depth}"),
                "month_rows": self._month() if month else b"",
                "quarter_rows": self._quarter() if quarter else b"",
                "day_rows": self._days() if days else b"",
                **check,
            },
            month=month,
            quarter=quarter,
            days=days,
        )

    def _month(self) -> Html:
        rows = []
        for row in calendar.ordinary_month(self.r):
            place = f"tactics.{row.tactic.id}"
            weeks = {f"week{number}": b"%d" % n for number, n in enumerate(row.minutes, start=1)}
            slots = {
                "name": self.text(f"{place}.name"),
                "task": self.text(f"{place}.tasks.{row.task.id}"),
                **weeks,
            }
            rests = tuple(not n for n in row.minutes)
            rows.append(self.pages.fill("advice/rows.html#month", slots, rests=rests))
        return b"".join(rows)

    def _quarter(self) -> Html:
        said, fill, rows = self.s.language.date, self.pages.fill, []
        for month in calendar.first_quarter(self.r):
            names = [self.text(f"tactics.{tactic.id}.name") for tactic in month.starts]
            slots = {
                "first": html(said(month.first)),
                "last": html(said(month.last)),
                "names": b"".join([fill("advice/rows.html#line", {"text": name}) for name in names]),
            }
            rows.append(fill("advice/rows.html#quarter", slots, starts=bool(names), review=month.review))
        return b"".join(rows)

    def _days(self) -> Html:
        plans = []
        for tactic, tasks in calendar.days_by_channel(self.r, self.s.rulebook):
            by_day: dict[int | None, list[Html]] = {}
            for item in tasks:
                slots = {
                    "text": self.text(f"tactics.{tactic.id}.tasks.{item.task.id}"),
                    "time": self.reasons.minutes(item.minutes),
                }
                said = self.pages.fill("advice/rows.html#day_task", slots)
                by_day.setdefault(item.day, []).append(said)
            slots = {
                "name": self.text(f"tactics.{tactic.id}.name"),
                "days": b"".join([self._day(day, b"".join(said)) for day, said in by_day.items()]),
            }
            plans.append(self.pages.fill("advice/rows.html#day_plan", slots))
        return b"".join(plans)

    def _day(self, day: int | None, tasks: Html) -> Html:
        if day is None:
            name = self.text("phrases.day.every")
        else:
            name = html(self.s.language.locale.days["stand-alone"]["wide"][day].capitalize())
        return self.pages.fill("advice/rows.html#day", {"day": name, "tasks": tasks})


def _hidden(state: str) -> Html:
    """Return answers, as an address holds them, as fields that nobody sees."""
    fields = html(state).replace(b"=", b'" value="').replace(b"&amp;", b'"><input type="hidden" name="')
    return b'<input type="hidden" name="%b">' % fields
