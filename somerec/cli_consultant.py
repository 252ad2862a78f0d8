"""The commands for consultants: invite, list, disable, reset."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import click

from somerec.agencies import agency_folder
from somerec.agencies.reading import KEY
from somerec.cli_common import DATA, stop
from somerec.cli_desk_common import attempt, desk_of, now, table
from somerec.store import data_folder
from somerec.store.fields import INVITATION
from somerec.words.languages import LANGUAGES

LOGIN = click.argument("login")


@click.group()
def consultant() -> None:
    """Consultants, who make shares for their clients at the desk."""


@consultant.command()
@LOGIN
@click.option("--name", required=True, help="As clients see it beside the notes.")
@click.option(
    "--language", type=click.Choice(list(LANGUAGES)), default="nb", show_default=True, help="Of the desk."
)
@click.option("--agency", default="", help="The key of the agency whose colours and button clients see.")
@DATA
def invite(login: str, name: str, language: str, agency: str, data: Path | None) -> None:
    """Add a consultant, and print a link by which she chooses a password.

    LOGIN is what she signs in with, an e-mail address for instance. The link works once, for seven days. Send
    it to nobody else.

    \b
    Example:
      somerec consultant invite kari@byraa.example --name "Kari Nord" --agency nord
    """  # noqa: D301 - click reads \b as “keep these lines as they are”
    if len(login.split()) != 1:
        stop("A login is one word, such as kari or kari@byraa.example.")
    if agency:
        _need_agency(agency, data)
    token = attempt(lambda: desk_of(data, new=True).invite(login, name, language, agency, now()))
    _tell(login, language, token)


@consultant.command("list")
@DATA
def list_them(data: Path | None) -> None:
    """List consultants with their agency, their state and how many shares they have.

    \b
    Example:
      somerec consultant list
    """  # noqa: D301
    desk = desk_of(data)
    found = attempt(desk.consultants)
    shares = Counter(share.consultant for share in attempt(desk.every_share))
    if not found:
        click.echo("There are no consultants. Invite one with somerec consultant invite LOGIN --name NAME.")
        return
    rows = [
        (one.login, one.name, one.language, one.agency or "-", one.state, str(shares[one.id]))
        for one in found
    ]
    click.echo(table(("login", "name", "language", "agency", "state", "shares"), rows))


@consultant.command()
@LOGIN
@DATA
def disable(login: str, data: Path | None) -> None:
    """Keep a consultant out, from this moment on.

    She is signed out everywhere. Her clients’ links go on until they expire; somerec share erase ends one.
    somerec consultant reset lets her in again.

    \b
    Example:
      somerec consultant disable kari@byraa.example
    """  # noqa: D301
    attempt(lambda: desk_of(data).disable(login, now()))
    click.echo(f"{login}: signed out, and kept out.")


@consultant.command()
@LOGIN
@DATA
def reset(login: str, data: Path | None) -> None:
    """Print a new link by which a consultant chooses a password.

    Her old password no longer works, nor do older links, and she is signed out everywhere. The new link works
    once, for seven days.

    \b
    Example:
      somerec consultant reset kari@byraa.example
    """  # noqa: D301
    desk = desk_of(data)
    token = attempt(lambda: desk.reset(login, now()))
    _tell(login, attempt(lambda: desk.invitation(token, now())).language, token)


def _need_agency(key: str, data: Path | None) -> None:
    folder = agency_folder(data or data_folder())
    if not KEY.fullmatch(key) or not (folder / f"{key}.toml").is_file():
        stop(f"There is no agency {key}. Make one with somerec agency new KEY.")


def _tell(login: str, language: str, token: str) -> None:
    """Write the link of an invitation, whole where it is known where somerec is, and alone on its line."""
    base_url = os.environ.get("SOMEREC_BASE_URL", "").rstrip("/")
    click.echo(f"{base_url}/desk/{language}/welcome/{token}")
    click.echo(f"Send it to {login} alone. It works once, for {INVITATION.days} days.", err=True)
