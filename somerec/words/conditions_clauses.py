"""Clauses for single lines of a condition: an answer, ticks, a channel, or a fact that a stage found out."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from babel.lists import format_list

from somerec.rulebook.conditions import GRID, AtLeast, Condition, Has, Held, Not, OneOf
from somerec.rulebook.model import Question
from somerec.rulebook.parse_conditions import FACTS, STATES, THIS
from somerec.words.languages import Language
from somerec.words.speaker import Speaker

MINUTES_AN_HOUR = 60

_NAMES = {"tier": "tiers.{}.name", "working_goal": "goals.{}.name", "pack": "packs.{}.name"}
"""Where the names of a fact's values stand; every other fact has a clause for each value."""

_MOST_NAMED = 2
"""So many neighbours on a scale are named one by one; of more, only the end is."""


def single(condition: Condition, words: Speaker) -> str:
    """Return the clause for a condition that is one plain line, or the denial of one."""
    holds = not isinstance(condition, Not)
    line = condition.part if isinstance(condition, Not) else condition
    if isinstance(line, AtLeast):
        return _number(line, words, holds=holds)
    if isinstance(line, Held):
        return words.phrase("answer.held") if holds else words.text(f"questions.{GRID}.unanswered")
    if isinstance(line, Has):
        return _ticks(line, words, holds=holds)
    if isinstance(line, OneOf):
        return _one(line, words, holds=holds)
    raise TypeError(f"{line!r} is no single line")


def alternatives(texts: Sequence[str], language: Language) -> str:
    """Join texts with ‘or’."""
    return format_list(list(texts), style="or", locale=language.locale)


def _together(texts: Sequence[str], language: Language) -> str:
    """Join quoted texts with ‘and’; what they hold themselves needs no semicolons between them."""
    return f"{', '.join(texts[:-1])} {language.conjunction} {texts[-1]}"


def _quoted(texts: Collection[str], words: Speaker) -> list[str]:
    return [words.phrase("when.quoted", name=text) for text in texts]


# Numbers


def _number(line: AtLeast, words: Speaker, *, holds: bool) -> str:
    """Say how much; a bound of one minute past the hour is what lies above or up to that hour."""
    name, least = line.name, round(line.least)
    if least <= 0 and f"phrases.fact.{name}.known" in words.texts:
        return words.phrase(f"fact.{name}.{'known' if holds else 'unknown'}")
    past = least % MINUTES_AN_HOUR == 1
    form = ("more" if past else "least") if holds else ("most" if past else "below")
    value = least - 1 if past else least
    return words.phrase(f"fact.{name}.{form}", minutes=value, number=value, percent=value)


# Ticks


def _ticks(line: Has, words: Speaker, *, holds: bool) -> str:
    if line.name in FACTS:
        names = [
            words.text(f"tactics.{name}.inline") for name in words.rulebook.tactics if name in line.options
        ]
        verb = "has" if holds else "lacks"
        return words.phrase(f"fact.{line.name}.{verb}", tactics=alternatives(names, words.language))
    question = words.rulebook.questions[line.name]
    options = [option.id for option in question.options if option.id in line.options]
    if len(options) == 1:
        part = "clause" if holds else "not_clause"
        return words.text(f"questions.{line.name}.options.{options[0]}.{part}")
    text = words.question(line.name)
    alone = [option.id for option in question.options if option.exclusive]
    if not holds and len(options) + len(alone) == len(question.options):
        answers = alternatives(_labels(question, alone, words), words.language)
        return words.phrase("answer.ticks_nothing", answers=answers, question=text)
    answers = _together(_labels(question, options, words), words.language)
    return words.phrase("answer.ticks" if holds else "answer.ticks_none", answers=answers, question=text)


def _labels(question: Question, options: Sequence[str], words: Speaker) -> list[str]:
    return _quoted([words.label(question.id, option) for option in options], words)


# One of several


def _one(line: OneOf, words: Speaker, *, holds: bool) -> str:
    if line.name.startswith(f"{GRID}.") or line.name == THIS:
        return _state(line, words, holds=holds)
    if line.name in FACTS:
        return _fact(line, words, holds=holds)
    return _answer(words.rulebook.questions[line.name], line.options, words, holds=holds)


def _state(line: OneOf, words: Speaker, *, holds: bool) -> str:
    """Say whether a channel is there: one of the grid, or the one in question."""
    states = [state for state in STATES if (state in line.options) == holds]
    if line.name == THIS:
        return words.phrase(f"fact.{THIS}.{'_'.join(states)}")
    row = line.name.removeprefix(f"{GRID}.")
    clauses = [words.text(f"questions.{GRID}.rows.{row}.{state}") for state in states]
    return alternatives(clauses, words.language)


def _fact(line: OneOf, words: Speaker, *, holds: bool) -> str:
    name = line.name
    if name not in _NAMES:
        (value,) = (option for option in FACTS[name].options or () if (option in line.options) == holds)
        return words.phrase(f"fact.{name}.{value}")
    known = tuple(words.rulebook.goals) if name == "working_goal" else FACTS[name].options or ()
    options, holds = _shorter(known, line.options, holds=holds)
    form = "one" if holds else "not"
    if name == "tier" and holds and len(options) > 1:
        form, options = _bound(known, options)
    names = _quoted([words.text(_NAMES[name].format(option)) for option in options], words)
    return words.phrase(f"fact.{name}.{form}", names=alternatives(names, words.language))


def _answer(question: Question, given: Collection[str], words: Speaker, *, holds: bool) -> str:
    """Say an answer by its own clause, or several by their labels with the question."""
    every = [option.id for option in question.options]
    options = [option for option in every if option in given]
    if question.shown_when is None:  # Else whoever is not asked has given no other answer either.
        options, holds = _shorter(every, given, holds=holds, ordered=question.ordered)
    if holds and len(options) == 1:
        return words.text(f"questions.{question.id}.options.{options[0]}.clause")
    form = "one" if holds else "not"
    if holds and question.ordered and len(options) > _MOST_NAMED:
        form, options = _bound(every, options)
    answers = alternatives(_labels(question, options, words), words.language)
    return words.phrase(f"answer.{form}", answers=answers, question=words.question(question.id))


def _shorter(
    every: Sequence[str], given: Collection[str], *, holds: bool, ordered: bool = False
) -> tuple[list[str], bool]:
    """Turn ‘anything but these’ into what is left, where that is little or one end of a scale."""
    options = [option for option in every if option in given]
    others = [option for option in every if option not in given]
    end = ordered and _bound(every, others)[0] != "one"
    if not holds and (end or len(others) <= max(_MOST_NAMED, len(options))):
        return others, True
    return options, holds


def _bound(scale: Sequence[str], options: list[str]) -> tuple[str, list[str]]:
    """Return how to say the upper or lower part of a scale by its end; other parts are named in full."""
    if options[-1] == scale[-1] and list(scale[-len(options) :]) == options:
        return "at_least", options[:1]
    if options[0] == scale[0] and list(scale[: len(options)]) == options:
        return "at_most", options[-1:]
    return "one", options
