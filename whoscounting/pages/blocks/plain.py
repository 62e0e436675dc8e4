"""Words in blocks that stand without a link to a source, so they refuse live figures: see `pages.plain`."""

from __future__ import annotations

from typing import Any

from wagtail import blocks

from whoscounting.pages.plain import no_figures


class Words(blocks.CharBlock):
    """A few words in one line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, validators=[no_figures])


class Lines(blocks.TextBlock):
    """Several lines of plain words."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, validators=[no_figures])
