"""Why not and what would change it, in sentences that one would say aloud."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from somerec.advice.changes import Change
from somerec.advice.cuts import CutReason, WhyNot
from somerec.advice.explain import GATE, TIER, Explanation
from somerec.advice.recommendation import Msg, Reason, Recommendation
from somerec.advice.versus import Side, Versus
from somerec.advice.ways import Way, Ways
from somerec.rulebook.model import TIERS
from somerec.words import workload
from somerec.words.speaker import Speaker

MOST_CUTS = 2
"""So many things that keep a tactic out are said; mending the first two is enough to think about."""


def cut(found: CutReason, recommendation: Recommendation, speaker: Speaker) -> str:
    """Return one thing that keeps a tactic out: the rule's sentence, the visitor's answers, the figures."""
    numbers = figures(found, recommendation, speaker)
    why = speaker.why(found.reason)
    return f"{why} {numbers}" if numbers else why


def figures(found: CutReason, recommendation: Recommendation, speaker: Speaker) -> str:
    """Return the figures of a cut as a sentence, where the rule's own does not name them."""
    needed, left = found.needed, found.left
    if needed is None or left is None or found.reason.text.params:
        return ""
    if found.kind == "score":
        return speaker.phrase("cut.score", score=left, threshold=needed)
    if found.kind == "hours":
        return speaker.phrase("cut.hours", needed=needed, left=left)
    if found.kind == "scope":
        return speaker.phrase("cut.scope", tier=speaker.text(f"tiers.{TIERS[needed]}.name"))
    if found.kind == "money":
        cost, rest = workload.fee(needed, recommendation), workload.fee(left, recommendation)
        return speaker.phrase("cut.money" if rest else "cut.no_money", cost=cost, rest=rest)
    return ""


def cuts(found: WhyNot, recommendation: Recommendation, speaker: Speaker) -> list[str]:
    """Return what keeps a tactic out, the weightiest first, each said once."""
    told = worth_telling([item.reason for item in found.cuts], recommendation)
    said = dict.fromkeys(cut(item, recommendation, speaker) for item in found.cuts if item.reason in told)
    return list(said)[:MOST_CUTS]


def worth_telling(reasons: Sequence[Reason], recommendation: Recommendation) -> Sequence[Reason]:
    """Return of what keeps a tactic out what is worth telling: to who closes, that closing rules it out.

    What else could be said of a tactic is of no use any more, and would be said of two dozen.
    """
    if not recommendation.flagged("closing"):
        return reasons
    closing = [why for why in reasons if any(match.question == "situation" for match in why.answers)]
    return closing[:1] or reasons


def near_miss(ways: Ways, recommendation: Recommendation, speaker: Speaker) -> str:
    """Return what stands between a tactic and the plan."""
    way = ways.nearest
    if way is None:
        return speaker.phrase("near.less" if ways.all else "near.none")
    if way.is_life:
        return f"{_differs(way, recommendation, speaker)} {_said(way, 'near.life', speaker)}"
    return _said(way, "near.one" if len(way.changes) == 1 else "near.two", speaker)


def way_to(target: str, way: Way, recommendation: Recommendation, speaker: Speaker) -> str:
    """Return what a way leads to: a larger scope, an open gate or a tactic more."""
    if target == TIER:
        return _way("tier", way, recommendation, speaker, tier=speaker.text(f"tiers.{way.tier}.name"))
    if target == GATE:
        return _way("gate", way, recommendation, speaker)
    return _way("gained", way, recommendation, speaker, tactic=(Msg(f"tactics.{target}.inline"),))


def way_out(tactic: str, way: Way, recommendation: Recommendation, speaker: Speaker) -> str:
    """Return what would drive a chosen tactic out of the plan."""
    return _way("lost", way, recommendation, speaker, tactic=(Msg(f"tactics.{tactic}.inline"),))


