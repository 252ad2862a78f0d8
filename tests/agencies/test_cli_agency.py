"""The commands for agencies, as whoever runs somerec types them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from somerec.cli import main
from tests.agencies.conftest import SOUND


def run(data: Path, *arguments: str) -> Result:
    """Run a command of the group on a data folder."""
    return CliRunner().invoke(main, ["agency", *arguments], env={"SOMEREC_DATA": str(data)})


@pytest.mark.parametrize("name", ["new", "check", "stats"])
def test_every_command_explains_itself_with_an_example(tmp_path: Path, name: str) -> None:
    assert f"Example:\n    somerec agency {name}" in run(tmp_path, name, "--help").output


def test_a_new_agency_has_a_file_that_passes_the_check(tmp_path: Path) -> None:
    made = run(tmp_path, "new", "lund")
    assert made.exit_code == 0
    assert (tmp_path / "agencies" / "lund.toml").exists()
    checked = run(tmp_path, "check")
    assert (checked.exit_code, checked.output) == (0, "lund.toml: no faults\n")


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    run(tmp_path, "new", "lund")
    (tmp_path / "agencies" / "lund.toml").write_text(SOUND, encoding="utf-8")
    again = run(tmp_path, "new", "lund")
    assert again.exit_code == 2
    assert "there is such a file already" in again.output
    assert (tmp_path / "agencies" / "lund.toml").read_text(encoding="utf-8") == SOUND


def test_a_key_that_cannot_stand_in_an_address_is_refused(tmp_path: Path) -> None:
    made = run(tmp_path, "new", "../Lund")
    assert made.exit_code == 2
    assert "small letters, digits and hyphens" in made.output
    assert list(tmp_path.iterdir()) == []


def test_a_fault_is_named_with_its_line_and_fails_the_check(tmp_path: Path) -> None:
    run(tmp_path, "new", "oslo")
    (tmp_path / "agencies" / "lund.toml").write_text(SOUND.replace("radius", "radios"), encoding="utf-8")
    checked = run(tmp_path, "check")
    assert checked.exit_code == 1
    assert "lund.toml:10: colours.radios: unknown key; did you mean 'radius'?" in checked.output
    assert "oslo.toml: no faults" in checked.output


def test_an_agency_without_a_file_is_said_to_have_none(tmp_path: Path) -> None:
    checked = run(tmp_path, "check", "nobody")
    assert checked.exit_code == 1
    assert "nobody.toml: No such file or directory" in checked.output


def test_a_wildcard_is_warned_of_and_passes(tmp_path: Path) -> None:
    run(tmp_path, "new", "lund")
    text = SOUND.replace('www.lund.example"]', '*.lund.example"]')
    (tmp_path / "agencies" / "lund.toml").write_text(text, encoding="utf-8")
    checked = run(tmp_path, "check", "lund")
    assert checked.exit_code == 0
    assert "lets every site below that name show the frame" in checked.output
