"""Saying things in one language to one business: texts with their slots filled, reasons and clauses.

Two kinds of slot hold words: a because-clause and a list. A clause is lower case, in the subordinate word
order of its language, and stands after ‘because’, ‘that’ or ‘if’. Everything else is a whole sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from somerec.advice.flow import wording
from somerec.advice.recommendation import Money, Msg, ParamValue, Reason, Recommendation
from somerec.rulebook.conditions import GRID, Match, Value
from somerec.rulebook.model import Rulebook
from somerec.words.catalogue import MANY, ONE, texts
from somerec.words.languages import LANGUAGES, Language

MOST_CLAUSES = 3
"""A sentence with more clauses than this is not one that a person would say."""

MOST_WORDS = 25
"""A sentence with more words than this takes more than one breath."""

_SUBORDINATOR = re.compile(r"(\w+ )\{clauses\}")
"""The word that clauses stand after, such as ‘because’ or ‘that’; it is said again before a second one."""

_MINUTES = frozenset(("needed", "left", "usable", "time", "minutes"))
"""Slots that hold minutes."""


@dataclass(frozen=True, eq=False)
class Speaker:
    """Speaks one language to one person or to several.

    `wordings` says under which key path each question is worded for this visitor.
    """

    language: Language
    number: int
    texts: Mapping[str, str]
    wordings: Mapping[str, str]
    rulebook: Rulebook

    def text(self, key: str) -> str:
        """Return a text without slots."""
        return self.texts[key]

    def phrase(self, key: str, /, **params: ParamValue) -> str:
        """Return a phrase of the words room, slots filled."""
        return self._filled(self.texts[f"phrases.{key}"], params)

    def say(self, message: Msg) -> str:
        """Return a text with its slots filled."""
        return self._filled(self.texts[message.key], message.params)

    def _filled(self, text: str, params: Mapping[str, ParamValue]) -> str:
        if not params:
            return text
        return text.format(**{name: self._slot(name, value) for name, value in params.items()})

    def _slot(self, name: str, value: ParamValue) -> str:
        if isinstance(value, tuple):
            return self.language.list([self.say(item) for item in value])
        if isinstance(value, Money):
            return self.language.money(value.amount, value.currency)
        if isinstance(value, date):
            return self.language.date(value)
        if isinstance(value, int) and name in _MINUTES:
            return self.language.minutes(value)
        if isinstance(value, (int, float)):
            return self.language.percent(int(value)) if name == "percent" else self.language.number(value)
        return "" if value is None else value

    def clauses(self, matches: Iterable[Match]) -> list[str]:
        """Return the because-clauses of answers, each once, at most three."""
        found: dict[str, None] = {}
        for match in matches:
            found.update(dict.fromkeys(self.clause_list(match)))
        return list(found)[:MOST_CLAUSES]

    def clause_list(self, match: Match) -> list[str]:
        """Return the clauses of one answer: one for each option that matched."""
        question = match.question
        if question.startswith(f"{GRID}."):
            return [
                self.texts[f"questions.{GRID}.rows.{question.removeprefix(f'{GRID}.')}.{match.options[0]}"]
            ]
        if not match.options:
            return [self.texts[f"questions.{question}.unanswered"]]
        if f"questions.{question}.clause" in self.texts:
            number = self.language.number(float(match.options[0]))
            return [self.texts[f"questions.{question}.clause"].format(number=number)]
        if not match.holds:
            return [
                self.texts[f"questions.{question}.options.{option}.not_clause"] for option in match.options
            ]
        return [self.texts[self._worded(question, option, "clause")] for option in match.options]

    def _worded(self, question: str, option: str, part: str) -> str:
        key = f"{self.wordings.get(question, f'questions.{question}')}.options.{option}.{part}"
        return key if key in self.texts else f"questions.{question}.options.{option}.{part}"

    def label(self, question: str, option: str) -> str:
        """Return an option's label as this visitor reads it."""
        return self.texts[self._worded(question, option, "label")]

    def question(self, question: str, part: str = "text") -> str:
        """Return a question's text, help or reason as this visitor reads it; empty where there is none."""
        key = f"{self.wordings.get(question, f'questions.{question}')}.{part}"
        return self.texts.get(key) or self.texts.get(f"questions.{question}.{part}", "")

    def because(self, matches: Iterable[Match]) -> str:
        """Return the sentence that names the answers, or nothing where a rule always applies."""
        return self.in_breaths(self.clauses(matches), "because", "because_also")

    def in_breaths(self, clauses: Sequence[str], first: str, more: str) -> str:
        """Return clauses in sentences that can be said in one breath, two clauses at most in each.

        `first` and `more` are phrases with a slot for clauses: for the first sentence and for the second.
        What is left for a third begins in the same way everywhere.
        """
        said: list[str] = []
        left, phrases = list(clauses), [first, more]
        while left:
            phrase = phrases.pop(0) if phrases else "clauses.last"
            text = self.with_clauses(phrase, left[:2])
            count = 2 if in_one_breath(text) else 1
            said.append(text if count > 1 else self.with_clauses(phrase, left[:1]))
            left = left[count:]
        return " ".join(said)

    def with_clauses(self, phrase: str, clauses: Sequence[str], /, **params: ParamValue) -> str:
        """Return a phrase with its clauses, the second with a ‘because’ or ‘that’ of its own."""
        text = self.texts[f"phrases.{phrase}"]
        joint = f" {self.language.conjunction} {_subordinator(text)}"
        slots = {name: self._slot(name, value) for name, value in params.items()}
        return text.format(clauses=joint.join(clauses), **slots)

    def with_two(self, clauses: Sequence[str], first: str, more: str, /, **params: ParamValue) -> str:
        """Return a phrase with one or two clauses; where two take more than a breath, `more` has the second.

        `params` fill the other slots of `first`.
        """
        whole = self.with_clauses(first, clauses, **params)
        if len(clauses) == 1 or in_one_breath(whole):
            return whole
        begun = self.with_clauses(first, clauses[:1], **params)
        return f"{begun} {self.with_clauses(more, clauses[1:])}"

    def why(self, reason: Reason) -> str:
        """Return a reason as one would say it: the rule's sentence, then the visitor's own answers."""
        because = self.because(reason.answers)
        return f"{self.say(reason.text)} {because}" if because else self.say(reason.text)


@cache
def _subordinator(text: str) -> str:
    word = _SUBORDINATOR.search(text)
    return word[1] if word else ""


def in_one_breath(sentence: str) -> bool:
    """Say whether a sentence is short enough; what hard spaces hold together counts as one word."""
    return len(sentence.split(" ")) <= MOST_WORDS


@lru_cache(maxsize=64)
def _texts(rulebook: Rulebook, language: str, number: int) -> Mapping[str, str]:
    return texts(rulebook, language, number)


def speaker(rulebook: Rulebook, language: str, values: Mapping[str, Value]) -> Speaker:
    """Return who speaks to a visitor with these answers: to one person where size is solo."""
    number = ONE if values.get("size") == "solo" else MANY
    wordings = {
        question.id: wording(question, values)
        for question in rulebook.questions.values()
        if question.reworded
    }
    return Speaker(LANGUAGES[language], number, _texts(rulebook, language, number), wordings, rulebook)


def speaker_for(recommendation: Recommendation, rulebook: Rulebook, language: str) -> Speaker:
    """Return who speaks to the business of a recommendation."""
    complete = recommendation.answers.complete
    values: dict[str, Value] = {name: value for name, value in complete.items() if isinstance(value, str)}
    return speaker(rulebook, language, values)
