"""How far the official table of bank holidays reaches."""

from __future__ import annotations

from datetime import date
from functools import cache

from whoscounting.register.rules import tables


@cache
def holidays_until() -> date:
    """The last day of the last year for which bank holidays are proclaimed; the table's source is in sources.csv."""
    last = max(row["date"] for row in tables.rows("bank_holidays"))
    return date(int(last[:4]), 12, 31)
