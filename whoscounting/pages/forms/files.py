"""Uploads: checked for what they are, not for what they are called."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.base import ContentFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from whoscounting.pages.rules.files import Unfit, pages_of_pdf, without_notes

NEEDS_WORDS = "Say in a sentence what the picture shows, for people who don’t see it."


class PictureForm(BaseImageForm):  # type: ignore[misc]  # Wagtail ships no types
    """A picture with the words that stand for it. What a camera noted in the file is dropped before it is stored."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "description" in self.fields:
            self.fields["description"].required = True
            self.fields["description"].help_text = NEEDS_WORDS
            self.fields["description"].error_messages["required"] = NEEDS_WORDS

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not file or "file" not in self.changed_data:
            return file
        try:
            file.seek(0)
            cleaned: Any = ContentFile(without_notes(file.read()), name=file.name)
        except Unfit as unfit:
            raise forms.ValidationError(str(unfit)) from unfit
        cleaned.image = file.image  # Wagtail has opened it and asks it for its size
        cleaned.content_type = file.content_type
        return cleaned


class DownloadForm(BaseDocumentForm):  # type: ignore[misc]
    """A PDF, opened once to see that it is one and to count its pages."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not file or "file" not in self.changed_data:
            return file
        try:
            file.seek(0)
            self.instance.pages = pages_of_pdf(file.read())
            file.seek(0)
        except Unfit as unfit:
            raise forms.ValidationError(str(unfit)) from unfit
        return file
