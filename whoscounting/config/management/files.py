"""Files that commands are given."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.management.base import CommandError

from whoscounting.lib.csvfiles import LARGEST


def told(path: Path) -> Path:
    """The path as the person meant it: our scripts in bin/ leave the folder in which they were called."""
    return Path(os.environ.get("CALLED_FROM", ""), path).absolute()


def read(path: Path) -> bytes:
    """One byte more than is allowed is enough to see that a file is too large."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise CommandError(f"{path} can't be read: {error.strerror}.") from None
