"""Reading values out of tables while collecting every fault, with the nearest valid name."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

from somerec.rulebook.model import Text
from somerec.rulebook.reader import Fault, Node, Row, Table, Word, empty_table, word_at

PERSONAL = re.compile(r"\b(you|your|yours|yourself|yourselves|we|our|ours|us|I|my|me|mine)\b", re.IGNORECASE)
"""Words that speak to or as the business, so that the text needs a form for one and one for several."""

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_DATE = re.compile(r"20\d\d-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?")
_Made = TypeVar("_Made")


def nearest(name: str, valid: Collection[str]) -> str:
    """Return a hint with the valid name most like the one given, or the valid ones if none is like it."""
    close = difflib.get_close_matches(name, valid, n=1, cutoff=0.5)
    if close:
        return f"; did you mean {close[0]!r}?"
    few = sorted(valid)[:8]
    return f"; known are {', '.join(few)}{' …' if len(valid) > len(few) else ''}" if few else ""


class Checker:
    """Collects faults, texts and the options that something uses, over all files of an edition."""

    def __init__(self) -> None:
        """Begin with nothing found."""
        self.faults: list[Fault] = []
        self.texts: dict[str, Text] = {}
        self.used: set[tuple[str, str]] = set()
        self._lacking: set[tuple[str, int, str]] = set()

    def fault(self, node: Node, message: str) -> None:
        """Note a fault at a value."""
        self.faults.append(Fault(node.file, node.line, message))

    def fault_at(self, table: Table, key: str, message: str) -> None:
        """Note a fault at a key of a table."""
        self.faults.append(Fault(table.file, table.lines.get(key, table.line), message))

    def known(self, kind: str, name: Word, valid: Collection[str]) -> bool:
        """Check that a name is one of the valid ones."""
        if str(name) in valid:
            return True
        self.fault(name, f"unknown {kind} {str(name)!r}{nearest(str(name), valid)}")
        return False

    def known_key(self, kind: str, table: Table, key: str, valid: Collection[str]) -> bool:
        """Check that a key of a table is one of the valid names."""
        return self.known(kind, word_at(key, table.file, table.lines[key]), valid)

    def keys(self, table: Table, where: str, required: Iterable[str], optional: Iterable[str] = ()) -> None:
        """Check that a table has the keys it needs and no others."""
        required = tuple(required)
        valid = {*required, *optional}
        for key in table:
            if key not in valid:
                self.fault_at(table, key, f"unknown key {key!r} in {where}{nearest(key, valid)}")
        for key in required:
            if key not in table:
                self.fault(table, f"{where} lacks {key!r}")
                self._lacking.add((table.file, table.line, key))

    def word(self, table: Table, key: str, default: str = "") -> Word:
        """Return a scalar; a missing one (already reported by `keys`) reads as the default."""
        value = table.get(key)
        if isinstance(value, Word):
            return value
        if value is not None:
            self.fault(value, f"{key!r} must be one value, not a list or mapping")
        return word_at(default, table.file, table.line)

    def words(self, table: Table, key: str) -> list[Word]:
        """Return a list of scalars; a single scalar counts as a list of one."""
        return self.word_list(table.get(key), key)

    def word_list(self, value: Node | None, where: str) -> list[Word]:
        """Return the scalars of a list or of a single scalar."""
        if value is None:
            return []
        items = value if isinstance(value, Row) else [value]
        for item in items:
            if not isinstance(item, Word):
                self.fault(item, f"{where!r} must hold plain words")
        return [item for item in items if isinstance(item, Word)]

    def number(self, table: Table, key: str, default: int = 0) -> int:
        """Return a whole number."""
        if key not in table:
            return default
        word = self.word(table, key)
        if re.fullmatch(r"-?\d+", word):
            return int(word)
        self.fault(word, f"{key!r} must be a whole number, not {str(word)!r}")
        return default

    def decimal(self, table: Table, key: str) -> float:
        """Return a number that may have decimals."""
        if key not in table:
            return 0.0
        word = self.word(table, key)
        if re.fullmatch(r"\d+(\.\d+)?", word):
            return float(word)
        self.fault(word, f"{key!r} must be a number such as 4.3, not {str(word)!r}")
        return 0.0

    def day(self, table: Table, key: str) -> str:
        """Return a day or a month as written, `2026-11-30` or `2026-11`; empty where the key is not there."""
        if key not in table:
            return ""
        word = self.word(table, key)
        if not _DATE.fullmatch(word):
            self.fault(word, f"{key!r} must be a day or a month such as 2026-11, not {str(word)!r}")
        return str(word)

    def yes(self, table: Table, key: str) -> bool:
        """Return whether a key says `true`; nothing else but `false` is allowed."""
        if key not in table:
            return False
        word = self.word(table, key)
        if word not in ("true", "false"):
            self.fault(word, f"{key!r} must be true or false, not {str(word)!r}")
        return word == "true"

    def choice(self, table: Table, key: str, valid: Collection[str]) -> str:
        """Return a word that must be one of the valid ones."""
        if key not in table:
            return ""
        word = self.word(table, key)
        self.known(key, word, valid)
        return str(word)

    def tables(self, table: Table, key: str) -> list[Table]:
        """Return a list of tables."""
        value = table.get(key)
        if value is None:
            return []
        if not isinstance(value, Row):
            self.fault(value, f"{key!r} must be a list")
            return []
        for item in value:
            if not isinstance(item, Table):
                self.fault(item, f"{key!r} must be a list of mappings")
        return [item for item in value if isinstance(item, Table)]

    def table(self, table: Table, key: str) -> Table:
        """Return a mapping; a missing one reads as empty."""
        value = table.get(key)
        if isinstance(value, Table):
            return value
        if value is not None:
            self.fault(value, f"{key!r} must be a mapping")
        return empty_table(table.file, table.line)

    def named(
        self, table: Table, key: str, kind: str, make: Callable[[str, Table], _Made]
    ) -> dict[str, _Made]:
        """Make one value of each table in a list, by its id; ids must be words and unique."""
        made: dict[str, _Made] = {}
        first: dict[str, int] = {}
        for item in self.tables(table, key):
            name = self.word(item, "id")
            if not name:
                self.fault(item, f"{kind} lacks an 'id'")
            elif not _ID.fullmatch(name):
                self.fault(name, f"{kind} has no valid id: {str(name)!r}")
            elif name in first:
                self.fault(name, f"{kind} {str(name)!r} stands twice; the first is in line {first[name]}")
            else:
                first[str(name)] = name.line
                made[str(name)] = make(str(name), item)
        return made

    def text(self, table: Table, key: str, path: str, *, required: bool = True) -> bool:
        """Register a text under its key path; say whether it is there."""
        value = table.get(key)
        if value is None:
            if required and (table.file, table.line, key) not in self._lacking:
                self.fault(table, f"missing text {path!r}")
            return False
        self.register(value, path)
        return True

    def register(self, value: Node, path: str) -> None:
        """Register a text: a plain one, or one with a form for one person and one for several."""
        forms: list[str]
        if isinstance(value, Word):
            forms = [str(value).strip()] * 2
        elif isinstance(value, Table) and set(value) == {"one", "many"}:
            forms = [str(self.word(value, form)).strip() for form in ("one", "many")]
        else:
            self.fault(value, f"text {path!r} must be a sentence, or have exactly 'one' and 'many'")
            return
        for form in forms:
            if not form:
                self.fault(value, f"empty text {path!r}")
            elif re.search(r"[\"']", form):
                self.fault(value, f"text {path!r} holds a straight quotation mark; use ‘ ’ or “ ”")
        personal = isinstance(value, Table) or bool(PERSONAL.search(forms[0]))
        self.texts[path] = Text(forms[0], forms[1], personal, value.file, value.line)
