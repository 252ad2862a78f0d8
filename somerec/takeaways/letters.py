"""Which letters the fonts of the paper have. The typesetter refuses a document with one that they lack."""

from __future__ import annotations

import re
import unicodedata

IN_FONTS = (
    (0x20, 0x7E),
    (0xA0, 0x377),
    (0x384, 0x38A),
    (0x38E, 0x3A1),
    (0x3A3, 0x484),
    (0x48A, 0x4FF),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2027),
    (0x2030, 0x2040),
    (0x2044, 0x2052),
    (0x2070, 0x2071),
    (0x2074, 0x208E),
    (0x20A0, 0x20BF),
    (0x2100, 0x211E),
    (0x2126, 0x2184),
    (0x2190, 0x23FF),
    (0x2460, 0x2606),
)
"""First and last of each range: Latin, Greek and Cyrillic letters, punctuation, and common signs."""

STANDS_IN = "□"
"""What stands where a letter cannot be set, so that nobody takes the word for whole."""

_LACKING = re.compile(f"[^\n{''.join(f'{chr(first)}-{chr(last)}' for first, last in IN_FONTS)}]")


def on_paper(text: str) -> str:
    """Return a text with what can be set: pictures go, and a box stands for a letter that is lacking."""
    return _LACKING.sub(lambda found: STANDS_IN if unicodedata.category(found[0])[0] in "LN" else "", text)
