"""The house as it stands in ARCHITECTURE.md, held by reading the program's own source.

Every import counts, also one inside a function or for types only: an arrow is an arrow.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

MOST_LINES_OF_A_FUNCTION = 40
MOST_LINES_OF_A_MODULE = 350

MAY_IMPORT = {
    "rulebook": set[str](),
    "advice": {"rulebook"},
    "words": {"rulebook", "advice"},
    "agencies": {"rulebook", "advice", "words"},
    "proof": {"rulebook", "advice", "words"},
    "store": {"rulebook", "advice"},
    "takeaways": {"rulebook", "advice", "words"},
    "web": {"rulebook", "advice", "words", "proof", "store", "takeaways", "agencies"},
    "cli": {"rulebook", "advice", "words", "proof", "store", "takeaways", "agencies"},
    "facade": {"rulebook", "advice"},
    "app": {"rulebook", "advice", "words", "proof", "store", "takeaways", "agencies", "web"},
}
"""Which rooms a room may look into, besides itself."""

HOLDERS = {
    "yaml": ("somerec.rulebook.reader",),
    "flask": ("somerec.web", "app"),
    "jinja2": ("somerec.web", "app"),
    "markupsafe": ("somerec.web", "app"),
    "werkzeug": ("somerec.web", "app"),
    "wtforms": ("somerec.web", "app"),
    "babel": ("somerec.words",),
    "gettext": ("somerec.words", "somerec.web.templating", "somerec.proof.texts"),
    "sqlite_utils": ("somerec.store",),
    "sqlite3": ("somerec.store",),
}
"""Libraries that only some modules may know; everything else keeps free of them."""

PURE = ("somerec.rulebook", "somerec.advice")
"""Rooms that import the standard library and each other only."""

UNCERTAIN = {
    "asyncio",
    "gettext",
    "io",
    "locale",
    "logging",
    "multiprocessing",
    "os",
    "pathlib",
    "random",
    "secrets",
    "shutil",
    "socket",
    "subprocess",
    "sys",
    "tempfile",
    "threading",
    "time",
    "urllib.request",
    "uuid",
}
"""Modules by which the engine's answer could come to depend on more than its arguments."""

CLOCKS = {
    ("date", "today"),
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("time", "time"),
}

CLOCK_KEEPERS = (
    *("app", "somerec.cli", "somerec.cli_agency_stats", "somerec.cli_explain", "somerec.cli_store"),
    "somerec.cli_desk_common",
    *("somerec.web.site", "somerec.web.keeping"),
)
"""Where the day is looked up and handed on; everyone else is told it."""


@cache
def modules() -> dict[str, Path]:
    """Return every module of the program by its dotted name."""
    paths = [ROOT / "app.py", *sorted((ROOT / "somerec").rglob("*.py"))]
    return {_name(path): path for path in paths}


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(path: Path) -> ast.Module:
    """Return a file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def room(module: str) -> str:
    """Return the room of the house in which a module stands."""
    parts = module.split(".")
    if parts[0] == "app":
        return "app"
    if len(parts) == 1:
        return "facade"
    return "cli" if parts[1].startswith("cli_") else parts[1]


@cache
def imports(module: str) -> frozenset[str]:
    """Return the dotted names that a module imports; of our own, the modules they come from."""
    found: set[str] = set()
    for node in ast.walk(tree(modules()[module])):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module} imports relatively in line {node.lineno}"
            source = node.module or ""
            for alias in node.names:
                within = f"{source}.{alias.name}"
                found.add(within if within in modules() else source)
    return frozenset(found)


def own(module: str) -> frozenset[str]:
    """Return the modules of the program that a module imports."""
    return frozenset(name for name in imports(module) if name in modules())


def stands_in(module: str, places: tuple[str, ...]) -> bool:
    """Say whether a module is one of the places or stands inside one."""
    return any(module == place or module.startswith(f"{place}.") for place in places)


def test_arrows_between_rooms_point_one_way() -> None:
    wrong = [
        f"{module} -> {name}"
        for module in modules()
        for name in own(module)
        if room(name) != room(module) and room(name) not in MAY_IMPORT[room(module)]
    ]

    assert wrong == []


def test_every_room_of_the_program_has_its_arrows_written_down() -> None:
    assert {room(module) for module in modules()} <= set(MAY_IMPORT)


def test_modules_import_each_other_without_going_round_in_a_circle() -> None:
    left = {module: set(own(module)) - {module} for module in modules()}
    while free := [module for module, needs in left.items() if not needs & left.keys()]:
        for module in free:
            del left[module]

    assert left == {}, "these import each other, or something that does"


def test_rulebook_and_advice_import_the_standard_library_and_each_other_only() -> None:
    wrong = [
        f"{module} -> {name}"
        for module in modules()
        if stands_in(module, PURE)
        for name in imports(module) - own(module)
        if name.split(".")[0] not in sys.stdlib_module_names
        and (module, name.split(".")[0]) != ("somerec.rulebook.reader", "yaml")
    ]

    assert wrong == []


@pytest.mark.parametrize("library", HOLDERS)
def test_a_library_is_known_only_where_it_belongs(library: str) -> None:
    wrong = [
        module
        for module in modules()
        if library in {name.split(".")[0] for name in imports(module)}
        and not stands_in(module, HOLDERS[library])
    ]

    assert wrong == []


def test_the_engine_imports_nothing_by_which_its_advice_could_vary() -> None:
    wrong = [
        f"{module} -> {name}"
        for module in modules()
        if stands_in(module, ("somerec.advice",))
        for name in imports(module)
        if name in UNCERTAIN or name.split(".")[0] in UNCERTAIN
    ]

    assert wrong == []


def test_the_engine_opens_asks_and_prints_nothing() -> None:
    wrong = [
        f"{module}:{node.lineno} {node.func.id}"
        for module, path in modules().items()
        if stands_in(module, ("somerec.advice",))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id in ("open", "input", "print", "eval", "exec", "hash", "id", "__import__")
    ]

    assert wrong == []


def test_nobody_looks_at_the_clock_but_those_who_hand_the_day_on() -> None:
    wrong = [
        f"{module}:{line} {call}"
        for module, path in modules().items()
        if not stands_in(module, CLOCK_KEEPERS)
        for line, call in _clock_calls(path)
    ]

    assert wrong == []


def _clock_calls(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute):
            owner = node.value.id if isinstance(node.value, ast.Name) else getattr(node.value, "attr", "")
            if (owner, node.attr) in CLOCKS:
                yield node.lineno, f"{owner}.{node.attr}"


def sources() -> Iterator[Path]:
    """Yield every Python file that the project keeps, tests and benchmarks too."""
    yield ROOT / "app.py"
    for folder in ("somerec", "tests", "bench"):
        yield from sorted((ROOT / folder).rglob("*.py"))


def test_no_function_has_more_lines_than_fit_in_a_head() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name} has {lines}"
        for path in sources()
        for node in ast.walk(tree(path))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        if (lines := _body_lines(node)) > MOST_LINES_OF_A_FUNCTION
    ]

    assert wrong == []


def _body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a body without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_no_module_has_more_lines_than_one_subject_needs() -> None:
    counts = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in sources()}
    wrong = [f"{path.relative_to(ROOT)} has {n}" for path, n in counts.items() if n > MOST_LINES_OF_A_MODULE]

    assert wrong == []
