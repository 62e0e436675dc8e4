"""Tables of plain text (.csv): cells that a spreadsheet would take for formulas."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from whoscounting.mail.reading import clean
from whoscounting.mail.reading.files.budget import Budget, TooLarge
from whoscounting.mail.reading.files.excel import letters
from whoscounting.mail.reading.files.office import counted, listed
from whoscounting.mail.reading.files.zips import DAMAGED, Unfit

MOST_BYTES = 5 * 1024 * 1024
MOST_FOUND = 10_000
A_NUMBER = re.compile(r"[+-]?\s?[£$€]?[\d.,\s]{1,30}%?|[+-]{1,3}")  # what may begin with a sign
STARTS = ("=", "@", "+", "-")


def text_of(path: Path) -> tuple[str, bool]:
    """The text of a file, and whether that is all. Spreadsheets write UTF-16 too."""
    with path.open("rb") as file:
        raw = file.read(MOST_BYTES)
        whole = not file.read(1)
    charset = "utf-16" if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} else ""
    return clean.decoded(raw, charset)[0].removeprefix("\ufeff"), whole


def look(path: Path, budget: Budget) -> list[str]:
    """Raises Unfit, TooLarge."""
    text, whole = text_of(path)
    if not whole:
        raise TooLarge
    found: list[str] = []
    try:
        for number, row in enumerate(csv.reader(clean.lines(text, MOST_BYTES).split("\n")), 1):
            budget.spend(0)
            found += [f"{letters(at)}{number}" for at, cell in enumerate(row, 1) if _is_formula(cell)]
            if len(found) > MOST_FOUND:
                break
    except csv.Error as error:
        raise Unfit(DAMAGED) from error
    if not found:
        return []
    return [f"A spreadsheet would take {counted(len(found), 'cell')} for a formula: {listed(found)}."]


def _is_formula(cell: str) -> bool:
    text = cell.strip()
    return text.startswith(STARTS) and not A_NUMBER.fullmatch(text)
