"""Who is signed in at the desk: the one cookie that somerec sets, and the session behind it."""

from __future__ import annotations

import re
from typing import TypeVar

from flask import request
from werkzeug.wrappers import Response as AnyResponse

from somerec.store import Consultant
from somerec.web.keeping import keeping

COOKIE = "__Host-somerec"
"""Browsers keep a cookie of this name only from a secure origin, for one host and the whole of it."""

HOURS = 12
"""How long a browser keeps the cookie; the session itself ends then too."""

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
"""Names of this machine, which browsers take for secure without a certificate."""

TOKEN = re.compile(r"[A-Za-z0-9_-]{22}", re.ASCII)
"""What a token of 128 bits looks like: a session's, or that of a one-time link."""

_Answer = TypeVar("_Answer", bound=AnyResponse)


def signed_in() -> Consultant | None:
    """Return who has sent the request at work; nobody where there is no session or it has ended."""
    token = _token()
    return keeping().store.desk.session(token, keeping().now()) if token else None


def sign_in(response: _Answer, consultant: Consultant) -> _Answer:
    """Let an answer open a session. One that the same browser had before ends."""
    before, now = _token(), keeping().now()
    if before:
        keeping().store.desk.close_session(before)
    token = keeping().store.desk.open_session(consultant.id, now)
    response.set_cookie(
        COOKIE, token, max_age=HOURS * 60 * 60, path="/", secure=True, httponly=True, samesite="Lax"
    )
    return response


def sign_out(response: _Answer) -> _Answer:
    """Let an answer end the session, here and in the store."""
    token = _token()
    if token:
        keeping().store.desk.close_session(token)
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="Lax")
    return response


def cookie_is_kept() -> bool:
    """Say whether browsers keep the cookie that is set at this address: over https, or on this machine."""
    host = request.host.rpartition(":")[0] if request.host.rpartition(":")[2].isdigit() else request.host
    return request.is_secure or host in LOOPBACK


def _token() -> str:
    """Return the token in the cookie, or nothing where it is none of ours."""
    token = request.cookies.get(COOKIE, "")
    return token if TOKEN.fullmatch(token) else ""
