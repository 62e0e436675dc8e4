"""A spreadsheet that a trust brings back, read cell by cell. It is other people's file: weighed before it is opened."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from whoscounting.census.models import Exemption
from whoscounting.census.rules.door import YES_NO, Asked, Written, objection
from whoscounting.lib.actions import Refused
from whoscounting.mail.reading import clean, kinds
from whoscounting.mail.reading.files.zips import Archive, Unfit
from whoscounting.portal.files import WHY_NOT, found_type
from whoscounting.portal.sheets import ANSWER, COLUMNS, NUMBER, SECTION, SHEET, WAY, WAYS, WORDS

MB = 1024 * 1024
LARGEST, LARGEST_UNPACKED = 2 * MB, 5 * MB  # the one that we hand out has ten kilobytes
MOST_ROWS = 200
MOST_PROBLEMS = 30
BROKEN = "This spreadsheet can’t be opened. Download it once more, fill it in, and bring it back."
NOT_OURS = "This is not the spreadsheet from this page: its columns are missing. Download it once more."
FIELDS = ((WAY, "disposition"), (ANSWER, "value"), (SECTION, "exemption"), (WORDS, "words"))


@dataclass(frozen=True)
class Found:
    """What may go into the draft, by question code, and what is wrong with the other cells."""

    answers: dict[str, Written]
    problems: list[str]


def read(file: UploadedFile, asked: Sequence[Asked]) -> Found:
    """Raises Refused where it is not our spreadsheet, or nothing that may be opened."""
    if not file.size or file.size > LARGEST:
        raise Refused("This spreadsheet is empty." if not file.size else "This spreadsheet is larger than 2 MB.")
    content = file.read()
    kind = found_type(content, clean.file_name(file.name or "", "file"))
    if kind != kinds.XLSX:
        raise Refused(WHY_NOT.get(kind, "This is no Excel file (.xlsx)."))
    with tempfile.NamedTemporaryFile(prefix="brought-", suffix=".xlsx") as kept:
        kept.write(content)
        kept.flush()
        _weigh(Path(kept.name))
        plain, formulas = (_rows(kept.name, values=values) for values in (True, False))
    return _checked(plain, formulas, asked)


def _weigh(path: Path) -> None:
    """Before openpyxl opens it: how large it would become."""
    try:
        with Archive(path) as archive:
            if sum(archive.sizes.values()) > LARGEST_UNPACKED:
                raise Refused("Unpacked, this spreadsheet would be far too large. Download it once more.")
    except Unfit as why:
        raise Refused(str(why)) from why


def _rows(path: str, *, values: bool) -> list[tuple[Any, ...]]:
    """The cells of the sheet of questions; with `values`, what formulas came to, else the formulas themselves."""
    from openpyxl import load_workbook  # brings ten megabytes that no reader needs

    try:
        book = load_workbook(path, read_only=True, data_only=values, keep_links=False)
        try:
            if SHEET not in book.sheetnames:
                raise Refused(NOT_OURS)
            rows = book[SHEET].iter_rows(max_row=MOST_ROWS, max_col=len(COLUMNS), values_only=True)
            return [tuple(row) for row in rows]
        finally:
            book.close()
    except Refused:
        raise
    except Exception as error:  # whatever openpyxl stumbles over in other people's XML
        raise Refused(BROKEN) from error


def _checked(plain: list[tuple[Any, ...]], formulas: list[tuple[Any, ...]], asked: Sequence[Asked]) -> Found:
    heading = next((at for at, row in enumerate(plain) if tuple(map(_text, row)) == COLUMNS), None)
    if heading is None:
        raise Refused(NOT_OURS)
    by_number = {one.number: one for one in asked}
    found = Found({}, [])
    for at in range(heading + 1, len(plain)):
        if any(map(_text, plain[at])) or any(map(_text, formulas[at])):
            _take_in(found, at + 1, plain[at], formulas[at], by_number)
    if len(found.problems) > MOST_PROBLEMS:
        rest = len(found.problems) - MOST_PROBLEMS
        found.problems[MOST_PROBLEMS:] = [f"And {rest} more."]
    return found


def _take_in(
    found: Found, row: int, plain: tuple[Any, ...], formulas: tuple[Any, ...], by_number: dict[str, Asked]
) -> None:
    """One row: either the whole of it is right, or its cells are named."""
    asked = by_number.pop(_text(plain[NUMBER]), None)
    if asked is None:
        found.problems.append(
            f"{_place(row, NUMBER)} ‘{_text(plain[NUMBER])[:20]}’ is no question here, or stands twice."
        )
        return
    wrong = [f"{_place(row, column)} Please write the answer itself, not a formula." for column in _formulas(formulas)]
    said, mistaken = _said(asked, row, plain)
    wrong = wrong or mistaken
    if not wrong and said != Written() and (why := objection(asked, said)):
        wrong = [f"{_place(row, _blamed(said))} {why}"]
    if wrong:
        found.problems.extend(wrong)
    elif said != Written():
        found.answers[asked.code] = said


def _formulas(cells: tuple[Any, ...]) -> Iterator[int]:
    for column, _ in FIELDS:
        value = cells[column]
        if not isinstance(value, (str, int, float, bool, type(None))) or (
            isinstance(value, str) and value.startswith("=") and len(value) > 1
        ):
            yield column


def _said(asked: Asked, row: int, cells: tuple[Any, ...]) -> tuple[Written, list[str]]:
    way, answer, section, words = (_text(cells[column]) for column, _ in FIELDS)
    wrong = []
    disposition = _chosen(WAYS, way)
    if disposition is None:
        wrong.append(f"{_place(row, WAY)} Choose one of: {', '.join(WAYS.values())}.")
    exemption = _chosen(dict(Exemption.choices[1:]), section)
    if exemption is None:
        wrong.append(f"{_place(row, SECTION)} Choose a section from the list.")
    value = _chosen(YES_NO, answer) if asked.kind == "yes_no" else answer
    if value is None:
        wrong.append(f"{_place(row, ANSWER)} Choose one of: {', '.join(YES_NO.values())}.")
    meant = disposition or ("answered" if value else "silent")
    return Written(meant, clean.plain(value or "", 1000), clean.lines(words, 100_000).strip(), exemption or ""), wrong


def _chosen(words: Any, text: str) -> str | None:
    """The code behind words from a list, in whichever case; nothing for nothing, None for what is not in the list."""
    if not text:
        return ""
    return next((code for code, label in words.items() if label.casefold() == text.casefold()), None)


def _blamed(said: Written) -> int:
    """The column in which a row's mistake is mended."""
    if said.disposition == "refused":
        return WORDS if said.exemption else SECTION
    return WAY if said.disposition == "silent" else ANSWER


def _text(cell: Any) -> str:
    """What stands in a cell, as a person reads it: 12, and not 12.0."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip()


def _place(row: int, column: int) -> str:
    return f"Row {row}, column “{COLUMNS[column]}”:"
