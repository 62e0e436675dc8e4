"""Prepares the bundled fact tables and the map geometry from public source files."""

from pathlib import Path

from tools.facts import context, geometry, places, sources, trusts
from tools.facts.files import Sources, Tables

TABLES = "whoscounting/register/facts"
GEOMETRY = "whoscounting/atlas/geometry"


def main(arguments: list[str], root: Path) -> int:
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("Usage: bin/facts FOLDER   (the folder with the prepared source files)")
        return 2
    source = Sources(Path(arguments[0]))
    tables = Tables(root / TABLES)
    trusts.write(source, tables)
    places.write(source, tables)
    context.write(source, tables)
    sources.write(tables)
    geometry.write(source, root / GEOMETRY)
    return 0