def _way(
    what: str, way: Way, recommendation: Recommendation, speaker: Speaker, **params: str | tuple[Msg, ...]
) -> str:
    if way.is_life:
        return (
            f"{_differs(way, recommendation, speaker)} {_said(way, f'ways.{what}_life', speaker, **params)}"
        )
    return _said(way, f"ways.{what}", speaker, **params)


def _said(way: Way, phrase: str, speaker: Speaker, **params: str | tuple[Msg, ...]) -> str:
    clauses = speaker.clauses([change.match for change in way.changes])
    return speaker.with_two(clauses, phrase, "near.other", **params)


def _differs(way: Way, recommendation: Recommendation, speaker: Speaker) -> str:
    """Return the sentence that comes before what only another fact of life would change."""
    change = next(change for change in way.changes if change.effort == "life")
    name = f"differs.{_direction(change, recommendation, speaker) or change.question}"
    return speaker.phrase(name if f"phrases.{name}" in speaker.texts else "differs.other")


def _direction(change: Change, recommendation: Recommendation, speaker: Speaker) -> str:
    """Return for a size whether it is smaller or larger than the one there is."""
    if change.question != "size":
        return ""
    sizes = [option.id for option in speaker.rulebook.questions["size"].options]
    given = str(recommendation.answers.complete["size"])
    return "size_larger" if sizes.index(change.option) > sizes.index(given) else "size_smaller"


def stability(found: Explanation, speaker: Speaker) -> str:
    """Return how many changes of one answer leave the plan as it is."""
    if found.same == found.tried:
        return speaker.phrase("stability_all", tried=found.tried)
    return speaker.phrase("stability", same=found.same, tried=found.tried)


@dataclass(frozen=True, slots=True)
class Apart:
    """What tells two tactics apart: sentences on both, and lines under a heading where there are any."""

    said: tuple[str, ...]
    lines: Mapping[str, tuple[str, ...]]


def apart(found: Versus, recommendation: Recommendation, speaker: Speaker) -> Apart:
    """Return what tells two tactics apart."""
    one, two = (_nearer(found), _other(found))
    names = {side.tactic: speaker.text(f"tactics.{side.tactic}.name") for side in (one, two)}
    both = {"one": names[one.tactic], "two": names[two.tactic]}
    said = [speaker.phrase(f"versus.{_standing(one, two)}", **both)]
    if one.score != two.score:
        said.append(speaker.phrase("versus.scores", **both, first=one.score, second=two.score))
    points = [(side, _point(why, speaker)) for side in (one, two) for why in side.points]
    kept_out = [(side, cut(item, recommendation, speaker)) for side in (one, two) for item in side.cuts]
    if not points and not kept_out:
        said.append(speaker.phrase("versus.alike"))
    lines = {
        speaker.phrase(heading): tuple(
            speaker.phrase("versus.line", tactic=names[side.tactic], text=text) for side, text in found_lines
        )
        for heading, found_lines in (("versus.points", points), ("versus.cuts", kept_out))
        if found_lines
    }
    return Apart(tuple(said), lines)


def told_apart(found: Versus, recommendation: Recommendation, speaker: Speaker) -> list[str]:
    """Return the same as lines of Markdown."""
    told = apart(found, recommendation, speaker)
    listed = (line for heading, lines in told.lines.items() for line in (heading, *(f"- {x}" for x in lines)))
    return [*told.said, *listed]


def _nearer(found: Versus) -> Side:
    sides = (found.one, found.two)
    return min(sides, key=lambda side: (("chosen", "later", "rejected").index(side.status), side.place))


def _other(found: Versus) -> Side:
    return found.two if _nearer(found) is found.one else found.one


def _standing(one: Side, two: Side) -> str:
    if one.status != "chosen":
        return "neither"
    return "both" if two.status == "chosen" else "chosen"


def _point(why: Reason, speaker: Speaker) -> str:
    return speaker.phrase(
        "versus.plus" if why.points > 0 else "versus.minus", text=speaker.why(why), points=abs(why.points)
    )
