"""What stands after page one, as far as the depth of the plan asks: reasons, foundation, law, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from somerec.advice.recommendation import Item, Reason, Recommendation, Status, TacticAdvice
from somerec.takeaways.blocks import Block, facts, heading, item, link, listing, paragraph, section
from somerec.takeaways.code import as_dots
from somerec.takeaways.document_calendar import calendar_blocks
from somerec.words import calendar, details, verdict, workload
from somerec.words.speaker import Speaker

FEW = 2
"""Reasons given for a tactic where the plan is one page or less."""

SHOWN = 3
"""Tactics for later that such a plan names (decision 3)."""

MOST = 99


class Parts:
    """The parts after page one, said by one speaker. Remembers which sources its reasons named."""

    def __init__(self, recommendation: Recommendation, speaker: Speaker) -> None:
        self.r, self.s = recommendation, speaker
        self._sources: dict[str, None] = {}
        self._long = calendar.reaches(recommendation, "month")
        self._full = calendar.reaches(recommendation, "one_page")

    def sections(self, address: str) -> Iterator[Block]:
        """Yield the parts in order. Sources come late, since the others say which there are.

        The calendar comes first, to hang beside page one on the wall.
        """
        s = self.s
        yield section(s.phrase("document.calendar"), calendar_blocks(self.r, s))
        yield section(s.phrase("markdown.wishes"), self._wishes())
        yield section(s.phrase("document.why"), self._binding())
        yield section(s.phrase("document.gate"), self._gate())
        yield section(s.phrase("markdown.actions"), self._actions())
        yield section(s.phrase("document.how"), self._how())
        yield section(s.phrase("markdown.later"), self._others("later"))
        yield section(s.phrase("markdown.rejected"), self._others("rejected") if self._long else ())
        yield section(s.phrase("markdown.stop"), self._items(self.r.stop))
        yield section(s.phrase("document.measure"), self._measure())
        yield section(s.phrase("markdown.safeguards"), self._safeguards())
        yield section(s.phrase("markdown.law"), self._law())
        yield section(s.phrase("markdown.review"), self._triggers())
        yield section(s.phrase("document.assumed"), self._assumed())
        yield section(s.phrase("document.sources"), self._named_sources())
        yield section(s.phrase("document.about"), self._about(address))

    def _reasons(self, reasons: Iterable[Reason], most: int = MOST) -> list[str]:
        """Return reasons as sentences, and remember their sources."""
        found = list(reasons)[:most]
        for why in found:
            self._sources.update(dict.fromkeys(why.source))
        return [self.s.why(why) for why in found]

    def _wishes(self) -> Iterator[Block]:
        s = self.s
        if self.r.wishes:
            yield listing(
                item(
                    s.say(wish.text),
                    lead=s.label("wishes", wish.id),
                    meta=s.text(f"levels.{wish.level}.name"),
                    notes=self._reasons(wish.reasons) if self._long else (),
                )
                for wish in self.r.wishes
            )

    def _binding(self) -> Iterator[Block]:
        yield listing(item(text) for text in self._reasons(cap.reason for cap in self.r.scope.binding))

    def _gate(self) -> Iterator[Block]:
        if self.r.gate == "closed":
            yield listing(item(text) for text in self._reasons(self.r.gate_reasons))

    def _actions(self) -> Iterator[Block]:
        first, remarks = details.foundation(self.r)
        if first:
            yield listing((self._action(action) for action in first), "check")
        yield from self._items(remarks)

    def _action(self, action: Item) -> Block:
        time = self.s.language.minutes(action.minutes) if action.minutes else ""
        return item(self.s.say(action.text), meta=time, notes=self._notes(action))

    def _items(self, items: Iterable[Item]) -> Iterator[Block]:
        listed = [item(self.s.say(found.text), notes=self._notes(found)) for found in items]
        if listed:
            yield listing(listed)

    def _notes(self, found: Item) -> list[str]:
        """Return the reasons beneath an item; of half a page of plan, only the page it links to has them."""
        return self._reasons(found.reasons) if self._full else []

    def _how(self) -> Iterator[Block]:
        """Yield each tactic with its steps and its own reasons; what several share is said once, first."""
        shared = self._shared()
        if shared:
            yield paragraph(self.s.phrase("document.shared"))
            yield listing(item(text) for text in self._reasons(shared))
        for tactic in self.r.chosen:
            yield heading(self.s.text(f"tactics.{tactic.id}.name"))
            yield paragraph(details.job(tactic, self.r, self.s))
            if begun := details.begins_now(tactic, self.r, self.s):
                yield paragraph(begun)
            if self._full:
                steps = details.steps(tactic.id, self.r, self.s.rulebook)
                yield listing(
                    (item(self.s.text(f"tactics.{tactic.id}.steps.{number}")) for number in steps), "number"
                )
            own = [why for why in tactic.reasons if why not in shared]
            for text in self._reasons(own, MOST if self._long else FEW):
                yield paragraph(text, soft=True)

    def _shared(self) -> list[Reason]:
        """Return the reasons that several chosen tactics have, each once."""
        seen: dict[str, list[Reason]] = {}
        for tactic in self.r.chosen:
            for why in tactic.reasons:
                seen.setdefault(why.text.key, []).append(why)
        return [same[0] for same in seen.values() if len(same) > 1 and all(why == same[0] for why in same)]

    def _others(self, status: Status) -> Iterator[Block]:
        """Yield what is not in the plan: of what may come later the first three, or all in a longer plan."""
        if self._full:
            found = workload.others(self.r, self.s.rulebook, status)
            alike: dict[tuple[str, str], list[str]] = {}
            for tactic in found if self._long else found[:SHOWN]:
                alike.setdefault(self._other(tactic), []).append(self.s.text(f"tactics.{tactic.id}.name"))
            if alike:
                yield listing(
                    item(why, lead=self.s.language.list(names), meta=when)
                    for (why, when), names in alike.items()
                )

    def _other(self, tactic: TacticAdvice) -> tuple[str, str]:
        """Return the weightiest reason why a tactic is not in the plan, and when it may come."""
        opens = calendar.start_date(self.r, tactic) if tactic.then else None
        when = self.s.phrase("document.once", date=opens) if opens else ""
        return " ".join(self._reasons(tactic.reasons, 1)), when

    def _measure(self) -> Iterator[Block]:
        s, lead = self.s, self.r.aim.lead
        named = (("when", "document.when"), ("where", "document.where"), ("how", "document.how_counted"))
        yield facts((s.phrase(key), s.text(f"goals.{lead}.measure.{part}")) for part, key in named)
        if self.r.aim.supporting:
            yield paragraph(s.phrase("document.supporting"))
            yield listing(item(s.say(text)) for _, text in self.r.aim.supporting)
        yield from self._items(self.r.measure)

    def _safeguards(self) -> Iterator[Block]:
        yield paragraph(self.s.text(f"packs.{self.r.pack}.name"), soft=True)
        yield listing((item(self.s.say(found.text)) for found in self.r.safeguards), "check")

    def _law(self) -> Iterator[Block]:
        listed = [self._pointer(found) for found in self.r.law if found.id in self.s.rulebook.law]
        if listed:
            yield listing(listed, "check")
            yield paragraph(self.s.text("law.note"), soft=True)

    def _pointer(self, found: Item) -> Block:
        s, topic = self.s, self.s.rulebook.law[found.id]
        self._sources.update(dict.fromkeys(topic.source))
        place = s.phrase(
            "document.look_for",
            authority=s.text(f"law.{topic.id}.authority"),
            look_for=s.text(f"law.{topic.id}.look_for"),
        )
        notes = [place]
        if topic.since:
            notes.append(s.phrase("document.since", date=date.fromisoformat(topic.since)))
        if not topic.verified:
            notes.append(s.phrase("document.unverified"))
        return item(s.say(found.text), notes=[" ".join(notes)])

    def _triggers(self) -> Iterator[Block]:
        yield paragraph(self.s.phrase("document.triggers"))
        yield listing(item(self.s.say(trigger)) for trigger in verdict.triggers(self.r))

    def _assumed(self) -> Iterator[Block]:
        if self.r.answers.assumed:
            yield paragraph(self.s.phrase("document.assumed_why"))
            yield facts((self.s.question(name), self._answer(name)) for name in self.r.answers.assumed)

    def _answer(self, question: str) -> str:
        value = self.r.answers.complete[question]
        options = [value] if isinstance(value, str) else list(value) if isinstance(value, frozenset) else []
        return self.s.language.list([self.s.label(question, option) for option in options])

    def _named_sources(self) -> Iterator[Block]:
        """Yield the texts and figures behind the reasons given; of a text that was read, only its name."""
        texts = dict.fromkeys(self._source(name) for name in self.s.rulebook.sources if name in self._sources)
        if texts and self._long:
            yield listing((item(text) for text in texts), soft=True)
        elif texts:
            yield paragraph(" ".join(texts), soft=True)

    def _source(self, name: str) -> str:
        text = f"texts_read.{name.partition('-')[0]}.name"
        if text in self.s.texts:
            return self.s.phrase("source.text", name=self.s.text(text))
        return workload.source(name, self.s)

    def _about(self, address: str) -> Iterator[Block]:
        r, s = self.r, self.s
        texts = [
            s.phrase("document.made", date=r.start),
            s.phrase("document.edition", edition=r.answers.edition),
        ]
        if address:
            yield link(
                [*texts, s.phrase("document.link")], address, as_dots(address), s.phrase("document.code")
            )
        else:
            yield from (paragraph(text) for text in texts)
