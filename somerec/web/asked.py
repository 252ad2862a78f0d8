"""Requests as the site reads them."""

from __future__ import annotations

from string import punctuation
from typing import Any
from urllib.parse import quote

from flask import Request


class Asked(Request):
    """A request whose query has nothing in it that only a percent sign may stand for.

    No browser sends such bytes; where something else does, Flask would stumble over those that are no UTF-8.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        """Take a request as the server has it."""
        super().__init__(*args, **options)
        if not self.query_string.isascii():
            self.query_string = quote(self.query_string, safe=punctuation).encode()
