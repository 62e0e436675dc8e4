"""The local mail box of a rehearsal: what landed in it, newest first, read by its heads only."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import default
from pathlib import Path
from typing import cast

NAME = re.compile(r"[0-9a-f]{64}\.eml")
HEAD = 16 * 1024  # bytes; heads of our own letters have a tenth of that
LONGEST = 2 * 1024 * 1024
MOST_SEARCHED = 5000


@dataclass(frozen=True)
class Head:
    """What stands on the envelope of one letter."""

    name: str
    landed_at: datetime
    to: str
    subject: str


@dataclass(frozen=True)
class Opened:
    """One letter, read."""

    headers: Sequence[tuple[str, str]]
    subject: str
    text: str
    files: Sequence[str]


def names(folder: Path) -> list[tuple[str, datetime]]:
    """The letters by file name, with when they landed, newest first. None of them is opened."""
    try:
        with os.scandir(folder) as entries:
            found = [(entry.stat().st_mtime_ns, entry.name) for entry in entries if NAME.fullmatch(entry.name)]
    except FileNotFoundError:
        return []
    return [(name, datetime.fromtimestamp(at / 1e9, tz=UTC)) for at, name in sorted(found, reverse=True)]


def heads(folder: Path, letters: Sequence[tuple[str, datetime]]) -> list[Head]:
    """The heads of these letters; of each at most 16 KB are read."""
    return [_head(folder / name, at) for name, at in letters]


def found(folder: Path, letters: Sequence[tuple[str, datetime]], words: str) -> list[Head]:
    """Those of the newest 5,000 letters that have these words in their subject or address."""
    wanted = words.casefold()
    read = heads(folder, letters[:MOST_SEARCHED])
    return [head for head in read if wanted in f"{head.subject} {head.to}".casefold()]


def opened(folder: Path, name: str) -> Opened | None:
    """One letter, whole up to 2 MB; None if there is none of that name."""
    if not NAME.fullmatch(name) or not (folder / name).is_file():
        return None
    with (folder / name).open("rb") as file:
        letter = cast("EmailMessage", message_from_bytes(file.read(LONGEST), policy=default))
    body = letter.get_body(("plain",))
    return Opened(
        headers=[(title, str(value)) for title, value in letter.items()],
        subject=str(letter["Subject"] or ""),
        text=str(body.get_content()) if body else "",
        files=[part.get_filename() or "without a name" for part in letter.iter_attachments()],
    )


def _head(path: Path, at: datetime) -> Head:
    with path.open("rb") as file:
        start = file.read(HEAD).replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    head = BytesHeaderParser().parsebytes(start + b"\n\n")
    return Head(path.name, at, _plain(head["To"]), _plain(head["Subject"]))


def _plain(value: object) -> str:
    """A header in words: `=?utf-8?q?...?=` is how mail writes what is not ASCII."""
    return str(make_header(decode_header(" ".join(str(value or "").split()))))
