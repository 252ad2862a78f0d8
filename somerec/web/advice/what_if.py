"""The form that puts another answer beside one's own: hours, people, money or goal.

It stands on every result page, so that all of it but the answers themselves is kept: a page takes it for a
look-up for each field.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from somerec.advice.answers import Answers, Problem
from somerec.advice.flow import option_shown
from somerec.rulebook.conditions import Value
from somerec.web.compare.address import OF_B
from somerec.web.skeleton import Html, Skeletons, html
from somerec.web.visit import Pair
from somerec.words.problems import form_error
from somerec.words.speaker import Speaker

FIELDS = ("who", "hours", "money", "goal")
"""The answers that are changed in place, in the order of the questionnaire."""


def what_if(
    pages: Skeletons,
    words: Speaker,
    hidden: Html,
    chosen: Answers,
) -> Html:
    """Return the form: `hidden` holds plan A and more of plan B, and `chosen` is what the fields show."""
    values: dict[str, Value] = {
        name: value for name, value in chosen.complete.items() if isinstance(value, (str, frozenset))
    }
    slots = {
        "action": html(f"/{words.language.code}/compare#q"),
        "hidden": hidden,
        "fields": b"".join([_field(pages, words, name, values) for name in asked(chosen)]),
        "edition": html(chosen.edition),
        "others": html(f"/{words.language.code}/compare"),
    }
    return pages.fill("compare/what_if.html", slots)


def asked(chosen: Answers) -> list[str]:
    """Return the questions that the form puts: what the answers lack is asked too."""
    return [*FIELDS, *(name for name in chosen.missing if name not in FIELDS)]


def hidden_fields(pairs: Iterable[Pair]) -> Html:
    """Return pairs as fields that nobody sees."""
    # Escaped as a whole: the separators have nothing to escape, and no answer holds them.
    fields = html("\t".join(["\n".join(pair) for pair in pairs]))
    return b'<input type="hidden" name="%b">' % fields.replace(
        b"\t", b'"><input type="hidden" name="'
    ).replace(b"\n", b'" value="')


def _field(pages: Skeletons, words: Speaker, name: str, values: Mapping[str, Value]) -> Html:
    """Return a field with the present answer; where there is none, it says that it needs one."""
    options = words.rulebook.questions[name].options
    offered = tuple(
        [option.id for option in options if option.shown_when is None or option_shown(option, values)]
    )
    given = values.get(name)
    value = given if isinstance(given, str) else ""
    make = partial(_constants, words, name, offered, value)
    return pages.piece("compare/field.html", (name, offered, value, words.wordings.get(name)), make)


def _constants(words: Speaker, name: str, offered: tuple[str, ...], value: str) -> Mapping[str, Any]:
    return {
        "name": name,
        "key": f"{OF_B}{name}",
        "question": words.question(name),
        "options": [(option, words.label(name, option)) for option in offered],
        "value": value,
        "error": "" if value else form_error(Problem("missing", name), words),
    }
