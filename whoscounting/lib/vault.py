"""Files kept under the hash of their own bytes: the same file twice is one file, and none can be changed unseen."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path


def keep(root: Path, content: bytes) -> str:
    """Store the bytes and return their SHA-256 in hex. Whole or not at all, also when the machine stops half-way."""
    name = digest(content)
    place = path_of(root, name)
    if place.exists():
        return name
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(place)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
    return name


def digest(content: bytes | None) -> str:
    """The hash under which these bytes would be kept; nothing for no bytes."""
    return "" if content is None else hashlib.sha256(content).hexdigest()


def path_of(root: Path, name: str) -> Path:
    """Where the bytes with this hash lie. Raises ValueError for what is no SHA-256."""
    if len(name) != 64 or not set(name) <= set("0123456789abcdef"):
        raise ValueError("not a SHA-256 in hex")
    return root / name[:2] / name
