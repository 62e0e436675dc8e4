"""Dates as letters write them, all in the English order."""

from __future__ import annotations

import re
from datetime import date, timedelta

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_IN_WORDS = (
    rf"(?<![\d/.])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: day)?(?: of)? (?P<month>{MONTH})\b(?:,? (?P<year>20\d\d)\b)?"
)
_MONTH_FIRST = rf"\b(?P<month2>{MONTH}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year2>20\d\d)\b"
_IN_FIGURES = r"(?<![\d/.-])(?P<day3>\d{1,2})[/.-](?P<month3>\d{1,2})[/.-](?P<year3>(?:20)?\d\d)(?![\d/])"
_ISO = r"(?<![\d/.-])(?P<year4>20\d\d)-(?P<month4>\d\d)-(?P<day4>\d\d)(?![\d-])"
DATE = re.compile(rf"{_IN_WORDS}|{_MONTH_FIRST}|{_IN_FIGURES}|{_ISO}")
_IN_DAYS = re.compile(r"\b(?:in|for|within|after) (?:the next )?(\d{1,3}) (?:calendar )?days\b")


def month_number(name: str) -> int:
    """1 for ‘jan’ or ‘January’."""
    return next(number for number, month in enumerate(MONTHS, start=1) if month.startswith(name.lower()[:3]))


def year_number(digits: str) -> int:
    """2026 for ‘2026’ and for ‘26’."""
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def made(year: int, month: int, day: int) -> date | None:
    """The date, or None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last_date(plain: str, *, received_on: date) -> date | None:
    """The latest date named in a sentence, if it lies after the letter's own; without a year, the next such day."""
    named = [_read(match, received_on) for match in DATE.finditer(plain)]
    named += [received_on + timedelta(days=int(match[1])) for match in _IN_DAYS.finditer(plain)]
    later = [day for day in named if day is not None and day > received_on]
    return max(later, default=None)


def _read(match: re.Match[str], received_on: date) -> date | None:
    parts = match.groupdict()
    for mark in ("", "2", "3", "4"):
        day, month, year = (parts[name + mark] for name in ("day", "month", "year"))
        if day is not None and month is not None:
            number = int(month) if month.isdigit() else month_number(month)
            if year is None:
                return _next(number, int(day), received_on)
            return made(year_number(year), number, int(day))
    return None


def _next(month: int, day: int, received_on: date) -> date | None:
    this_year = made(received_on.year, month, day)
    if this_year is not None and this_year >= received_on:
        return this_year
    return made(received_on.year + 1, month, day)
