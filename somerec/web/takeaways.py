"""The plan to take away: on paper, in a calendar, as a table, as text, as data, and as a code for a phone."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from somerec.advice.answers import Answers
from somerec.advice.recommend import recommend
from somerec.advice.since import since_in
from somerec.takeaways.code import as_svg
from somerec.takeaways.shapes import WRITERS
from somerec.web.cache import tag
from somerec.web.page import address
from somerec.web.settled import settle
from somerec.web.site import site
from somerec.web.visit import Visit
from somerec.words.beside import Beside
from somerec.words.speaker import Speaker

blueprint = Blueprint("takeaways", __name__)

KINDS = {
    "pdf": "application/pdf",
    "ics": "text/calendar",
    "csv": "text/csv",
    "md": "text/markdown",
    "json": "application/json",
}
"""Media types by the ending of the address."""


@blueprint.get("/advice.<any(pdf, ics, csv, md, json):ending>")
def take_away(lang: str, ending: str) -> Response | AnyResponse:
    """Send the advice as a file. Where part of the address could not be used, the page says what."""
    visit = Visit.as_given(lang)
    answers = settle(visit, f"advice.{ending}")
    if isinstance(answers, AnyResponse):
        return answers
    if visit.problems or answers.start is None:
        return redirect(address(f"/{lang}/advice", visit.pairs), 302)
    advice = recommend(answers, visit.rulebook, answers.start)
    beside = Beside(since=since_in(site().library, answers, answers.start))
    body = WRITERS[ending](advice, visit.rulebook, lang, whole(advice_address(lang, answers)), beside)
    return private(as_file(body, ending, visit, answers.start), lang)


def as_file(body: bytes, ending: str, visit: Visit, start: date) -> Response:
    """Return a plan as a file to save, named after its first day."""
    response = Response(body, mimetype=KINDS[ending])
    name = visit.speaker.phrase("file.tasks" if ending == "csv" else "file.plan")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{start.isoformat()}.{ending}"'
    return response


@blueprint.get("/advice.svg")
def code(lang: str) -> Response | AnyResponse:
    """Draw the address of the advice as a code for the camera of a phone."""
    visit = Visit.as_given(lang)
    answers = settle(visit, "advice.svg")
    if isinstance(answers, AnyResponse):
        return answers
    drawing = as_svg(whole(advice_address(lang, answers)))
    return private(Response(drawing, mimetype="image/svg+xml"), lang)


def private(response: Response, lang: str) -> Response:
    """Mark a file as one person's: not to be found, and not worth a place among the kept pages."""
    response.headers["Content-Language"] = lang
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return tag(response)


def advice_address(lang: str, answers: Answers) -> str:
    """Return the address of the advice on this site."""
    return address(f"/{lang}/advice", answers.pairs())


def whole(path: str) -> str:
    """Return an address that works from anywhere.

    The host that was asked stands in where none is configured; so nothing that holds it is kept.
    """
    return f"{site().base_url or request.host_url.rstrip('/')}{path}"


def short_link(visit: Visit, path: str) -> dict[str, str]:
    """Return the whole link to a kept result, the message that sends it and its code for a phone.

    The path is the part below the language. The code is an address that holds the drawing itself, so that
    nobody is asked for it.
    """
    link = whole(f"/{visit.lang}{path}")
    return {
        "link": link,
        "link_mail": mail(visit.speaker, link, "kept.message"),
        "link_code": f"data:image/svg+xml,{quote(as_svg(link))}",
    }


def mail(words: Speaker, link: str, warning: str = "document.link") -> str:
    """Return the address that begins a message in the visitor's own program, to whomever they choose.

    The warning is the phrase that says who can see the answers.
    """
    body = f"{link}\r\n\r\n{words.phrase(warning)}"
    return f"mailto:?subject={quote(words.phrase('calendar.name'))}&body={quote(body)}"
