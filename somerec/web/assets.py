"""The few static files, read once: small enough for memory, and their address changes with their content."""

from __future__ import annotations

import hashlib
import mimetypes
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, abort, request

from somerec.web.cache import keep

STATIC = Path(__file__).parents[2] / "static"
YEAR = 365 * 24 * 60 * 60
HOUR = 60 * 60

blueprint = Blueprint("static", __name__)


@cache
def files() -> dict[str, tuple[bytes, str, str]]:
    """Return content, type and version of every static file by its path below static/."""
    found = {}
    for path in sorted(path for path in STATIC.rglob("*") if path.is_file()):
        content = path.read_bytes()
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        version = hashlib.sha256(content).hexdigest()[:12]
        found[path.relative_to(STATIC).as_posix()] = (content, kind, version)
    return found


def asset(name: str) -> str:
    """Return the address of a static file; it holds the content's hash, so that it can be kept for long."""
    return f"/static/{name}?v={files()[name][2]}"


@blueprint.get("/static/<path:name>")
def file(name: str) -> Response:
    """Send a static file, for a year where the address names the present version."""
    if name not in files():
        abort(404)
    content, kind, version = files()[name]
    response = Response(content, mimetype=kind)
    response.cache_control.public = True
    current = request.args.get("v") == version
    response.cache_control.max_age = YEAR if current else HOUR
    if current:
        response.cache_control.immutable = True
    return keep(response)
