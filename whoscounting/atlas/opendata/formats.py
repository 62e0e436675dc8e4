"""Rows as text: CSV, JSON and GeoJSON. Each format writes a head, row after row, and a tail, so nothing is gathered."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from itertools import islice

from whoscounting.atlas.dictionary import Table
from whoscounting.atlas.opendata.rows import Row
from whoscounting.lib.cells import cell

MEDIA_TYPES = {"csv": "text/csv", "json": "application/json", "geojson": "application/geo+json"}
_json = json.JSONEncoder(ensure_ascii=False).encode
ROWS_IN_A_PIECE = 200
LABELS = {"csv": "CSV, for spreadsheets", "json": "JSON, for programs", "geojson": "GeoJSON, for maps"}


class Csv:
    """A heading, then the rows. Never a comment line."""

    def __init__(self, table: Table, metadata: Row) -> None:
        self._names = table.names
        self._line = csv.writer(Echo()).writerow

    def head(self) -> str:
        return str(self._line(self._names))

    def row(self, row: Row) -> str:
        return str(self._line([cell(row[name]) for name in self._names]))

    def tail(self) -> str:
        return ""


class Json:
    """An object with what one must know first, and the rows under the table's name, one a line."""

    def __init__(self, table: Table, metadata: Row) -> None:
        self._opening: Row = {"metadata": metadata}
        self._rows = table.name
        self._separator = "\n"

    def head(self) -> str:
        return f"{_json(self._opening)[:-1]},\n{_json(self._rows)}: ["

    def row(self, row: Row) -> str:
        text, self._separator = f"{self._separator}{_json(self.shaped(row))}", ",\n"
        return text

    def tail(self) -> str:
        return "\n]}\n"

    def shaped(self, row: Row) -> Row:
        return row


class GeoJson(Json):
    """RFC 7946: longitude before latitude, WGS84. A row without a place has a null geometry."""

    def __init__(self, table: Table, metadata: Row) -> None:
        super().__init__(table, metadata)
        self._opening = {"type": "FeatureCollection", "metadata": metadata}
        self._rows = "features"
        (self._id,) = table.key

    def shaped(self, row: Row) -> Row:
        place = [row["longitude"], row["latitude"]]
        return {
            "type": "Feature",
            "id": row[self._id],
            "geometry": {"type": "Point", "coordinates": place} if None not in place else None,
            "properties": {name: value for name, value in row.items() if name not in {"latitude", "longitude"}},
        }


FORMATS: dict[str, type[Csv] | type[Json]] = {"csv": Csv, "json": Json, "geojson": GeoJson}


def written(form: Csv | Json, rows: Iterable[Row]) -> Iterator[str]:
    """The whole file in pieces of some hundred rows: one row at a time would cost a server more than it holds."""
    piece = form.head()
    rows = iter(rows)
    while some := list(islice(rows, ROWS_IN_A_PIECE)):
        yield piece + "".join(form.row(row) for row in some)
        piece = ""
    yield piece + form.tail()


class Echo:
    """What csv.writer writes to: it hands each line back."""

    def write(self, line: str) -> str:
        return line
