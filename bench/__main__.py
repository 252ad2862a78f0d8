"""Run every benchmark: `make bench`."""

from __future__ import annotations

from bench import embed, explain, pages, recommend, served, takeaways, weight

for benchmark in (recommend, explain, pages, served, takeaways, weight, embed):
    benchmark.main()
