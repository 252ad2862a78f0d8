"""Fitting tactics into hours, money and caps. Every cut is named (rules R47b and R55 to R59).

Packing goes down the order and skips what does not fit; what comes later may still fit (decision 7).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from somerec.advice.recommendation import Pace, Reason, Status
from somerec.advice.standing import FOUNDATION, Standing
from somerec.rulebook.conditions import Value
from somerec.rulebook.model import TIERS, Effect, Rulebook, Tactic, Tier

RAISED_PERCENT = 85
"""Deepening stops at this share of the usable hours (R59)."""

MOST_HELP_MINUTES = 8 * 60
"""So much may be added to help pages where time is to be saved (A15)."""


class Cut(NamedTuple):
    """What keeps a tactic that could be taken out of the plan, with its figures.

    `needed` and `left` are points where too little speaks for it, minutes a week where hours are lacking,
    kroner a month where money is; for a cap `left` is the cap.
    """

    event: str
    needed: int
    left: int


Note = Effect | str
"""What is worth knowing of a tactic in the plan: an effect that fired, or an event of the engine's own."""


@dataclass(slots=True, eq=False)
class Fitted:
    """A tactic after packing: its status, its minutes a week and what decided.

    What follows from the whole plan is added afterwards.
    """

    stands: Standing
    status: Status
    weekly: int
    pace: Pace = "full"
    cuts: tuple[Cut, ...] = ()
    notes: tuple[Note, ...] = ()
    trial: bool = False
    over_social_cap: bool = False
    setup: int = 0
    start_week: int | None = None
    then: Fitted | None = None
    """How it will be once the foundation stands, if it opens then (R31b)."""
    told_last: tuple[Reason, ...] = ()
    """That it opens then, and how its channel winds down (R31b, R71)."""


