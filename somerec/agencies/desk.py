"""Reading values out of a TOML table while collecting every fault with its line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from somerec.agencies.lines import lines_of
from somerec.rulebook.checking import nearest
from somerec.rulebook.reader import Fault


class Desk:
    """One file at work: where its keys stand, and what was found wrong or unwise.

    A place is a key's dotted name; its last part is the key in the table at hand.
    """

    def __init__(self, file: str, text: str) -> None:
        """Take a file by its name and text."""
        self._file = file
        self._lines = lines_of(text)
        self.faults: list[Fault] = []
        self.warnings: list[Fault] = []
        self.wrong: set[str] = set()

    def at(self, line: int, message: str) -> Fault:
        """Return a fault at a line."""
        return Fault(self._file, line, message)

    def fault(self, place: str, message: str) -> None:
        """Note what is wrong with a key."""
        self.wrong.add(place)
        self.faults.append(self.at(self._line(place), f"{place}: {message}"))

    def warn(self, place: str, message: str) -> None:
        """Note what works but is unwise."""
        self.warnings.append(self.at(self._line(place), f"{place}: {message}"))

    def _line(self, place: str) -> int:
        """Return the line of a key, or of the nearest table above it."""
        while place:
            if place in self._lines:
                return self._lines[place]
            place = place.rpartition(".")[0]
        return 1

    def known(self, table: Mapping[str, Any], place: str, names: Iterable[str]) -> None:
        """Note every key that nobody reads."""
        names = tuple(names)
        for key in table:
            if key not in names:
                where = f"{place}.{key}" if place else key
                self.fault(where, f"unknown key{nearest(key, names)}")

    def table(self, table: Mapping[str, Any], place: str, names: Iterable[str]) -> Mapping[str, Any]:
        """Return a table within a table; an empty one where there is none."""
        found = table.get(_last(place), {})
        if not isinstance(found, Mapping):
            self.fault(place, "must be a table")
            return {}
        self.known(found, place, names)
        return found

    def text(self, table: Mapping[str, Any], place: str, longest: int, *, required: bool = False) -> str:
        """Return a text of at most so many characters."""
        value: object = table.get(_last(place), "")
        if not isinstance(value, str):
            self.fault(place, "must be a text in quotation marks")
            return ""
        value = value.strip()
        if required and not value:
            self.fault(place, "is missing")
        if len(value) > longest:
            self.fault(place, f"has {len(value)} characters, and {longest} are the most")
        return value

    def texts(self, table: Mapping[str, Any], place: str) -> list[str]:
        """Return a list of texts."""
        value: object = table.get(_last(place), [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fault(place, 'must be a list of texts, such as ["one", "two"]')
            return []
        return [str(item).strip() for item in value]

    def names(self, table: Mapping[str, Any], place: str, valid: tuple[str, ...]) -> list[str]:
        """Return a list of names, each of which must be a valid one."""
        found = self.texts(table, place)
        for name in found:
            if name not in valid:
                self.fault(place, f"unknown name {name!r}{nearest(name, valid)}")
        return [name for name in dict.fromkeys(found) if name in valid]

    def choice(self, table: Mapping[str, Any], place: str, valid: tuple[str, ...]) -> str:
        """Return one of the valid names, or nothing."""
        found = self.text(table, place, 40)
        if found and found not in valid:
            self.fault(place, f"unknown name {found!r}{nearest(found, valid)}")
            return ""
        return found

    def flag(self, table: Mapping[str, Any], place: str) -> bool:
        """Return true or false; true where nothing is said."""
        found = table.get(_last(place), True)
        if not isinstance(found, bool):
            self.fault(place, "must be true or false")
        return found is True

    def whole(self, table: Mapping[str, Any], place: str, most: int, *, usual: int) -> int:
        """Return a whole number from 0 up to the most that is sensible."""
        found = table.get(_last(place), usual)
        if isinstance(found, bool) or not isinstance(found, int) or not 0 <= found <= most:
            self.fault(place, f"must be a whole number from 0 to {most}")
            return usual
        return found

    def by_language(
        self, table: Mapping[str, Any], place: str, languages: Iterable[str], longest: int, *, every: bool
    ) -> Mapping[str, str]:
        """Return a text by language; `every` says that none of the languages may lack it."""
        languages = tuple(languages)
        found = table.get(_last(place), {})
        texts = self.table(table, place, found if isinstance(found, Mapping) else ())
        for code in texts:
            if code not in languages:
                self.fault(f"{place}.{code}", f"is not among languages, which are {', '.join(languages)}")
        return {
            code: self.text(texts, f"{place}.{code}", longest, required=every)
            for code in languages
            if every or code in texts
        }


def _last(place: str) -> str:
    return place.rpartition(".")[2]
