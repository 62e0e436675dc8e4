"""Which files there are, where they lie beside their data package, and how large they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from whoscounting.atlas.dictionary import OF_AN_EDITION, OF_THE_REGISTER, Table
from whoscounting.atlas.dictionary.licences import LICENCE, LICENCE_URL
from whoscounting.atlas.opendata import rows
from whoscounting.atlas.opendata.formats import FORMATS, MEDIA_TYPES, written
from whoscounting.atlas.opendata.rows import Row
from whoscounting.census.models import Edition
from whoscounting.census.queries.editions import Standing

INVENTED = "Rehearsal: every answer here is invented. Only the hospitals are real."


@dataclass(frozen=True)
class File:
    """One table in one format."""

    table: Table
    ending: str

    @property
    def path(self) -> str:
        """Where it lies, as seen from its data package."""
        return f"{self.table.folder}{self.short}"

    @property
    def short(self) -> str:
        return f"{self.table.name}.{self.ending}"

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.ending]


@dataclass(frozen=True)
class Measure:
    """A file with the number of its bytes and their SHA-256."""

    file: File
    bytes: int
    sha256: str


def _files(tables: Iterable[Table]) -> tuple[File, ...]:
    return tuple(File(table, ending) for table in tables for ending in table.endings)


FILES_OF_AN_EDITION = _files(OF_AN_EDITION)
FILES_OF_THE_REGISTER = _files(OF_THE_REGISTER)
# By their paths beside an edition's data package, and beside the register's own.
BY_PATH = {file.path: file for file in (*FILES_OF_AN_EDITION, *FILES_OF_THE_REGISTER)}
BY_SHORT = {file.short: file for file in FILES_OF_THE_REGISTER}


def content(file: File, edition: Edition | None) -> Iterator[str]:
    """The file as it is served, piece by piece. Only the register's files need no edition."""
    form = FORMATS[file.ending](file.table, metadata(file.table, edition))
    return written(form, _rows(file.table, edition))


def measures_of_edition(edition: Edition, standings: Iterable[Standing] | None = None) -> list[Measure]:
    """All files of an edition: three queries; two if its standings are known already."""
    known = {} if standings is None else {"findings": rows.findings(edition, standings)}
    return [one for table in OF_AN_EDITION for one in _measured(table, edition, known.get(table.name))]


def measures_of_register() -> list[Measure]:
    """All files of the register: three queries."""
    return [one for table in OF_THE_REGISTER for one in _measured(table, None, None)]


def metadata(table: Table, edition: Edition | None) -> Row:
    """What one must know before one uses the rows."""
    if edition is None or table in OF_THE_REGISTER:
        return {
            "note": "The register as it is now. It is no part of an edition.",
            "licence": table.licence.title,
            "licence_url": table.licence.url,
        }
    round = edition.round
    return {
        "round": round.code,
        "round_name": round.name,
        "edition": edition.number,
        "published_at": edition.published_at.isoformat(),
        "asked": edition.asked,
        "rehearsal": round.rehearsal,
        "warning": INVENTED if round.rehearsal else None,
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
    }


def _rows(table: Table, edition: Edition | None) -> Iterator[Row]:
    if table in OF_THE_REGISTER:
        return rows.of_register(table)
    if edition is None:
        raise ValueError(f"{table.name} is a table of an edition")
    return rows.of_edition(table, edition)


def _measured(table: Table, edition: Edition | None, known: Iterator[Row] | None) -> list[Measure]:
    """Every format of a table from one reading of its rows, so that a large table is never held as a whole."""
    about = metadata(table, edition)
    forms = [(FORMATS[ending](table, about), Meter(File(table, ending))) for ending in table.endings]
    for form, meter in forms:
        meter.take(form.head())
    for row in known or _rows(table, edition):
        for form, meter in forms:
            meter.take(form.row(row))
    for form, meter in forms:
        meter.take(form.tail())
    return [meter.measure() for _, meter in forms]


class Meter:
    """Counts the bytes of a file and takes their fingerprint while they go by."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._bytes = 0
        self._digest = sha256()

    def take(self, text: str) -> None:
        content, digest = text.encode(), self._digest
        self._bytes += len(content)
        digest.update(content)

    def measure(self) -> Measure:
        return Measure(self._file, self._bytes, self._digest.hexdigest())
