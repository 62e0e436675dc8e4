"""Pictures that journalists may print."""

from __future__ import annotations

from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class ClearedPicture(blocks.StructBlock):
    """A picture cleared for print, with the words that must stand beside it."""

    picture = ImageChooserBlock()
    credit = blocks.CharBlock(max_length=160)

    class Meta:
        icon = "image"


class Pictures(blocks.StreamBlock):
    picture = ClearedPicture()

    class Meta:
        required = False
