"""Checking the database, copying it and putting a copy back."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from somerec.store import Counted, GoneToken, Store, UnknownToken
from somerec.store.schema import TABLES
from somerec.store.upkeep import UpkeepRefused, backup, restore, verify
from tests.store.conftest import DAY, OTHER, RESULT, content, rows

NOON = datetime(2027, 1, 11, 12, 0, tzinfo=UTC)
NONE = dict.fromkeys(TABLES, 0)
COUNTED_START = Counted(DAY, "lund", "start", "sv")


def alter(path: Path, *statements: str) -> None:
    """Change a database behind the store's back."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def spoil(path: Path) -> None:
    """Overwrite the middle of every page but the first."""
    text = bytearray(path.read_bytes())
    for page in range(4096, len(text), 4096):
        text[page + 40 : page + 2000] = b"\x5a" * 1960
    path.write_bytes(text)


def names(folder: Path) -> set[str]:
    """Return the files of a folder."""
    return {path.name for path in folder.iterdir()}


# verify


def test_a_sound_database_has_no_faults_and_its_rows_are_counted(store: Store) -> None:
    tokens = store.keep(RESULT, DAY)
    store.keep(OTHER, DAY)
    store.delete_kept(tokens.delete_token, DAY)
    store.count_attempt("keep", "192.0.2.0", NOON, 5)
    store.add_counts({COUNTED_START: 3}, DAY)
    report = verify(store)
    assert report.faults == ()
    assert report.steps == ("0001_kept_results", "0002_agency_counts", "0003_desk")
    assert report.counts == {
        **NONE,
        "kept": 1,
        "gone": 2,
        "attempt_keys": 1,
        "attempts": 1,
        "agency_counts": 1,
    }


def test_verify_does_not_make_the_database_that_it_is_to_check(store: Store) -> None:
    with pytest.raises(UpkeepRefused, match="There is no database at"):
        verify(store)
    assert not store.path.parent.exists()


def test_spoilt_pages_are_found(store: Store) -> None:
    for _ in range(200):
        store.keep(RESULT, DAY)
    store.close()
    spoil(store.path)
    assert verify(store).faults


def test_a_file_that_is_no_database_is_found(store: Store) -> None:
    store.path.parent.mkdir()
    store.path.write_bytes(b"This is a letter to my grandmother. " * 300)
    assert "not a database" in verify(store).faults[0]


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("DROP INDEX kept_by_last_view", "the tables are not those"),
        ("CREATE TABLE notes (text TEXT)", "the tables are not those"),
        ("CREATE TRIGGER t AFTER INSERT ON kept BEGIN DELETE FROM kept; END", "the tables are not those"),
        (
            "INSERT INTO attempts VALUES ('2027-01-11', 'keep', zeroblob(32), 1, 1)",
            "attempts refers to a row",
        ),
        ("DELETE FROM _sqlite_migrations", "has not been taken"),
        (
            "INSERT INTO _sqlite_migrations VALUES (9, 'somerec', '0009_x', '2030-01-01')",
            "a newer somerec took it",
        ),
    ],
    ids=["index", "table", "trigger", "reference", "too old", "too new"],
)
def test_tables_that_are_not_ours_are_found(store: Store, statement: str, fault: str) -> None:
    store.keep(RESULT, DAY)
    alter(store.path, statement)
    assert any(fault in found for found in verify(store).faults)


# backup


def test_a_backup_holds_what_is_kept_and_what_is_gone_but_no_attempts(store: Store, tmp_path: Path) -> None:
    deleted = store.keep(RESULT, DAY)
    store.keep(OTHER, DAY)
    store.delete_kept(deleted.delete_token, DAY)
    store.count_attempt("keep", "192.0.2.0", NOON, 5)
    store.add_counts({COUNTED_START: 3}, DAY)
    with store.reading() as database:
        ((key,),) = database.execute("SELECT key FROM attempt_keys").fetchall()
    file = tmp_path / "copy.db"
    report = backup(store, file)
    assert report.counts == {**NONE, "kept": 1, "gone": 2, "agency_counts": 1}
    assert rows(file) == rows(store.path)
    assert key not in file.read_bytes()
    assert RESULT.answers.encode() not in file.read_bytes()
    assert (names(tmp_path), file.stat().st_mode & 0o777) == ({"data", "copy.db"}, 0o600)


def test_a_backup_replaces_nothing_unless_it_is_told_to(store: Store, tmp_path: Path) -> None:
    store.keep(RESULT, DAY)
    file = tmp_path / "copy.db"
    file.write_text("something else")
    with pytest.raises(UpkeepRefused, match="exists already"):
        backup(store, file)
    assert file.read_text() == "something else"
    backup(store, file, force=True)
    assert rows(file) == rows(store.path)


def test_the_database_itself_is_no_place_for_a_backup(store: Store) -> None:
    token = store.keep(RESULT, DAY).token
    with pytest.raises(UpkeepRefused, match="is the database itself"):
        backup(store, store.path, force=True)
    assert store.open_kept(token, DAY) == RESULT


