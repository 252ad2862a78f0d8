"""Every case in every language: each has one language in turn, and the others are left to the long proof."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

import pytest

LANGUAGES = ("nb", "sv", "en")


def in_turn(cases: Iterable[Any], spare: Iterable[Any] = ()) -> list[Any]:
    """Return parameters for tests: each case with each language, of which `make test` takes one.

    Of the spare cases it takes none.
    """
    taken = [(case, LANGUAGES[number % len(LANGUAGES)]) for number, case in enumerate(cases)]
    return [
        pytest.param(case, lang, id=f"{case}-{lang}", marks=() if lang == turn else pytest.mark.proof)
        for case, turn in chain(taken, ((case, None) for case in spare))
        for lang in LANGUAGES
    ]
