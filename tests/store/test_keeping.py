"""Keeping a result, opening it and deleting it."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import threading
from datetime import date, timedelta
from pathlib import Path

import pytest

from somerec.store import GoneToken, Store, Tokens, UnknownToken
from somerec.store.fields import months_before
from somerec.store.schema import TABLES
from tests.store.conftest import DAY, OTHER, RESULT, content, rows

YEAR_LATER = date(2028, 1, 11)
"""The last day on which a result that was last seen on DAY is there."""

ONE_DAY = timedelta(days=1)


def test_a_kept_result_comes_back_as_it_was(store: Store) -> None:
    first, second = store.keep(RESULT, DAY), store.keep(OTHER, DAY)
    assert (store.open_kept(first.token, DAY), store.open_kept(second.token, DAY)) == (RESULT, OTHER)


def test_making_a_store_touches_nothing(store: Store) -> None:
    assert not store.path.parent.exists()


def test_only_the_owner_may_read_the_database(store: Store) -> None:
    store.keep(RESULT, DAY)
    assert (store.path.parent.stat().st_mode & 0o777, store.path.stat().st_mode & 0o777) == (0o700, 0o600)


def test_tokens_have_128_bits_that_never_repeat_and_do_not_follow_from_each_other(store: Store) -> None:
    drawn = [store.keep(RESULT, DAY) for _ in range(50)]
    tokens = {token for pair in drawn for token in (pair.token, pair.delete_token)}
    assert len(tokens) == 100
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22}", token) for token in tokens)
    assert {len(base64.urlsafe_b64decode(token + "==")) for token in tokens} == {16}


def test_the_database_holds_the_tokens_hashes_and_never_the_tokens(store: Store) -> None:
    tokens = store.keep(RESULT, DAY)
    everything = content(store.path)
    for token in (tokens.token, tokens.delete_token):
        raw = base64.urlsafe_b64decode(token + "==")
        assert token.encode() not in everything
        assert raw not in everything
        assert raw.hex().encode() not in everything
        assert hashlib.sha256(token.encode()).digest() in everything


def test_tokens_are_not_written_out_with_the_object_that_holds_them(store: Store) -> None:
    tokens = store.keep(RESULT, DAY)
    for text in (repr(tokens), str(tokens), f"{tokens}"):
        assert tokens.token not in text
        assert tokens.delete_token not in text


@pytest.mark.parametrize(
    "token",
    ["", "x", "A" * 22, "A" * 100_000, "\0", "ø" * 22, "\udc80", "' OR 1=1 --", "%00"],
    ids=["empty", "short", "foreign", "oversized", "nul", "letters", "surrogate", "sql", "percent"],
)
def test_what_is_no_token_opens_and_deletes_nothing(store: Store, token: str) -> None:
    store.keep(RESULT, DAY)
    with pytest.raises(UnknownToken):
        store.open_kept(token, DAY)
    with pytest.raises(UnknownToken):
        store.delete_kept(token, DAY)
    assert len(rows(store.path)["kept"]) == 1


def test_a_truncated_lengthened_or_altered_token_is_unknown(store: Store) -> None:
    token = store.keep(RESULT, DAY).token
    # The last of 22 signs carries two bits of the token; its other four must not be taken for nothing.
    spelt_otherwise = [token[:-1] + sign for sign in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if sign != token[-1]]
    for altered in (token[:-1], token[1:], f"{token}A", token.swapcase(), f" {token}", *spelt_otherwise):
        with pytest.raises(UnknownToken):
            store.open_kept(altered, DAY)


def test_each_token_does_its_own_work_only(store: Store) -> None:
    tokens = store.keep(RESULT, DAY)
    with pytest.raises(UnknownToken):
        store.open_kept(tokens.delete_token, DAY)
    with pytest.raises(UnknownToken):
        store.delete_kept(tokens.token, DAY)
    with pytest.raises(UnknownToken):
        store.find_deletable(tokens.token, DAY)
    assert store.open_kept(tokens.token, DAY) == RESULT


def test_only_the_two_tokens_of_one_result_belong_together(store: Store) -> None:
    first, second = store.keep(RESULT, DAY), store.keep(RESULT, DAY)
    assert store.belong_together(first)
    assert not store.belong_together(Tokens(first.token, second.delete_token))
    assert not store.belong_together(Tokens(first.delete_token, first.token))


def test_a_deleted_result_is_gone_for_both_tokens_and_its_answers_are_overwritten(store: Store) -> None:
    tokens, other = store.keep(RESULT, DAY), store.keep(OTHER, DAY)
    store.find_deletable(tokens.delete_token, DAY)
    store.delete_kept(tokens.delete_token, DAY)
    for use in (
        lambda: store.open_kept(tokens.token, DAY),
        lambda: store.find_deletable(tokens.delete_token, DAY),
        lambda: store.delete_kept(tokens.delete_token, DAY),
    ):
        with pytest.raises(GoneToken):
            use()
    assert store.open_kept(other.token, DAY) == OTHER
    assert RESULT.answers.encode() not in store.path.read_bytes()


def test_asking_what_a_delete_token_deletes_deletes_nothing(store: Store) -> None:
    tokens = store.keep(RESULT, DAY)
    store.find_deletable(tokens.delete_token, DAY)
    assert store.open_kept(tokens.token, DAY) == RESULT


# Twelve months


def test_a_result_lives_for_twelve_months_after_it_was_kept_and_not_a_day_longer(store: Store) -> None:
    for last, opens in ((YEAR_LATER, True), (YEAR_LATER + ONE_DAY, False)):
        token = store.keep(RESULT, DAY).token
        if opens:
            assert store.open_kept(token, last) == RESULT
        else:
            with pytest.raises(GoneToken):
                store.open_kept(token, last)


def test_a_view_begins_the_twelve_months_anew(store: Store) -> None:
    token = store.keep(RESULT, DAY).token
    seen = date(2027, 9, 30)
    assert store.open_kept(token, seen) == RESULT
    assert store.open_kept(token, date(2028, 9, 30)) == RESULT


def test_views_are_noted_once_a_day_and_never_backwards(store: Store) -> None:
    token = store.keep(RESULT, DAY).token
    for day, noted in (
        (DAY, DAY),
        (DAY + ONE_DAY, DAY + ONE_DAY),
        (DAY, DAY + ONE_DAY),
    ):
        store.open_kept(token, day)
        assert {row[-1] for row in rows(store.path)["kept"]} == {noted.isoformat()}
    with store.reading() as database:
        before = database.conn.total_changes
        store.open_kept(token, DAY + ONE_DAY)
        assert database.conn.total_changes == before


def test_an_expired_result_can_still_be_deleted_but_not_be_asked_about(store: Store) -> None:
    tokens = store.keep(RESULT, DAY)
    with pytest.raises(GoneToken):
        store.find_deletable(tokens.delete_token, YEAR_LATER + ONE_DAY)
    store.delete_kept(tokens.delete_token, YEAR_LATER + ONE_DAY)
    assert not rows(store.path)["kept"]


def test_keeping_a_result_deletes_the_expired_ones(store: Store) -> None:
    old = store.keep(RESULT, DAY)
    store.keep(OTHER, YEAR_LATER + ONE_DAY)
    assert len(rows(store.path)["kept"]) == 1
    with pytest.raises(GoneToken):
        store.open_kept(old.token, DAY)


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [
        (date(2027, 1, 11), 12, date(2026, 1, 11)),
        (date(2028, 2, 29), 12, date(2027, 2, 28)),
        (date(2027, 3, 31), 1, date(2027, 2, 28)),
        (date(2027, 1, 31), 2, date(2026, 11, 30)),
        (date(2027, 12, 31), 0, date(2027, 12, 31)),
        (date(2027, 12, 1), 11, date(2027, 1, 1)),
        (date(2027, 12, 1), 12, date(2026, 12, 1)),
    ],
)
def test_months_end_where_the_calendar_ends_them(day: date, months: int, earlier: date) -> None:
    assert months_before(day, months) == earlier


# Connections


def test_every_thread_has_a_connection_of_its_own(store: Store) -> None:
    tokens = store.keep(RESULT, DAY)
    found: list[object] = []

    def look() -> None:
        with store.reading() as database:
            found.append(database)
        assert store.open_kept(tokens.token, DAY) == RESULT

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.reading() as database:
        found.append(database)
    assert len({id(database) for database in found}) == 4


def test_a_child_process_opens_a_connection_of_its_own(store: Store) -> None:
    store.keep(RESULT, DAY)
    child = os.fork()
    if child == 0:
        store.keep(OTHER, DAY)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    store.keep(RESULT, DAY)
    assert len(rows(store.path)["kept"]) == 3


def test_a_database_that_was_taken_away_is_not_written_to_any_more(store: Store, tmp_path: Path) -> None:
    """A connection to a deleted file would take everything and keep nothing."""
    token = store.keep(RESULT, DAY).token
    store.path.rename(tmp_path / "elsewhere.db")
    later = store.keep(OTHER, DAY).token
    assert len(rows(store.path)["kept"]) == 1
    assert store.open_kept(later, DAY) == OTHER
    with pytest.raises(UnknownToken):
        store.open_kept(token, DAY)


def test_the_database_is_written_as_carefully_as_promised(store: Store) -> None:
    with store.reading() as database:
        settings = {
            name: database.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("synchronous", "foreign_keys", "secure_delete", "trusted_schema")
        }
        strict = {row[1] for row in database.execute("PRAGMA table_list") if row[5]}
    assert settings == {
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
    }
    assert strict == set(TABLES)
