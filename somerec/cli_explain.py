"""The command that says why not and what would change it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import click

from somerec.advice.explain import GATE, TIER, Explanation
from somerec.advice.explain import explain as explanation_of
from somerec.advice.recommend import recommend
from somerec.advice.recommendation import Recommendation, TacticAdvice
from somerec.advice.versus import versus
from somerec.advice.ways import Ways
from somerec.cli_answers import answers_from, write
from somerec.cli_common import stop
from somerec.rulebook.library import Library
from somerec.rulebook.model import TIERS
from somerec.words import explaining, verdict
from somerec.words.languages import LANGUAGES
from somerec.words.speaker import Speaker, speaker_for


@click.command()
@click.argument("source", metavar="QUERY|FILE|-")
@click.option("--lang", type=click.Choice(list(LANGUAGES)), default="en", show_default=True, help="Language.")
@click.option("--tactic", help="Explain this tactic only.")
@click.option("--versus", "other", help="With --tactic: why that one and not this, or the other way round.")
@click.option("--output", type=click.Path(dir_okay=False, writable=True), help="Write to this file.")
def explain(source: str, lang: str, tactic: str | None, other: str | None, output: str | None) -> None:
    """Explain a recommendation: why not, and what would change it.

    The answers are read as by `recommend`. Every change that is named was tried with the engine itself.

    \b
    Example:
      somerec explain "size=solo&who=set_time&hours=h3&goal=enquiries&…"
      somerec explain --lang sv --tactic instagram --versus facebook_page answers.json
    """  # noqa: D301 - click reads \b as “keep these lines as they are”
    answers, rulebook = answers_from(source, Library.shipped(), lang)
    advice = recommend(answers, rulebook, answers.start or date.today())  # noqa: DTZ011
    words = speaker_for(advice, rulebook, lang)
    if other and not tactic:
        raise click.UsageError("--versus needs --tactic: two tactics are held against each other.")
    _check([name for name in (tactic, other) if name], words)
    if tactic and other:
        found = versus(advice, tactic, other, rulebook)
        lines = [f"# {_title(tactic, other, words)}", "", *explaining.told_apart(found, advice, words)]
    else:
        lines = list(_Text(advice, explanation_of(advice, rulebook), words).lines(tactic))
    write(("\n".join(lines) + "\n").encode(), output)


def _check(names: list[str], words: Speaker) -> None:
    """Stop where the catalogue has no such tactic."""
    known = list(words.rulebook.tactics)
    wrong = []
    for name in names:
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
        if name not in known and near:
            wrong.append(words.phrase("explain.unknown_near", key=name, nearest=near[0]))
        elif name not in known:
            wrong.append(words.phrase("explain.unknown", key=name))
    if wrong:
        stop(*wrong)


def _title(one: str, two: str, words: Speaker) -> str:
    names = {"one": words.text(f"tactics.{one}.name"), "two": words.text(f"tactics.{two}.name")}
    return words.phrase("explain.versus", **names)


@dataclass(frozen=True)
class _Text:
    """An explanation as Markdown."""

    advice: Recommendation
    found: Explanation
    words: Speaker

    def lines(self, only: str | None) -> Iterator[str]:
        """Yield the whole explanation, or that of one tactic."""
        if only:
            tactic = next(tactic for tactic in self.advice.tactics if tactic.id == only)
            yield f"# {self._name(only)}"
            yield from self._one(tactic)
            return
        yield f"# {self.words.text(f'tiers.{self.advice.scope.tier}.name')}"
        yield ""
        *said, below = verdict.opening(self.advice, self.words)
        yield " ".join(said)
        if below:
            yield ""
            yield below
        yield from self._changes()
        yield from self._heading("explain.skipped")
        for tactic in self.advice.tactics:
            if tactic.status != "chosen":
                yield f"- **{self._name(tactic.id)}**: {' '.join(self._kept_out(tactic))}"

    def _changes(self) -> Iterator[str]:
        gains, tier = self.found.gains, self.advice.scope.tier
        if tier != TIERS[-1]:
            yield from self._heading("explain.larger")
            yield from self._ways(TIER) or [f"- {self.words.phrase('ways.nothing')}"]
        if GATE in gains:
            yield from self._heading("explain.opens")
            yield from self._ways(GATE)
        lost = [(name, way) for name, ways in self.found.losses.items() for way in ways.shown[:1]]
        if lost:
            yield from self._heading("explain.losses")
        yield from (f"- {explaining.way_out(name, way, self.advice, self.words)}" for name, way in lost)
        yield from self._heading("explain.firm")
        yield explaining.stability(self.found, self.words)

    def _ways(self, target: str) -> list[str]:
        ways = self.found.gains.get(target, Ways())
        return [f"- {explaining.way_to(target, way, self.advice, self.words)}" for way in ways.shown]

    def _one(self, tactic: TacticAdvice) -> Iterator[str]:
        """Yield why a tactic is in the plan or not, and what would change that."""
        yield from self._heading("explain.why")
        if tactic.status == "chosen":
            yield from (f"- {self.words.why(reason)}" for reason in tactic.reasons)
            lost = self.found.losses.get(tactic.id, Ways()).shown
            said = [explaining.way_out(tactic.id, way, self.advice, self.words) for way in lost]
        else:
            yield from (f"- {text}" for text in self._kept_out(tactic, near=True))
            gained = self.found.gains[tactic.id].shown
            said = [explaining.way_to(tactic.id, way, self.advice, self.words) for way in gained]
        if said:
            yield from self._heading("explain.changes")
            yield from (f"- {text}" for text in said)

    def _kept_out(self, tactic: TacticAdvice, *, near: bool = False) -> list[str]:
        """Return what keeps a tactic out and what stands between; that nothing does, only with `near`."""
        skipped = next(item for item in self.found.skipped if item.tactic == tactic.id)
        ways = self.found.gains[tactic.id]
        said = explaining.cuts(skipped, self.advice, self.words)
        return [*said, explaining.near_miss(ways, self.advice, self.words)] if near or ways.all else said

    def _heading(self, key: str) -> list[str]:
        return ["", f"## {self.words.phrase(key)}", ""]

    def _name(self, tactic: str) -> str:
        return self.words.text(f"tactics.{tactic}.name")
