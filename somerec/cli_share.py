"""The commands for consultants' shares: list, export, erase."""

from __future__ import annotations

import json
from pathlib import Path

import click

from somerec.cli_answers import write
from somerec.cli_common import DATA, stop
from somerec.cli_desk_common import attempt, desk_of, now, table
from somerec.store.desk_model import canonical_login, utc_day

SHARE = click.argument("share_id", metavar="SHARE")


@click.group()
def share() -> None:
    """What consultants hold about their clients."""


@share.command("list")
@click.option("--consultant", metavar="LOGIN", help="Only this consultant’s.")
@DATA
def list_them(consultant: str | None, data: Path | None) -> None:
    """List shares with their client, their consultant and their state, those changed last first.

    \b
    Example:
      somerec share list --consultant kari@byraa.example
    """  # noqa: D301
    desk = desk_of(data)
    logins = {one.id: one.login for one in attempt(desk.consultants)}
    if consultant is not None and canonical_login(consultant) not in logins.values():
        stop(f"Nobody has the login {consultant}. somerec consultant list names those there are.")
    rows = [
        (
            *(found.id, found.client, logins[found.consultant]),
            *(found.state_on(utc_day(now())), str(found.expires), str(found.changed.date())),
        )
        for found in attempt(desk.every_share)
        if consultant is None or logins[found.consultant] == canonical_login(consultant)
    ]
    if not rows:
        click.echo("There are no shares.")
        return
    click.echo(table(("share", "client", "consultant", "state", "expires", "changed"), rows))


@share.command()
@SHARE
@click.option("--output", type=click.Path(dir_okay=False, writable=True), help="Write to this file.")
@DATA
def export(share_id: str, output: str | None, data: Path | None) -> None:
    """Write everything that is held about a share as JSON, its log included, for whoever asks to see it.

    \b
    Example:
      somerec share export Zk3_pQ8sLw1xYv7b --output client.json
    """  # noqa: D301
    held = attempt(lambda: desk_of(data).export(None, share_id, now()))
    write(f"{json.dumps(held, ensure_ascii=False, indent=2)}\n".encode(), output)


@share.command()
@SHARE
@DATA
def erase(share_id: str, data: Path | None) -> None:
    """Delete a share with all it holds. Its links say from then on that it is gone.

    Backups made before still hold it; putting one back deletes it again.

    \b
    Example:
      somerec share erase Zk3_pQ8sLw1xYv7b
    """  # noqa: D301
    attempt(lambda: desk_of(data).erase(None, share_id, now()))
    click.echo(f"{share_id}: deleted.")
