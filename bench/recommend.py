"""What advice costs without pages: reading and `recommend`, against a bare Flask hello in the same run.

Twice over: in a row, business after business, which is what the goals are about; and in turn with reading and
with hello, as in a server that answers strangers one after another and finds the processor's memory full of
something else each time. Each business comes round three times: every call counts for the median, but a
business is as slow as its best call, or the slowest would be whichever the machine's other work interrupted.

Hello is called through WSGI: what a test client does around it takes longer than hello itself, and would
flatter us. What counts is processor time, as with pages.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from datetime import date
from itertools import chain
from typing import Any

from bench.businesses import businesses
from bench.hello import app as hello
from bench.pages import call, request_for
from somerec.advice.answers import read_query
from somerec.advice.recommend import recommend
from somerec.rulebook.load import load_rulebook

BUSINESSES, ROUNDS = 1000, 3
GOAL, SLOWEST_GOAL = 0.5, 3.0
"""Milliseconds: the median and the slowest of `recommend`, called in a row."""

FIRST_DAY = date(2027, 1, 4)


def main() -> None:
    """Print the medians and the slowest, in a row and in turn, the latter as multiples of hello too."""
    rulebook = load_rulebook()
    people = businesses(rulebook, BUSINESSES)
    queries = [person.to_query() for person in people]
    greeting = request_for("/")
    # The rulebook stays for good. A collector that searched it in the middle of a call would be measured too.
    gc.collect()
    gc.freeze()
    row: list[list[float]] = [[] for _ in people]
    turn: list[list[float]] = [[] for _ in people]
    read, greeted = [], []
    for _ in range(ROUNDS):
        for person, times in zip(people, row, strict=True):
            times.append(_took(recommend, person, rulebook, FIRST_DAY))
        for person, query, times in zip(people, queries, turn, strict=True):
            read.append(_took(read_query, query, rulebook))
            times.append(_took(recommend, person, rulebook, FIRST_DAY))
            greeted.append(_took(call, hello.wsgi_app, dict(greeting)))
    gc.unfreeze()
    base = statistics.median(greeted)
    print(f"advice for {BUSINESSES} random businesses, beside a bare Flask hello of {base:.3f} ms")
    _line("recommend, median", statistics.median(chain.from_iterable(row)), goal=GOAL)
    _line("recommend, slowest", max(map(min, row)), goal=SLOWEST_GOAL)
    _line("in turn, median", statistics.median(chain.from_iterable(turn)), base)
    _line("in turn, slowest", max(map(min, turn)), base)
    _line("read_query, median", statistics.median(read), base)


def _took(work: Callable[..., object], *given: Any) -> float:
    """Return the milliseconds of processor time that something takes."""
    begun = time.process_time()
    work(*given)
    return (time.process_time() - begun) * 1e3


def _line(name: str, taken: float, base: float | None = None, goal: float | None = None) -> None:
    """Print milliseconds, as so many hellos where they took turns with one, and against a goal."""
    hellos = f", {taken / base:.2f} x hello" if base else ""
    held = f", {'within' if taken <= goal else 'ABOVE'} the goal of {goal:g} ms" if goal else ""
    print(f"  {name:20} {taken:6.3f} ms{hellos}{held}")


if __name__ == "__main__":
    main()
