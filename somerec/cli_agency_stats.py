"""The command that tells an agency how its frame is used."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, timedelta
from pathlib import Path

import click

from somerec.agencies import agency_folder
from somerec.agencies.figures import figures
from somerec.cli_common import DATA, stop
from somerec.store import COUNTED, Counted, Store, StoreUnavailable, data_folder

COLUMNS = ("period", "kind", "step", "language", "origin", "scope", "count")

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("key")
@click.option("--from", "first", type=DAY, help="The first day.  [default: the oldest that is stored]")
@click.option("--to", "last", type=DAY, help="The last day.  [default: yesterday]")
@DATA
def stats(key: str, first: datetime | None, last: datetime | None, data: Path | None) -> None:
    """Write how often the frame of the agency KEY was used, as CSV.

    A line is a day or a whole month, a kind (start, step, result, contact), the number of the step, the
    language, the host site where the browser named it, and the scope of a result (T0 to T4). Numbers are
    of pages, not of persons. Those below five are hidden (<5), and so are sums that would give them away:
    they are told as a range. Today's numbers still grow, so they are told tomorrow.

    \b
    Example:
      somerec agency stats lund-reklam --from 2027-01-01 --to 2027-03-31 > lund-reklam.csv
    """  # noqa: D301
    today, folder = date.today(), data or data_folder()  # noqa: DTZ011
    oldest = COUNTED.first_day(today)
    begins = max(first.date(), oldest) if first else oldest
    yesterday = today - timedelta(days=1)
    ends = min(last.date(), yesterday) if last else yesterday
    if begins > ends:
        stop(f"There are no days from {begins} to {ends}, and today's numbers are told tomorrow.")
    counts = _counts(Store(folder), key, begins, ends)
    if not counts and not (agency_folder(folder) / f"{key}.toml").exists():
        stop(f"There is no agency {key!r}, and nothing has been counted for it.")
    click.echo(_table(counts, begins, ends), nl=False)


def _counts(store: Store, key: str, first: date, last: date) -> dict[Counted, int]:
    """Return the counts of an agency; none where nothing has been stored yet."""
    try:
        return store.counts_of(key, first, last) if store.path.exists() else {}
    except (StoreUnavailable, OSError) as error:
        stop(str(error))


def _table(counts: dict[Counted, int], first: date, last: date) -> str:
    """Return the numbers as CSV, by period and then as they are stored."""
    by_cell = {
        (counted.day, (counted.kind, counted.step or "", counted.language, counted.origin, counted.scope)): n
        for counted, n in counts.items()
    }
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((period, *cell, shown) for period, cell, shown in figures(by_cell, first, last))
    return table.getvalue()
