"""The sheet painted as PNG, from the same layout."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from io import BytesIO

from PIL import Image, ImageDraw

from whoscounting.atlas.cards.colours import INK, INK_2, LAND, MARKS, PAPER, PLUM, RULE, palette_of
from whoscounting.atlas.cards.symbols import GRID, symbol
from whoscounting.atlas.cards.type import font
from whoscounting.atlas.printing.layout import Layout, Mark, Shape, Text

WIDTH = 2000  # pixels: the width of a newspaper's page at 150 dots an inch
FINER = 2  # shapes are drawn so much larger, then made smaller, for smooth edges
HALO = {"not_collecting": "diamond", "no_response": "square"}
SMALL = {"being_read", "awaiting", "not_asked"}
ANCHORS = {"start": "lm", "middle": "mm", "end": "rm"}

Point = tuple[float, float]
Pen = ImageDraw.ImageDraw


def paint(layout: Layout) -> bytes:
    scale = WIDTH / layout.width
    picture = Image.new("RGB", (WIDTH, round(layout.height * scale)), PAPER)
    for shape in layout.shapes:
        _shape(picture, shape, scale)
    for mark in layout.marks:
        _mark(picture, mark, scale)
    pen = ImageDraw.Draw(picture)
    for text in layout.texts:
        _text(pen, text, scale)
    return _png(picture)


def _shape(picture: Image.Image, shape: Shape, scale: float) -> None:
    paths = [
        [((x + shape.x) * scale * FINER, (y + shape.y) * scale * FINER) for x, y in path] for path in trace(shape.d)
    ]
    if shape.fill != "none":
        _layer(picture, shape.fill, paths, _area)
    if shape.stroke != "none":
        width = max(FINER, round(shape.width * scale * FINER))
        _layer(picture, shape.stroke, paths, partial(_line, width=width))


def _layer(
    picture: Image.Image, colour: str, paths: list[list[Point]], draw: Callable[[Pen, list[Point]], None]
) -> None:
    """Draw in one colour with smooth edges. A mask needs a third of the memory of a picture."""
    mask = Image.new("L", (picture.width * FINER, picture.height * FINER), 0)
    pen = ImageDraw.Draw(mask)
    for path in paths:
        draw(pen, path)
    picture.paste(colour, mask=mask.reduce(FINER))


def _area(pen: Pen, path: list[Point]) -> None:
    pen.polygon(path, fill=255)


def _line(pen: Pen, path: list[Point], *, width: int) -> None:
    if len(set(path)) == 1:  # a dot: nothing but its round ends
        x, y = path[0]
        pen.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=255)
    else:
        pen.line(path, fill=255, width=width, joint="curve")


def _mark(picture: Image.Image, mark: Mark, scale: float) -> None:
    size = round(mark.size * scale)
    corner = round(mark.x * scale - size / 2), round(mark.y * scale - size / 2)
    picture.paste(symbol(mark.verdict, size), corner, _halo(mark.verdict, size))


@cache
def _halo(verdict: str, size: int) -> Image.Image:
    """Where a symbol covers the map: its own outline and a rim of paper around it."""
    fine = size * 4
    mask, unit = Image.new("L", (fine, fine), 0), fine / GRID
    pen, kind = ImageDraw.Draw(mask), HALO.get(verdict, "disc")
    if kind == "diamond":
        pen.polygon([(12 * unit, -unit), (25 * unit, 12 * unit), (12 * unit, 25 * unit), (-unit, 12 * unit)], fill=255)
    elif kind == "square":
        pen.rectangle((unit, unit, fine - unit, fine - unit), fill=255)
    else:
        rim = (12 - (7 if verdict in SMALL else 12)) * unit
        pen.ellipse((rim, rim, fine - rim - 1, fine - rim - 1), fill=255)
    return mask.reduce(4)


def _text(pen: Pen, text: Text, scale: float) -> None:
    size = round(text.size * scale)
    pen.text(
        (text.x * scale, text.y * scale),
        text.text,
        font=font(text.family, size, text.weight),
        fill=text.colour,
        anchor=ANCHORS[text.anchor],
        stroke_width=round(size / 10) if text.halo else 0,
        stroke_fill=text.halo or None,
    )


def trace(d: str) -> list[list[Point]]:
    """The points of a path's parts. It knows the commands our drawings use: M, L, l, h and z."""
    paths: list[list[Point]] = []
    for command, numbers in re.findall(r"([MLlhz])([^MLlhz]*)", d):
        values = [float(number) for number in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", numbers)]
        if command == "z":
            paths[-1].append(paths[-1][0])
        elif command == "h":
            x, y = paths[-1][-1]
            paths[-1].append((x + values[0], y))
        else:
            _follow(paths, command, values)
    return paths


def _follow(paths: list[list[Point]], command: str, values: list[float]) -> None:
    if command == "M":
        paths.append([])
    for x, y in zip(values[::2], values[1::2], strict=True):
        from_x, from_y = paths[-1][-1] if command == "l" else (0.0, 0.0)
        paths[-1].append((from_x + x, from_y + y))


def _png(picture: Image.Image) -> bytes:
    colours = palette_of({PAPER: [INK, INK_2, PLUM, RULE, LAND, *MARKS.values()], LAND: [INK, INK_2, RULE]})
    file = BytesIO()
    picture.quantize(palette=colours, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()
