"""The commands that check a rulebook and freeze a business as a case, hooked in by name."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from somerec.advice.answers import AnswersError
from somerec.cli_common import stop
from somerec.rulebook.load import EDITIONS, LATEST, load_folder, load_rulebook
from somerec.rulebook.model import Rulebook
from somerec.rulebook.reader import RulebookError

FOLDER = click.option("--folder", type=click.Path(exists=True, file_okay=False), help="An edition's folder.")
FILE = click.Path(dir_okay=False, writable=True)


@click.command()
@FOLDER
@click.option("--only", multiple=True, metavar="ID", help="Look at this property only; may be repeated.")
@click.option("--rule", "rules", multiple=True, metavar="ID", help="Of rules one by one look at this only.")
@click.option("--sample", type=click.IntRange(0), help="So many businesses are drawn by lot.")
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes that draw.")
@click.option("--json", "target", type=FILE, help="Write the report here.")
def check(folder: str | None, target: str | None, **asked: Any) -> None:
    """Check the rulebook: every name, text and source, then every property of its advice.

    \b
    Example:
      somerec check
      somerec check --folder my-edition --only norwegian_alcohol
    """  # noqa: D301 - click reads \b as “keep these lines as they are”
    from somerec.proof import check as checking  # noqa: PLC0415
    from somerec.proof import report  # noqa: PLC0415

    path = Path(folder) if folder else EDITIONS / LATEST
    rulebook, spoken_of = _loaded(path), report.digest(path)
    unknown = [name for name in asked["only"] if name not in rulebook.properties]
    if unknown:
        stop(f"no property is called {', '.join(unknown)}")
    click.echo(
        f"edition {rulebook.edition}: {len(rulebook.questions)} questions, {len(rulebook.rules)} rules, "
        f"{len(rulebook.tactics)} tactics, {len(rulebook.texts)} texts: no faults"
    )
    if asked["sample"] is None:
        asked["sample"] = 0 if asked["only"] else checking.QUICK
    results = []
    for result in checking.check(rulebook, checking.Asked(folder=path, **asked)):
        click.echo("\n".join(report.lines(result)))
        results.append(result)
    if target:
        Path(target).write_text(report.as_json(report.of(rulebook, spoken_of, results)), encoding="utf-8")
    failed = sum(not result.holds for result in results)
    click.echo(f"{len(results)} looked at: {f'{failed} fail' if failed else 'all hold'}")
    sys.exit(1 if failed else 0)


@click.command()
@click.argument("query", metavar="QUERY")
@click.option("--title", default="", help="What the business is, in a few words.")
@click.option("--sense", default="", help="Why the advice is good, in a sentence.")
@FOLDER
def case(query: str, title: str, sense: str, folder: str | None) -> None:
    """Freeze an address as a case: its answers, and what is advised, in the form of tests/cases.

    \b
    Example:
      somerec case "size=solo&who=set_time&hours=h3&goal=enquiries&…" > tests/cases/my_business.yaml
    """  # noqa: D301 - click reads \b as “keep these lines as they are”
    from somerec.proof import cases  # noqa: PLC0415

    rulebook = _loaded(Path(folder)) if folder else load_rulebook()
    try:
        frozen = cases.frozen(query.rpartition("?")[2], rulebook, title or cases.TITLE, sense or cases.SENSE)
    except AnswersError as error:
        stop(*(f"{problem.kind}: {problem.key} {problem.value}".rstrip() for problem in error.problems))
    click.echo(frozen, nl=False)


def _loaded(folder: Path) -> Rulebook:
    try:
        return load_folder(folder)
    except RulebookError as error:
        stop(*(str(fault) for fault in error.faults))
