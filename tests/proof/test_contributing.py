"""What CONTRIBUTING shows of the checker is what happens: its commands are run, its output is compared."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def commands() -> Iterator[tuple[str, list[str]]]:
    """Yield every command of the transcripts with the lines that it must write; … stands for anything."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    command, output = "", list[str]()
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ "):
                if command:
                    yield command, output
                command, output = line[2:], []
            elif line.startswith("> "):
                command += f"\n{line[2:]}"
            else:
                output.append(line)
    yield command, output


def as_shown(written: list[str], shown: list[str]) -> bool:
    """Say whether lines are as shown; a line of only … stands for any number of lines."""
    if not shown:
        return not written
    if shown[0] == "…":
        return any(as_shown(written[place:], shown[1:]) for place in range(len(written) + 1))
    pattern = re.sub(r"([\[\]*?])", r"[\1]", shown[0]).replace("…", "*")
    return bool(written) and fnmatchcase(written[0], pattern) and as_shown(written[1:], shown[1:])


@pytest.mark.proof
def test_the_way_from_a_rule_to_a_case_goes_as_contributing_shows_it(tmp_path: Path) -> None:
    (tmp_path / "somerec").symlink_to(ROOT / "somerec")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    run = list(commands())

    for command, shown in run:
        done = subprocess.run(
            ["bash", "-c", command],  # noqa: S607 - the shell of whoever reads the page
            cwd=tmp_path,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        written = done.stdout.splitlines()
        assert done.stderr == "", command
        assert as_shown(written, shown), "\n".join((command, *written))

    assert sum("somerec" in command for command, _ in run) >= 4
