"""The colours of a card: the site's light theme, and the fixed palette that keeps the files small."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from PIL import Image, ImageColor

PAPER, INK, INK_2, RULE, PLUM = "#fbf8f4", "#1d1a26", "#474352", "#d9d2c9", "#7a1450"
LAND = "#efe9e2"
MARKS = {
    "collecting": "#0a4f7a",
    "partial": "#a65a0a",
    "not_collecting": "#4a0a26",
    "undecided": INK,
    "no_response": "#787681",
    "being_read": INK,
    "awaiting": INK,
    "not_asked": INK,
}
STEPS = 7  # from the ground to a colour: enough for smooth edges


@cache
def palette() -> Image.Image:
    """Every colour and its steps towards paper."""
    return palette_of({PAPER: [RULE, INK, INK_2, PLUM, *MARKS.values()]})


def palette_of(grounds: Mapping[str, Sequence[str]]) -> Image.Image:
    """Every ground, the colours that lie on it, and their steps towards it. Pillow wants a palette as a picture."""
    shades = [
        _between(ground, colour, step / STEPS)
        for ground, colours in grounds.items()
        for colour in colours
        for step in range(STEPS + 1)
    ]
    flat = [part for shade in dict.fromkeys(shades) for part in shade]
    picture = Image.new("P", (1, 1))
    picture.putpalette(flat)
    return picture


def _between(one: str, other: str, share: float) -> tuple[int, ...]:
    pairs = zip(ImageColor.getrgb(one), ImageColor.getrgb(other), strict=True)
    return tuple(round(a + (b - a) * share) for a, b in pairs)
