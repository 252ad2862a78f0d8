"""An answer as a line to read: the question, what was answered or is assumed, and where to change it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from somerec.advice.answers import Given
from somerec.advice.flow import shown
from somerec.rulebook.conditions import GRID
from somerec.rulebook.model import Question
from somerec.web.mounted import locked
from somerec.web.visit import Visit
from somerec.words.speaker import Speaker


@dataclass(frozen=True, slots=True)
class Line:
    """One question with its answer. `answered` is false where `texts` is what is assumed, or nothing."""

    question: str
    texts: tuple[str, ...]
    answered: bool
    change: str


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one step."""

    title: str
    lines: tuple[Line, ...]


def groups(visit: Visit) -> list[Group]:
    """Return every question that was asked, step by step."""
    return [
        Group(
            visit.speaker.text(f"steps.{step.id}.title"),
            tuple(line(visit, name) for name in step.questions if is_asked(visit, name)),
        )
        for step in visit.rulebook.steps
    ]


def is_asked(visit: Visit, name: str) -> bool:
    """Say whether a question is asked of this visitor."""
    return shown(visit.rulebook.questions[name], visit.values) and name not in dict(locked())


def line(visit: Visit, name: str, back: str = "check") -> Line:
    """Return the line for a question."""
    question, value = visit.rulebook.questions[name], visit.answers.complete[name]
    return Line(
        question=visit.speaker.question(name),
        texts=tuple(answer_texts(question, value, visit.speaker)),
        answered=name not in visit.answers.assumed,
        change=change_address(visit, name, back),
    )


def change_address(visit: Visit, name: str, back: str) -> str:
    """Return the address that lets an answer be changed and then comes back."""
    number = next(
        number for number, step in enumerate(visit.rulebook.steps, start=1) if name in step.questions
    )
    return f"/{visit.lang}/questions/{number}?{visit.query}&back={back}#{name}"


def answer_texts(question: Question, value: Given | None, words: Speaker) -> list[str]:
    """Return an answer as its labels; nothing where there is none."""
    if value is None:
        return []
    if isinstance(value, str):
        return [words.label(question.id, value)]
    if isinstance(value, frozenset):
        return [words.label(question.id, option) for option in value]
    if isinstance(value, Decimal):
        return [words.language.number(float(value))]
    return [channel(row, state, words) for row, state in value.items()] or [words.phrase("no_channel")]


def channel(row: str, state: str, words: Speaker) -> str:
    """Return a channel with how it is held."""
    return words.phrase(
        "channel", name=words.text(f"questions.{GRID}.rows.{row}.label"), state=words.label(GRID, state)
    )
