"""Our own picture and file models, from the first migration: swapping them later would rewrite every page."""

from __future__ import annotations

from pathlib import Path
from secrets import token_hex

from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage

from whoscounting.pages.plain import PlainWords


class Picture(PlainWords, AbstractImage):
    """A picture that editors place on pages, with words for those who don't see it.

    What is stored is a copy without the camera's notes (place, time, owner), under a name that nobody can guess: a
    portrait must not be found before its page is published, nor after it was taken back.
    """

    admin_form_fields = WagtailImage.admin_form_fields

    def get_upload_to(self, filename: str) -> str:
        return f"originals/{token_hex(16)}{Path(filename).suffix.lower()}"


class Rendition(AbstractRendition):
    """One size of a picture."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once"),
        ]


class Download(PlainWords, AbstractDocument):
    """A PDF that editors offer for download. `pages` is counted when it is uploaded."""

    pages = models.PositiveIntegerField(null=True, editable=False)
    admin_form_fields = WagtailDocument.admin_form_fields
