"""A card's symbols are the site's: the browser draws one, Pillow the other, and they must look alike."""

from io import BytesIO

import pytest
from django.template.loader import render_to_string
from PIL import Image, ImageChops, ImageStat

from whoscounting.atlas.cards.colours import INK, MARKS, PAPER
from whoscounting.atlas.cards.symbols import symbol

pytestmark = pytest.mark.browser
SIZE = 96


@pytest.mark.parametrize("verdict", MARKS)
def test_a_cards_symbol_looks_like_the_sites(page, verdict):
    name = verdict.replace("_", "-")
    tokens = f"--paper:{PAPER};--ink:{INK};--{name}:{MARKS[verdict]}"
    use = f'<svg id="it" width="{SIZE}" height="{SIZE}"><use href="#v-{name}"/></svg>'
    page.set_content(f'<body style="margin:0;background:{PAPER};{tokens}">{use}{render_to_string("ui/symbols.html")}')
    shot = Image.open(BytesIO(page.locator("#it").screenshot())).convert("RGB")
    difference = ImageChops.difference(shot, symbol(verdict, SIZE)).convert("L")
    assert ImageStat.Stat(difference).mean[0] < 3.0
