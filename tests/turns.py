"""Every case in every language: each has one language in turn, and the others are left to the long proof."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

LANGUAGES = ("nb", "sv", "en")


def in_turn(cases: Iterable[Any]) -> list[Any]:
    """Return parameters for tests: each case with each language, of which `make test` takes one."""
    return [
        pytest.param(case, lang, id=f"{case}-{lang}", marks=() if number % 3 == turn else pytest.mark.proof)
        for number, case in enumerate(cases)
        for turn, lang in enumerate(LANGUAGES)
    ]
