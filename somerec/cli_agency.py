"""The commands for agencies: write a first file, check those there are, tell how their frames are used."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from somerec.agencies import AgencyError, Shelf, agency_folder, read_agency
from somerec.agencies.reading import KEY
from somerec.agencies.sample import first_file
from somerec.cli_agency_stats import stats
from somerec.rulebook.load import load_rulebook
from somerec.store import data_folder

USAGE_ERROR = 2
"""Exit code where nothing was done."""

FAULTY = 1
"""Exit code of `check` where a file has faults."""

DATA = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="The data folder.  [default: SOMEREC_DATA, else instance/]",
)


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
        _stop(f"{key!r} is no key. Use 1 to 40 small letters, digits and hyphens, such as lund-reklam.")
    if path.exists():
        _stop(f"{path}: there is such a file already, and it was left as it is.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(first_file(key), encoding="utf-8")
    except OSError as error:
        _stop(f"{path}: {error.strerror}.")
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
            found = read_agency(shelf.path(key), rulebook, local=local())
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


def local() -> bool:
    """Say whether pages on this machine may show frames, which is for development only."""
    return os.environ.get("SOMEREC_LOCAL", "") == "1"


def _shelf(data: Path | None) -> Shelf:
    return Shelf(agency_folder(data or data_folder()), load_rulebook(), local=local())


def _stop(line: str) -> None:
    click.echo(line, err=True)
    sys.exit(USAGE_ERROR)
