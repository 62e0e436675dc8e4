"""Files kept under the hash of their own bytes: the same file twice is one file, and none can be changed unseen."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

PIECE = 1024 * 1024
COMING = "coming-"  # how the names of all begin that is not finished
A_DAY = 24 * 3600.0  # seconds


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
    handle, temporary = tempfile.mkstemp(dir=root, prefix=COMING)
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


@contextmanager
def passing(root: Path) -> Iterator[Path]:
    """A folder for what only passes through. It is gone afterwards; if we are killed meanwhile, `sweep` finds it."""
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root, prefix=COMING) as folder:
        yield Path(folder)


def sweep(root: Path, older_than: float = A_DAY) -> int:
    """Take away what killed processes left unfinished so many seconds ago; how many things that were."""
    left = [path for path in root.glob(f"{COMING}*") if path.lstat().st_mtime < time.time() - older_than]
    for path in left:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return len(left)


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
