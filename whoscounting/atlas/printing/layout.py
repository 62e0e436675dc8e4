"""What stands where on the printed map, in units of a sheet 1500 wide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from whoscounting.atlas import geometry
from whoscounting.atlas.cards.card import CAMPAIGN, QUESTION
from whoscounting.atlas.cards.colours import INK, INK_2, LAND, PAPER, PLUM, RULE
from whoscounting.atlas.cards.type import SANS, SERIF, fit
from whoscounting.atlas.drawing import Drawing, Sheet
from whoscounting.atlas.drawing.labels import Label

WIDTH, HEIGHT = 1500, 1606
LEFT, RIGHT = 50, 1450
ENGLAND, LONDON = (40, 316), (1010, 1116)
COUNTS, SYMBOLS, WORDS = 1010, 1038, 1066  # the key's columns; its words have room for a wider font
KEY_TOP, KEY_STEP = 376, 46
FOOT = 1496
TOWN = 20
MARK, MARK_TOP = "invented answers", "Rehearsal:"


@dataclass(frozen=True)
class Words:
    """All that is said on the sheet. The key's lines are verdict, words and count; without a verdict it is the sum."""

    answer: str
    edition: str
    key: Sequence[tuple[str, str, int]]
    credits: Sequence[str]
    rehearsal: bool


@dataclass(frozen=True)
class Shape:
    """A path (M, L, l, h and z only) moved by x and y; lines have round ends."""

    d: str
    x: float = 0
    y: float = 0
    fill: str = "none"
    stroke: str = "none"
    width: float = 1


@dataclass(frozen=True)
class Mark:
    """A verdict's symbol around x and y; `id` names the trust."""

    verdict: str
    x: float
    y: float
    size: int
    id: str = ""

    @property
    def left(self) -> str:
        return f"{self.x - self.size / 2:g}"

    @property
    def top(self) -> str:
        return f"{self.y - self.size / 2:g}"


@dataclass(frozen=True)
class Text:
    """A line of text whose middle is at the height y; `halo` is the colour of a rim around the letters."""

    text: str
    x: float
    y: float
    size: int
    colour: str = INK
    family: str = SANS
    weight: int = 400
    anchor: str = "start"
    halo: str = ""


@dataclass(frozen=True)
class Layout:
    """The whole sheet, in the order in which it is drawn: shapes, marks, texts."""

    title: str
    description: str
    shapes: list[Shape]
    marks: list[Mark]
    texts: list[Text]
    width: int = WIDTH
    height: int = HEIGHT


def lay_out(drawing: Drawing, words: Words) -> Layout:
    return Layout(
        title=f"Rehearsal, every answer is invented: {QUESTION}" if words.rehearsal else QUESTION,
        description=" ".join([words.answer, words.edition and f"{words.edition}.", *words.credits]).replace("  ", " "),
        shapes=[*_shapes(drawing), *_rules()],
        marks=[*_pins(drawing.england, ENGLAND), *_pins(drawing.london, LONDON), *_key_marks(words)],
        texts=[
            *_towns(drawing),
            *_head(words),
            *_key(words),
            *_foot(words),
            *(_rehearsal() if words.rehearsal else []),
        ],
    )


def _shapes(drawing: Drawing) -> Iterable[Shape]:
    """England, then the box where London lies, then London; lines to true places lie over the land."""
    england, london = geometry.england(), geometry.london()
    left, top, width, height = drawing.box
    yield Shape(england.neighbours, *ENGLAND, stroke=RULE, width=1)
    yield Shape(england.outline, *ENGLAND, fill=LAND, stroke=INK, width=1)
    yield Shape(england.borders, *ENGLAND, stroke=RULE, width=1.5)
    yield _box(ENGLAND[0] + left, ENGLAND[1] + top, width, height)
    yield from _leaders(drawing.england, ENGLAND)
    yield Shape(london.outline, *LONDON, fill=LAND, stroke=INK, width=1)
    yield _box(*LONDON, london.frame.width, london.frame.height)
    yield from _leaders(drawing.london, LONDON)


