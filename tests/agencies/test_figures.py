"""Small numbers stay hidden, whatever else is told."""

from __future__ import annotations

import itertools
from collections import defaultdict
from datetime import date, timedelta

import pytest

from somerec.agencies.figures import figure, figures, total

JANUARY = (date(2027, 1, 1), date(2027, 1, 31))


def days(counts: dict[int, int], month: int = 1, cell: str = "start") -> dict[tuple[date, str], int]:
    """Return numbers of days of a month."""
    return {(date(2027, month, day), cell): count for day, count in counts.items()}


@pytest.mark.parametrize(("count", "shown"), [(1, "<5"), (4, "<5"), (5, "5"), (1200, "1200")])
def test_numbers_below_five_are_hidden(count: int, shown: str) -> None:
    assert figure(count) == shown


@pytest.mark.parametrize("hidden", range(1, 7))
@pytest.mark.parametrize("shown", [(), (5,), (9, 30)])
def test_no_hidden_number_can_be_told_from_the_sum_whatever_the_numbers_are(
    hidden: int, shown: tuple[int, ...]
) -> None:
    """Whoever knows the method and sees the sum is left with two possibilities or more for each number."""
    possible: defaultdict[str, set[tuple[int, ...]]] = defaultdict(set)
    for small in itertools.product(range(1, 5), repeat=hidden):
        possible[total([*shown, *small])].add(small)
    for said, numbers in possible.items():
        for place in range(hidden):
            assert len({small[place] for small in numbers}) > 1, f"{said} gives number {place} away"


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([7, 12], "19"),
        ([7, 3], "8 to 11"),
        ([3], "<5"),
        ([3, 2], "2 to 8"),
        ([7, 3, 2, 2], "14"),
        ([7, 1, 1, 1], "10 to 19"),
        ([1, 1, 1, 2], "4 to 16"),
        ([2, 2, 2, 2], "8"),
    ],
)
def test_a_sum_is_exact_where_that_gives_nothing_away(counts: list[int], shown: str) -> None:
    assert total(counts) == shown


def test_the_true_sum_is_within_the_range_that_is_told() -> None:
    for counts in itertools.product(range(1, 7), repeat=4):
        least, _, most = total(list(counts)).partition(" to ")
        assert int(least) <= sum(counts) <= int(most or least)


def test_a_whole_month_comes_before_its_days() -> None:
    found = list(figures(days({3: 7, 9: 2}), *JANUARY))
    assert found == [
        ("2027-01", "start", "8 to 11"),
        ("2027-01-03", "start", "7"),
        ("2027-01-09", "start", "<5"),
    ]


def test_nothing_is_summed_across_cells() -> None:
    found = list(figures(days({3: 9}) | days({3: 3}, cell="result"), *JANUARY))
    assert [(cell, count) for _, cell, count in found] == [
        ("start", "9"),
        ("result", "<5"),
        ("start", "9"),
        ("result", "<5"),
    ]


@pytest.mark.parametrize(
    ("first", "last"),
    [(date(2027, 1, 2), date(2027, 1, 31)), (date(2027, 1, 1), date(2027, 1, 30))],
    ids=["it begins earlier", "it is not over"],
)
def test_a_month_that_is_not_whole_has_no_sum(first: date, last: date) -> None:
    """Two such sums would differ by the number of a day."""
    assert [period for period, _, _ in figures(days({3: 7}), first, last)] == ["2027-01-03"]


def test_each_line_is_the_same_whatever_days_are_asked_for() -> None:
    """So nothing can be told from the difference of two tables."""
    counts = days({day: day % 6 + 1 for day in range(1, 32)}) | days({1: 3, 2: 8}, month=2)
    year = {line[:2]: line[2] for line in figures(counts, date(2027, 1, 1), date(2027, 12, 31))}
    for begin, length in itertools.product(range(0, 40, 3), range(1, 60, 7)):
        first = date(2027, 1, 1) + timedelta(days=begin)
        last = first + timedelta(days=length)
        asked = {key: count for key, count in counts.items() if first <= key[0] <= last}
        for period, cell, shown in figures(asked, first, last):
            assert year[period, cell] == shown
