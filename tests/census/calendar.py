"""A second clock, made another way: every working day stands in a list that comes from GOV.UK's table alone."""

from __future__ import annotations

import csv
from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from pathlib import Path

import whoscounting.register

TABLE = Path(whoscounting.register.__file__).parent / "facts" / "bank_holidays.csv"
FIRST, LAST = date(2019, 1, 1), date(2028, 12, 31)  # the years that the table holds


def bank_holidays() -> set[date]:
    with TABLE.open() as file:
        return {date.fromisoformat(row["date"]) for row in csv.DictReader(file)}


ALL_DAYS = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
WORKING = [day for day in ALL_DAYS if f"{day:%a}" not in {"Sat", "Sun"} and day not in bank_holidays()]


def after(day: date, count: int) -> date:
    """The `count`-th working day later than `day`."""
    return WORKING[bisect_right(WORKING, day) + count - 1]


def after_having(day: date, count: int) -> date:
    """The `count`-th working day after a trust had something, which it has on a working day."""
    return WORKING[bisect_left(WORKING, day) + count]


def how_many(first: date, last: date) -> int:
    """How many working days lie between two days, both of them counted."""
    return len([day for day in WORKING if first <= day <= last])
