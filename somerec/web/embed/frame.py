"""What an agency’s frame needs beside the pages: colours, logo, loader, and a kind word where it fails."""

from __future__ import annotations

import hashlib
from functools import cache

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from somerec.agencies.theme import stylesheet
from somerec.web.assets import HOUR, YEAR, files
from somerec.web.cache import keep
from somerec.web.embed.agency import Embedding, agency_here, embedding
from somerec.web.errors import language
from somerec.web.mount import FRAME
from somerec.web.mounted import led_address
from somerec.web.page import render

blueprint = Blueprint("embed", __name__)

STATUS = {"unknown": 404, "disabled": 410, "elsewhere": 403}

DAY = 24 * HOUR
LOADERS = "embed/"
LOADER = f"{LOADERS}v1.js"

LOGOS = {".png": "image/png", ".svg": "image/svg+xml"}
LOGO_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
"""A logo may bring styles of its own. Scripts in it never run, not even where it is opened by itself."""


def guard() -> Response | AnyResponse | None:
    """Before any request: answer with a kind page what a frame may not show, and keep to its languages."""
    found = embedding()
    if found is None:
        return None
    if found.refusal:
        return _refused(found)
    lang = (request.view_args or {}).get("lang", "")
    agency = found.agency
    if agency and lang and lang not in agency.languages:
        rest = request.full_path.removeprefix(f"/{lang}").rstrip("?")
        return redirect(f"/{agency.language}{rest}", 302)
    if request.endpoint not in FRAME.endpoints:
        return render("embedded/elsewhere.html", language(), status=404, lasting=False)
    return None


def lead_on(response: Response) -> Response:
    """After any request: keep redirects within the mount."""
    if response.location:
        response.location = led_address(response.location)
    return response


def _refused(found: Embedding) -> Response:
    response = render(
        "embedded/refused.html", language(), status=STATUS[found.refusal], lasting=False, why=found.refusal
    )
    response.vary.update(("Accept-Language", "Referer", "Sec-Fetch-Dest"))
    return response


@blueprint.get("/theme.css")
def theme() -> Response:
    """Send the agency’s colours."""
    agency = agency_here() or abort(404)
    response = Response(stylesheet(agency.theme), mimetype="text/css")
    response.cache_control.max_age = YEAR if request.args.get("v") == agency.digest else 0
    return keep(response)


@blueprint.get("/logo")
def logo() -> Response:
    """Send the agency’s logo, as a picture and nothing else."""
    agency = agency_here() or abort(404)
    if agency.logo is None:
        abort(404)
    try:
        content = agency.logo.read_bytes()
    except OSError:
        abort(404)
    response = Response(content, mimetype=LOGOS[agency.logo.suffix.lower()])
    response.headers["Content-Security-Policy"] = LOGO_POLICY
    response.cache_control.max_age = YEAR if request.args.get("v") == agency.digest else 0
    return response


@cache
def _loaders() -> dict[str, bytes]:
    """Return every loader there has been, by the hash in its lasting address: today's and those before it."""
    found = (content for name, (content, _, _) in files().items() if name.startswith(LOADERS))
    return {_version(content): content for content in found}


def _version(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


@cache
def loader_version() -> str:
    """Return the hash in the lasting address of today's loader."""
    return _version(files()[LOADER][0])


@blueprint.get("/embed/v1.js")
def loader() -> Response:
    """Send the loader as it is today."""
    return _loader(files()[LOADER][0], DAY)


@blueprint.get("/embed/v1.<version>.js")
def lasting_loader(version: str) -> Response:
    """Send the loader of a certain version, for pages that name its digest."""
    response = _loader(_loaders().get(version) or abort(404), YEAR)
    response.cache_control.immutable = True
    return response


def _loader(content: bytes, seconds: int) -> Response:
    response = Response(content, mimetype="text/javascript")
    response.cache_control.public = True
    response.cache_control.max_age = seconds
    # Scripts with a digest are fetched as any site may read them; there is nothing in this one to protect.
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return keep(response)
