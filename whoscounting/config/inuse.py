"""Who uses a world: the site's processes and a backup together, or one restore alone.

Each holds a lock on one file beside the world's folder for as long as it lives. The kernel lets go of it however the
process ends, so there is never a stale one.
"""

from __future__ import annotations

import os
from fcntl import LOCK_EX, LOCK_NB, LOCK_SH, flock

from django.conf import settings


class Taken(Exception):
    """The world can't be used in this way now; the message says why."""


def join() -> int:
    """Use the world beside others until this process ends. Raises Taken while a backup is being restored."""
    return _held(LOCK_SH, f"A backup of the {settings.WORLD} is being restored. Start again when that is over.")


def alone() -> int:
    """Use the world alone until this process ends. Raises Taken while anything else on this machine uses it."""
    return _held(LOCK_EX, f"The {settings.WORLD} is running, or is being backed up. Stop it first.")


def locked(name: str, kind: int) -> int:
    """A lock on a file of this name in DATA_DIR, for as long as the number that is returned stays open. Raises
    BlockingIOError if another has it. Opened for reading only: the site's user can hold what root has made."""
    handle = os.open(settings.DATA_DIR / name, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        flock(handle, kind | LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise
    return handle


def _held(kind: int, otherwise: str) -> int:
    try:
        return locked(f".{settings.WORLD}-in-use", kind)
    except BlockingIOError:
        raise Taken(otherwise) from None
