"""The dictionary as a document, for `docs/data-dictionary.md`."""

from __future__ import annotations

from collections.abc import Iterator

from whoscounting.atlas.dictionary import TABLES, Column, Table

BEFORE = """# Data dictionary

Every published field. This document is made from `whoscounting/atlas/dictionary/`, and so are the page
`/data/dictionary/`, the schemas in every data package and the files themselves. `tests/atlas/test_data.py` holds them
together and says how to write this anew.

## The addresses

| address | what it is |
|---|---|
| `/data/latest/` | the newest edition of the newest round; the addresses stay, the content is replaced |
| `/data/<round>/<edition>/` | one edition: its page, and under it its files |
| `/data/register/` | the files of the register: trusts, hospitals and successions as they are now |
| `…/datapackage.json` | what describes all files beside it: schema, licence, sources, bytes, SHA-256 |
| `…/register/trusts.csv` | the register's files lie beside every edition too, so that its data package is whole |
| `/data/editions.atom` | a feed of editions |
| `/trusts/<ods>/changes.atom` | a feed of this trust's changes from one edition to the next |
| `/regions/<slug>/changes.atom` | the same of a region's trusts |

Before the first edition of a world, `latest` answers 404. So does a file or an edition that is not there.

## What never changes

An edition's findings, answers and questions stay as they were published, names and places of trusts too: the same
bytes for good. A trust's name today stands in the register. Use `ods_code` to join. The tables in `register/` are as
the register is now, so their bytes change with it. The checksum in a data package is always that of the bytes served.

## The formats

- CSV: UTF-8, a heading, no comment lines. A text that a spreadsheet would take for a formula (it begins with `=`, `+`,
  `-`, `@`, a tab or a line break, with spaces before it or without) has an apostrophe before it. An empty cell means:
  not known, or it did not happen.
- JSON: an object `metadata` (licence, licence_url; for an edition also round, round_name, edition, published_at, asked,
  rehearsal, warning) and a list of rows under the table's name.
- GeoJSON, for the findings: RFC 7946, longitude before latitude; `metadata` as above. Latitude and longitude stand in
  the geometry.

## Checking a copy

```sh
pip install frictionless
frictionless validate https://<this site>/data/latest/datapackage.json
```

This checks every file's bytes, checksum, columns, keys and references (Frictionless Data Package 1.0). It does the same
for a folder that holds copies of all files.
"""


def markdown() -> str:
    """The whole document."""
    return "\n".join([BEFORE, *(line for table in TABLES for line in _table(table))])


def _table(table: Table) -> Iterator[str]:
    endings = " ".join(f"`.{ending}`" for ending in table.endings)
    yield f"## {table.title}: `{table.folder}{table.name}` {endings}\n"
    yield f"{table.about} Key: {' with '.join(f'`{name}`' for name in table.key)}."
    for one in table.references:
        yield f"`{one.column}` stands in `{one.key}` of `{one.table}`."
    yield f"Licence: [{table.licence.title}]({table.licence.url}).\n"
    yield "| column | kind | meaning |\n|---|---|---|"
    yield from (_column(column) for column in table.columns)
    yield ""


def _column(column: Column) -> str:
    words = "; ".join(f"`{word}`: {meaning}" for word, meaning in column.choices)
    return f"| `{column.name}` | {column.kind} | {column.meaning}{f' {words}.' if words else ''} |"
