"""Fitting tactics into hours, money and caps. Every cut is named (rules R47b and R55 to R59).

Packing goes down the order and skips what does not fit; what comes later may still fit (decision 7).
"""

from __future__ import annotations

from dataclasses import dataclass

from somerec.advice.choosing import FOUNDATION, Candidate
from somerec.advice.firing import explain, firing, reason
from somerec.advice.recommendation import Pace, Reason, Status
from somerec.rulebook.conditions import Facts, Matches, joined
from somerec.rulebook.model import TIERS, Rulebook, Tier

RAISED_PERCENT = 85
"""Deepening stops at this share of the usable hours (R59)."""


@dataclass(slots=True, eq=False)
class Fitted:
    """A candidate after packing: its status, its minutes a week and what decided.

    What follows from the whole plan is added afterwards.
    """

    candidate: Candidate
    status: Status
    weekly: int
    pace: Pace = "full"
    cuts: tuple[Reason, ...] = ()
    notes: tuple[Reason, ...] = ()
    trial: bool = False
    over_social_cap: bool = False
    setup: int = 0
    start_week: int | None = None
    then: Fitted | None = None
    """How it will be once the foundation stands, if it opens then (R31b)."""
    told_last: tuple[Reason, ...] = ()
    """That it opens then, and how its channel winds down (R31b, R71)."""


@dataclass(slots=True)
class _Room:
    """What is left while packing."""

    minutes: int
    kr: int
    tactics: int
    social: int


