"""How an edition's files are read: as a strict subset of YAML, whole, and with every fault at once."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from somerec.rulebook.load import FILES
from somerec.rulebook.reader import Fault, Row, Table, Word, read
from tests.rulebook.broken import Edition

SEED = 20_261
"""Any number will do; the same one every time makes a failure come back."""


def read_text(folder: Path, text: str) -> tuple[Table, list[Fault]]:
    """Read a text as a file of an edition."""
    path = folder / "file.yaml"
    path.write_text(text, encoding="utf-8")
    faults: list[Fault] = []
    return read(path, faults), faults


@pytest.mark.parametrize(
    "word", ["no", "yes", "on", "null", "~", "010", "12:30", "0x1f", "1_000", "2026-11-22", ".5"]
)
def test_a_word_stays_the_word_that_was_written(tmp_path: Path, word: str) -> None:
    table, faults = read_text(tmp_path, f"key: {word}\nlist: [{word}]\n{word}: value\n")

    assert faults == []
    assert table == {"key": word, "list": [word], word: "value"}


def test_every_value_knows_its_file_and_line(tmp_path: Path) -> None:
    table, _ = read_text(tmp_path, "# A comment.\none: word\n\ntwo:\n  - three\n  - four: 5\n")
    word, row = table["one"], table["two"]
    assert isinstance(word, Word)
    assert isinstance(row, Row)

    assert (word.file, word.line) == ("file.yaml", 2)
    assert table.lines == {"one": 2, "two": 4}
    assert [item.line for item in row] == [5, 6]


def test_a_file_that_is_not_yaml_is_a_fault_on_its_line(edition: Edition) -> None:
    edition.write("stop.yaml", "general:\n  one: [two\nthree: four\n")

    assert "stop.yaml:3: not YAML: did not find expected ',' or ']'" in edition.faults()


def test_a_file_that_is_a_list_is_a_fault(edition: Edition) -> None:
    edition.write("placing.yaml", "- id: R09\n")

    assert "placing.yaml:1: the file must be a mapping of names to values" in edition.faults()


def test_an_empty_file_lacks_its_keys(edition: Edition) -> None:
    edition.write("actions.yaml", "# Nothing yet.\n")

    assert "actions.yaml:1: actions.yaml lacks 'actions'" in edition.faults()


def test_two_documents_in_one_file_are_a_fault(edition: Edition) -> None:
    edition.write("placing.yaml", "rules: []\n---\nrules: []\n")

    assert "placing.yaml:2: not YAML: but found another document" in edition.faults()


def test_a_file_in_another_encoding_is_a_fault_on_its_line(edition: Edition) -> None:
    (edition.folder / "placing.yaml").write_bytes("rules: []\n# Måned\n".encode("latin-1"))

    assert "placing.yaml:2: not UTF-8 text" in edition.faults()


def test_a_character_that_no_text_may_hold_is_a_fault_on_its_line(edition: Edition) -> None:
    (edition.folder / "placing.yaml").write_bytes(b"rules: []\n# \x07\n")

    assert "placing.yaml:2: not YAML: control characters are not allowed" in edition.faults()


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_a_fault_whichever_it_is(edition: Edition, name: str) -> None:
    (edition.folder / f"{name}.yaml").unlink()

    assert f"{name}.yaml:1: the file is missing" in edition.faults()


def test_a_file_under_a_wrong_name_is_a_fault(edition: Edition) -> None:
    edition.write("chosing.yaml", "rules: []\n")

    assert edition.faults() == ["chosing.yaml:1: an edition has no such file; did you mean 'choosing'?"]


def test_all_faults_of_a_broken_edition_are_told_at_once_by_file_and_line(edition: Edition) -> None:
    edition.replace("tactics.yaml", "group: social", "group: sociable")
    edition.replace("choosing.yaml", "reject: [instagram, tiktok", "reject: [instagram, tictoc")
    edition.replace("choosing.yaml", "score: {gbp: 5}", "score: {gbp: five}")
    edition.replace("aim.yaml", "principle: true", "principle: yes")

    found = edition.found()

    assert [(fault.file, fault.message) for fault in found] == [
        ("aim.yaml", "'principle' must be true or false, not 'yes'"),
        ("choosing.yaml", "'gbp' must be a whole number, not 'five'"),
        ("choosing.yaml", "unknown tactic 'tictoc'; did you mean 'tiktok'?"),
        ("tactics.yaml", "unknown group 'sociable'; did you mean 'social'?"),
    ]
    assert found == sorted(found)


@pytest.mark.proof
def test_whatever_is_written_into_an_edition_the_loader_answers_with_faults_or_a_rulebook(
    edition: Edition,
) -> None:
    chance = random.Random(SEED)
    for _ in range(60):
        file = f"{chance.choice(FILES)}.yaml"
        text = (edition.folder / file).read_text(encoding="utf-8")
        lines = text.split("\n")
        place = chance.randrange(len(lines))
        key = lines[place].partition(":")[0]
        lines[place : place + chance.randrange(3)] = [
            f"{key}: {chance.choice(['', 'x', '[a, b]', '{a: b}', '}'])}"
        ]
        edition.write(file, "\n".join(lines))

        edition.found()  # Anything but a RulebookError would end the test.

        edition.write(file, text)
