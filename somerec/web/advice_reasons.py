"""Reasons as they stand on a page: the rule's sentence, the visitor's own answers, and a link to change each.

A result page has some hundred of them, so what is the same for all visitors is made once and kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from markupsafe import Markup, escape

from somerec.advice.answers import Answers
from somerec.advice.firing import joined
from somerec.advice.flow import preset
from somerec.advice.recommendation import Msg, Reason
from somerec.rulebook.conditions import Match, Matches
from somerec.rulebook.model import Rulebook
from somerec.words.catalogue import texts
from somerec.words.speaker import MOST_CLAUSES, Speaker

MOST_KEPT = 20_000
"""Clauses kept for a language and form of address."""


@dataclass(frozen=True, slots=True)
class _Phrasebook:
    """What is the same for all visitors in one language and form of address."""

    html: Mapping[str, Markup]
    """Every text by key, escaped."""
    clauses: dict[tuple[str, str, Match, bool], str]


@lru_cache(maxsize=16)
def _phrasebook(rulebook: Rulebook, language: str, number: int) -> _Phrasebook:
    return _Phrasebook({key: escape(text) for key, text in texts(rulebook, language, number).items()}, {})


class Reasons:
    """Writes the reasons of one recommendation for one visitor, each with its links."""

    def __init__(self, answers: Answers, speaker: Speaker, query: str) -> None:
        """Prepare for answers; `speaker` speaks to who gave them, `query` is how a question's address has them."""
        book = _phrasebook(speaker.rulebook, speaker.language.code, speaker.number)
        self.html = book.html
        self.speaker = speaker
        self._query = escape(query)
        self._answers = answers
        self._assumed = frozenset(answers.assumed)
        self._kept = book.clauses
        self._links: dict[str, str] = {}
        self._said: dict[Matches, str] = {}

    def say(self, message: Msg) -> Markup:
        """Return a text, escaped, with its slots filled."""
        return escape(self.speaker.say(message)) if message.params else self.html[message.key]

    def list(self, reasons: Iterable[Reason], most: int = 99) -> Markup:
        """Return reasons as a list, or nothing where there are none."""
        items = [f"<li>{self.say(why.text)}{self.because(why.answers)}</li>" for why in islice(reasons, most)]
        return Markup(f'<ul class="because">{"".join(items)}</ul>' if items else "")  # noqa: S704

    def because(self, matches: Matches) -> str:
        """Return the answers that matched as clauses, each with its link; nothing where there are none."""
        if not matches:
            return ""
        said = self._said.get(matches)
        if said is None:
            said = self._said[matches] = "".join(
                self._one(number, match) for number, match in enumerate(matches[:MOST_CLAUSES])
            )
        return said

    def _one(self, number: int, match: Match) -> str:
        question = match.question.partition(".")[0]
        beginning = "and_because" if number else "because"
        key = (beginning, self.speaker.wordings.get(question, ""), match, question in self._assumed)
        clause = self._kept.get(key)
        if clause is None:
            clause = self._clause(beginning, match, assumed=question in self._assumed)
            if len(self._kept) < MOST_KEPT:
                self._kept[key] = clause
        return clause + self.link(question)

    def _clause(self, beginning: str, match: Match, *, assumed: bool) -> str:
        clause = self.speaker.language.list(self.speaker.clauses((match,)))
        said = escape(self.speaker.phrase(f"reason.{beginning}", clause=clause))
        mark = f' <span class="tag">{self.html["phrases.reason.assumed"]}</span>' if assumed else ""
        return f' <span class="soft">{said}</span>{mark} '

    def link(self, question: str) -> Markup:
        """Return the link that changes the answer to a question and comes back here."""
        link = self._links.get(question)
        if link is None:
            link = self._links[question] = (
                f'<a class="change" href="{self.change(question)}">{self.html["phrases.reason.change"]}'
                f'<span class="vh">: {escape(self.speaker.question(question))}</span></a>'
            )
        return Markup(link)  # noqa: S704

    def change(self, question: str) -> str:
        """Return the address, ready for an attribute, of the step that asks a question."""
        asked = self._asked(question)
        return f"questions/{_steps(self.speaker.rulebook)[asked]}?{self._query}#{asked}"

    def _asked(self, question: str) -> str:
        """Return the question to change an answer at: where another answer presets it, that other question."""
        found = self.speaker.rulebook.questions[question]
        if found.presets:
            complete = self._answers.complete
            values = {name: value for name, value in complete.items() if isinstance(value, str)}
            if preset(found, values) is not None:
                return min(next(item for item in found.presets if item.when.test(values)).when.questions())
        return question


@lru_cache(maxsize=4)
def _steps(rulebook: Rulebook) -> Mapping[str, int]:
    return {
        question: number for number, step in enumerate(rulebook.steps, start=1) for question in step.questions
    }


def merged(reasons: Iterable[Reason]) -> list[Reason]:
    """Return reasons with each rule's sentence once, and all the answers that it rests on."""
    seen: dict[tuple[str, str], Reason] = {}
    for why in reasons:
        key = (why.rule, why.text.key)
        known = seen.get(key)
        if known is None:
            seen[key] = why
        elif why.answers != known.answers:
            seen[key] = replace(known, answers=joined((known.answers, why.answers)))
    return list(seen.values())
