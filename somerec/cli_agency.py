"""The commands for agencies: write a first file, check those there are, tell how their frames are used."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from somerec.agencies import AgencyError, Shelf, agency_folder, local_allowed, read_agency
from somerec.agencies.reading import KEY
from somerec.agencies.sample import first_file
from somerec.cli_agency_stats import stats
from somerec.cli_common import DATA, stop
from somerec.rulebook.load import load_rulebook
from somerec.store import data_folder

FAULTY = 1
"""Exit code of `check` where a file has faults."""


@click.group()
def agency() -> None:
    """Agencies that show the questionnaire on their own sites."""


agency.add_command(stats)


@agency.command()
@click.argument("key")
@DATA
def new(key: str, data: Path | None) -> None:
    """Write a first file for the agency KEY, with a comment on every line.

    \b
    Example:
      somerec agency new lund-reklam
    """  # noqa: D301
    path = _shelf(data).path(key)
    if not KEY.fullmatch(key):
        stop(f"{key!r} is no key. Use 1 to 40 small letters, digits and hyphens, such as lund-reklam.")
    if path.exists():
        stop(f"{path}: there is such a file already, and it was left as it is.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(first_file(key), encoding="utf-8")
    except OSError as error:
        stop(f"{path}: {error.strerror}.")
    click.echo(f"{path}: written. Name the agency’s sites in it, then run somerec agency check {key}.")


@agency.command()
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@DATA
def check(keys: tuple[str, ...], data: Path | None) -> None:
    """Check the files of agencies: all, or those named. Each fault with its line and the nearest valid name.

    \b
    Example:
      somerec agency check
    """  # noqa: D301
    shelf, rulebook = _shelf(data), load_rulebook()
    named = keys or tuple(shelf.keys())
    if not named:
        click.echo("There are no agencies. Make one with somerec agency new KEY.")
    faulty = False
    for key in named:
        try:
            found = read_agency(shelf.path(key), rulebook, local=local_allowed())
        except AgencyError as error:
            click.echo(str(error))
            faulty = True
        except OSError as error:
            click.echo(f"{shelf.path(key)}: {error.strerror}")
            faulty = True
        else:
            for warning in found.warnings:
                click.echo(f"{warning} (works, but is unwise)")
            click.echo(f"{key}.toml: no faults")
    sys.exit(FAULTY if faulty else 0)


def _shelf(data: Path | None) -> Shelf:
    return Shelf(agency_folder(data or data_folder()), load_rulebook(), local=local_allowed())
