"""What a recommendation says, as contexts for the parts of the page: every text escaped, every reason linked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from markupsafe import Markup

from somerec.advice.recommendation import Item, Reason, Recommendation
from somerec.rulebook.model import TIERS, LawTopic
from somerec.web.advice_reasons import Reasons
from somerec.web.advice_sources import said_sources
from somerec.web.lines import answer_texts
from somerec.words import calendar, verdict
from somerec.words.speaker import Speaker

Context = dict[str, Any]

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


@dataclass(frozen=True, eq=False)
class View:
    """One recommendation, said to one visitor."""

    r: Recommendation
    s: Speaker
    reasons: Reasons

    def text(self, key: str) -> Markup:
        """Return a text without slots, escaped."""
        return self.reasons.html[key]

    def verdict(self) -> Context:
        """Return the verdict and what stands around it."""
        r, s = self.r, self.s
        scope, limit, step = verdict.verdict(r, s)
        return {
            "tier_name": self.text(f"tiers.{r.scope.tier}.name"),
            "tiers": [(self.text(f"tiers.{tier}.name"), tier == r.scope.tier) for tier in TIERS],
            "scope": scope,
            "limit": limit,
            "step": step,
            "binding": self.reasons.list(cap.reason for cap in r.scope.binding),
            "sentence": verdict.sentence(r, s),
            "start": s.language.date(r.start),
            "has_wishes": bool(r.wishes),
            "has_foundation": bool(r.actions or self._done()),
            "has_stop": bool(r.stop),
            "has_law": bool(r.law),
            "has_calendar": calendar.reaches(r, "month"),
            "has_assumed": bool(r.answers.assumed),
        }

    def aim(self) -> Context:
        """Return wishes, purpose, goal and figures, and what is to be put in place first."""
        minutes = self.s.language.minutes
        total = sum(item.minutes for item in self.r.actions)
        return {
            "wishes": self._wishes(),
            **self._goal(),
            "actions": [
                (
                    self.reasons.say(item.text),
                    minutes(item.minutes) if item.minutes else "",
                    self._listed(item),
                )
                for item in self.r.actions
            ],
            "actions_time": minutes(total) if total else "",
            "done": self._done(),
        }

    def _wishes(self) -> list[tuple[Any, ...]]:
        """Return each wish with its level; the level is explained the first time it stands there."""
        seen: set[str] = set()
        rows: list[tuple[Any, ...]] = []
        for wish in self.r.wishes:
            explain = "" if wish.level in seen else self.text(f"levels.{wish.level}.explain")
            seen.add(wish.level)
            label = self.s.label("wishes", wish.id)
            level = self.text(f"levels.{wish.level}.name")
            rows.append((label, level, self.reasons.say(wish.text), explain, self.reasons.list(wish.reasons)))
        return rows

    def _goal(self) -> Context:
        r, s, aim = self.r, self.s, self.r.aim
        today = aim.target.today
        open_answers = ("purpose", "goal") if aim.draft else ()
        return {
            "purpose": self.text(f"purposes.{aim.purpose}.name"),
            "tone": self.text(f"purposes.{aim.purpose}.tone"),
            "goal": capital(self.text(f"goals.{aim.goal}.name")),
            "steering": capital(self.text(f"goals.{aim.steering}.name")) if aim.steering else "",
            "draft": [
                self.reasons.link(name) for name in open_answers if r.answers.complete[name] in _DRAFTED
            ],
            "kpi": self.reasons.say(aim.kpi[1]),
            "supporting": [self.reasons.say(text) for _, text in aim.supporting],
            "today": "" if today is None else s.language.number(today),
            "target": verdict.target(r, s),
            "by": "" if r.flagged("closing") else s.language.date(verdict.target_date(r)),
            "aim_reasons": self.reasons.list(aim.reasons),
        }

    def _done(self) -> list[str]:
        """Return what stands already."""
        complete, found = self.r.answers.complete, []
        website, base = complete["website"], complete["base"]
        if website in _STANDING_SITE:
            found.append(self.s.label("website", str(website)))
        if isinstance(base, frozenset):
            found += [self.s.label("base", option) for option in base if option != "none"]
        return found

    def _listed(self, item: Item) -> Markup:
        return self.reasons.list(item.reasons)

    def _items(self, items: Iterable[Item]) -> list[tuple[Markup, Markup]]:
        return [(self.reasons.say(item.text), self._listed(item)) for item in items]

    def care(self) -> Context:
        """Return safeguards, what to stop, and how to measure."""
        r, lead = self.r, self.r.aim.lead
        measures = {
            f"count_{part}": self.text(f"goals.{lead}.measure.{part}") for part in ("when", "where", "how")
        }
        return {
            "safeguards": self._safeguards(),
            "pack": self.text(f"packs.{r.pack}.name"),
            "pack_length": self.text(f"packs.{r.pack}.length"),
            "pack_time": self.s.language.minutes(self.s.rulebook.packs[r.pack].minutes),
            "stop": self._items(r.stop),
            "kpi": self.reasons.say(r.aim.kpi[1]),
            **measures,
            "count_who": self.text("phrases.count.who"),
            "counting": self._items(r.measure),
        }

    def _safeguards(self) -> list[tuple[Markup, Markup]]:
        """Return the lines of the safeguard pack by group, each group with its reasons once."""
        groups: dict[str, tuple[list[str], dict[str, Reason]]] = {}
        for item in self.r.safeguards:
            lines, reasons = groups.setdefault(_GROUPS[item.id.partition("_")[0]], ([], {}))
            lines.append(item.text.key)
            for why in item.reasons:
                reasons.setdefault(why.text.key, why)
        return [
            (self._group(name, tuple(lines)), self.reasons.list(found.values()))
            for name, (lines, found) in groups.items()
        ]

    def _group(self, name: str, lines: tuple[str, ...]) -> Markup:
        return self.reasons.piece(
            "advice/safeguard.html",
            (name, lines),
            lambda: {"group": name, "lines": [(key.rpartition(".")[2], self.text(key)) for key in lines]},
        )

    def law(self) -> Context:
        """Return the next check, and the country's pointers."""
        r, topics = self.r, self.s.rulebook.law
        return {
            "reviews": verdict.review(r, self.s),
            "triggers": [self.reasons.say(trigger) for trigger in r.review.triggers],
            "review_reasons": self.reasons.list(r.review.reasons),
            "law": [
                (self._pointer(topics[item.id]), self._listed(item)) for item in r.law if item.id in topics
            ],
            "law_note": self.text("law.note"),
        }

    def _pointer(self, topic: LawTopic) -> Markup:
        return self.reasons.piece(
            "advice/pointer.html",
            topic.id,
            lambda: {
                "text": self.text(f"law.{topic.id}.text"),
                "authority": self.text(f"law.{topic.id}.authority"),
                "look_for": self.text(f"law.{topic.id}.look_for"),
                "since": self.s.language.date(date.fromisoformat(topic.since)) if topic.since else "",
                "verified": topic.verified,
            },
        )

    def why(self) -> Context:
        """Return every answer with the rules that it led to, and the rules that always apply."""
        found = self._rules()
        rows: dict[str, list[str]] = {}
        rule, beside = self.reasons.rule, self.reasons.beside
        for key in sorted(found, key=_rule_order):
            matches = found[key].answers
            question = matches[0].question.partition(".")[0] if matches else ""
            before, after = rule(found[key], self._rule)
            rows.setdefault(question, []).append(f"{before}{beside(question, matches)}{after}")
        answers = self.r.answers
        asked = [name for name, value in answers.complete.items() if value is not None]
        return {
            "groups": [
                (self._heading(name), self.reasons.link(name), _joined(rows.get(name))) for name in asked
            ],
            "always": _joined(rows.get("")),
            "rules": len(found),
            "assumed": [self._answer(name) for name in answers.assumed],
            "edition": answers.edition,
        }

    def _rules(self) -> dict[str, Reason]:
        """Return, by the key of each rule's sentence, the first reason that gave it."""
        found: dict[str, Reason] = {}
        for reasons in self._all_reasons():
            for why in reasons:
                if why.text.key not in found:
                    found[why.text.key] = why
        return found

    def _heading(self, question: str) -> Markup:
        """Return a question and its answer."""
        value = self.r.answers.complete[question]
        wording = self.s.wordings.get(question)
        key = (question, wording, tuple(value.items()) if isinstance(value, Mapping) else value)
        return self.reasons.piece(
            "advice/answer.html", (*key, question in self.r.answers.assumed), lambda: self._said(question)
        )

    def _said(self, question: str) -> Context:
        asked, answer, _ = self._answer(question)
        return {"question": asked, "answer": answer, "assumed": question in self.r.answers.assumed}

    def _rule(self, why: Reason) -> tuple[str, str]:
        """Return what stands before and after the answers: the rule and its sentence, and its sources."""
        general = f"rules.{why.rule}.because"
        # A sentence with the numbers of one tactic gives way to the rule's own.
        text = (
            self.text(general) if why.text.params and general in self.s.texts else self.reasons.say(why.text)
        )
        context = {"rule": why.rule, "text": text, "sources": said_sources(self.s, why.source)}
        before, after = (self.reasons.render(f"advice/rule{end}.html", context) for end in ("", "_end"))
        return str(before), str(after)

    def _all_reasons(self) -> Iterable[Iterable[Reason]]:
        r = self.r
        yield r.hours.reasons
        yield (cap.reason for cap in r.scope.binding)
        yield (why for _, why in r.scope.flags)
        yield r.aim.reasons
        yield r.gate_reasons
        for group in (r.wishes, r.actions, r.tactics, r.safeguards, r.stop, r.law, r.measure):
            for item in group:
                yield item.reasons
        yield r.review.reasons
        yield r.principles

    def _answer(self, question: str) -> tuple[str, str, Markup]:
        """Return a question, its answer and the link that changes it."""
        found = self.s.rulebook.questions[question]
        answer = "; ".join(answer_texts(found, self.r.answers.complete[question], self.s))
        return self.s.question(question), answer, self.reasons.link(question)


def capital(text: str) -> Markup:
    """Return a text, escaped already, with a capital at its beginning."""
    return Markup(text[:1].upper() + text[1:])  # noqa: S704


@cache
def _rule_order(key: str) -> tuple[int, str]:
    """Return where a rule's sentence stands: by the number of its rule, then by the letter after it."""
    rule = key.split(".")[1]
    return int(rule[1:3]), rule[3:]


def _joined(rows: list[str] | None) -> Markup:
    return Markup("".join(rows or ()))  # noqa: S704  `Reasons` made them.
