"""YAML as a strict subset: words stay words, duplicate keys are faults, every value knows its line.

PyYAML's C parser builds the node graph; turning nodes into values is ours, because the stock loader reads
`no` as false, `010` as eight and silently keeps the last of two equal keys.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

_Loader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something wrong in a rulebook file, where it is and what to do."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        """Write it as editors and compilers do."""
        return f"{self.file}:{self.line}: {self.message}"


class RulebookError(Exception):
    """Raised with every fault of an edition at once."""

    def __init__(self, faults: list[Fault]) -> None:
        """Keep the faults in file order."""
        self.faults = sorted(set(faults))
        super().__init__("\n".join(map(str, self.faults)))


class Word(str):
    """A scalar, always text, with its place."""

    file: str
    line: int


class Row(list["Node"]):
    """A sequence with its place."""

    file: str
    line: int


class Table(dict[str, "Node"]):
    """A mapping with its place; `lines` holds the line of every key."""

    file: str
    line: int
    lines: dict[str, int]


Node = Word | Row | Table


def read(path: Path, faults: list[Fault]) -> Table:
    """Read one file into a table; what cannot be read is added to `faults`."""
    loader = _Loader(path.read_text(encoding="utf-8"))
    try:
        root = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        faults.append(Fault(path.name, line, f"not YAML: {error.problem}"))
        root = None
    finally:
        loader.dispose()
    value = _value(root, path.name, faults) if root is not None else None
    if isinstance(value, Table):
        return value
    if root is not None:
        faults.append(Fault(path.name, 1, "the file must be a mapping of names to values"))
    empty = Table()
    empty.file, empty.line, empty.lines = path.name, 1, {}
    return empty


def _value(node: yaml.Node, file: str, faults: list[Fault]) -> Node:
    made: Node
    if isinstance(node, yaml.MappingNode):
        made = Table()
        made.lines = {}
        for key, value in _pairs(node, file, faults):
            made[key.value] = _value(value, file, faults)
            made.lines[key.value] = key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        made = Row(_value(item, file, faults) for item in node.value)
    else:
        made = Word(node.value)
    made.file, made.line = file, node.start_mark.line + 1
    return made


def _pairs(
    node: yaml.MappingNode, file: str, faults: list[Fault]
) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
    seen: dict[str, int] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            faults.append(Fault(file, line, "a key must be one word"))
        elif key.value in seen:
            faults.append(
                Fault(file, line, f"key {key.value!r} stands twice; the first is in line {seen[key.value]}")
            )
        else:
            seen[key.value] = line
            yield key, value
