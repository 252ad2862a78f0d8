"""From a template and its context to an answer: the frame that every page shares."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from flask import Response, request

from somerec.web.assets import asset
from somerec.web.brand import Brand, brand_here
from somerec.web.cache import keep, tag
from somerec.web.mounted import Host, host, led
from somerec.web.site import MOST_ADDRESS, site
from somerec.web.task import Task, task_here
from somerec.web.templating import environment
from somerec.words.languages import LANGUAGES, Language

Pairs = Iterable[tuple[str, str]]

DESK = "/desk"
"""What the addresses of the consultants' desk begin with; the language stands after it."""

_PLAIN = re.compile(r"[A-Za-z0-9_.-]*", re.ASCII)
"""What stands in an address as it is."""

_WRITTEN = re.compile(r"[A-Za-z0-9_.&=-]*", re.ASCII)
"""A query that is certainly written as we would write it."""


@dataclass(frozen=True)
class Frame:
    """What stands around a page's own content: where it is, and where it is in the other languages."""

    home: str
    versions: tuple[tuple[Language, str], ...]
    """This page in each language, by address, with all answers."""
    default: str
    """The address for speakers of any other language."""
    base_url: str
    style: str
    icon: str
    index: bool = False
    """Whether search engines may list the page."""
    host: Host | None = None
    """The frame that the page is shown in."""
    brand: Brand | None = None
    """The agency whose name, logo and colours it carries."""
    task: Task | None = None
    """What the questionnaire is answered for, where that is for one person."""
    whole: str = ""
    """The address of this page on the site itself."""
    script: str = ""
    """What tells the page around a frame how tall it is."""


def encode(pairs: Pairs) -> str:
    """Return pairs as a query. Answers need no escaping, so that the slow way is for everything else."""
    pairs = list(pairs)
    plain = "".join(map("".join, pairs))
    return "&".join(map("=".join, pairs)) if _PLAIN.fullmatch(plain) else urlencode(pairs)


def address(path: str, pairs: Pairs = (), anchor: str = "") -> str:
    """Return an address on this site from its path, its query and the element to go to."""
    query = encode(pairs)
    return f"{path}{'?' if query else ''}{query}{'#' if anchor else ''}{anchor}"


def render(  # noqa: PLR0913  What is left unsaid is right for most pages.
    template: str,
    lang: str,
    *,
    status: int = 200,
    solo: bool = False,
    index: bool = False,
    lasting: bool = True,
    **context: Any,
) -> Response:
    """Answer with a page. `index` opens it to search engines.

    `lasting` says that this address will always give this page, so that its bytes may be kept; a page that
    depends on the day, on a header or on what is stored is not lasting.
    """
    page = environment(lang, solo=solo).get_template(template)
    text = page.render(frame=_frame(lang, index=index), **context)
    return respond(text, lang, status=status, index=index, lasting=lasting)


def respond(
    body: str | bytes, lang: str, *, status: int = 200, index: bool = False, lasting: bool = True
) -> Response:
    """Answer with a page that is written already."""
    written = body.encode() if isinstance(body, str) else body
    response = Response(led(written), status, mimetype="text/html")
    response.headers["Content-Language"] = lang
    if not index:
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return keep(response) if lasting else tag(response)


def _frame(lang: str, *, index: bool) -> Frame:
    """Find the other languages' addresses of the page at work."""
    at_desk, path = request.path.startswith(f"{DESK}/"), request.path.removeprefix(DESK)
    _, first, rest = (*path.split("/", 2), "")[:3]
    rest = quote(rest) if first in LANGUAGES else ""
    query = query_as_sent() if first in LANGUAGES else ""
    before = DESK if at_desk else ""
    return frame_at(lang, f"/{rest}{query}", before=before, default=not rest and not at_desk, index=index)


def frame_at(lang: str, place: str, *, before: str = "", default: bool = False, index: bool = False) -> Frame:
    """Return what stands around a page at a place below the language.

    `before` is what stands before the language in its address. `default` says that the front door leads
    there too, for speakers of any other language.
    """
    shown_in, base_url = host(lang), site().base_url
    places = {code: f"{before}/{code}{place}" for code in (shown_in.languages if shown_in else LANGUAGES)}
    return Frame(
        home=f"/{lang}/",
        versions=tuple((LANGUAGES[code], place) for code, place in places.items()),
        default="/" if default else f"{before}/en{place}",
        base_url=base_url,
        style=asset("style.css"),
        script=asset("frame.js"),
        icon=asset("favicon.svg"),
        index=index,
        host=shown_in,
        brand=brand_here(),
        task=task_here(),
        whole=f"{base_url}{before}/{lang}{place}",
    )


def query_as_sent() -> str:
    """Return the query as it was sent, written so that it is always valid; nothing if it is absurd."""
    if not request.query_string or len(request.query_string) > MOST_ADDRESS:
        return ""
    query = request.query_string.decode("utf-8", "replace")
    if _WRITTEN.fullmatch(query):
        return f"?{query}"
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=2000)
    except ValueError:
        return ""
    return f"?{urlencode(pairs)}"
