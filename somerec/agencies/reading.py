"""From an agency's TOML file to an Agency, or every fault of it with its line and the nearest valid name."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from somerec.agencies.addresses import origin_fault, origin_warning, page_fault
from somerec.agencies.answers import read_answers
from somerec.agencies.colours import DARK, LIGHT, Inks, dark
from somerec.agencies.desk import Desk
from somerec.agencies.look import accent_of, logo_of, paper_of
from somerec.agencies.model import Agency, AgencyError, Contact, Scheme, Theme
from somerec.rulebook.model import Rulebook
from somerec.words.languages import LANGUAGES

KEY = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
"""An agency's key stands in addresses: small letters, digits and hyphens."""

BUILT_IN = Path(__file__).with_name("test.toml")
"""The agency that everybody can try: it comes with the program, and only the site itself shows it."""

MOST_RADIUS = 32
LONGEST_NAME = 80
LONGEST_LABEL = 60
LONGEST_INTRODUCTION = 2000

TOP = (
    "key", "name", "enabled", "origins", "languages", "language", "logo", "privacy",
    "colours", "contact", "answers", "introduction",
)  # fmt: skip


def read_agency(path: Path, rulebook: Rulebook, *, local: bool = False) -> Agency:
    """Read an agency's file. `local` allows pages on this machine, for development.

    Raises AgencyError with every fault at once, and OSError where the file cannot be read at all.
    """
    content = path.read_bytes()
    desk, table = _table(path, content)
    desk.known(table, "", TOP)
    _key(desk, table, path)
    languages = _languages(desk, table)
    logo = logo_of(desk, table, path.parent)
    theme = _theme(desk, table)
    answers = desk.table(table, "answers", ("prefilled", "locked"))
    agency = Agency(
        key=path.stem,
        name=desk.text(table, "name", LONGEST_NAME, required=True),
        enabled=desk.flag(table, "enabled"),
        origins=_origins(desk, table, local=local, needed=path != BUILT_IN),
        languages=languages,
        logo=logo,
        theme=theme,
        contact=_contact(desk, table, languages),
        prefilled=read_answers(desk, answers, "prefilled", rulebook),
        locked=read_answers(desk, answers, "locked", rulebook),
        introduction=_introduction(desk, table, languages),
        privacy=_page(desk, table, "privacy", required=False),
        warnings=tuple(desk.warnings),
        digest=_digest(content, logo),
    )
    if desk.faults:
        raise AgencyError(desk.faults)
    return agency


def _table(path: Path, content: bytes) -> tuple[Desk, Mapping[str, Any]]:
    try:
        text = content.decode()
        return Desk(path.name, text), tomllib.loads(text)
    except UnicodeDecodeError as error:
        desk, line = Desk(path.name, ""), content[: error.start].count(b"\n") + 1
        raise AgencyError([desk.at(line, "not UTF-8 text")]) from None
    except tomllib.TOMLDecodeError as error:
        said, _, place = str(error).partition(" (at ")
        found = re.match(r"line (\d+)", place)
        line = int(found[1]) if found else text.count("\n") + 1
        raise AgencyError([Desk(path.name, "").at(line, f"not TOML: {said[:1].lower()}{said[1:]}")]) from None


def _digest(content: bytes, logo: Path | None) -> str:
    return hashlib.sha256(content + (logo.read_bytes() if logo else b"")).hexdigest()[:16]


def _key(desk: Desk, table: Mapping[str, Any], path: Path) -> None:
    """Check that the key is the file's name: so no two agencies can have the same one."""
    key = desk.text(table, "key", LONGEST_NAME, required=True)
    if key and not KEY.fullmatch(key):
        desk.fault("key", f"{key!r} is no key: use 1 to 40 small letters, digits and hyphens")
    elif key and key != path.stem:
        desk.fault("key", f"the file is called {path.name}, so the key must be {path.stem!r}, not {key!r}")


def _languages(desk: Desk, table: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the languages offered, the default first."""
    offered = desk.names(table, "languages", tuple(LANGUAGES)) or list(LANGUAGES)
    default = desk.choice(table, "language", tuple(LANGUAGES)) or offered[0]
    if default not in offered:
        desk.fault("language", f"{default!r} is not among languages, which are {', '.join(offered)}")
    return (default, *(code for code in offered if code != default))


def _origins(desk: Desk, table: Mapping[str, Any], *, local: bool, needed: bool) -> tuple[str, ...]:
    """Return the origins of the pages that may show the frame, beside the site's own."""
    origins = [item.lower().rstrip("/") for item in desk.texts(table, "origins")]
    if needed and not origins and "origins" not in desk.wrong:
        desk.fault("origins", "name at least one origin, such as https://www.example.no")
    for origin in origins:
        if wrong := origin_fault(origin, local=local):
            desk.fault("origins", wrong)
        elif unwise := origin_warning(origin):
            desk.warn("origins", unwise)
    return tuple(dict.fromkeys(origins))


def _theme(desk: Desk, table: Mapping[str, Any]) -> Theme:
    colours = desk.table(table, "colours", ("accent", "paper", "radius", "dark"))
    light = _scheme(desk, colours, "colours", Scheme(LIGHT.paper, "#24389c"), LIGHT)
    night = desk.table(colours, "colours.dark", ("accent", "paper"))
    usual = dark(light) if not desk.faults else Scheme(DARK.paper, "#b4c1ff")
    radius = desk.whole(colours, "colours.radius", MOST_RADIUS, usual=4)
    return Theme(light, _scheme(desk, night, "colours.dark", usual, DARK), radius)


def _scheme(desk: Desk, table: Mapping[str, Any], place: str, usual: Scheme, inks: Inks) -> Scheme:
    paper = paper_of(desk, table, f"{place}.paper", usual.paper, inks)
    found = Scheme(paper, usual.accent)
    return Scheme(paper, accent_of(desk, table, f"{place}.accent", found, inks))


def _contact(desk: Desk, table: Mapping[str, Any], languages: tuple[str, ...]) -> Contact | None:
    """Return the contact button, with a label for every language offered."""
    if "contact" not in table:
        return None
    contact = desk.table(table, "contact", ("link", "label"))
    labels = desk.by_language(contact, "contact.label", languages, LONGEST_LABEL, every=True)
    return Contact(_page(desk, contact, "contact.link", required=True), labels)


def _introduction(desk: Desk, table: Mapping[str, Any], languages: tuple[str, ...]) -> Mapping[str, str]:
    return desk.by_language(table, "introduction", languages, LONGEST_INTRODUCTION, every=False)


def _page(desk: Desk, table: Mapping[str, Any], place: str, *, required: bool) -> str:
    link = desk.text(table, place, 500, required=required)
    if link and (wrong := page_fault(link)):
        desk.fault(place, wrong)
    return link
