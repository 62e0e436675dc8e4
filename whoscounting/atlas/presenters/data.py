"""The open data: which editions there are, their files, and what proves them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from whoscounting.atlas.dictionary import LICENCE, LICENCE_URL, TABLES, Table
from whoscounting.atlas.opendata.files import FILES_OF_AN_EDITION, Measure
from whoscounting.atlas.opendata.formats import LABELS
from whoscounting.census.models import Edition

SHORT = {ending: label.partition(",")[0] for ending, label in LABELS.items()}
SPACE = "\N{NO-BREAK SPACE}"
HASH_PART = 16  # letters of a checksum after which a line may break


@dataclass(frozen=True)
class File:
    """One file to download. A checksum comes in parts, so that a narrow screen can break it."""

    name: str
    short: str
    href: str
    size: str = ""
    checksum: tuple[str, ...] = ()


@dataclass(frozen=True)
class EditionFiles:
    """One edition with its findings. `anchor` is how other pages point to it, `href` is its own page."""

    title: str
    anchor: str
    href: str
    published_at: datetime
    note: str
    files: list[File]


@dataclass(frozen=True)
class DataPage:
    """What the data page shows; without editions, there is only the register to download."""

    latest: list[File]
    register: list[File]
    editions: list[EditionFiles]
    asked: int
    cite: str
    licence: str = LICENCE
    licence_url: str = LICENCE_URL


@dataclass(frozen=True)
class EditionPage:
    """All files of one edition, under their permanent addresses."""

    edition: EditionFiles
    files: list[File]
    register: list[File]
    asked: int
    cite: str
    package: str
    licence: str = LICENCE
    licence_url: str = LICENCE_URL


@dataclass(frozen=True)
class DictionaryPage:
    """Every table with its columns."""

    tables: tuple[Table, ...] = TABLES


def data_page(
    editions: Iterable[Edition], newest: Edition | None, *, latest: Iterable[Measure], register: Iterable[Measure]
) -> DataPage:
    """`latest` are the files of the `newest` edition."""
    return DataPage(
        latest=[_measured(one, f"/data/latest/{one.file.path}") for one in latest],
        register=_of_register(register),
        editions=[_edition(edition) for edition in editions],
        asked=newest.asked if newest else 0,
        cite=cite(newest) if newest else "",
    )


def edition_page(edition: Edition, *, measures: Iterable[Measure], register: Iterable[Measure]) -> EditionPage:
    here = address(edition)
    return EditionPage(
        edition=_edition(edition),
        files=[_measured(one, f"{here}{one.file.path}") for one in measures],
        register=_of_register(register),
        asked=edition.asked,
        cite=cite(edition),
        package=f"{here}datapackage.json",
    )


def address(edition: Edition) -> str:
    return f"/data/{edition.round_id}/{edition.number}/"


def cite(edition: Edition) -> str:
    """How to name an edition as a source. A rehearsal's is none, and says so."""
    if edition.round.rehearsal:
        return "Please do not cite a rehearsal: every answer in it is invented."
    day = timezone.localtime(edition.published_at)
    where = f"{settings.PUBLIC_URL}{address(edition)}"
    return f"Who’s Counting? {edition.round.name}, edition {edition.number}, {day:%-d %B %Y}. {where} (CC BY 4.0)"


def size(count: int) -> str:
    """A number of bytes as people say it."""
    if count < 1000:
        return f"{count}{SPACE}bytes"
    return f"{count / 1000:.0f}{SPACE}KB" if count < 1_000_000 else f"{count / 1_000_000:.1f}{SPACE}MB"


def _edition(edition: Edition) -> EditionFiles:
    return EditionFiles(
        title=f"{edition.round.name}, edition {edition.number}",
        anchor=f"{edition.round_id}-{edition.number}",
        href=address(edition),
        published_at=edition.published_at,
        note=edition.note,
        files=[
            File(LABELS[file.ending], SHORT[file.ending], f"{address(edition)}{file.path}")
            for file in FILES_OF_AN_EDITION
            if file.table.name == "findings"
        ],
    )


def _of_register(measures: Iterable[Measure]) -> list[File]:
    return [_measured(one, f"/data/{one.file.path}") for one in measures]


def _measured(one: Measure, href: str) -> File:
    parts = tuple(one.sha256[at : at + HASH_PART] for at in range(0, len(one.sha256), HASH_PART))
    name = f"{one.file.table.title}, {LABELS[one.file.ending]}"
    return File(name, one.file.short, href, size(one.bytes), parts)
