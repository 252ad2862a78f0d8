"""What a plan on paper costs: PDFs that nobody asked for before, against a bare Flask hello in one run.

The typesetter is warm: its fonts and its layout have been read. Every document is another business’s, on
another day, with its code for a phone, so that no whole one is kept from before. Sentences are: what was set
for one of the last ten documents is remembered for others in its language, as it is where the app runs.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections import defaultdict
from datetime import date, timedelta

from flask import Flask

from bench.businesses import businesses
from somerec.advice.recommend import recommend
from somerec.rulebook.load import load_rulebook
from somerec.takeaways.pdf import as_pdf

DOCUMENTS, WARMING = 90, 9
LANGUAGES = ("nb", "sv", "en")
GOAL = 50.0
"""Milliseconds: the median document."""

FIRST_DAY = date(2027, 1, 4)


def main() -> None:
    """Print the median, that of each depth of plan, and both as multiples of hello."""
    rulebook = load_rulebook()
    hello = Flask("hello")
    hello.add_url_rule("/", view_func=lambda: "Hello")
    client = hello.test_client()
    made, greeted = [], []
    by_depth: dict[str, list[float]] = defaultdict(list)
    gc.collect()
    gc.freeze()
    for turn, person in enumerate(businesses(rulebook, DOCUMENTS)):
        advice = recommend(person, rulebook, FIRST_DAY + timedelta(days=turn))
        link = f"https://somerec.example/advice?{person.to_query()}"
        begun = time.perf_counter()
        as_pdf(advice, rulebook, LANGUAGES[turn % 3], link)
        made.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        client.get("/")
        greeted.append(time.perf_counter() - begun)
        if turn >= WARMING:
            by_depth[advice.depth].append(made[-1])
    gc.unfreeze()
    base, median = statistics.median(greeted), statistics.median(made[WARMING:])
    judged = "within" if median * 1e3 <= GOAL else "ABOVE"
    print(f"PDFs for {DOCUMENTS} businesses, none made before")
    ratio = f"{median / base:6.0f} x hello ({median * 1e3:.1f} ms)"
    print(f"  {'median':12} {ratio}, {judged} the goal of {GOAL:g} ms")
    for depth, times in by_depth.items():
        found = statistics.median(times)
        print(f"  {depth:12} {found / base:6.0f} x hello ({found * 1e3:.1f} ms, {len(times)} documents)")


if __name__ == "__main__":
    main()
