"""The bundled fact tables as they lie in the folder `facts`: read, never written."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "facts"
# The tables that become rows of the database; the others are read where they are shown.
LOADED = ("regions", "trusts", "successions", "sites", "outcodes", "sectors")


def rows(table: str) -> list[dict[str, str]]:
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def fingerprint() -> str:
    """One SHA-256 over all loaded tables: it differs as soon as one letter of them differs."""
    digest = hashlib.sha256()
    for table in LOADED:
        content = (FOLDER / f"{table}.csv").read_bytes()
        digest.update(f"{table} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()
