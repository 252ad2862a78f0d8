"""A real edition to break: one edit, and what the loader must say about it on which line."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from somerec.rulebook.load import EDITIONS, LATEST, load_folder
from somerec.rulebook.reader import Fault, RulebookError

LAST_RULES = "care.yaml"
"""A file whose rules stand at its end, so that one more can be added there."""


@dataclass(frozen=True)
class Break:
    """One edit of one file.

    `old` gives way to `new`, or `new` is added at the end where there is no `old`. The fault must be reported
    on the line where `at` stands first from the edit on, or where `above` stands last before it, or else
    where the edit begins. A `{line}` in what the loader says is the line where `first` stands first of all,
    in the same file or in `first_file`.
    """

    behaviour: str
    says: str
    new: str
    old: str = ""
    at: str = ""
    above: str = ""
    file: str = LAST_RULES
    first: str = ""
    first_file: str = ""


def rule(behaviour: str, says: str, lines: str, at: str) -> Break:
    """Add a rule with a text and these lines; the fault stands on the line that holds `at`."""
    head = "\n  - id: R900\n    source: [judgement]\n    because: It is said aloud."
    return Break(behaviour, says, "\n    ".join((head, *lines.split("; "))) + "\n", at=at)


def condition(behaviour: str, says: str, when: str) -> Break:
    """Add a rule that asks for an action under this condition."""
    return rule(behaviour, says, f"when: {when}; act: [counter]", at="when:")


class Edition:
    """A copy of the real edition in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        """Copy the edition to the folder."""
        self.folder = shutil.copytree(EDITIONS / LATEST, folder / LATEST)

    def write(self, file: str, text: str) -> None:
        """Give a file another text."""
        (self.folder / file).write_text(text, encoding="utf-8")

    def replace(self, file: str, old: str, new: str) -> int:
        """Put a text in place of the first of another, or at the end; return where it begins."""
        text = (self.folder / file).read_text(encoding="utf-8")
        assert old in text, f"{file} no longer holds what the test replaces"
        start = text.index(old) if old else len(text)
        self.write(file, text[:start] + new + text[start + len(old) :])
        return start

    def break_with(self, broken: Break) -> str:
        """Make the edit; return the fault that it must give, as the loader writes it."""
        start = self.replace(broken.file, broken.old, broken.new)
        if broken.above:
            text = (self.folder / broken.file).read_text(encoding="utf-8")
            start = text.rindex(broken.above, 0, start)
        line = self._line(broken.file, broken.at, start)
        first = self._line(broken.first_file or broken.file, broken.first)
        return f"{broken.file}:{line}: {broken.says.replace('{line}', str(first))}"

    def _line(self, file: str, part: str, start: int = 0) -> int:
        text = (self.folder / file).read_text(encoding="utf-8")
        return text.count("\n", 0, text.index(part, start)) + 1

    def faults(self) -> list[str]:
        """Return what the loader finds, as it writes it."""
        return [str(fault) for fault in self.found()]

    def found(self) -> list[Fault]:
        """Return what the loader finds, in the order in which it is reported."""
        try:
            load_folder(self.folder)
        except RulebookError as error:
            return error.faults
        return []
