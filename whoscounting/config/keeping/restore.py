"""Putting a backup in place.

Everything is checked, then everything is unpacked beside the world, and only then does one take the place of the other.
Whatever goes wrong before leaves all as it was, and nothing is ever deleted.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db.migrations.loader import MigrationLoader

from whoscounting.config import inuse
from whoscounting.config.keeping import archive, contents, notes
from whoscounting.config.keeping.backup import to_disk
from whoscounting.config.keeping.manifest import Manifest
from whoscounting.config.keeping.places import Place, place
from whoscounting.lib.actions import Refused

SPARE = 64 * 1024 * 1024  # bytes that must stay free
SECRET = f"{contents.WORLD}/secret-key"


@dataclass(frozen=True)
class Restored:
    """What was put in place, and where that which stood there before has gone."""

    manifest: Manifest
    aside: tuple[str, ...]

    @property
    def has_secret_key(self) -> bool:
        return SECRET in self.manifest.files


def restore(file: Path, *, replace: bool = False) -> Restored:
    """Put this backup in the place of the world that the settings name, which nobody may use meanwhile.

    Raises Refused, and has changed nothing, if the backup is damaged, forged, of another world or of a newer release,
    and if a world stands already, unless `replace` moves it aside.
    """
    try:
        inuse.alone()
    except inuse.Taken as taken:
        raise Refused(str(taken)) from None
    manifest = archive.check(file)
    _check_fits(manifest)
    database = place()
    _check_engine(manifest, database)
    if not replace and (database.stands() or _has_files()):
        raise Refused(
            f"The {settings.WORLD} stands already in {settings.WORLD_DIR}. With --replace it is moved aside, and the"
            " backup takes its place; nothing is deleted."
        )
    stamp = f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
    with _staging() as staging:
        world = staging / contents.WORLD
        world.mkdir()
        archive.unpack(file, manifest, partial(_create, staging))
        notes.note_restoring(world, manifest.taken_at, file)
        with database.put(staging / manifest.database_file, world, stamp) as moved:
            _give_away(staging)
            os.sync()
            folder = _exchange(world, stamp)
    return Restored(manifest, tuple(filter(None, (folder, moved))))


def _check_fits(manifest: Manifest) -> None:
    """Whether it is ours to restore, and whether there is room."""
    if manifest.world != settings.WORLD:
        raise Refused(
            f"This is a backup of the {manifest.world}, and WORLD says {settings.WORLD}."
            f" To restore it: bin/restore FILE --into {manifest.world}"
        )
    if strange := [name for name in manifest.files if not _is_ours(name, manifest)]:
        raise Refused(f"This backup holds what no backup of ours would: {strange[0][:200]!r}.")
    known = {f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations or ()}
    if newer := sorted(set(manifest.migrations) - known):
        raise Refused(
            f"This backup was made by release {manifest.release}, which knows more than this one ({newer[0]})."
            " Install that release first."
        )
    free = shutil.disk_usage(settings.DATA_DIR).free
    if manifest.size + SPARE > free:
        raise Refused(
            f"There is no room: {manifest.size // 1024**2} MB would be unpacked into {settings.DATA_DIR}, where"
            f" {free // 1024**2} MB are free."
        )


def _is_ours(name: str, manifest: Manifest) -> bool:
    folder, _, rest = name.partition("/")
    return name == manifest.database_file or (folder == contents.WORLD and bool(rest) and contents.is_kept(rest))


def _check_engine(manifest: Manifest, database: Place) -> None:
    if manifest.database != database.engine:
        names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
        raise Refused(
            f"This backup is of {names[manifest.database]}, and DATABASE_URL names {names[database.engine]}."
            " Restore it onto the same kind of database."
        )


def _has_files() -> bool:
    """Whether there is correspondence or a picture, even if the database is gone."""
    kept = (settings.WORLD_DIR / contents.VAULT, settings.WORLD_DIR / contents.MEDIA)
    return any(path.is_file() for folder in kept for path in folder.rglob("*"))


@contextmanager
def _staging() -> Iterator[Path]:
    """A folder on the same disk as the world's. What a killed restore left there goes."""
    prefix = f".{settings.WORLD}-restoring-"
    for left in settings.DATA_DIR.glob(f"{prefix}*"):
        shutil.rmtree(left, ignore_errors=True)
    staging = Path(tempfile.mkdtemp(prefix=prefix, dir=settings.DATA_DIR))
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _create(staging: Path, name: str) -> IO[bytes]:
    """Open a new file for this name. It is readable for others only where every visitor sees it."""
    private = contents.is_private(name)
    path = staging / name
    path.parent.mkdir(mode=0o700 if private else 0o755, parents=True, exist_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    return os.fdopen(os.open(path, flags, 0o600 if private else 0o644), "wb")


def _give_away(staging: Path) -> None:
    """What root restores belongs to whoever owns DATA_DIR, or the site could not read it."""
    owner = settings.DATA_DIR.stat()
    if os.geteuid() == 0 and owner.st_uid != 0:
        for parent, folders, names in os.walk(staging):
            for name in [*folders, *names]:
                os.chown(Path(parent, name), owner.st_uid, owner.st_gid, follow_symlinks=False)


def _exchange(new: Path, stamp: str) -> str:
    """Let the new folder take the world's place. Returns where the old one is now, if there was anything in it."""
    old = settings.WORLD_DIR
    aside = old.with_name(f"{old.name}-before-restore-{stamp}")
    had = any(old.iterdir())
    if had:
        old.rename(aside)
    try:
        new.rename(old)
    except OSError:
        if had:
            aside.rename(old)
        raise
    to_disk(old.parent)
    return str(aside) if had else ""
