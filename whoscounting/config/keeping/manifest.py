"""The list of what a backup holds. It is written last, so a backup without it was never finished."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from whoscounting.lib.actions import Refused
from whoscounting.lib.world import World

FORMAT = 1
SHA256 = re.compile(r"[0-9a-f]{64}")
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}  # what the copy is called
UNREADABLE = "The list of what the backup holds can’t be read, so it is damaged or none of ours."


@dataclass(frozen=True)
class Kept:
    """One file: its size in bytes and the SHA-256 of its bytes in hex."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What was kept, when, of which world and by which release. `missing` names what rows of the database want and the
    vault does not have, by SHA-256."""

    release: str
    world: World
    taken_at: datetime
    database: str  # sqlite or postgresql
    migrations: tuple[str, ...] = ()
    rows: dict[str, int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    files: dict[str, Kept] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files.values())

    @property
    def database_file(self) -> str:
        return DATABASES[self.database]

    def to_bytes(self) -> bytes:
        about = asdict(self) | {"format": FORMAT, "taken_at": self.taken_at.isoformat()}
        return json.dumps(about, indent=1, sort_keys=True, ensure_ascii=False).encode()


def read(content: bytes) -> Manifest:
    """Raises Refused for anything that `to_bytes` would not have written."""
    try:
        about = json.loads(content)
        if about["format"] > FORMAT:
            raise Refused("This backup was made by a newer release. Install that release first.")
        manifest = _from(about)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refused(UNREADABLE) from None
    if manifest.database_file not in manifest.files:
        raise Refused("There is no database in this backup.")
    return manifest


def _from(about: dict[str, Any]) -> Manifest:
    return Manifest(
        release=str(about["release"]),
        world=World(about["world"]),
        taken_at=_moment(about["taken_at"]),
        database=_one_of(about["database"], DATABASES),
        migrations=tuple(map(str, about["migrations"])),
        rows={str(table): _count(number) for table, number in about["rows"].items()},
        missing=tuple(map(_sha256, about["missing"])),
        files={name: Kept(_count(one["size"]), _sha256(one["sha256"])) for name, one in about["files"].items()},
    )


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError
    return moment


def _one_of(word: str, words: dict[str, str]) -> str:
    if word not in words:
        raise ValueError
    return word


def _count(number: int) -> int:
    if type(number) is not int or number < 0:
        raise ValueError
    return number


def _sha256(text: str) -> str:
    if not SHA256.fullmatch(text):
        raise ValueError
    return text
