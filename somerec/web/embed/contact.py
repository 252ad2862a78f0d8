"""The agency's contact button below a result in its frame: a link, with the result along where asked for.

The form opens a tab of its own. Without the tick it leads to the agency's page and nothing is stored. With
it the result is kept, as by *Keep this result*, and the link carries the address of the kept result. Whatever
goes wrong, the visitor is offered the plain link.
"""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from somerec.agencies import Contact
from somerec.store import StoreUnavailable
from somerec.web.embed.agency import agency_here
from somerec.web.kept import TooOften, hide, note, sent_answers, stored
from somerec.web.origin import sent_from_here
from somerec.web.page import render
from somerec.web.takeaways import whole

blueprint = Blueprint("contact", __name__)
blueprint.after_request(hide)

ALONG = "advice"
"""The key under which the agency's page gets the address of the kept result."""

TICKED = "along"
"""The name of the tick in the form."""


@blueprint.get("/contact")
def nothing(lang: str) -> AnyResponse:
    """Lead on whoever comes here without the form, by reloading or by a change of language."""
    _contact()
    return redirect(f"{request.script_root}/{lang}/", 302)


@blueprint.post("/contact")
def contact(lang: str) -> Response | AnyResponse:
    """Lead to the agency's page, with the address of the kept result where the visitor has ticked that."""
    link = _contact().link
    if TICKED not in request.form:
        return redirect(link, 303)
    if not sent_from_here():
        # As from a sandboxed frame, whose pages the browser takes for somebody else's.
        return _alone(lang, "foreign", 200)
    try:
        tokens = stored(sent_answers())
    except ValueError:
        return _alone(lang, "unreadable", 400)
    except TooOften as refused:
        return _alone(lang, "often", 429, retry_after=refused.seconds)
    except StoreUnavailable as error:
        note(error)
        return _alone(lang, "failed", 503)
    return redirect(with_advice(link, whole(f"/{lang}/k/{tokens.token}")), 303)


def with_advice(link: str, address: str) -> str:
    """Return a link with the address of a kept result added to its query; the rest stays as it is written."""
    parts = urlsplit(link)
    query = "&".join(filter(None, (parts.query, urlencode({ALONG: address}))))
    return parts._replace(query=query).geturl()


def form_targets() -> tuple[str, ...]:
    """Return where the form may lead, as `form-action` in the policy of the page that holds it says it.

    Chromium holds that against every redirect after the form, also those of the agency's own site: from its
    bare name to www, for instance. We cannot know them, and a button that does nothing helps nobody.
    """
    agency = agency_here()
    return ("https:",) if agency and agency.contact else ()


def _contact() -> Contact:
    """Return the button of the agency in whose frame this is, or 404 where there is none."""
    agency = agency_here()
    if agency is None or agency.contact is None:
        abort(404)
    return agency.contact


def _alone(lang: str, why: str, status: int, *, retry_after: int = 0) -> Response:
    """Say kindly that the result was not sent along and why, with the plain link."""
    agency = agency_here()
    response = render(
        "embedded/contact_alone.html", lang, status=status, lasting=False, why=why, agency=agency
    )
    if retry_after:
        response.retry_after = retry_after
    return response
