"""Our own picture and file models, from the first migration: swapping them later would rewrite every page."""

from __future__ import annotations

from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage


class Picture(AbstractImage):
    """A picture that editors place on pages."""

    admin_form_fields = WagtailImage.admin_form_fields


class Rendition(AbstractRendition):
    """One size of a picture."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once"),
        ]


class Download(AbstractDocument):
    """A file that editors offer for download."""

    admin_form_fields = WagtailDocument.admin_form_fields
