"""Noticing that somebody has written, more cheaply than by asking what."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path


class Commits:
    """A number that changes whenever any process has committed to a SQLite file.

    It uses a connection of its own, because SQLite counts for each connection what the *others* have written.
    """

    def __init__(self, file: Path) -> None:
        self._address = f"{file.absolute().as_uri()}?mode=ro"
        self._mine = threading.local()

    def number(self) -> int:
        """This thread's count. Two equal numbers in one thread mean that nothing was written between."""
        if not hasattr(self._mine, "connection"):
            self._mine.connection = sqlite3.connect(self._address, uri=True, isolation_level=None)
            self._mine.cursor = self._mine.connection.cursor()
        return int(self._mine.cursor.execute("PRAGMA data_version").fetchone()[0])
