"""Processes that write to a store, and one that kills them, for the tests of crashes and of load.

`python -m tests.store.workers crash FOLDER KILLS SECONDS` and `… paced FOLDER PROCESSES A_SECOND SECONDS`
print what happened as JSON. What a writer was told is kept, it notes in a file beside, at once and past any
crash of its own: the acknowledgement that a visitor would have had.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from somerec.store import GoneToken, Store, StoreUnavailable, UnknownToken
from somerec.store.tokens import token_hash
from somerec.store.upkeep import verify
from tests.store.conftest import DAY, RESULT, rows

LOG = "acknowledged"
WRITERS = 4
CHECK_EVERY = 20


class Log:
    """Lines that are in the file as soon as they are written, each whole."""

    def __init__(self, folder: Path) -> None:
        self._handle = os.open(folder / LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def note(self, *words: str) -> None:
        """Write a line."""
        os.write(self._handle, f"{' '.join(words)}\n".encode())


def lines(folder: Path) -> list[list[str]]:
    """Return the lines that were noted, in words."""
    return [line.split() for line in (folder / LOG).read_text().splitlines()]


def write_for_ever(folder: Path) -> None:
    """Keep results, and delete every fourth, until killed."""
    store, log = Store(folder), Log(folder)
    while True:
        try:
            tokens = store.keep(RESULT, DAY)
            log.note("kept", tokens.token)
            if random.random() < 0.25:
                log.note("deleting", tokens.token)
                store.delete_kept(tokens.delete_token, DAY)
                log.note("deleted", tokens.token)
        except StoreUnavailable as error:
            log.note("refused", error.failure)


def fork(work: Callable[[], None]) -> int:
    """Do work in a child process; return its number."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return child


def kill(child: int) -> None:
    """Kill a child as a power cut would kill it."""
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def crash(folder: Path, kills: int, seconds: float) -> dict[str, object]:
    """Kill one of several writers, again and again, at uneven moments; then look at what is left.

    On a slow disk the time may be over before all kills are done; the report says how many there were.
    """
    started = time.monotonic()
    Log(folder).note("begun")
    writers = [fork(lambda: write_for_ever(folder)) for _ in range(WRITERS)]
    faults: list[str] = []
    done = 0
    while done < kills and time.monotonic() - started < seconds:
        done += 1
        time.sleep(random.uniform(0.01, 0.12))
        if done % CHECK_EVERY == 0:
            faults += verify(Store(folder)).faults
        kill(writers.pop(0))
        writers.append(fork(lambda: write_for_ever(folder)))
    for writer in writers:
        kill(writer)
    faults += verify(Store(folder)).faults
    return {"kills": done, "faults": faults, "seconds": time.monotonic() - started, **_compare(folder)}


def _compare(folder: Path) -> dict[str, object]:
    """Compare what was acknowledged with what is there, by the store and past it."""
    store = Store(folder)
    noted = lines(folder)
    said: dict[str, set[str]] = {word: set() for word in ("kept", "deleting", "deleted")}
    for word, *rest in noted:
        if word in said:
            said[word].add(rest[0])
    found = Counter((token, _state(store, token)) for token in said["kept"])
    there = {row[0] for row in rows(store.path)["kept"]}
    return {
        "kept": len(said["kept"]),
        "deleted": len(said["deleted"]),
        "lost": sum(found[token, "there"] == 0 for token in said["kept"] - said["deleting"]),
        "revived": sum(found[token, "gone"] == 0 for token in said["deleted"]),
        "half": sum(found[token, "unknown"] for token in said["deleting"]),
        "not_acknowledged": len(there - {token_hash(token) for token in said["kept"]}),
        "refused": Counter(rest[0] for word, *rest in noted if word == "refused"),
    }


def _state(store: Store, token: str) -> str:
    try:
        return "there" if store.open_kept(token, DAY) == RESULT else "altered"
    except GoneToken:
        return "gone"
    except UnknownToken:
        return "unknown"


def paced(folder: Path, processes: int, a_second: int, seconds: float) -> dict[str, object]:
    """Let processes each keep so many results a second; say how long that took and who was refused."""
    started = time.monotonic()
    Log(folder).note("begun")

    def work() -> None:
        write_paced(folder, a_second, seconds)

    sampler = fork(lambda: sample_disk(folder))
    writers = [fork(work) for _ in range(processes)]
    for writer in writers:
        os.waitpid(writer, 0)
    kill(sampler)
    noted = lines(folder)
    waits = sorted(float(rest[1]) for word, *rest in noted if word == "kept")
    return {
        "asked": int(processes * a_second * seconds),
        "kept": len(waits),
        "refused": Counter(rest[0] for word, *rest in noted if word == "refused"),
        "seconds": time.monotonic() - started,
        "p50_ms": waits[len(waits) // 2],
        "p99_ms": waits[int(len(waits) * 0.99)],
        "worst_ms": waits[-1],
        "slowest_sync_ms": max((float(rest[0]) for word, *rest in noted if word == "sync"), default=0.0),
    }


def sample_disk(folder: Path) -> None:
    """Note how long the disk takes for a sync of its own, until killed."""
    log = Log(folder)
    with (folder / "sample").open("wb") as file:
        while True:
            file.write(b"x" * 4096)
            file.flush()
            asked = time.monotonic()
            os.fsync(file.fileno())
            log.note("sync", f"{(time.monotonic() - asked) * 1000:.2f}")
            time.sleep(0.05)


def write_paced(folder: Path, a_second: int, seconds: float) -> None:
    """Keep results at even moments, later where one took too long, and note how long each took."""
    store, log = Store(folder), Log(folder)
    begun = time.monotonic()
    for number in range(int(a_second * seconds)):
        time.sleep(max(0.0, begun + number / a_second - time.monotonic()))
        asked = time.monotonic()
        try:
            token = store.keep(RESULT, DAY).token
        except StoreUnavailable as error:
            log.note("refused", error.failure)
        else:
            log.note("kept", token, f"{(time.monotonic() - asked) * 1000:.2f}")


if __name__ == "__main__":
    name, place, *numbers = sys.argv[1:]
    Path(place).mkdir(exist_ok=True)
    if name == "crash":
        report = crash(Path(place), int(numbers[0]), float(numbers[1]))
    else:
        report = paced(Path(place), int(numbers[0]), int(numbers[1]), float(numbers[2]))
    print(json.dumps(report))  # noqa: T201
