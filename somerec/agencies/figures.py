"""An agency's numbers as they may leave the house: small ones hidden, and not to be worked out from others.

A number below `LEAST` could point at somebody, so `<5` stands in its place. Sums give hidden numbers away: of
12 visits, 9 in one language leave 3 for the other. So each cell (kind, step, language, origin, scope) has a
number for each day and a sum for each month, and nothing is summed across cells. A month's sum is exact only
where the days that are hidden in it cannot be told from it, else it is the range that those days allow,
which says nothing new. Months that are not over, or not whole, have no sum: later ones would differ by a day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from datetime import date, timedelta
from typing import TypeVar

LEAST = 5
"""The smallest number that is shown."""

HIDDEN = f"<{LEAST}"
MOST_HIDDEN = LEAST - 1

Cell = TypeVar("Cell", bound=Hashable)


def figure(count: int) -> str:
    """Return a number as it is shown."""
    return str(count) if count >= LEAST else HIDDEN


def total(counts: list[int]) -> str:
    """Return the sum of some numbers, each of which is shown by itself or hidden.

    With three or more hidden numbers whose sum is two or more from what it could be at least and at most,
    each of them can still be two things or more. With fewer, or nearer to an end, only the range is told; it
    does not tell which of these it was.
    """
    hidden = [count for count in counts if count < LEAST]
    shown, several = sum(counts) - sum(hidden), len(hidden)
    least, most = several, several * MOST_HIDDEN
    if not hidden or (several > 2 and least + 2 <= sum(hidden) <= most - 2):  # noqa: PLR2004
        return str(sum(counts))
    return HIDDEN if not shown and several == 1 else f"{shown + least} to {shown + most}"


def figures(
    counts: Mapping[tuple[date, Cell], int], first: date, last: date
) -> Iterator[tuple[str, Cell, str]]:
    """Yield the numbers of each cell by month and day: the sum of each whole month, then its days.

    `first` and `last` are the first and last day of which all numbers are known and final.
    """
    months: defaultdict[str, dict[Cell, dict[date, int]]] = defaultdict(dict)
    for (day, cell), count in counts.items():
        months[f"{day:%Y-%m}"].setdefault(cell, {})[day] = count
    for month, cells in sorted(months.items()):
        whole = _is_whole(month, first, last)
        for cell, days in cells.items():
            if whole:
                yield month, cell, total(list(days.values()))
        for day in sorted({day for days in cells.values() for day in days}):
            for cell, days in cells.items():
                if day in days:
                    yield day.isoformat(), cell, figure(days[day])


def _is_whole(month: str, first: date, last: date) -> bool:
    begins = date.fromisoformat(f"{month}-01")
    ends = (begins + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first <= begins and ends <= last
