"""Reading the list of NHS trusts (`etr.csv`) of the Organisation Data Service. Pure: bytes in, rows or problems out.

The file has no header. Its 27 columns follow the ODS file specification; those we use are named below.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from whoscounting.lib import csvfiles, postcodes
from whoscounting.lib.csvfiles import Problem, Row

COLUMNS = 27
CODE, NAME, GROUPING, GEOGRAPHY, TOWN, POSTCODE, OPENED, CLOSED = 0, 1, 2, 3, 7, 9, 10, 11
ODS_CODE = re.compile(r"[A-Z0-9]{3,10}")
LONGEST = {"name": 160, "town": 60}


EARLIEST, LATEST = 1948, 2100


@dataclass(frozen=True)
class Entry:
    """One row of the extract."""

    line: int
    code: str
    name: str
    grouping: str
    geography: str
    town: str
    postcode: str
    opened: date | None
    closed: date | None


@dataclass(frozen=True)
class Extract:
    """What was read. An extract with any problem is broken as a whole."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


class Wrong(ValueError):
    """A cell that can't be right; the message says why."""


def read(content: bytes, *, until: int = LATEST) -> Extract:
    """`until` is the last year in which anything in it may open or close."""
    sheet = csvfiles.read(content, columns=COLUMNS)
    problems = list(sheet.problems)
    entries: dict[str, Entry] = {}
    for row in sheet.rows:
        try:
            one = entry(row, until)
            if one.code in entries:
                raise Wrong(f"{one.code} is already in line {entries[one.code].line}.")
            entries[one.code] = one
        except Wrong as wrong:
            problems.append(Problem(row.line, str(wrong)))
    return Extract(tuple(entries.values()), tuple(sorted(problems, key=lambda problem: problem.line)))


def entry(row: Row, until: int) -> Entry:
    cells = row.cells
    opened, closed = day(cells[OPENED], until), day(cells[CLOSED], until)
    if opened and closed and closed < opened:
        raise Wrong(f"{cells[CODE]} closes on {closed}, before it opens on {opened}.")
    return Entry(
        line=row.line,
        code=code(cells[CODE]),
        name=short("name", cells[NAME]),
        grouping=cells[GROUPING],
        geography=cells[GEOGRAPHY],
        town=short("town", cells[TOWN]),
        postcode=postcode(cells[POSTCODE]),
        opened=opened,
        closed=closed,
    )


def code(text: str) -> str:
    if not ODS_CODE.fullmatch(text):
        raise Wrong(f"{text[:20]!r} is not an ODS code.")
    return text


def short(what: str, text: str) -> str:
    if what == "name" and not text:
        raise Wrong("The name is missing.")
    if len(text) > LONGEST[what]:
        raise Wrong(f"The {what} is longer than {LONGEST[what]} characters.")
    return text


def postcode(text: str) -> str:
    """As it is written on letters; empty stays empty."""
    found = postcodes.read(text)
    if text and not (found and found.full):
        raise Wrong(f"{text[:20]!r} is not a postcode.")
    return found.full if found else ""


def day(text: str, until: int) -> date | None:
    """A date as ODS writes it: 20240401. No body is older than the NHS, and none is planned for long."""
    if not text:
        return None
    if not re.fullmatch("[0-9]{8}", text):
        raise Wrong(f"{text[:20]!r} is not a date like 20240401.")
    try:
        found = datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007  a day has no time zone
    except ValueError:
        raise Wrong(f"{text} is not a day of the calendar.") from None
    if not EARLIEST <= found.year <= until:
        raise Wrong(f"The year {text[:4]} can't be right: it is not from {EARLIEST} to {until}.")
    return found
