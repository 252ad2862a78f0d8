"""What it costs to explain: why not, what would change it by one answer and by two, and how firm the plan is.

Each business is explained beside its own `recommend`, so that both meet the machine in the same mood. The
result page waits for neither `explain` nor its words; the JSON and the Markdown do, and are measured too.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from datetime import date

from bench.businesses import businesses
from somerec.advice.explain import explain, tipping_points
from somerec.advice.recommend import recommend
from somerec.rulebook.load import load_rulebook
from somerec.takeaways.result_json import as_json

BUSINESSES, ROUNDS = 150, 3
GOAL = 50.0
"""Milliseconds: the median of the whole explanation of one result."""

FIRST_DAY = date(2027, 1, 4)


def main() -> None:
    """Print medians and the slowest, and the medians as multiples of `recommend`."""
    rulebook = load_rulebook()
    people = businesses(rulebook, BUSINESSES)
    found = [recommend(person, rulebook, FIRST_DAY) for person in people]
    jobs: dict[str, Callable[[int], object]] = {
        "recommend": lambda place: recommend(people[place], rulebook, FIRST_DAY),
        "explain": lambda place: explain(found[place], rulebook),
        "tipping_points alone": lambda place: tipping_points(found[place], rulebook),
        "JSON, explained": lambda place: as_json(found[place], rulebook, "en"),
    }
    times: dict[str, list[list[float]]] = {name: [[] for _ in people] for name in jobs}
    gc.collect()
    gc.freeze()
    for _ in range(ROUNDS):
        for place in range(BUSINESSES):
            for name, job in jobs.items():
                begun = time.perf_counter()
                job(place)
                times[name][place].append(time.perf_counter() - begun)
    gc.unfreeze()
    medians = {name: statistics.median(map(min, each)) * 1e3 for name, each in times.items()}
    base = medians["recommend"]
    print(f"explanations for {BUSINESSES} random businesses, beside a recommend of {base:.3f} ms")
    for name, median in medians.items():
        slowest = max(map(min, times[name])) * 1e3
        verdict = f", {'within' if median <= GOAL else 'ABOVE'} the goal of {GOAL:g} ms" * (name == "explain")
        print(
            f"  {name:21} {median / base:6.1f} x recommend ({median:.2f} ms, slowest {slowest:.2f}){verdict}"
        )


if __name__ == "__main__":
    main()
