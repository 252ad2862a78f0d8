"""What a visitor waits for: pages over loopback from the server that `make run` starts, against a bare hello.

Both are served by one worker of the same server with the same settings; requests take turns, each over a
connection that stays open, and the median counts. What `bench.pages` leaves out is in these figures: the
server itself, the reading of requests and the sending of every byte, and packing, which every browser asks
for. Advice is asked for under addresses that nobody has asked for before, after some strangers have been
answered.
"""

from __future__ import annotations

import itertools
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from http.client import FOUND, NOT_MODIFIED, OK, HTTPConnection, HTTPException
from pathlib import Path

from bench.businesses import businesses
from bench.pages import FIRST_DAY, LANGUAGES, address
from somerec.advice.answers import Answers
from somerec.rulebook.load import load_rulebook

STRANGERS, ROUNDS = 600, 400
GOALS = {
    "advice page, uncached": 12.0,
    "advice page, uncached, packed": 12.0,
    "advice page, kept": 1.6,
    "advice page, 304": 1.6,
}
SETTINGS = ("--interface", "wsgi", "--workers", "1", "--blocking-threads", "1", "--log-level", "error")
PLAIN: Mapping[str, str] = {}
PACKED = {"Accept-Encoding": "gzip"}
"""What a browser sends."""

LATER = timedelta(days=1000)
"""After the days on which strangers have asked."""

PATIENCE = 20.0
"""Seconds that a server may take to start."""


def main() -> None:
    """Print each page's time against hello."""
    people = businesses(load_rulebook(), STRANGERS + ROUNDS)
    strangers, others = people[:STRANGERS], people[STRANGERS:]
    with ExitStack() as stack:
        ours = stack.enter_context(served("app:app"))
        hello = stack.enter_context(served("bench.hello:app"))
        for path in _unseen(strangers):
            get(ours, path)
        print("pages over loopback, as multiples of a bare Flask hello from the same server (medians)")
        _line("advice page, uncached", ours, _unseen(others, LATER), hello)
        _line("advice page, uncached, packed", ours, _unseen(others, 2 * LATER), hello, PACKED)
        kept = address("nb", others[0], FIRST_DAY)
        same = {**PACKED, "If-None-Match": get(ours, kept, PACKED)}
        _line("advice page, kept", ours, itertools.repeat(kept, ROUNDS), hello, PACKED)
        _line("advice page, 304", ours, itertools.repeat(kept, ROUNDS), hello, same)


@contextmanager
def served(application: str) -> Iterator[HTTPConnection]:
    """Serve an application with an empty data folder; the value is a connection to it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as data:
        process = subprocess.Popen(  # noqa: S603  Our own two applications.
            [sys.executable, "-m", "granian", *SETTINGS, "--port", str(port), application],
            cwd=Path(__file__).parents[1],
            env={**os.environ, "SOMEREC_DATA": data},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        connection = HTTPConnection("127.0.0.1", port)
        try:
            _wait_for(connection)
            yield connection
        finally:
            connection.close()
            process.terminate()
            process.wait()


def _wait_for(connection: HTTPConnection) -> None:
    for _ in range(int(PATIENCE / 0.1)):
        try:
            get(connection, "/")
        except (OSError, HTTPException):
            connection.close()
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server does not start")


def _unseen(people: Iterable[Answers], later: timedelta = timedelta()) -> Iterator[str]:
    """Yield addresses of advice that nobody has asked for before."""
    for turn, person in enumerate(people):
        yield address(LANGUAGES[turn % 3], person, FIRST_DAY + later + timedelta(days=turn))


def get(connection: HTTPConnection, path: str, headers: Mapping[str, str] = PLAIN) -> str:
    """Ask for a page, read all of it, and return its ETag."""
    connection.request("GET", path, headers=dict(headers))
    answer = connection.getresponse()
    answer.read()
    if answer.status not in ((NOT_MODIFIED,) if "If-None-Match" in headers else (OK, FOUND)):
        raise RuntimeError(f"{path} answered {answer.status}")
    return answer.headers.get("ETag", "")


def _line(
    goal: str,
    ours: HTTPConnection,
    paths: Iterable[str],
    hello: HTTPConnection,
    headers: Mapping[str, str] = PLAIN,
) -> None:
    """Print one page's time against hello, the two asked for in turn."""
    pairs = [(_took(ours, path, headers), _took(hello, "/")) for path in paths]
    page, base = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = page / base
    held = "within" if ratio <= GOALS[goal] else "ABOVE"
    print(f"  {goal:30} {ratio:6.2f} x hello ({page * 1e6:7.0f} us), {held} the goal of {GOALS[goal]:g}")


def _took(connection: HTTPConnection, path: str, headers: Mapping[str, str] = PLAIN) -> float:
    begun = time.perf_counter()
    get(connection, path, headers)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
