"""An agency as its file describes it, checked and complete."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from somerec.rulebook.reader import Fault

Pairs: TypeAlias = tuple[tuple[str, str], ...]
"""Answers as an address holds them."""


class AgencyError(Exception):
    """Raised with every fault of an agency's file at once."""

    def __init__(self, faults: list[Fault]) -> None:
        """Keep the faults by line, each once."""
        self.faults = sorted(set(faults))
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True, slots=True)
class Contact:
    """The button that leads to the agency: where, and what it says in each language."""

    link: str
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Scheme:
    """The colours of one scheme, light or dark, as hexadecimal; whatever meets on a page can be read."""

    paper: str
    accent: str


@dataclass(frozen=True, slots=True)
class Theme:
    """An agency's colours in both schemes, and the radius of its corners in pixels."""

    light: Scheme
    dark: Scheme
    radius: int


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency. `warnings` are what works but is unwise; `digest` changes when the file or logo does."""

    key: str
    name: str
    enabled: bool
    origins: tuple[str, ...]
    languages: tuple[str, ...]
    logo: Path | None
    theme: Theme
    contact: Contact | None
    prefilled: Pairs
    locked: Pairs
    introduction: Mapping[str, str]
    """Markdown by language; may be empty."""
    privacy: str
    """The address of the agency's own privacy page, or nothing."""
    warnings: tuple[Fault, ...]
    digest: str

    @property
    def language(self) -> str:
        """The language to begin in where the address names none."""
        return self.languages[0]
