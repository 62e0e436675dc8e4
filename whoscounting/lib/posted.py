"""One large field out of a posted body that lies in a file, byte by byte as it was sent, without holding it in memory.

Django would hold the whole field, and would turn its bytes into text; raw mail is neither small nor text.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes

from django.utils.http import parse_header_parameters

PIECE = 1024 * 1024
SHORT = 64 * 1024  # bytes; what is longer is no small field
MOST_FIELDS = 1_000
LONGEST_HEAD = 8 * 1024  # bytes before a part's content

# A whole string, or a mark; what stands between (numbers, true, blanks) doesn't matter here.
JSON_TOKEN = re.compile(rb'"((?:[^"\\]++|\\.)*+)"|[{}\[\]:,]', re.DOTALL)
WHOLE_ESCAPES = re.compile(rb"(?:[^\\]++|\\u[0-9a-fA-F]{4}|\\[^u])*+", re.DOTALL)
HALF_A_PAIR = re.compile(rb"\\u[dD][89abAB][0-9a-fA-F]{2}\Z")
ESCAPE = re.compile(rb"((?:\\u[0-9a-fA-F]{4})+)|\\(.)", re.DOTALL)
SIMPLE = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
PART_NAME = re.compile(rb'(?:^|[;\s])name="([^"]{1,100})"', re.IGNORECASE)

Span = tuple[int, int]
Decode = Callable[[mmap.mmap, int, int], Iterator[bytes]]


@dataclass(frozen=True)
class Posted:
    """The fields of a body, by name: where each begins and ends in the file."""

    file: Path
    spans: dict[str, Span]
    decode: Decode

    def content(self, name: str) -> Iterator[bytes]:
        """The field's bytes, a megabyte at a time; nothing where it is missing."""
        if name not in self.spans:
            return
        with self.file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
            yield from self.decode(data, *self.spans[name])

    def short(self) -> dict[str, str]:
        """All fields that are short, as text."""
        found = (name for name, (start, end) in self.spans.items() if end - start <= SHORT)
        return {name: b"".join(self.content(name)).decode("utf-8", "replace") for name in found}


def posted(file: Path, content_type: str) -> Posted:
    """What the body in this file says, as JSON or as a form of either kind. Anything else has no fields."""
    kind, options = parse_header_parameters(content_type)
    find, decode = {
        "application/json": (_in_json, _from_json),
        "application/x-www-form-urlencoded": (_in_pairs, _from_pairs),
        "multipart/form-data": (_in_parts(str(options.get("boundary", ""))), _as_it_is),
    }.get(kind, (_nowhere, _as_it_is))
    if not file.stat().st_size:
        return Posted(file, {}, decode)
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return Posted(file, dict(found for found, _ in zip(find(data), range(MOST_FIELDS), strict=False)), decode)


def _nowhere(data: mmap.mmap) -> Iterator[tuple[str, Span]]:
    yield from ()


def _in_json(data: mmap.mmap) -> Iterator[tuple[str, Span]]:
    """The texts that stand directly in the outermost object."""
    depth, key, text = 0, "", (0, 0)
    for token in JSON_TOKEN.finditer(data):
        mark = data[token.start() : token.start() + 1]
        if mark == b'"':
            if depth == 1 and key:
                yield key, token.span(1)
            text = token.span(1)
        elif mark in b":,":
            key = data[text[0] : min(text[1], text[0] + 100)].decode("utf-8", "replace") if mark == b":" else ""
        else:
            depth += 1 if mark in b"{[" else -1


def _from_json(data: mmap.mmap, start: int, end: int) -> Iterator[bytes]:
    """The text in UTF-8, cut only where no escape is cut."""
    while start < end:
        whole = WHOLE_ESCAPES.match(data, start, min(start + PIECE, end))
        piece = whole[0] if whole else b""
        if len(piece) > len("\\ud800") and start + len(piece) < end:
            piece = HALF_A_PAIR.sub(b"", piece)
        if not piece:
            return  # an escape that is none
        yield ESCAPE.sub(_unescaped, piece)
        start += len(piece)


def _unescaped(found: re.Match[bytes]) -> bytes:
    if found[1]:
        units = b"".join(bytes.fromhex(unit.decode()) for unit in found[1].split(rb"\u")[1:])
        return units.decode("utf-16-be", "replace").encode()
    return SIMPLE.get(found[2], found[2])


def _in_pairs(data: mmap.mmap) -> Iterator[tuple[str, Span]]:
    start = 0
    while start < len(data):
        end = data.find(b"&", start)
        end = len(data) if end < 0 else end
        sign = data.find(b"=", start, min(end, start + 100))
        if sign > 0:
            yield unquote_to_bytes(data[start:sign]).decode("utf-8", "replace"), (sign + 1, end)
        start = end + 1


def _from_pairs(data: mmap.mmap, start: int, end: int) -> Iterator[bytes]:
    while start < end:
        piece = data[start : min(start + PIECE, end)]
        cut = piece.rfind(b"%", -2)
        if cut > 0 and start + len(piece) < end:
            piece = piece[:cut]
        yield unquote_to_bytes(piece.replace(b"+", b" "))
        start += len(piece)


def _in_parts(boundary: str) -> Callable[[mmap.mmap], Iterator[tuple[str, Span]]]:
    """RFC 7578. A part without a name, or one that doesn't end, is left out."""
    mark = b"--" + boundary.encode("latin-1", "replace")

    def find(data: mmap.mmap) -> Iterator[tuple[str, Span]]:
        at = data.find(mark) if boundary else -1
        while at >= 0:
            head = data.find(b"\r\n\r\n", at, at + LONGEST_HEAD)
            end = data.find(b"\r\n" + mark, head + 2) if head >= 0 else -1
            if end < 0:
                return
            name = PART_NAME.search(data[at:head])
            if name:
                yield name[1].decode("utf-8", "replace"), (head + 4, max(end, head + 4))
            at = end + 2

    return find


def _as_it_is(data: mmap.mmap, start: int, end: int) -> Iterator[bytes]:
    for at in range(start, end, PIECE):
        yield data[at : min(at + PIECE, end)]
