"""The words of an Excel file, sheet by sheet and row by row, dates and percentages as people see them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from xml.sax.xmlreader import AttributesImpl

from whoscounting.mail.reading.files.budget import Budget, TooLarge
from whoscounting.mail.reading.files.excel import Book, read_book
from whoscounting.mail.reading.files.xmls import Enough, Tags, value, walk_part
from whoscounting.mail.reading.files.zips import Archive
from whoscounting.mail.reading.shapes import Place

MOST_SHARED = 300_000  # texts
LONGEST_SHARED = 4_000_000  # characters of them all
LONGEST_CELL = 33_000  # Excel takes 32,767
DATES = {*range(14, 23), *range(45, 48)}  # formats that every Excel file knows by number
PERCENT = {9, 10}
NO_LETTERS = re.compile(r"\"[^\"]*\"|\[[^\]]*\]|\\.")  # of a format: words, colours, escaped letters
DAY_ONE, DAY_ONE_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001  a cell knows no time zone
LAST_DAY = 2_958_465


class _Shared(Tags):
    """The texts that cells only name by number."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.room = LONGEST_SHARED
        self.inside = False
        self.now: list[str] = []

    def opens(self, tag: str, attrs: AttributesImpl) -> None:
        if tag == "si":
            self.now = []
        self.inside = tag == "t" or (self.inside and tag != "rPh")

    def characters(self, content: str) -> None:
        if self.inside and self.room > 0:
            self.now.append(content)
            self.room -= len(content)

    def closes(self, tag: str) -> None:
        self.inside = False
        if tag == "si":
            self.texts.append("".join(self.now))
            if len(self.texts) >= MOST_SHARED:
                raise Enough


class _Styles(Tags):
    """Which styles show a number as date or as percentage."""

    def __init__(self) -> None:
        super().__init__()
        self.codes: dict[str, str] = {}
        self.kinds: list[str] = []
        self.inside = False

    def opens(self, tag: str, attrs: AttributesImpl) -> None:
        if tag == "numFmt":
            self.codes[value(attrs, "numFmtId")] = NO_LETTERS.sub("", value(attrs, "formatCode")[:200]).lower()
        elif tag == "cellXfs":
            self.inside = True
        elif tag == "xf" and self.inside and len(self.kinds) < 100_000:
            self.kinds.append(self._kind(value(attrs, "numFmtId")))

    def closes(self, tag: str) -> None:
        self.inside &= tag != "cellXfs"

    def _kind(self, number: str) -> str:
        code = self.codes.get(number, "")
        known = int(number) if number.isdecimal() and len(number) < 6 else 0
        if known in PERCENT or "%" in code:
            return "percent"
        return "date" if known in DATES or "y" in code or "d" in code or "mmm" in code else ""


class _Rows(Tags):
    """A sheet's cells as lines."""

    def __init__(self, book: Book, shared: list[str], styles: list[str], room: int) -> None:
        super().__init__()
        self.book, self.shared, self.styles, self.room = book, shared, styles, room
        self.lines: list[str] = []
        self.row: list[str] = []
        self.kind = self.style = ""
        self.inside = False
        self.now: list[str] = []

    def opens(self, tag: str, attrs: AttributesImpl) -> None:
        if tag == "c":
            self.kind, self.style, self.now = value(attrs, "t"), value(attrs, "s"), []
        self.inside = tag in {"v", "t"}

    def characters(self, content: str) -> None:
        if self.inside:
            self.now.append(content[:LONGEST_CELL])

    def closes(self, tag: str) -> None:
        self.inside = False
        if tag == "c" and (shown := self._shown("".join(self.now)[:LONGEST_CELL])):
            self.row.append(shown)
        elif tag == "row" and self.row:
            self.lines.append("\t".join(self.row))
            self.room -= len(self.lines[-1]) + 1
            self.row = []
            if self.room <= 0:
                raise Enough

    def _shown(self, text: str) -> str:
        if self.kind == "s":
            number = _whole(text)
            return " ".join(self.shared[number].split()) if number < len(self.shared) else ""
        if self.kind == "b":
            return "TRUE" if text == "1" else "FALSE"
        if self.kind in {"", "n"} and _whole(self.style or "0") < len(self.styles):
            return self._styled(text, self.styles[_whole(self.style or "0")])
        return " ".join(text.split())

    def _styled(self, text: str, kind: str) -> str:
        try:
            number = float(text) if kind else 0.0
        except ValueError:
            return text
        if kind == "percent" and abs(number) < 1e12:
            return f"{number * 100:.10g}%"
        if kind == "date" and 0 < number < LAST_DAY:
            when = (DAY_ONE_1904 if self.book.from_1904 else DAY_ONE) + timedelta(days=round(number, 5))
            return when.date().isoformat() if number == int(number) else when.isoformat(" ", "minutes")
        return text


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else 0


def words(path: Path, budget: Budget, longest: int) -> tuple[list[Place], bool]:
    """The sheets, hidden ones too and marked so; and whether that is all. Raises Unfit, TooLarge."""
    places: list[Place] = []
    with Archive(path) as archive:
        book, points = read_book(archive, budget)
        shared, styles = _Shared(), _Styles()
        walk_part(archive, "xl/sharedStrings.xml", shared, budget)
        walk_part(archive, "xl/styles.xml", styles, budget)
        for sheet in book.sheets:
            part = points.get(sheet.relation)
            if part is None or longest <= 0:
                continue
            rows = _Rows(book, shared.texts, styles.kinds, longest)
            try:
                walk_part(archive, part.target, rows, budget)
            except TooLarge:
                longest = 0
            mark = f"Sheet “{sheet.name}”" + ("" if sheet.state == "visible" else " (hidden)")
            places.append(Place(mark, "\n".join(rows.lines)))
            longest = min(longest, rows.room)
    return places, longest > 0 and len(shared.texts) < MOST_SHARED and shared.room > 0
