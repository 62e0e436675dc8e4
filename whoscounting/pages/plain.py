"""Words that stand without a link to a source: titles, captions, names, a person's own words. No live figure is put
into them, so a figure's name would be shown as it is; it is refused where it was typed."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from whoscounting.pages.figures import WITHOUT_SOURCE, has_figures, known_figures


def no_figures(text: object) -> None:
    """A validator of plain words. Raises ValidationError."""
    if has_figures(text):
        raise ValidationError(WITHOUT_SOURCE)


class PlainWords:
    """A model in which every text is plain, but for those that check the figures in them. So a new field can't be
    forgotten."""

    def clean(self) -> None:
        super().clean()  # type: ignore[misc]  # every model has one
        if errors := {name: WITHOUT_SOURCE for name in plain_fields(type(self)) if has_figures(getattr(self, name))}:
            raise ValidationError(errors)


def plain_fields(model: Any) -> list[str]:
    """The names of all texts that people fill in and that hold no figures."""
    texts = (field for field in model._meta.concrete_fields if isinstance(field, models.CharField | models.TextField))
    return [text.name for text in texts if text.editable and known_figures not in text.validators]
