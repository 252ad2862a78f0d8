"""Tokens: what is stored of one, and what is said of one that opens nothing (any more)."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date

from sqlite_utils import Database

TOKEN_BYTES = 16
"""Bytes of chance in a token: 128 bits, 22 characters."""

_LEAVE_TRACE = "INSERT OR REPLACE INTO gone (hash, since) VALUES (?, ?)"


class UnknownToken(LookupError):  # noqa: N818
    """Raised for a token that opens nothing and never did, as far as we remember."""


class GoneToken(LookupError):  # noqa: N818
    """Raised for a token that once opened something: it was deleted, withdrawn, replaced or has expired."""


def new_token() -> str:
    """Draw a token."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> bytes:
    """Return what is stored of a token. A token is all chance, so that a plain hash cannot be guessed."""
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


def leave_trace(database: Database, hashed: bytes, today: date) -> None:
    """Remember that a token opened something once, so that its link can say so."""
    database.execute(_LEAVE_TRACE, (hashed, today.isoformat()))


def absence(database: Database, token: str) -> UnknownToken | GoneToken:
    """Return what is to be raised for a token that opens nothing."""
    found = database.execute("SELECT 1 FROM gone WHERE hash = ?", (token_hash(token),)).fetchall()
    return GoneToken() if found else UnknownToken()
