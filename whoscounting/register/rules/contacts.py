"""Reading a CSV file of contacts. Pure: bytes in, entries or problems out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from whoscounting.lib import csvfiles
from whoscounting.lib.csvfiles import Problem, Row

HEADER = ("ods_code", "role", "email", "source", "verified_on")
EARLIEST = date(2005, 1, 1)  # the law on freedom of information came into force
LONGEST_SOURCE, LONGEST_EMAIL = 200, 254


@dataclass(frozen=True)
class Entry:
    """One office of one trust."""

    line: int
    trust: str
    role: str
    email: str
    source: str
    verified_on: date | None


@dataclass(frozen=True)
class Contacts:
    """What was read. With any problem the file is broken as a whole."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


def read(content: bytes, *, trusts: Mapping[str, date | None], roles: Collection[str], today: date) -> Contacts:
    """`trusts` are all that we know, with the day on which each closed."""
    sheet = csvfiles.read(content, columns=len(HEADER))
    problems, entries = list(sheet.problems), dict[tuple[str, str], Entry]()
    if sheet.rows and sheet.rows[0].cells != HEADER:
        problems.append(Problem(sheet.rows[0].line, f"The first line must be: {','.join(HEADER)}"))
    for row in sheet.rows[1:]:
        try:
            one = entry(row)
            twin = entries.setdefault((one.trust, one.role), one)
            why = objection(one, trusts, roles, today)
            if twin is not one:
                why = f"{one.trust} has its {one.role} already in line {twin.line}."
        except ValueError:
            why = f"{row.cells[-1][:20]!r} is not a date like 2026-11-22."
        if why:
            problems.append(Problem(row.line, why))
    return Contacts(tuple(entries.values()), tuple(sorted(problems, key=lambda problem: problem.line)))


def entry(row: Row) -> Entry:
    trust, role, email, source, verified_on = row.cells
    day = date.fromisoformat(verified_on) if verified_on else None
    return Entry(row.line, trust, role, email, source, day)


def objection(one: Entry, trusts: Mapping[str, date | None], roles: Collection[str], today: date) -> str:
    """What speaks against writing to this office, or nothing."""
    if one.trust not in trusts:
        return f"There is no trust {one.trust[:20]!r}."
    closed = trusts[one.trust]
    if closed and closed <= today:
        return f"{one.trust} closed on {closed}."
    if one.role not in roles:
        return f"{one.role[:20]!r} is not one of {', '.join(roles)}."
    if not is_email(one.email):
        return f"{one.email[:60]!r} is not an e-mail address."
    if not one.source or len(one.source) > LONGEST_SOURCE:
        return f"Where the address comes from must be said, in at most {LONGEST_SOURCE} characters."
    if one.verified_on and one.verified_on > today:
        return f"{one.verified_on} is still to come."
    if one.verified_on and one.verified_on < EARLIEST:
        return f"{one.verified_on} can't be right: nobody was to be asked before {EARLIEST}."
    return ""


def is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= LONGEST_EMAIL
