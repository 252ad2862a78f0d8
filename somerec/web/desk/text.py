"""What consultants write: read from a form, mended where it cannot be kept, and judged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from flask import request

from somerec.web.forms import Fault
from somerec.words.notes import SCHEMES, raw_html
from somerec.words.speaker import Speaker

MOST_CLIENT = 100
"""Letters of what a consultant calls a client."""

MOST_GREETING = 1000
MOST_NOTES = 10_000

_BROKEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffd\ufffe\uffff]")
"""What is no letter: control characters, and what stands where bytes made no sense."""

_HREF = re.compile(r'href="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it was sent, in so far as it can be kept, and what is wrong with it."""

    value: str
    faults: tuple[Fault, ...] = ()


def broken(text: str) -> bool:
    """Say whether a text holds what is no letter."""
    return bool(_BROKEN.search(text))


def read_line(name: str, most: int, words: Speaker, *, needed: bool = False) -> Text:
    """Read a field of one line."""
    found = read_text(name, most, words)
    value = " ".join(found.value.split())
    if needed and not value:
        return Text(value, (*found.faults, Fault(words.phrase(f"desk.lacking.{name}"), name)))
    return Text(value, found.faults)


def read_text(name: str, most: int, words: Speaker) -> Text:
    """Read a field: its lines end as everywhere, and what is no letter is left out and said."""
    sent = request.form.get(name, "").replace("\r\n", "\n").replace("\r", "\n")
    value, faults = _BROKEN.sub("", sent), list[Fault]()
    if broken(sent):
        faults.append(Fault(words.phrase("desk.text.broken"), name))
    if len(value) > most:
        faults.append(Fault(words.phrase("desk.text.long", count=len(value), most=most), name))
    return Text(value.strip(), tuple(faults))


def read_markdown(name: str, most: int, words: Speaker) -> Text:
    """Read a field that holds Markdown; a link that readers could not follow is a fault."""
    found = read_text(name, most, words)
    refused = refused_links(found.value) if len(found.value) <= most else ()
    faults = (Fault(words.phrase("desk.text.link", link=link[:60]), name) for link in refused[:1])
    return Text(found.value, (*found.faults, *faults))


def refused_links(text: str) -> tuple[str, ...]:
    """Return the links of a text that its reader will not get, because of where they lead."""
    found = (unescape(href) for href in _HREF.findall(raw_html(text)))
    return tuple(href for href in found if _scheme(href) not in SCHEMES)


def _scheme(href: str) -> str:
    try:
        return urlsplit(href.strip()).scheme.lower()
    except ValueError:
        return "?"


def read_version() -> int:
    """Return which state of the share a form was made from; one that no form of ours sent is of none."""
    sent = request.form.get("version", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else -1  # noqa: PLR2004
