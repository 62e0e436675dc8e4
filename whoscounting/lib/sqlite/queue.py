"""One writer at a time, in turn.

SQLite lets one connection write and makes the others sleep and try again, so who comes next is a lottery and an unlucky
one can lose for seconds. Here writers queue with `flock` on two files beside the database. The kernel releases a lock
when its holder ends in whatever way, so there is never a stale one.
"""

from __future__ import annotations

import threading
from fcntl import LOCK_EX, LOCK_NB, LOCK_UN, flock
from pathlib import Path
from typing import IO


class WriteQueue:
    """The place of one connection in the queue. Not to be shared between threads."""

    def __init__(self, database: Path, patience: float) -> None:
        self._database = database
        self._patience = patience
        self._locks: Locks | None = None
        self.held = False

    def enter(self) -> None:
        """Wait for our turn; nothing to do if it is ours already. Raises TimeoutError when it doesn't come in time."""
        if self.held:
            return
        locks = self._locks = self._locks or Locks(self._database)
        if not locks.take_if_free():
            wait = Wait(locks)
            if not wait.over(self._patience):
                self._locks = None  # left to the helper thread, which lets go of them when their turn comes at last
                raise TimeoutError
        self.held = True

    def leave(self) -> None:
        """Let the next one write."""
        if self.held and self._locks:
            self._locks.let_go()
        self.held = False

    def close(self) -> None:
        """Leave, and close the files."""
        if self._locks:
            self._locks.close()
        self.held, self._locks = False, None


class Locks:
    """The desk, at which one writes, and the door, at which the next in line waits for the desk.

    The door is held only while waiting for the desk. So one who has just written and wants to write again finds the
    next already at the door, and stands behind.
    """

    def __init__(self, database: Path) -> None:
        self._door, self._desk = (_lock_file(database, name) for name in ("door", "desk"))

    def take_if_free(self) -> bool:
        if not _free(self._door):
            return False
        try:
            return _free(self._desk)
        finally:
            flock(self._door, LOCK_UN)

    def take(self) -> None:
        flock(self._door, LOCK_EX)
        flock(self._desk, LOCK_EX)
        flock(self._door, LOCK_UN)

    def let_go(self) -> None:
        flock(self._desk, LOCK_UN)

    def close(self) -> None:
        self._door.close()
        self._desk.close()


class Wait(threading.Thread):
    """Takes the locks in a thread of its own, because the kernel's wait knows no time limit."""

    def __init__(self, locks: Locks) -> None:
        super().__init__(daemon=True)
        self._locks = locks
        self._deciding = threading.Lock()
        self._taken = self._given_up = False
        self.start()

    def run(self) -> None:
        self._locks.take()
        with self._deciding:
            self._taken = True
            if self._given_up:
                self._locks.close()

    def over(self, within: float) -> bool:
        """True if the locks came within so many seconds. Otherwise nobody wants them any more."""
        self.join(within)
        with self._deciding:
            self._given_up = not self._taken
            return self._taken


def _lock_file(database: Path, name: str) -> IO[bytes]:
    return database.with_name(f"{database.name}-{name}").open("ab")


def _free(file: IO[bytes]) -> bool:
    """Lock the file if that needs no waiting."""
    try:
        flock(file, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    return True
