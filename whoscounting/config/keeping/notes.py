"""Two notes in the world's folder: when it was last backed up, and that it came out of a backup."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from django.conf import settings

BACKUP, RESTORED = "last-backup", "restored"


@dataclass(frozen=True)
class Note:
    """A backup's time and its file, wherever that is by now. `doubted`: the letters that waited in it are 'unsure'."""

    taken_at: datetime
    file: str
    doubted: bool = False


def note_backup(taken_at: datetime, file: Path) -> None:
    _write(settings.WORLD_DIR / BACKUP, Note(taken_at, str(file)))


def note_restoring(folder: Path, taken_at: datetime, file: Path) -> None:
    """Into the folder of a world before it is put in place."""
    _write(folder / RESTORED, Note(taken_at, str(file)))


def note_doubted(note: Note) -> None:
    _write(settings.WORLD_DIR / RESTORED, replace(note, doubted=True))


def last_backup() -> Note | None:
    return _read(settings.WORLD_DIR / BACKUP)


def restored_from() -> Note | None:
    """What this world was restored from, until somebody deletes the note."""
    return _read(settings.WORLD_DIR / RESTORED)


def _write(place: Path, note: Note) -> None:
    new = place.with_name(f".written-{os.getpid()}-{place.name}")
    new.write_text(json.dumps(asdict(note) | {"taken_at": note.taken_at.isoformat()}))
    new.replace(place)


def _read(place: Path) -> Note | None:
    try:
        about = json.loads(place.read_text())
        return Note(datetime.fromisoformat(about["taken_at"]), str(about["file"]), bool(about.get("doubted")))
    except (OSError, ValueError, KeyError, TypeError):
        return None
