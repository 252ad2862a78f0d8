"""The command line. Every command is thin: read, call one room, write."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date

import click

from somerec.advice.recommend import recommend as recommend_for
from somerec.advice.since import since_in
from somerec.cli_agency import agency
from somerec.cli_answers import answers_from, write
from somerec.cli_consultant import consultant
from somerec.cli_diff import diff
from somerec.cli_explain import explain
from somerec.cli_proof import case, check
from somerec.cli_share import share
from somerec.cli_store import COMMANDS
from somerec.rulebook.library import Library
from somerec.takeaways.shapes import WRITERS
from somerec.words.beside import Beside
from somerec.words.languages import LANGUAGES

FORMATS = ("text", *WRITERS)
"""Text is Markdown."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="somerec")
def main() -> None:
    """How much internet and social-media strategy is right for a small business, and why."""


for command in (*COMMANDS, agency, case, check, consultant, diff, explain, share):
    main.add_command(command)


@main.command()
@click.argument("source", metavar="QUERY|FILE|-")
@click.option("--lang", type=click.Choice(list(LANGUAGES)), default="en", show_default=True, help="Language.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="Form.")
@click.option("--output", type=click.Path(dir_okay=False, writable=True), help="Write to this file.")
def recommend(source: str, lang: str, form: str, output: str | None) -> None:
    """Recommend a right-sized strategy.

    The answers are an address's query (what contains =), a file, or - for standard input. A file holds
    a query or a JSON object of answers; a result in JSON is accepted back. Answers that name an edition of
    the rulebook get the advice of that edition.

    \b
    Example:
      somerec recommend --lang nb answers.json
      somerec recommend --format json "size=solo&who=set_time&hours=h3&goal=enquiries&…"
    """  # noqa: D301 - click reads \b as “keep these lines as they are”
    library = Library.shipped()
    answers, rulebook = answers_from(source, library, lang)
    advice = recommend_for(answers, rulebook, answers.start or date.today())  # noqa: DTZ011
    base_url = os.environ.get("SOMEREC_BASE_URL", "").rstrip("/")
    link = f"{base_url}/{lang}/advice?{replace(answers, start=advice.start).to_query()}" if base_url else ""
    beside = Beside(since=since_in(library, answers, advice.start))
    write(WRITERS["md" if form == "text" else form](advice, rulebook, lang, link, beside), output)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes.")
def serve(host: str, port: int, workers: int) -> None:
    """Serve the web pages.

    \b
    Example:
      somerec serve --port 8080
    """  # noqa: D301 - click reads \b as “keep these lines as they are”
    from granian import Granian  # noqa: PLC0415
    from granian.constants import Interfaces  # noqa: PLC0415

    # Pages that show their own address whole need to know it; behind a proxy the variable says another one.
    os.environ.setdefault("SOMEREC_BASE_URL", f"http://{host}:{port}")
    click.echo(f"somerec is at http://{host}:{port}/ (stop it with Ctrl+C)")
    Granian(
        "app:app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        log_access=False,  # Granian would write whole addresses and short links; app.py has a log of its own.
    ).serve()
