"""A file of postcodes and their grid references: built once, never changed, only replaced as a whole.

It is a SQLite file of its own, no part of the database, so this brick speaks SQL below the level of actions: what it
builds is seen by nobody until an action puts it in place. Readers keep the file open that they know, and see by its
inode and time when another took its place. So a file in place may be read without any lock.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from sqlite3 import connect
from typing import Any, NamedTuple

log = logging.getLogger(__name__)

NATIONS = ("England", "Scotland", "Wales")  # kept as their numbers
# Without rowid the table is the index: one look-up is one way down the tree. Nothing is journalled, because a build
# that ends half-way is thrown away.
SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
CREATE TABLE unit (
  postcode TEXT PRIMARY KEY, easting INTEGER NOT NULL, northing INTEGER NOT NULL, nation INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE about (
  sha256 TEXT NOT NULL, published TEXT NOT NULL, units INTEGER NOT NULL, without_place INTEGER NOT NULL
);
BEGIN;
"""
LOOK_UP = "SELECT postcode, easting, northing, nation FROM unit WHERE postcode = ?"


class Unit(NamedTuple):
    """A full postcode without its space, metres on the British National Grid, and the number of its nation."""

    postcode: str
    easting: int
    northing: int
    nation: int


@dataclass(frozen=True)
class About:
    """What a file was made from. `published` is a date like 2023-08-08, or empty where the source doesn't say."""

    sha256: str
    published: str
    units: int
    without_place: int


class Twice(Exception):
    """The postcode that was handed over last had come before."""


class Busy(Exception):
    """Another process builds such a file now."""


@contextmanager
def scratch(target: Path) -> Iterator[Path]:
    """Where to build the successor of `target`: one at a time, and without what a killed build left behind."""
    with target.with_name(f"{target.name}-lock").open("ab") as lock:
        try:
            flock(lock, LOCK_EX | LOCK_NB)  # the kernel lets go of it when we end in whatever way
        except BlockingIOError:
            raise Busy from None
        new = target.with_name(f"{target.name}-new")
        new.unlink(missing_ok=True)
        try:
            yield new
        finally:
            new.unlink(missing_ok=True)


def build(path: Path, units: Iterable[Unit], about: Callable[[], About]) -> About:
    """Write the file and wait until it lies on the disk. `about` is asked when all units are in."""
    with closing(connect(path, isolation_level=None)) as new:
        new.executescript(SCHEMA)
        try:
            new.executemany("INSERT INTO unit VALUES (?, ?, ?, ?)", units)
        except sqlite3.IntegrityError:
            raise Twice from None
        except sqlite3.OperationalError as error:  # the disk is full
            raise OSError(str(error)) from None
        made = about()
        new.execute("INSERT INTO about VALUES (?, ?, ?, ?)", astuple(made))
        new.execute("COMMIT")
    _to_disk(path)
    return made


def put(new: Path, target: Path) -> None:
    """Let the new file take the place of the old one, in one step that can't be half done."""
    new.replace(target)
    _to_disk(target.parent)


def look_up(path: Path, postcode: str) -> Unit | None:
    """The unit with this postcode, without space; None where it, or the whole file, is missing."""
    row = _first(path, LOOK_UP, postcode)
    return Unit(*row) if row else None


def about(path: Path) -> About | None:
    """What the file in place was made from; None without a file."""
    row = _first(path, "SELECT sha256, published, units, without_place FROM about")
    return About(*row) if row else None


def _first(path: Path, query: str, *given: str) -> tuple[Any, ...] | None:
    """A file that is damaged or none of ours is as good as none, but is said in the log."""
    try:
        connection = _opened(path)
        row: tuple[Any, ...] | None = connection.execute(query, given).fetchone() if connection else None
    except sqlite3.DatabaseError as error:
        log.error("%s can't be read: %s", path, error)
        return None
    return row


class _Here(threading.local):
    """The connection of one thread, and which file it has open."""

    key: tuple[Path, int, int] | None = None
    connection: sqlite3.Connection | None = None


_here = _Here()


def _opened(path: Path) -> sqlite3.Connection | None:
    """A connection to the file that has this name now. Looked at before it is opened: if it is replaced in between,
    the next look-up sees that and opens once more."""
    try:
        seen = path.stat()
    except OSError:
        return None
    key = (path, seen.st_ino, seen.st_mtime_ns)
    if _here.key != key:
        if _here.connection:
            _here.connection.close()
        _here.key = _here.connection = None
        _here.connection = connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        _here.key = key
    return _here.connection


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
