"""What advice costs without pages: reading and `recommend`, against a bare Flask hello in the same run.

Businesses take turns, and so do reading, recommending and hello, as in a server that answers strangers one
after another. Each business comes round three times: every call counts for the median, but a business is as
slow as its best call, or the slowest would be whichever the machine's other work interrupted.

The goals are milliseconds on the machine for which they were set, where a bare Flask hello with JSON took
154 us. As multiples of a hello they can be held against any machine. Both are printed. Hello is called
through WSGI: what a test client does around it takes longer than hello itself, and would flatter us. What
counts is processor time, as with pages.
"""

from __future__ import annotations

import gc
import statistics
import time
from datetime import date

from flask import Flask

from bench.businesses import businesses
from bench.pages import call, request_for
from somerec.advice.answers import read_query
from somerec.advice.recommend import recommend
from somerec.rulebook.load import load_rulebook

BUSINESSES, ROUNDS = 1000, 3
GOAL, SLOWEST_GOAL = 0.5, 3.0
"""Milliseconds: the median and the slowest of `recommend`."""

GOAL_HELLO = 0.154
"""Milliseconds: a hello on the machine for which the goals were set."""

FIRST_DAY = date(2027, 1, 4)


def main() -> None:
    """Print the medians, the slowest, and both as multiples of hello."""
    rulebook = load_rulebook()
    people = businesses(rulebook, BUSINESSES)
    queries = [person.to_query() for person in people]
    hello = Flask("hello")
    hello.add_url_rule("/", view_func=lambda: {"hello": "world"})
    greeting = request_for("/")
    # The rulebook stays for good. A collector that searched it in the middle of a call would be measured too.
    gc.collect()
    gc.freeze()
    read, greeted = [], []
    advised: list[list[float]] = [[] for _ in people]
    for _ in range(ROUNDS):
        for person, query, times in zip(people, queries, advised, strict=True):
            begun = time.process_time()
            read_query(query, rulebook)
            read.append(time.process_time() - begun)
            begun = time.process_time()
            recommend(person, rulebook, FIRST_DAY)
            times.append(time.process_time() - begun)
            begun = time.process_time()
            call(hello.wsgi_app, dict(greeting))
            greeted.append(time.process_time() - begun)
    gc.unfreeze()
    base = statistics.median(greeted) * 1e3
    print(f"advice for {BUSINESSES} random businesses, beside a bare Flask hello of {base:.3f} ms")
    _line("recommend, median", statistics.median(time for times in advised for time in times), base, GOAL)
    _line("recommend, slowest", max(map(min, advised)), base, SLOWEST_GOAL)
    _line("read_query, median", statistics.median(read), base)


def _line(name: str, seconds: float, base: float, goal: float | None = None) -> None:
    """Print a time and how many hellos it is, each with its goal; `base` and `goal` are milliseconds."""
    taken = seconds * 1e3
    hellos = _against(taken / base, "x hello", goal and goal / GOAL_HELLO)
    print(f"  {name:20} {hellos}; {_against(taken, 'ms', goal)}")


def _against(figure: float, unit: str, goal: float | None) -> str:
    """Return a figure, and whether it keeps to its goal where it has one."""
    if goal is None:
        return f"{figure:6.3f} {unit}"
    return f"{figure:6.3f} {unit}, {'within' if figure <= goal else 'ABOVE'} the goal of {goal:.3g}"


if __name__ == "__main__":
    main()
