"""Making a backup while the site runs."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from fcntl import LOCK_EX
from pathlib import Path

from django.conf import settings

from whoscounting.config.inuse import locked
from whoscounting.config.keeping import archive, contents, notes, snapshot
from whoscounting.config.keeping.archive import Packing
from whoscounting.config.keeping.manifest import Kept, Manifest
from whoscounting.config.keeping.snapshot import Snapshot
from whoscounting.lib.actions import Refused

KEEP = 14
NAME = "{world}-{taken_at:%Y%m%d-%H%M%S-%f}.zip"
SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Made:
    """A backup that was read back and found whole, and the older ones that were deleted for it."""

    file: Path
    manifest: Manifest
    deleted: tuple[Path, ...]


def back_up(folder: Path, *, keep: int = KEEP) -> Made:
    """Write one file into `folder`, whole or not at all. Of this world's backups there the newest `keep` remain.

    What is written is read back and checked before it gets its name, and only then are older ones deleted; none is
    while a file that the database names is missing, because an older backup may still have it.
    """
    _check_folder(folder)
    with _one_at_a_time(), _unfinished(folder) as scratch:
        made = scratch / "backup.zip"
        _write(made, scratch)
        manifest = archive.check(made)
        file = folder / NAME.format(world=manifest.world, taken_at=manifest.taken_at)
        made.rename(file)
        to_disk(folder)
    notes.note_backup(manifest.taken_at, file)
    deleted = () if manifest.missing else _delete_old(folder, keep, file)
    return Made(file, manifest, deleted)


def of_world(folder: Path) -> list[Path]:
    """The backups of this world in a folder, newest first by the time in their names."""
    form = re.compile(rf"{settings.WORLD}-\d{{8}}-\d{{6}}-\d{{6}}\.zip")
    return sorted((path for path in folder.iterdir() if form.fullmatch(path.name) and path.is_file()), reverse=True)


def to_disk(path: Path) -> None:
    """Wait until a file, or a folder's list of names, can't be lost by a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _check_folder(folder: Path) -> None:
    if folder.resolve().is_relative_to(settings.WORLD_DIR):
        raise Refused("Choose a folder outside of the world’s own, or each backup would hold the earlier ones.")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f"{folder} can’t be made: {error.strerror}.") from error


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    try:
        lock = locked(f".{settings.WORLD}-backup", LOCK_EX)
    except BlockingIOError:
        raise Refused("Another backup of this world is being made just now.") from None
    try:
        yield
    finally:
        os.close(lock)


@contextmanager
def _unfinished(folder: Path) -> Iterator[Path]:
    """A place beside the backups that only we can read. What a killed backup left there goes."""
    scratch = folder / f".{settings.WORLD}-unfinished"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(mode=0o700)
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _write(file: Path, scratch: Path) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as raw:
        with closing(Packing(raw)) as packing:
            with snapshot.taken(scratch) as copy:
                manifest, wanted = _about(copy), _wanted(copy)
                with copy.opened() as source:
                    packing.add(manifest.database_file, source)
            _keep_files(packing)
            missing = tuple(sorted(wanted - _in_the_vault(packing.files)))
            packing.finish(replace(manifest, missing=missing, files=packing.files))
        raw.flush()
        os.fsync(raw.fileno())


def _about(copy: Snapshot) -> Manifest:
    """What the copy of the database says of itself."""
    tables = {table for table, _ in snapshot.columns(copy)}
    worlds = copy.ask("SELECT world FROM ledger_book") if "ledger_book" in tables else []
    if not worlds:
        raise Refused(snapshot.NOT_YET)
    if worlds[0][0] != settings.WORLD:
        raise Refused(f"This is the database of the {worlds[0][0]}, and WORLD says {settings.WORLD}.")
    migrations = copy.ask("SELECT app, name FROM django_migrations ORDER BY app, name")
    rows = {table: copy.ask(f'SELECT count(*) FROM "{table}"')[0][0] for table in sorted(tables & contents.tables())}  # noqa: S608
    return Manifest(
        release=settings.RELEASE,
        world=settings.WORLD,
        taken_at=datetime.now(UTC),
        database=copy.engine,
        migrations=tuple(f"{app}.{name}" for app, name in migrations if app in contents.rooms()),
        rows=rows,
    )


def _wanted(copy: Snapshot) -> set[str]:
    """The SHA-256 of every file that a row names."""
    naming = sorted(filter(contents.named_by, snapshot.columns(copy)))
    texts = (
        text
        for table, column in naming
        for (text,) in copy.ask(f'SELECT DISTINCT CAST("{column}" AS text) FROM "{table}"')  # noqa: S608
    )
    return {name for text in texts for name in SHA256.findall(text or "")}


def _keep_files(packing: Packing) -> None:
    for name, path in contents.files(settings.WORLD_DIR):
        try:
            source = path.open("rb")
        except FileNotFoundError:  # purged since the folder was read
            continue
        with source:
            packing.add(name, source)


def _in_the_vault(files: dict[str, Kept]) -> set[str]:
    """Those whose bytes are still what their name says."""
    vault = f"{contents.WORLD}/{contents.VAULT}/"
    return {kept.sha256 for name, kept in files.items() if name.startswith(vault) and name.endswith(kept.sha256)}


def _delete_old(folder: Path, keep: int, newest: Path) -> tuple[Path, ...]:
    """The clock may have been wrong once: what was made just now stays, whatever the names of the others say."""
    old = tuple([path for path in of_world(folder) if path != newest][max(keep, 1) - 1 :])
    for path in old:
        path.unlink(missing_ok=True)
    return old
