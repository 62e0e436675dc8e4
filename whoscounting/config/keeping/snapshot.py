"""The database as it was at one moment, while others go on writing.

It copies and asks, below the level of actions: nothing of the world's own database is ever written here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import IO, Any, Protocol

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from whoscounting.config.keeping import postgres
from whoscounting.lib.actions import Refused

PATIENCE = 60.0  # seconds
NOT_YET = "There is nothing to back up yet: the database does not stand. Start the site once."
COLUMNS = {
    "sqlite": "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'",
    "postgresql": "SELECT table_name, column_name FROM information_schema.columns"
    " WHERE table_schema = current_schema()",
}


class Snapshot(Protocol):
    """A copy to ask and to keep. `engine` is sqlite or postgresql."""

    engine: str

    def ask(self, query: str) -> list[tuple[Any, ...]]: ...
    def opened(self) -> AbstractContextManager[IO[bytes]]: ...


class SqliteSnapshot:
    """A finished copy in a file of its own."""

    engine = "sqlite"

    def __init__(self, file: Path) -> None:
        self._file = file

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        with closing(untouched(self._file)) as copy:
            return copy.execute(query).fetchall()

    def opened(self) -> AbstractContextManager[IO[bytes]]:
        return self._file.open("rb")


class PostgresSnapshot:
    """An exported snapshot; it lasts as long as our transaction."""

    engine = "postgresql"

    def __init__(self, name: str) -> None:
        self._name = name

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall()

    def opened(self) -> AbstractContextManager[IO[bytes]]:
        return postgres.dumped(self._name)


@contextmanager
def taken(scratch: Path) -> Iterator[Snapshot]:
    """A snapshot of this world's database. `scratch` is a folder with room for a copy."""
    if connection.vendor == "postgresql":
        with _of_postgres() as snapshot:
            yield snapshot
    else:
        yield SqliteSnapshot(_of_sqlite(Path(settings.DATABASES["default"]["NAME"]), scratch / "database.sqlite3"))


def columns(snapshot: Snapshot) -> set[tuple[str, str]]:
    """Every table's columns, as (table, column)."""
    return {(table, column) for table, column in snapshot.ask(COLUMNS[snapshot.engine])}


def untouched(file: Path) -> sqlite3.Connection:
    """A connection to a file that nobody writes, which leaves no traces beside it."""
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def check_sqlite(file: Path) -> None:
    """Raises Refused unless SQLite finds its own structure whole."""
    try:
        with closing(untouched(file)) as copy:
            found = copy.execute("PRAGMA integrity_check").fetchall()
    except sqlite3.DatabaseError as error:
        found = [(str(error),)]
    if found != [("ok",)]:
        raise Refused(f"The database is damaged. SQLite says: {found[0][0]}")


def _of_sqlite(file: Path, copy: Path) -> Path:
    """All pages in one step: one reader's view, which writers needn't wait for and can't make begin again."""
    if not file.is_file() or not file.stat().st_size:
        raise Refused(NOT_YET)
    copy.touch(mode=0o600)
    # Nobody else opens the copy, and locks are slow or missing on some network disks.
    destination = f"{copy.resolve().as_uri()}?nolock=1"
    try:
        with (
            closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, timeout=PATIENCE)) as source,
            closing(sqlite3.connect(destination, uri=True)) as target,
        ):
            target.execute("PRAGMA synchronous = OFF")  # the archive made from it is what must reach the disk
            source.backup(target)
    except sqlite3.Error as error:
        raise Refused(f"The database could not be copied. SQLite says: {error}") from error
    check_sqlite(copy)
    return copy


@contextmanager
def _of_postgres() -> Iterator[PostgresSnapshot]:
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        raise Refused(f"The database does not answer: {error}") from error
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        yield PostgresSnapshot(cursor.fetchone()[0])
