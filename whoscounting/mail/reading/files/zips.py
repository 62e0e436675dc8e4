"""ZIP files, and what is built on them, without ever unpacking more than was asked for.

Its directory is weighed before it is read, what it declares before anything is unpacked; and what comes out is counted
while it comes. Archives within archives stay closed.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from whoscounting.mail.reading.files.budget import Budget

MB = 1024 * 1024
LARGEST_DIRECTORY = MB  # some 10,000 entries
MOST_ENTRIES = 5_000
MOST_DECLARED = 300 * MB
# Half a megabyte of the same row is a table; a thousand times its size is a bomb. Real sheets shrink to a twentieth.
MOST_RATIO = 200
RATIO_FROM = 20 * MB
END = struct.Struct("<4s4H2LH")
END_64 = struct.Struct("<4sQ2H2L4Q")
LOCATOR_64 = 20  # bytes between that and the end
MOST_REMARK = 65_535
BLOCK = 64 * 1024
KNOWN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # the others unpack in leaps that can't be counted
DAMAGED = "It is damaged and can't be opened."
BOMB = "Unpacked it would be far larger than it looks, so it was not opened."
FAILURES: tuple[type[Exception], ...] = (zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError)
FAILURES += (NotImplementedError, RuntimeError, ValueError, KeyError, IndexError)


class Unfit(Exception):
    """A file that isn't opened; the message says why."""


class Archive:
    """An open ZIP file. Raises Unfit where it is none or too much."""

    def __init__(self, path: Path) -> None:
        self._zip = _opened(path)
        self._entries = {one.filename: one for one in self._zip.infolist()}
        self.sizes = {name: one.file_size for name, one in self._entries.items()}
        try:
            self._check(path.stat().st_size)
        except Unfit:
            self._zip.close()
            raise

    def _check(self, size: int) -> None:
        total = sum(one.file_size for one in self._zip.infolist())  # not of `sizes`: a name may come twice
        if len(self._zip.infolist()) > MOST_ENTRIES or total > MOST_DECLARED:
            raise Unfit(BOMB)
        if total > RATIO_FROM and total > size * MOST_RATIO:
            raise Unfit(BOMB)

    @property
    def locked(self) -> bool:
        return any(one.flag_bits & 1 for one in self._entries.values())

    def stream(self, name: str, budget: Budget) -> Stream:
        """One entry, to be read in blocks. Raises Unfit."""
        entry = self._entries.get(name)
        if entry is None or entry.compress_type not in KNOWN or entry.flag_bits & 1:
            raise Unfit(DAMAGED)
        try:
            return Stream(self._zip.open(entry), budget)
        except FAILURES as error:
            raise Unfit(DAMAGED) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._zip.close()


class Stream:
    """One entry's bytes, each block paid from the budget."""

    def __init__(self, file: IO[bytes], budget: Budget) -> None:
        self._file, self._budget = file, budget

    def read(self, size: int = BLOCK) -> bytes:
        """At most 64 KB. Raises Unfit where it is damaged, TooLarge where the budget is spent."""
        try:
            block = self._file.read(min(size, BLOCK) if size >= 0 else BLOCK)
        except FAILURES as error:
            raise Unfit(DAMAGED) from error
        self._budget.spend(len(block))
        return block

    def close(self) -> None:
        self._file.close()


def names_in(path: Path) -> set[str]:
    """What its directory lists, however large that would be. Raises Unfit."""
    with _opened(path) as archive:
        return set(archive.namelist())


def _opened(path: Path) -> zipfile.ZipFile:
    _weigh(path)
    try:
        return zipfile.ZipFile(path)
    except FAILURES as error:
        raise Unfit(DAMAGED) from error


def _weigh(path: Path) -> None:
    """Before the directory is read into memory: how large it says it is."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - MOST_REMARK - END.size - LOCATOR_64 - END_64.size))
        tail = file.read()
    at = tail.rfind(b"PK\5\6")
    if at < 0 or len(tail) - at < END.size:
        raise Unfit(DAMAGED)
    _, _, _, _, entries, length, _, _ = END.unpack_from(tail, at)
    if tail[max(0, at - LOCATOR_64) : at].startswith(b"PK\6\7"):  # the large form stands before, and then it counts
        if at < LOCATOR_64 + END_64.size:
            raise Unfit(DAMAGED)
        *_, entries, length, _ = END_64.unpack_from(tail, at - LOCATOR_64 - END_64.size)
    if entries > MOST_ENTRIES or length > LARGEST_DIRECTORY:
        raise Unfit(BOMB)
