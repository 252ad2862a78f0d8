"""A recommendation as a calendar file: tasks, set-up and the days on which the plan is looked at.

Times are floating, so that they mean the visitor's own clock, and every repetition ends. Identifiers come
from the answers and the task: whoever imports a plan again, in another language or from another day, moves
the entries and doubles none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlencode
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event, vRecur
from icalendar.enums import TRANSP

from somerec.advice.answers import answer_pairs
from somerec.advice.recommendation import PlannedTask, Recommendation, TacticAdvice
from somerec.rulebook.model import Rulebook
from somerec.takeaways import adviser, schedule
from somerec.takeaways.schedule import Sitting
from somerec.words import calendar, verdict, workload
from somerec.words.beside import ALONE, Beside
from somerec.words.speaker import Speaker, speaker_for

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

TRIAL_DAYS = 90
"""How long a tactic is tried before it is kept or dropped (R55)."""

ONE_DAY = timedelta(days=1)


def as_ics(
    recommendation: Recommendation, rulebook: Rulebook, language: str, link: str = "", beside: Beside = ALONE
) -> bytes:
    """Return the plan as a calendar file. A link goes into the entry that asks to look at the plan again.

    A consultant's words go there too; why she changed a tactic goes into the entries of that tactic.
    """
    speaker = speaker_for(recommendation, rulebook, language)
    diary = _Diary(recommendation, speaker, link, beside)
    made = Calendar.new(
        name=speaker.phrase("calendar.name"),
        prodid=f"-//somerec//somerec//{language.upper()}",
        uid=diary.uid("calendar"),
        subcomponents=list(diary.events()),
    )
    content: bytes = made.to_ical()
    return content


@dataclass(frozen=True, eq=False)
class _Diary:
    """Writes the entries of one plan."""

    r: Recommendation
    s: Speaker
    link: str
    beside: Beside

    def events(self) -> Iterator[Event]:
        """Yield every entry."""
        yield self._timed("first_step", self.s.say(self.r.first_step.text), schedule.first_step(self.r))
        for item, sitting in schedule.actions(self.r):
            text = self.s.say(item.text)
            yield self._timed(f"action.{item.id}", first_sentence(text), sitting, text)
        for piece in schedule.setup(self.r):
            yield self._setup(piece)
        for tactic, task, sitting in schedule.tasks(self.r, self.s.rulebook):
            yield self._task(tactic, task, sitting)
        yield from self._days()

    def uid(self, key: str) -> str:
        """Return what an entry is called for ever: by the answers and what it is about."""
        return f"{uuid5(NAMESPACE_URL, f'{urlencode(answer_pairs(self.r.answers.given))}#{key}')}@somerec"

    def _task(self, tactic: TacticAdvice, task: PlannedTask, sitting: Sitting) -> Event:
        name = self.s.text(f"tactics.{tactic.id}.name")
        who = workload.who(task, self.r, self.s)
        lines = [name, workload.rhythm(tactic, task, self.s), f"{who[:1].upper()}{who[1:]}."]
        lines += self._changed(tactic)
        text = self.s.text(f"tactics.{tactic.id}.tasks.{task.id}")
        event = self._timed(f"task.{tactic.id}.{task.id}", text, sitting, "\n".join(lines))
        event.categories = [name]
        if sitting.count > 1:
            rule: dict[str, object] = {"freq": "weekly", "count": sitting.count}
            if sitting.every > 1:
                rule["interval"] = sitting.every
            if len(sitting.weekdays) > 1:
                rule["byday"] = [WEEKDAYS[day] for day in sitting.weekdays]
            event.add("rrule", vRecur(rule))
        return event

    def _setup(self, piece: schedule.Sprint) -> Event:
        s, tactic = self.s, piece.tactic
        if tactic is None:
            lines = [f"– {s.say(item.text)}" for item in self.r.safeguards]
            name, key = s.phrase("markdown.safeguards"), "safeguards"
        else:
            steps = range(1, s.rulebook.tactics[tactic.id].steps + 1)
            lines = [f"{number}. {s.text(f'tactics.{tactic.id}.steps.{number}')}" for number in steps]
            lines += self._changed(tactic)
            name, key = s.phrase("calendar.setup", name=s.text(f"tactics.{tactic.id}.name")), tactic.id
        return self._timed(f"setup.{key}.{piece.number}", name, piece.sitting, "\n".join(lines))

    def _days(self) -> Iterator[Event]:
        """Yield the days on which something about the plan itself is to be done."""
        r, s = self.r, self.s
        if not r.flagged("closing"):
            yield from self._figures()
        if r.review.first_check:
            text = s.phrase("review.pause", date=r.review.first_check)
            yield self._all_day("pause", s.phrase("calendar.pause"), r.review.first_check, text)
        for tactic in r.chosen:
            if tactic.trial:
                name = s.phrase("calendar.trial", name=s.text(f"tactics.{tactic.id}.name"))
                end = calendar.start_date(r, tactic) + timedelta(days=TRIAL_DAYS)
                yield self._all_day(f"trial.{tactic.id}", name, end, s.phrase("calendar.trial_why"))
        yield self._all_day("review", s.phrase("calendar.review"), r.review.date, self._review())

    def _figures(self) -> Iterator[Event]:
        """Yield the days on which a figure is looked at; a business that closes has none to reach."""
        r, s = self.r, self.s
        for number in (1, 2):
            month = verdict.months_later(r.start, number)
            yield self._all_day(f"figure.{number}", s.phrase("calendar.figure"), month, s.say(r.aim.kpi[1]))
        target = verdict.target_date(r)
        yield self._all_day("target", s.phrase("calendar.target"), target, verdict.target(r, s))

    def _changed(self, tactic: TacticAdvice) -> list[str]:
        """Return what a consultant changed about a tactic and why, under her name; mostly nothing."""
        made = self.beside.adviser.by_tactic.get(tactic.id, ()) if self.beside.adviser else ()
        if not made or not self.beside.adviser:
            return []
        title = self.s.phrase("beside.by", name=self.beside.adviser.name)
        return ["", title, *(adviser.changed_line(one, self.s) for one in made)]

    def _review(self) -> str:
        s = self.s
        lines = [*verdict.review(self.r, s), s.phrase("document.triggers")]
        lines += [f"– {s.say(trigger)}" for trigger in verdict.triggers(self.r)]
        if self.beside.adviser:
            lines += ["", adviser.as_text(self.beside.adviser, s), ""]
        return "\n".join([*lines, self.link] if self.link else lines)

    def _timed(self, key: str, text: str, sitting: Sitting, description: str = "") -> Event:
        return Event.new(
            uid=self.uid(key),
            stamp=self._stamp,
            summary=text.removesuffix("."),
            description=description or None,
            start=sitting.first,
            end=sitting.first + timedelta(minutes=sitting.minutes),
        )

    def _all_day(self, key: str, text: str, day: date, description: str) -> Event:
        return Event.new(
            uid=self.uid(key),
            stamp=self._stamp,
            summary=text,
            description=description,
            start=day,
            end=day + ONE_DAY,
            transparency=TRANSP.TRANSPARENT,
        )

    @property
    def _stamp(self) -> datetime:
        """The plan's first day: the same plan gives the same file on any day."""
        return datetime.combine(self.r.start, time(), UTC)


def first_sentence(text: str) -> str:
    """Return the first sentence of a text."""
    return re.split(r"(?<=[.!?])\s+(?=[A-ZÅÄÆÖØ])", text, maxsplit=1)[0]
