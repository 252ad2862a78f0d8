"""The key of the desk, and the tokens of links that are made with it.

The desk can show a link again, because its token follows from the share and the key. The database has the
token's hash only, so whoever steals it, or a backup, which has no key either, opens nothing with it.
"""

from __future__ import annotations

import base64
import hmac
import os
import secrets
import tempfile
from pathlib import Path
from typing import Literal

from somerec.store.tokens import TOKEN_BYTES

FILE = "desk.key"
"""The key's name in the data folder."""

KEY_BYTES = 32

Purpose = Literal["link", "intake"]


def read_key(folder: Path) -> bytes | None:
    """Return the key, or nothing where there is none, or no whole one."""
    try:
        key = (folder / FILE).read_bytes()
    except FileNotFoundError:
        return None
    return key if len(key) == KEY_BYTES else None


def key_of(folder: Path) -> bytes:
    """Return the key, which is made where there is none.

    The caller holds the write lock of the database beside it, so that two processes never make two. The file
    gets its name when it is whole and on the disk.
    """
    found = read_key(folder)
    if found is not None:
        return found
    key = secrets.token_bytes(KEY_BYTES)
    handle, name = tempfile.mkstemp(prefix=f".{FILE}.", dir=folder)  # 0600, as mkstemp makes them
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(folder / FILE)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return key


def link_token(key: bytes, purpose: Purpose, share_id: str, generation: int) -> str:
    """Return the token of a share's link: 128 bits, 22 characters, like those that are drawn."""
    digest = hmac.digest(key, f"{purpose}\0{share_id}\0{generation}".encode(), "sha256")
    return base64.urlsafe_b64encode(digest[:TOKEN_BYTES]).rstrip(b"=").decode("ascii")
