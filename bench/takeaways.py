"""What a plan on paper costs: PDFs that nobody asked for before, against a bare Flask hello in one run.

The typesetter is warm: its fonts and its layout have been read. Every document is another business’s, on
another day, with its code for a phone, so that no whole one is kept from before. Sentences are: what was set
for one of the last ten documents is remembered for others in its language, as it is where the app runs.

Businesses drawn blindly are nearly all too small for a long plan. So three of four are given more people,
hours and routines, or no plan would be as long as a plan can be. Each depth is held against the goal.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections import defaultdict
from datetime import date, timedelta

from bench.businesses import businesses
from bench.hello import app as hello
from somerec.advice.answers import Answers, answer_pairs, read_pairs
from somerec.advice.recommend import recommend
from somerec.rulebook.load import load_rulebook
from somerec.rulebook.model import Rulebook
from somerec.takeaways.pdf import as_pdf

DOCUMENTS, WARMING = 180, 15
LANGUAGES = ("nb", "sv", "en")
DEPTHS = ("half_page", "one_page", "month", "quarter", "day_plan")
GOAL = 50.0
"""Milliseconds: the median document, and that of each depth of plan."""

ROUTINES = (("base", "answer_owner"), ("base", "guidelines"), ("base", "measuring"))
GROWN = (
    (),
    (("size", "micro"), ("who", "set_time"), ("hours", "h6"), *ROUTINES),
    (("size", "small"), ("who", "team_2_4"), ("hours", "h21"), *ROUTINES),
    (("size", "large"), ("who", "team_5_plus"), ("hours", "h41"), *ROUTINES),
)
"""What businesses answer instead of what was drawn, by turns."""

FIRST_DAY = date(2027, 1, 4)


def main() -> None:
    """Print the median, that of each depth of plan, and all as multiples of hello."""
    rulebook = load_rulebook()
    client = hello.test_client()
    made, greeted = [], []
    by_depth: dict[str, list[float]] = defaultdict(list)
    gc.collect()
    gc.freeze()
    for turn, person in enumerate(_of_all_sizes(rulebook)):
        advice = recommend(person, rulebook, FIRST_DAY + timedelta(days=turn))
        link = f"https://somerec.example/advice?{person.to_query()}"
        begun = time.perf_counter()
        as_pdf(advice, rulebook, LANGUAGES[turn // len(GROWN) % len(LANGUAGES)], link)
        made.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        client.get("/")
        greeted.append(time.perf_counter() - begun)
        if turn >= WARMING:
            by_depth[advice.depth].append(made[-1])
    gc.unfreeze()
    base = statistics.median(greeted)
    print(f"PDFs for {len(made)} businesses, none made before")
    _line("median", made[WARMING:], base)
    for depth in DEPTHS:
        _line(depth, by_depth[depth], base)


def _of_all_sizes(rulebook: Rulebook) -> list[Answers]:
    """Return businesses, three of four of them grown."""
    found = []
    for turn, person in enumerate(businesses(rulebook, DOCUMENTS)):
        instead = GROWN[turn % len(GROWN)]
        asked = {question for question, _ in instead}
        kept = [pair for pair in answer_pairs(person.given) if pair[0] not in asked]
        found.append(read_pairs([*kept, *instead], rulebook).answers)
    return [person for person in found if not person.missing]


def _line(name: str, times: list[float], base: float) -> None:
    """Print the median of some documents as hellos and milliseconds, and whether it keeps to the goal."""
    found = statistics.median(times)
    judged = "within" if found * 1e3 <= GOAL else "ABOVE"
    ratio = f"{found / base:6.0f} x hello ({found * 1e3:.1f} ms, {len(times)} documents)"
    print(f"  {name:12} {ratio}, {judged} the goal of {GOAL:g} ms")


if __name__ == "__main__":
    main()
