"""Periods as letters write them, in the words under which an answer records them: ‘April 2024 to March 2025’."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from whoscounting.census.rules.understanding.dates import MONTH, MONTHS, made, month_number, year_number

EARLIEST, LATEST = 2000, 2099


def _point(mark: str) -> str:
    """A day or a month; the groups' names end in `mark`."""
    in_words = (
        rf"(?:(?P<day{mark}>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?"
        rf"(?P<month{mark}>{MONTH})\b(?:(?:[ ,-]{{1,2}}(?=20)|[ -]?'|-)(?P<year{mark}>(?:20)?\d\d)(?!\d|/|:\d))?"
    )
    in_figures = rf"(?P<d{mark}>\d{{1,2}})[/.-](?P<m{mark}>\d{{1,2}})[/.-](?P<y{mark}>(?:20)?\d\d)(?![\d/])"
    return rf"(?:{in_words}|{in_figures})"


_TO = r" ?(?:to|until|till|through|and|up to|-)(?: the)?(?: end of)? ?"
_RANGE = re.compile(rf"(?<![\d/.]){_point('1')}{_TO}{_point('2')}")
_ENDING = re.compile(
    rf"\b(?:year|(?:12|twelve)[ -]months?(?: period)?) ?(?:to|ending|ended|up to"
    rf"|until)(?: on)?(?: the)?(?: end of)? {_point('2')}"
)
_FINANCIAL = re.compile(
    r"(?<![\d/.-])(?:(?P<four>20\d\d)|(?:fy|financial year) ?(?P<two>\d\d)) ?[/-] ?(?P<next>(?:20)?\d\d)(?![\d/]|-\d)"
    r"|\bfy ?(?P<glued>20\d\d|\d\d) ?[/-] ?(?P<after>(?:20)?\d\d)(?![\d/])"
)
_CALENDAR = re.compile(r"\bcalendar year (?:of )?(20\d\d)\b|\b(20\d\d) calendar year\b")


@dataclass(frozen=True)
class Period:
    """From the first day to the last."""

    first: date
    last: date

    def __str__(self) -> str:
        if self.first.day == 1 and self.last.day == _length(self.last):
            return f"{_month(self.first)} to {_month(self.last)}"
        return f"{self.first.day} {_month(self.first)} to {self.last.day} {_month(self.last)}"


def periods(plain: str) -> list[Period]:
    """The periods named in a sentence in small letters, each once. ‘The last 12 months’ alone names none."""
    return list(dict.fromkeys(period for period, _ in _found(plain)))


def without_periods(plain: str) -> str:
    """The sentence with a mark in the place of every period, so that no year is taken for a count."""
    for _, place in _found(plain):
        plain = plain.replace(place, " # ")
    return plain


def _found(plain: str) -> Iterator[tuple[Period, str]]:
    """Periods and their places, the surest way of writing first; a place is read once only."""
    for pattern, read in _READERS:
        rest, found = plain, []
        for match in pattern.finditer(plain):
            if period := read(match):
                found.append((period, match[0]))
        for period, place in found:
            rest = rest.replace(place, " # ", 1)
            yield period, place
        plain = rest


def _ending(match: re.Match[str]) -> Period | None:
    end = _end(match, "2")
    if end is None:
        return None
    after = end + timedelta(days=1)
    first = made(after.year - 1, after.month, after.day)
    return _period(first, end)


def _range(match: re.Match[str]) -> Period | None:
    end = _end(match, "2")
    if end is None:
        return None
    month, year, day = _parts(match, "1")
    if year is None:
        year = end.year if month <= end.month else end.year - 1
    return _period(made(year, month, day or 1), end)


def _financial(match: re.Match[str]) -> Period | None:
    """The NHS counts from April; only years that follow each other are one."""
    first = year_number(match["four"] or match["two"] or match["glued"])
    last = year_number(match["next"] or match["after"])
    return _period(date(first, 4, 1), date(last, 3, 31)) if last == first + 1 else None


def _calendar(match: re.Match[str]) -> Period | None:
    year = int(match[1] or match[2])
    return _period(date(year, 1, 1), date(year, 12, 31))


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period | None]], ...] = (
    (_ENDING, _ending),
    (_RANGE, _range),
    (_FINANCIAL, _financial),
    (_CALENDAR, _calendar),
)


def _parts(match: re.Match[str], mark: str) -> tuple[int, int | None, int | None]:
    """Month, year and day of one end, so far as they are written."""
    named = match[f"month{mark}"]
    month = month_number(named) if named else int(match[f"m{mark}"])
    year = match[f"year{mark}"] or match[f"y{mark}"]
    day = match[f"day{mark}"] or match[f"d{mark}"]
    return month, year_number(year) if year else None, int(day) if day else None


def _end(match: re.Match[str], mark: str) -> date | None:
    month, year, day = _parts(match, mark)
    if year is None or not 1 <= month <= 12:
        return None
    return made(year, month, day or monthrange(year, month)[1])


def _period(first: date | None, last: date | None) -> Period | None:
    if first is None or last is None or first >= last:
        return None
    return Period(first, last) if first.year >= EARLIEST and last.year <= LATEST else None


def _length(day: date) -> int:
    return monthrange(day.year, day.month)[1]


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1].capitalize()} {day.year}"
