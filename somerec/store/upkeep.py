"""What the one who runs somerec does with the store: check it, copy it, put a copy back."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from somerec.store.connection import PATIENT_SECONDS, StoreUnavailable, connect, failures
from somerec.store.operations import Store
from somerec.store.schema import MIGRATIONS, TABLES, fresh, migrate, steps
from somerec.store.scrubbing import scrub_shares
from somerec.store.taken_over import VOLATILE, Since, since, take_over

MOST_FAULTS = 20
"""A broken database has faults without end; these many are enough to see that."""


class UpkeepRefused(Exception):  # noqa: N818
    """Raised, with a sentence for whoever runs somerec, where doing as asked could lose something."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a look at a whole database found. It is sound where there are no faults."""

    steps: tuple[str, ...]
    counts: Mapping[str, int]
    faults: tuple[str, ...]


def verify(store: Store) -> Report:
    """Look at the database from end to end, as a visitor's request never does."""
    _need_database(store)
    try:
        with failures(), closing(_patient(store.path)) as database:
            return _inspect(database)
    except StoreUnavailable as error:
        if error.failure != "broken":
            raise
        return Report((), {}, (str(error),))


def backup(store: Store, file: Path, *, force: bool = False) -> Report:
    """Write a consistent copy while others go on writing; `force` replaces an older one.

    The file is either whole, checked and on the disk, or not there. What lets somebody in for hours or days,
    and counted attempts, are left out; so is the key of the desk, which is a file of its own.
    """
    _need_database(store)
    if file.absolute() == store.path.absolute():
        raise UpkeepRefused(f"{file} is the database itself.")
    if file.exists() and not force:
        raise UpkeepRefused(f"{file} exists already. Name another file, or say --force to replace it.")
    with failures(), _partial(file) as copy:
        with closing(_patient(store.path)) as database:
            database.execute("VACUUM INTO ?", (str(copy),))
        with closing(connect(copy, "copy")) as written:
            for table in VOLATILE:
                written.execute(f"DELETE FROM {table}")  # noqa: S608
            report = _inspect(written)
        if report.faults:
            raise UpkeepRefused(f"The database is not sound, so no copy was made: {report.faults[0]}")
        _into_place(copy, file, force=force)
    return report


def restore(store: Store, file: Path, *, force: bool = False) -> Report:
    """Put a copy in the place of the database, after checking it; `force` replaces a database that is there.

    Servers may go on running: they see the old contents or the new, never a mixture. What has
    been deleted, withdrawn or shut since the copy was made stays so, as far as the present database can still
    be read.
    """
    if not file.is_file():
        raise UpkeepRefused(f"There is no file {file}.")
    if store.path.exists() and not force:
        raise UpkeepRefused(f"{store.path} exists already. Say --force to replace what is in it.")
    with failures():
        store.path.parent.mkdir(mode=0o700, exist_ok=True)
        with _partial(store.path) as copy:
            report = _prepared(file, copy, _since(store.path))
            if store.path.exists():
                _overwrite(store.path, copy)
            else:
                _into_place(copy, store.path, force=False)
    return report


def _patient(path: Path) -> Database:
    """Open a database that visitors are using."""
    return connect(path, patience=PATIENT_SECONDS)


def _need_database(store: Store) -> None:
    if not store.path.is_file():
        raise UpkeepRefused(f"There is no database at {store.path}. Nothing has been kept here yet.")


def _inspect(database: Database) -> Report:
    """Check pages, references, steps and tables, and count the rows."""
    faults = [row[0] for row in database.execute(f"PRAGMA integrity_check({MOST_FAULTS})") if row[0] != "ok"]
    faults += [
        f"{row[0]} refers to a row of {row[2]} that is not there"
        for row in database.execute("PRAGMA foreign_key_check").fetchmany(MOST_FAULTS)
    ]
    taken = steps(database)
    faults += [f"the step {step.name} has not been taken" for step in MIGRATIONS.pending(database)]
    with closing(fresh()) as model:
        unknown = set(taken) - set(steps(model))
        faults += [f"the step {name} is not known here: a newer somerec took it" for name in sorted(unknown)]
        if not faults and _tables(database) != _tables(model):
            faults.append("the tables are not those of somerec")
    there = set(database.table_names())
    counts = {table: database.table(table).count for table in TABLES if table in there}
    return Report(taken, counts, tuple(faults))


def _tables(database: Database) -> set[tuple[str, str]]:
    """Return every table, index, trigger and view with how it was made."""
    found = database.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {(name, " ".join(sql.split())) for name, sql in found}


def _prepared(file: Path, copy: Path, known: Since) -> Report:
    """Make a copy of a backup that is checked, up to date and without what was deleted since."""
    try:
        with failures(), closing(connect(file, "ro")) as source, closing(connect(copy, "copy")) as target:
            source.conn.backup(target.conn)
            if not steps(target):
                raise UpkeepRefused(f"{file} is no backup of somerec, so nothing was changed.")
            migrate(target)
            take_over(target, known)
            scrub_shares(target)
            report = _inspect(target)
    except StoreUnavailable as error:
        if error.failure == "full":
            raise
        raise UpkeepRefused(f"{file} is no copy that can be read: {error}") from error
    if report.faults:
        raise UpkeepRefused(f"{file} is not sound, so nothing was changed: {report.faults[0]}")
    return report


def _since(path: Path) -> Since:
    """Return what the present database knows: nothing where it is broken or not there."""
    if not path.exists():
        return Since()
    try:
        with failures(), closing(_patient(path)) as database:
            return since(database)
    except StoreUnavailable as error:
        if error.failure != "broken":
            raise
        return Since()


def _overwrite(path: Path, copy: Path) -> None:
    """Copy into a database that others may have open, in one transaction; put a broken one aside."""
    try:
        with failures(), closing(connect(copy, "copy")) as source, closing(_patient(path)) as target:
            source.conn.backup(target.conn)
    except StoreUnavailable as error:
        if error.failure != "broken":
            raise
        for end in ("-journal", "-wal", "-shm", ""):
            with suppress(FileNotFoundError):
                path.with_name(path.name + end).rename(path.with_name(f"{path.name}{end}.broken"))
        _into_place(copy, path, force=False)


@contextmanager
def _partial(file: Path) -> Iterator[Path]:
    """Lend an empty file beside another, readable by its owner only, and leave nothing of it behind."""
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".partial", dir=file.parent)
    os.close(handle)
    partial = Path(name)
    try:
        yield partial
    finally:
        for end in ("", "-journal", "-wal", "-shm"):
            partial.with_name(partial.name + end).unlink(missing_ok=True)


def _into_place(copy: Path, file: Path, *, force: bool) -> None:
    """Give a finished copy its name, and see that both are on the disk."""
    with copy.open("rb") as written:
        os.fsync(written.fileno())
    try:
        if not force:
            file.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        raise UpkeepRefused(f"{file} has come into being meanwhile, so it was left as it is.") from None
    copy.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
