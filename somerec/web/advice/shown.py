"""Where and as what a result is shown: at the address of its answers, behind a link, under an old edition."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from somerec.advice.recommendation import Recommendation
from somerec.web.skeleton import Html

_BUTTON = re.compile(rb'<dd><a class="change" href="[^"]*\xff[^"]*"[^>]*>.*?</a></dd>', re.DOTALL)
"""The button beside an answer."""

_CHANGE = re.compile(rb'<a [^>]*href="/\w\w/questions/[^"]*\xff[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
"""A link that changes an answer, before the answers are in it."""


Langs: TypeAlias = Literal["links", "buttons", "none"]


@dataclass(frozen=True, eq=False)
class Shown:
    """What a result page carries beside the engine's advice. Nothing of it changes what the engine says."""

    place: str = ""
    """The path below the language; empty where the address holds the answers."""
    advice: Recommendation | None = None
    """The advice with a consultant's changes; None where it is the engine's own."""
    above: Html = b""
    """Parts before the advice, such as a consultant's words or what has changed since."""
    marks: Mapping[str, Html] = field(default_factory=dict)
    """What is said of single tactics beside what the engine says of them, by tactic."""
    take: Html | None = None
    """How to take the plan away; None where that is done by the address or a kept result's link."""
    fixed: bool = False
    """Whether this is a record: its answers are told, and none is a link that changes it."""
    alone: bool = False
    """Whether no address on the page holds its answers."""
    added: frozenset[str] = frozenset()
    """Tactics of the plan that the rules had left out: what they say of those is told as such."""
    over: Html = b""
    """What is said where the hours are told, if the plan no longer fits them."""
    langs: Langs = "links"
    """How the reader comes to the other languages: by addresses, by sending `grant`, or not at all."""
    grant: Html = b""
    """What is sent along instead of a PIN."""


HERE = Shown()
"""A result at the address of its answers, under the rules of today."""


def without_changes(page: Html) -> Html:
    """Return a page on which no answer is a link; what the links say stays."""
    return _CHANGE.sub(rb"\1", _BUTTON.sub(b"", page))
