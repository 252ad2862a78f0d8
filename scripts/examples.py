# ruff: noqa: INP001, T201  The scripts are no package, and this one tells what it did.
"""Finds an example business for every rule and tactic, and writes them beside the edition's files.

Run it when the rules have changed: `.venv/bin/python scripts/examples.py`. The businesses to start from stand
in the file itself, under `businesses`, and are kept by hand; the rest is found anew and comes out the same
every time. What has no example is named.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from somerec.advice.example_search import Search, wanted
from somerec.advice.examples import start_from
from somerec.rulebook.load import load_rulebook
from somerec.web.rules.examples import examples_file


def main() -> None:
    """Find the examples, and write the file."""
    rulebook = load_rulebook()
    path = examples_file(rulebook.edition)
    businesses = json.loads(path.read_text("utf-8"))["businesses"]
    search = Search(rulebook, {name: start_from(given, rulebook) for name, given in businesses.items()})
    rules, tactics = search.rules(), search.tactics()
    kinds = {"businesses": businesses, "rules": rules, "tactics": tactics}
    path.write_text("{\n" + ",\n".join(_kind(*kind) for kind in kinds.items()) + "\n}\n", "utf-8")
    print(f"{len(rules)} examples of rules, {len(tactics)} of tactics.")
    lacking = [name for rule in rulebook.rules.values() for name, _ in wanted(rule) if name not in rules]
    print("Without one:", *lacking, *(name for name in rulebook.tactics if name not in tactics))


def _kind(name: str, entries: Mapping[str, object]) -> str:
    """Return one part of the file, an entry on each line."""
    lines = (f"  {json.dumps(key)}: {json.dumps(entry)}" for key, entry in entries.items())
    return f" {json.dumps(name)}: {{\n" + ",\n".join(lines) + "\n }"


if __name__ == "__main__":
    main()
