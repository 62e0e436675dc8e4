"""Where the facts come from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from whoscounting.atlas.facts import Fact
from whoscounting.register.queries import Source

# What each bundled table holds, as a reader would say it.
TABLES = {
    "trusts": "NHS trusts",
    "sites": "Hospitals",
    "successions": "Mergers of trusts",
    "regions": "Regions",
    "outcodes": "Places of postcodes, by first half",
    "sectors": "Places of postcodes, by sector",
    "units": "Places of full postcodes",
    "england": "The drawing of England",
    "towns": "Names of towns on the map",
    "bank_holidays": "Bank holidays, for the law’s clock",
    "context": "Facts about secondary breast cancer",
    "sources": "This list",
}


@dataclass(frozen=True)
class Table:
    """One of our tables and the publications it was made from."""

    name: str
    sources: list[Source]


@dataclass(frozen=True)
class SourcesPage:
    """What the page of sources shows."""

    tables: list[Table]
    facts: list[Fact]
    attribution: list[str]


def sources_page(sources: Iterable[Source], facts: Iterable[Fact], attribution: list[str]) -> SourcesPage:
    by_table: dict[str, list[Source]] = {name: [] for name in TABLES}
    for source in sources:
        by_table.setdefault(source.table, []).append(source)
    tables = [Table(TABLES.get(name, name), found) for name, found in by_table.items() if found]
    return SourcesPage(tables, sorted(facts, key=lambda fact: fact.period), attribution)