def _box(x: float, y: float, width: float, height: float) -> Shape:
    return Shape(f"M0 0l{width:g} 0 0 {height:g} {-width:g} 0z", x, y, stroke=INK, width=1)


def _leaders(sheet: Sheet, at: tuple[int, int]) -> list[Shape]:
    lines = Shape(sheet.leaders, *at, stroke=INK_2, width=1)
    return [lines, Shape(sheet.homes, *at, stroke=INK_2, width=4)] if sheet.leaders else []


def _rules() -> list[Shape]:
    across = f"M0 0l{RIGHT - LEFT} 0"
    return [Shape(across, LEFT, 160, stroke=INK, width=2.5), Shape(across, LEFT, FOOT, stroke=RULE, width=1.5)]


def _pins(sheet: Sheet, at: tuple[int, int]) -> list[Mark]:
    return [Mark(p.mark.verdict, at[0] + p.x, at[1] + p.y, sheet.size, f"trust-{p.mark.ods_code}") for p in sheet.pins]


def _towns(drawing: Drawing) -> list[Text]:
    return [_town(label) for label in drawing.labels]


def _town(label: Label) -> Text:
    x, y = ENGLAND[0] + label.x + label.dx * TOWN, ENGLAND[1] + label.y + label.dy * TOWN
    return Text(label.name, x, y, TOWN, INK_2, anchor=label.anchor, halo=LAND)


def _head(words: Words) -> Iterable[Text]:
    yield Text(CAMPAIGN, LEFT, 60, 30, PLUM, SERIF, 700)
    yield Text(QUESTION, LEFT, 116, 56, INK, SERIF, 600)
    lines = fit(words.answer, family=SANS, weight=600, width=1090, height=84, sizes=(30, 26, 22), leading=1.35)
    for place, line in enumerate(lines.lines):
        yield Text(line, LEFT, 196 + place * lines.leading, round(lines.font.size), INK, weight=600)
    yield Text(words.edition, LEFT, 200 + lines.height, 24, INK_2)
    yield Text("London, enlarged", LONDON[0], LONDON[1] - 22, 22, INK_2)


def _key_line(place: int) -> int:
    return KEY_TOP + place * KEY_STEP


def _key_marks(words: Words) -> list[Mark]:
    return [Mark(v, SYMBOLS, _key_line(place), 28) for place, (v, _, _) in enumerate(words.key) if v]


def _key(words: Words) -> Iterable[Text]:
    for place, (verdict, said, count) in enumerate(words.key):
        yield Text(str(count), COUNTS, _key_line(place), 22, weight=700, anchor="end")
        yield Text(said, WORDS if verdict else SYMBOLS - 14, _key_line(place), 22)


def _foot(words: Words) -> Iterable[Text]:
    lines = [line for credit in words.credits for line in _wrapped(credit)]
    for place, line in enumerate(lines):
        yield Text(line, LEFT, FOOT + 24 + place * 24, 17, INK_2)


def _wrapped(credit: str) -> tuple[str, ...]:
    """Narrower than the sheet: another font may be wider than ours."""
    return fit(credit, family=SANS, weight=400, width=1120, height=99, sizes=(17,), leading=1.4).lines


def _rehearsal() -> list[Text]:
    """The mark stands inside the drawing, so that no part of it can be cut out without."""
    marks = [(MARK_TOP, 940, 342, 32), (MARK, 940, 380, 32), (f"{MARK_TOP} {MARK}", 960, 1456, 36)]
    inset = (f"{MARK_TOP} {MARK}", LONDON[0] + 430, LONDON[1] + 322, 22)
    return [Text(text, x, y, size, INK, SERIF, 600, "end", PAPER) for text, x, y, size in (*marks, inset)]
