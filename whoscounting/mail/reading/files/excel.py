"""Excel files (.xlsx, .xlsm): what a sheet hides, and its words. Reads the parts of the file, builds no workbook."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from xml.sax.xmlreader import AttributesImpl

from whoscounting.mail.reading import clean
from whoscounting.mail.reading.files.budget import Budget
from whoscounting.mail.reading.files.office import Relation, about_all, counted, listed, relations, spans
from whoscounting.mail.reading.files.xmls import TRUE, Tags, value, walk_part
from whoscounting.mail.reading.files.zips import DAMAGED, Archive, Unfit

BOOK = "xl/workbook.xml"
MOST_SHEETS = 200
MOST_HIDDEN = 1_100_000  # rows: a sheet has at most 1,048,576
MOST_COLUMNS = 16_384
MOST_NOTES = 10_000
NOTES = {"comments", "threadedComment"}  # parts that hold them
NOTE = {"comment", "threadedComment"}


@dataclass(frozen=True)
class Sheet:
    """One sheet as the workbook lists it."""

    name: str
    state: str  # visible, hidden or veryHidden
    relation: str


class Book(Tags):
    """The workbook's own part."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[Sheet] = []
        self.from_1904 = False

    def opens(self, tag: str, attrs: AttributesImpl) -> None:
        if tag == "sheet" and len(self.sheets) < MOST_SHEETS:
            name = clean.plain(value(attrs, "name"), 60)
            self.sheets.append(Sheet(name, value(attrs, "state") or "visible", value(attrs, "id")))
        elif tag == "workbookPr":
            self.from_1904 = value(attrs, "date1904") in TRUE


def read_book(archive: Archive, budget: Budget) -> tuple[Book, dict[str, Relation]]:
    """Raises Unfit where there is no workbook."""
    if BOOK not in archive.sizes:
        raise Unfit(DAMAGED)
    book = Book()
    walk_part(archive, BOOK, book, budget)
    return book, relations(archive, BOOK, budget)


class _Hidden(Tags):
    """Rows and columns that are hidden, by their numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[int] = []
        self.columns: list[int] = []
        self.row = 0

    def opens(self, tag: str, attrs: AttributesImpl) -> None:
        if tag == "row":
            number = value(attrs, "r")
            self.row = int(number) if number.isdecimal() and len(number) < 8 else self.row + 1
            if _is_hidden(attrs, "ht") and len(self.rows) < MOST_HIDDEN:
                self.rows.append(self.row)
        elif tag == "col" and _is_hidden(attrs, "width"):
            first, last = (_column(value(attrs, name)) for name in ("min", "max"))
            if len(self.columns) < 2 * MOST_COLUMNS:
                self.columns.extend(range(first, last + 1))


def _is_hidden(attrs: AttributesImpl, extent: str) -> bool:
    return value(attrs, "hidden") in TRUE or value(attrs, extent) in {"0", "0.0"}


def _column(number: str) -> int:
    return min(int(number), MOST_COLUMNS) if number.isdecimal() and len(number) < 8 else 0


class _Notes(Tags):
    """The cells to which something is noted."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: dict[str, None] = {}

    def opens(self, tag: str, attrs: AttributesImpl) -> None:
        if tag in NOTE and len(self.cells) < MOST_NOTES:
            self.cells[value(attrs, "ref")[:12]] = None


class _Records(Tags):
    """How many rows a pivot table has copied."""

    def __init__(self) -> None:
        super().__init__()
        self.count = ""

    def opens(self, tag: str, attrs: AttributesImpl) -> None:
        self.count = self.count or (value(attrs, "count") if tag == "pivotCacheRecords" else "")


def look(path: Path, budget: Budget) -> list[str]:
    """What it hides, in sentences with their places. Raises Unfit, TooLarge."""
    with Archive(path) as archive:
        book, points = read_book(archive, budget)
        said = about_all(archive, budget) + _about_book(archive, budget)
        for sheet in book.sheets:
            said += _about_sheet(archive, sheet, points.get(sheet.relation), budget)
    return said


def _about_book(archive: Archive, budget: Budget) -> list[str]:
    said = []
    names = list(archive.sizes)
    links = sum(name.startswith("xl/externalLinks/") and name.endswith(".xml") for name in names)
    if links:
        said.append(f"It is linked to {counted(links, 'other workbook')} and keeps copies of their cells.")
    for name in [one for one in names if "pivotCacheRecords" in one and one.endswith(".xml")][:20]:
        records = _Records()
        walk_part(archive, name, records, budget)
        rows = f" ({records.count} rows)" if records.count.isdecimal() else ""
        said.append(f"A pivot table keeps its own copy of the data that it was made from{rows}.")
    if "xl/connections.xml" in names:
        said.append("It is connected to a database or another source.")
    return said


def _about_sheet(archive: Archive, sheet: Sheet, part: Relation | None, budget: Budget) -> list[str]:
    said = []
    if sheet.state == "hidden":
        said.append(f"The sheet “{sheet.name}” is hidden.")
    if sheet.state == "veryHidden":
        said.append(f"The sheet “{sheet.name}” is hidden so that Excel itself doesn’t offer to show it.")
    if part is None or part.outside:
        return said
    hidden, notes = _Hidden(), _Notes()
    walk_part(archive, part.target, hidden, budget)
    for other in relations(archive, part.target, budget).values():
        if other.kind in NOTES and not other.outside:
            walk_part(archive, other.target, notes, budget)
    if hidden.rows:
        said.append(f"In the sheet “{sheet.name}” rows are hidden: {_rows(hidden.rows)}.")
    if hidden.columns:
        said.append(f"In the sheet “{sheet.name}” columns are hidden: {_columns(hidden.columns)}.")
    if notes.cells:
        said.append(f"In the sheet “{sheet.name}” cells have notes: {listed(sorted(notes.cells, key=_by_cell))}.")
    return said


def _by_cell(cell: str) -> tuple[int, str]:
    return len(cell), cell


def _rows(numbers: list[int]) -> str:
    return listed(f"{first}" if first == last else f"{first} to {last}" for first, last in spans(numbers))


def _columns(numbers: list[int]) -> str:
    found = spans(numbers)
    return listed(letters(first) if first == last else f"{letters(first)} to {letters(last)}" for first, last in found)


def letters(number: int) -> str:
    """A column's name: 1 is A, 27 is AA."""
    name = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name or "?"
