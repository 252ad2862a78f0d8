"""Why not and what would change it, as the part of the JSON that other programs read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from somerec.advice.answers import answer_json
from somerec.advice.changes import EFFORTS, new_values
from somerec.advice.cuts import CutReason, WhyNot
from somerec.advice.explain import GATE, TIER, Explanation
from somerec.advice.recommendation import Recommendation
from somerec.advice.ways import Way, Ways
from somerec.rulebook.model import TIERS
from somerec.words import explaining
from somerec.words.speaker import Speaker

MINUTES_AN_HOUR = 60

UNITS: Mapping[str, str] = {
    "hours": "hours",
    "money": "kr",
    "score": "points",
    "scope": "tier",
    "social_cap": "channels",
    "tactic_cap": "tactics",
}
"""What `needed` and `left` of a cut are counted in."""


class ExplanationWriter:
    """Writes the explanation of one recommendation with one speaker."""

    def __init__(self, found: Explanation, recommendation: Recommendation, speaker: Speaker) -> None:
        """Keep what is to be written."""
        self.found, self.r, self.s = found, recommendation, speaker

    def whole(self) -> dict[str, Any]:
        """Return the explanation as an object of plain values."""
        found = self.found
        return {
            "tactics": [self._tactic(item) for item in found.skipped],
            "tier": self._ways(TIER, found.gains.get(TIER, Ways())),
            "gate": self._ways(GATE, found.gains.get(GATE, Ways())),
            "losses": {name: self._losses(name, ways) for name, ways in found.losses.items()},
            "stability": {
                "same": found.same,
                "tried": found.tried,
                "text": explaining.stability(found, self.s),
            },
        }

    def _tactic(self, item: WhyNot) -> dict[str, Any]:
        ways = self.found.gains[item.tactic]
        near = ways.nearest
        said = explaining.near_miss(ways, self.r, self.s)
        return {
            "id": item.tactic,
            "status": item.status,
            "score": item.score,
            "cuts": [self._cut(cut) for cut in item.cuts],
            "near_miss": {"text": said, "change": {}, "effort": None}
            if near is None
            else self._way(near, said),
            "changes": self._ways(item.tactic, ways),
        }

    def _cut(self, cut: CutReason) -> dict[str, Any]:
        figures = [self._figure(cut, value) for value in (cut.needed, cut.left)]
        return {
            "kind": cut.kind,
            "rule": cut.reason.rule,
            "needed": figures[0],
            "left": figures[1],
            "unit": UNITS.get(cut.kind) if figures[0] is not None else None,
            "answers": list(cut.reason.questions),
            "text": explaining.cut(cut, self.r, self.s),
        }

    def _figure(self, cut: CutReason, value: int | None) -> float | int | str | None:
        if value is None or cut.kind not in ("hours", "scope"):
            return value
        return TIERS[value] if cut.kind == "scope" else round(value / MINUTES_AN_HOUR, 2)

    def _ways(self, target: str, ways: Ways) -> list[dict[str, Any]]:
        return [self._way(way, explaining.way_to(target, way, self.r, self.s)) for way in ways.shown]

    def _losses(self, tactic: str, ways: Ways) -> list[dict[str, Any]]:
        return [self._way(way, explaining.way_out(tactic, way, self.r, self.s)) for way in ways.shown]

    def _way(self, way: Way, text: str) -> dict[str, Any]:
        new = new_values(way.changes, self.r.answers, self.s.rulebook)
        return {
            "change": {name: answer_json(value) for name, value in new.items()},
            "effort": EFFORTS[way.effort],
            "text": text,
        }
