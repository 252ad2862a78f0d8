"""The last part of the result page: every answer, and the rules that it led to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, partial
from typing import Any

from somerec.advice.recommendation import Reason
from somerec.web.advice_part import Part
from somerec.web.lines import answer_texts
from somerec.web.skeleton import Html, html
from somerec.words import workload


class Why(Part):
    """The answers behind a recommendation, and what follows from each."""

    def why(self) -> Html:
        """Return every answer with the rules that it led to, and the rules that always apply."""
        found = self._rules()
        rows: dict[str, list[Html]] = {}
        for key in sorted(found, key=_rule_order):
            matches = found[key].answers
            question = matches[0].question.partition(".")[0] if matches else ""
            before, after = self._rule_ends(found[key])
            rows.setdefault(question, []).append(before + self.reasons.beside(question, matches) + after)
        answers = self.r.answers
        asked = [name for name, value in answers.complete.items() if value is not None]
        assumed = [self._assumed(name) for name in answers.assumed]
        return self.pages.fill(
            "advice/why.html",
            {
                "groups": b"".join([self._answer(name, rows.get(name, ())) for name in asked]),
                "always": b"".join(rows.get("", ())),
                "number": b"%d" % len(found),
                "assumed": b"".join(assumed),
            },
            has_assumed=bool(assumed),
        )

    def _rules(self) -> dict[str, Reason]:
        """Return, by the key of each rule's sentence, the first reason that gave it."""
        found: dict[str, Reason] = {}
        for reasons in self._all_reasons():
            for why in reasons:
                if why.text.key not in found:
                    found[why.text.key] = why
        return found

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

    def _rule_ends(self, why: Reason) -> tuple[Html, Html]:
        return self.pages.ends("advice/rule.html", why.text.key, partial(self._rule, why), "because")

    def _rule(self, why: Reason) -> Mapping[str, Any]:
        general = f"rules.{why.rule}.because"
        # A sentence with the numbers of one tactic gives way to the rule's own.
        text = self.s.text(general if why.text.params and general in self.s.texts else why.text.key)
        return {
            "rule": why.rule,
            "said": text,
            "sources": [workload.source(name, self.s) for name in why.source],
        }

    def _answer(self, question: str, rules: Iterable[Html]) -> Html:
        answer = html(self._answered(question))
        return self.pages.fill(
            "advice/rows.html#answer",
            {
                "question": html(self.s.question(question)),
                "answer": answer,
                "mark": self.reasons.mark(question),
                "link": self.reasons.link(question),
                "rules": b"".join(rules),
            },
            said=bool(answer),
            leads=bool(rules),
        )

    def _answered(self, question: str) -> str:
        found = self.s.rulebook.questions[question]
        return "; ".join(answer_texts(found, self.r.answers.complete[question], self.s))

    def _assumed(self, question: str) -> Html:
        slots = {
            "question": html(self.s.question(question)),
            "answer": html(self._answered(question)),
            "link": self.reasons.link(question),
        }
        return self.pages.fill("advice/rows.html#assumed", slots, said=bool(slots["answer"]))


@cache
def _rule_order(key: str) -> tuple[int, str]:
    """Return where a rule's sentence stands: by the number of its rule, then by the letter after it."""
    rule = key.split(".")[1]
    return int(rule[1:3]), rule[3:]
