"""Run every benchmark: `make bench`."""

from __future__ import annotations

from bench import pages, recommend, takeaways, weight

for benchmark in (recommend, pages, takeaways, weight):
    benchmark.main()
