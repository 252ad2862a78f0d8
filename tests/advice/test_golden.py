"""Three hundred golden results: whatever becomes of the engine, they stay.

Where one differs, the test shows the lines that did. If the engine is to stay as good as it was, mend the
engine. A new edition gets golden results of its own from scripts/golden.py.
"""

from __future__ import annotations

import difflib
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from somerec import Answers, load_rulebook
from somerec.advice.examples import fired, see
from somerec.proof.golden import COUNT, told
from somerec.rulebook.model import TIERS

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).with_name("golden")
EDITIONS = sorted(path.stem for path in FOLDER.glob("????-*.txt"))

SHOWN = 12
"""Businesses whose differences are printed; of hundreds nobody reads more."""


@cache
def blocks(edition: str) -> dict[str, str]:
    """Return what stands in the file, by the business’s query."""
    text = (FOLDER / f"{edition}.txt").read_text("utf-8")
    found = [block.rstrip("\n") for block in text.split("\n\n") if not block.startswith("#")]
    return {block.partition("\n")[0]: block for block in found}


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_engine_advises_every_golden_business_as_before(edition: str) -> None:
    rulebook = load_rulebook(edition)
    golden = blocks(edition)
    differing = {query: now for query in golden if (now := told(query, rulebook)) != golden[query]}

    assert not differing, f"{len(differing)} of {len(golden)} differ:\n" + "\n".join(
        line
        for query, now in list(differing.items())[:SHOWN]
        for line in (query, *_difference(golden[query], now))
    )


def _difference(before: str, now: str) -> list[str]:
    lines = list(difflib.unified_diff(before.splitlines(), now.splitlines(), n=0, lineterm=""))
    return [line for line in lines[2:] if not line.startswith("@@")]


@pytest.mark.parametrize("edition", EDITIONS)
def test_golden_businesses_cover_tiers_trades_goals_and_rules(edition: str) -> None:
    rulebook = load_rulebook(edition)
    golden = [Answers.from_query(query, rulebook) for query in blocks(edition)]
    shown = [see(answers, rulebook) for answers in golden]

    assert len(golden) == COUNT
    assert {one.advice.scope.tier for one in shown} == set(TIERS)
    for name in ("business_type", "goal"):
        options = {option.id for option in rulebook.questions[name].options}
        assert {answers.given[name] for answers in golden} == options
    rules = {part.partition(".")[0] for one in shown for part in fired(one, rulebook)}
    deciding = {rule.id for rule in rulebook.rules.values() if rule.parts}
    assert deciding - rules == set()


def test_the_latest_edition_has_golden_results() -> None:
    assert load_rulebook().edition in EDITIONS


def test_the_script_leaves_a_published_edition_as_it_is_unless_it_is_told_why() -> None:
    before = (FOLDER / "2026-1.txt").read_bytes()

    asked = subprocess.run(
        [sys.executable, "scripts/golden.py", "2026-1"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert asked.returncode != 0
    assert "Edition 2026-1 is published, so its results stay." in asked.stderr
    assert (FOLDER / "2026-1.txt").read_bytes() == before
