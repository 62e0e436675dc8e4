"""When something that editors wrote needs to be looked at again."""

from __future__ import annotations

from datetime import date, timedelta

FACTS_AHEAD = timedelta(days=30)
CONSENTS_AHEAD = timedelta(days=60)
HOURS_HOLD = timedelta(days=182)  # half a year


def due(day: date, today: date) -> str:
    """By when it is to be looked at, in words: `3 days overdue`, `today`, `in 5 days`."""
    days = (day - today).days
    if days == 0:
        return "today"
    words = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
    return f"in {words}" if days > 0 else f"{words} overdue"


def hours_are_old(hours: str, verified_on: date | None, today: date) -> bool:
    """Whether hours were made sure of too long ago, or never."""
    return bool(hours) and (verified_on is None or verified_on < today - HOURS_HOLD)
