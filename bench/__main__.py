"""Run every benchmark: `make bench`."""

from __future__ import annotations

from bench import pages, recommend, weight

for benchmark in (recommend, pages, weight):
    benchmark.main()
