"""The kinds of block that a document on paper is made of, as plain data for `plan.typ`.

Every text comes ready to read; the typesetter adds no words and takes none of them for markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any, Literal

from somerec.takeaways.letters import on_paper
from somerec.words.notes import NoteBlock

Block = dict[str, Any]

Mark = Literal["bullet", "check", "number"]


SHORT = 150
"""Letters below which a part may be lower than its title, which stands beside it."""


def section(title: str, blocks: Iterable[Block]) -> Block:
    """Make a part of the document under a heading."""
    found = list(blocks)
    return {"title": title, "blocks": found, "short": sum(map(letters, found)) < SHORT}


def letters(block: Block) -> int:
    """Return how many letters a list holds; any other block counts as long."""
    if block["kind"] != "list":
        return SHORT
    return sum(len(entry["text"]) + sum(map(len, entry["notes"])) for entry in block["items"])


def heading(text: str) -> Block:
    """Make a heading inside a section."""
    return {"kind": "heading", "text": text}


def paragraph(text: str, *, soft: bool = False) -> Block:
    """Make a paragraph; a soft one is for what may be skipped."""
    return {"kind": "paragraph", "text": text, "soft": soft}


def item(text: str, *, lead: str = "", meta: str = "", notes: Iterable[str] = ()) -> Block:
    """Make an item of a list: what leads, the text, what stands beside it, and the reasons beneath."""
    return {"lead": lead, "text": text, "meta": meta, "notes": list(notes)}


def listing(items: Iterable[Block], mark: Mark = "bullet", *, soft: bool = False) -> Block:
    """Make a list. One marked `check` has boxes to tick; a soft one is for what may be skipped."""
    return {"kind": "list", "items": list(items), "mark": mark, "soft": soft}


def facts(pairs: Iterable[tuple[str, str]]) -> Block:
    """Make a list of terms with what each is."""
    return {"kind": "facts", "items": [list(pair) for pair in pairs]}


def table(head: Sequence[str], rows: Iterable[Sequence[str]], caption: str, *, numbers: int = 0) -> Block:
    """Make a table. The last `numbers` columns hold numbers."""
    return {
        "kind": "table",
        "head": list(head),
        "rows": [list(row) for row in rows],
        "caption": caption,
        "numbers": numbers,
    }


def noted(blocks: Iterable[NoteBlock], language: str) -> Block:
    """Make a consultant's words, in their own language: blocks of runs that say how their letters look."""
    return {"kind": "noted", "lang": language, "blocks": [_set(found) for found in blocks]}


def _set(block: NoteBlock) -> Block:
    runs = [replace(run, text=on_paper(run.text)) for run in block.runs]
    return asdict(replace(block, runs=tuple(runs)))


def quoted(items: Iterable[tuple[str, str]], language: str) -> Block:
    """Make a list of sentences, each with what a consultant says of it in her own language."""
    return {"kind": "quoted", "lang": language, "items": [[said, on_paper(own)] for said, own in items]}


def link(texts: Sequence[str], address: str, code: Sequence[bytes], alt: str) -> Block:
    """Make paragraphs and an address that can be followed, with its code beside them: rows of grey dots."""
    dots = [dot for row in code for dot in row]
    return {
        "kind": "link",
        "texts": list(texts),
        "address": address,
        "code": dots,
        "side": len(code),
        "alt": alt,
    }
