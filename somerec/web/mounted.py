"""Pages shown in an agency’s frame: what they carry of the agency, and links that stay within the frame.

No view knows that it is shown in a frame. What it writes for the site is led into the mount here, in one
place: links to pages that a frame shows get the mount before them, all others open in a tab of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from flask import request
from markupsafe import Markup

from somerec.agencies import Contact
from somerec.web.embedding import agency_here
from somerec.web.prose import markup

_LINK = re.compile(rb'<(?:a|form)\b[^>]*?\s(?:href|action)="(/(?:nb|sv|en)/[^"]*)"[^>]*')
_INSIDE = re.compile(rb"/\w\w/(?:#.*|questions/.*|(?:check|compare|contact|advice(?:/why.*)?)(?:[?#].*)?)?")
"""Addresses of the pages that a frame shows."""

_TAGS = {"p", "ul", "ol", "li", "a", "strong", "em", "br"}
"""What an agency’s introduction may hold; whatever else stands in its Markdown is left out."""

NEW_TAB = b' target="_blank" rel="noopener"'


@dataclass(frozen=True)
class Host:
    """What a page carries of the agency in whose frame it is shown."""

    name: str
    theme: str
    """The address of its colours."""
    logo: str
    """The address of its logo, or nothing."""
    origins: str
    """The sites that messages from the frame may go to, with spaces between."""
    languages: tuple[str, ...]
    introduction: Markup
    contact: Contact | None
    """The button below a result."""
    privacy: str
    version: str


def host(lang: str) -> Host | None:
    """Return what the page at work carries of an agency; None on the site itself."""
    agency = agency_here()
    if agency is None:
        return None
    mount, version = request.script_root, f"?v={agency.digest}"
    return Host(
        name=agency.name,
        theme=f"{mount}/theme.css{version}",
        logo=f"{mount}/logo{version}" if agency.logo else "",
        origins=" ".join(agency.origins),
        languages=agency.languages,
        introduction=_introduction(agency.introduction.get(lang, "")),
        contact=agency.contact,
        privacy=agency.privacy,
        version=agency.digest,
    )


@lru_cache(maxsize=256)
def _introduction(text: str) -> Markup:
    return markup(text, _TAGS, links={"target": "_blank"})


def locked() -> tuple[tuple[str, str], ...]:
    """Return the answers that the agency gives for its visitors, who are not asked for them."""
    agency = agency_here()
    return agency.locked if agency else ()


def mounted(body: bytes) -> bytes:
    """Lead the links of a page into the frame, or into a tab of their own, as all of a refused one's."""
    mount, shown = request.script_root.encode(), agency_here() is not None

    def lead(found: re.Match[bytes]) -> bytes:
        tag, start = found[0], found.start(1) - found.start()
        if b"target=" in tag:
            return tag
        inside = shown and _INSIDE.fullmatch(found[1])
        return tag[:start] + mount + tag[start:] if inside else tag + NEW_TAB

    return _LINK.sub(lead, body)


def mounted_address(address: str) -> str:
    """Return where a redirect leads within the frame; one to anywhere else leads there."""
    return f"{request.script_root}{address}" if _INSIDE.fullmatch(address.encode()) else address
