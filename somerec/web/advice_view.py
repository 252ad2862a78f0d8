"""A recommendation as rows that a template can lay out: every text escaped, every reason with its links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from somerec.advice.recommendation import Item, Reason, Recommendation
from somerec.rulebook.model import TIERS
from somerec.web.advice_reasons import Reasons
from somerec.web.advice_sources import said_sources
from somerec.web.lines import answer_texts
from somerec.words import verdict
from somerec.words.speaker import Speaker

Rows = list[tuple[Any, ...]]

_STANDING_SITE = ("facts", "useful", "converts")
"""Websites whose facts are in place, so that they count as done."""

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


@dataclass(frozen=True, eq=False)
class View:
    """One recommendation, said to one visitor."""

    r: Recommendation
    s: Speaker
    reasons: Reasons

    def text(self, key: str) -> Markup:
        """Return a text without slots, escaped."""
        return self.reasons.html[key]

    def context(self) -> dict[str, Any]:
        """Return what a template needs of this."""
        return {
            **self.head(),
            "wishes": self.wishes(),
            **self.aim(),
            **self.foundation(),
            "safeguards": self.safeguards(),
            "pack": self.text(f"packs.{self.r.pack}.name"),
            "pack_length": self.text(f"packs.{self.r.pack}.length"),
            "stop": self.items(self.r.stop),
            **self.measure(),
            "reviews": verdict.review(self.r, self.s),
            "triggers": [self.reasons.say(trigger) for trigger in self.r.review.triggers],
            "review_reasons": self.reasons.list(self.r.review.reasons),
            **self.law(),
            "assumed": self.assumed(),
            "answers": self.answers(),
            "why": self.why(),
        }

    def head(self) -> dict[str, Any]:
        """Return the verdict and what stands around it."""
        r, s = self.r, self.s
        scope, limit, step = verdict.verdict(r, s)
        return {
            "tier": r.scope.tier,
            "tier_name": self.text(f"tiers.{r.scope.tier}.name"),
            "tiers": [(self.text(f"tiers.{tier}.name"), tier == r.scope.tier) for tier in TIERS],
            "scope": scope,
            "limit": limit,
            "step": step,
            "binding": self.reasons.list(cap.reason for cap in r.scope.binding),
            "sentence": verdict.sentence(r, s),
            "start": s.language.date(r.start),
            "edition": r.answers.edition,
        }

    def wishes(self) -> Rows:
        """Return each wish with its level; the level is explained the first time it stands there."""
        seen: set[str] = set()
        rows: Rows = []
        for wish in self.r.wishes:
            explain = Markup() if wish.level in seen else self.text(f"levels.{wish.level}.explain")
            seen.add(wish.level)
            label = self.s.label("wishes", wish.id)
            level = self.text(f"levels.{wish.level}.name")
            rows.append((label, level, self.reasons.say(wish.text), explain, self.reasons.list(wish.reasons)))
        return rows

    def aim(self) -> dict[str, Any]:
        """Return purpose, goal, figures and target."""
        r, s, aim = self.r, self.s, self.r.aim
        number = aim.target.kind == "number"
        return {
            "purpose": self.text(f"purposes.{aim.purpose}.name"),
            "tone": self.text(f"purposes.{aim.purpose}.tone"),
            "goal": self.text(f"goals.{aim.goal}.name"),
            "steering": self.text(f"goals.{aim.steering}.name") if aim.steering else "",
            "draft": aim.draft,
            "draft_links": [self.reasons.link(name) for name in ("purpose", "goal") if self._drafted(name)],
            "kpi": self.reasons.say(aim.kpi[1]),
            "supporting": [self.reasons.say(text) for _, text in aim.supporting],
            "today": s.language.number(aim.target.today) if number and aim.target.today is not None else "",
            "target": verdict.target(r, s),
            "by": s.language.date(verdict.target_date(r)),
            "aim_reasons": self.reasons.list(aim.reasons),
        }

    def _drafted(self, question: str) -> bool:
        answer = self.r.answers.complete[question]
        return self.r.aim.draft and answer in ("no_goal", "just_visible", "unsure")

    def foundation(self) -> dict[str, Any]:
        """Return what is to be put in place, what stands already, and how long the first takes."""
        r, minutes = self.r, self.s.language.minutes
        rows = [
            (self.reasons.say(item.text), minutes(item.minutes) if item.minutes else "", self.listed(item))
            for item in r.actions
        ]
        total = sum(item.minutes for item in r.actions)
        return {"actions": rows, "actions_time": minutes(total) if total else "", "done": self._done()}

    def _done(self) -> list[str]:
        complete, found = self.r.answers.complete, []
        website, base = complete["website"], complete["base"]
        if website in _STANDING_SITE:
            found.append(self.s.label("website", str(website)))
        if isinstance(base, frozenset):
            found += [self.s.label("base", option) for option in base if option != "none"]
        return found

    def listed(self, item: Item) -> Markup:
        """Return the reasons of a line."""
        return self.reasons.list(item.reasons)

    def safeguards(self) -> Rows:
        """Return the lines of the safeguard pack by group, each group with its reasons once."""
        groups: dict[str, tuple[list[Markup], dict[Reason | tuple[str, str], Reason]]] = {}
        for item in self.r.safeguards:
            lines, reasons = groups.setdefault(_GROUPS[item.id.partition("_")[0]], ([], {}))
            lines.append(self.reasons.say(item.text))
            for why in item.reasons:
                reasons.setdefault((why.rule, why.text.key), why)
        return [(name, lines, self.reasons.list(found.values())) for name, (lines, found) in groups.items()]

    def items(self, items: Iterable[Item]) -> Rows:
        """Return lines of advice with their reasons."""
        return [(self.reasons.say(item.text), self.listed(item)) for item in items]

    def measure(self) -> dict[str, Any]:
        """Return when, where and how the most important figure is counted."""
        lead = self.r.aim.lead
        found = {f"count_{part}": self.text(f"goals.{lead}.measure.{part}") for part in ("when", "where", "how")}
        return {**found, "counting": self.items(self.r.measure)}

    def law(self) -> dict[str, Any]:
        """Return the country's pointers, with the authority and what to look for there."""
        topics, rows = self.s.rulebook.law, []
        for item in self.r.law:
            topic = topics.get(item.id)
            if topic:
                since = self.s.language.date(date.fromisoformat(topic.since)) if topic.since else ""
                where = (self.text(f"law.{topic.id}.authority"), self.text(f"law.{topic.id}.look_for"))
                rows.append((self.reasons.say(item.text), *where, since, topic.verified, self.listed(item)))
        return {"law": rows, "law_note": self.text("law.note")}

    def why(self) -> Rows:
        """Return every rule that spoke, in plain words, in the order of the rules."""
        found: dict[tuple[str, str], list[Reason]] = {}
        for why in self._all_reasons():
            found.setdefault((why.rule, why.text.key), []).append(why)
        rows: Rows = []
        for (rule, _), same in sorted(found.items(), key=lambda entry: _rule_order(entry[0][0])):
            matches = tuple(dict.fromkeys(match for why in same for match in why.answers))
            text = self._general(same[0])
            sources = said_sources(self.s, same[0].source)
            rows.append((rule, text, Markup(self.reasons.because(matches)), sources))  # noqa: S704
        return rows

    def _general(self, why: Reason) -> Markup:
        """Return the sentence of a rule; one with numbers of one tactic gives way to the rule's own."""
        general = f"rules.{why.rule}.because"
        return self.text(general) if why.text.params and general in self.s.texts else self.reasons.say(why.text)

    def _all_reasons(self) -> Iterable[Reason]:
        r = self.r
        yield from r.hours.reasons
        yield from (cap.reason for cap in r.scope.binding)
        yield from (why for _, why in r.scope.flags)
        yield from r.aim.reasons
        yield from r.gate_reasons
        for group in (r.wishes, r.actions, r.tactics, r.safeguards, r.stop, r.law, r.measure):
            for item in group:
                yield from item.reasons
        yield from r.review.reasons
        yield from r.principles

    def assumed(self) -> Rows:
        """Return what was not answered and what is counted on instead."""
        answers = self.r.answers
        return [
            (self.s.question(name), self._answer(name), self.reasons.link(name)) for name in answers.assumed
        ]

    def answers(self) -> Rows:
        """Return every question with what was answered."""
        complete, assumed = self.r.answers.complete, self.r.answers.assumed
        return [
            (self.s.question(name), self._answer(name), self.reasons.link(name))
            for name, value in complete.items()
            if value is not None and name not in assumed
        ]

    def _answer(self, question: str) -> str:
        found = self.s.rulebook.questions[question]
        return "; ".join(answer_texts(found, self.r.answers.complete[question], self.s))


def _rule_order(rule: str) -> tuple[int, str]:
    return int(rule[1:3]), rule[3:]