def test_a_database_with_faults_is_not_copied(store: Store, tmp_path: Path) -> None:
    store.keep(RESULT, DAY)
    alter(store.path, "DROP INDEX kept_by_last_view")
    with pytest.raises(UpkeepRefused, match="no copy was made"):
        backup(store, tmp_path / "copy.db")
    assert names(tmp_path) == {"data"}


# restore


def test_a_backup_comes_back_into_an_empty_place(store: Store, tmp_path: Path) -> None:
    tokens = store.keep(RESULT, DAY)
    backup(store, tmp_path / "copy.db")
    elsewhere = Store(tmp_path / "elsewhere")
    restore(elsewhere, tmp_path / "copy.db")
    assert rows(elsewhere.path) == rows(store.path)
    assert elsewhere.open_kept(tokens.token, DAY) == RESULT
    assert elsewhere.path.stat().st_mode & 0o777 == 0o600
    elsewhere.delete_kept(tokens.delete_token, DAY)
    assert verify(elsewhere).faults == ()
    elsewhere.close()


def test_what_is_there_is_not_overwritten_unless_it_is_told_to(store: Store, tmp_path: Path) -> None:
    first = store.keep(RESULT, DAY)
    backup(store, tmp_path / "copy.db")
    later = store.keep(OTHER, DAY)
    with pytest.raises(UpkeepRefused, match="exists already"):
        restore(store, tmp_path / "copy.db")
    assert store.open_kept(later.token, DAY) == OTHER
    # The store's connection is open all the while, as a server's would be.
    restore(store, tmp_path / "copy.db", force=True)
    assert store.open_kept(first.token, DAY) == RESULT
    with pytest.raises(UnknownToken):
        store.open_kept(later.token, DAY)
    assert store.open_kept(store.keep(OTHER, DAY).token, DAY) == OTHER
    assert {name.partition("-")[0] for name in names(store.path.parent)} == {"somerec.db"}


def test_what_was_deleted_after_the_backup_stays_deleted(store: Store, tmp_path: Path) -> None:
    tokens, other = store.keep(RESULT, DAY), store.keep(OTHER, DAY)
    backup(store, tmp_path / "copy.db")
    store.delete_kept(tokens.delete_token, DAY)
    restore(store, tmp_path / "copy.db", force=True)
    with pytest.raises(GoneToken):
        store.open_kept(tokens.token, DAY)
    assert store.open_kept(other.token, DAY) == OTHER
    assert RESULT.answers.encode() not in store.path.read_bytes()


@pytest.mark.parametrize("state", ["truncated", "spoilt", "letter", "empty", "other tables", "too new"])
def test_a_file_that_is_no_sound_backup_changes_nothing(store: Store, tmp_path: Path, state: str) -> None:
    tokens = [store.keep(RESULT, DAY) for _ in range(100)]
    file = tmp_path / "copy.db"
    backup(store, file)
    before = rows(store.path)
    if state == "truncated":
        file.write_bytes(file.read_bytes()[:9000])
    elif state == "spoilt":
        spoil(file)
    elif state == "letter":
        file.write_bytes(b"Dear grandmother, " * 1000)
    elif state == "empty":
        file.write_bytes(b"")
    elif state == "other tables":
        alter(file, "DROP TABLE gone")
    else:
        alter(file, "UPDATE _sqlite_migrations SET name = name || '_later'")
    with pytest.raises(UpkeepRefused, match=r"nothing was changed|no copy that can be read"):
        restore(store, file, force=True)
    assert rows(store.path) == before
    assert store.open_kept(tokens[0].token, DAY) == RESULT
    assert {name.partition("-")[0] for name in names(store.path.parent)} == {"somerec.db"}


def test_a_backup_that_is_not_there_is_said_to_be_missing(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UpkeepRefused, match="There is no file"):
        restore(store, tmp_path / "nothing.db")
    with pytest.raises(UpkeepRefused, match="There is no file"):
        restore(store, tmp_path)


def test_a_broken_database_is_put_aside_for_a_backup(store: Store, tmp_path: Path) -> None:
    tokens = store.keep(RESULT, DAY)
    backup(store, tmp_path / "copy.db")
    store.close()
    broken = b"Dear grandmother, " * 1000
    store.path.write_bytes(broken)
    restore(store, tmp_path / "copy.db", force=True)
    assert store.open_kept(tokens.token, DAY) == RESULT
    assert store.path.with_name("somerec.db.broken").read_bytes() == broken


def test_a_backup_is_a_single_file_that_any_place_can_take(store: Store, tmp_path: Path) -> None:
    token = store.keep(RESULT, DAY).token
    backup(store, tmp_path / "copy.db")
    moved = tmp_path / "moved"
    moved.mkdir()
    shutil.copy(tmp_path / "copy.db", moved / "another name.db")
    assert content(moved / "another name.db") == content(tmp_path / "copy.db")
    elsewhere = Store(tmp_path / "elsewhere")
    restore(elsewhere, moved / "another name.db")
    assert elsewhere.open_kept(token, DAY) == RESULT
    assert names(moved) == {"another name.db"}
    elsewhere.close()
