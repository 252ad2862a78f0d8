"""The kinds of file that a recommendation can be taken away as, and what writes each."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from somerec.advice.recommendation import Recommendation
from somerec.rulebook.model import Rulebook
from somerec.takeaways.csv_file import as_csv
from somerec.takeaways.ics import as_ics
from somerec.takeaways.markdown import as_markdown
from somerec.takeaways.pdf import as_pdf
from somerec.takeaways.result_json import as_json

Write = Callable[[Recommendation, Rulebook, str, str], bytes]
"""Writes a recommendation in a language; last comes the address that opens it again, empty where unknown."""


def _csv(advice: Recommendation, rulebook: Rulebook, language: str, _link: str) -> bytes:
    return as_csv(advice, rulebook, language)


def _markdown(advice: Recommendation, rulebook: Rulebook, language: str, _link: str) -> bytes:
    return as_markdown(advice, rulebook, language).encode()


def _json(advice: Recommendation, rulebook: Rulebook, language: str, _link: str) -> bytes:
    return f"{json.dumps(as_json(advice, rulebook, language), ensure_ascii=False, indent=1)}\n".encode()


WRITERS: Mapping[str, Write] = {"pdf": as_pdf, "ics": as_ics, "csv": _csv, "md": _markdown, "json": _json}
"""By the ending of the file's name, in the order in which they are offered."""
