"""Where the keys of a TOML file stand. The standard library reads values and forgets their lines."""

from __future__ import annotations

import re

_TABLE = re.compile(r"\s*\[\s*([A-Za-z0-9_.-]+)\s*\]")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+(?:\s*\.\s*[A-Za-z0-9_-]+)*)\s*=\s*(.*)")
_LONG = ('"""', "'''")


def lines_of(text: str) -> dict[str, int]:
    """Return the line of every key and table, by its dotted name; inline tables count as one key.

    The text has been read as TOML before, so that it is known to be well formed.
    """
    found: dict[str, int] = {}
    table, closing = "", ""
    for number, line in enumerate(text.splitlines(), start=1):
        if closing:
            closing = "" if closing in line else closing
            continue
        if header := _TABLE.match(line):
            table = f"{header[1]}."
            found[header[1]] = number
        elif key := _KEY.match(line):
            name = "".join(key[1].split())
            found.setdefault(f"{table}{name}", number)
            closing = _still_open(key[2])
    return found


def _still_open(value: str) -> str:
    """Return the mark that ends a long string which begins on this line and goes on after it."""
    for mark in _LONG:
        if value.startswith(mark) and mark not in value[len(mark) :]:
            return mark
    return ""
