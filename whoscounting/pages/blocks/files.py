"""Pictures and files within text."""

from __future__ import annotations

from typing import Any

from django.db.models import prefetch_related_objects
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from whoscounting.pages.blocks.plain import Words


def with_sizes(values: Any) -> Any:
    """Fetch the sizes of all pictures of a page at once, so that each does not cost a query of its own."""
    values = list(values)
    prefetch_related_objects([one["picture"] for one in values if one.get("picture")], "renditions")
    return values


class CaptionedPicture(blocks.StructBlock):
    """A picture; its own description speaks for it to those who don't see it."""

    picture = ImageChooserBlock()
    caption = Words(max_length=200, required=False)

    class Meta:
        icon = "image"
        template = "pages/blocks/picture.html"

    def bulk_to_python(self, values: Any) -> Any:
        return with_sizes(super().bulk_to_python(values))


class DownloadBlock(DocumentChooserBlock):
    """A PDF with its size and pages."""

    class Meta:
        icon = "doc-full"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        return context | {"download": value}
