"""The server sees changes of an agency's file by itself, and a broken file breaks nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from somerec.agencies import Shelf
from somerec.rulebook.load import load_rulebook
from tests.agencies.conftest import SOUND


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with one sound agency."""
    write(tmp_path, SOUND)
    return tmp_path


@pytest.fixture
def shelf(folder: Path) -> Shelf:
    """Return the shelf of that folder."""
    return Shelf(folder, load_rulebook())


def write(folder: Path, text: str) -> None:
    """Write the file with a date that differs even where the clock is coarse."""
    path = folder / "lund.toml"
    later = path.stat().st_mtime_ns + 10**9 if path.exists() else 10**18
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(later, later))


def test_a_change_is_seen_without_a_restart(folder: Path, shelf: Shelf) -> None:
    first = shelf.get("lund")
    write(folder, SOUND.replace("Lund Reklam", "Lund & Co"))
    second = shelf.get("lund")
    assert first is not None
    assert second is not None
    assert (first.name, second.name) == ("Lund Reklam", "Lund & Co")


def test_what_has_not_changed_is_not_read_again(shelf: Shelf) -> None:
    assert shelf.get("lund") is shelf.get("lund")


def test_the_last_good_one_stays_while_a_fault_stands_in_the_file(
    folder: Path, shelf: Shelf, caplog: pytest.LogCaptureFixture
) -> None:
    good = shelf.get("lund")
    write(folder, SOUND.replace("radius = 6", "radius = 600"))
    assert shelf.get("lund") == good
    assert "lund.toml:10: colours.radius: must be a whole number from 0 to 32" in caplog.text
    write(folder, SOUND.replace("radius = 6", "radius = 12"))
    mended = shelf.get("lund")
    assert mended is not None
    assert mended.theme.radius == 12


def test_a_file_that_was_never_sound_is_no_agency(tmp_path: Path) -> None:
    write(tmp_path, "key = ")
    assert Shelf(tmp_path, load_rulebook()).get("lund") is None


def test_an_agency_whose_file_is_gone_is_gone(folder: Path, shelf: Shelf) -> None:
    assert shelf.get("lund") is not None
    (folder / "lund.toml").unlink()
    assert shelf.get("lund") is None


def test_a_new_logo_is_a_new_digest(folder: Path, shelf: Shelf) -> None:
    (folder / "lund.svg").write_text("<svg/>", encoding="utf-8")
    write(folder, SOUND.replace("[colours]", 'logo = "lund.svg"\n[colours]'))
    first = shelf.get("lund")
    (folder / "lund.svg").write_text("<svg> </svg>", encoding="utf-8")
    second = shelf.get("lund")
    assert first is not None
    assert second is not None
    assert first.digest != second.digest


@pytest.mark.parametrize("key", ["../lund", "LUND", "", "lund/", "lund.toml", "a" * 41, "ø", "-lund"])
def test_what_is_no_key_is_never_looked_for(shelf: Shelf, key: str) -> None:
    assert shelf.get(key) is None


def test_there_may_be_no_folder_at_all(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "nowhere", load_rulebook())
    assert shelf.get("lund") is None
    assert list(shelf.keys()) == []
