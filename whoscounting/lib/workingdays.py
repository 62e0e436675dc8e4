"""Working days as the Freedom of Information Act 2000 counts them.

Section 10(6): a working day is no Saturday, Sunday, Christmas Day, Good Friday or bank holiday in any part of the
United Kingdom.

The standing holidays go on by rule for any year. A day that is proclaimed for once, as for a coronation, comes with a
new release of `holidays`; until then we count it as a working day, and call a trust late one day too early.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import holidays

NATIONS = ("ENG", "WLS", "SCT", "NIR")
DAY = timedelta(days=1)


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(day for nation in NATIONS for day in holidays.country_holidays("GB", subdiv=nation, years=year))


def is_working_day(day: date) -> bool:
    """Whether the Act's clock counts this day."""
    return day.weekday() < 5 and day not in _holidays(day.year)


def working_day_on_or_after(day: date) -> date:
    """The day itself, or the next one that counts."""
    while not is_working_day(day):
        day += DAY
    return day


def add_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day`; the day itself is not counted."""
    while count:
        day = working_day_on_or_after(day + DAY)
        count -= 1
    return day


def working_days_between(first: date, last: date) -> int:
    """How many working days come after `first`, up to and with `last`."""
    return sum(is_working_day(first + DAY * number) for number in range(1, (last - first).days + 1))
