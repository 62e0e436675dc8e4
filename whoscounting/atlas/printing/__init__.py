"""The map as a file for print: one layout, written as SVG or painted as PNG. Pure: from words and marks to bytes."""

from whoscounting.atlas.printing.layout import Words, lay_out
from whoscounting.atlas.printing.png import paint
from whoscounting.atlas.printing.svg import write

__all__ = ["Words", "lay_out", "paint", "write"]