class Packer:
    """Packs one ordered list of candidates into a business's hours, money and caps."""

    def __init__(self, facts: Facts, rulebook: Rulebook) -> None:
        """Find the room there is."""
        self.facts, self.rulebook = facts, rulebook
        self.tier: Tier = rulebook.tiers[str(facts.values["tier"])]
        self.usable = int(facts.values["usable"])  # type: ignore[arg-type]
        self.below_threshold = explain("below_threshold", rulebook, ())
        self.room = _Room(self.usable, self._money(), self.tier.tactics, self.tier.social)

    def _money(self) -> int:
        """Return kroner a month for tactics; hired hours are paid first (R03b)."""
        option = self.rulebook.questions["money"].option(str(self.facts.values["money"]))
        kr = option.kr if option else 0
        if self.facts.values["who"] != "hired":
            return kr
        planning = int(self.facts.values["planning"])  # type: ignore[arg-type]
        return max(0, kr - planning * self.rulebook.settings.hired_hour_kr // 60)

    def pack(self, ordered: list[Candidate]) -> list[Fitted]:
        """Return all candidates, packed, in the same order."""
        fitted = [self._fit(candidate) for candidate in ordered]
        self._try_one(fitted)
        self._deepen(fitted)
        return fitted

    def _fit(self, candidate: Candidate) -> Fitted:
        full = self._full(candidate)
        if candidate.tactic.id == FOUNDATION:
            weekly, pace, notes = self._pace(candidate, full)
            self.room.minutes -= weekly
            return Fitted(candidate, "chosen", weekly, pace, notes=notes)
        if candidate.rejects:
            return Fitted(candidate, "rejected", full)
        if candidate.waits:
            return Fitted(candidate, "later", full)
        if candidate.score < self.rulebook.settings.threshold:
            status: Status = "rejected" if candidate.rejected_by_minus else "later"
            return Fitted(candidate, status, full, cuts=(self.below_threshold,))
        return self._take_or_cut(candidate, full)

    def _full(self, candidate: Candidate) -> int:
        return candidate.tactic.weekly * (2 if "double" in candidate.marks else 1)

    def _take_or_cut(self, candidate: Candidate, full: int) -> Fitted:
        cuts, over_social = self._caps(candidate)
        weekly, pace, notes = self._pace(candidate, full)
        if weekly > self.room.minutes:
            left = max(0, self.room.minutes)
            cuts.append(
                explain(
                    "too_many_hours", self.rulebook, self.facts.matches("usable"), needed=weekly, left=left
                )
            )
        if self._cost(candidate) > self.room.kr:
            cuts.append(explain("no_money", self.rulebook, self._purse()))
        if cuts:
            return Fitted(candidate, "later", full, cuts=tuple(cuts), over_social_cap=over_social)
        self._take(candidate, weekly)
        return Fitted(candidate, "chosen", weekly, pace, notes=notes)

    def _purse(self) -> Matches:
        """Return the answers behind the money; who is hired is paid out of it first."""
        hired = self.facts.values["who"] == "hired"
        return joined([self.facts.matches(name) for name in (("money", "who") if hired else ("money",))])

    def _take(self, candidate: Candidate, weekly: int) -> None:
        tactic = candidate.tactic
        self.room.minutes -= weekly
        self.room.kr -= self._cost(candidate)
        self.room.tactics -= not tactic.basic
        self.room.social -= tactic.social

    def _cost(self, candidate: Candidate) -> int:
        bought = self.rulebook.settings.bought_skill_kr if candidate.skill == "bought" else 0
        return candidate.tactic.monthly + bought

    def _caps(self, candidate: Candidate) -> tuple[list[Reason], bool]:
        """Return the caps in the way, and whether the social one is among them."""
        cuts, tactic = [], candidate.tactic
        over_social = tactic.social and self.room.social <= 0
        if over_social:
            cuts.append(self._capped("social_cap" if self.tier.social else "no_social", self.tier.social))
        if not tactic.basic and self.room.tactics <= 0:
            cuts.append(self._capped("tactic_cap" if self.tier.tactics else "no_tactics", self.tier.tactics))
        # With room for none at all no channel has taken another's place, so none is to be run down (R71).
        return cuts, over_social and self.tier.social > 0

    def _capped(self, event: str, cap: int) -> Reason:
        return explain(event, self.rulebook, self.facts.matches("tier"), cap=cap)

    def _pace(self, candidate: Candidate, full: int) -> tuple[int, Pace, tuple[Reason, ...]]:
        """Return minutes, pace and why: forced, or as large as fits (R55b)."""
        marks, facts = candidate.marks, self.facts
        if "monthly" in marks:
            why = explain("basics_monthly", self.rulebook, facts.matches("tier"))
            return _quarter(full), "quarter", (*self._facts_only(candidate), why)
        if candidate.facts_only:
            return _quarter(full), "quarter", self._facts_only(candidate)
        if "half_pace" in marks:
            return _half(full), "half", (reason(marks["half_pace"], facts),)
        if full <= self.room.minutes:
            return full, "full", ()
        return self._smaller_pace(candidate, full)

    def _facts_only(self, candidate: Candidate) -> tuple[Reason, ...]:
        if not candidate.facts_only:
            return ()
        return (explain("facts_only", self.rulebook, self.facts.matches("working_goal")),)

    def _smaller_pace(self, candidate: Candidate, full: int) -> tuple[int, Pace, tuple[Reason, ...]]:
        """Return the smaller pace that makes possible what does not fit in full, if one does."""
        hours, room = self.facts.matches("usable"), self.room.minutes
        first = "first" in candidate.marks
        if "may_halve" in candidate.marks and (candidate.in_use or first) and _half(full) <= room:
            return _half(full), "half", (explain("half_pace", self.rulebook, hours),)
        if (candidate.tactic.basic or first) and _quarter(full) <= room:
            return _quarter(full), "quarter", (explain("quarter_pace", self.rulebook, hours),)
        return full, "full", ()

    def _try_one(self, fitted: list[Fitted]) -> None:
        """Take one tactic on trial where only the basics would be left (R55, A6)."""
        values = self.facts.values
        served = any(item.status == "chosen" and _serves(item) for item in fitted)
        full_diary = isinstance(values["situation"], frozenset) and "full" in values["situation"]
        if served or full_diary or self.tier.id == TIERS[0] or values["gate"] == "closed":
            return
        for item in fitted:
            candidate = item.candidate
            if item.status != "later" or not self._may_be_tried(candidate):
                continue
            weekly, pace = self._trial_pace(candidate)
            if weekly <= self.room.minutes and not self._caps(candidate)[0]:
                self._take(candidate, weekly)
                why = explain("trial", self.rulebook, self.facts.matches("working_goal"))
                item.status, item.weekly, item.pace, item.trial = "chosen", weekly, pace, True
                item.cuts, item.notes = (), (why,)
                return

    def _may_be_tried(self, candidate: Candidate) -> bool:
        return (
            candidate.eligible
            and candidate.serves
            and not candidate.tactic.basic
            and candidate.score >= self.rulebook.settings.trial_threshold
            and candidate.skill != "missing"
            and self._cost(candidate) <= self.room.kr
        )

    def _trial_pace(self, candidate: Candidate) -> tuple[int, Pace]:
        full = self._full(candidate)
        return (full, "full") if full <= self.room.minutes else (_half(full), "half")

    def _deepen(self, fitted: list[Fitted]) -> None:
        """Give hours that are left to what is already chosen, never to a new channel (R59)."""
        room = self.usable * RAISED_PERCENT // 100 - (self.usable - self.room.minutes)
        for effect in firing("deepen", self.rulebook, self.facts):
            for item in fitted:
                if item.status != "chosen" or item.pace != "full" or item.trial:
                    continue
                if item.candidate.tactic.id not in effect.value or not item.weekly:
                    continue
                more = min(self._most_more(item), room)
                if more > 0:
                    item.weekly += more
                    item.pace = "raised"
                    why = explain("raised", self.rulebook, self.facts.matches("usable"))
                    item.notes = (*item.notes, why)
                    room -= more
                    self.room.minutes -= more

    def _most_more(self, item: Fitted) -> int:
        if self.facts.values["working_goal"] == "save_time" and item.candidate.tactic.id == "help_pages":
            return 8 * 60
        return item.weekly * (self.tier.raise_to - 1)


def _serves(item: Fitted) -> bool:
    return item.candidate.serves and item.candidate.tactic.id != FOUNDATION


def _half(minutes: int) -> int:
    return -(-minutes // 2)


def _quarter(minutes: int) -> int:
    return -(-minutes // 4)
