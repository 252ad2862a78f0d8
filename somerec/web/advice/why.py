"""Why: the answers as the result page lists them, and the page that tells all that follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from somerec.advice.recommendation import Msg, Reason, Status, TacticAdvice
from somerec.web.advice.part import Part
from somerec.web.advice.reasons import fill_in
from somerec.web.advice.shown import without_changes
from somerec.web.lines import answer_texts, channel
from somerec.web.skeleton import Html, html
from somerec.words import workload
from somerec.words.explaining import worth_telling

ANSWER = b"\xfe"
"""Stands for an answer in a line that is kept. No text in UTF-8 holds it."""


class Given(Part):
    """The answers behind a recommendation, as they stand on its page and on paper."""

    def given(self) -> Html:
        """Return what was assumed and what was answered, and the way to all reasons."""
        complete, assumed = self.r.answers.complete, self.r.answers.assumed
        answered = [name for name, value in complete.items() if value is not None and name not in assumed]
        return self.pages.fill(
            "advice/answers.html",
            {
                "why": self.reasons.address("advice/why"),
                "assumed": b"".join([self._line(name) for name in assumed]),
                "answered": b"".join([self._line(name) for name in answered]),
            },
            has_assumed=bool(assumed),
            fixed=self.shown.fixed,
            alone=self.shown.alone,
        )

    def _line(self, name: str) -> Html:
        """Return an answer to one question; of ticks and figures, only the line around them is kept."""
        value, voice = self.r.answers.complete[name], self.reasons.voice
        if isinstance(value, str):
            return self.reasons.kept((name, value, voice), lambda: self._made_line(name, self._answer(name)))
        answer = self._answer(name)
        line = self.reasons.kept(
            (name, bool(answer), voice), lambda: self._made_line(name, answer and ANSWER)
        )
        return line.replace(ANSWER, answer)

    def _answer(self, name: str) -> Html:
        value = self.r.answers.complete[name]
        if isinstance(value, dict) and value:
            return b"; ".join([self._channel(row, state) for row, state in value.items()])
        return html("; ".join(said(name, self)))

    def _channel(self, row: str, state: str) -> Html:
        return self.reasons.kept(
            ("channel", row, state, self.reasons.voice), lambda: html(channel(row, state, self.s))
        )

    def _made_line(self, name: str, answer: Html) -> Html:
        question, address = html(self.s.question(name)), self.reasons.change(name)
        slots = {"question": question, "answer": answer, "address": address}
        return self.pages.fill("advice/rows.html#answer", slots, said=bool(answer))


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that fired."""

    id: str
    text: Markup


@dataclass(frozen=True, slots=True)
class Led:
    """An answer, and the rules that it led to."""

    question: str
    answer: str
    assumed: bool
    change: Markup
    rules: Sequence[Rule]


@dataclass(frozen=True, slots=True)
class Judged:
    """A tactic, and all that was found for or against it."""

    id: str
    name: str
    reasons: Markup


class Why(Part):
    """All reasons of a recommendation: by answer, and by tactic."""

    def told(self, state: str) -> dict[str, object]:
        """Return what the page tells; `state` is how an address holds the answers."""
        rules, answers = self._rules(state), self.r.answers
        asked = [name for name, value in answers.complete.items() if value is not None]
        return {
            "answers": [
                Led(
                    question=self.s.question(name),
                    answer="; ".join(said(name, self)),
                    assumed=name in answers.assumed,
                    change=markup(self.reasons.change(name), state),
                    rules=rules.get(name, ()),
                )
                for name in asked
            ],
            "always": rules.get("", ()),
            "number": sum(map(len, rules.values())),
            "chosen": self._judged("chosen", state),
            "later": self._judged("later", state),
            "rejected": self._judged("rejected", state),
            "back": markup(self.reasons.address("advice"), state),
            "edition": answers.edition,
            "fixed": self.shown.fixed,
        }

    def _markup(self, piece: Html, state: str) -> Markup:
        """Return a piece for the template; in a record no answer is a link."""
        return markup(without_changes(piece) if self.shown.fixed else piece, state)

    def _rules(self, state: str) -> dict[str, list[Rule]]:
        """Return the rules that fired by the question that they rest on most."""
        found: dict[str, Reason] = {}
        for reasons in self._all_reasons():
            for why in reasons:
                found.setdefault(why.text.key, why)
        rules: dict[str, list[Rule]] = {}
        for key in sorted(found, key=_rule_order):
            why = self._general(found[key])
            question = why.questions[0] if why.answers else ""
            rules.setdefault(question, []).append(
                Rule(why.rule, self._markup(self.reasons.sentence(why), state))
            )
        return rules

    def _general(self, why: Reason) -> Reason:
        """Return a reason with the rule's own sentence in place of one with the numbers of one tactic."""
        key = f"rules.{why.rule}.because"
        if not why.text.params or key not in self.s.texts:
            return why
        return Reason(why.rule, Msg(key), why.answers, why.source, why.points)

    def _judged(self, status: Status, state: str) -> list[Judged]:
        if status == "chosen":
            tactics: Iterable[TacticAdvice] = self.r.chosen
        else:
            tactics = workload.others(self.r, self.s.rulebook, status)
        return [
            Judged(
                tactic.id,
                self.s.text(f"tactics.{tactic.id}.name"),
                self._markup(self._all_of(tactic), state),
            )
            for tactic in tactics
        ]

    def _all_of(self, tactic: TacticAdvice) -> Html:
        """Return all reasons of a tactic that are worth telling, none of them folded."""
        told = tactic.reasons if tactic.status == "chosen" else worth_telling(tactic.reasons, self.r)
        return self.reasons.list(told, shown=len(told))

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


def said(question: str, part: Part) -> list[str]:
    """Return an answer as its labels."""
    found = part.s.rulebook.questions[question]
    return answer_texts(found, part.r.answers.complete[question], part.s)


def markup(piece: Html, state: str) -> Markup:
    """Return a piece for a template, with the answers in its links."""
    return Markup(fill_in(piece, state).decode())  # noqa: S704  Escaped already.


@cache
def _rule_order(key: str) -> tuple[int, str]:
    """Return where a rule's sentence stands: by the number of its rule, then by the letter after it."""
    rule = key.split(".")[1]
    return int(rule[1:3]), rule[3:]
