"""What may be a password or a PIN, and that it is only ever compared."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from time import sleep
from typing import Literal

import pytest
from argon2 import PasswordHasher

from somerec.store import passwords
from somerec.store.passwords import NOBODY, hashed, is_easy, is_right, password_fault, pin_fault


def test_the_right_password_is_right_and_no_other() -> None:
    stored = hashed("correct horse battery")
    assert "correct" not in stored
    assert stored.startswith("$argon2id$")
    assert stored != hashed("correct horse battery")
    assert is_right(stored, "correct horse battery")
    for wrong in ("correct horse batter", "Correct horse battery", "", " correct horse battery"):
        assert not is_right(stored, wrong)


def test_a_password_is_the_same_however_a_keyboard_composes_it() -> None:
    assert is_right(hashed("blåbærsyltetøy"), "bla\N{COMBINING RING ABOVE}bærsyltetøy")


@pytest.mark.parametrize("secret", ["", "x", "\udfff", "\0", "x" * 200, "x" * 1_000_000])
def test_where_nothing_is_stored_nothing_is_right(secret: str) -> None:
    assert not is_right(None, secret)
    assert not is_right("", secret)
    assert not is_right(NOBODY, secret)


def test_whoever_knew_the_secret_that_nobody_has_would_not_get_in_where_nothing_is_stored(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(passwords, "NOBODY", hashed("the secret of nobody"))
    assert not is_right(None, "the secret of nobody")
    assert not is_right("", "the secret of nobody")


@pytest.mark.parametrize("stored", ["plain", "$argon2id$", "$argon2id$v=19$m=65536,t=3,p=4$x$y", "$2b$12$x"])
def test_what_is_no_hash_is_never_right(stored: str) -> None:
    assert not is_right(stored, stored)


def test_comparing_with_nothing_is_as_much_work_as_comparing_with_a_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nobody can measure which logins there are."""
    work: list[str] = []

    class Counting(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002
            work.append(str(hash)[: str(hash).rindex("$", 0, 40)])
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "_HASHER", Counting())
    assert not is_right(None, "correct horse battery")
    assert not is_right(hashed("another"), "correct horse battery")
    assert work[0] == work[1]
    assert not PasswordHasher().check_needs_rehash(NOBODY)


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("", "short"),
        ("x" * 11, "short"),
        ("x" * 12, None),
        ("en setning på norsk", None),
        ("x" * 200, None),
        ("x" * 201, "long"),
    ],
)
def test_a_password_has_twelve_to_two_hundred_characters(password: str, fault: str | None) -> None:
    assert password_fault(password) == fault


@pytest.mark.parametrize(
    ("pin", "fault"),
    [
        ("", "short"),
        ("12345", "short"),
        ("123456", None),
        ("123456789012", None),
        ("1234567890123", "long"),
        ("12345a", "digits"),
        ("123 456", "digits"),
        ("١٢٣٤٥٦", "digits"),
        ("123456\n", "digits"),
    ],
)
def test_a_pin_has_six_to_twelve_digits(pin: str, fault: str | None) -> None:
    assert pin_fault(pin) == fault


@pytest.mark.parametrize(
    "pin",
    [
        # The ten that people choose most often, as Markert et al. found in 2020.
        *("000000", "111111", "112233", "121212", "123123", "123456", "159753", "654321", "666666", "789456"),
        *("890123", "147258", "100000", "112211", "123321", "246824", "1212121", "12341234", "27182718"),
    ],
)
def test_a_pin_of_few_digits_in_a_row_or_in_a_pattern_is_easy_to_guess(pin: str) -> None:
    assert is_easy(pin)


@pytest.mark.parametrize(
    "pin", ["493817", "271828", "202611", "246810", "100247", "12349876", "202611202612"]
)
def test_a_pin_of_mixed_digits_is_not_easy_and_neither_is_a_month(pin: str) -> None:
    assert not is_easy(pin)


class _Watched:
    """Hashes nothing, and remembers how many were at it at once."""

    def __init__(self) -> None:
        self.lock, self.now, self.most = Lock(), 0, 0

    def hash(self, _secret: bytes) -> str:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        sleep(0.02)
        with self.lock:
            self.now -= 1
        return ""


def test_however_many_sign_in_at_once_two_hashes_have_to_fit_into_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    watched = _Watched()
    monkeypatch.setattr(passwords, "_HASHER", watched)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(hashed, ["a secret"] * 8))
    assert watched.most == 2
