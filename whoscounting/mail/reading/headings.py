"""The values of headings: encoded words, parameters, addresses, ids, dates. Tolerant, capped, and never raising.

The standard library has all of this, but its readers run quadratic or into their own depth: 2,000 opening brackets in
a `To:` end in a RecursionError. Every value that comes here is at most `parts.LONGEST_VALUE` characters long.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from whoscounting.mail.reading import clean

# RFC 2047, with the spaces inside that some programs leave there.
ENCODED = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
# RFC 2045 with the pieces of RFC 2231: name, number of the piece, star, quoted value, bare value.
PARAM = re.compile(r';\s*([^\s=;"*]{1,60})(?:\*(\d{1,3}))?(\*)?\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))', re.DOTALL)
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
# RFC 5322: quoted words, the address in angle brackets, a remark, what parts two addresses, anything else.
TOKEN = re.compile(
    r'"(?P<quoted>(?:[^"\\]|\\.)*)"|<(?P<angle>[^<>]*)>|\((?P<remark>[^()]*)\)|(?P<end>[,;])|(?P<bare>[^"<>(),;]+|.)',
    re.DOTALL,
)
ADDRESS = re.compile(r'[^\s<>()\[\],;:"@]{1,128}@[^\s<>()\[\],;:"@]{1,190}')
ID = re.compile(r"<([^<>\s]{1,248})>")
MOST_ADDRESSES = 200
MOST_IDS = 100


@dataclass(frozen=True)
class Address:
    """A name for people, and where mail goes."""

    name: str
    address: str


def words(value: str, longest: int = 1000) -> str:
    """One clean line, with its encoded words decoded."""
    return clean.plain(worded(value) if "=?" in value else value, longest)


def worded(value: str) -> str:
    """With its encoded words decoded, not made harmless yet.

    Neighbours in one charset are put together before they are decoded: some programs cut a letter in two.
    """
    out: list[str] = []
    waiting, charset, end = b"", "", 0
    for found in ENCODED.finditer(value):
        between = value[end : found.start()]
        raw, name = _word_bytes(found[2], found[3]), found[1].partition("*")[0].lower()
        if waiting and not between.strip() and name == charset:
            waiting += raw
        else:
            out.append(clean.decoded(waiting, charset)[0])
            if between.strip() or not waiting:  # space between two encoded words means nothing
                out.append(between)
            waiting, charset = raw, name
        end = found.end()
    return "".join([*out, clean.decoded(waiting, charset)[0], value[end:]])


def _word_bytes(kind: str, text: str) -> bytes:
    raw = text.encode("utf-8", "replace")
    return from_base64(raw) if kind in "bB" else binascii.a2b_qp(raw, header=True)


def from_base64(raw: bytes) -> bytes:
    """What it stands for, as far as it goes: a lost end or foreign characters cost only themselves."""
    try:
        return binascii.a2b_base64(raw)
    except binascii.Error:
        pass
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
    letters = letters[:-1] if len(letters) % 4 == 1 else letters
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


@lru_cache(maxsize=512)
def params(value: str) -> tuple[str, dict[str, str]]:
    """`text/plain; charset=x` as `text/plain` and {charset: x}; names in small letters."""
    main, semicolon, rest = value.partition(";")
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for name, number, star, quoted, bare in PARAM.findall(semicolon + rest):
        text = ESCAPED.sub(r"\1", quoted) if quoted else bare.strip()
        pieces.setdefault(name.lower(), {}).setdefault(int(number or 0), (text, bool(star)))
    return main.strip().lower(), {name: _joined(found) for name, found in pieces.items()}


def _joined(pieces: dict[int, tuple[str, bool]]) -> str:
    """RFC 2231: `utf-8''%e2%82%ac` over as many pieces as it took."""
    whole = [pieces[number] for number in sorted(pieces)]
    if not any(star for _, star in whole):
        return "".join(text for text, _ in whole)
    charset, mark, first = whole[0][0].partition("'")
    if mark:
        whole[0] = (first.partition("'")[2], True)
    raw = b"".join(unquote_to_bytes(text) if star else text.encode("utf-8", "replace") for text, star in whole)
    return clean.decoded(raw, charset if mark else "")[0]


def addresses(values: Iterable[str]) -> tuple[Address, ...]:
    """Everyone named, in order, each once."""
    found: dict[str, Address] = {}
    for value in values:
        for one in _addresses(value):
            found.setdefault(one.address.lower(), one)
            if len(found) >= MOST_ADDRESSES:
                return tuple(found.values())
    return tuple(found.values())


def _addresses(value: str) -> Iterator[Address]:
    names: list[str] = []
    remark = angle = ""
    for token in [*TOKEN.finditer(value), None]:
        kind = token.lastgroup if token else "end"
        text = token[kind] if token and kind else ""
        if kind == "end":
            yield from _address(names, angle, remark)
            names, remark, angle = [], "", ""
        elif kind == "angle":
            angle = text
        elif kind == "remark":
            remark = text
        else:
            names.append(ESCAPED.sub(r"\1", text))


def _address(names: list[str], angle: str, remark: str) -> Iterator[Address]:
    """What stands in angle brackets is the address, whatever the name pretends to be."""
    said = " ".join(names)
    found = ADDRESS.search(angle or said)
    if found:
        yield Address(words(said if angle else remark, 200), mailbox(found[0]))


def mailbox(text: str) -> str:
    """An address with its domain in small letters."""
    name, at, domain = clean.plain(text, 254).replace(" ", "").rpartition("@")
    return f"{name}{at}{domain.lower().rstrip('.')}"


def ids(value: str) -> tuple[str, ...]:
    """Message-IDs without their angle brackets: the first, which began it all, and the latest 99."""
    found = [one for one in map(clean.plain, ID.findall(value)) if one]
    if not found and (bare := clean.plain(value).strip("<> ")[:248]) and " " not in bare:
        found = [bare]
    return tuple(dict.fromkeys([*found[:1], *found[1:][1 - MOST_IDS :]]))


def moment(value: str) -> str:
    """A date of RFC 5322 as ISO 8601, with its offset; empty where it is none."""
    try:
        when = parsedate_to_datetime(clean.plain(value, 100))
        when = when if when.tzinfo else when.replace(tzinfo=UTC)
        when.astimezone(UTC)  # raises at the ends of time
    except (TypeError, ValueError, IndexError, OverflowError, AttributeError):
        return ""
    return when.isoformat()
