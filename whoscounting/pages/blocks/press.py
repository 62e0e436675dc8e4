"""Pictures that journalists may print."""

from __future__ import annotations

from typing import Any

from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from whoscounting.pages.blocks.files import with_sizes
from whoscounting.pages.blocks.plain import Words


class ClearedPicture(blocks.StructBlock):
    """A picture cleared for print, with the words that must stand beside it."""

    picture = ImageChooserBlock()
    credit = Words(max_length=160)

    class Meta:
        icon = "image"

    def bulk_to_python(self, values: Any) -> Any:
        return with_sizes(super().bulk_to_python(values))


class Pictures(blocks.StreamBlock):
    picture = ClearedPicture()

    class Meta:
        required = False
