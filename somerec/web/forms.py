"""One form for each shape that a step can have: WTForms reads the fields, a macro of ours draws them.

What is valid is for `Answers` alone to say, so that web and command line have one truth. The fields
therefore carry no validators, and no message of WTForms' own can reach a page. What never changes about a
form is drawn once, when it is made: a page has up to sixty options, and escaping them anew would be most of
its time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from textwrap import wrap
from typing import Any

from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms import Field, Form, StringField

from somerec.advice.answers import Problem
from somerec.advice.flow import option_shown, shown, wording
from somerec.rulebook.conditions import GRID, Value
from somerec.rulebook.model import Kind, Question, Rulebook, Step
from somerec.web.mounted import locked
from somerec.web.templating import environment
from somerec.words.catalogue import ONE
from somerec.words.problems import form_error
from somerec.words.speaker import Speaker, speaker

HALF = 17
"""Characters in a line of half a phone's width, beside the tick box."""
LINES = 2
"""Lines of a label that may share its row."""

NOT_THERE = "no"
"""The state of a channel that was not named (row of the grid)."""

Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is put: under which words, with which options."""

    id: str
    wording: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A question's own part of a form: its words, and the names of its fields (a grid has several)."""

    id: str
    kind: Kind
    text: str
    help: str
    about: Markup
    """The help and the reason for asking, drawn."""
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """An error of the form: what to say, and the element to go to."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a field, drawn both ways."""

    id: str
    label: str
    alone: bool
    """Whether it stands apart, because nothing else can be ticked beside it."""
    off: Markup
    on: Markup


class OneField(Field):
    """Radio buttons: one of the options, or none yet."""

    data: Any

    def __init__(self, choices: tuple[Choice, ...], label: str = "", **kwargs: Any) -> None:
        """Offer some choices."""
        super().__init__(label, **kwargs)
        self.together = [choice for choice in choices if not choice.alone]
        self.alone = [choice for choice in choices if choice.alone]

    def draw(self, choices: list[Choice]) -> Markup:
        """Return some of the choices, the chosen one ticked."""
        chosen = self.data
        # Strung together from markup, and therefore markup.
        return Markup("".join([item.on if item.id == chosen else item.off for item in choices]))  # noqa: S704

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep the first value, whatever it is: `Answers` judges it."""
        if valuelist:
            self.data = valuelist[0]


class ManyField(OneField):
    """Tick boxes: any of the options."""

    def draw(self, choices: list[Choice]) -> Markup:
        """Return some of the choices, the chosen ones ticked."""
        chosen = self.data or ()
        return Markup("".join([item.on if item.id in chosen else item.off for item in choices]))  # noqa: S704

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep every value."""
        self.data = tuple(valuelist)


class StepForm(Form):
    """The form of one step. `blocks` are its questions, in order."""

    blocks: tuple[Block, ...] = ()

    def __iter__(self) -> Iterator[Field]:
        """Go through the fields."""
        return iter(self._fields.values())

    def blame(self, problems: Iterable[Problem], words: Speaker) -> list[Fault]:
        """Write each problem at its field, and return them all for the summary."""
        faults = []
        for problem in problems:
            block = next(block for block in self.blocks if problem.key in (block.id, *block.fields))
            text = form_error(problem, words)
            self._fields[block.fields[0]].errors = [text]
            faults.append(Fault(text, f"{block.id}-value" if block.kind == "number" else block.id))
        return faults


def questions_of(step: Step, values: Mapping[str, Value], rulebook: Rulebook) -> list[Question]:
    """Return the questions of a step that are asked after these answers."""
    return [
        question
        for question in (rulebook.questions[name] for name in step.questions)
        if shown(question, values) and question.id not in dict(locked())
    ]


def make_form(
    step: Step, values: Mapping[str, Value], words: Speaker, pairs: Pairs, presumed: Mapping[str, str]
) -> StepForm:
    """Fill the form of a step with what an address says, and where it is silent with what is presumed."""
    asked = tuple(
        Asked(
            question.id,
            wording(question, values),
            tuple(option.id for option in question.options if option_shown(option, values)),
        )
        for question in questions_of(step, values, words.rulebook)
    )
    made = form_class(words.rulebook, words.language.code, words.number == ONE, asked)
    return made(MultiDict(pairs), data=presumed)


@lru_cache(maxsize=512)
def form_class(rulebook: Rulebook, language: str, solo: bool, asked: tuple[Asked, ...]) -> type[StepForm]:  # noqa: FBT001
    """Return the form for these questions in one language and form of address, made once."""
    words = speaker(rulebook, language, {"size": "solo"} if solo else {})
    maker = _Maker(replace(words, wordings={item.id: item.wording for item in asked}))
    body: dict[str, Any] = {"blocks": tuple(maker.block(item) for item in asked)}
    for item in asked:
        body.update(maker.fields(item))
    return type("AskedForm", (StepForm,), body)


class _Maker:
    """Makes the parts of a form, with the words of one language and the macros of its templates."""

    def __init__(self, words: Speaker) -> None:
        self.words = words
        drawing = environment(words.language.code, solo=words.number == ONE).get_template("ask.html")
        self.macros: Any = drawing.module

    def block(self, item: Asked) -> Block:
        question, words = self.words.rulebook.questions[item.id], self.words
        text, help_text = words.question(item.id), words.question(item.id, "help")
        return Block(
            id=item.id,
            kind=question.kind,
            text=text,
            help=help_text,
            about=self.macros.about(item.id, text, help_text, words.question(item.id, "why")),
            fields=tuple(f"{GRID}.{row}" for row in question.rows) or (item.id,),
        )

    def fields(self, item: Asked) -> dict[str, Any]:
        question = self.words.rulebook.questions[item.id]
        if question.kind == "number":
            return {item.id: StringField()}
        if question.kind == "many":
            return {item.id: ManyField(self._choices(item, item.id, "checkbox"))}
        if question.kind == "one":
            return {item.id: OneField(self._choices(item, item.id, "radio"))}
        return {f"{GRID}.{row}": self._row(item, row) for row in question.rows}

    def _row(self, item: Asked, row: str) -> OneField:
        label = self.words.text(f"questions.{GRID}.rows.{row}.label")
        return OneField(self._choices(item, f"{GRID}.{row}", "radio"), label, default=NOT_THERE)

    def _choices(self, item: Asked, name: str, kind: str) -> tuple[Choice, ...]:
        question = self.words.rulebook.questions[item.id]
        options = [option for option in question.options if option.id in item.options]
        labels = {option.id: self.words.label(item.id, option.id) for option in options}
        listed = [option.id for option in options if not option.exclusive]
        # In a compact question any two options share a row, whatever their length.
        halves = set(listed) if question.compact else sharing({one: labels[one] for one in listed})
        made = []
        for option in options:
            label, long = labels[option.id], option.id not in halves
            off, on = (
                self.macros.option(kind, name, option.id, label, ticked, long) for ticked in (False, True)
            )
            made.append(Choice(option.id, label, option.exclusive, off, on))
        return tuple(made)


def sharing(labels: Mapping[str, str]) -> set[str]:
    """Return the options that share a row: two in succession, each of two lines at most in half of it.

    A pair alone in a long list would look like a slip, so at least a third of the options share, or none.
    """
    halves: set[str] = set()
    for one, other in pairwise(labels):
        if one not in halves and all(len(wrap(labels[name], HALF)) <= LINES for name in (one, other)):
            halves |= {one, other}
    return halves if 3 * len(halves) >= len(labels) else set()
