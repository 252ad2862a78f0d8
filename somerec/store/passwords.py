"""Passwords of consultants and PINs of shares: what may be one, how it is stored, and whether it is right."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from threading import BoundedSemaphore
from typing import Literal

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200
SHORTEST_PIN = 6
LONGEST_PIN = 12

FEWEST_DIGITS = 4
"""Different digits of a PIN that is not easy to guess."""

FEWEST_STEPS = 3
"""Different steps from one digit to the next in such a PIN: a row such as 123456 takes one and the same."""

Fault = Literal["short", "long", "digits"]

_HASHER = PasswordHasher()
"""Argon2id, with what RFC 9106 recommends where memory is short, as the library's authors keep it."""

_ROOM = BoundedSemaphore(2)
"""How many may be at it in a process: each needs 64 MiB, so that many at once could take all memory."""

NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$ASk21xadBCWjMiuvtwk2mw$dV9Eyd+khabfXB2iOiFIDi8GtlMRsNd1yxmHMKM5p2Y"
"""The hash of a secret that nobody knows, to be compared with where there is none: that takes as long."""


def password_fault(password: str) -> Fault | None:
    """Say why this is no password, if it is none. Any character may stand in one."""
    if len(password) < SHORTEST_PASSWORD:
        return "short"
    return "long" if len(password) > LONGEST_PASSWORD else None


def pin_fault(pin: str) -> Fault | None:
    """Say why this is no PIN, if it is none."""
    if not re.fullmatch("[0-9]*", pin):
        return "digits"
    if len(pin) < SHORTEST_PIN:
        return "short"
    return "long" if len(pin) > LONGEST_PIN else None


def is_easy(pin: str) -> bool:
    """Say whether a PIN is among the first that a guesser would try: few digits, rows, or the same again.

    The ten of six digits that people choose most often all are (Markert et al., “This PIN Can Be Easily
    Guessed”, 2020), and about eight of a hundred PINs. A date is not: it may be in no year of the client’s.
    """
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    again = any(pin[length:] == pin[:-length] for length in range(1, len(pin) // 2 + 1))
    return again or len(set(pin)) < FEWEST_DIGITS or len(steps) < FEWEST_STEPS


def hashed(secret: str) -> str:
    """Return what is stored of a password or PIN. Slow and greedy for memory, so that guessing is too."""
    with _ROOM:
        return _HASHER.hash(_bytes(secret))


def is_right(stored: str | None, secret: str) -> bool:
    """Say whether a secret is the one that is stored. Where none is, that takes as long and is never so.

    Count the attempt first: what is refused by the count costs nothing.
    """
    if len(secret) > LONGEST_PASSWORD:
        return False
    try:
        with _ROOM:
            _HASHER.verify(stored or NOBODY, _bytes(secret))
    except (VerificationError, InvalidHashError):
        return False
    return bool(stored)


def _bytes(secret: str) -> bytes:
    """Return a secret as bytes, the same however a keyboard composes its letters."""
    return unicodedata.normalize("NFKC", secret).encode("utf-8", "surrogatepass")
