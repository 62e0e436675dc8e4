"""Taking a message apart with the standard library's parser, held by its own hooks.

What makes that parser slow or deep is capped while it works: headings by its policy, parts and nesting by its message
class. A message inside a message is one closed part to it: it is kept byte for byte, never descended into here, and
half a megabyte of blank lines in a `message/delivery-status` makes no quarter of a million parts.
"""

from __future__ import annotations

import binascii
from collections.abc import Iterator
from email.feedparser import BytesFeedParser
from email.message import Message
from email.policy import Compat32, Policy
from pathlib import Path
from typing import Any

from whoscounting.mail.reading import caps, clean, headings

LONGEST_VALUE = 8_000  # characters of one heading; what is longer is cut
LONGEST_KEY = 100
MOST_HEADINGS = 4_000  # in all parts together
MOST_PARTS = 500
MOST_NESTED = 30  # parts that have parts; so they can't be nested deeper either
LONGEST_BOUNDARY = 200  # the standard allows 70
BLOCK = 256 * 1024


class TooMuch(Exception):
    """The message isn't like any that people send; says what there is too much of."""


class Tally:
    """What was counted in one message."""

    def __init__(self) -> None:
        self.headings = self.parts = self.nested = 0
        self.cut = False

    def heading(self) -> None:
        self.headings += 1
        if self.headings > MOST_HEADINGS:
            raise TooMuch(f"It has more than {MOST_HEADINGS:,} headings.")

    def part(self) -> None:
        self.parts += 1
        if self.parts > MOST_PARTS:
            raise TooMuch(f"It has more than {MOST_PARTS:,} parts.")

    def nest(self) -> None:
        self.nested += 1
        if self.nested > MOST_NESTED:
            raise TooMuch(f"It has parts within parts, more than {MOST_NESTED} of them.")


class Careful(Compat32):
    """The parser's policy: each heading becomes one line of true text, cut to a length that is safe to work on."""

    tally: Tally | None = None

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, _, first = sourcelines[0].partition(":")
        if self.tally:
            self.tally.heading()
        raw = first + "".join(sourcelines[1 : LONGEST_VALUE // 2])
        if len(raw) > LONGEST_VALUE and self.tally:
            self.tally.cut = True
        value = raw[:LONGEST_VALUE].replace("\r", "").replace("\n", "").strip()
        text = clean.decoded(value.encode("utf-8", "surrogateescape"), "")[0] if not value.isascii() else value
        return name[:LONGEST_KEY], text


class Part(Message):
    """A message or one of its parts."""

    def __init__(self, policy: Policy) -> None:
        super().__init__(policy)
        self.tally: Tally = getattr(policy, "tally", None) or Tally()
        self.tally.part()

    @property
    def kind(self) -> str:
        """The true content type, `text/plain` where none is given or it makes no sense."""
        value = headings.params(self.one("content-type"))[0]
        main, slash, sub = value.partition("/")
        return clean.plain(value, 100) if main and slash and sub else "text/plain"

    def get_content_type(self) -> str:
        """For the parser only, which must not descend into what calls itself a message."""
        kind = self.kind
        return "application/octet-stream" if kind.startswith("message/") else kind

    def get_content_maintype(self) -> str:
        return self.get_content_type().partition("/")[0]

    def get_boundary(self, failobj: Any = None) -> Any:
        """The parser asks once for each part that has parts."""
        self.tally.nest()
        boundary = self.parameter("content-type", "boundary").rstrip()
        return boundary[:LONGEST_BOUNDARY] or failobj

    def one(self, name: str) -> str:
        """The first heading of this name, or nothing."""
        return str(self.get(name) or "")

    def every(self, name: str) -> list[str]:
        return [str(value) for value in self.get_all(name) or []]

    def parameter(self, heading: str, name: str) -> str:
        return headings.params(self.one(heading))[1].get(name, "")

    @property
    def file_name(self) -> str:
        """As the sender wrote it, decoded, not made harmless yet."""
        given = self.parameter("content-disposition", "filename") or self.parameter("content-type", "name")
        return headings.worded(given)

    @property
    def disposition(self) -> str:
        return headings.params(self.one("content-disposition"))[0]

    @property
    def inner(self) -> list[Part]:
        """The parts that it has; nothing for a leaf."""
        payload = self.get_payload()
        return [one for one in payload if isinstance(one, Part)] if isinstance(payload, list) else []

    def content(self) -> bytes:
        """The bytes of a leaf, decoded from whatever they travelled in. Gives their memory free: ask only once."""
        payload: object = vars(self)["_payload"]  # as it came: get_payload() would decode some of it
        self.set_payload("")
        raw = payload.encode("ascii", "surrogateescape") if isinstance(payload, str) else b""
        way = self.one("content-transfer-encoding").strip().lower()
        if way == "base64":
            return headings.from_base64(raw)
        return binascii.a2b_qp(raw) if way == "quoted-printable" else raw


def parsed(path: Path, tally: Tally) -> Part:
    """The message in that file. Raises TooMuch."""
    parser = _parser(tally)
    with path.open("rb") as file:
        parser.feed(file.read(BLOCK).lstrip(caps.BEFORE))
        for block in iter(lambda: file.read(BLOCK), b""):
            parser.feed(block)
    root: Part = parser.close()
    return root


def parsed_bytes(raw: bytes, tally: Tally) -> Part:
    """The same for a heading, or for some few lines that are like one."""
    parser = _parser(tally)
    parser.feed(raw)
    root: Part = parser.close()
    return root


def _parser(tally: Tally) -> BytesFeedParser[Any]:
    # A policy takes any of its class attributes as keyword, which the types don't know.
    return BytesFeedParser(policy=Careful(message_factory=Part, tally=tally))  # type: ignore[call-arg]


def leaves(root: Part) -> Iterator[Part]:
    """All parts that have no parts, in order. Nesting is capped, so this can't run deep."""
    if not root.is_multipart():
        yield root
    for one in root.inner:
        yield from leaves(one)
