"""What is looked at in raw bytes before any parser sees them: size, lines, runs of blank lines, the heading.

Python's parser keeps every line as an object and asks each of them about every open boundary. So what counts is not
only the size. A message over a cap is not lost: its heading, at most 64 KB of it, is read alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

MB = 1024 * 1024
BLOCK = MB
LARGEST = 30 * MB  # whole messages; common servers take 25
LONGEST_HEAD = 64 * 1024  # bytes of a heading that are read when the message as a whole isn't
MOST_HEAD = 256 * 1024  # bytes of a heading that still make an ordinary message
MOST_HEAD_LINES = 2_000
MOST_LINES = 600_000  # 30 MB of base64 has 400,000
BLANK_RUN = 5_000  # so many empty lines in a row nobody writes
BLANK_RUNS = tuple(end * BLANK_RUN for end in (b"\n", b"\r\n", b"\r"))

# The empty line after the heading, in whichever line ends.
HEAD_END = re.compile(rb"\r\n\r\n|\n\r?\n|\r\r")
BEFORE = b"\xef\xbb\xbf\r\n "  # what programs leave before the first line when they save a message
A_HEADING = re.compile(rb"[!-9;-~]{1,200}[ \t]*:|From ")  # what the first line of a message begins with
OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class Look:
    """What a message looks like from outside."""

    size: int
    head: bytes  # of its heading as much as is safe to read, whole lines
    head_length: int  # bytes, as far as we looked
    head_lines: int
    lines: int = 0
    blank_run: bool = False  # whether there is a long run of empty lines

    @property
    def objection(self) -> str:
        """Why only the heading may be read, in a sentence; empty where nothing speaks against the whole."""
        if self.size > LARGEST:
            return f"It is {self.size / MB:.0f} MB large; more than {LARGEST // MB} MB are not read."
        if self.head_length > MOST_HEAD or self.head_lines > MOST_HEAD_LINES:
            return f"Its heading is far too long: {self.head_length // 1024} KB and {self.head_lines:,} lines."
        if self.lines > MOST_LINES:
            return f"It has {self.lines:,} lines; more than {MOST_LINES:,} are not read."
        if self.blank_run:
            return f"It has more than {BLANK_RUN:,} empty lines in a row."
        return ""


def look(path: Path) -> Look:
    """Reads a message too large to be parsed only as far as its heading may go. Holds one megabyte at a time."""
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(MB).lstrip(BEFORE)
        head, head_length = _head(start)
        about = Look(size, head, head_length, start.count(b"\n", 0, head_length))
        if about.objection:
            return about
        lines, blank_run, tail = 0, False, b""
        for block in [start, *iter(lambda: file.read(BLOCK), b"")]:
            lines += max(block.count(b"\n"), block.count(b"\r"))
            seam = tail + block
            blank_run = blank_run or any(run in seam for run in BLANK_RUNS)
            tail = block[-2 * BLANK_RUN :]
    return Look(size, head, head_length, about.head_lines, lines, blank_run)


def _head(start: bytes) -> tuple[bytes, int]:
    """The heading, cut at a line's end where it is too long; and how long it is."""
    end = HEAD_END.search(start)
    length = end.end() if end else len(start)
    head = start[: min(length, LONGEST_HEAD)]
    if length > LONGEST_HEAD and (last := head.rfind(b"\n")) > 0:
        head = head[: last + 1]
    return b"".join(head.splitlines(keepends=True)[:MOST_HEAD_LINES]), length


def is_no_message(look: Look) -> str:
    """Why this can't be a message at all, in a sentence; or nothing."""
    if not look.size:
        return "The file is empty."
    if look.head.startswith(OUTLOOK):
        return "This is an Outlook file (.msg), not a message as it was sent. Please save it as .eml and bring that."
    if not A_HEADING.match(look.head):
        return "This is not an e-mail message: it does not begin with a heading."
    return ""
