"""Reading what people type as a postcode. Pure: whether a postcode exists is the register's business."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

OUTWARD = r"[A-Z]{1,2}[0-9][A-Z0-9]?"
# The last two letters never use these, so that they can't be misread.
UNIT = r"[ABD-HJLNP-UW-Z]{2}"
WHOLE = re.compile(rf"({OUTWARD})([0-9])({UNIT})")
SECTOR = re.compile(rf"({OUTWARD}) ([0-9])[A-Z]?")  # a last letter may not be typed yet
LETTER_O = re.compile(rf"({OUTWARD})O({UNIT})")  # where only the figure can stand
DASHES_AND_DOTS = str.maketrans(dict.fromkeys("-.,‐‑–—", " "))
ALONE = re.compile(OUTWARD)
FORCES = re.compile(r"BFPO ?[0-9]{1,4}|BF[0-9] ?[0-9][A-Z]{2}|BF[0-9]")

# Areas whose letters alone tell the nation. Border areas between England, Scotland and Wales need the register.
NATIONS = {
    "BT": "Northern Ireland",
    "IM": "Isle of Man",
    "JE": "Jersey",
    "GY": "Guernsey",
    "BF": "British Forces",
}


@dataclass(frozen=True)
class Postcode:
    """`GU2 7XX` has outward code `GU2` and sector `GU2 7`. Parts that were not given are empty."""

    outward: str
    sector: str = ""
    full: str = ""

    @property
    def area(self) -> str:
        return self.outward[:2] if self.outward[1].isalpha() else self.outward[0]

    @property
    def nation(self) -> str:
        """The nation if the area's letters alone tell it, else empty."""
        return NATIONS.get(self.area, "")

    def __str__(self) -> str:
        return self.full or self.sector or self.outward


def read(text: str) -> Postcode | None:
    """The postcode in any spacing and case, or its sector or outward code alone; None for anything else.

    `GU27` could be meant as `GU2 7`, but is read as the outward code it is.
    """
    plain = tidy(text)
    if FORCES.fullmatch(plain):
        return Postcode("BFPO")
    close = LETTER_O.sub(r"\g<1>0\2", plain.replace(" ", ""))
    if whole := WHOLE.fullmatch(close):
        outward, sector, unit = whole.groups()
        return Postcode(outward, f"{outward} {sector}", f"{outward} {sector}{unit}")
    if part := SECTOR.fullmatch(plain):
        return Postcode(part[1], f"{part[1]} {part[2]}")
    return Postcode(close) if ALONE.fullmatch(close) else None


def tidy(text: str) -> str:
    """Capitals, single spaces, and none of the invisible marks that come along when text is copied."""
    seen = (c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    return " ".join("".join(seen).translate(DASHES_AND_DOTS).upper().split())
