"""An agency's colours and logo, checked: what cannot be read is refused, with the nearest shade that can."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from somerec.agencies.colours import (
    Inks,
    accent_passes,
    is_colour,
    nearest_accent,
    nearest_paper,
    paper_passes,
)
from somerec.agencies.desk import Desk
from somerec.agencies.model import Scheme

MOST_BYTES = 200_000
KINDS = {".png": b"\x89PNG\r\n\x1a\n", ".svg": b"<"}
"""By ending: what a file of that kind begins with."""


def paper_of(desk: Desk, table: Mapping[str, Any], place: str, usual: str, inks: Inks) -> str:
    """Return the colour of the paper, or the usual one where it cannot be used."""
    paper = _colour(desk, table, place)
    if not paper or paper_passes(paper, inks):
        return paper or usual
    offer = nearest_paper(paper, inks)
    desk.fault(
        place, f"text cannot be read on {paper} (WCAG asks for 4.5:1); the nearest that passes is {offer}"
    )
    return offer


def accent_of(desk: Desk, table: Mapping[str, Any], place: str, usual: Scheme, inks: Inks) -> str:
    """Return the accent, or the usual one, as it can be used on the usual paper."""
    paper, accent = usual.paper, _colour(desk, table, place) or usual.accent
    if accent_passes(accent, paper, inks):
        return accent
    offer = nearest_accent(accent, paper, inks)
    desk.fault(
        place,
        f"{accent} cannot be read on {paper} and what stands on it (WCAG asks for 4.5:1); "
        f"the nearest that passes is {offer}",
    )
    return offer


def _colour(desk: Desk, table: Mapping[str, Any], place: str) -> str:
    value = desk.text(table, place, 40)
    if value and not is_colour(value):
        desk.fault(place, f"{value!r} is no colour in six digits, such as #24389c")
        return ""
    return value.lower()


def logo_of(desk: Desk, table: Mapping[str, Any], folder: Path) -> Path | None:
    """Return the logo's file, which stands beside the agency's own."""
    name = desk.text(table, "logo", 100)
    if not name:
        return None
    path = folder / name
    if Path(name).name != name or path.suffix.lower() not in KINDS:
        desk.fault("logo", f"{name!r} must be the name of a .png or .svg file beside this one")
    elif not path.is_file():
        desk.fault("logo", f"there is no file {name!r} beside this one")
    elif path.stat().st_size > MOST_BYTES:
        desk.fault("logo", f"{name!r} has {path.stat().st_size} bytes, and {MOST_BYTES} are the most")
    elif not path.read_bytes().lstrip(b"\xef\xbb\xbf \r\n\t").startswith(KINDS[path.suffix.lower()]):
        desk.fault("logo", f"{name!r} is no {path.suffix[1:].upper()} file")
    else:
        return path
    return None
