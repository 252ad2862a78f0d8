"""What the visitor can skip: the tactics outside the plan, each with what keeps it out."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from somerec.advice.recommendation import Reason, Status, TacticAdvice
from somerec.web.advice.part import Part
from somerec.web.advice.reasons import Sentences
from somerec.web.skeleton import Html, html
from somerec.words import workload
from somerec.words.explaining import worth_telling

SHOWN = 3
"""Lines on what is for later that are shown at once (domain model, decision 3)."""


class Skip(Part):
    """The tactics outside the plan. Those that the same thing keeps out share a line."""

    def skip(self) -> Html:
        """Return what is for later and what is not for the visitor."""
        later, rejected = self._lines("later"), self._lines("rejected")
        return self.pages.fill(
            "advice/skip.html",
            {
                "later": b"".join(later[:SHOWN]),
                "later_more": b"".join(later[SHOWN:]),
                "rejected": b"".join(rejected),
                "why": self.reasons.address("advice/why"),
            },
            has_later=bool(later),
            more_later=len(later) > SHOWN,
            has_rejected=bool(rejected),
            alone=self.shown.alone,
        )

    def _lines(self, status: Status) -> list[Html]:
        tactics = workload.others(self.r, self.s.rulebook, status)
        cuts = [(tactic, worth_telling(tactic.reasons, self.r)[0]) for tactic in tactics]
        return [self._line(group, cut) for group, cut in grouped(cuts)]

    def _line(self, group: list[TacticAdvice], cut: Reason) -> Html:
        """Return the names of a group, and the exact cut."""
        first = group[0]
        tactics = tuple([tactic.id for tactic in group])
        why = self.reasons.sentences((cut,))
        key = (tactics, why, first.then, first.start_week, first.answer_only)
        return self.reasons.kept(key, lambda: self._made_line(tactics, first, why))

    def _made_line(self, tactics: tuple[str, ...], first: TacticAdvice, why: Sentences) -> Html:
        names = [self.s.text(f"tactics.{tactic}.name") for tactic in tactics]
        slots = {
            "names": html(self.s.language.list(names)),
            "week": b"%d" % (first.start_week or 0),
            "job": self.text("jobs.answer_only"),
            "reasons": self.reasons.ledger(why),
        }
        return self.pages.fill("advice/rows.html#skipped", slots, opens=first.then, answers=first.answer_only)


def grouped(cuts: Iterable[tuple[TacticAdvice, Reason]]) -> list[tuple[list[TacticAdvice], Reason]]:
    """Return tactics in groups that are kept out by the same thing, in the order of each group's first."""
    groups: dict[Hashable, tuple[list[TacticAdvice], Reason]] = {}
    for tactic, cut in cuts:
        # What opens some day, has a job meanwhile or is cut by its own numbers is told by itself.
        alone = tactic.then or tactic.answer_only or cut.text.params
        key = tactic.id if alone else (cut.text.key, cut.answers)
        groups.setdefault(key, ([], cut))[0].append(tactic)
    return list(groups.values())
