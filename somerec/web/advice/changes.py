"""What would change the advice, what stands between, and what tells two tactics apart: as sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from somerec.advice.cuts import WhyNot
from somerec.advice.explain import GATE, TIER, explain
from somerec.advice.versus import versus
from somerec.advice.ways import Ways
from somerec.rulebook.model import TIERS
from somerec.web.advice.part import Part
from somerec.web.advice.what_if import hidden_fields
from somerec.words import explaining


@dataclass(frozen=True, slots=True)
class Change:
    """What would change the advice, in sentences."""

    firm: str
    """How many single changes leave the plan as it is."""
    larger: Sequence[str]
    opens: Sequence[str]
    about: Mapping[str, Sequence[str]]
    """By tactic: what it lacks and what would bring it in, or what would drive it out."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The choice of two tactics, and what tells them apart once they are chosen."""

    hidden: Markup
    offered: Sequence[tuple[str, str]]
    one: str
    two: str
    apart: explaining.Apart | None


class Changes(Part):
    """What would change one recommendation."""

    def change(self) -> Change:
        """Return what would change the advice, worked out by the engine itself."""
        found = explain(self.r, self.s.rulebook)
        about = {
            item.tactic: self._outside(item, found.gains.get(item.tactic, Ways())) for item in found.skipped
        }
        for tactic, ways in found.losses.items():
            about[tactic] = [explaining.way_out(tactic, way, self.r, self.s) for way in ways.shown]
        larger = self._ways(TIER, found.gains.get(TIER, Ways()))
        if not larger and self.r.scope.tier != TIERS[-1]:
            larger = [self.s.phrase("ways.nothing")]
        return Change(
            firm=explaining.stability(found, self.s),
            larger=larger,
            opens=self._ways(GATE, found.gains.get(GATE, Ways())),
            about=about,
        )

    def _ways(self, target: str, ways: Ways) -> list[str]:
        return [explaining.way_to(target, way, self.r, self.s) for way in ways.shown]

    def _outside(self, item: WhyNot, ways: Ways) -> list[str]:
        """Return the figures of what keeps a tactic out, and what stands between."""
        figures = [explaining.figures(cut, self.r, self.s) for cut in item.cuts[: explaining.MOST_CUTS]]
        return [*filter(None, figures), explaining.near_miss(ways, self.r, self.s)]

    def pair(self, one: str, two: str) -> Pair:
        """Return the choice of two tactics; `one` and `two` are those chosen, or nothing."""
        apart = None
        if one:
            apart = explaining.apart(versus(self.r, one, two, self.s.rulebook), self.r, self.s)
        return Pair(
            hidden=Markup(hidden_fields(self.r.answers.pairs()).decode()),  # noqa: S704  Escaped already.
            offered=[(tactic.id, self.s.text(f"tactics.{tactic.id}.name")) for tactic in self.r.tactics],
            one=one,
            two=two,
            apart=apart,
        )
