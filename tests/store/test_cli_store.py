"""The commands for what is stored, as whoever runs somerec types them."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from somerec.cli import main
from somerec.cli_store import COMMANDS
from somerec.store import Store, UnknownToken
from somerec.store.schema import TABLES
from tests.store.conftest import DAY, OTHER, RESULT, rows

ROOT = Path(__file__).parents[2]
ONE_KEPT = ", ".join(["kept 1", *(f"{table} 0" for table in TABLES if table != "kept")])


def run(name: str, *arguments: str | Path, data: Path | None = None) -> Result:
    """Run a command on a data folder, as SOMEREC_DATA names it."""
    command = next(command for command in COMMANDS if command.name == name)
    environment = {"SOMEREC_DATA": str(data)} if data else {}
    return CliRunner().invoke(command, [str(argument) for argument in arguments], env=environment)


@pytest.mark.parametrize("name", ["backup", "restore", "purge", "verify"])
def test_every_command_explains_itself_with_an_example(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"Example:\n    somerec {name}" in result.output


def test_the_command_line_has_every_command() -> None:
    listed = CliRunner().invoke(main, ["--help"]).output
    for command in COMMANDS:
        assert f"\n  {command.name} " in listed
        assert main.commands[str(command.name)] is command


def test_a_backup_is_made_checked_and_restored(store: Store, tmp_path: Path) -> None:
    first = store.keep(RESULT, DAY)
    data, file = store.path.parent, tmp_path / "copy.db"
    made = run("backup", file, data=data)
    assert made.exit_code == 0
    assert made.output.startswith(f"{file}: {ONE_KEPT}. The copy was checked")
    later = store.keep(OTHER, DAY)
    refused = run("restore", file, data=data)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "Say --force" in refused.stderr
    assert store.open_kept(later.token, DAY) == OTHER
    restored = run("restore", "--force", file, data=data)
    assert restored.exit_code == 0
    assert restored.output.startswith(f"{store.path}: kept 1, gone 0")
    assert store.open_kept(first.token, DAY) == RESULT
    with pytest.raises(UnknownToken):
        store.open_kept(later.token, DAY)


def test_a_backup_is_not_written_over_another_unless_forced(store: Store, tmp_path: Path) -> None:
    store.keep(RESULT, DAY)
    file = tmp_path / "copy.db"
    assert run("backup", file, data=store.path.parent).exit_code == 0
    store.keep(OTHER, DAY)
    assert run("backup", file, data=store.path.parent).exit_code == 2
    assert len(rows(file)["kept"]) == 1
    assert run("backup", "--force", file, data=store.path.parent).exit_code == 0
    assert len(rows(file)["kept"]) == 2


def test_purge_says_how_much_it_deleted(store: Store) -> None:
    store.keep(RESULT, date.today() - timedelta(days=400))  # noqa: DTZ011
    store.keep(RESULT, date.today())  # noqa: DTZ011
    for kept in (0, 0):
        result = run("purge", data=store.path.parent)
        assert result.exit_code == 0
        assert result.output.startswith(f"deleted: kept {kept}, gone 0, attempt_keys 0, attempts 0, ")
        assert all(f" {table} " in result.output for table in TABLES)


def test_purge_deletes_what_nobody_has_opened_for_a_year(store: Store) -> None:
    store.keep(RESULT, date.today() - timedelta(days=400))  # noqa: DTZ011
    assert run("purge", data=store.path.parent).output.startswith("deleted: kept 1, gone 0")
    assert len(rows(store.path)["gone"]) == 2


def test_purge_of_nothing_is_no_fault(tmp_path: Path) -> None:
    """A timer runs it from the first night on."""
    result = run("purge", data=tmp_path)
    assert (result.exit_code, list(tmp_path.iterdir())) == (0, [])


def test_verify_tells_a_sound_database_from_a_broken_one(store: Store) -> None:
    store.keep(RESULT, DAY)
    sound = run("verify", data=store.path.parent)
    assert (sound.exit_code, sound.output) == (
        0,
        f"{store.path}: schema 0003_desk, {ONE_KEPT}: no faults\n",
    )
    with store.writing() as database:
        database.execute("DROP INDEX gone_by_day")
    broken = run("verify", data=store.path.parent)
    assert (broken.exit_code, broken.stdout) == (1, "")
    assert broken.stderr == "the tables are not those of somerec\n"


@pytest.mark.parametrize("command", [("verify",), ("backup", "copy.db")])
def test_where_nothing_is_kept_yet_there_is_nothing_to_check_or_copy(
    tmp_path: Path, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*command, data=tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Nothing has been kept here yet" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["not/there/copy.db", "/proc/copy.db"])
def test_a_place_that_cannot_be_written_to_is_named_in_one_line(
    store: Store, tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store.keep(RESULT, DAY)
    result = run("backup", place, data=store.path.parent)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)


def test_the_folder_can_be_named_on_the_line(store: Store, tmp_path: Path) -> None:
    store.keep(RESULT, DAY)
    assert run("verify", "--data", store.path.parent, data=tmp_path).exit_code == 0


def test_the_commands_need_no_web_and_no_rulebook(tmp_path: Path) -> None:
    """A backup must be possible where the rest does not start."""
    code = (
        "import sys; from somerec.cli_store import verify\n"
        "others = ('flask', 'somerec.web', 'somerec.words')\n"
        "print([name for name in sys.modules if name.startswith(others)])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT, env={**os.environ}
    )
    assert done.stdout == "[]\n"
