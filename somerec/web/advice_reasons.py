"""Reasons as they stand on a page: the rule's sentence, the visitor's own answers, and a link to change each.

A result page has some two hundred of them. What is the same for all visitors is made once and kept; what is
this visitor's is made once for each reason, however often it is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TypeAlias

from somerec.advice.answers import Answers
from somerec.advice.flow import preset
from somerec.advice.recommendation import Msg, Reason
from somerec.rulebook.conditions import Match, Matches
from somerec.rulebook.model import Rulebook
from somerec.web.skeleton import MOST_KEPT, Html, Skeletons, html
from somerec.web.templating import environment
from somerec.words.catalogue import ONE, texts
from somerec.words.languages import HARD_SPACE, MINUTES_AN_HOUR
from somerec.words.speaker import MOST_CLAUSES, Speaker

_SPECIAL_CASES = ("special", "situation")
"""Questions of which most people tick nothing."""

_Clauses: TypeAlias = tuple[tuple[Html, str], ...]
"""Clauses, each with the question that it answers."""

_LinkKey: TypeAlias = tuple[str, str, str | None]
"""A question, the one to change it at, and how it is worded."""


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """What is the same for all visitors in one language and form of address."""

    html: Mapping[str, Html]
    """Every text by key."""
    skeletons: Skeletons
    clauses: dict[tuple[str, ...], dict[Matches, _Clauses]]
    """Answers in words, by how the questions are worded for the visitor."""
    links: dict[_LinkKey, tuple[Html, Html]]
    minutes: dict[int, Html]
    """Lengths of time in words."""
    short: dict[int, Html]
    """Lengths of time as a table has them."""
    groups: dict[tuple[str, ...], Html]
    """Groups of safeguards, by their name and lines."""
    rhythms: dict[tuple[str, int], Html]
    """How long something takes, and how often."""


@lru_cache(maxsize=16)
def phrasebook(rulebook: Rulebook, language: str, number: int) -> Phrasebook:
    """Return the phrasebook of a language and form of address."""
    said = {key: html(text) for key, text in texts(rulebook, language, number).items()}
    return Phrasebook(said, Skeletons(environment(language, solo=number == ONE)), {}, {}, {}, {}, {}, {})


class Reasons:
    """Writes the reasons of one recommendation for one visitor, each with its links."""

    def __init__(self, answers: Answers, speaker: Speaker, query: str) -> None:
        """Prepare for answers; `speaker` speaks to who gave them, `query` is how an address holds them."""
        book = phrasebook(speaker.rulebook, speaker.language.code, speaker.number)
        self.book, self.html, self.speaker = book, book.html, speaker
        self._query = html(query)
        self._answers = answers
        self._assumed = frozenset(answers.assumed)
        self._clauses = book.clauses.setdefault(tuple(speaker.wordings.values()), {})
        self._endings: dict[str, Html] = {}
        self._because: dict[Matches, Html] = {}
        self._items: dict[int, Html] = {}

    def say(self, message: Msg) -> Html:
        """Return a text with its slots filled."""
        return html(self.speaker.say(message)) if message.params else self.html[message.key]

    def minutes(self, minutes: int) -> Html:
        """Return a length of time in words; nothing where there is none."""
        if not minutes:
            return b""
        said = self.book.minutes.get(minutes)
        if said is None:
            said = self.book.minutes[minutes] = html(self.speaker.language.minutes(minutes))
        return said

    def short(self, minutes: int) -> Html:
        """Return a length of time as a table has it: 3 h 45 min."""
        said = self.book.short.get(minutes)
        if said is None:
            hours, rest = divmod(minutes, MINUTES_AN_HOUR)
            parts = [self.speaker.phrase("short.hours", number=hours)] if hours else []
            parts += [self.speaker.phrase("short.minutes", number=rest)] if rest or not hours else []
            said = self.book.short[minutes] = html(" ".join(parts).replace(" ", HARD_SPACE))
        return said

    def rhythm(self, rhythm: str, minutes: int) -> Html:
        """Return how long something takes, and how often."""
        said = self.book.rhythms.get((rhythm, minutes))
        if said is None:
            said = html(self.speaker.phrase(f"task.{rhythm}", minutes=minutes))
            self.book.rhythms[rhythm, minutes] = said
        return said

    def list(self, reasons: Iterable[Reason], most: int | None = None) -> Html:
        """Return reasons as a list, or nothing where there are none."""
        items = b"".join([self._item(why) for why in islice(reasons, most)])
        return b'<ul class="because">%b</ul>' % items if items else b""

    def _item(self, why: Reason) -> Html:
        # The recommendation keeps its reasons alive, so an identity is never that of another reason.
        item = self._items.get(id(why))
        if item is None:
            item = b"<li>%b%b</li>" % (self.say(why.text), self.because(why.answers))
            self._items[id(why)] = item
        return item

    def because(self, matches: Matches) -> Html:
        """Return the answers that matched as clauses, each with its link; nothing where there are none."""
        said = self._because.get(matches)
        if said is None:
            clauses = [clause + self._ending(question) for clause, question in self._worded(matches)]
            said = self._because[matches] = b"".join(clauses)
        return said

    def beside(self, question: str, matches: Matches) -> Html:
        """Return the answers that matched besides a choice that stands there already, without links."""
        if not matches:
            return b""
        if self.speaker.rulebook.questions[question].kind == "one":
            if len(matches) == 1:
                return b""
            matches = tuple(match for match in matches if match.question != question)
        return b"".join([clause + self.mark(question) for clause, question in self._worded(matches)])

    def _worded(self, matches: Matches) -> _Clauses:
        clauses = self._clauses.get(matches)
        if clauses is None:
            clauses = tuple(self._clause(number, match) for number, match in enumerate(telling(matches)))
            if len(self._clauses) >= MOST_KEPT:
                self._clauses.clear()
            self._clauses[matches] = clauses
        return clauses

    def _clause(self, number: int, match: Match) -> tuple[Html, str]:
        clause = self.speaker.language.clauses(self.speaker.clauses((match,)))
        said = html(self.speaker.phrase(f"reason.{'and_' if number else ''}because", clause=clause))
        return b"%b%b " % (b" " if number else b"<br>", said), match.question.partition(".")[0]

    def mark(self, question: str) -> Html:
        """Return the mark of an answer that is assumed, if it is."""
        if question not in self._assumed:
            return b""
        return b'<span class="tag">%b</span> ' % self.html["phrases.reason.assumed"]

    def link(self, question: str) -> Html:
        """Return the link that changes the answer to a question and comes back here."""
        before, after = self._link_ends(question)
        return before + self._query + after

    def _ending(self, question: str) -> Html:
        """Return what stands after a clause: whether it is assumed, and the link that changes it."""
        ending = self._endings.get(question)
        if ending is None:
            ending = self._endings[question] = self.mark(question) + self.link(question)
        return ending

    def _link_ends(self, question: str) -> tuple[Html, Html]:
        """Return what stands before and after the visitor's answers in a link."""
        asked = self._asked(question)
        key = (question, asked, self.speaker.wordings.get(question))
        ends = self.book.links.get(key)
        if ends is None:
            step = _steps(self.speaker.rulebook)[asked]
            change = self.html["phrases.reason.change"]
            text = html(self.speaker.question(question))
            before = b'<a class="change" href="questions/%d?' % step
            after = b'#%b">%b<span class="vh">: %b</span></a>' % (asked.encode(), change, text)
            ends = self.book.links[key] = (before, after)
        return ends

    def _asked(self, question: str) -> str:
        """Return the question to change an answer at: where another answer presets it, that other one."""
        found = self.speaker.rulebook.questions[question]
        if found.presets:
            complete = self._answers.complete
            values = {name: value for name, value in complete.items() if isinstance(value, str)}
            if preset(found, values) is not None:
                return min(next(item for item in found.presets if item.when.test(values)).when.questions())
        return question


def telling(matches: Matches) -> Matches:
    """Return the answers that explain something; that no special case applies does so only by itself."""
    told = tuple(match for match in matches if match.holds or match.question not in _SPECIAL_CASES)
    return (told or matches)[:MOST_CLAUSES]


@lru_cache(maxsize=4)
def _steps(rulebook: Rulebook) -> Mapping[str, int]:
    return {
        question: number for number, step in enumerate(rulebook.steps, start=1) for question in step.questions
    }
