"""A folder of agencies' files, and a way to write one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from somerec.agencies import Agency, AgencyError, read_agency
from somerec.rulebook.load import load_rulebook

SOUND = """key = "lund"
name = "Lund Reklam"
origins = ["https://www.lund.example"]
languages = ["nb", "sv"]
language = "sv"

[colours]
accent = "#24389c"
paper = "#ffffff"
radius = 6

[contact]
link = "https://www.lund.example/kontakt"
label.nb = "Ta en prat med oss"
label.sv = "Prata med oss"

[answers]
prefilled.market = "se"
locked.business_type = "care"

[introduction]
sv = "Hej *du*."
"""
"""A file without faults; tests change a line of it."""


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], Agency]:
    """Return a function that reads a file's text as the agency `lund`."""

    def read_text(text: str, *, local: bool = False) -> Agency:
        path = tmp_path / "lund.toml"
        path.write_text(text, encoding="utf-8")
        return read_agency(path, load_rulebook(), local=local)

    return read_text


@pytest.fixture
def faults(read: Callable[[str], Agency]) -> Callable[[str], list[str]]:
    """Return a function that tells every fault of a file's text."""

    def find(text: str) -> list[str]:
        try:
            read(text)
        except AgencyError as error:
            return [str(fault) for fault in error.faults]
        return []

    return find
