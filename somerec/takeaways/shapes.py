"""The kinds of file that a recommendation can be taken away as, and what writes each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Protocol

from somerec.advice.recommendation import Recommendation
from somerec.rulebook.model import Rulebook
from somerec.takeaways.csv_file import as_csv
from somerec.takeaways.ics import as_ics
from somerec.takeaways.markdown import as_markdown
from somerec.takeaways.pdf import as_pdf
from somerec.takeaways.result_json import as_json
from somerec.words.beside import ALONE, Beside


class Write(Protocol):
    """Writes a recommendation in a language."""

    def __call__(
        self, advice: Recommendation, rulebook: Rulebook, language: str, link: str, beside: Beside = ALONE, /
    ) -> bytes:
        """Return the file. `link` is the address that opens the plan again, empty where unknown."""


def _csv(
    advice: Recommendation, rulebook: Rulebook, language: str, _: str, beside: Beside = ALONE, /
) -> bytes:
    return as_csv(advice, rulebook, language, beside)


def _markdown(
    advice: Recommendation, rulebook: Rulebook, language: str, _: str, beside: Beside = ALONE, /
) -> bytes:
    return as_markdown(advice, rulebook, language, beside).encode()


def _json(
    advice: Recommendation, rulebook: Rulebook, language: str, _: str, beside: Beside = ALONE, /
) -> bytes:
    written = as_json(advice, rulebook, language, beside)
    return f"{json.dumps(written, ensure_ascii=False, indent=1)}\n".encode()


WRITERS: Mapping[str, Write] = {"pdf": as_pdf, "ics": as_ics, "csv": _csv, "md": _markdown, "json": _json}
"""By the ending of the file's name, in the order in which they are offered."""
