"""The questions written out as an Excel file, with lists to choose from and nothing that a cell could run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from whoscounting.census.models import Exemption
from whoscounting.census.rules.door import DISPOSITIONS, YES_NO, Asked, Written, spoken
from whoscounting.portal.sheets import ANSWER, COLUMNS, FIRST_ROW, QUESTION, SECTION, SHEET, WAY, WAYS, WORDS

WIDTHS = (9, 60, 24, 26, 34, 50, 50)
OPEN_COLUMNS = (WAY, ANSWER, SECTION, WORDS)
HOW = (
    "Fill in the light columns, save, and bring the file back through your link. Nothing is sent until you send it "
    "there."
)
TOP = Alignment(vertical="top", wrap_text=True)
LOCKED = PatternFill("solid", fgColor="EFE9E2")
SECTIONS = dict(Exemption.choices[1:])


def workbook(
    *,
    trust: str,
    round: str,
    rehearsal: bool,
    asked: Sequence[Asked],
    written: Mapping[str, Written],
    last: Mapping[str, Written],
) -> bytes:
    """The file's bytes. Only the columns that a trust fills in can be changed."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    mark = "Rehearsal: every answer here is invented. " if rehearsal else ""
    _put(sheet, 1, 1, f"{mark}{trust}, {round}. {HOW}")
    for place, name in enumerate(COLUMNS, start=1):
        _put(sheet, FIRST_ROW - 1, place, name)
    for row, one in enumerate(asked, start=FIRST_ROW):
        for place, text in enumerate(_cells(one, written.get(one.code, Written()), last.get(one.code)), start=1):
            _put(sheet, row, place, text)
    _shape(sheet, len(asked))
    _lists(sheet, asked)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _put(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Always text: a cell that begins with = + - or @ must not become a formula."""
    cell = sheet.cell(row, column)
    cell.value = text or None
    if text:
        cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))
    cell.alignment = TOP


def _cells(asked: Asked, said: Written, last: Written | None) -> Iterable[str]:
    voluntary = " (You are free to leave this one out.)" if asked.voluntary else ""
    before = spoken(asked, last) if last and last.disposition != "silent" else ""
    return (
        asked.number,
        asked.wording + voluntary,
        "" if said.disposition == "silent" else DISPOSITIONS[said.disposition],
        YES_NO.get(said.value, said.value) if asked.kind == "yes_no" else said.value,
        SECTIONS.get(said.exemption, ""),
        said.words,
        " · ".join(part for part in (before, last.words if last else "") if part),
    )


def _shape(sheet: Worksheet, rows: int) -> None:
    for place, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
        sheet.cell(FIRST_ROW - 1, place).font = Font(bold=True)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(COLUMNS))
    sheet.row_dimensions[1].height = 36
    for row in range(FIRST_ROW, FIRST_ROW + rows):
        for place in range(len(COLUMNS)):
            cell = sheet.cell(row, place + 1)
            cell.protection = Protection(locked=place not in OPEN_COLUMNS)
            if place not in OPEN_COLUMNS:
                cell.fill = LOCKED
    sheet.freeze_panes = sheet.cell(FIRST_ROW, QUESTION + 2)
    sheet.protection.sheet = True  # without a password: it guards against slips, not against people
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _lists(sheet: Worksheet, asked: Sequence[Asked]) -> None:
    """What can be chosen. Excel takes 255 characters for all choices of one list."""
    lists = [
        (WAY, WAYS.values(), range(len(asked))),
        (ANSWER, YES_NO.values(), [place for place, one in enumerate(asked) if one.kind == "yes_no"]),
        (SECTION, SECTIONS.values(), range(len(asked))),
    ]
    for column, choices, rows in lists:
        rule = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
        rule.error, rule.errorTitle = "Please choose from the list.", "Not in the list"
        for row in rows:
            rule.add(sheet.cell(FIRST_ROW + row, column + 1))
        if rule.sqref:
            sheet.add_data_validation(rule)
