"""What a result page under an old edition says before the advice: that it is one, and what differs."""

from __future__ import annotations

from dataclasses import replace

from somerec.advice.answers import Answers
from somerec.advice.since import Since, since_in
from somerec.web.check import missing_address
from somerec.web.page import address
from somerec.web.site import site
from somerec.web.skeleton import Html
from somerec.web.templating import environment
from somerec.web.visit import Visit
from somerec.words.since import Telling

FEW = 3
"""So many differences stand open above the advice; more would push it from the screen of a phone."""


def since_part(visit: Visit, answers: Answers, *, leads_on: bool = True) -> Html:
    """Return the banner and what differs, or nothing under the rules of today.

    `leads_on` says whether the reader may see today's advice from here: whoever was given the advice by
    somebody else asks them.
    """
    found = since_in(site().library, answers, answers.start) if answers.start else None
    if found is None:
        return b""
    template = environment(visit.lang, solo=visit.solo).get_template("advice/since.html")
    told = Telling(found, visit.lang)
    text = template.render(
        told=told,
        rules=f"/{visit.lang}/rules",
        today=_today(visit, answers, found) if leads_on else "",
        asks=found.after is None,
        short=len(found.differs) <= FEW,
    )
    return text.encode()


def _today(visit: Visit, answers: Answers, found: Since) -> str:
    """Return the address of today's advice, by way of the question that is lacking for it.

    A plan that begins now does not begin on a day that is over.
    """
    start = max(answers.start or site().today(), site().today())
    if found.after is not None:
        begun = [(key, start.isoformat() if key == "start" else value) for key, value in found.pairs]
        return address(f"/{visit.lang}/advice", begun)
    given = replace(answers, edition=visit.rulebook.edition, start=start)
    return missing_address(Visit.now(visit.lang, given.pairs()))
