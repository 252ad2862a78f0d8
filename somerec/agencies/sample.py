"""The file that a new agency begins with."""

from __future__ import annotations

from pathlib import Path

_FILE = Path(__file__).with_name("new.toml")


def first_file(key: str) -> str:
    """Return a complete, commented file for a key; it has no faults as it stands."""
    return _FILE.read_text(encoding="utf-8").replace("{key}", key)
