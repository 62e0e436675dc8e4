"""Letters that staff bring as files: one as `.eml`, many as `.mbox`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from django.conf import settings

from whoscounting.lib.actions import Refused
from whoscounting.lib.actors import Actor
from whoscounting.lib.vault import PIECE, passing, pieces
from whoscounting.mail.models import Inbound
from whoscounting.mail.transport.arriving import take_in

LARGEST = 500 * 1024 * 1024  # bytes of one file
MOST = 5_000  # letters in one file
OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADING = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,9}[!-9;-~]{1,200}[ \t]*:")
BEGINS = b"From "  # the line before each letter of an mbox (RFC 4155)
MASKED = re.compile(rb">+From ")


@dataclass(frozen=True)
class Dropped:
    """How many letters a file brought, and how many of them were here before."""

    new: int
    known: int


def keep_dropped(file: IO[bytes], name: str, *, by: Actor, at: datetime | None = None) -> Dropped:
    """Keep what an uploaded file holds. Bringing it twice adds nothing.

    `file` is read once, a megabyte at a time. Raises Refused, in words for who brought it, before anything is kept.
    """
    begin = file.read(64)
    if why := _objection(begin, name, _size(file)):
        raise Refused(why)
    file.seek(0)
    if begin.startswith(BEGINS):
        kept = [take_in(letter, source=Inbound.Source.DROPPED, by=by, at=at)[1] for letter in letters(file)]
    else:
        kept = [take_in(pieces(file), source=Inbound.Source.DROPPED, by=by, at=at)[1]]
    return Dropped(new=sum(kept), known=len(kept) - sum(kept))


def letters(file: IO[bytes]) -> Iterator[Path]:
    """Each letter of an mbox in a file of its own, which is gone when the next is asked for.

    A letter begins at a line `From …` after an empty one. Where a letter has such a line itself, programs write
    `>From`; that mark is taken off again. Raises Refused where there are too many.
    """
    lines, number = _lines(file), 0
    more = next(lines, None) is not None
    while more:
        number += 1
        if number > MOST:
            raise Refused(f"This file holds more than {MOST:,} letters. Those before them were kept.")
        with passing(settings.EVIDENCE_ROOT) as folder:
            with (folder / "letter").open("wb") as letter:
                more = _one(lines, letter)
            yield folder / "letter"


def _one(lines: Iterator[bytes], letter: IO[bytes]) -> bool:
    """Copy one letter; and whether another begins behind it. The empty line between two belongs to neither."""
    gap = b""
    at_start = True  # of a line: an endless line comes in pieces
    for line in lines:
        if at_start and gap and line.startswith(BEGINS):
            return True
        letter.write(gap)
        gap = b""
        if at_start and line.strip(b"\r\n") == b"":
            gap = line
        else:
            letter.write(line[1:] if at_start and MASKED.match(line) else line)
        at_start = line.endswith(b"\n")
    return False


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    return iter(lambda: file.readline(PIECE), b"")


def _size(file: IO[bytes]) -> int:
    size = file.seek(0, 2)
    file.seek(0)
    return size


def _objection(begin: bytes, name: str, size: int) -> str:
    if not begin.strip():
        return f"‘{name}’ is empty."
    if size > LARGEST:
        return f"‘{name}’ is larger than 500 MB."
    if begin.startswith(OUTLOOK):
        return f"‘{name}’ is an Outlook file (.msg). Save the letter as .eml and bring that."
    if not (begin.startswith(BEGINS) or HEADING.match(begin)):
        return f"‘{name}’ is no letter: it does not begin with a heading. Save the letter as .eml and bring that."
    return ""
