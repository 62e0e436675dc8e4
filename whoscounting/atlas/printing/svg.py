"""The sheet as SVG: one file with nothing outside it, no script, and no style that a content policy could forbid."""

from __future__ import annotations

import re

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from whoscounting.atlas.cards.colours import INK, MARKS, PAPER
from whoscounting.atlas.cards.type import SERIF
from whoscounting.atlas.printing.layout import Layout

FAMILIES = {SERIF: "Newsreader, Georgia, serif"}
SANS_SERIF = "Atkinson Hyperlegible Next, Arial, Helvetica, sans-serif"
COLOURS = {"ink": INK, "paper": PAPER, "halo": PAPER} | {name.replace("_", "-"): c for name, c in MARKS.items()}


def write(layout: Layout) -> str:
    families = {text.family: FAMILIES.get(text.family, SANS_SERIF) for text in layout.texts}
    texts = [(text, families[text.family], text.size / 5) for text in layout.texts]
    return render_to_string("atlas/map.svg", {"sheet": layout, "texts": texts, "symbols": symbols(), "paper": PAPER})


def symbols() -> SafeString:
    """The site's own symbols in the light theme's colours, for programs that know no variables."""
    drawn = re.findall(r"<symbol.*</symbol>", render_to_string("ui/symbols.html"))
    coloured = re.sub(r"var\(--([\w-]+)(?:,\w+)?\)", lambda found: COLOURS[found[1]], "\n".join(drawn))
    return mark_safe(coloured)  # noqa: S308  # our own file, with colours of our own
