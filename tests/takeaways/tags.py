"""What a screen reader sees of a PDF: its tag tree, and the text of its pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

from pypdf import PdfReader


@dataclass(frozen=True)
class Tag:
    """An element of the tag tree with what it holds; `alt` is what stands in for a picture."""

    role: str
    alt: str
    inside: tuple[Tag, ...]
    scope: str = ""
    """What a head of a table is for: its column, its row or both."""

    def all(self) -> Iterator[Tag]:
        """Yield this tag and all inside it, in the order in which they are read."""
        yield self
        for tag in self.inside:
            yield from tag.all()

    def roles(self) -> list[str]:
        """Return the roles of this tag and all inside it."""
        return [tag.role for tag in self.all()]


def reader(pdf: bytes) -> PdfReader:
    """Open a PDF file."""
    return PdfReader(BytesIO(pdf))


@cache
def tree(pdf: bytes) -> Tag:
    """Return the tag tree of a PDF."""
    catalogue: Any = reader(pdf).trailer["/Root"]
    return Tag("Root", "", tuple(_kids(catalogue["/StructTreeRoot"])))


def _kids(element: Any) -> Iterator[Tag]:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        found = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(found, dict) and "/S" in found:
            yield Tag(
                str(found["/S"]).lstrip("/"), str(found.get("/Alt", "")), tuple(_kids(found)), _scope(found)
            )


def _scope(element: Any) -> str:
    attributes = element.get("/A", [])
    for found in attributes if isinstance(attributes, list) else [attributes]:
        if "/Scope" in found.get_object():
            return str(found.get_object()["/Scope"]).lstrip("/")
    return ""


@cache
def pages(pdf: bytes) -> tuple[str, ...]:
    """Return the text of each page, with every gap one space and words at a line's end put together again."""
    return tuple(" ".join(page.extract_text().replace("-\n", "-").split()) for page in reader(pdf).pages)


def squeezed(text: str) -> str:
    """Return a text without any gaps, so that where a line breaks makes no difference."""
    return "".join(text.split())
