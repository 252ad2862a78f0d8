"""The report of a check: in lines to read, as JSON, and tied to the rulebook and engine that it speaks of."""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from somerec.proof.result import Method, Result
from somerec.proof.space import Space, total
from somerec.rulebook.load import EDITIONS, LATEST
from somerec.rulebook.model import Rulebook

PACKAGE = Path(__file__).parents[1]
KEPT = Path(__file__).with_name("report.json")
"""The report of the last `make prove`, from which the page is made."""

_DECIDING = ("rulebook", "advice")
"""The rooms whose code decides what is advised."""

METHODS: Mapping[Method, str] = {
    "enumerated": "all {sets} answer sets gone through",
    "solver": "proved by solver for all {sets} answer sets",
    "steps": "all {sets} steps of the engine gone through",
    "witness": "examples found for {sets}",
    "sampled": "sampled, {sets} businesses",
}


@dataclass(frozen=True, slots=True)
class Report:
    """What became of all properties of one rulebook, and which rulebook and engine that was."""

    edition: str
    digest: str
    answer_sets: int
    results: tuple[Result, ...]


def of(rulebook: Rulebook, spoken_of: str, results: Iterable[Result]) -> Report:
    """Return the report of a check; `spoken_of` is the digest from before it began."""
    return Report(rulebook.edition, spoken_of, total(Space(rulebook)), tuple(results))


def line(result: Result) -> str:
    """Write a result in one line: whether it holds, its name and reason, method, number and time."""
    how = (
        METHODS[result.method].format(sets=number(result.sets))
        if result.sets
        else "a business against it found"
    )
    if result.sampled and result.method != "sampled":
        how += f", {number(result.sampled)} businesses sampled"
    holds = "holds" if result.holds else "FAILS"
    return f"{holds}  {result.id}: {result.because} ({how}, {result.seconds:.1f} s)"


def lines(result: Result) -> list[str]:
    """Write a result with its notes and, where it fails, the business that shows it."""
    found = [line(result), *(f"       {note}" for note in result.notes)]
    against = result.counterexample
    if against is not None:
        found.append(f"       for example /en/advice?{against.query}")
        found += [f"       rules: {', '.join(against.rules)}"] if against.rules else []
        found += [f"       {against.said}"] if against.said and against.said not in result.notes else []
        found += ["       as a case:", *(f"         {text}" for text in against.case.splitlines())]
    return found


def number(count: int) -> str:
    """Write a number as it can be read: in full up to a billion, else by its power of ten."""
    most_in_full = 1_000_000_000
    if count < most_in_full:
        return f"{count:,}"
    digits = str(count)
    return f"{digits[0]}.{digits[1:3]} · 10^{len(digits) - 1}"


def as_json(report: Report) -> str:
    """Return a report as JSON."""
    return json.dumps(asdict(report), ensure_ascii=False, indent=1) + "\n"


@lru_cache(maxsize=1)
def kept() -> Mapping[str, Any]:
    """Return the report of the last proof as it was written."""
    found: Mapping[str, Any] = json.loads(KEPT.read_text(encoding="utf-8"))
    return found


def digest(folder: Path = EDITIONS / LATEST) -> str:
    """Return a hash of what the proof speaks of: the edition's files, and the code of rulebook and engine.

    Comments, docstrings and layout of code are left out: they decide nothing.
    """
    found = hashlib.sha256()
    for path in sorted(folder.glob("*.yaml")):
        found.update(path.name.encode() + path.read_bytes())
    for path in _modules():
        found.update(path.name.encode() + _bare(path).encode())
    return found.hexdigest()[:16]


def _modules() -> Sequence[Path]:
    return [path for room in _DECIDING for path in sorted((PACKAGE / room).glob("*.py"))]


def _bare(path: Path) -> str:
    """Return a module's code without its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [one for one in body if not _is_text(one)]  # type: ignore[attr-defined]
    return ast.dump(tree)


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
