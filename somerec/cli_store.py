"""The commands for what is stored: back up, restore, purge, verify. Hooked into the command line by name."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

import click

from somerec.cli_common import DATA, stop
from somerec.store import Store, StoreUnavailable, data_folder, upkeep
from somerec.store.upkeep import Report, UpkeepRefused

NOT_SOUND = 1
"""Exit code of `verify` where the database has faults."""

T = TypeVar("T")

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=FILE)
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@DATA
def backup(file: Path, *, force: bool, data: Path | None) -> None:
    """Write a consistent copy of what is stored to FILE, while the server runs.

    The copy holds kept results, consultants with their shares, and the traces of what was deleted. It holds
    nothing that lets anybody in, and no attempts. Keep it as safe as the data folder, and no longer than what
    is deleted may live on.

    \b
    Example:
      somerec backup /backups/somerec-monday.db
    """  # noqa: D301
    report = _try(lambda: upkeep.backup(_store(data), file, force=force))
    click.echo(f"{file}: {_counts(report.counts)}. The copy was checked, and no faults were found.")


@click.command()
@click.argument("file", type=FILE)
@click.option("--force", is_flag=True, help="Replace what is stored now.")
@DATA
def restore(file: Path, *, force: bool, data: Path | None) -> None:
    """Put the backup FILE in the place of what is stored, after checking it. The server may run.

    What has been deleted, withdrawn or shut since the backup stays so, and consultants have to sign in again.
    Everything else from after it is lost, so back up what is there first.

    \b
    Example:
      somerec restore --force /backups/somerec-monday.db
    """  # noqa: D301
    store = _store(data)
    report = _try(lambda: upkeep.restore(store, file, force=force))
    click.echo(f"{store.path}: {_counts(report.counts)}. The backup was checked, and no faults were found.")


@click.command()
@DATA
def purge(data: Path | None) -> None:
    """Delete what has been stored for as long as the privacy page says. Run it every night.

    \b
    Example:
      somerec purge
    """  # noqa: D301
    store = _store(data)
    if not _try(store.path.exists):
        click.echo(f"There is no database at {store.path}, so there is nothing to delete.")
        return
    click.echo(f"deleted: {_counts(_try(lambda: store.purge(date.today())))}")  # noqa: DTZ011


@click.command()
@DATA
def verify(data: Path | None) -> None:
    """Check the database: pages, references, tables and steps. Exit 1 where something is wrong.

    \b
    Example:
      somerec verify
    """  # noqa: D301
    store = _store(data)
    report: Report = _try(lambda: upkeep.verify(store))
    for fault in report.faults:
        click.echo(fault, err=True)
    if report.faults:
        sys.exit(NOT_SOUND)
    click.echo(f"{store.path}: schema {report.steps[-1]}, {_counts(report.counts)}: no faults")


COMMANDS: tuple[click.Command, ...] = (backup, restore, purge, verify)


def _store(data: Path | None) -> Store:
    return Store(data or data_folder())


def _try(work: Callable[[], T]) -> T:
    """Do the work, or say in one line why not, and leave."""
    try:
        return work()
    except (StoreUnavailable, UpkeepRefused, OSError) as error:
        stop(str(error))


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{table} {count}" for table, count in counts.items())
