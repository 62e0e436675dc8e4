"""Reading OS Code-Point Open as published, in one pass that keeps no row, into a file that nobody looks at yet."""

from __future__ import annotations

import csv
import hashlib
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Protocol
from zipfile import BadZipFile

from django.conf import settings
from django.utils import timezone

from whoscounting.lib import areafiles, postcodefile
from whoscounting.lib.actions import Refused
from whoscounting.lib.areafiles import Piece, Pieces
from whoscounting.lib.postcodefile import About, Unit
from whoscounting.register.rules import codepoint

LONGEST_LINE = 300  # characters; the longest published are about a hundred
MOST_ROWS = 4_000_000  # Great Britain has 1.7 million
LONGEST_NOTES = 64 * 1024
UNREADABLE = (OSError, EOFError, BadZipFile, zlib.error, RuntimeError, NotImplementedError)  # RuntimeError: encrypted


class Digest(Protocol):
    """What a fingerprint is fed through."""

    def update(self, data: bytes, /) -> None: ...


@dataclass(frozen=True)
class Built:
    """A whole new postcode file that is not in place yet."""

    path: Path
    about: About


@contextmanager
def built(paths: list[Path], *, published: str = "") -> Iterator[Built]:
    """Read all files into a new postcode file, which is gone when the block ends unless it was put in place.

    Refused as a whole, with file and line, if a single row is not as published or a postcode stands there twice.
    """
    with ExitStack() as still_open:
        try:
            path = still_open.enter_context(postcodefile.scratch(settings.POSTCODES))
            pieces = areafiles.gather(paths, still_open)
        except postcodefile.Busy:
            raise Refused("Another import of postcodes is running.") from None
        except (areafiles.Unusable, *UNREADABLE) as error:
            raise Refused(f"Nothing was changed. {error}") from None
        reading = Reading(pieces)
        if why := codepoint.objection(published or reading.published(), timezone.localdate()):
            raise Refused(f"Nothing was changed. {why[0].upper()}{why[1:]}.")
        yield Built(path, reading.into(path, published))


class Reading:
    """One pass over all files: where it is, and what it has counted."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._name, self._line = "", 0  # the file, and the line at which the row begins that is looked at
        self._units = self._without_place = 0
        self._sums: list[str] = []

    def into(self, path: Path, published: str) -> About:
        """Build the file. Any complaint names the file and the line at which the pass had come."""
        try:
            return postcodefile.build(path, self.units(), partial(self.about, published))
        except postcodefile.Twice:
            raise self._refused("this postcode stands here for the second time") from None
        except UnicodeDecodeError as error:
            raise self._refused(f"byte 0x{error.object[error.start]:02X} is not plain text (ASCII)") from None
        except (codepoint.Wrong, csv.Error, *UNREADABLE) as error:
            raise self._refused(str(error) or type(error).__name__) from None

    def units(self) -> Iterator[Unit]:
        for piece in self._pieces.data:
            self._name, self._line = piece.name, 1
            digest = hashlib.sha256()
            with piece.open() as stream:
                rows = csv.reader(_lines(stream, digest), strict=True)
                for cells in rows:
                    if found := codepoint.unit(cells):
                        self._units += 1
                        yield found
                    else:
                        self._without_place += 1
                    if self._units + self._without_place >= MOST_ROWS:
                        raise codepoint.Wrong(f"there are more than {MOST_ROWS:,} rows, so this can't be right")
                    self._line = rows.line_num + 1
            self._sums.append(f"{digest.hexdigest()}  {piece.name}\n")

    def about(self, published: str) -> About:
        """When all is read. `published` counts more than the date that came with the data."""
        if not self._units:
            raise Refused("Nothing was changed. There is no postcode with a place in all this.")
        return About(self.fingerprint(), published or self.published(), self._units, self._without_place)

    def fingerprint(self) -> str:
        """The same for a folder and for an archive: what `sha256sum *.csv | sha256sum` says in the folder Data/CSV."""
        return hashlib.sha256("".join(self._sums).encode()).hexdigest()

    def published(self) -> str:
        """The newest date of all notes that came with the data."""
        return max((codepoint.published(_text(note)) for note in self._pieces.notes), default="")

    def _refused(self, why: str) -> Refused:
        return Refused(f"Nothing was changed. {self._name}, line {self._line}: {why}.")


def _lines(stream: IO[bytes], digest: Digest) -> Iterator[str]:
    while line := stream.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            raise codepoint.Wrong("this line is longer than any that Ordnance Survey publishes")
        digest.update(line)
        yield line.decode("ascii")


def _text(piece: Piece) -> str:
    with piece.open() as stream:
        return stream.read(LONGEST_NOTES).decode("ascii", errors="replace")
