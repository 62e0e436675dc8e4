"""Where a restored database goes, and how the one that stood there is put aside.

Below the level of actions: it exchanges whole databases while nobody uses them, and changes no row of any.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from sqlite3 import DatabaseError as SqliteError
from typing import Protocol

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from whoscounting.config.keeping import postgres, snapshot
from whoscounting.lib.actions import Refused

WORLD = "SELECT world FROM ledger_book"
TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
OTHERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)
BESIDE = ("", "-wal", "-shm", "-door", "-desk")  # what belongs to a database of SQLite
FORGED = "The database in this backup is of another world than the backup says."


class Place(Protocol):
    """The database that the settings name."""

    engine: str

    def stands(self) -> bool:
        """Whether there is anything in it."""
        ...

    def put(self, new: Path, world: Path, stamp: str) -> AbstractContextManager[str]:
        """Put the copy `new` in place; an error within the context undoes it. Gives the name of what was put aside.
        `world` is the folder that will be the world's, `stamp` tells one restore from another."""
        ...


def place() -> Place:
    """Raises Refused if it does not answer."""
    if connection.vendor == "postgresql":
        return PostgresPlace()
    return SqlitePlace(Path(settings.DATABASES["default"]["NAME"]))


class SqlitePlace:
    """A file, usually in the world's own folder, with which it then goes and comes."""

    engine = "sqlite"

    def __init__(self, file: Path) -> None:
        self._file = file

    def stands(self) -> bool:
        return self._file.is_file() and self._file.stat().st_size > 0

    @contextmanager
    def put(self, new: Path, world: Path, stamp: str) -> Iterator[str]:
        snapshot.check_sqlite(new)
        _check_world(_asked(new))
        if self._file.parent == settings.WORLD_DIR:
            new.rename(world / self._file.name)
            yield ""
            return
        moves = [(self._beside(end), self._beside(f"-before-restore-{stamp}{end}")) for end in BESIDE]
        moved = [(old, aside) for old, aside in moves if old.exists()]
        with _renamed([*moved, (new, self._file)]):
            yield str(moved[0][1]) if moved else ""

    def _beside(self, ending: str) -> Path:
        return self._file.with_name(self._file.name + ending)


class PostgresPlace:
    """The schema `public` of a database. What stood there is renamed, so nobody needs the right to make databases."""

    engine = "postgresql"

    def __init__(self) -> None:
        try:
            others = _number(OTHERS)
        except DatabaseError as error:
            raise Refused(f"The database does not answer: {error}") from error
        if others:
            raise Refused(f"{others} other connections use the database. Stop the site on every machine first.")

    def stands(self) -> bool:
        return _number(TABLES) > 0

    @contextmanager
    def put(self, new: Path, world: Path, stamp: str) -> Iterator[str]:
        aside = f"{postgres.ASIDE}{stamp.replace('-', '_')}" if self.stands() else ""
        if aside:
            _run(f"ALTER SCHEMA public RENAME TO {aside}", "CREATE SCHEMA public")
        try:
            postgres.loaded(new)
            with connection.cursor() as cursor:
                cursor.execute(WORLD)
                _check_world(cursor.fetchall())
            yield f"schema {aside}" if aside else ""
        except BaseException:
            back = f"ALTER SCHEMA {aside} RENAME TO public" if aside else "CREATE SCHEMA public"
            _run("DROP SCHEMA public CASCADE", back)
            raise


@contextmanager
def _renamed(moves: list[tuple[Path, Path]]) -> Iterator[None]:
    """All of these, or, after any error, none."""
    done = []
    try:
        for old, new in moves:
            old.rename(new)
            done.append((old, new))
        yield
    except BaseException:
        for old, new in reversed(done):
            new.rename(old)
        raise


def _asked(file: Path) -> list[tuple[str]]:
    try:
        with closing(snapshot.untouched(file)) as copy:
            return copy.execute(WORLD).fetchall()
    except SqliteError:
        return []


def _check_world(found: list[tuple[str]]) -> None:
    if found != [(settings.WORLD.value,)]:
        raise Refused(FORGED)


def _number(query: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return int(cursor.fetchone()[0])


def _run(*statements: str) -> None:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
    except DatabaseError as error:
        raise Refused(f"The old database can’t be put aside. PostgreSQL says: {error}") from error
