"""Whoever was told that a result is kept finds it again, whatever happened to the process that said so."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from somerec.store import KeptResult, Store
from somerec.store.schema import TABLES
from somerec.store.upkeep import verify
from tests.store.conftest import DAY

ROOT = Path(__file__).parents[2]

KILLS = int(os.environ.get("SOMEREC_KILLS", "200"))
"""How often a writer is killed. Two hundred take from 15 to 60 seconds, as the disk goes."""

SECONDS = 3600 if "SOMEREC_KILLS" in os.environ else 60
"""When to stop killing all the same, unless a number was asked for."""


@pytest.mark.proof
@pytest.mark.slow
def test_two_hundred_kills_during_concurrent_writes_lose_nothing_that_was_acknowledged(
    tmp_path: Path,
) -> None:
    """Four processes write. One is killed at a time, and another takes its place."""
    command = [sys.executable, "-m", "tests.store.workers", "crash", str(tmp_path), str(KILLS), str(SECONDS)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=ROOT, timeout=SECONDS + 600
    )
    report = json.loads(done.stdout)
    print(report)  # noqa: T201
    assert report["kills"] == KILLS or (report["kills"] >= 20 and report["seconds"] > SECONDS)
    assert report["kept"] > report["kills"]
    assert {name: report[name] for name in ("faults", "lost", "revived", "half")} == {
        "faults": [],
        "lost": 0,
        "revived": 0,
        "half": 0,
    }
    # What was stored a moment before the kill, so that nobody was told any more.
    assert report["not_acknowledged"] <= report["kills"] + 4


def test_a_process_that_dies_in_the_middle_of_writing_leaves_nothing_half_written(store: Store) -> None:
    token = store.keep(KeptResult("2026-1", "size=solo", DAY), DAY).token
    store.close()
    child = os.fork()
    if child == 0:
        with store.writing() as database:
            database.execute("UPDATE kept SET answers = 'size=large'")
            database.execute("INSERT INTO gone SELECT token_hash, '2027-01-11' FROM kept")
            # Enough to leave memory for the disk before the end.
            database.execute("PRAGMA cache_size = 1")
            for number in range(3000):
                database.execute("INSERT INTO gone VALUES (?, '')", (number.to_bytes(32, "big"),))
            os._exit(0)
    os.waitpid(child, 0)
    assert store.open_kept(token, DAY).answers == "size=solo"
    assert verify(store).counts == {**dict.fromkeys(TABLES, 0), "kept": 1}
    assert verify(store).faults == ()
