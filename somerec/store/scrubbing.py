"""Seeing that nothing is left of shares that were erased.

SQLite overwrites what it deletes (`secure_delete`). But where it moves rows from page to page it can leave
copies of them in space that it no longer uses, and those it does not find again.
"""

from __future__ import annotations

from sqlite_utils import Database

from somerec.store.connection import writing


def scrub_shares(database: Database) -> None:
    """Write all shares that there are anew, so that no page holds anything of others.

    Emptying a table overwrites each of its pages from end to end. Nothing that refers to a share may notice,
    so references are not followed meanwhile. The caller is in no transaction.
    """
    database.execute("PRAGMA foreign_keys = OFF").close()
    try:
        with writing(database):
            shares = database.execute("SELECT * FROM shares ORDER BY rowid").fetchall()
            database.execute("DELETE FROM shares")
            for share in shares:
                database.execute(f"INSERT INTO shares VALUES ({', '.join('?' * len(share))})", share)  # noqa: S608
    finally:
        database.execute("PRAGMA foreign_keys = ON").close()
    # In a write-ahead log the old pages would live on. Whoever reads just now may stand in the way.
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
