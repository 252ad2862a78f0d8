"""Reasons as they stand on a page: the rule's sentence, the visitor's own answers, and a link to change each.

A result page has some hundred of them, so what is the same for all visitors is made once and kept.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any, TypeAlias

from markupsafe import Markup, escape

from somerec.advice.answers import Answers
from somerec.advice.flow import preset
from somerec.advice.recommendation import Msg, Reason
from somerec.rulebook.conditions import Match, Matches
from somerec.rulebook.model import Rulebook
from somerec.web.templating import environment
from somerec.words.catalogue import ONE, texts
from somerec.words.speaker import MOST_CLAUSES, Speaker

MOST_KEPT = 4000
"""Clauses, and pieces of a page, kept for a language and form of address."""


_SPECIAL_CASES = ("special", "situation")
"""Questions of which most people tick nothing."""


_Clauses: TypeAlias = tuple[tuple[str, str], ...]
"""Clauses, escaped, each with the question that it answers."""


@dataclass(frozen=True, slots=True)
class _Phrasebook:
    """What is the same for all visitors in one language and form of address."""

    html: Mapping[str, Markup]
    """Every text by key, escaped."""
    plain: Mapping[str, str]
    """The same as mere strings, to be joined without a second look."""
    clauses: dict[tuple[str, ...], dict[Matches, _Clauses]]
    """Answers in words, by how the questions are worded for the visitor."""
    pieces: dict[tuple[str, Hashable], Markup]
    rules: dict[str, tuple[str, str]]
    links: dict[tuple[str, str, str | None], tuple[str, str]]


@lru_cache(maxsize=16)
def _phrasebook(rulebook: Rulebook, language: str, number: int) -> _Phrasebook:
    html = {key: escape(text) for key, text in texts(rulebook, language, number).items()}
    return _Phrasebook(html, {key: str(text) for key, text in html.items()}, {}, {}, {}, {})


class Reasons:
    """Writes the reasons of one recommendation for one visitor, each with its links."""

    def __init__(self, answers: Answers, speaker: Speaker, query: str) -> None:
        """Prepare for answers; `speaker` speaks to who gave them, `query` is how a question's address has them."""
        book = _phrasebook(speaker.rulebook, speaker.language.code, speaker.number)
        self.html = book.html
        self._plain = book.plain
        self.speaker = speaker
        self._query = str(escape(query))
        self._answers = answers
        self._assumed = frozenset(answers.assumed)
        self._kept = book.clauses.setdefault(tuple(speaker.wordings.values()), {})
        self._pieces = book.pieces
        self._rules = book.rules
        self._links = book.links
        self._endings: dict[str, str] = {}
        self._said: dict[Matches, str] = {}

    def say(self, message: Msg) -> Markup:
        """Return a text, escaped, with its slots filled."""
        return escape(self.speaker.say(message)) if message.params else self.html[message.key]

    def render(self, template: str, context: dict[str, Any]) -> Markup:
        """Return a template in the visitor's language and form of address."""
        jinja = environment(self.speaker.language.code, solo=self.speaker.number == ONE)
        return Markup(jinja.get_template(template).render(context))  # noqa: S704

    def piece(self, template: str, key: Hashable, make: Callable[[], dict[str, Any]]) -> Markup:
        """Return a piece of a page that is the same for all whose key is the same, rendered once."""
        found = self._pieces.get((template, key))
        if found is None:
            found = self.render(template, make())
            if len(self._pieces) >= MOST_KEPT:
                self._pieces.clear()
            self._pieces[template, key] = found
        return found

    def rule(self, why: Reason, make: Callable[[Reason], tuple[str, str]]) -> tuple[str, str]:
        """Return what stands before and after the answers where a rule is explained, rendered once."""
        key = why.text.key
        found = self._rules.get(key)
        if found is None:
            found = self._rules[key] = make(why)
        return found

    def list(self, reasons: Iterable[Reason], most: int = 99) -> Markup:
        """Return reasons as a list, or nothing where there are none."""
        plain, because = self._plain, self.because
        items = [
            f"<li>{self._filled(why.text) if why.text.params else plain[why.text.key]}{because(why.answers)}</li>"
            for why in islice(reasons, most)
        ]
        return Markup(f'<ul class="because">{"".join(items)}</ul>' if items else "")  # noqa: S704

    def _filled(self, message: Msg) -> str:
        return str(escape(self.speaker.say(message)))

    def because(self, matches: Matches) -> str:
        """Return the answers that matched as clauses, each with its link; nothing where there are none."""
        said = self._said.get(matches)
        if said is None:
            clauses = [f"{clause}{self._ending(question)}" for clause, question in self._clauses(matches)]
            said = self._said[matches] = "".join(clauses)
        return said

    def beside(self, question: str, matches: Matches) -> str:
        """Return the answers that matched besides a choice that stands there already, without links."""
        if not matches:
            return ""
        if self.speaker.rulebook.questions[question].kind == "one":
            if len(matches) == 1:
                return ""
            matches = tuple(match for match in matches if match.question != question)
        return "".join(f"{clause}{self._mark(question)}" for clause, question in self._clauses(matches))

    def _clauses(self, matches: Matches) -> _Clauses:
        clauses = self._kept.get(matches)
        if clauses is None:
            clauses = tuple(self._clause(number, match) for number, match in enumerate(telling(matches)))
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[matches] = clauses
        return clauses

    def _clause(self, number: int, match: Match) -> tuple[str, str]:
        clause = self.speaker.language.clauses(self.speaker.clauses((match,)))
        said = escape(self.speaker.phrase(f"reason.{'and_' if number else ''}because", clause=clause))
        return f"{' ' if number else '<br>'}{said} ", match.question.partition(".")[0]

    def _mark(self, question: str) -> str:
        """Return the mark of an answer that is assumed, if it is."""
        if question not in self._assumed:
            return ""
        return f'<span class="tag">{self._plain["phrases.reason.assumed"]}</span> '

    def link(self, question: str) -> Markup:
        """Return the link that changes the answer to a question and comes back here."""
        before, after = self._link_ends(question)
        return Markup(f"{before}{self._query}{after}")  # noqa: S704

    def _ending(self, question: str) -> str:
        """Return what stands after a clause: whether it is assumed, and the link that changes it."""
        ending = self._endings.get(question)
        if ending is None:
            before, after = self._link_ends(question)
            ending = self._endings[question] = f"{self._mark(question)}{before}{self._query}{after}"
        return ending

    def _link_ends(self, question: str) -> tuple[str, str]:
        """Return what stands before and after the visitor's answers in a link."""
        asked = self._asked(question)
        key = (question, asked, self.speaker.wordings.get(question))
        ends = self._links.get(key)
        if ends is None:
            ends = self._links[key] = (
                f'<a class="change" href="questions/{_steps(self.speaker.rulebook)[asked]}?',
                f'#{asked}">{self._plain["phrases.reason.change"]}'
                f'<span class="vh">: {escape(self.speaker.question(question))}</span></a>',
            )
        return ends

    def _asked(self, question: str) -> str:
        """Return the question to change an answer at: where another answer presets it, that other question."""
        found = self.speaker.rulebook.questions[question]
        if found.presets:
            complete = self._answers.complete
            values = {name: value for name, value in complete.items() if isinstance(value, str)}
            if preset(found, values) is not None:
                return min(next(item for item in found.presets if item.when.test(values)).when.questions())
        return question


def telling(matches: Matches) -> Matches:
    """Return the answers that explain something: that no special case applies does so only if nothing else does."""
    told = tuple(match for match in matches if match.holds or match.question not in _SPECIAL_CASES)
    return (told or matches)[:MOST_CLAUSES]


@lru_cache(maxsize=4)
def _steps(rulebook: Rulebook) -> Mapping[str, int]:
    return {
        question: number for number, step in enumerate(rulebook.steps, start=1) for question in step.questions
    }
