"""What a plan takes: the parts of its week, its fees, and to whom a task can be handed on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from somerec.advice.recommendation import Money, PlannedTask, Recommendation, Status, TacticAdvice
from somerec.rulebook.conditions import GRID
from somerec.rulebook.model import Rulebook
from somerec.words import calendar
from somerec.words.languages import HARD_SPACE, MINUTES_AN_HOUR
from somerec.words.speaker import Speaker

EURO = "EUR"

KR_FOR_A_EURO = 11.5
"""Of the money bands: 2 000 kr are EUR 175."""

_NO_MONEY = ("m0", "m1")
"""Answers that leave nothing to pay somebody with."""


@dataclass(frozen=True, slots=True)
class WeekPart:
    """A part of the week: a tactic, or None for time that belongs to no tactic."""

    name: str
    minutes: int
    tactic: TacticAdvice | None = None

    free: bool = False
    """Whether these are the minutes that the plan leaves alone."""


def week_parts(recommendation: Recommendation, speaker: Speaker) -> list[WeekPart]:
    """Return the parts that the planning hours fall into, those of no minutes left out."""
    r = recommendation
    parts = [
        WeekPart(speaker.text(f"tactics.{tactic.id}.name"), tactic.weekly, tactic) for tactic in r.chosen
    ]
    parts.append(WeekPart(speaker.phrase("hours.reserve"), r.hours.planning - r.hours.usable))
    parts.append(WeekPart(speaker.phrase("hours.free"), r.spare, free=True))
    return [part for part in parts if part.minutes > 0]


def others(recommendation: Recommendation, rulebook: Rulebook, status: Status) -> list[TacticAdvice]:
    """Return tactics outside the plan: what opens next, then what is held, then by what speaks for it."""
    given, book = recommendation.answers.complete[GRID], rulebook.tactics
    held = given if isinstance(given, Mapping) else {}

    def key(tactic: TacticAdvice) -> tuple[bool, int, bool, bool, int]:
        opens = tactic.start_week or 0
        return (
            not tactic.then,
            opens,
            book[tactic.id].channel not in held,
            not book[tactic.id].social,
            -tactic.score,
        )

    return sorted([tactic for tactic in recommendation.tactics if tactic.status == status], key=key)


def fees(recommendation: Recommendation, rulebook: Rulebook) -> Money | None:
    """Return what ads and services cost a month in the visitor's currency; None where nothing."""
    return fee(sum(rulebook.tactics[tactic.id].monthly for tactic in recommendation.chosen), recommendation)


def fee(kr: int, recommendation: Recommendation) -> Money | None:
    """Return an amount of kroner in the visitor's currency; None where it is nothing."""
    if not kr:
        return None
    amount = 10 * round(kr / KR_FOR_A_EURO / 10) if recommendation.currency == EURO else kr
    return Money(amount, recommendation.currency)


def hand_on(recommendation: Recommendation) -> str:
    """Return to whom tasks can be handed on: the last word of a `who.` phrase."""
    complete = recommendation.answers.complete
    if complete["who"] == "hired":
        return "hired"
    if complete["size"] != "solo":
        return "colleague"
    return "helper" if complete["money"] in _NO_MONEY else "paid"


def who(task: PlannedTask, recommendation: Recommendation, speaker: Speaker) -> str:
    """Return who does a task."""
    return speaker.phrase(f"who.{hand_on(recommendation) if task.delegable else 'keep'}")


def rhythm(tactic: TacticAdvice, task: PlannedTask, speaker: Speaker) -> str:
    """Return how long a task takes, and how often."""
    return speaker.phrase(f"task.{task.rhythm}", minutes=calendar.sitting(tactic, task))


def source(name: str, speaker: Speaker) -> str:
    """Return where a statement comes from: what it says, and who said so when."""
    title = speaker.text(f"sources.{name}.title")
    title = title if title.endswith(".") else f"{title}."
    text = f"texts_read.{name.partition('-')[0]}.name"
    if text in speaker.texts:
        return f"{title} {speaker.phrase('source.text', name=speaker.text(text))}"
    found = speaker.rulebook.sources[name]
    publisher = speaker.texts.get(f"sources.{name}.publisher", "")
    where = ", ".join(part for part in (publisher, found.year) if part)
    return f"{title} {where}." if where else title


def citation(name: str, speaker: Speaker) -> str:
    """Return the short form of a source: who said so, and when. A law in force is named without a year."""
    found, texts = speaker.rulebook.sources[name], speaker.texts
    read = texts.get(f"texts_read.{name.partition('-')[0]}.short")
    if read:
        return speaker.phrase("citation.undated", where=read)
    law = name.startswith("L")
    publisher = "" if law else texts.get(f"sources.{name}.publisher", "")
    where = publisher or texts[f"sources.{name}.title"].rstrip(".")
    # What has no publisher is our own judgement, as old as the edition.
    year = found.year or ("" if publisher or law else speaker.rulebook.edition.partition("-")[0])
    if year:
        return speaker.phrase("citation.dated", where=where, year=year)
    return where if law else speaker.phrase("citation.undated", where=where)


def short(minutes: int, speaker: Speaker) -> str:
    """Return a length of time as a narrow table has it: 3 h 45 min, with room to break before the minutes."""
    hours, rest = divmod(minutes, MINUTES_AN_HOUR)
    parts = [speaker.phrase("short.hours", number=hours)] if hours else []
    parts += [speaker.phrase("short.minutes", number=rest)] if rest or not hours else []
    return " ".join(part.replace(" ", HARD_SPACE) for part in parts)
