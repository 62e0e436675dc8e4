"""The map as a file for print."""

import io
import re
from xml.etree import ElementTree

import pytest
from PIL import Image

from whoscounting.atlas import geometry
from whoscounting.atlas.presenters.embed import CREDIT
from whoscounting.atlas.presenters.printing import printed_map
from whoscounting.atlas.printing.png import trace
from whoscounting.atlas.reading import state

pytestmark = pytest.mark.usefixtures("world")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def svg(client):
    response = client.get("/map.svg")
    assert response.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    return response.content.decode()


def test_the_svg_is_whole_in_itself_and_has_neither_script_nor_style(svg):
    ElementTree.fromstring(svg)  # noqa: S314  # our own file
    assert not re.search(r"<script|<style|style=|var\(|currentcolor|\son\w+=|href=\"(?!#)", svg, re.IGNORECASE)


def test_the_svg_has_a_title_a_description_the_key_the_edition_the_credits_and_the_rehearsals_mark(svg):
    root = ElementTree.fromstring(svg)  # noqa: S314  # our own file
    assert root.find(f"{SVG}title").text == "Rehearsal, every answer is invented: Is your hospital counting?"
    assert "Invented: of 118 trusts asked" in root.find(f"{SVG}desc").text
    words = " ".join(text.text for text in root.iter(f"{SVG}text"))
    for said in ("Invented: not collecting", "Rehearsal B, edition 2, 5 November 2026", "London, enlarged"):
        assert said in words
    assert words.count("invented answers") == 3
    assert CREDIT in words


def test_the_svg_shows_every_trust_once_with_a_symbol_that_is_there(svg):
    root = ElementTree.fromstring(svg)  # noqa: S314  # our own file
    uses = list(root.iter(f"{SVG}use"))
    assert len([use for use in uses if use.get("id", "").startswith("trust-")]) == 118
    symbols = {symbol.get("id") for symbol in root.iter(f"{SVG}symbol")}
    assert {use.get("href").removeprefix("#") for use in uses} <= symbols


def test_a_name_with_markup_stands_as_text_only(svg):
    sheet = printed_map(state(), site="https://<b>.example")
    assert "https://" not in svg
    assert any("<b>.example" in text.text for text in sheet.texts)


def test_the_png_is_sharp_enough_for_print_and_light_enough_for_a_letter(client):
    response = client.get("/map.png")
    picture = Image.open(io.BytesIO(response.content))
    assert response.headers["Content-Type"] == "image/png"
    assert (picture.format, picture.mode, picture.width) == ("PNG", "P", 2000)
    assert len(response.content) < 300_000


def test_the_png_shows_marks_where_the_layout_puts_them(client):
    sheet = printed_map(state(), site="https://counting.example")
    picture = Image.open(io.BytesIO(client.get("/map.png").content)).convert("RGB")
    scale = picture.width / sheet.width
    halves = [mark for mark in sheet.marks if mark.verdict == "partial"]
    found = {picture.getpixel((round((mark.x - mark.size / 4) * scale), round(mark.y * scale))) for mark in halves}
    assert found == {(0xA6, 0x5A, 0x0A)}


def test_all_that_is_drawn_lies_on_the_sheet():
    sheet = printed_map(state(), site="https://counting.example")
    for thing in (*sheet.marks, *sheet.texts):
        assert 0 <= thing.x <= sheet.width
        assert 0 <= thing.y <= sheet.height


def test_a_path_is_followed_from_point_to_point():
    assert trace("M1 2l3-.5.5 1zM4 4L5 6M7 8h0") == [
        [(1, 2), (4, 1.5), (4.5, 2.5), (1, 2)],
        [(4, 4), (5, 6)],
        [(7, 8), (7, 8)],
    ]


def test_every_point_of_the_outline_is_found():
    frame = geometry.england().frame
    points = [point for path in trace(geometry.england().outline) for point in path]
    assert all(0 <= x <= frame.width and 0 <= y <= frame.height for x, y in points)
    assert min(y for _, y in points) < 30
