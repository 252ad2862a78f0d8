"""What the commands share: how one refuses, and where the data folder is."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click

NOT_DONE = 2
"""Exit code where nothing was done: answers, options or files that cannot be used."""

DATA = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="The data folder.  [default: SOMEREC_DATA, else instance/]",
)


def stop(*lines: str) -> NoReturn:
    """Write what is wrong, a line each, and leave."""
    for line in lines:
        click.echo(line, err=True)
    sys.exit(NOT_DONE)
