"""Many at once: nobody is refused, and a copy that is made meanwhile is whole."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from somerec.store import Store
from somerec.store.tokens import token_hash
from somerec.store.upkeep import backup, restore, verify
from tests.store.conftest import DAY, RESULT, rows
from tests.store.workers import LOG, lines

ROOT = Path(__file__).parents[2]
PROCESSES = 8
A_SECOND = 50
SECONDS = 3


def paced(folder: Path, processes: int, seconds: int) -> subprocess.Popen[str]:
    """Start processes that write at an even pace."""
    numbers = [str(number) for number in (processes, A_SECOND, seconds)]
    command = [sys.executable, "-m", "tests.store.workers", "paced", str(folder), *numbers]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)


@pytest.mark.slow
def test_of_eight_processes_that_write_fifty_rows_a_second_none_is_refused(tmp_path: Path) -> None:
    output, _ = paced(tmp_path, PROCESSES, SECONDS).communicate(timeout=300)
    report = json.loads(output)
    print(report)  # noqa: T201
    if report["refused"] and report["slowest_sync_ms"] > 1000:
        pytest.skip(f"The disk itself took {report['slowest_sync_ms']} ms for a sync.")
    assert report["refused"] == {}
    assert report["kept"] == report["asked"] == PROCESSES * A_SECOND * SECONDS
    assert verify(Store(tmp_path)).counts["kept"] == report["kept"]


@pytest.mark.slow
def test_backups_made_while_others_write_restore_to_what_they_were(tmp_path: Path) -> None:
    live = tmp_path / "live"
    live.mkdir()
    writers = paced(live, 4, SECONDS)
    while not (live / LOG).exists() or len(lines(live)) < 50:
        time.sleep(0.02)
    store = Store(live)
    deleted = store.keep(RESULT, DAY)
    store.delete_kept(deleted.delete_token, DAY)
    copies: list[tuple[Path, set[bytes]]] = []
    while writers.poll() is None and len(copies) < 10:
        before = {token_hash(words[1]) for words in lines(live) if words[0] == "kept"}
        copy = tmp_path / f"{len(copies)}.db"
        assert backup(store, copy).faults == ()
        copies.append((copy, before))
        time.sleep(0.1)
    writers.communicate(timeout=300)
    assert len(copies) > 1
    final = rows(store.path)
    for number, (copy, before) in enumerate(copies):
        found = rows(copy)
        # Everything that was acknowledged before the copy was begun, and nothing that never was.
        assert before <= {row[0] for row in found["kept"]}
        assert found["kept"] <= final["kept"]
        restored = Store(tmp_path / f"restored {number}")
        restore(restored, copy)
        assert rows(restored.path) == found
        assert verify(restored).faults == ()
        restored.close()
    assert len(rows(copies[0][0])["kept"]) < len(final["kept"])


@pytest.mark.slow
def test_a_restore_over_a_database_that_others_write_to_leaves_it_sound(tmp_path: Path) -> None:
    live = tmp_path / "live"
    live.mkdir()
    store = Store(live)
    first = store.keep(RESULT, DAY)
    backup(store, tmp_path / "copy.db")
    writers = paced(live, 4, SECONDS)
    while not (live / LOG).exists() or len(lines(live)) < 50:
        time.sleep(0.02)
    for _ in range(3):
        restore(store, tmp_path / "copy.db", force=True)
        assert store.open_kept(first.token, DAY) == RESULT
        time.sleep(0.1)
    at_the_end = len([words for words in lines(live) if words[0] == "kept"])
    writers.communicate(timeout=300)
    assert verify(store).faults == ()
    # What was acknowledged after the last restore is there, save what was stored before it and noted later.
    later = [token_hash(words[1]) for words in lines(live) if words[0] == "kept"][at_the_end:]
    assert len(set(later) - {row[0] for row in rows(store.path)["kept"]}) <= 4
