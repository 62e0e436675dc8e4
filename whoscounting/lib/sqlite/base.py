"""Django's SQLite backend with safe settings, and with a queue for those who write.

What a commit has promised survives a power cut (WAL, synchronous FULL). A transaction takes the write lock when it
begins (IMMEDIATE), so it can't fail half-way because another wrote first. Readers wait for nobody.
"""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import DEFAULT_DB_ALIAS, OperationalError

from whoscounting.lib.sqlite.queue import WriteQueue

PATIENCE = 20.0  # seconds that a writer waits before it gives up
# No larger cache and no file mapped into memory: with 22,000 trusts neither was faster, and each thread had its own.
SAFE = """
PRAGMA synchronous = FULL;
PRAGMA temp_store = MEMORY
"""
OPTIONS = {"transaction_mode": "IMMEDIATE", "timeout": PATIENCE, "init_command": SAFE}
READS = re.compile(r"\s*(SELECT|PRAGMA|EXPLAIN|VALUES|BEGIN|COMMIT|END|ROLLBACK|SAVEPOINT|RELEASE)\b", re.IGNORECASE)


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection. It holds a place in the queue from the first write of a transaction to its end."""

    queue: WriteQueue | None = None  # None for a database in memory, which nobody else can open

    def __init__(self, settings_dict: dict[str, Any], alias: str = DEFAULT_DB_ALIAS) -> None:
        settings_dict["OPTIONS"] = OPTIONS | settings_dict["OPTIONS"]
        super().__init__(settings_dict, alias)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        connection.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten: see `forgetting`
        file = connection.execute("PRAGMA database_list").fetchone()[2]
        if file:
            self.queue = WriteQueue(Path(file), conn_params["timeout"])
            self._write_ahead(connection)
        return connection

    def create_cursor(self, name: str | None = None) -> Any:
        return self.connection.cursor(factory=partial(QueueingCursor, self))

    def enter_queue(self) -> None:
        """Wait until it is our turn to write."""
        try:
            if self.queue:
                self.queue.enter()
        except TimeoutError:
            raise OperationalError("database is locked: another has been writing for too long") from None

    def leave_queue(self) -> None:
        """Let the next one write, unless our transaction still goes on."""
        if self.queue and not (self.connection and self.connection.in_transaction):
            self.queue.leave()

    def _write_ahead(self, connection: Any) -> None:
        """Switch a new file to WAL. In turn, because SQLite doesn't wait when two do so at once."""
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            self.enter_queue()
            connection.execute("PRAGMA journal_mode = WAL")
            self.leave_queue()

    def _start_transaction_under_autocommit(self) -> None:
        self.enter_queue()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        finally:
            self.leave_queue()

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]
        finally:
            self.leave_queue()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self.leave_queue()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            if self.queue:
                self.queue.close()


class QueueingCursor(base.SQLiteCursorWrapper):
    """Queues for a statement that writes outside a transaction."""

    def __init__(self, database: DatabaseWrapper, connection: Any) -> None:
        super().__init__(connection)
        self._database = database
        self._rows: list[Any] | None = None

    def execute(self, query: str, params: Any = None) -> Any:
        self._rows = None
        if READS.match(query) or self.connection.in_transaction:
            return super().execute(query, params)
        return self._in_turn(partial(super().execute, query, params))

    def executemany(self, query: str, param_list: Any) -> Any:
        self._rows = None
        if self.connection.in_transaction:
            return super().executemany(query, param_list)
        return self._in_turn(partial(super().executemany, query, param_list))

    def _in_turn(self, write: Any) -> Any:
        self._database.enter_queue()
        try:
            write()
            if self.description:  # the write is over only when what it RETURNs has been read
                self._rows = list(super().fetchall())
        finally:
            self._database.leave_queue()
        return self

    def fetchone(self) -> Any:
        if self._rows is None:
            return super().fetchone()
        return self._rows.pop(0) if self._rows else None

    def fetchmany(self, size: int | None = 1) -> list[Any]:
        if self._rows is None:
            return super().fetchmany(size)
        taken, self._rows = self._rows[:size], self._rows[size:]
        return taken

    def fetchall(self) -> list[Any]:
        if self._rows is None:
            return super().fetchall()
        taken, self._rows = self._rows, []
        return taken

    def __next__(self) -> Any:
        if self._rows is None:
            return super().__next__()
        if not self._rows:
            raise StopIteration
        return self._rows.pop(0)
