"""What is deleted is gone: from the database's file, its search indexes and its log, not only from what a query finds.

Every connection overwrites what it deletes (`secure_delete`). Two places keep a copy all the same: a full-text index,
which only notes that a word is deleted, and the log of what was written, which is emptied now and then.
"""

from __future__ import annotations

from typing import Any

from django.db.utils import OperationalError

WAIT = 500  # milliseconds
INDEXES = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%'"


def forget_deleted(connection: Any) -> None:
    """Build full-text indexes anew without what was deleted, then write the log into the file and empty it.

    Another database forgets in its own way. Raises OperationalError while somebody still reads from the log.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for (index,) in cursor.execute(INDEXES).fetchall():
            cursor.execute(f'INSERT INTO "{index}"("{index}") VALUES (\'optimize\')')  # noqa: S608  # a name of ours
        if not connection.in_atomic_block:  # in the midst of a transaction the log is still needed
            _empty_the_log(cursor)


def _empty_the_log(cursor: Any) -> None:
    """Without patience: while it waits for a reader, nobody can write."""
    patience = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
    cursor.execute(f"PRAGMA busy_timeout = {WAIT}")
    try:
        busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {patience}")
    if busy:
        raise OperationalError("somebody still reads from the log, so what was deleted is not gone from it yet")
