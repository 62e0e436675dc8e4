"""The board as a file: what is shown, row by row, safe from formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from whoscounting.desk.presenters import Row
from whoscounting.lib.cells import cell as plain

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
HEADER = (
    "ods_code", "trust", "region", "state", "sent_on", "received_on", "due_on", "reminded_on", "replies", "next_step",
    "next_on",
)  # fmt: skip


def table(rows: Iterable[Row]) -> list[Sequence[str | int | date | None]]:
    return [_cells(row) for row in rows]


def as_csv(rows: Iterable[Row]) -> bytes:
    """RFC 4180 in UTF-8; what a spreadsheet could take for a formula begins with an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADER)
    writer.writerows(map(plain, cells) for cells in table(rows))
    return out.getvalue().encode()


def as_xlsx(rows: Iterable[Row]) -> bytes:
    """A workbook with one sheet; text stays text."""
    from openpyxl import Workbook  # brings ten megabytes that no reader needs

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Board")
    sheet.append(HEADER)
    for cells in table(rows):
        sheet.append([one if isinstance(one, int | date) else plain(one) for one in cells])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cells(row: Row) -> Sequence[str | int | date | None]:
    request = row.line.request
    region = request.trust.region.name if request.trust.region else ""
    dates = (request.sent_on, request.received_on, row.line.due_on, request.chased_on)
    return (
        request.trust_id,
        request.trust.name,
        region,
        row.state,
        *dates,
        request.revision,
        row.words,
        row.line.next.on,
    )
