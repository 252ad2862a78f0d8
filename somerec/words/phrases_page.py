"""What the result page says of its reasons."""

from __future__ import annotations

from collections.abc import Mapping

PAGE: Mapping[str, str] = {
    # Who said so, and when
    "citation.dated": "{where} ({year})",
    "citation.undated": "{where} (undated)",
}
"""English, by key. The gettext context is `phrases.<key>`."""
