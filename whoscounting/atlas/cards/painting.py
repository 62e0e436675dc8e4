"""Painting a card: paper, ink and plum; a band, a title, a rule, and what the title stands for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from math import ceil

from PIL import Image, ImageDraw

from whoscounting.atlas.cards.card import CAMPAIGN, Card
from whoscounting.atlas.cards.colours import INK, INK_2, PAPER, PLUM, RULE, palette
from whoscounting.atlas.cards.symbols import symbol
from whoscounting.atlas.cards.type import SANS, SERIF, Setting, fit

WIDTH, HEIGHT = 1200, 630
BAND = 24
LEFT, RIGHT = 80, 1136
ABOVE_TOP, TITLE_TOP, FOOT = 44, 98, 552
SYMBOL = 88
TITLE_SIZES = (76, 70, 64, 56, 48, 42, 36, 30)
WORD_SIZES = (48, 42, 36, 32, 28, 24)
DETAIL_SIZES = (28, 24, 20)
SMALLEST_MARK, LARGEST_MARK = 14, 40
COMPRESSION = 6  # the highest level saves a tenth of the bytes and takes six times as long


@lru_cache(maxsize=128)
def paint(card: Card, *, address: str) -> bytes:
    """The card as a PNG; `address` is the site's, as people write it."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, BAND - 1, HEIGHT), fill=PLUM)
    _text(pen, _sans(card.above, 600, height=44, sizes=(34, 30, 26)), LEFT, ABOVE_TOP, INK_2)
    under = _title(pen, card)
    pen.rectangle((LEFT, under, RIGHT - 1, under + 1), fill=INK)
    _answer(picture, pen, card, under + 32)
    _foot(pen, address)
    return _png(picture)


def _title(pen: ImageDraw.ImageDraw, card: Card) -> int:
    """Returns where the rule goes: at the same height on all cards of a kind."""
    room = 90 if card.marks else 214
    title = fit(
        card.title,
        family=SERIF,
        weight=600,
        width=RIGHT - LEFT,
        height=room,
        sizes=TITLE_SIZES,
        leading=1.07,
        spare=CAMPAIGN,
    )
    _text(pen, title, LEFT, TITLE_TOP, INK)
    return TITLE_TOP + room + 22


def _answer(picture: Image.Image, pen: ImageDraw.ImageDraw, card: Card, top: int) -> None:
    left = LEFT
    if card.symbol:
        picture.paste(symbol(card.symbol, SYMBOL), (LEFT - 6, top - 14))
        left = LEFT + SYMBOL + 20
    words = _sans(card.words, 700, height=112 if card.marks else 60, sizes=WORD_SIZES, left=left)
    top = _text(pen, words, left, top, INK) + 14
    for detail in card.details:
        top = _text(pen, _sans(detail, 400, height=38, sizes=DETAIL_SIZES, left=left), left, top, INK_2)
    if card.marks:
        _marks(picture, card.marks, top + 20, FOOT - 16)


def _marks(picture: Image.Image, verdicts: Sequence[str], top: int, bottom: int) -> None:
    """A mark for each trust, in rows, as large as there is room; none if they would be too small to see."""
    for step in range(LARGEST_MARK, SMALLEST_MARK - 1, -1):
        columns = (RIGHT - LEFT) // step
        if ceil(len(verdicts) / columns) * step <= bottom - top:
            break
    else:
        return
    size = step - step // 5
    for place, verdict in enumerate(verdicts):
        row, column = divmod(place, columns)
        picture.paste(symbol(verdict, size), (LEFT + column * step, top + row * step))


def _foot(pen: ImageDraw.ImageDraw, address: str) -> None:
    pen.rectangle((LEFT, FOOT, RIGHT - 1, FOOT), fill=RULE)
    name = fit(CAMPAIGN, family=SERIF, weight=700, width=400, height=44, sizes=(34,), leading=1.2)
    _text(pen, name, LEFT, FOOT + 14, PLUM)
    where = _sans(address, 400, height=38, sizes=(28, 24, 20, 16, 12), left=LEFT + 320)
    right = RIGHT - round(where.font.getlength(where.lines[0]))
    _text(pen, where, right, FOOT + 16, INK_2)


def _sans(text: str, weight: int, *, height: int, sizes: Sequence[int], left: int = LEFT) -> Setting:
    return fit(text, family=SANS, weight=weight, width=RIGHT - left, height=height, sizes=sizes, leading=1.3)


def _text(pen: ImageDraw.ImageDraw, text: Setting, left: int, top: int, colour: str) -> int:
    """Draws lines on their baselines; returns where the next may begin."""
    for place, line in enumerate(text.lines):
        baseline = top + place * text.leading + round(text.leading * 0.76)
        pen.text((left, baseline), line, font=text.font, fill=colour, anchor="ls")
    return top + text.height


def _png(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.quantize(palette=palette(), dither=Image.Dither.NONE).save(file, "PNG", compress_level=COMPRESSION)
    return file.getvalue()
