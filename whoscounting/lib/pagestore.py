"""Finished pages, kept as compressed bytes under one key: a file each for all processes, and in memory for this one.

The key changes whenever any page might; then everything kept under the old one is forgotten. A file is written whole
under another name and then renamed, and carries its own length and checksum, so half a page is never served.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import brotli

MEMORY = 32 * 1024 * 1024  # bytes for each process
DISK = 256 * 1024 * 1024  # bytes for all of them, counted by the process that writes
COMPRESSIBLE = ("text/", "image/svg", *(f"application/{kind}" for kind in ("json", "geo+json", "xml", "atom+xml")))
LARGEST = 4 * 1024 * 1024  # bytes of a page that is kept, before it is compressed
CHECKSUM = 32  # bytes of SHA-256
BROTLI_QUALITY = 9  # a first reader waits for it
BROTLI_WINDOW = 16  # 64 kB: with a larger one the same quality takes 20 to 40 MB and four times as long, and gains 1%


@dataclass(frozen=True)
class Page:
    """A page as it was drawn: its status, its headers without length and encoding, and the bytes by encoding."""

    status: str
    headers: tuple[tuple[str, str], ...]
    bodies: dict[str, bytes]

    def body(self, encoding: str) -> bytes:
        """The bytes in this encoding; `identity` is unpacked where only packed ones are kept."""
        if encoding == "identity" and encoding not in self.bodies:
            return gzip.decompress(self.bodies["gzip"])
        return self.bodies[encoding]

    @property
    def size(self) -> int:
        return sum(map(len, self.bodies.values()))


def pack(status: str, headers: list[tuple[str, str]], body: bytes) -> Page:
    """Compress what gains by it; a picture stays as it is."""
    if not gains(headers):
        return Page(status, tuple(headers), {"identity": body})
    packed = {
        "br": brotli.compress(body, quality=BROTLI_QUALITY, lgwin=BROTLI_WINDOW),
        "gzip": gzip.compress(body, mtime=0),
    }
    return Page(status, tuple(headers), packed)


def gains(headers: list[tuple[str, str]]) -> bool:
    """Whether such a page becomes smaller when it is compressed."""
    content_type = next((value for name, value in headers if name.lower() == "content-type"), "")
    return content_type.startswith(COMPRESSIBLE)


class PageStore:
    """Pages under the newest key. Safe for threads: what it keeps in memory is replaced, never changed half-way."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._key = ""
        self._pages: dict[str, Page] = {}
        self._in_memory = 0
        self._on_disk = 0

    def get(self, key: str, address: str) -> Page | None:
        """The page kept under this key, or None."""
        if key != self._key:
            self._turn(key)
        page = self._pages.get(address)
        if page is None and (page := self._read(key, address)) is not None:
            self._remember(key, address, page)
        return page

    def put(self, key: str, address: str, page: Page) -> None:
        """Keep a page. Where there is no room or no disk, it is simply not kept."""
        self._remember(key, address, page)
        if self._on_disk + page.size <= DISK:
            self._on_disk += page.size
            with contextlib.suppress(OSError):
                _write(self._file(key, address), _to_bytes(page))

    def _turn(self, key: str) -> None:
        """Begin anew under another key."""
        self._key, self._pages, self._in_memory, self._on_disk = key, {}, 0, 0
        for old in self._root.glob("*"):
            if old.name != key:
                shutil.rmtree(old, ignore_errors=True)

    def _remember(self, key: str, address: str, page: Page) -> None:
        if key == self._key and self._in_memory + page.size <= MEMORY:
            self._in_memory += page.size
            self._pages[address] = page

    def _read(self, key: str, address: str) -> Page | None:
        try:
            return _from_bytes(self._file(key, address).read_bytes())
        except (OSError, ValueError):
            return None

    def _file(self, key: str, address: str) -> Path:
        return self._root / key / sha256(address.encode()).hexdigest()


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as half:
            half.write(content)
        Path(temporary).replace(file)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise


def _to_bytes(page: Page) -> bytes:
    """The checksum of all that follows, one line that says what it is, then the bytes one after the other."""
    lengths = {encoding: len(body) for encoding, body in page.bodies.items()}
    about = {"status": page.status, "headers": page.headers, "lengths": lengths}
    content = json.dumps(about).encode() + b"\n" + b"".join(page.bodies.values())
    return sha256(content).digest() + content


def _from_bytes(stored: bytes) -> Page:
    """The page again. Raises ValueError if a byte is missing or wrong."""
    checksum, content = stored[:CHECKSUM], stored[CHECKSUM:]
    if sha256(content).digest() != checksum:
        raise ValueError("the stored page is damaged")
    head, _, rest = content.partition(b"\n")
    about = json.loads(head)
    bodies, start = {}, 0
    for encoding, length in about["lengths"].items():
        bodies[encoding] = rest[start : start + length]
        start += length
    return Page(about["status"], tuple((name, value) for name, value in about["headers"]), bodies)
