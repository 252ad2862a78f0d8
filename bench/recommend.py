"""What advice costs without pages: reading and `recommend`, against a bare Flask hello in the same run.

Businesses take turns, and so do reading, recommending and hello, as in a server that answers strangers one
after another. Each business comes round three times: every call counts for the median, but a business is as
slow as its best call, or the slowest would be whichever the machine's other work interrupted.
"""

from __future__ import annotations

import gc
import statistics
import time
from datetime import date

from flask import Flask

from bench.businesses import businesses
from somerec.advice.answers import read_query
from somerec.advice.recommend import recommend
from somerec.rulebook.load import load_rulebook

BUSINESSES, ROUNDS = 1000, 3
GOAL, SLOWEST_GOAL = 0.5, 3.0
"""Milliseconds: the median and the slowest of `recommend`."""

FIRST_DAY = date(2027, 1, 4)


def main() -> None:
    """Print the medians, the slowest, and both as multiples of hello."""
    rulebook = load_rulebook()
    people = businesses(rulebook, BUSINESSES)
    queries = [person.to_query() for person in people]
    hello = Flask("hello")
    hello.add_url_rule("/", view_func=lambda: "Hello")
    client = hello.test_client()
    # The rulebook stays for good. A collector that searched it in the middle of a call would be measured too.
    gc.collect()
    gc.freeze()
    read, greeted = [], []
    advised: list[list[float]] = [[] for _ in people]
    for _ in range(ROUNDS):
        for person, query, times in zip(people, queries, advised, strict=True):
            begun = time.perf_counter()
            read_query(query, rulebook)
            read.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            recommend(person, rulebook, FIRST_DAY)
            times.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            client.get("/")
            greeted.append(time.perf_counter() - begun)
    gc.unfreeze()
    base = statistics.median(greeted)
    print(f"advice for {BUSINESSES} random businesses, beside a bare Flask hello of {base * 1e3:.3f} ms")
    _line("recommend, median", statistics.median(time for times in advised for time in times), base, GOAL)
    _line("recommend, slowest", max(map(min, advised)), base, SLOWEST_GOAL)
    _line("read_query, median", statistics.median(read), base)


def _line(name: str, seconds: float, base: float, goal: float | None = None) -> None:
    """Print a time as a multiple of hello, and whether it keeps to a goal in milliseconds."""
    milliseconds = seconds * 1e3
    verdict = (
        "" if goal is None else f", {'within' if milliseconds <= goal else 'ABOVE'} the goal of {goal:g} ms"
    )
    print(f"  {name:20} {seconds / base:6.2f} x hello ({milliseconds:.3f} ms){verdict}")


if __name__ == "__main__":
    main()
