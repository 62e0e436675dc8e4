"""Setting type: the site's own fonts, lines that fit their box, and names that no font of ours can draw."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont
from PIL.ImageFont import FreeTypeFont

import whoscounting.ui

FONTS = Path(whoscounting.ui.__file__).parent / "static" / "ui" / "fonts"
SERIF, SANS = "newsreader", "atkinson"
MISSING = "\U0010ffff"  # never a letter, so every font draws its 'no such letter' for it
UNDRAWABLE = "…"


@dataclass(frozen=True)
class Setting:
    """Text broken into lines at a size at which it fits its box."""

    lines: tuple[str, ...]
    font: FreeTypeFont
    leading: int

    @property
    def height(self) -> int:
        return self.leading * len(self.lines)


@lru_cache(maxsize=64)
def font(family: str, size: int, weight: int) -> FreeTypeFont:
    """A font at a size and weight. FreeType, as Pillow brings it, reads the site's own woff2."""
    face = ImageFont.truetype(FONTS / f"{family}.woff2", size)
    face.set_variation_by_axes([weight])
    return face


def fit(
    text: str,
    *,
    family: str,
    weight: int,
    width: int,
    height: int,
    sizes: Sequence[int],
    leading: float,
    spare: str = UNDRAWABLE,
) -> Setting:
    """Set the text in the largest size at which it fits; `spare` stands for a text of which nothing can be drawn.

    Words are broken only in the smallest size, and only where one is wider than the box.
    """
    shown = drawable(text) or spare
    family = family if all(_draws(family, letter) for letter in shown) else SANS
    for size in sizes:
        face, line = font(family, size, weight), round(size * leading)
        lines = _balanced(shown.split(), face, width, room=height // line)
        if lines:
            return Setting(tuple(lines), face, line)
    words = [piece for word in shown.split() for piece in _pieces(word, face, width)]
    return Setting(tuple(_wrapped(words, face, width)[: height // line]), face, line)


def drawable(text: str) -> str:
    """The text as our fonts can draw it: accents dropped that they lack, and `…` for letters of other scripts."""
    letters = (_nearest(letter) for letter in unicodedata.normalize("NFC", text))
    shown = re.sub(f"{UNDRAWABLE}+", UNDRAWABLE, " ".join("".join(letters).split()))
    return shown if any(letter.isalnum() for letter in shown) else ""


@lru_cache(maxsize=2048)
def _nearest(letter: str) -> str:
    """A letter itself, or without its accent, or `…`; nothing for signs, pictures and invisible marks."""
    if letter.isspace():
        return " "
    kind = unicodedata.category(letter)[0]
    if kind in "CM":
        return ""
    if _draws(SANS, letter):
        return letter
    plain = unicodedata.normalize("NFKD", letter)[0]
    if plain != letter and _draws(SANS, plain):
        return plain
    return UNDRAWABLE if kind == "L" else ""


@lru_cache(maxsize=4096)
def _draws(family: str, letter: str) -> bool:
    if letter == " ":
        return True
    face = font(family, 24, 400)
    return bytes(face.getmask(letter)) != bytes(face.getmask(MISSING))


def _balanced(words: list[str], face: FreeTypeFont, width: int, *, room: int) -> list[str]:
    """As few lines as the width allows, of about equal length; none if they don't fit."""
    lines = _wrapped(words, face, width)
    if len(lines) > room or any(face.getlength(line) > width for line in lines):
        return []
    narrow, wide = width // 2, width
    while len(lines) > 1 and wide - narrow > 16:
        middle = (narrow + wide) // 2
        tried = _wrapped(words, face, middle)
        if len(tried) > len(lines) or any(face.getlength(line) > middle for line in tried):
            narrow = middle
        else:
            wide, lines = middle, tried
    return lines


def _wrapped(words: list[str], face: FreeTypeFont, width: int) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if face.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _pieces(word: str, face: FreeTypeFont, width: int) -> list[str]:
    pieces = [""]
    for letter in word:
        if face.getlength(pieces[-1] + letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces
