"""The address of a comparison: the answers of plan A, and under `b.` what plan B answers differently.

`b.hours=h6` is an answer of B, `b.content=` one that B leaves open. Whatever is not said of B is as in A, as
far as B's own answers still ask for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import parse_qsl

from somerec.advice.answers import Answers, Problem, Reading, answer_pairs, read_pairs
from somerec.advice.flow import preset
from somerec.advice.migrate import migrate
from somerec.rulebook.conditions import GRID
from somerec.rulebook.model import Question, Rulebook
from somerec.web.site import site
from somerec.web.visit import MOST_FIELDS, Pair, Visit

OF_B = "b."
"""What the keys of plan B begin with."""

BESIDE = ("start", "hour_value")
"""Keys that are no answers and may differ between two plans all the same."""

_UNREADABLE = ("unknown_option", "number", "start", "hour_value")
"""Problems of a value that says nothing."""

_NEVER_OF_B = ("edition", "lang", "go", "back")


@dataclass(frozen=True, eq=False)
class Pairing:
    """Two sets of answers. `first` is the visitor's own, `second` what was read for plan B."""

    first: Visit
    a: Answers
    second: Visit
    dropped: tuple[Problem, ...]
    """What could not be used."""
    followed: tuple[Problem, ...]
    """Answers of plan A that plan B's own answers leave no room for."""

    @property
    def b(self) -> Answers:
        """The answers of plan B."""
        return self.second.answers

    @property
    def differs(self) -> bool:
        """Whether the plans can differ at all."""
        return bool(self.overrides)

    @cached_property
    def overrides(self) -> list[Pair]:
        """What has to be said of plan B, keys in the order of the questionnaire."""
        return overrides(self.a, self.b, self.first.rulebook)

    @property
    def canonical(self) -> list[Pair]:
        """The one address of this comparison."""
        return [*self.a.pairs(edition=False), *self.overrides, ("edition", self.a.edition)]


def pair_up(lang: str, pairs: Iterable[Pair]) -> Pairing:
    """Read the two plans of an address, as far as they can be read. Plan A must be whole afterwards."""
    pairs = list(pairs)
    own = [pair for pair in pairs if not pair[0].startswith(OF_B)]
    first = Visit.now(lang, own)
    rulebook = first.rulebook
    a = replace(first.answers, start=first.answers.start or site().today())
    said, lost = _of_b(pairs)
    answers, dropped, followed = _second(a, said, rulebook)
    return Pairing(
        first=first,
        a=a,
        second=Visit(lang, rulebook, [], Reading(answers, ())),
        dropped=(*first.problems, *(note for note in lost if note not in first.problems), *dropped),
        followed=followed,
    )


def _of_b(pairs: list[Pair]) -> tuple[list[Pair], tuple[Problem, ...]]:
    """Return what is said of plan B, carried over to today's questions, and what could not go along."""
    said = [(key.removeprefix(OF_B), value) for key, value in pairs if key.startswith(OF_B)]
    never = [pair for pair in said if pair[0] in _NEVER_OF_B]
    library = site().library
    then = library.named(pairs)
    moved = migrate([pair for pair in said if pair not in never], then, library.path(then.edition))
    return [*moved.pairs, *never], moved.notes


def _second(
    a: Answers, said: list[Pair], rulebook: Rulebook
) -> tuple[Answers, tuple[Problem, ...], tuple[Problem, ...]]:
    """Return plan B's answers, what could not be used of them, and what they leave no room for."""
    base = handed_down(a, rulebook)
    usable = [pair for pair in said if pair[0] not in _NEVER_OF_B]
    reading = read_pairs(_replaced(base, usable), rulebook)
    keys = {key for key, _ in said}
    dropped, _ = _parted(reading.problems, keys)
    # What cannot be read changes nothing: plan A's answer stays.
    unread = {problem.key for problem in reading.problems if problem.kind in _UNREADABLE}
    read = [pair for pair in usable if pair[0] not in unread or pair[0] in reading.answers.given]
    reading = read_pairs(_replaced(base, read), rulebook)
    _, followed = _parted(reading.problems, keys)
    refused = [Problem("unknown_key", f"{OF_B}{key}", value) for key, value in said if key in _NEVER_OF_B]
    return reading.answers, (*dropped, *refused), followed


def handed_down(a: Answers, rulebook: Rulebook) -> list[Pair]:
    """Return what plan B takes over from A: all but what only A's other answers have settled."""
    values = a.facts(rulebook).values
    settled = {name for name, question in rulebook.questions.items() if preset(question, values) is not None}
    return [pair for pair in a.pairs(edition=False) if pair[0] not in settled]


def read_pasted(lang: str, text: str) -> Visit:
    """Read the answers of an address that somebody has pasted, whole or only what follows its question mark.

    No address is opened: whose site it is of makes no difference.
    """
    before, mark, query = text.partition("#")[0].partition("?")
    if not mark:
        query = before if "=" in before else ""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        pairs = []
    return Visit.now(lang, pairs)


def says_something(visit: Visit) -> bool:
    """Say whether a question is answered at all; the country is part of every address."""
    return bool(set(visit.answers.given) - {"market"})


def pair_of(lang: str, a: Visit, b: Visit) -> Pairing:
    """Pair up two results that each have an address of their own; both must be whole."""
    first = replace(a.answers, start=a.answers.start or site().today())
    second = replace(b.answers, start=b.answers.start or first.start)
    rulebook = a.rulebook
    return Pairing(
        first=a,
        a=first,
        second=Visit(lang, rulebook, [], Reading(second, ())),
        dropped=(*a.problems, *b.problems),
        followed=(),
    )


def _replaced(pairs: Iterable[Pair], said: Iterable[Pair]) -> list[Pair]:
    """Return pairs with some keys answered anew; an empty value leaves a key open."""
    said = list(said)
    keys = {key for key, _ in said}
    return [*(pair for pair in pairs if pair[0] not in keys), *said]


def _parted(problems: Iterable[Problem], keys: set[str]) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Part what was wrong with plan B's own keys from what merely follows from them."""
    own, followed = [], []
    for problem in problems:
        if problem.key not in keys:
            followed.append(problem)
        elif problem.kind == "unknown_key":
            near = f"{OF_B}{problem.nearest}" if problem.nearest else ""
            own.append(replace(problem, key=f"{OF_B}{problem.key}", nearest=near))
        else:
            own.append(problem)
    return tuple(own), tuple(followed)


def overrides(a: Answers, b: Answers, rulebook: Rulebook) -> list[Pair]:
    """Return what has to be said of B beside the answers of A, and no more.

    Questions are gone through in their order, because what is said of one decides whether the next is asked.
    """
    base, said = handed_down(a, rulebook), list[Pair]()
    for name, question in rulebook.questions.items():
        if a.complete[name] != b.complete[name]:
            inherited = read_pairs(_replaced(base, said), rulebook).answers
            if inherited.complete[name] != b.complete[name]:
                said += _stated(question, inherited, b)
    for key in BESIDE:
        ours, theirs = dict(base).get(key, ""), dict(b.pairs()).get(key, "")
        if ours != theirs:
            said.append((key, theirs))
    return [(f"{OF_B}{key}", value) for key, value in said]


def _stated(question: Question, inherited: Answers, b: Answers) -> list[Pair]:
    """Return the pairs that give B's answer to a question; a grid's only where its rows differ."""
    value = b.given.get(question.id)
    if question.id == GRID:
        ours, theirs = _rows(inherited), _rows(b)
        states = ((row, ours.get(row, "no"), theirs.get(row, "no")) for row in question.rows)
        return [(f"{GRID}.{row}", after) for row, before, after in states if before != after]
    return answer_pairs({question.id: value}) if value else [(question.id, "")]


def _rows(answers: Answers) -> Mapping[str, str]:
    rows = answers.complete[GRID]
    return rows if isinstance(rows, Mapping) else {}
