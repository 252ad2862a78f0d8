"""A request's answers, read once: what the address says, in whose words, and where it would lead."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl

from flask import abort, request

from somerec.advice.answers import Answers, Problem, Reading, read_pairs
from somerec.advice.migrate import migrate
from somerec.rulebook.conditions import Value
from somerec.rulebook.model import Rulebook
from somerec.web.mounted import locked
from somerec.web.page import encode
from somerec.web.site import MOST_ADDRESS, site
from somerec.web.task import task_here
from somerec.words.speaker import Speaker, speaker

MOST_FIELDS = 500
"""Keys in an address; a form with every question sends about 60."""

BACK = ("check", "advice")
"""The pages that a change of answers may return to."""

BACK_TO_ANSWERS = ("check",)
"""The same where the questionnaire leads to no advice."""

Pair = tuple[str, str]


def refuse_overlong() -> None:
    """Refuse an address that is too long to be answers before anything is read from it."""
    if len(request.query_string) + len(request.path) > MOST_ADDRESS:
        abort(414)


def sent_pairs() -> list[Pair]:
    """Return the keys and values of the address, or refuse what no form of ours has sent."""
    query = request.query_string.decode("utf-8", "replace")
    if "%" not in query and "+" not in query and query.count("&") < MOST_FIELDS:
        # Nothing to decode, as in every address of our own; the library would take a quarter of the reading.
        return [(key, value) for key, _, value in (item.partition("=") for item in query.split("&") if item)]
    try:
        return parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        abort(400)


def with_locked(pairs: list[Pair]) -> list[Pair]:
    """Return the pairs with the answers that an agency gives for its visitors in the place of theirs."""
    fixed = locked()
    names = dict(fixed)
    return [*fixed, *(pair for pair in pairs if pair[0] not in names)] if fixed else pairs


@dataclass(frozen=True, eq=False)
class Visit:
    """One request for a page about somebody's answers."""

    lang: str
    rulebook: Rulebook
    pairs: list[Pair]
    reading: Reading

    @classmethod
    def of(cls, lang: str) -> Visit:
        """Read the request at work under the rules of today, whenever its answers were given."""
        return cls.now(lang, sent_pairs())

    @classmethod
    def as_given(cls, lang: str) -> Visit:
        """Read the request at work under the edition that it names: what was advised stays what it was."""
        return cls.then(lang, sent_pairs())

    @classmethod
    def now(cls, lang: str, pairs: list[Pair]) -> Visit:
        """Read pairs under the rules of today. What cannot be carried over from then is a problem."""
        library = site().library
        then = library.named(pairs)
        moved = migrate(pairs, then, library.path(then.edition))
        pairs, today = with_locked(moved.pairs), library.latest
        reading = read_pairs(pairs, today)
        return cls(lang, today, pairs, Reading(reading.answers, (*moved.notes, *reading.problems)))

    @classmethod
    def then(cls, lang: str, pairs: list[Pair]) -> Visit:
        """Read pairs under the edition that they name, and under the latest where they name none.

        What an agency answers for its visitors are answers of today, so it leaves those of then alone.
        """
        library = site().library
        rulebook = library.named(pairs)
        if rulebook is library.latest:
            pairs = with_locked(pairs)
        return cls(lang, rulebook, pairs, read_pairs(pairs, rulebook))

    @property
    def is_of_today(self) -> bool:
        """Whether this is read under the rules of today."""
        return self.rulebook is site().rulebook

    @property
    def answers(self) -> Answers:
        """The answers that could be read."""
        return self.reading.answers

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be used."""
        return self.reading.problems

    @property
    def solo(self) -> bool:
        """Whether the visitor is one person."""
        return self.answers.complete.get("size") == "solo"

    def said(self, key: str) -> str | None:
        """Return the first value of a key that is no answer, such as `go`."""
        return next((value for name, value in self.pairs if name == key and value), None)

    @cached_property
    def back(self) -> str | None:
        """The page to return to after a change, if one is named."""
        named = self.said("back")
        return named if named in (BACK_TO_ANSWERS if task_here() else BACK) else None

    @cached_property
    def values(self) -> dict[str, Value]:
        """The answers as facts."""
        return self.answers.facts(self.rulebook).values

    @cached_property
    def speaker(self) -> Speaker:
        """Who speaks to this visitor."""
        return speaker(self.rulebook, self.lang, self.values)

    def state(self, *, back: str | None = None) -> list[Pair]:
        """Return the answers as a question page's address holds them: what was assumed is not in it."""
        return [*self._state, ("back", back)] if back else list(self._state)

    @cached_property
    def _state(self) -> list[Pair]:
        assumed = self.answers.assumed
        return [pair for pair in self.answers.pairs(edition=False) if pair[0] not in assumed]

    @cached_property
    def query(self) -> str:
        """The answers as the query of a question page."""
        return encode(self._state)

    def is_at(self, canonical: list[Pair]) -> bool:
        """Say whether the address is spelt exactly so."""
        return request.query_string == encode(canonical).encode()
