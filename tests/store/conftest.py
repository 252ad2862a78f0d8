"""Stores in real files, and the days on which they are used."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from somerec.store import KeptResult, Store

DAY = date(2027, 1, 11)
RESULT = KeptResult("2026-1", "market=no&business_type=trades&size=micro&wishes=ads", date(2027, 2, 1), 450)
OTHER = KeptResult("2026-1", "market=se&business_type=care&size=solo", date(2026, 12, 31))

NOBODY = 65534


@pytest.fixture(name="store")
def _store(tmp_path: Path) -> Iterator[Store]:
    """A store whose folder is not there yet."""
    store = Store(tmp_path / "data")
    yield store
    store.close()


@pytest.fixture(name="common")
def _common() -> Iterator[Path]:
    """A folder that any user may write in."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            path.chmod(0o777)
    shutil.rmtree(folder)


@contextmanager
def nobody() -> Iterator[None]:
    """Act as a user whom folders can refuse; root is refused nothing."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def rows(path: Path) -> dict[str, set[tuple[object, ...]]]:
    """Return everything in a database that is to outlive a backup, read without the store.

    By the same SQLite, though: two of them in one process would undo each other's locks.
    """
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: set(connection.execute(f"SELECT * FROM {table}"))  # noqa: S608
            for table in ("kept", "gone", "agency_counts")
        }


def content(path: Path) -> bytes:
    """Return every byte of a database and of the files beside it."""
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))
