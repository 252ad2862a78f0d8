# ruff: noqa: INP001, T201  The scripts are no package, and this one tells what it did.
"""Writes the golden results of an edition, three hundred businesses with their advice.

    .venv/bin/python scripts/golden.py 2026-2

Of an edition that has such a file already the businesses stay and the advice is told anew. A published
edition's results never change: there the script refuses, unless it is told why they must. That is so where
the engine itself was wrong, and then the reason belongs in the changelog.

    .venv/bin/python scripts/golden.py 2026-1 --because "R59 deepened tactics beyond the usable hours"
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from somerec.advice.answers import read_query
from somerec.proof.golden import choose, told
from somerec.rulebook.load import load_rulebook
from somerec.rulebook.model import Rulebook

TESTS = Path(__file__).parents[1] / "tests"
GOLDEN = TESTS / "advice" / "golden"
PUBLISHED = TESTS / "rulebook" / "published.json"


def main() -> None:
    """Write the file of an edition, or say why not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("edition", help="an edition that comes with the program")
    parser.add_argument("--because", default="", help="why the results of a published edition must change")
    asked = parser.parse_args()
    path = GOLDEN / f"{asked.edition}.txt"
    if path.exists() and asked.edition in json.loads(PUBLISHED.read_text("utf-8")) and not asked.because:
        sys.exit(
            f"Edition {asked.edition} is published, so its results stay. If they must change, say --because."
        )
    rulebook = load_rulebook(asked.edition)
    head = [f"# Golden results of edition {asked.edition}. scripts/golden.py writes this file."]
    if path.exists():
        lines = path.read_text("utf-8").splitlines()
        head = [line for line in lines if line.startswith("#")]
        queries = [line for line in lines if line and not line.startswith((" ", "#"))]
    else:
        queries = choose(rulebook, _kinds(rulebook))
    head += [f"# Told anew, because {asked.because}"] if asked.because else []
    blocks = ["\n".join(head), *(told(query, rulebook) for query in queries)]
    path.write_text("\n\n".join(blocks) + "\n", "utf-8")
    print(f"{len(queries)} golden results of edition {asked.edition} in {path.name}.")


def _kinds(rulebook: Rulebook) -> list[str]:
    """Return the kinds of businesses that every edition must be good for, as far as it can read them."""
    found = []
    for line in (GOLDEN / "kinds.txt").read_text("utf-8").split():
        answers = read_query(line, rulebook).answers
        if answers.missing:
            print(f"Not whole in this edition: {line}")
        else:
            found.append(answers.to_query(edition=False))
    return found


if __name__ == "__main__":
    main()
