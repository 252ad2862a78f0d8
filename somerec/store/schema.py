"""The tables, and the steps by which they came to be so. A step that has been released never changes."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from somerec.store.connection import writing

MIGRATIONS = Migrations("somerec")

TABLES = (
    *("kept", "gone", "attempt_keys", "attempts", "agency_counts"),
    *("consultants", "shares", "invitations", "sessions", "grants", "share_log"),
)


@MIGRATIONS(name="0001_kept_results")
def kept_results(database: Database) -> None:
    """Make room for kept results, for the traces of deleted ones, and for counting attempts.

    A trace is the hash of a token that once opened or deleted a result, so that its link can say so.
    """
    database.execute("""
        CREATE TABLE kept (
            token_hash BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
            delete_hash BLOB NOT NULL UNIQUE CHECK (length(delete_hash) = 32),
            edition TEXT NOT NULL,
            answers TEXT NOT NULL,
            start TEXT NOT NULL,
            hour_value INTEGER,
            last_view TEXT NOT NULL
        ) STRICT, WITHOUT ROWID""")
    database.execute("CREATE INDEX kept_by_last_view ON kept (last_view)")
    database.execute("""
        CREATE TABLE gone (
            hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
            since TEXT NOT NULL
        ) STRICT, WITHOUT ROWID""")
    database.execute("CREATE INDEX gone_by_day ON gone (since)")
    database.execute("""
        CREATE TABLE attempt_keys (
            day TEXT PRIMARY KEY,
            key BLOB NOT NULL CHECK (length(key) = 32)
        ) STRICT, WITHOUT ROWID""")
    database.execute("""
        CREATE TABLE attempts (
            day TEXT NOT NULL REFERENCES attempt_keys (day) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            source_hash BLOB NOT NULL CHECK (length(source_hash) = 32),
            hour INTEGER NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (day, kind, source_hash, hour)
        ) STRICT, WITHOUT ROWID""")


@MIGRATIONS(name="0002_agency_counts")
def agency_counts(database: Database) -> None:
    """Make room for how often pages were shown in agencies' frames."""
    database.execute("""
        CREATE TABLE agency_counts (
            day TEXT NOT NULL,
            agency TEXT NOT NULL,
            kind TEXT NOT NULL,
            language TEXT NOT NULL,
            step INTEGER NOT NULL,
            origin TEXT NOT NULL,
            scope TEXT NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (day, agency, kind, language, step, origin, scope)
        ) STRICT, WITHOUT ROWID""")


@MIGRATIONS(name="0003_desk")
def desk(database: Database) -> None:
    """Make room for consultants and their shares.

    The log outlives the shares that it tells of, so it names them without referring to them.
    """
    database.execute("""
        CREATE TABLE consultants (
            id INTEGER PRIMARY KEY,
            login TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            language TEXT NOT NULL,
            agency TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('invited', 'active', 'disabled')),
            password_hash TEXT NOT NULL,
            created TEXT NOT NULL,
            changed TEXT NOT NULL
        ) STRICT""")
    _shares(database)
    for table, column, reference in (
        ("invitations", "consultant INTEGER", "consultants"),
        ("sessions", "consultant INTEGER", "consultants"),
        ("grants", "share TEXT", "shares"),
    ):
        database.execute(f"""
            CREATE TABLE {table} (
                hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
                {column} NOT NULL REFERENCES {reference} (id) ON DELETE CASCADE,
                since TEXT NOT NULL
            ) STRICT, WITHOUT ROWID""")
    database.execute("""
        CREATE TABLE share_log (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            consultant INTEGER REFERENCES consultants (id) ON DELETE SET NULL,
            share TEXT NOT NULL,
            what TEXT NOT NULL
        ) STRICT""")
    database.execute("CREATE INDEX share_log_by_share ON share_log (share)")


def _shares(database: Database) -> None:
    database.execute("""
        CREATE TABLE shares (
            id TEXT PRIMARY KEY,
            consultant INTEGER NOT NULL REFERENCES consultants (id),
            version INTEGER NOT NULL,
            client TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'draft', 'live', 'withdrawn')),
            edition TEXT NOT NULL,
            answers TEXT NOT NULL,
            start TEXT,
            hour_value INTEGER,
            greeting TEXT NOT NULL,
            notes TEXT NOT NULL,
            notes_language TEXT NOT NULL,
            adjustments TEXT NOT NULL,
            language TEXT NOT NULL,
            expires TEXT NOT NULL,
            pin_hash TEXT NOT NULL,
            views INTEGER NOT NULL,
            copied_from TEXT NOT NULL,
            generation INTEGER NOT NULL,
            link_hash BLOB UNIQUE CHECK (length(link_hash) = 32),
            intake_hash BLOB UNIQUE CHECK (length(intake_hash) = 32),
            created TEXT NOT NULL,
            changed TEXT NOT NULL
        ) STRICT""")
    database.execute("CREATE INDEX shares_by_consultant ON shares (consultant)")


def migrate(database: Database) -> None:
    """Take the steps that this database has not taken, all or none, one process at a time.

    A database that has taken them all is only read, so that a read-only disk does no harm.
    """
    if MIGRATIONS.pending(database):
        with writing(database):
            MIGRATIONS.apply(database)


def steps(database: Database) -> tuple[str, ...]:
    """Return the names of the steps that a database has taken."""
    return tuple(step.name for step in MIGRATIONS.applied(database))


def fresh() -> Database:
    """Return an empty database in memory with today's tables, to compare others with."""
    database = Database(memory=True, execute_plugins=False)
    migrate(database)
    return database
