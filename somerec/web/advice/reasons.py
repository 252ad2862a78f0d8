"""The ledger of a line of advice: its reasons as they stand on a page.

Each is the rule’s sentence, a sentence with the visitor’s own answers, and the source. An answer is a link
that changes it. A page has a hundred reasons, and most are those of other visitors too. So a reason is made
once and kept, with a mark where a link holds all answers; `fill_in` puts them there when the page is whole.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from sys import intern
from typing import TypeAlias

from somerec.advice.answers import Answers
from somerec.advice.recommendation import Msg, Reason
from somerec.rulebook.conditions import Matches
from somerec.rulebook.model import Question, Rulebook
from somerec.web.skeleton import Html, Skeletons, html
from somerec.web.templating import environment
from somerec.words import workload
from somerec.words.catalogue import ONE, texts
from somerec.words.languages import HARD_SPACE
from somerec.words.speaker import MOST_CLAUSES, Speaker

MOST_KEPT = 12_000
"""Pieces kept for a language and form of address, of half a kilobyte each.

Past that the one goes that nobody has needed for longest: with the oldest would go what every page needs.
"""

SHOWN = 3
"""Reasons of a line that are shown at once. The others are folded."""

ANSWERS = b"\xff"
"""Stands for all answers in the address of a link until the page is whole. No text in UTF-8 holds it."""

_SPECIAL_CASES = ("special", "situation")
"""Questions of which most people tick nothing."""

Sentences: TypeAlias = tuple[Html, ...]
"""Reasons as one would say them: a key for what is made of them."""


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """What is the same for all visitors in one language and form of address."""

    html: Mapping[str, Html]
    """Every text by key."""
    skeletons: Skeletons
    changes: Mapping[str, Html]
    """The address at which each question is answered anew, and which comes back here."""
    kept: OrderedDict[Hashable, Html]
    """Pieces that visitors share, by all that they depend on."""


@lru_cache(maxsize=16)
def phrasebook(rulebook: Rulebook, language: str, number: int) -> Phrasebook:
    """Return the phrasebook of a language and form of address."""
    said = {key: html(text) for key, text in texts(rulebook, language, number).items()}
    skeletons = Skeletons(environment(language, solo=number == ONE))
    return Phrasebook(said, skeletons, _changes(rulebook, language), OrderedDict())


def _changes(rulebook: Rulebook, language: str) -> Mapping[str, Html]:
    return {
        question: f"/{language}/questions/{number}?".encode() + ANSWERS + html(f"&back=advice#{question}")
        for number, step in enumerate(rulebook.steps, start=1)
        for question in step.questions
    }


class Reasons:
    """Writes the reasons of one recommendation for one visitor, each answer with its link."""

    def __init__(self, answers: Answers, speaker: Speaker) -> None:
        """Prepare for answers; `speaker` speaks to who gave them."""
        book = phrasebook(speaker.rulebook, speaker.language.code, speaker.number)
        self.book, self.html, self.speaker = book, book.html, speaker
        self._assumed = frozenset(answers.assumed)
        self._preset = _preset(answers, speaker.rulebook)
        self.voice = intern(" ".join((*speaker.wordings.values(), *self._preset)))
        """How questions are worded, and which of them others answer: what words depend on beside the book."""

    def say(self, message: Msg) -> Html:
        """Return a text with its slots filled."""
        return html(self.speaker.say(message)) if message.params else self.html[message.key]

    def minutes(self, minutes: int) -> Html:
        """Return a length of time in words; nothing where there is none."""
        return html(self.speaker.language.minutes(minutes)) if minutes else b""

    def short(self, minutes: int) -> Html:
        """Return a length of time as a table has it: 3 h 45 min."""
        return self.kept(("short", minutes), lambda: html(self._one_piece(minutes)))

    def _one_piece(self, minutes: int) -> str:
        return workload.short(minutes, self.speaker).replace(" ", HARD_SPACE)

    def rhythm(self, rhythm: str, minutes: int) -> Html:
        """Return how long something takes, and how often."""
        return html(self.speaker.phrase(f"task.{rhythm}", minutes=minutes))

    def sentences(self, reasons: Iterable[Reason]) -> Sentences:
        """Return reasons as one would say them, each with its source."""
        return tuple(map(self.sentence, reasons))

    def list(self, reasons: Iterable[Reason], shown: int = SHOWN) -> Html:
        """Return reasons as a list, those past the first few folded; nothing where there are none."""
        return self.ledger(self.sentences(reasons), shown)

    def ledger(self, sentences: Sentences, shown: int = SHOWN) -> Html:
        """Return reasons that are said already as a list."""
        if not sentences:
            return b""
        slots = {"shown": _items(sentences[:shown]), "folded": _items(sentences[shown:])}
        return self.book.skeletons.fill("advice/rows.html#reasons", slots, more=len(sentences) > shown)

    def sentence(self, why: Reason) -> Html:
        """Return a reason as one would say it, with its source."""
        text, answers = why.text, why.answers
        if text.params:
            return self._made(why)
        key = (text.key, why.source, answers, self.voice, self._assumed and self._marked(answers))
        found = self._find(key)
        return self._keep(key, self._made(why)) if found is None else found

    def kept(self, key: Hashable, make: Callable[[], Html]) -> Html:
        """Return a piece that is made only for the first of the visitors to whom the same applies.

        `key` holds all that it depends on beside the language and the form of address.
        """
        found = self._find(key)
        return self._keep(key, make()) if found is None else found

    def _find(self, key: Hashable) -> Html | None:
        kept = self.book.kept
        found = kept.get(key)
        if found is not None:
            try:  # noqa: SIM105  A hundred times a page, and `suppress` takes longer than the move.
                kept.move_to_end(key)
            except KeyError:
                pass  # Another thread has just let it go; what was found is as good as before.
        return found

    def _keep(self, key: Hashable, piece: Html) -> Html:
        kept = self.book.kept
        if len(kept) >= MOST_KEPT:
            kept.popitem(last=False)
        kept[key] = piece
        return piece

    def _made(self, why: Reason) -> Html:
        slots = {
            "said": self.say(why.text),
            "because": self.because(why.answers),
            "sources": self.kept(("sources", why.source), lambda: self._sources(why.source)),
        }
        return self.book.skeletons.fill("advice/rows.html#reason", slots)

    def _sources(self, names: Iterable[str]) -> Html:
        cited = dict.fromkeys(workload.citation(name, self.speaker) for name in names)
        return html("; ".join(cited))

    def because(self, matches: Matches) -> Html:
        """Return the sentence that names the answers, each a link; nothing where there are none."""
        if not matches:
            return b""
        key = (matches, self.voice, self._assumed and self._marked(matches))
        return self.kept(key, lambda: self._made_because(matches))

    def _made_because(self, matches: Matches) -> Html:
        told = self._told(matches)
        rest = self.speaker.in_breaths(list(told), "because", "because_also")
        said: list[Html] = []
        for clause, question in told.items():
            before, _, rest = rest.partition(clause)
            said += (html(before), self._link(clause, question))
        return b" %b%b" % (b"".join(said), html(rest))

    def _told(self, matches: Matches) -> dict[str, str]:
        """Return the clauses that explain something, at most three, each with the question it answers."""
        told = {
            clause: match.question.partition(".")[0]
            for match in telling(matches)
            for clause in self.speaker.clause_list(match)
        }
        return dict(islice(told.items(), MOST_CLAUSES))

    def _link(self, clause: str, question: str) -> Html:
        """Return an answer as a clause that is a link, marked where it is assumed."""
        address, assumed = self.change(question), question in self._assumed
        return self.kept((clause, address, assumed), lambda: self._made_link(html(clause), address, assumed))

    def _made_link(self, clause: Html, address: Html, assumed: bool) -> Html:  # noqa: FBT001  As its key.
        slots = {"address": address, "clause": clause}
        return self.book.skeletons.fill("advice/rows.html#clause", slots, assumed=assumed)

    def change(self, question: str) -> Html:
        """Return the address at which an answer is changed and which comes back here."""
        return self.book.changes[self._preset.get(question, question)]

    def address(self, page: str) -> Html:
        """Return the address of a page about these answers."""
        return f"/{self.speaker.language.code}/{page}?".encode() + self.query()

    def query(self) -> Html:
        """Return the canonical query of these answers."""
        return b"%b&amp;edition=%b" % (ANSWERS, html(self.speaker.rulebook.edition))

    def _marked(self, matches: Matches) -> frozenset[str]:
        """Return which of the answers are assumed, which a reason shows."""
        return self._assumed.intersection([match.question.partition(".")[0] for match in matches])


def fill_in(page: Html, answers: str) -> Html:
    """Return a page with the answers, as an address holds them, in all its links."""
    return page.replace(ANSWERS, html(answers))


def telling(matches: Matches) -> Matches:
    """Return the answers that explain something; that no special case applies does so only by itself."""
    told = tuple([match for match in matches if match.holds or match.question not in _SPECIAL_CASES])
    return told or matches


@lru_cache(maxsize=4)
def preset_questions(rulebook: Rulebook) -> tuple[Question, ...]:
    """Return the questions that an answer to another one may answer too."""
    return tuple(question for question in rulebook.questions.values() if question.presets)


def _preset(answers: Answers, rulebook: Rulebook) -> Mapping[str, str]:
    """Return the questions that the answer to another one answers too, each with that other one."""
    values = {name: value for name, value in answers.complete.items() if isinstance(value, str)}
    return {
        question.id: min(item.when.questions())
        for question in preset_questions(rulebook)
        for item in question.presets[::-1]  # The first that holds decides, so it is entered last.
        if item.when.test(values)
    }


def _items(sentences: Sentences) -> Html:
    """Return sentences as items of a list."""
    return b"<li>%b</li>" % b"</li><li>".join(sentences) if sentences else b""
