"""Two notes in the world's folder, for the doctor: when it was last backed up, and that it came out of a backup."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

BACKUP, RESTORED = "last-backup", "restored"


@dataclass(frozen=True)
class Note:
    """A backup's time and its file, wherever that is by now."""

    taken_at: datetime
    file: str


def note_backup(taken_at: datetime, file: Path) -> None:
    _write(settings.WORLD_DIR / BACKUP, taken_at, file)


def note_restoring(folder: Path, taken_at: datetime, file: Path) -> None:
    """Into the folder of a world before it is put in place."""
    _write(folder / RESTORED, taken_at, file)


def last_backup() -> Note | None:
    return _read(settings.WORLD_DIR / BACKUP)


def restored_from() -> Note | None:
    """What this world was restored from, until somebody deletes the note."""
    return _read(settings.WORLD_DIR / RESTORED)


def _write(note: Path, taken_at: datetime, file: Path) -> None:
    new = note.with_name(f".written-{os.getpid()}-{note.name}")
    new.write_text(json.dumps({"taken_at": taken_at.isoformat(), "file": str(file)}))
    new.replace(note)


def _read(note: Path) -> Note | None:
    try:
        about = json.loads(note.read_text())
        return Note(datetime.fromisoformat(about["taken_at"]), str(about["file"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
