"""Saying kindly what is not possible, and why, with a way back to the answers where they are known."""

from __future__ import annotations

from flask import Response

from somerec.advice.answers import Answers
from somerec.web.page import render


def sorry(  # noqa: PLR0913  What is left unsaid is right for most pages.
    place: str, lang: str, why: str, status: int, *, answers: Answers | None = None, back: str = ""
) -> Response:
    """Answer with the apology of a place, the folder of its templates; `why` names the one among those."""
    return render(
        f"{place}/sorry.html",
        lang,
        solo=answers is not None and answers.complete.get("size") == "solo",
        status=status,
        lasting=False,
        why=why,
        error=status,
        back=back,
    )
