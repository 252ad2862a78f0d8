"""What a recommendation says, part by part of the page: verdict, aim, care and law."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from somerec.advice.recommendation import Item, Reason
from somerec.rulebook.conditions import Match
from somerec.rulebook.model import TIERS, LawTopic
from somerec.web.advice.part import Part, capital
from somerec.web.advice.reasons import Sentences
from somerec.web.skeleton import Html, html
from somerec.words import calendar, details, verdict

_STANDING_SITE = ("facts", "useful", "converts")
"""Websites whose facts are in place, so that they count as done."""

_DRAFTED = ("no_goal", "just_visible", "unsure")
"""Answers that leave the purpose or the goal open."""

_GROUPS = {
    "limit": "limit",
    "publish": "limit",
    "pattern": "replies",
    "patterns": "replies",
    "pause": "criticism",
    "confidential": "replies",
    "criticism": "criticism",
    "crisis": "crisis",
    "roles": "crisis",
    "weekend": "crisis",
    "spokesperson": "crisis",
    "yearly": "crisis",
    "staff": "staff",
    "watch": "watch",
    "insights": "insight",
    "insight": "insight",
}
"""Which group of safeguards a line belongs to, by the first word of its id."""


_PATTERNS = {
    f"lines.pattern_{name}": name
    for name in ("thanks", "question", "our_fault", "misunderstanding", "out_of_hours")
}
"""The ready replies, by the key of their text."""


class View(Part):
    """One recommendation, said to one visitor."""

    def verdict(self, dropped: Iterable[str]) -> Html:
        """Return the verdict and what stands around it; `dropped` says what could not be read."""
        r, fill = self.r, self.pages.fill
        scope, limit, step, below = verdict.opening(r, self.s)
        unread = b"".join([self.line(html(text)) for text in dropped])
        return fill(
            "advice/verdict.html",
            {
                "start": html(self.s.language.date(r.start)),
                "dropped": unread,
                "canonical": self.reasons.address("advice"),
                "scope": html(scope),
                "limit": html(limit),
                "step": html(step),
                "below": self.paragraphs([below] if below else []),
                "binding": self.reasons.list([cap.reason for cap in r.scope.binding]),
                "sentence": html(verdict.sentence(r, self.s)),
            },
            make=self._tiers,
            tier=r.scope.tier,
            has_dropped=bool(unread),
            has_assumed=bool(r.answers.assumed),
            fixed=self.shown.fixed,
            alone=self.shown.alone,
            has_wishes=bool(r.wishes),
            has_foundation=bool(r.actions or self._done()),
            has_stop=bool(r.stop),
            has_law=bool(r.law),
            has_calendar=calendar.reaches(r, "month"),
        )

    def _tiers(self) -> Mapping[str, Any]:
        return {"tiers": [(tier, self.markup(f"tiers.{tier}.name")) for tier in TIERS]}

    def aim(self) -> Html:
        """Return wishes, purpose, goal and figures, and what is to be put in place first."""
        r, s, aim, fill = self.r, self.s, self.r.aim, self.pages.fill
        draft = [name for name in ("purpose", "goal") if r.answers.complete[name] in _DRAFTED]
        minutes = sum(item.minutes for item in r.actions)
        supporting = self.lines(text for _, text in aim.supporting)
        foundation = self._foundation()
        return fill(
            "advice/aim.html",
            {
                "wishes": self._wishes(),
                "draft": b" ".join([self._decide(name) for name in draft]),
                "purpose": self.text(f"purposes.{aim.purpose}.name"),
                "tone": self.text(f"purposes.{aim.purpose}.tone"),
                "goal": capital(self.text(f"goals.{aim.goal}.name")),
                "steering": capital(self.text(f"goals.{aim.lead}.name")),
                "kpi": self.reasons.say(aim.kpi[1]),
                "supporting": supporting,
                "today": html(s.language.number(verdict.starting_point(r) or 0)),
                "target": html(verdict.target(r, s)),
                "by": html(s.language.date(verdict.target_date(r))),
                "reasons": self.reasons.list(aim.reasons),
                "time": self.reasons.minutes(minutes),
                "foundation": foundation,
            },
            has_wishes=bool(r.wishes),
            has_draft=aim.draft,
            steered=bool(aim.steering),
            counted=verdict.starting_point(r) is not None,
            closing=r.flagged("closing"),
            supported=bool(supporting),
            has_foundation=bool(foundation),
            timed=bool(minutes),
        )

    def _decide(self, question: str) -> Html:
        """Return the link to a question that is still to be decided."""
        slots = {"address": self.reasons.change(question), "question": html(self.s.question(question))}
        return self.pages.fill("advice/rows.html#decide", slots)

    def _wishes(self) -> Html:
        """Return each wish with its level; the level is explained the first time it stands there."""
        seen: set[str] = set()
        rows = []
        for wish in self.r.wishes:
            slots = {
                "wish": html(self.s.label("wishes", wish.id)),
                "level": self.text(f"levels.{wish.level}.name"),
                "text": self.reasons.say(wish.text),
                "explain": self.text(f"levels.{wish.level}.explain"),
                "reasons": self.reasons.list(wish.reasons),
            }
            rows.append(self.pages.fill("advice/rows.html#wish", slots, explained=wish.level not in seen))
            seen.add(wish.level)
        return b"".join(rows)

    def _foundation(self) -> Html:
        """Return what is to be done first, what stands already, and what is to be known of the plan."""
        first, remarks = details.foundation(self.r)
        to_do = [self.row("action", item.text, item.reasons, item.minutes) for item in first]
        known = [self.row("remark", item.text, item.reasons) for item in remarks]
        return b"".join([*to_do, self._done(), *known])

    def _done(self) -> Html:
        """Return what stands already, as the clauses that say so."""
        complete = self.r.answers.complete
        website, base = complete["website"], complete["base"]
        found = [Match("website", (str(website),))] if website in _STANDING_SITE else []
        if isinstance(base, frozenset):
            found += [Match("base", (option,)) for option in base if option != "none"]
        rows = [self._done_row(html(clause)) for match in found for clause in self.s.clause_list(match)]
        return b"".join(rows)

    def _done_row(self, clause: Html) -> Html:
        return self.pages.fill("advice/rows.html#done", {"text": clause})

    def _items(self, items: Iterable[Item]) -> Html:
        return b"".join([self.row("item", item.text, item.reasons) for item in items])

    def care(self) -> Html:
        """Return safeguards, what to stop, and how to measure."""
        r, lead = self.r, self.r.aim.lead
        first, *rest = self._safeguards()
        stop, counting = self._items(r.stop), self._items(r.measure)
        return self.pages.fill(
            "advice/care.html",
            {
                "first": first,
                "rest": b"".join(rest),
                "pack": self.text(f"packs.{r.pack}.name"),
                "length": self.text(f"packs.{r.pack}.length"),
                "time": self.reasons.minutes(self.s.rulebook.packs[r.pack].minutes),
                "stop": stop,
                "kpi": self.reasons.say(r.aim.kpi[1]),
                "when": self.text(f"goals.{lead}.measure.when"),
                "where": self.text(f"goals.{lead}.measure.where"),
                "how": self.text(f"goals.{lead}.measure.how"),
                "who": self.text("phrases.count.who"),
                "counting": counting,
            },
            stops=bool(stop),
            counts=bool(counting),
        )

    def _safeguards(self) -> list[Html]:
        """Return the lines of the safeguard pack by group, each group with its reasons once."""
        groups: dict[str, tuple[list[str], dict[str, Reason]]] = {}
        for item in self.r.safeguards:
            lines, reasons = groups.setdefault(_GROUPS[item.id.partition("_")[0]], ([], {}))
            lines.append(item.text.key)
            for why in item.reasons:
                reasons.setdefault(why.text.key, why)
        return [self._group(name, tuple(lines), found.values()) for name, (lines, found) in groups.items()]

    def _group(self, name: str, lines: tuple[str, ...], reasons: Iterable[Reason]) -> Html:
        why = self.reasons.sentences(reasons)
        return self.reasons.kept((name, lines, why), lambda: self._made_group(name, lines, why))

    def _made_group(self, name: str, lines: tuple[str, ...], why: Sentences) -> Html:
        """Return the heading of a group and its lines; the ready replies say what each is for."""
        fill = self.pages.fill
        rows = [
            fill("advice/rows.html#safeguard", {"text": self.text(line)}, pattern=_PATTERNS.get(line, ""))
            for line in lines
        ]
        slots = {"lines": b"".join(rows), "reasons": self.reasons.ledger(why)}
        return fill("advice/safeguard.html", slots, group=name)

    def check(self) -> dict[str, Html]:
        """Return when to look at the plan again, as slots of the calendar."""
        review = self.r.review
        return {
            "dates": self.paragraphs(verdict.review(self.r, self.s)),
            "triggers": self.lines(verdict.triggers(self.r)),
            "reasons": self.reasons.list(review.reasons),
        }

    def law(self) -> Html:
        """Return the country's pointers, with the authority and what to look for there."""
        topics = self.s.rulebook.law
        rows = [self._pointer(topics[item.id], item.reasons) for item in self.r.law if item.id in topics]
        if not rows:
            return b""
        return self.pages.fill("advice/law.html", {"note": self.text("law.note"), "rows": b"".join(rows)})

    def _pointer(self, topic: LawTopic, reasons: Iterable[Reason]) -> Html:
        why = self.reasons.sentences(reasons)
        return self.reasons.kept((topic.id, why), lambda: self._made_pointer(topic, why))

    def _made_pointer(self, topic: LawTopic, why: Sentences) -> Html:
        since = self.s.language.date(date.fromisoformat(topic.since)) if topic.since else ""
        slots = {
            "text": self.text(f"law.{topic.id}.text"),
            "authority": self.text(f"law.{topic.id}.authority"),
            "look_for": self.text(f"law.{topic.id}.look_for"),
            "since": html(since),
            "reasons": self.reasons.ledger(why),
        }
        return self.pages.fill("advice/rows.html#pointer", slots, dated=bool(since), verified=topic.verified)
