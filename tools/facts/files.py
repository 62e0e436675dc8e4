"""Reading sources and writing tables: always UTF-8, LF, a header row, rows sorted by their key."""

import csv
import json
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

Row = dict[str, str]


class Sources:
    """The folder of prepared source files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def rows(self, name: str) -> list[Row]:
        with (self.folder / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def geojson(self, name: str) -> list[dict[str, Any]]:
        return json.loads((self.folder / name).read_text(encoding="utf-8"))["features"]


class Tables:
    """The folder of fact tables that goes into the repository."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def write(self, name: str, columns: str, rows: Iterable[Row], key: int = 1) -> None:
        """Writes one table; its first `key` columns are its key, which must be unique."""
        fields = columns.split(",")
        ordered = sorted(rows, key=lambda row: [row[field] for field in fields])
        keys = [tuple(row[field] for field in fields[:key]) for row in ordered]
        repeated = {one for one, next_one in pairwise(keys) if one == next_one}
        if repeated:
            raise ValueError(f"{name}: repeated keys {sorted(repeated)}")
        with (self.folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fields, lineterminator="\n", extrasaction="raise")
            writer.writeheader()
            writer.writerows(ordered)
        print(f"{name}.csv: {len(ordered)} rows")

    def write_text(self, name: str, lines: Iterable[str]) -> None:
        (self.folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def notice(text: str) -> None:
    """Says what was left out, so that nothing goes missing in silence."""
    print(f"  left out: {text}")
