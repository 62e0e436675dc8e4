"""Reading a CSV file that somebody hands in: strict, and every complaint names its line."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import category

LARGEST = 20 * 1024 * 1024


@dataclass(frozen=True)
class Problem:
    """What is wrong, and in which line of the file; line 0 is the file as a whole."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.text}" if self.line else self.text


@dataclass(frozen=True)
class Row:
    """The cells of one row, without spaces around them, and the line it begins on."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """What was read. A file with any problem is broken: nothing of it should be used."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


def read(content: bytes, *, columns: int, largest: int = LARGEST) -> Sheet:
    """All rows that have just this many columns, and a problem for every other one."""
    text = decoded(content, largest)
    if isinstance(text, Problem):
        return Sheet((), (text,))
    rows: list[Row] = []
    problems: list[Problem] = []
    for one in cut(text):
        checked = complaint(one, columns) or one if isinstance(one, Row) else one
        if isinstance(checked, Row):
            rows.append(checked)
        else:
            problems.append(checked)
    if not rows and not problems:
        problems.append(Problem(0, "The file is empty."))
    return Sheet(tuple(rows), tuple(problems))


def decoded(content: bytes, largest: int) -> str | Problem:
    """The text of the file, or what speaks against it."""
    if len(content) > largest:
        return Problem(0, f"The file is larger than {largest // 1024 // 1024} MB, so it can't be the right one.")
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return Problem(1, "This is UTF-16 text. Please save the file as UTF-8.")
    if (at := content.find(b"\0")) >= 0:
        return Problem(line_of(content, at), "There is a NUL byte, so this is not a text file.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = error.object[error.start]
        return Problem(
            line_of(error.object, error.start), f"Byte 0x{byte:02X} is not UTF-8. Please save the file as UTF-8."
        )


def line_of(content: bytes, at: int) -> int:
    return content.count(b"\n", 0, at) + 1


def cut(text: str) -> Iterator[Row | Problem]:
    """The rows as they come. After a quotation mark out of place nothing more can be told apart, so it ends there."""
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Problem(line, f"The row can't be read as CSV ({error}).")
            return
        if cells:
            yield Row(line, tuple(cell.strip() for cell in cells))


def complaint(row: Row, columns: int) -> Problem | None:
    if len(row.cells) != columns:
        return Problem(row.line, f"{len(row.cells)} columns, where {columns} belong.")
    hidden = {c for cell in row.cells for c in cell if category(c) in {"Cc", "Cf", "Zl", "Zp"}}
    if hidden:
        return Problem(row.line, f"There is an invisible character (U+{ord(min(hidden)):04X}).")
    return None
