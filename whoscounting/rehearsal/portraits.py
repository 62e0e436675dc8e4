"""Drawn portraits: outlines in the site's colours, so that nobody takes them for a person."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 960, 1200
PAPER, INK, PLUM = "#efe9e2", "#1d1a26", "#7a1450"
LINE = 10
# How far the head stands from the middle, and how wide the hair is, for each of the three.
SHAPES = ((-20, 0, PLUM), (30, 70, INK), (0, 30, PLUM))


def portrait(number: int) -> bytes:
    """One of three portraits, as a PNG."""
    shift, hair, colour = SHAPES[number % len(SHAPES)]
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(picture)
    middle = WIDTH // 2 + shift
    for line in range(140, HEIGHT, 88):  # the ruled lines of the register
        pen.line((0, line, WIDTH, line), fill="#d9d2c9", width=3)
    pen.ellipse((middle - 420, 800, middle + 420, 1700), fill=PAPER, outline=colour, width=LINE)
    pen.ellipse((middle - 210 - hair, 250, middle + 210 + hair, 800 + hair), fill=PAPER, outline=colour, width=LINE)
    pen.ellipse((middle - 190, 310, middle + 190, 790), fill=PAPER, outline=INK, width=LINE)
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()
