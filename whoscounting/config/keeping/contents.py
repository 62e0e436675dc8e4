"""What belongs to a world: which of its files are kept, and which rows of its database say that a file is there."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import Model

OURS = "whoscounting."
WORLD = "world"  # the folder within a backup
VAULT = "evidence"
MEDIA = "media"
# Made anew by itself at the next start. Everything else is kept, also what rooms of later releases put there.
LEFT_OUT = {"static", "pages", "worker-heartbeat", "last-backup", "restored"}
LEFT_OUT_ENDINGS = (".lock", "-lock", "-new")
PROBE = ".written-"
IN_THE_VAULT = re.compile(r"([0-9a-f]{2})/\1[0-9a-f]{62}")
# A column of this name names a file in the vault; these others do so within their JSON.
COLUMN = "sha256"
WITHIN = {("mail_message", "attachments")}


def files(root: Path) -> Iterator[tuple[str, Path]]:
    """The name within the backup and the place of every file of a world. Links are followed only in the first level,
    where a person may have put a folder onto another disk."""
    for first in sorted(root.iterdir()):
        place = first.resolve()
        if not is_kept(first.name):
            continue
        if place.is_file():
            yield f"{WORLD}/{first.name}", place
        for path in _below(place):
            name = f"{first.name}/{path.relative_to(place)}"
            if is_kept(name):
                yield f"{WORLD}/{name}", path


def is_kept(name: str) -> bool:
    """Whether a backup holds what has this name in the world's folder; restoring refuses what it would not hold."""
    first, _, rest = name.partition("/")
    if first in LEFT_OUT or first.endswith(LEFT_OUT_ENDINGS) or first.startswith((PROBE, *_databases())):
        return False
    # What else lies in the vault was never finished.
    return not rest or first != VAULT or bool(IN_THE_VAULT.fullmatch(rest))


def is_private(name: str) -> bool:
    """Whether only its owner may read it: all but what every visitor sees."""
    return not name.startswith(f"{WORLD}/{MEDIA}/")


def named_by(column: tuple[str, str]) -> bool:
    """Whether a (table, column) of our own names files in the vault."""
    table, name = column
    return table in tables() and (name == COLUMN or column in WITHIN)


def tables() -> set[str]:
    """The tables of our own rooms, whatever else the database has."""
    return {model._meta.db_table for model in _models()}


def rooms() -> set[str]:
    """Our own rooms, by the names under which migrations are recorded."""
    return {config.label for config in apps.get_app_configs() if config.name.startswith(OURS)}


def _models() -> Iterator[type[Model]]:
    return (model for model in apps.get_models() if model._meta.app_config and model._meta.app_label in rooms())


def _databases() -> list[str]:
    """How the files of SQLite begin. They are copied, never kept as they lie: one may be half written."""
    database = settings.DATABASES["default"]
    ours = [Path(str(database["NAME"])).name] if "sqlite" in database["ENGINE"] else []
    return ["db.sqlite3", *ours]


def _below(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(parent, name)
            try:
                plain = stat.S_ISREG(path.lstat().st_mode)
            except FileNotFoundError:  # purged meanwhile
                continue
            if plain:
                yield path
