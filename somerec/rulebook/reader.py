"""YAML as a strict subset: words stay words, duplicate keys are faults, every value knows its line.

PyYAML's C parser builds the node graph; turning nodes into values is ours, because the stock loader reads
`no` as false, `010` as eight and silently keeps the last of two equal keys.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from yaml.reader import ReaderError

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
        """Keep the faults by file and line, each once."""
        self.faults = sorted(set(faults))
        super().__init__("\n".join(map(str, self.faults)))


class Word(str):
    """A scalar, always text, with its place."""

    __slots__ = ("file", "line")

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


def word_at(text: str, file: str, line: int) -> Word:
    """Return a word that stands at a place."""
    word = Word(text)
    word.file, word.line = file, line
    return word


def empty_table(file: str, line: int) -> Table:
    """Return a mapping without keys at a place."""
    table = Table()
    table.file, table.line, table.lines = file, line, {}
    return table


def read(path: Path, faults: list[Fault]) -> Table:
    """Read one file into a table; what cannot be read is added to `faults`."""
    root = _root(path, faults)
    if root is None:
        return empty_table(path.name, 1)
    value = _Builder(path.name, faults).value(root)
    if isinstance(value, Table):
        return value
    faults.append(Fault(path.name, 1, "the file must be a mapping of names to values"))
    return empty_table(path.name, 1)


def _root(path: Path, faults: list[Fault]) -> yaml.Node | None:
    content = path.read_bytes()
    try:
        loader = _Loader(content.decode("utf-8"))
        try:
            root: yaml.Node | None = loader.get_single_node()
        finally:
            loader.dispose()
        return root
    except UnicodeDecodeError as error:
        faults.append(Fault(path.name, _line(content, error.start), "not UTF-8 text"))
    except ReaderError as error:
        faults.append(Fault(path.name, _line(content, error.position), f"not YAML: {error.reason}"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        faults.append(Fault(path.name, line, f"not YAML: {error.problem}"))
    return None


def _line(content: bytes, position: int) -> int:
    return content[:position].count(b"\n") + 1


@dataclass(slots=True)
class _Builder:
    """Turns the nodes of one file into values."""

    file: str
    faults: list[Fault]
    seen: set[int] = field(default_factory=set)

    def value(self, node: yaml.Node) -> Node:
        made: Node
        if isinstance(node, yaml.MappingNode):
            made = Table()
            made.lines = {}
            for key, value in self._pairs(node):
                made[key.value] = self.value(value)
                made.lines[key.value] = key.start_mark.line + 1
        elif isinstance(node, yaml.SequenceNode):
            made = Row(self.value(item) for item in node.value if self._is_new(item, node))
        else:
            made = Word(node.value)
        made.file, made.line = self.file, node.start_mark.line + 1
        return made

    def _pairs(self, node: yaml.MappingNode) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
        first: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                self._fault(key, "a key must be one word")
            elif key.value in first:
                self._fault(key, f"key {key.value!r} stands twice; the first is in line {first[key.value]}")
            elif self._is_new(value, key):
                first[key.value] = line
                yield key, value

    def _is_new(self, node: yaml.Node, place: yaml.Node) -> bool:
        """Refuse an alias: it hides what a line says, and may even hold itself."""
        if id(node) in self.seen:
            self._fault(place, "an alias stands for another value; write the value out")
            return False
        self.seen.add(id(node))
        return True

    def _fault(self, node: yaml.Node, message: str) -> None:
        self.faults.append(Fault(self.file, node.start_mark.line + 1, message))
