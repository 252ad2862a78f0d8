"""A recommendation as PDF: tagged for screen readers (PDF/UA-1), with its fonts, always the same bytes."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime, time
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import BinaryIO

import typst

from somerec.advice.recommendation import Recommendation
from somerec.rulebook.model import Rulebook
from somerec.takeaways.document import document
from somerec.words.beside import ALONE, Beside

LAYOUT = Path(__file__).with_name("plan.typ")

FONT_PACKAGE = "font_source_sans_pro"
"""Holds Source Sans Pro under the SIL Open Font License, with the licence's text beside the fonts."""

_ONE_AT_A_TIME = Lock()


class FontsMissingError(RuntimeError):
    """Raised where the package with the fonts is not installed."""


def as_pdf(
    recommendation: Recommendation, rulebook: Rulebook, language: str, link: str = "", beside: Beside = ALONE
) -> bytes:
    """Return the recommendation as a PDF file. With a link, it says where the plan can be opened again."""
    data = json.dumps(document(recommendation, rulebook, language, link, beside), ensure_ascii=False)
    made = datetime.combine(recommendation.start, time(), UTC)
    with _ONE_AT_A_TIME:
        pdf = compiler().compile(sys_inputs=handed_over(data), pdf_standards="ua-1", timestamp=made)
    assert isinstance(pdf, bytes)  # noqa: S101  Only several pictures come as a list.
    return pdf


@cache
def compiler() -> typst.Compiler:
    """Return the compiler, made once: reading fonts and layout takes longer than a document."""
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(font_folder())]
    )
    return typst.Compiler(str(LAYOUT), root=LAYOUT.anchor, font_paths=fonts, ignore_system_fonts=True)


def handed_over(data: str) -> dict[str, str]:
    """Return the inputs through which the layout finds its data.

    Where an input differs, the typesetter sets again every sentence that it has just set for another plan.
    So the input is always the same file, one in memory: answers are written to no disk.
    """
    file = sheet()
    if file is None:
        return {"data": data}
    file.seek(0)
    file.truncate()
    file.write(data.encode())
    file.flush()
    return {"path": f"/proc/self/fd/{file.fileno()}"}


@cache
def sheet() -> BinaryIO | None:
    """Return the file in memory that holds a document’s data, or nothing where a system has no such files."""
    if sys.platform != "linux":
        return None
    return os.fdopen(os.memfd_create("plan"), "w+b")


def font_folder() -> Path:
    """Return the folder with the fonts of the document."""
    spec = find_spec(FONT_PACKAGE)
    if spec is None or spec.origin is None:
        raise FontsMissingError("The package font-source-sans-pro is not installed.")
    return Path(spec.origin).with_name("files")
