"""Pages shown in a mount: what a frame’s carry of its agency, and links that stay within.

No view knows where it is mounted. What it writes for the site is led into the mount here, in one place:
links to pages that the mount shows get the mount before them, all others open in a tab of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from flask import request
from markupsafe import Markup

from somerec.agencies import Contact
from somerec.web.embed.agency import agency_here
from somerec.web.mount import mounted_here, stays_within
from somerec.web.prose import markup

_LINK = re.compile(rb'<(?:a|form)\b[^>]*?\s(?:href|action)="(/(?:nb|sv|en)/[^"]*)"[^>]*')

_TAGS = {"p", "ul", "ol", "li", "a", "strong", "em", "br"}
"""What an agency’s introduction may hold; whatever else stands in its Markdown is left out."""

NEW_TAB = b' target="_blank" rel="noopener"'


@dataclass(frozen=True)
class Host:
    """What a page carries of the frame that it is shown in."""

    origins: str
    """The sites that messages from the frame may go to, with spaces between."""
    languages: tuple[str, ...]
    introduction: Markup
    contact: Contact | None
    """The button below a result."""


def host(lang: str) -> Host | None:
    """Return what the page at work carries of its frame; None where it is in none."""
    agency = agency_here()
    if agency is None:
        return None
    return Host(
        origins=" ".join(agency.origins),
        languages=agency.languages,
        introduction=_introduction(agency.introduction.get(lang, "")),
        contact=agency.contact,
    )


@lru_cache(maxsize=256)
def _introduction(text: str) -> Markup:
    return markup(text, _TAGS, links={"target": "_blank"})


def locked() -> tuple[tuple[str, str], ...]:
    """Return the answers that the agency gives for its visitors, who are not asked for them."""
    agency = agency_here()
    return agency.locked if agency else ()


def led(body: bytes) -> bytes:
    """Lead the links of a page into its mount, or into a tab of their own, as all of a refused frame’s."""
    place = mounted_here()
    if place is None:
        return body
    mount, kind, shown = request.script_root.encode(), place.kind, stays_within()

    def lead(found: re.Match[bytes]) -> bytes:
        tag, start = found[0], found.start(1) - found.start()
        if b"target=" in tag:
            return tag
        inside = shown and kind.pages.fullmatch(found[1])
        return tag[:start] + mount + tag[start:] if inside else tag + NEW_TAB

    return _LINK.sub(lead, body)


def led_address(address: str) -> str:
    """Return where a redirect leads within its mount; one to anywhere else leads there."""
    place = mounted_here()
    inside = place and stays_within() and place.kind.pages.fullmatch(address.encode())
    return f"{request.script_root}{address}" if inside else address
