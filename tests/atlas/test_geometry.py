"""The drawn country: small enough to send with every map, and true enough to put a pin on."""

import csv
import gzip
import re
from pathlib import Path

import pytest

import whoscounting
from whoscounting.atlas import geometry

FACTS = Path(whoscounting.__file__).parent / "register" / "facts"

PATHS = {
    "england": (lambda: geometry.england().outline, 5_000),
    "neighbours": (lambda: geometry.england().neighbours, 1_000),
    "borders": (lambda: geometry.england().borders, 1_500),
    "london": (lambda: geometry.london().outline, 1_000),
    "around london": (lambda: geometry.london().surroundings, 500),
}
LANDS_END = (134_100, 25_100)
BERWICK = (399_800, 652_800)
LOWESTOFT_NESS = (655_500, 293_700)
WESTMINSTER = (530_200, 179_600)
MANCHESTER = (383_900, 398_000)


def points(path: str) -> list[tuple[float, float]]:
    """The absolute corners of a path made of M, relative l and z."""
    found = []
    for start, steps in re.findall(r"M([^l]*)l([^zM]*)", path):
        x = y = 0.0
        numbers = [float(number) for part in (start, steps) for number in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", part)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            found.append((x, y))
    return found


def nearest(place: tuple[float, float], path: str) -> float:
    return min(((x - place[0]) ** 2 + (y - place[1]) ** 2) ** 0.5 for x, y in points(path))


def rows(table: str) -> list[dict[str, str]]:
    with (FACTS / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", PATHS)
def test_a_path_is_small_when_compressed(name):
    path, limit = PATHS[name]
    assert 100 < len(gzip.compress(path().encode(), mtime=0)) < limit


@pytest.mark.parametrize("name", PATHS)
def test_a_path_holds_nothing_but_path_commands(name):
    path, _ = PATHS[name]
    assert re.fullmatch(r"(M[-0-9. ]+l[-0-9. ]+z?)+", path())


@pytest.mark.parametrize("name", PATHS)
def test_a_path_stays_inside_its_drawing_or_barely_over_its_edge(name):
    path, _ = PATHS[name]
    frame = geometry.london().frame if "london" in name else geometry.england().frame
    assert all(-15 <= x <= frame.width + 15 and -15 <= y <= frame.height + 15 for x, y in points(path()))


def test_the_map_of_england_has_the_size_that_the_pages_count_on():
    assert geometry.england().frame.view_box == "0 0 1000 1140"


@pytest.mark.parametrize("place", [LANDS_END, BERWICK, LOWESTOFT_NESS])
def test_the_far_corners_of_england_lie_on_the_drawn_coast(place):
    assert nearest(geometry.to_map(*place), geometry.england().outline) < 3


def test_lands_end_is_bottom_left_and_berwick_at_the_top():
    assert geometry.to_map(*LANDS_END) == (97.1, 1091.2)
    assert geometry.to_map(*BERWICK) == (548.8, 24.1)


def test_london_is_drawn_four_times_larger():
    assert geometry.london().frame.scale == pytest.approx(4 * geometry.england().frame.scale)


def test_only_places_around_london_are_in_the_inset():
    assert geometry.in_london(*WESTMINSTER)
    assert not geometry.in_london(*MANCHESTER)
    assert geometry.to_london(*WESTMINSTER) == (205.4, 161.8)


def test_the_rectangle_of_the_inset_holds_westminster_on_the_map():
    x, y, width, height = geometry.london_on_map()
    here_x, here_y = geometry.to_map(*WESTMINSTER)
    assert x < here_x < x + width
    assert y < here_y < y + height


def test_every_trust_and_hospital_falls_on_the_map_with_room_for_its_pin():
    for row in [*rows("trusts"), *rows("sites")]:
        x, y = geometry.to_map(int(row["easting"]), int(row["northing"]))
        assert 10 <= x <= 990, row
        assert 10 <= y <= 1130, row


def test_every_london_trust_falls_in_the_inset():
    for row in rows("trusts"):
        if row["region_code"] == "Y56":
            assert geometry.in_london(int(row["easting"]), int(row["northing"])), row


def test_a_dozen_or_so_towns_are_labelled_where_they_lie():
    assert 10 <= len(geometry.towns()) <= 16
    for town in geometry.towns():
        assert (town.x, town.y) == geometry.to_map(town.easting, town.northing)
        assert town.anchor in {"start", "end"}
    assert {town.name for town in geometry.towns() if town.tier == 1} >= {"London", "Leeds", "Bristol"}
