"""The agency whose name, logo and colours a page carries: a frame’s, or the one of its consultant."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, g

from somerec.agencies import Agency, Contact, Shelf
from somerec.web.embed.agency import agency_here
from somerec.web.mount import FRAME


@dataclass(frozen=True)
class Brand:
    """What a page carries of an agency, wherever it is shown."""

    name: str
    theme: str
    """The address of its colours."""
    logo: str
    """The address of its logo, or nothing."""
    privacy: str
    """The address of its own privacy page, or nothing."""
    contact: Contact | None
    version: str
    """Changes when any of it does."""


def brand_of(agency: Agency) -> Brand:
    """Return what pages carry of an agency. Colours and logo are sent from its frame’s addresses."""
    at, version = f"{FRAME.prefix}{agency.key}", f"?v={agency.digest}"
    return Brand(
        name=agency.name,
        theme=f"{at}/theme.css{version}",
        logo=f"{at}/logo{version}" if agency.logo else "",
        privacy=agency.privacy,
        contact=agency.contact,
        version=agency.digest,
    )


def carry(key: str) -> None:
    """Let the page at work carry the brand of an agency, if there is one by that key and it is enabled."""
    shelf: Shelf = current_app.extensions["somerec.agencies"]
    agency = shelf.get(key) if key else None
    g.somerec_brand = brand_of(agency) if agency and agency.enabled else None


def brand_here() -> Brand | None:
    """Return the brand that the page at work carries."""
    agency = agency_here()
    found: Brand | None = brand_of(agency) if agency else g.get("somerec_brand")
    return found
