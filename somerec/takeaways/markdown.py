"""A recommendation as Markdown: what the command line prints, and what a visitor can paste elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from somerec.advice.closing import LAW_NOTE
from somerec.advice.cuts import WhyNot
from somerec.advice.explain import GATE, TIER, explain
from somerec.advice.recommendation import Item, Reason, Recommendation, TacticAdvice
from somerec.advice.ways import Ways
from somerec.rulebook.model import TIERS, Rulebook
from somerec.takeaways import record
from somerec.takeaways.adviser import about_tactic, as_lines
from somerec.words import details, explaining, verdict, workload
from somerec.words.beside import ALONE, Beside
from somerec.words.speaker import Speaker, speaker_for


def as_markdown(
    recommendation: Recommendation, rulebook: Rulebook, language: str, beside: Beside = ALONE
) -> str:
    """Return the recommendation as a Markdown document, with what stands beside it."""
    speaker = speaker_for(recommendation, rulebook, language)
    return "\n".join(_Document(recommendation, rulebook, speaker, beside).lines()) + "\n"


class _Document:
    """Writes one recommendation with one speaker, part by part."""

    def __init__(
        self, recommendation: Recommendation, rulebook: Rulebook, speaker: Speaker, beside: Beside
    ) -> None:
        self.r, self.rulebook, self.s = recommendation, rulebook, speaker
        self.adviser, self.since = beside.adviser, beside.since
        self.found = explain(recommendation, rulebook)

    def lines(self) -> Iterator[str]:
        r, s = self.r, self.s
        yield f"# {s.text(f'tiers.{r.scope.tier}.name')}"
        yield ""
        *said, below = verdict.opening(r, s)
        yield " ".join(said)
        yield ""
        if below:
            yield below
            yield ""
        yield from (f"- {s.why(cap.reason)} ({cap.reason.rule})" for cap in r.scope.binding)
        yield ""
        yield f"> {verdict.sentence(r, s)}"
        if self.since:
            yield from record.as_lines(self.since, s.language.code)
        if self.adviser:
            yield from as_lines(self.adviser, s)
        yield from self._wishes()
        yield from self._aim()
        yield from self._actions()
        for tactic in r.chosen:
            yield from self._tactic(tactic)
        yield from self._others()
        yield from self._changes()
        yield from self._items("markdown.safeguards", r.safeguards, reasons=False)
        yield from self._items("markdown.stop", r.stop)
        yield from self._items("markdown.law", r.law)
        yield from self._review()
        yield ""
        yield f"{s.phrase('markdown.edition', edition=r.answers.edition)} `{r.answers.to_query()}`"

    def _heading(self, key: str) -> Iterator[str]:
        yield ""
        yield f"## {self.s.phrase(key)}"
        yield ""

    def _because(self, reasons: Iterable[Reason]) -> Iterator[str]:
        for reason in reasons:
            yield f"  - {self.s.why(reason)} ({reason.rule})"

    def _wishes(self) -> Iterator[str]:
        if self.r.wishes:
            yield from self._heading("markdown.wishes")
        for wish in self.r.wishes:
            label = self.s.label("wishes", wish.id)
            yield f"- **{label}** ({self.s.text(f'levels.{wish.level}.name')}): {self.s.say(wish.text)}"
            yield from self._because(wish.reasons)

    def _aim(self) -> Iterator[str]:
        r, s = self.r, self.s
        yield from self._heading("markdown.aim")
        yield f"- {s.phrase('markdown.purpose', purpose=s.text(f'purposes.{r.aim.purpose}.name'))}"
        draft = f" ({s.phrase('markdown.draft')})" if r.aim.draft else ""
        yield f"- {s.phrase('markdown.goal', goal=s.text(f'goals.{r.aim.goal}.name'))}{draft}"
        if r.aim.steering:
            yield f"- {s.phrase('markdown.steering', goal=s.text(f'goals.{r.aim.steering}.name'))}"
        yield f"- {s.phrase('markdown.figure', figure=s.say(r.aim.kpi[1]))}"
        for _, text in r.aim.supporting:
            yield f"  - {s.say(text)}"
        yield f"- {s.phrase('markdown.target', target=verdict.target(r, s))}"
        yield from self._because(r.aim.reasons)

    def _actions(self) -> Iterator[str]:
        first, remarks = details.foundation(self.r)
        yield from self._items("markdown.actions", [*first, *remarks], minutes=True)

    def _items(
        self, key: str, items: Iterable[Item], *, minutes: bool = False, reasons: bool = True
    ) -> Iterator[str]:
        listed = list(items)
        if listed:
            yield from self._heading(key)
        for item in listed:
            time = f" ({self.s.language.minutes(item.minutes)})" if minutes and item.minutes else ""
            yield f"- {self.s.say(item.text)}{time}"
            if reasons and item.id != LAW_NOTE:
                yield from self._because(item.reasons)

    def _tactic(self, tactic: TacticAdvice) -> Iterator[str]:
        s, steps = self.s, details.steps(tactic.id, self.r, self.rulebook)
        yield ""
        yield f"## {s.text(f'tactics.{tactic.id}.name')}"
        yield ""
        yield details.job(tactic, self.r, s)
        week = tactic.start_week or 1
        if tactic.weekly:
            yield s.phrase("markdown.week", week=week, time=tactic.weekly)
        else:
            yield s.phrase("markdown.once", week=week)
        if begun := details.begins_now(tactic, self.r, s):
            yield begun
        yield ""
        for number in steps:
            yield f"{number}. {s.text(f'tactics.{tactic.id}.steps.{number}')}"
        if steps:
            yield ""
        for task in tactic.tasks:
            text = s.text(f"tactics.{tactic.id}.tasks.{task.id}")
            yield f"- [ ] {text} ({workload.rhythm(tactic, task, s)})"
        yield ""
        yield from about_tactic(self.adviser, tactic.id, s)
        yield from self._because(tactic.reasons)

    def _others(self) -> Iterator[str]:
        """Yield what is outside the plan; tactics of which the same is to be said share its lines."""
        skipped = {item.tactic: item for item in self.found.skipped}
        for status in ("later", "rejected"):
            tactics = [tactic for tactic in self.r.tactics if tactic.status == status]
            if tactics:
                yield from self._heading(f"markdown.{status}")
            said: dict[tuple[str, ...], list[str]] = {}
            for tactic in tactics:
                lines = tuple(self._why_not(tactic, skipped[tactic.id]))
                said.setdefault(lines, []).append(self.s.text(f"tactics.{tactic.id}.name"))
            for lines, names in said.items():
                yield f"- **{self.s.language.list(names)}**"
                yield from lines

    def _why_not(self, tactic: TacticAdvice, skipped: WhyNot) -> Iterator[str]:
        """Yield the exact cuts, what else speaks against it, and what stands between."""
        cuts = {cut.reason.text.key: cut for cut in skipped.cuts}
        for reason in explaining.worth_telling(tactic.reasons, self.r):
            cut = cuts.get(reason.text.key)
            text = explaining.cut(cut, self.r, self.s) if cut else self.s.why(reason)
            yield f"  - {text} ({reason.rule})"
        ways = self.found.gains[tactic.id]
        if ways.all:
            yield f"  - {explaining.near_miss(ways, self.r, self.s)}"

    def _changes(self) -> Iterator[str]:
        """Yield what would give a larger scope, open the gate or drive a tactic out, and how firm it is."""
        found, r, s = self.found, self.r, self.s
        yield from self._heading("explain.changes")
        for target in (TIER, GATE):
            for way in found.gains.get(target, Ways()).shown:
                yield f"- {explaining.way_to(target, way, r, s)}"
        if not found.gains.get(TIER, Ways()).all and r.scope.tier != TIERS[-1]:
            yield f"- {s.phrase('ways.nothing')}"
        planned = {tactic.id for tactic in r.chosen}
        for tactic, ways in found.losses.items():
            if tactic not in planned:
                continue
            for way in ways.shown[:1]:
                yield f"- {explaining.way_out(tactic, way, r, s)}"
        yield f"- {explaining.stability(found, s)}"

    def _review(self) -> Iterator[str]:
        yield from self._heading("markdown.review")
        yield from verdict.review(self.r, self.s)
        yield ""
        yield self.s.phrase("document.triggers")
        yield ""
        for trigger in verdict.triggers(self.r):
            yield f"- {self.s.say(trigger)}"
