"""The command that tells which businesses a later edition advises differently."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from somerec.advice.examples import Stored
from somerec.cli_common import stop
from somerec.rulebook.history import History
from somerec.rulebook.load import EDITIONS, SHIPPED, load_folder, load_rulebook
from somerec.rulebook.model import Rulebook
from somerec.rulebook.reader import RulebookError

if TYPE_CHECKING:
    from somerec.proof.editions import Estimated, Exact, Share

ADDRESS = "/en/advice?"

SAMPLE, SEED = 1000, 2026

SAID: Mapping[str, str] = {
    "tier": "the scope",
    "gate": "whether new channels may open",
    "purpose": "the purpose",
    "goal": "the goal",
    "steering": "the goal to steer by",
    "kpi": "the most important figure",
    "supporting": "supporting figures",
    "target": "the target",
    "tactic": "where a tactic stands",
    "weekly": "a tactic's time a week",
    "start": "when a tactic begins",
    "tactic_setup": "a tactic's set-up",
    "tasks": "a tactic's tasks",
    "trial": "whether a tactic is on trial",
    "planned": "the plan's time a week",
    "setup": "the whole set-up",
    "wishes": "the answer to a wish",
    "actions": "what to put in place first",
    "safeguards": "safeguards",
    "stop": "what to stop",
    "law": "points of law",
    "measure": "how to count",
    "themes": "themes to write about",
    "pack": "the pack of safeguards",
    "depth": "how the plan is written",
    "review": "the next check",
    "first_step": "the first step",
}
"""What differs, by subject."""


@click.command()
@click.argument("old", metavar="EDITION")
@click.argument("new", metavar="EDITION")
@click.option(
    "--sample", default=SAMPLE, show_default=True, type=click.IntRange(1), help="Businesses to draw."
)
@click.option("--seed", default=SEED, show_default=True, help="The lot that they are drawn by.")
@click.option("--json", "as_data", is_flag=True, help="Write JSON.")
def diff(old: str, new: str, sample: int, seed: int, *, as_data: bool) -> None:
    """Tell which businesses the second edition advises differently from the first, and by which change.

    An edition is the id of one that comes with the program, or a folder. Scope, gate and goal are counted
    over all answers; the rest is estimated from businesses drawn by lot, the same for the same seed.

    \b
    Example:
      somerec diff 2026-1 my-edition
      somerec diff 2026-1 my-edition --sample 10000 --json
    """  # noqa: D301 - click reads \b as “keep these lines as they are”
    from somerec.proof import editions  # noqa: PLC0415

    before, after = _edition(old), _edition(new)
    later = _way(before, after)
    estimated = editions.estimate(before, later, sample, seed)
    for change, query in editions.known(before, later, _examples(old)).items():
        estimated.changes[change].example = estimated.changes[change].example or query
    found = _Found(before, later, estimated, seed)
    exact = list(editions.exact(before, later))
    if as_data:
        click.echo(json.dumps(found.data(exact), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(found.lines(exact)))


def _edition(named: str) -> Rulebook:
    """Return an edition by its id or its folder, or say what is wrong with it and stop."""
    if named not in SHIPPED and not Path(named).is_dir():
        stop(f"there is no edition and no folder {named!r}; the editions are {', '.join(SHIPPED)}")
    try:
        return load_rulebook(named) if named in SHIPPED else load_folder(Path(named))
    except RulebookError as error:
        stop(*(str(fault) for fault in error.faults))


def _examples(named: str) -> Stored:
    """Return the examples that stand beside an edition's files; none where there is no such file."""
    path = (EDITIONS / named if named in SHIPPED else Path(named)) / "examples.json"
    stored: Stored = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return stored


def _way(old: Rulebook, new: Rulebook) -> tuple[Rulebook, ...]:
    """Return every edition after the first up to the last, or stop where that does not follow it."""
    if new.edition == old.edition:  # A copy at work: what it changes is not told yet.
        return (replace(new, history=History()),)
    way = [new]
    while way[0].history.before != old.edition:
        before = way[0].history.before
        if before not in SHIPPED:
            stop(f"edition {new.edition} does not follow edition {old.edition}; see `before` in changes.yaml")
        way.insert(0, load_rulebook(before))
    return tuple(way)


class _Found:
    """What was found, told in lines or as data."""

    def __init__(self, old: Rulebook, later: tuple[Rulebook, ...], found: Estimated, seed: int) -> None:
        self.old, self.later, self.found, self.seed = old, later, found, seed
        self.texts = {
            change.id: edition.texts[change.key].one
            for edition in later
            for change in edition.history.changes
        }

    def data(self, exact: list[Exact]) -> dict[str, Any]:
        found = self.found
        return {
            "from": self.old.edition,
            "to": self.later[-1].edition,
            "exact": [
                {
                    "subject": one.subject,
                    "questions": list(one.questions),
                    "answer_sets": one.sets,
                    "differ": one.count,
                    "example": _address(one.example),
                }
                for one in exact
            ],
            "sample": {"businesses": found.sample, "seed": self.seed, "certainty": 0.95},
            "differ": self._share(found.differ),
            "not_carried_over": self._share(found.lost),
            "asked_more": self._share(found.asks),
            "subjects": {name: self._share(share) for name, share in self._subjects()},
            "changes": {
                name: {"text": text, "alone": found.alone[name].count, **self._share(found.changes[name])}
                for name, text in self.texts.items()
            },
        }

    def _subjects(self) -> Iterator[tuple[str, Share]]:
        """Yield the kinds of difference that were found, the most frequent first."""
        yield from sorted(self.found.subjects.items(), key=lambda pair: (-pair[1].count, pair[0]))

    def _share(self, share: Share) -> dict[str, Any]:
        low, high = share.interval(self.found.sample)
        return {
            "count": share.count,
            "share": round(share.count / self.found.sample, 4),
            "low": round(low, 4),
            "high": round(high, 4),
            "example": _address(share.example),
        }

    def lines(self, exact: list[Exact]) -> Iterator[str]:
        found = self.found
        yield f"From edition {self.old.edition} to {self.later[-1].edition}"
        yield from ("", "Exactly, all answers gone through:")
        for one in exact:
            over = f"{one.sets:,} answer sets over {', '.join(one.questions)}"
            yield f"  {SAID[one.subject]} differs for {one.count:,} of {over}"
            yield from _example(one.example)
        yield ""
        yield f"Estimated from {found.sample:,} businesses by lot (seed {self.seed}), 95 per cent certain:"
        yield f"  {self._told(found.differ)} get different advice"
        yield from _example(found.differ.example)
        yield f"  {self._told(found.lost)} gave answers that cannot be carried over as they were"
        yield f"  {self._told(found.asks)} are asked something that they have not answered"
        yield from ("", "By what differs:")
        for name, share in self._subjects():
            yield f"  {self._told(share)}: {SAID[name]}"
            yield from _example(share.example)
        yield from ("", "By change:")
        for name, text in self.texts.items():
            share, alone = found.changes[name], found.alone[name].count
            yield f"  {self._told(share)}, {alone:,} by it alone: {name}"
            yield f"    {text}"
            yield from _example(share.example)

    def _told(self, share: Share) -> str:
        low, high = share.interval(self.found.sample)
        return f"{share.count:,} ({share.count / self.found.sample:.1%}; {low:.1%} to {high:.1%})"


def _address(query: str) -> str:
    return f"{ADDRESS}{query}" if query else ""


def _example(query: str) -> Iterator[str]:
    if query:
        yield f"    {_address(query)}"
