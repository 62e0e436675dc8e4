"""England, its regions, its neighbours and London as small SVG paths on the British National Grid."""

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import Polygon, shape

from tools.facts.files import Row, Sources
from tools.facts.grid import TO_GRID, grid
from tools.facts.paths import Frame

# England is 568 km by 650 km here, so these leave a margin of 10 km, enough for a pin on the coast.
MAP = Frame(width=1000, height=1140, easting=77_000, northing=667_000, scale=0.0017)
LONDON = Frame(width=440, height=340, easting=500_000, northing=203_400, scale=0.0068)

TOWNS = {"Norwich", "Plymouth", "Carlisle", "Southampton", "Hull", "Nottingham", "Cambridge", "Brighton"}
NOTE = "British National Grid, metres: x = (easting - frame.easting) * scale, y = (frame.northing - northing) * scale"


def write(source: Sources, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    england = shapes(source, "england.geojson", "name")["England"]
    regions = shapes(source, "nhs_regions.geojson", "ods_code")
    countries = shapes(source, "uk_countries.geojson", "name")
    drawn = {
        "note": NOTE,
        "england": {
            "frame": MAP.as_json(),
            "outline": MAP.path(outline(england), step=0.5),
            "borders": MAP.path(borders(regions), step=0.5),
            "neighbours": MAP.path(neighbours(countries, england), step=1),
        },
        "london": {
            "frame": LONDON.as_json(),
            "outline": LONDON.path(regions["Y56"].simplify(30), step=0.2),
            "surroundings": LONDON.path(surroundings(england), step=0.5),
        },
    }
    save(folder / "england.json", drawn)
    save(folder / "towns.json", [label(row) for row in source.rows("town_labels.csv") if is_labelled(row)])


def shapes(source: Sources, name: str, key: str) -> dict[str, Any]:
    """The features of a file by one of their properties, in grid metres."""
    features = source.geojson(name)
    return {one["properties"][key]: shapely.transform(shape(one["geometry"]), _to_grid) for one in features}


def _to_grid(points: Any) -> Any:
    return shapely.get_coordinates(shapely.points(*TO_GRID.transform(points[:, 0], points[:, 1])))


def outline(england: Any) -> Any:
    """To about 400 m. Creeks under 500 m wide close, for they would only look like scratches at this size."""
    kept = shapely.MultiPolygon([island for island in england.geoms if is_known_island(island)])
    closed = kept.buffer(250, quad_segs=4).buffer(-250, quad_segs=4)
    without_ponds = shapely.MultiPolygon([Polygon(island.exterior) for island in closed.geoms])
    return without_ponds.simplify(400)


def is_known_island(island: Any) -> bool:
    """Large ones; smaller ones that people know by sight: Scilly, Lundy and Holy Island."""
    is_scilly = island.centroid.x < 95_000 and island.area > 1_000_000
    return is_scilly or island.area > 4_000_000


def borders(regions: dict[str, Any]) -> Any:
    """Where two regions meet. The source leaves slivers between some of them, hence the 150 m."""
    lines = []
    for one, other in combinations(regions.values(), 2):
        shared = one.boundary.intersection(other.buffer(150))
        merged = shapely.line_merge(shapely.union_all([shared]))
        lines += [line for line in getattr(merged, "geoms", [merged]) if line.length > 5_000]
    return shapely.MultiLineString(lines).simplify(900)


def neighbours(countries: dict[str, Any], england: Any) -> Any:
    """Scotland and Wales, coarse, reaching a little under England and over the edge so that no gap or line shows."""
    land = countries["Scotland"].union(countries["Wales"])
    under = land.buffer(4_000).intersection(england.buffer(500))
    coarse = land.union(under).intersection(MAP.box().buffer(5_000)).simplify(1_200)
    return shapely.MultiPolygon([part for part in coarse.geoms if part.area > 60_000_000])


def surroundings(england: Any) -> Any:
    """The land around London, a little over the edge of its inset."""
    return england.intersection(LONDON.box().buffer(2_000)).simplify(100)


def is_labelled(row: Row) -> bool:
    return row["tier"] == "1" or row["name"] in TOWNS


def label(row: Row) -> dict[str, Any]:
    place = grid(row["latitude"], row["longitude"])
    x = round((int(place["easting"]) - MAP.easting) * MAP.scale, 1)
    return {
        "name": row["name"],
        "tier": int(row["tier"]),
        "easting": int(place["easting"]),
        "northing": int(place["northing"]),
        "x": x,
        "y": round((MAP.northing - int(place["northing"])) * MAP.scale, 1),
        "anchor": "end" if x > MAP.width * 0.85 else "start",
    }


def save(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    print(f"{path.name}: {path.stat().st_size} bytes")