class Room(NamedTuple):
    """The room there is for a plan: minutes a week, kroner a month, the caps of a tier."""

    tier: str
    minutes: int
    kr: int
    tries: bool
    """Whether one tactic may be tried where only the basics would be left (R55)."""

    @classmethod
    def of(cls, values: Mapping[str, Value], rulebook: Rulebook) -> Room:
        """Find the room that a business has; hired hours are paid first (R03b)."""
        tier, minutes, situation = str(values["tier"]), int(values["usable"]), values["situation"]  # type: ignore[arg-type]
        option = rulebook.questions["money"].option(str(values["money"]))
        kr = option.kr if option else 0
        if values["who"] == "hired":
            kr = max(0, kr - int(values["planning"]) * rulebook.settings.hired_hour_kr // 60)  # type: ignore[arg-type]
        full_diary = isinstance(situation, frozenset) and "full" in situation
        tries = tier != TIERS[0] and values["gate"] != "closed" and not full_diary
        return cls(tier, minutes, kr, tries)


class Packer:
    """Packs tactics, in their order, into the hours, the money and the caps of a business."""

    def __init__(self, room: Room, rulebook: Rulebook) -> None:
        """Begin with all the room there is."""
        self.rulebook, self.room = rulebook, room
        self.tier: Tier = rulebook.tiers[room.tier]
        self.minutes, self.kr = room.minutes, room.kr
        self.tactics, self.social = self.tier.tactics, self.tier.social

    def pack(self, ordered: Iterable[Standing]) -> list[Fitted]:
        """Return all tactics, packed, in the same order. What does not fit is skipped (decision 7)."""
        fitted = [self._fit(stands) for stands in ordered]
        if self.room.tries:
            self._try_one(fitted)
        return fitted

    def _fit(self, stands: Standing) -> Fitted:
        full = _full(stands)
        if stands.tactic.id == FOUNDATION:
            weekly, pace, notes = self._pace(stands, full)
            self.minutes -= weekly
            return Fitted(stands, "chosen", weekly, pace, notes=notes)
        if stands.rejects:
            return Fitted(stands, "rejected", full)
        if stands.waits:
            return Fitted(stands, "later", full)
        threshold = self.rulebook.settings.threshold
        if stands.score < threshold:
            status: Status = "rejected" if stands.rejected_by_minus else "later"
            return Fitted(stands, status, full, cuts=(Cut("below_threshold", threshold, stands.score),))
        return self._take_or_cut(stands, full)

    def _take_or_cut(self, stands: Standing, full: int) -> Fitted:
        cuts = self._caps(stands.tactic)
        # With room for none at all no channel has taken another's place, so none is to be run down (R71).
        over_social = any(cut.event == "social_cap" for cut in cuts)
        weekly, pace, notes = self._pace(stands, full)
        if weekly > self.minutes:
            cuts.append(Cut("too_many_hours", weekly, max(0, self.minutes)))
        cost = self._cost(stands)
        if cost > self.kr:
            cuts.append(Cut("no_money", cost, self.kr))
        if cuts:
            return Fitted(stands, "later", full, cuts=tuple(cuts), over_social_cap=over_social)
        self._take(stands, weekly)
        return Fitted(stands, "chosen", weekly, pace, notes=notes)

    def _take(self, stands: Standing, weekly: int) -> None:
        self.minutes -= weekly
        self.kr -= self._cost(stands)
        self.tactics -= not stands.tactic.basic
        self.social -= stands.tactic.social

    def _cost(self, stands: Standing) -> int:
        bought = self.rulebook.settings.bought_skill_kr if stands.skill == "bought" else 0
        return stands.tactic.monthly + bought

    def _caps(self, tactic: Tactic) -> list[Cut]:
        """Return the caps in the way."""
        cuts = []
        if tactic.social and self.social <= 0:
            cuts.append(Cut("social_cap" if self.tier.social else "no_social", 1, self.tier.social))
        if not tactic.basic and self.tactics <= 0:
            cuts.append(Cut("tactic_cap" if self.tier.tactics else "no_tactics", 1, self.tier.tactics))
        return cuts

    def _pace(self, stands: Standing, full: int) -> tuple[int, Pace, tuple[Note, ...]]:
        """Return minutes, pace and why: forced, or as large as fits (R55b)."""
        marks = stands.marks
        facts_only: tuple[Note, ...] = ("facts_only",) if stands.facts_only else ()
        if "monthly" in marks:
            return _quarter(full), "quarter", (*facts_only, "basics_monthly")
        if facts_only:
            return _quarter(full), "quarter", facts_only
        if "half_pace" in marks:
            return _half(full), "half", (marks["half_pace"],)
        if full <= self.minutes:
            return full, "full", ()
        return self._smaller_pace(stands, full)

    def _smaller_pace(self, stands: Standing, full: int) -> tuple[int, Pace, tuple[Note, ...]]:
        """Return the smaller pace that makes possible what does not fit in full, if one does."""
        first = "first" in stands.marks
        if "may_halve" in stands.marks and (stands.in_use or first) and _half(full) <= self.minutes:
            return _half(full), "half", ("half_pace",)
        if (stands.tactic.basic or first) and _quarter(full) <= self.minutes:
            return _quarter(full), "quarter", ("quarter_pace",)
        return full, "full", ()

    def _try_one(self, fitted: list[Fitted]) -> None:
        """Take one tactic on trial where only the basics would be left (R55, A6)."""
        if any(item.status == "chosen" and serves_beyond_foundation(item) for item in fitted):
            return
        for item in fitted:
            if item.status != "later" or not self._may_be_tried(item.stands):
                continue
            weekly, pace = self._trial_pace(item.stands)
            if weekly <= self.minutes and not self._caps(item.stands.tactic):
                self._take(item.stands, weekly)
                item.status, item.weekly, item.pace, item.trial = "chosen", weekly, pace, True
                item.cuts, item.notes = (), ("trial",)
                return

    def _may_be_tried(self, stands: Standing) -> bool:
        return (
            stands.eligible
            and stands.serves
            and not stands.tactic.basic
            and stands.score >= self.rulebook.settings.trial_threshold
            and stands.skill != "missing"
            and self._cost(stands) <= self.kr
        )

    def _trial_pace(self, stands: Standing) -> tuple[int, Pace]:
        full = _full(stands)
        return (full, "full") if full <= self.minutes else (_half(full), "half")

    def deepen(self, fitted: list[Fitted], named: Container[str], *, save_time: bool) -> None:
        """Give hours that are left to what is already chosen, never to a new channel (R59)."""
        usable = self.room.minutes
        room = usable * RAISED_PERCENT // 100 - (usable - self.minutes)
        for item in fitted:
            if item.status != "chosen" or item.pace != "full" or item.trial or not item.weekly:
                continue
            if item.stands.tactic.id not in named:
                continue
            more = min(self._most_more(item, save_time=save_time), room)
            if more > 0:
                item.weekly += more
                item.pace = "raised"
                item.notes = (*item.notes, "raised")
                room -= more
                self.minutes -= more

    def _most_more(self, item: Fitted, *, save_time: bool) -> int:
        if save_time and item.stands.tactic.id == "help_pages":
            return MOST_HELP_MINUTES
        return item.weekly * (self.tier.raise_to - 1)


def serves_beyond_foundation(item: Fitted) -> bool:
    """Say whether a tactic serves the goal and is more than the website that everybody has."""
    return item.stands.serves and item.stands.tactic.id != FOUNDATION


def _full(stands: Standing) -> int:
    return stands.tactic.weekly * (2 if "double" in stands.marks else 1)


def _half(minutes: int) -> int:
    return -(-minutes // 2)


def _quarter(minutes: int) -> int:
    return -(-minutes // 4)
