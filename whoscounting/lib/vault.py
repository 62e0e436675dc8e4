"""Files kept under the hash of their own bytes: the same file twice is one file, and none can be changed unseen."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

PIECE = 1024 * 1024


def keep(root: Path, content: bytes) -> str:
    """Store the bytes and return their SHA-256 in hex. Whole or not at all, also when the machine stops half-way."""
    name = digest(content)
    return name if path_of(root, name).exists() else keep_pieces(root, [content])


def keep_file(root: Path, file: Path) -> str:
    """The same for a copy of this file, however large: a megabyte of it at a time is in memory."""
    with file.open("rb") as opened:
        return keep_pieces(root, pieces(opened))


def keep_pieces(root: Path, content: Iterable[bytes]) -> str:
    """The same for bytes that come one piece after the other."""
    root.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    handle, temporary = tempfile.mkstemp(dir=root, prefix="coming-")
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in content:
                digest.update(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        _put(Path(temporary), path_of(root, digest.hexdigest()))
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return digest.hexdigest()


def pieces(file: IO[bytes]) -> Iterator[bytes]:
    """What is left of an open file, a megabyte at a time."""
    return iter(lambda: file.read(PIECE), b"")


def digest(content: bytes | None) -> str:
    """The hash under which these bytes would be kept; nothing for no bytes."""
    return "" if content is None else hashlib.sha256(content).hexdigest()


def path_of(root: Path, name: str) -> Path:
    """Where the bytes with this hash lie. Raises ValueError for what is no SHA-256."""
    if len(name) != 64 or not set(name) <= set("0123456789abcdef"):
        raise ValueError("not a SHA-256 in hex")
    return root / name[:2] / name


def _put(temporary: Path, place: Path) -> None:
    """Give it its name. Folders are hurried to the disk too: a name that a power cut takes away is a lost file."""
    folder = place.parent
    is_new = not folder.exists()
    folder.mkdir(exist_ok=True)
    temporary.replace(place)
    for one in (folder, folder.parent) if is_new else (folder,):
        _settle(one)


def _settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
