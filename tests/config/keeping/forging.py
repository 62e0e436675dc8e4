"""Archives as an enemy or a broken disk would make them."""

import json
import stat
import zipfile
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from whoscounting.config.keeping.archive import MANIFEST

LINK = (stat.S_IFLNK | 0o777) << 16
DEVICE = (stat.S_IFCHR | 0o666) << 16
PIPE = (stat.S_IFIFO | 0o666) << 16
FOLDER = (stat.S_IFDIR | 0o755) << 16


def listed(files: dict[str, bytes], /, **changes: object) -> bytes:
    """A list that is true of these files, but for the changes."""
    about = {
        "format": 1,
        "release": "0.1.0-test",
        "world": "launch",
        "taken_at": datetime(2026, 11, 4, tzinfo=UTC).isoformat(),
        "database": "sqlite",
        "migrations": [],
        "rows": {},
        "missing": [],
        "files": {name: {"size": len(data), "sha256": sha256(data).hexdigest()} for name, data in files.items()},
    }
    return json.dumps(about | changes).encode()


def forged(path: Path, files: dict[str, bytes], *, manifest: bytes | None = None, attributes: int = 0) -> Path:
    """An archive with a list that fits. `attributes` are those of all files but the list."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, attributes
            archive.writestr(info, data)
        archive.writestr(MANIFEST, listed(files) if manifest is None else manifest)
    return path
