"""The data package: one JSON file that describes all files beside it (Frictionless, Data Package 1.0)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings

from whoscounting.atlas.dictionary import OF_THE_REGISTER, OURS, PUBLIC_LISTS, Licence, Table
from whoscounting.atlas.opendata.files import INVENTED, Measure
from whoscounting.census.models import Edition
from whoscounting.register import queries as register
from whoscounting.register.queries import Source

Package = dict[str, Any]

PUBLISHER = "Who’s Counting?"
# Which of the register's lists each table was made from.
MADE_FROM = {"trusts": ("trusts", "regions"), "hospitals": ("sites",), "successions": ("successions",)}


def of_edition(edition: Edition, measures: Iterable[Measure]) -> Package:
    """An edition with the register beside it."""
    round = edition.round
    name = f"{round.name}, edition {edition.number}"
    replies = "The trusts’ replies to our requests under the Freedom of Information Act 2000"
    origin = {"title": f"Invented: {replies[0].lower()}{replies[1:]}" if round.rehearsal else replies}
    return {
        "profile": "data-package",
        "name": f"whos-counting-{round.code}-{edition.number}".lower(),
        "title": f"Rehearsal: invented answers. {name}" if round.rehearsal else f"Who’s Counting? {name}",
        "description": _description(edition),
        "version": f"{round.code}/{edition.number}",
        "created": edition.published_at.isoformat(),
        "rehearsal": round.rehearsal,
        "homepage": f"{settings.PUBLIC_URL}/data/{round.code}/{edition.number}/",
        "licenses": [_licence(OURS), _licence(PUBLIC_LISTS)],
        "sources": [origin, *_sources(OF_THE_REGISTER)],
        "contributors": _contributors(),
        "resources": [_resource(one) for one in measures],
    }


def of_register(measures: Iterable[Measure]) -> Package:
    """The register alone, which is there before the first edition."""
    return {
        "profile": "data-package",
        "name": "whos-counting-register",
        "title": "Who’s Counting? The register of trusts",
        "description": "NHS trusts in England, their hospitals, and which trust followed which, as it is now.",
        "homepage": f"{settings.PUBLIC_URL}/data/",
        "licenses": [_licence(PUBLIC_LISTS)],
        "sources": _sources(OF_THE_REGISTER),
        "contributors": _contributors(),
        "resources": [_resource(one) | {"path": one.file.short} for one in measures],
    }


def text(package: Package) -> str:
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _description(edition: Edition) -> str:
    words = (
        f"What {edition.asked} NHS hospital trusts in England answered when asked whether they record everyone "
        "diagnosed with secondary (metastatic) breast cancer. The findings, answers and questions are the edition’s "
        "and never change. The tables in register/ are as the register is now."
    )
    return f"{INVENTED} {words}" if edition.round.rehearsal else words


def _contributors() -> list[Package]:
    return [{"title": PUBLISHER, "path": f"{settings.PUBLIC_URL}/", "role": "publisher"}]


def _resource(one: Measure) -> Package:
    """A CSV file is described column by column; its twins hold the same rows."""
    file, table = one.file, one.file.table
    described = {
        "profile": "tabular-data-resource" if file.ending == "csv" else "data-resource",
        "name": table.name if file.ending == "csv" else f"{table.name}-{file.ending}",
        "title": table.title,
        "description": table.about,
        "path": file.path,
        "format": file.ending,
        "mediatype": file.media_type,
        "encoding": "utf-8",
        "bytes": one.bytes,
        "hash": f"sha256:{one.sha256}",
        "licenses": [_licence(table.licence)],
    }
    if table in OF_THE_REGISTER:
        described["sources"] = _sources([table])
    return described | ({"schema": table.schema()} if file.ending == "csv" else {})


def _licence(one: Licence) -> Package:
    return {"name": one.name, "title": one.title, "path": one.url}


def _sources(tables: Iterable[Table]) -> list[Package]:
    """The lists that these tables were made from, each once."""
    wanted = {name for table in tables for name in MADE_FROM[table.name]}
    found = {source.title: _source(source) for source in register.sources() if source.table in wanted}
    return list(found.values())


def _source(one: Source) -> Package:
    titled = {"title": ", ".join(part for part in (one.title, one.publisher, one.published) if part)}
    return titled | ({"path": f"https://{one.host}"} if one.host else {})
