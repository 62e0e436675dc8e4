"""Finding the files of a publication in what somebody hands over: single files, a folder, or a zip archive.

Nothing is unpacked and no name inside an archive is ever used as a path, so an archive can't write anywhere. Whoever
reads bounds what it reads; here it is bounded how much an archive may list.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from io import BufferedReader
from pathlib import Path, PurePosixPath
from typing import IO, cast

AREA = re.compile(r"[A-Za-z]{1,2}\.csv")  # one file per postcode area: ab.csv, al.csv, b.csv
NOTES = "metadata.txt"
LARGEST_ZIP = 200 * 1024 * 1024
MOST_MEMBERS = 2_000
BLOCK = 1024 * 1024


class Unusable(Exception):
    """What was handed over can't be taken, in words."""


@dataclass(frozen=True)
class Piece:
    """One file, on the disk or in an archive."""

    name: str
    open: Callable[[], IO[bytes]]


@dataclass(frozen=True)
class Pieces:
    """The data, in the order of its names, and the notes that came with it."""

    data: tuple[Piece, ...]
    notes: tuple[Piece, ...]


def gather(paths: list[Path], still_open: ExitStack) -> Pieces:
    """All area files of these paths; a path that is a single file is taken whatever its name. Archives stay open."""
    data, notes = list[Piece](), list[Piece]()
    for path in paths:
        found = list(_pieces(path, still_open))
        areas = [one for one in found if AREA.fullmatch(one.name)] if len(found) != 1 else found
        if not areas:
            raise Unusable(f"{path} has no file of a postcode area, such as Data/CSV/gu.csv.")
        data += areas
        notes += [one for one in found if one.name == NOTES]
    return Pieces(tuple(sorted(data, key=lambda one: one.name.lower())), tuple(notes))


def _pieces(path: Path, still_open: ExitStack) -> Iterator[Piece]:
    if path.is_dir():
        for folder in (path, path / "Data" / "CSV", path / "Doc"):
            yield from (_on_disk(one) for one in folder.glob("*.*") if one.is_file())
    elif not path.is_file():
        raise Unusable(f"{path} is neither a file nor a folder.")
    elif zipfile.is_zipfile(path):
        yield from _members(path, still_open)
    else:
        yield _on_disk(path)


def _on_disk(path: Path) -> Piece:
    def opened() -> IO[bytes]:
        return path.open("rb")

    return Piece(path.name, opened)


def _members(path: Path, still_open: ExitStack) -> Iterator[Piece]:
    if path.stat().st_size > LARGEST_ZIP or _listed(path) > MOST_MEMBERS:
        raise Unusable(f"{path} is larger than what Ordnance Survey ships, so it can't be the right file.")
    archive = still_open.enter_context(zipfile.ZipFile(path))
    for member in archive.infolist():
        if not member.is_dir():
            yield Piece(PurePosixPath(member.filename).name, partial(_unpacking, archive, member))


def _listed(path: Path) -> int:
    """How many entries the archive lists at least: counted before Python's reader makes an object of each."""
    count, last = 0, b""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            count += (last + block).count(b"PK\1\2")
            last = block[-3:]
    return count


def _unpacking(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> IO[bytes]:
    """Buffered once more, because the archive's own reader is slow at short lines."""
    return cast("IO[bytes]", BufferedReader(archive.open(member), BLOCK))  # type: ignore[arg-type]
