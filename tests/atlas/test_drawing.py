"""The drawing promises that every pin can be seen and hit, near its true place, the same at every run."""

from __future__ import annotations

import csv
import random
import re
import time
from math import dist
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from whoscounting.atlas import geometry
from whoscounting.atlas.drawing import Mark, blocks, draw, place, size_for
from whoscounting.atlas.drawing.labels import Town, name_towns
from whoscounting.atlas.drawing.placing import GAP, LARGEST
from whoscounting.lib.world import World

FACTS = Path(__file__).parents[2] / "whoscounting" / "register" / "facts"
WIDTH, HEIGHT = 1000, 1140
places = st.tuples(st.floats(-50, WIDTH + 50), st.floats(-50, HEIGHT + 50))
REGIONS = {"south": "South", "north": "North", "nowhere": "Nowhere"}


def mark(code: str, easting: float = 400_000, northing: float = 300_000, **parts) -> Mark:
    usual = {"name": f"Trust {code}", "town": "Leeds", "verdict": "partial", "region_slug": "north"}
    usual |= {"words": f"Trust {code}: Invented: partly collecting"} | parts
    return Mark(ods_code=code, easting=easting, northing=northing, **usual)


def real_marks() -> list[Mark]:
    with (FACTS / "trusts.csv").open(encoding="utf-8") as file:
        asked = [row for row in csv.DictReader(file) if not row["closed"] and int(row["breast_treatments"] or 0) >= 100]
    return [
        mark(row["ods_code"], float(row["easting"]), float(row["northing"]), name=row["name"], words=row["name"])
        for row in asked
    ]


def overlaps(spots: list[tuple[int, int]], size: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return [(a, b) for i, a in enumerate(spots) for b in spots[:i] if dist(a, b) < size + GAP]


@settings(max_examples=60, deadline=None)
@given(st.lists(places, max_size=150))
def test_no_pin_covers_another_and_all_are_in_the_drawing(homes):
    size = size_for(len(homes), WIDTH, HEIGHT)
    spots = place(homes, WIDTH, HEIGHT, size)
    assert len(spots) == len(homes)
    assert overlaps(spots, size) == []
    assert all(size / 2 <= x <= WIDTH - size / 2 and size / 2 <= y <= HEIGHT - size / 2 for x, y in spots)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.floats(495, 505), st.floats(495, 505)), min_size=1, max_size=40))
def test_even_a_crowd_at_one_place_stays_near_it(homes):
    size = size_for(len(homes), WIDTH, HEIGHT)
    spots = place(homes, WIDTH, HEIGHT, size)
    assert overlaps(spots, size) == []
    far = max(dist(home, spot) for home, spot in zip(homes, spots, strict=True))
    assert far <= (size + GAP) * (1 + len(homes) ** 0.5)


def test_a_pin_with_room_stays_where_it_is():
    assert place([(200.4, 300.4), (600.0, 700.0)], WIDTH, HEIGHT, LARGEST) == [(200, 300), (600, 700)]


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_in_which_marks_come_changes_nothing(chance):
    marks = real_marks()
    expected = draw(marks)
    chance.shuffle(marks)
    assert draw(marks) == expected


def test_the_real_trusts_are_all_drawn_once_and_hardly_moved():
    marks = real_marks()
    drawing = draw(marks)
    england, london = drawing.england, drawing.london
    assert sorted(pin.mark.ods_code for pin in (*england.pins, *london.pins)) == sorted(m.ods_code for m in marks)
    for sheet in (england, london):
        assert sheet.size == LARGEST
        assert overlaps([(pin.x, pin.y) for pin in sheet.pins], sheet.size) == []
        assert max(dist((pin.x, pin.y), (pin.home_x, pin.home_y)) for pin in sheet.pins) <= LARGEST
    assert all(geometry.in_london(pin.mark.easting, pin.mark.northing) for pin in london.pins)


def test_a_pin_moved_by_more_than_its_radius_has_a_line_to_its_true_place():
    sheet = draw([mark(f"R{n}") for n in range(7)]).england
    moved = [pin for pin in sheet.pins if pin.moved]
    assert moved
    assert all((dist((p.x, p.y), (p.home_x, p.home_y)) > sheet.size / 2 - 1) == p.moved for p in sheet.pins)
    assert sheet.leaders.count("M") == sheet.homes.count("M") == len(moved)


def test_lines_are_drawn_for_marks_that_stand_out_only():
    sheet = draw([mark(f"R{n}", dimmed=True) for n in range(7)]).england
    assert sheet.leaders == ""


def test_thousands_of_pins_get_smaller_and_still_never_overlap():
    chance = random.Random(3)
    homes = [(chance.gauss(550, 180), chance.gauss(600, 200)) for _ in range(2_200)]
    size = size_for(len(homes), WIDTH, HEIGHT)
    begun = time.process_time()
    spots = place(homes, WIDTH, HEIGHT, size)
    assert time.process_time() - begun < 4  # about half a second on a quiet machine
    assert size < LARGEST / 2
    assert overlaps(spots, size) == []


def test_a_town_is_named_where_its_name_touches_nothing():
    leeds = Town("Leeds", 1, 500, 500)
    [free] = name_towns([leeds], [(500, 500)], 22, [])
    assert (free.anchor, free.dy) == ("start", 0)
    [aside] = name_towns([leeds], [(500, 500), (530, 500)], 22, [])
    assert aside != free
    assert name_towns([leeds], [], 22, [(300, 300, 700, 700)]) == []


def test_tiles_stand_in_blocks_by_region_alike_marks_side_by_side():
    marks = [
        mark("R1", verdict="not_collecting"),
        mark("R2", verdict="collecting"),
        mark("R3", verdict="collecting", region_slug="south"),
    ]
    south, north = blocks(marks, REGIONS)
    assert (south.name, south.collecting, south.total, south.href) == ("South", 1, 1, "/regions/south/")
    assert [m.ods_code for m in north.trusts] == ["R2", "R1"]


@pytest.fixture
def page():
    def render(marks: list[Mark]) -> str:
        return render_to_string(
            "atlas/_map.html", {"drawing": draw(marks), "england": geometry.england(), "london": geometry.london()}
        )

    return render


def test_without_javascript_the_drawing_is_decoration_that_can_be_clicked(page):
    html = page([mark("RA2", 500_000, 150_000), mark("RJ1", 530_000, 180_000)])
    assert html.count('aria-hidden="true"') == 2
    assert 'href="/trusts/RA2/" tabindex="-1" aria-label="Trust RA2: Invented: partly collecting"' in html
    assert len(re.findall(r"<a [^>]*tabindex=\"-1\"", html)) == html.count("<a ") == 2
    assert " style=" not in html
    assert "<script" not in html


def test_in_a_rehearsal_each_drawing_says_so_itself(page, settings):
    marks = [mark("RA2"), mark("RJ1", 530_000, 180_000)]
    settings.WORLD = World.REHEARSAL
    assert all("invented answers" in drawing for drawing in page(marks).split("<figcaption>London")[:2])
    settings.WORLD = World.LAUNCH
    assert "invented answers" not in page(marks)


def test_a_dimmed_mark_says_so_to_the_stylesheet(page):
    html = page([mark("RA2", dimmed=True), mark("RXX")])
    assert re.search(r'href="/trusts/RA2/" class="dim"', html)
    assert not re.search(r'href="/trusts/RXX/" class', html)
