"""Run every benchmark: `make bench`."""

from __future__ import annotations

from bench import embed, explain, pages, recommend, takeaways, weight

for benchmark in (recommend, explain, pages, takeaways, weight, embed):
    benchmark.main()
