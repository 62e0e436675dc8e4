"""The drawing of the map: pure functions from marks to pins, leader lines and labels.

Nothing here reads a database or knows a request; `atlas/_map.html` turns a `Drawing` into SVG.
"""

from whoscounting.atlas.drawing.blocks import Block, blocks
from whoscounting.atlas.drawing.marks import Mark, Pin
from whoscounting.atlas.drawing.placing import place, size_for
from whoscounting.atlas.drawing.sheets import Drawing, Sheet, draw

__all__ = ["Block", "Drawing", "Mark", "Pin", "Sheet", "blocks", "draw", "place", "size_for"]
